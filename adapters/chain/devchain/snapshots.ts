/** When state snapshots are written: every so many blocks or extrinsics, and when the chain closes. */
import type { Chain } from "./chain.ts";
import { SNAPSHOT_EVERY_EXTRINSICS } from "./limits.ts";
import { writeRecentStates } from "./recent-states.ts";

export interface SnapshotOptions {
  readonly chain: Chain;
  readonly path: string;
  /** Blocks between two snapshots. */
  readonly everyBlocks: number;
  readonly log: (line: string) => void;
}

export class Snapshots {
  readonly #options: SnapshotOptions;
  readonly #stopListening: () => void;
  #blocks = 0;
  #extrinsics = 0;
  #writing: Promise<void> | null = null;
  /** Block of the last one that was written. */
  #written = 0;

  constructor(options: SnapshotOptions) {
    this.#options = options;
    this.#stopListening = options.chain.onHead((_head, block) => this.#count(block.extrinsics.length));
  }

  /** Writes a last one where there is something new, and stops. */
  async close(): Promise<void> {
    this.#stopListening();
    await this.#writing;
    if (this.#options.chain.head.number > this.#written) await this.#write();
  }

  #count(extrinsics: number): void {
    this.#blocks++;
    this.#extrinsics += extrinsics;
    const due = this.#blocks >= this.#options.everyBlocks || this.#extrinsics >= SNAPSHOT_EVERY_EXTRINSICS;
    if (!due || this.#writing !== null) return;
    this.#writing = this.#write().finally(() => {
      this.#writing = null;
    });
  }

  /** A snapshot only saves time at the next start: failing to write one is worth a line, nothing more. */
  async #write(): Promise<void> {
    const { chain, path, log } = this.#options;
    this.#blocks = 0;
    this.#extrinsics = 0;
    const { number } = chain.head;
    try {
      await writeRecentStates(path, chain.states());
      this.#written = number;
    } catch {
      log("the state snapshot could not be written; the next start replays more blocks");
    }
  }
}
