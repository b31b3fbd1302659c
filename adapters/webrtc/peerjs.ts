import { Peer } from "peerjs";
import { PeerTransport } from "./peer-transport.ts";
import type { PeerTransportOptions, SessionTransport } from "./port.ts";

/** Sessions of a browser page. Starts to reach the broker at once; `close` it when the page has no more use for it. */
export function openBrowserTransport(options: PeerTransportOptions): SessionTransport {
  const transport = new PeerTransport(Peer, options);
  const controller = new AbortController();
  const { signal } = controller;
  // A closed tab tells its peers nothing by itself; this lets them know in milliseconds instead of after the heartbeat.
  addEventListener("pagehide", () => transport.abandon(), { signal });
  addEventListener("online", () => transport.wake(), { signal });
  transport.onStatus((status) => {
    if (status === "closed") controller.abort();
  });
  return transport;
}
