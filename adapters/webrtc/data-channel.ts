import type { DataConnection } from "peerjs";
import { SEND_BUFFER_LOW_BYTES } from "../../protocol/index.ts";
import { type ByteChannel, type ChannelReader, Inbox } from "./channel.ts";

/** ms for the peer to hear of the channel's end before the whole connection is torn down. */
const CLOSE_GRACE_MS = 500;

/**
 * The first data channel of a PeerJS connection. Bytes go straight to it: PeerJS's own queue would hide `bufferedAmount`.
 * Built as soon as the connection exists, so that nothing is missed.
 */
export class PeerDataChannel implements ByteChannel {
  readonly #connection: DataConnection;
  readonly #inbox = new Inbox();
  #channel: RTCDataChannel | null = null;
  /** Whether anything ever came in. */
  heard = false;

  constructor(connection: DataConnection, origin: "ours" | "theirs") {
    this.#connection = connection;
    this.#refuseFurtherChannels(connection.peerConnection, origin === "ours");
    connection.on("open", () => this.#adopt(connection.dataChannel));
    connection.on("close", () => this.#inbox.close());
    connection.on("data", (received) => {
      this.heard = true;
      const bytes = received instanceof ArrayBuffer ? new Uint8Array(received) : null;
      if (!this.#inbox.push(bytes)) this.close();
    });
  }

  get bufferedAmount(): number {
    return this.#channel?.bufferedAmount ?? 0;
  }

  get closed(): boolean {
    return this.#inbox.closed;
  }

  send(bytes: Uint8Array<ArrayBuffer>): boolean {
    if (this.closed || this.#channel?.readyState !== "open") return false;
    try {
      this.#channel.send(bytes);
      return true;
    } catch {
      return false; // closed in between, or the browser's own queue is full
    }
  }

  read(reader: ChannelReader | null): void {
    this.#inbox.read(reader);
  }

  close(): void {
    if (this.closed) return;
    this.#inbox.close();
    const channel = this.#channel;
    if (channel?.readyState !== "open") {
      this.#connection.close();
      return;
    }
    // The peer learns of a closed channel at once, of a closed connection only after its timeouts.
    const timer = setTimeout(() => this.#connection.close(), CLOSE_GRACE_MS);
    channel.addEventListener("close", () => {
      clearTimeout(timer);
      this.#connection.close();
    });
    channel.close();
  }

  #adopt(channel: RTCDataChannel): void {
    this.#channel = channel;
    channel.bufferedAmountLowThreshold = SEND_BUFFER_LOW_BYTES;
    channel.addEventListener("bufferedamountlow", () => this.#inbox.low());
  }

  /** PeerJS would put a second channel of the peer in the place of the first. */
  #refuseFurtherChannels(connection: RTCPeerConnection, hasFirst: boolean): void {
    const first = connection.ondatachannel;
    let taken = hasFirst;
    connection.ondatachannel = (event) => {
      if (taken) {
        event.channel.close();
        return;
      }
      taken = true;
      first?.call(connection, event);
    };
  }
}
