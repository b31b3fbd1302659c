/** What a runtime call changed on top of a state, with the nested transactions that FRAME's `#[transactional]` needs. */
import { Appended } from "./appended.ts";
import { CODE_KEY } from "./bytes.ts";
import type { Trie } from "./trie.ts";

type Change = Uint8Array | Appended | null;

export interface Cleared {
  /** Keys of the base state that were gone through. */
  readonly visited: number;
  /** Whether the limit left some. */
  readonly remaining: boolean;
}

export class Overlay {
  readonly base: Trie;
  readonly #layers: Map<string, Change>[] = [new Map<string, Change>()];
  #trie: Trie | null;

  constructor(base: Trie) {
    this.base = base;
    this.#trie = base;
  }

  get(key: string): Uint8Array | null {
    const change = this.#change(key);
    if (change === undefined) return this.base.get(key);
    return change instanceof Appended ? change.bytes() : change;
  }

  /** `value` must not be changed by the caller afterwards. */
  set(key: string, value: Uint8Array | null): void {
    this.#top().set(key, value);
    this.#trie = null;
  }

  /** Adds one item to a SCALE list; starts a new list where there is none. */
  append(key: string, item: Uint8Array): void {
    const change = this.#change(key);
    const list =
      change instanceof Appended ? change : Appended.from(change === undefined ? this.base.get(key) : change);
    this.#top().set(key, list.with(item));
    this.#trie = null;
  }

  /** Open transactions. */
  get depth(): number {
    return this.#layers.length - 1;
  }

  begin(): void {
    this.#layers.push(new Map());
  }

  commit(): void {
    const closed = this.#close();
    const below = this.#top();
    for (const [key, change] of closed) below.set(key, change);
  }

  rollback(): void {
    if (this.#close().size > 0) this.#trie = null;
  }

  /** Rolls back transactions until `depth` of them are open: after a trap the runtime cannot do it itself. */
  rollbackTo(depth: number): void {
    while (this.depth > depth) this.rollback();
  }

  next(key: string): string | null {
    const changed = this.#nextChanged(key);
    let stored = this.base.next(key);
    while (stored !== null && (changed === null || stored < changed) && this.#change(stored) === null)
      stored = this.base.next(stored);
    if (stored === null || changed === null) return stored ?? changed;
    return stored < changed ? stored : changed;
  }

  /** Removes keys under `prefix`: all that were changed here, and of the base state at most `limit`. Source: sp-state-machine `Ext::clear_prefix`. */
  clearPrefix(prefix: string, limit: number | null): Cleared {
    for (const layer of [...this.#layers]) {
      for (const [key, change] of layer) if (key.startsWith(prefix) && change !== null) this.set(key, null);
    }
    let visited = 0;
    for (const key of this.base.keys(prefix)) {
      if (visited === limit) return { visited, remaining: true };
      if (this.#change(key) !== null) this.set(key, null);
      visited++;
    }
    return { visited, remaining: false };
  }

  /** Every key changed here and its value now. */
  changes(): Map<string, Uint8Array | null> {
    const all = new Map<string, Uint8Array | null>();
    for (const layer of this.#layers) {
      for (const [key, change] of layer) all.set(key, change instanceof Appended ? change.bytes() : change);
    }
    return all;
  }

  /** The state with all changes in it. */
  trie(): Trie {
    return (this.#trie ??= this.base.with(this.changes()));
  }

  codeChanged(): boolean {
    return this.#change(CODE_KEY) !== undefined;
  }

  #top(): Map<string, Change> {
    const top = this.#layers.at(-1);
    if (top === undefined) throw new Error("an overlay always has its lowest layer");
    return top;
  }

  #close(): Map<string, Change> {
    if (this.#layers.length === 1) throw new Error("no transaction is open");
    return this.#layers.pop() ?? new Map<string, Change>();
  }

  /** undefined: untouched; null: removed. */
  #change(key: string): Change | undefined {
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const change = this.#layers[i]?.get(key);
      if (change !== undefined) return change;
    }
    return undefined;
  }

  #nextChanged(key: string): string | null {
    let best: string | null = null;
    for (const layer of this.#layers) {
      for (const candidate of layer.keys()) {
        if (candidate > key && (best === null || candidate < best) && this.#change(candidate) !== null)
          best = candidate;
      }
    }
    return best;
  }
}
