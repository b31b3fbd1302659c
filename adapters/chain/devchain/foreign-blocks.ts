/**
 * Blocks that somebody else made (a real node of the same runtime) executed here: `Core_execute_block` on the state of the block before,
 * from a genesis on, every root compared. Who was allowed to make them is not looked at: seals are neither needed nor checked.
 */
import { z } from "zod";
import {
  err,
  ok,
  toHex,
  type GenesisHash,
  type Hex,
  type Refusal,
  type Result,
} from "../../../protocol/index.ts";
import { decodeBlock, encodeBlock, withoutSeals, type Block } from "./block.ts";
import { bytesOfHex, hexOf, keyOf, sameBytes } from "./bytes.ts";
import { RuntimeTrap } from "./executor.ts";
import { diagnose, type Difference } from "./foreign-difference.ts";
import { buildGenesis, genesisHash, GenesisError } from "./genesis.ts";
import { hashingReady } from "./hashing.ts";
import { RuntimeUnsupported } from "./instance.ts";
import { YIELD_AFTER_MS } from "./limits.ts";
import { Runtime } from "./runtime.ts";
import { ScaleError } from "./scale.ts";
import { SignatureCache } from "./signature-cache.ts";
import { Trie } from "./trie.ts";
import { yieldToOthers } from "./turns.ts";

/** Where the chain begins: a preset of the runtime, or the keys and values of a raw chain spec (`genesis.raw.top`, `0x` hex). */
export type GenesisSpec =
  { readonly wasm: Uint8Array; readonly preset: string } | { readonly top: Readonly<Record<string, string>> };

export interface ReplayedBlocks {
  readonly genesisHash: GenesisHash;
  /** How many blocks were executed. */
  readonly blocks: number;
  /** The last of them, or the genesis block. */
  readonly head: { readonly number: number; readonly hash: Hex; readonly stateRoot: Hex };
}

export interface ForeignBlockError extends Refusal {
  readonly code:
    /** The preset or the raw state makes no genesis. */
    | "genesis_failed"
    /** The runtime needs something this host does not have; the message names it. */
    | "runtime_unsupported"
    /** Not a block as `chain_getBlock` answers it. */
    | "block_malformed"
    /** It is not the next one after the block before. */
    | "block_out_of_order"
    | Difference["code"];
  /** Number that the block should have. */
  readonly block?: number;
}

/** Bytes a block may say it has; the runtime's own limit is 5 MiB. */
const MAX_BLOCK_HEX = 2 + 2 * 6 * 1024 * 1024;
/** `compact` lengths end here; a chain of 1 s blocks lasts 34 years. */
const MAX_BLOCK_NUMBER = 2 ** 30 - 1;

const hex = z
  .string()
  .max(MAX_BLOCK_HEX)
  .regex(/^0x(?:[0-9a-f]{2})*$/i);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/i);
const blockSchema = z.object({
  block: z.object({
    header: z.object({
      parentHash: hash,
      number: z
        .string()
        .regex(/^0x[0-9a-f]{1,8}$/i)
        .transform(Number)
        .refine((number) => number <= MAX_BLOCK_NUMBER),
      stateRoot: hash,
      extrinsicsRoot: hash,
      digest: z.object({ logs: z.array(hex) }),
    }),
    extrinsics: z.array(hex),
  }),
});

/** `blocks`: answers of `chain_getBlock`, from block 1 on. Stops at the first that does not execute to the roots in its header. */
export async function replayBlocks(
  genesis: GenesisSpec,
  blocks: Iterable<unknown> | AsyncIterable<unknown>,
): Promise<Result<ReplayedBlocks, ForeignBlockError>> {
  await hashingReady();
  const signatures = new SignatureCache();
  const runtime = new Runtime(signatures);
  try {
    let state = genesisState(genesis, signatures);
    const first = genesisHash(state);
    let head: { number: number; hash: Uint8Array } = { number: 0, hash: first };
    let turn = performance.now();
    for await (const json of blocks) {
      const next = head.number + 1;
      const block = blockOf(json);
      if (block === null) return err({ code: "block_malformed", block: next });
      const { number, parentHash } = block.header;
      if (number !== next || !sameBytes(parentHash, head.hash))
        return err({ code: "block_out_of_order", block: next });
      const executed = execute(runtime, state, block);
      if (!executed.ok) return err({ ...executed.error, block: next });
      state = executed.value;
      head = { number, hash: block.hash };
      if (performance.now() - turn < YIELD_AFTER_MS) continue;
      await yieldToOthers();
      turn = performance.now();
    }
    return ok({
      genesisHash: toHex(first) as GenesisHash,
      blocks: head.number,
      head: { number: head.number, hash: hexOf(head.hash), stateRoot: hexOf(state.root()) },
    });
  } catch (thrown) {
    if (thrown instanceof GenesisError) return err({ code: "genesis_failed", message: thrown.message });
    if (thrown instanceof RuntimeUnsupported)
      return err({ code: "runtime_unsupported", message: thrown.message });
    throw thrown;
  }
}

function genesisState(genesis: GenesisSpec, signatures: SignatureCache): Trie {
  if ("preset" in genesis) return buildGenesis(genesis.wasm, genesis.preset, signatures);
  const entries = Object.entries(genesis.top).map(
    ([key, value]) => [keyOf(rawBytes(key)), rawBytes(value)] as const,
  );
  return Trie.of(entries, 1);
}

function rawBytes(text: string): Uint8Array {
  const bytes = bytesOfHex(text);
  if (bytes === null) throw new GenesisError("a key or value of the raw genesis is not 0x hex");
  return bytes;
}

/** null when it is no block. */
function blockOf(json: unknown): Block | null {
  const parsed = blockSchema.safeParse(json);
  if (!parsed.success) return null;
  const { header, extrinsics } = parsed.data.block;
  const raw = (text: string): Uint8Array => bytesOfHex(text) ?? new Uint8Array();
  try {
    const coded = encodeBlock(
      {
        number: header.number,
        parentHash: raw(header.parentHash),
        stateRoot: raw(header.stateRoot),
        extrinsicsRoot: raw(header.extrinsicsRoot),
        digest: header.digest.logs.map(raw),
      },
      extrinsics.map(raw),
    );
    const block = decodeBlock(coded);
    return block.extrinsics.length === extrinsics.length &&
      block.header.digest.length === header.digest.logs.length
      ? block
      : null;
  } catch (thrown) {
    if (thrown instanceof ScaleError) return null;
    throw thrown;
  }
}

/** The state after the block. A seal is put on a block after its execution, so it is executed without. */
function execute(runtime: Runtime, parent: Trie, block: Block): Result<Trie, Difference> {
  const header = withoutSeals(block.header);
  try {
    return ok(runtime.executeBlock(parent, encodeBlock(header, block.extrinsics)).trie());
  } catch (thrown) {
    if (!(thrown instanceof RuntimeTrap)) throw thrown;
    return err(diagnose(runtime, parent, header, block.extrinsics, thrown));
  }
}
