import { RTCPeerConnection as NativeConnection } from "node-datachannel/polyfill";

/** `RTCPeerConnection` over libdatachannel, with what its polyfill gets wrong mended. */
export class NodeConnection extends NativeConnection {
  readonly #held: Event[] = [];
  #described = false;

  /** libdatachannel takes servers as one URL with the credentials in it, percent-decoded; coturn's user names hold a colon. */
  constructor(config: RTCConfiguration = {}) {
    super({
      ...config,
      iceServers: (config.iceServers ?? []).map((server) => ({
        urls: [server.urls].flat(),
        ...(server.username === undefined ? {} : { username: encodeURIComponent(server.username) }),
        ...(server.credential === undefined ? {} : { credential: encodeURIComponent(server.credential) }),
      })),
    });
  }

  /**
   * Our candidates wait until the peer is described. Else its checks come before its answer does, and libdatachannel 0.24.5
   * starts DTLS from within `setRemoteDescription`, before it knows which certificate to expect: one connection in seven
   * failed with "certificate verify failed" on a busy machine.
   */
  override dispatchEvent(event: Event): boolean {
    if (event.type !== "icecandidate" || this.#described) return super.dispatchEvent(event);
    this.#held.push(event);
    return true;
  }

  override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await super.setRemoteDescription(description);
    this.#described = true;
    for (const event of this.#held.splice(0)) super.dispatchEvent(event);
  }
}
