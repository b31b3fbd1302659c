/** Reading positional JSON-RPC parameters. Each throws `RpcError` -32602 naming the parameter. */
import { bytesOfHex, hexOf, keyOf } from "./bytes.ts";
import { blake2b256 } from "./hashing.ts";
import { MAX_REMOVED_EXTRINSICS } from "./limits.ts";
import { invalidParams } from "./rpc-errors.ts";

export type Params = readonly unknown[];

export function text(params: Params, index: number, name: string): string {
  const value = params[index];
  if (typeof value !== "string") throw invalidParams(`${name} is not a string`);
  return value;
}

export function bytes(params: Params, index: number, name: string): Uint8Array {
  return hexBytes(params[index], name);
}

export function key(params: Params, index: number, name: string): string {
  return keyOf(hexBytes(params[index], name));
}

/** A list of storage keys, at most `max`, each once: a key that is named a thousand times would be answered a thousand times. */
export function keys(params: Params, index: number, name: string, max: number): string[] {
  const value = params[index];
  if (!Array.isArray(value)) throw invalidParams(`${name} is not a list of keys`);
  if (value.length > max) throw invalidParams(`${name} has more than ${max} keys`);
  return [...new Set(value.map((one: unknown) => keyOf(hexBytes(one, name))))];
}

/** A 32-byte hash, or null when absent. */
export function optionalHash(params: Params, index: number, name: string): string | null {
  const value = params[index] ?? null;
  if (value === null) return null;
  if (typeof value !== "string" || hexBytes(value, name).length !== 32)
    throw invalidParams(`${name} is not a 32-byte hash`);
  return value.toLowerCase();
}

/** Hashes (lower-case hex) of extrinsics that are named by `{ hash }` or given whole by `{ extrinsic }`. */
export function extrinsicHashes(params: Params): string[] {
  const name = "bytesOrHash";
  const [value] = params;
  if (!Array.isArray(value)) throw invalidParams(`${name} is not a list`);
  if (value.length > MAX_REMOVED_EXTRINSICS)
    throw invalidParams(`${name} has more than ${MAX_REMOVED_EXTRINSICS} items`);
  return value.map((one: unknown) => {
    const { hash = null, extrinsic = null } = (one ?? {}) as { hash?: unknown; extrinsic?: unknown };
    if (hash === null) return hexOf(blake2b256(hexBytes(extrinsic, name)));
    return optionalHash([hash], 0, name) ?? "";
  });
}

/** A block number: a JSON number or `0x` hex. */
export function blockNumber(value: unknown, name: string): number {
  const number = typeof value === "string" && /^0x[0-9a-f]{1,16}$/i.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 0)
    throw invalidParams(`${name} is not a block number`);
  return number;
}

export function count(params: Params, index: number, name: string, max: number): number {
  const value = params[index];
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > max)
    throw invalidParams(`${name} is not a number from 0 to ${max}`);
  return value;
}

function hexBytes(value: unknown, name: string): Uint8Array {
  const parsed = typeof value === "string" ? bytesOfHex(value) : null;
  if (parsed === null) throw invalidParams(`${name} is not 0x hex`);
  return parsed;
}
