/** Blocks and the states of the latest of them. Every block here is durable, and final: there is one author. */
import { decodeBlock, encodeBlock, ZERO_HASH, type Block, type Header } from "./block.ts";
import type { BlockLog } from "./block-log.ts";
import { bytesOfHex, hexOf } from "./bytes.ts";
import { genesisHash, genesisHeader } from "./genesis.ts";
import { STATE_HISTORY_BLOCKS } from "./limits.ts";
import type { StateAt } from "./recent-states.ts";
import type { Trie } from "./trie.ts";

export interface ChainHead {
  readonly number: number;
  readonly hash: Uint8Array;
  readonly header: Header;
  readonly state: Trie;
}

export type HeadListener = (head: ChainHead, block: Block, previous: ChainHead) => void;

export class Chain {
  readonly genesisHash: Uint8Array;
  readonly #genesis: Block;
  readonly #log: BlockLog;
  readonly #hashes: string[];
  readonly #numbers = new Map<string, number>();
  readonly #states = new Map<number, Trie>();
  readonly #listeners = new Set<HeadListener>();
  #head: ChainHead;

  constructor(genesis: Trie, log: BlockLog) {
    const header = genesisHeader(genesis);
    this.genesisHash = genesisHash(genesis);
    this.#genesis = { header, hash: this.genesisHash, extrinsics: [] };
    this.#log = log;
    this.#hashes = [hexOf(this.genesisHash)];
    this.#numbers.set(hexOf(this.genesisHash), 0);
    this.#states.set(0, genesis);
    this.#head = { number: 0, hash: this.genesisHash, header, state: genesis };
  }

  get head(): ChainHead {
    return this.#head;
  }

  /** Makes a block durable, then the head, then tells everybody. */
  async append(header: Header, extrinsics: readonly Uint8Array[], state: Trie): Promise<ChainHead> {
    const bytes = encodeBlock(header, extrinsics);
    await this.#log.append(bytes);
    return this.adopt(decodeBlock(bytes), state);
  }

  /** Takes a block that is in the log already. Its state is null while the log is replayed behind a snapshot. */
  adopt(block: Block, state: Trie | null): ChainHead {
    const previous = this.#head;
    const { number } = block.header;
    if (number !== previous.number + 1) throw new Error(`block ${number} cannot follow ${previous.number}`);
    const hash = hexOf(block.hash);
    this.#hashes.push(hash);
    this.#numbers.set(hash, number);
    if (state !== null) this.#states.set(number, state);
    this.#states.delete(number - STATE_HISTORY_BLOCKS);
    this.#head = { number, hash: block.hash, header: block.header, state: state ?? previous.state };
    for (const listener of this.#listeners) listener(this.#head, block, previous);
    return this.#head;
  }

  onHead(listener: HeadListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  hashOf(number: number): string | null {
    return this.#hashes[number] ?? null;
  }

  /** Block number of a `0x` hash; null when unknown. */
  numberOf(hash: string): number | null {
    return this.#numbers.get(hash.toLowerCase()) ?? null;
  }

  block(number: number): Block {
    return number === 0 ? this.#genesis : decodeBlock(this.#log.read(number));
  }

  /** null when that state is not kept any more. */
  state(number: number): Trie | null {
    return this.#states.get(number) ?? null;
  }
  /** The states that are kept of the head and the blocks before it, without a gap, oldest first. */
  states(): StateAt[] {
    const states: StateAt[] = [];
    for (let number = this.#head.number; ; number--) {
      const state = this.#states.get(number);
      const hash = this.#hashes[number];
      if (state === undefined || hash === undefined) return states.reverse();
      states.push({ number, hash: bytesOfHex(hash) ?? ZERO_HASH, state });
    }
  }
}
