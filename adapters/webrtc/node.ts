/** Sessions for Node processes: the gateway, the command line, tests. */
export type {
  IceServer,
  PeerTransportOptions,
  SentFrame,
  Session,
  SessionError,
  SessionTransport,
  TransportOptions,
  TransportStatus,
} from "./port.ts";
export { openNodeTransport } from "./peerjs-node.ts";
