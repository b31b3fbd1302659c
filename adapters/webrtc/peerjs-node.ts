import { createRequire } from "node:module";
import { RTCSessionDescription } from "node-datachannel/polyfill";
import type { PeerConstructor } from "./broker-link.ts";
import { NodeConnection } from "./node-connection.ts";
import { PeerTransport } from "./peer-transport.ts";
import type { PeerTransportOptions, SessionTransport } from "./port.ts";

/** Sessions of a Node process: PeerJS over libdatachannel. */
export function openNodeTransport(options: PeerTransportOptions): SessionTransport {
  return new PeerTransport(loadPeer(), options);
}

let loaded: PeerConstructor | undefined;

/** PeerJS takes WebRTC from the globals, at import and for each connection. */
function loadPeer(): PeerConstructor {
  if (loaded) return loaded;
  define("RTCSessionDescription", RTCSessionDescription);
  // At import PeerJS tries a data channel with Google's STUN server; libdatachannel would really ask it.
  define("RTCPeerConnection", InertConnection);
  const require = createRequire(import.meta.url);
  ({ Peer: loaded } = require("peerjs") as { Peer: PeerConstructor });
  define("RTCPeerConnection", NodeConnection);
  return loaded;
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

class InertConnection {
  createDataChannel(): { ordered: boolean; close(): void } {
    return { ordered: true, close: () => undefined };
  }
  close(): void {
    // nothing was opened
  }
}
