/** Sessions for browsers. Node has an entry of its own (`node.ts`), so that no bundle takes in native code. */
export type {
  DtlsFingerprint,
  IceServer,
  PeerTransportOptions,
  SentFrame,
  Session,
  SessionError,
  SessionTransport,
  TransportOptions,
  TransportStatus,
} from "./port.ts";
export { openBrowserTransport } from "./peerjs.ts";
export { MemoryBroker, type MemoryLink, MemoryTransport } from "./memory.ts";
