/** The runtime's API in typed calls, on the state that holds its code. */
import { CODE_KEY, keyOf } from "./bytes.ts";
import { decodeExtrinsics, decodeHeader, encodeHeader, type Header } from "./block.ts";
import { Executor } from "./executor.ts";
import { RuntimeUnsupported } from "./instance.ts";
import { Overlay } from "./overlay.ts";
import { concat, Cursor, u32le, u64le, vec, compact } from "./scale.ts";
import type { SignatureCache } from "./signature-cache.ts";
import type { Trie } from "./trie.ts";
import { decodeInvalidity, decodeValidity, type Invalidity, type Validity } from "./validity.ts";

export interface RuntimeVersion {
  readonly specName: string;
  readonly implName: string;
  readonly authoringVersion: number;
  readonly specVersion: number;
  readonly implVersion: number;
  /** API id (8 bytes) and its version. */
  readonly apis: readonly (readonly [Uint8Array, number])[];
  readonly transactionVersion: number;
  readonly stateVersion: number;
}

/** What became of an extrinsic in a block. */
export type Applied =
  | { readonly included: true; readonly dispatched: boolean }
  | { readonly included: false; readonly why: Invalidity };

const NOTHING = new Uint8Array();
/** `TransactionSource::External`: from outside this process. */
const SOURCE_EXTERNAL = 2;
const TIMESTAMP_INHERENT = new TextEncoder().encode("timstap0");
const AURA_INHERENT = new TextEncoder().encode("auraslot");

export class Runtime {
  readonly #signatures: SignatureCache;
  // By the very bytes of the code: all states share them until an upgrade replaces them.
  readonly #executors = new WeakMap<Uint8Array, Executor>();
  readonly #versions = new WeakMap<Uint8Array, RuntimeVersion>();
  readonly #metadata = new WeakMap<Uint8Array, Uint8Array>();

  constructor(signatures: SignatureCache) {
    this.#signatures = signatures;
  }

  /** Throws `RuntimeUnsupported` when this host cannot run the state's code. */
  executor(state: Trie): Executor {
    return this.#cached(this.#executors, state, (code) => new Executor(code, this.#signatures));
  }

  call(state: Trie, method: string, argument: Uint8Array = NOTHING): Uint8Array {
    return this.executor(state).call(method, argument, new Overlay(state));
  }

  version(state: Trie): RuntimeVersion {
    return this.#cached(this.#versions, state, () => decodeVersion(this.call(state, "Core_version")));
  }

  /** Metadata without the outer length. */
  metadata(state: Trie): Uint8Array {
    return this.#cached(this.#metadata, state, () =>
      new Cursor(this.call(state, "Metadata_metadata")).vec().slice(),
    );
  }

  /** Milliseconds. */
  slotDuration(state: Trie): number {
    return Number(new Cursor(this.call(state, "AuraApi_slot_duration")).u64());
  }

  validate(state: Trie, extrinsic: Uint8Array, blockHash: Uint8Array): Validity | Invalidity {
    const argument = concat(Uint8Array.of(SOURCE_EXTERNAL), extrinsic, blockHash);
    return decodeValidity(
      new Cursor(this.call(state, "TaggedTransactionQueue_validate_transaction", argument)),
    );
  }

  /** The account's next nonce, not counting the pool. */
  nonce(state: Trie, account: Uint8Array): number {
    return new Cursor(this.call(state, "AccountNonceApi_account_nonce", account)).u32();
  }

  initializeBlock(overlay: Overlay, header: Header): void {
    this.executor(overlay.base).call("Core_initialize_block", encodeHeader(header), overlay);
  }

  inherents(overlay: Overlay, timestampMs: number, slot: number): Uint8Array[] {
    const entries = [
      [AURA_INHERENT, u64le(BigInt(slot))],
      [TIMESTAMP_INHERENT, u64le(BigInt(timestampMs))],
    ] as const;
    const argument = concat(compact(entries.length), ...entries.flatMap(([id, value]) => [id, vec(value)]));
    return decodeExtrinsics(
      this.executor(overlay.base).call("BlockBuilder_inherent_extrinsics", argument, overlay),
    );
  }

  /** Applies one extrinsic; one that is not included leaves no change. Throws `RuntimeTrap` when the runtime panics. */
  applyExtrinsic(overlay: Overlay, extrinsic: Uint8Array): Applied {
    const depth = overlay.depth;
    overlay.begin();
    try {
      const cursor = new Cursor(
        this.executor(overlay.base).call("BlockBuilder_apply_extrinsic", extrinsic, overlay),
      );
      if (cursor.u8() === 0) {
        overlay.commit();
        return { included: true, dispatched: cursor.u8() === 0 };
      }
      overlay.rollback();
      return { included: false, why: decodeInvalidity(cursor) };
    } catch (thrown) {
      overlay.rollbackTo(depth);
      throw thrown;
    }
  }

  /** What applying an extrinsic in a block of its own would result in: SCALE `ApplyExtrinsicResult`. Throws `RuntimeTrap`. */
  dryRun(parent: Trie, header: Header, extrinsic: Uint8Array): Uint8Array {
    const overlay = new Overlay(parent);
    this.initializeBlock(overlay, header);
    return this.executor(parent).call("BlockBuilder_apply_extrinsic", extrinsic, overlay);
  }

  finalizeBlock(overlay: Overlay): Header {
    return decodeHeader(
      new Cursor(this.executor(overlay.base).call("BlockBuilder_finalize_block", NOTHING, overlay)),
    );
  }

  /** Executes a whole block on its parent's state. Throws `RuntimeTrap` when any root differs. */
  executeBlock(parent: Trie, block: Uint8Array): Overlay {
    const overlay = new Overlay(parent);
    this.executor(parent).call("Core_execute_block", block, overlay);
    return overlay;
  }

  #cached<T>(cache: WeakMap<Uint8Array, T>, state: Trie, make: (code: Uint8Array) => T): T {
    const code = state.get(CODE_KEY);
    if (code === null) throw new RuntimeUnsupported("the state holds no runtime");
    let value = cache.get(code);
    if (value === undefined) {
      value = make(code);
      cache.set(code, value);
    }
    return value;
  }
}

/** SCALE `RuntimeVersion`. */
export function decodeVersion(bytes: Uint8Array): RuntimeVersion {
  const cursor = new Cursor(bytes);
  return {
    specName: cursor.str(),
    implName: cursor.str(),
    authoringVersion: cursor.u32(),
    specVersion: cursor.u32(),
    implVersion: cursor.u32(),
    apis: cursor.list(() => [cursor.take(8).slice(), cursor.u32()] as const),
    transactionVersion: cursor.u32(),
    stateVersion: cursor.u8(),
  };
}

/** The tag by which FRAME's `CheckNonce` orders transactions: account and nonce. */
export function nonceTag(account: Uint8Array, nonce: number): string {
  return keyOf(concat(account, u32le(nonce)));
}
