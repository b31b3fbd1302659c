/** An ordered, reliable channel of binary messages: what a handshake and a session need of a data channel. */
export interface ByteChannel {
  /** Bytes accepted by `send` that did not leave yet. */
  readonly bufferedAmount: number;
  readonly closed: boolean;
  /** False when the channel takes no more bytes. Never throws. */
  send(bytes: Uint8Array<ArrayBuffer>): boolean;
  /** The one reader. Messages that came before it, or between two readers, wait for it. */
  read(reader: ChannelReader | null): void;
  /** Closes at once; what is still buffered may be lost. Idempotent. */
  close(): void;
}

export interface ChannelReader {
  /** `null`: the peer sent something that is not bytes. */
  message(bytes: Uint8Array | null): void;
  /** `bufferedAmount` fell to `SEND_BUFFER_LOW_BYTES` or below. */
  low(): void;
  /** Fires once, also for a close of our own. */
  closed(): void;
}

/** Messages kept while nobody reads. Readers change hands within one task, so more than a few means a flooding peer. */
const MAX_WAITING_MESSAGES = 64;

/** The reading side that every channel shares. */
export class Inbox {
  #reader: ChannelReader | null = null;
  #waiting: (Uint8Array | null)[] = [];
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  read(reader: ChannelReader | null): void {
    this.#reader = reader;
    while (this.#reader && this.#waiting.length > 0) {
      const message = this.#waiting.shift();
      if (message !== undefined) this.#reader.message(message);
    }
    if (this.#closed) this.#reader?.closed();
  }

  /** False when too much is waiting already: the channel should close. */
  push(message: Uint8Array | null): boolean {
    if (this.#closed) return true;
    if (this.#reader) this.#reader.message(message);
    else this.#waiting.push(message);
    return this.#waiting.length <= MAX_WAITING_MESSAGES;
  }

  low(): void {
    this.#reader?.low();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reader?.closed();
  }
}
