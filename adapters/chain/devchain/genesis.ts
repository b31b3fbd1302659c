/** Genesis state from the runtime's own presets, by its GenesisBuilder API. */
import { CODE_KEY } from "./bytes.ts";
import { headerHash, ZERO_HASH, type Header } from "./block.ts";
import { Executor, RuntimeTrap } from "./executor.ts";
import { orderedRoot } from "./list-root.ts";
import { Overlay } from "./overlay.ts";
import { compact, Cursor, optionVec, vec } from "./scale.ts";
import type { SignatureCache } from "./signature-cache.ts";
import { Trie } from "./trie.ts";

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** The preset does not exist, or the runtime refused to build it. */
export class GenesisError extends Error {}

/** Runs `GenesisBuilder_build_state` for a preset; state version 1. Throws `GenesisError`, `RuntimeUnsupported`. */
export function buildGenesis(wasm: Uint8Array, preset: string, signatures: SignatureCache): Trie {
  const executor = new Executor(wasm, signatures);
  const empty = Trie.empty(1);
  const patch = presetJson(executor, empty, preset);
  if (patch === null)
    throw new GenesisError(
      `the runtime has no genesis preset "${preset}"; it has: ${presetNames(executor, empty).join(", ")}`,
    );
  const config = merge(parse(presetJson(executor, empty, null) ?? "{}"), parse(patch));
  const overlay = new Overlay(empty);
  const argument = vec(utf8.encode(JSON.stringify(config)));
  const result = new Cursor(call(executor, "GenesisBuilder_build_state", argument, overlay));
  if (result.u8() !== 0) throw new GenesisError(`the runtime refused its preset: ${result.str()}`);
  overlay.set(CODE_KEY, new Uint8Array(wasm));
  return overlay.trie();
}

export function genesisHeader(state: Trie): Header {
  return {
    parentHash: ZERO_HASH,
    number: 0,
    stateRoot: state.root(),
    extrinsicsRoot: orderedRoot(compact(0), state.version),
    digest: [],
  };
}

export function genesisHash(state: Trie): Uint8Array {
  return headerHash(genesisHeader(state));
}

function presetNames(executor: Executor, state: Trie): string[] {
  const cursor = new Cursor(
    call(executor, "GenesisBuilder_preset_names", new Uint8Array(), new Overlay(state)),
  );
  return cursor.list(() => cursor.str());
}

/** JSON text of a preset (null: the default configuration); null when there is none of that name. */
function presetJson(executor: Executor, state: Trie, name: string | null): string | null {
  const argument = optionVec(name === null ? null : utf8.encode(name));
  const cursor = new Cursor(call(executor, "GenesisBuilder_get_preset", argument, new Overlay(state)));
  return cursor.u8() === 0 ? null : text.decode(cursor.vec());
}

function call(executor: Executor, method: string, argument: Uint8Array, overlay: Overlay): Uint8Array {
  try {
    return executor.call(method, argument, overlay);
  } catch (thrown) {
    if (thrown instanceof RuntimeTrap) throw new GenesisError(`${method}: ${thrown.message}`);
    throw thrown;
  }
}

/** Balances are u128, past what a JavaScript number holds: numbers keep their digits (JSON.rawJSON, Node ≥ 22). */
declare global {
  interface JSON {
    rawJSON(text: string): object;
    isRawJSON(value: unknown): boolean;
  }
}

function parse(json: string): unknown {
  const keepDigits = (_key: string, value: unknown, context: { source: string }): unknown =>
    typeof value === "number" ? JSON.rawJSON(context.source) : value;
  return JSON.parse(json, keepDigits as (this: unknown, key: string, value: unknown) => unknown) as unknown;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);
}

/** RFC 7396 without deletion: objects are merged, everything else is replaced. */
function merge(base: unknown, patch: unknown): unknown {
  if (!isObject(base) || !isObject(patch)) return patch;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch))
    merged[key] = key in merged ? merge(merged[key], value) : value;
  return merged;
}
