/** The runtime's calls and storage by name. The api makes them from metadata, so each may be missing in another runtime. */
import type { ApiPromise } from "@polkadot/api";
import type { QueryableStorageEntry, SubmittableExtrinsic } from "@polkadot/api/types";
import { z } from "zod";
import { fromHex } from "../../protocol/index.ts";

export type Call = SubmittableExtrinsic<"promise">;
export type Entry = QueryableStorageEntry<"promise">;

/** A call of a pallet; arguments that are `Uint8Array` are taken as the SCALE bytes of their types. Throws when there is none. */
export function callOf(api: ApiPromise, pallet: string, name: string, ...args: unknown[]): Call {
  const call = api.tx[pallet]?.[name];
  if (call === undefined) throw new Error(`the runtime has no call ${pallet}.${name}`);
  return call(...args);
}

/** A storage item. Throws when there is none. */
export function storageOf(api: ApiPromise, pallet: string, item: string): Entry {
  const entry = api.query[pallet]?.[item];
  if (entry === undefined) throw new Error(`the runtime has no ${pallet}.${item}`);
  return entry;
}

/** A `u64` as `state_getStorage` answers it; 0 when nothing is stored, as for FRAME's value queries. */
export function storedU64(api: ApiPromise, answer: unknown): bigint {
  const raw = z.string().nullable().parse(answer);
  // As bytes: a hex string would be taken for a number with its highest digit first.
  return raw === null ? 0n : BigInt(api.createType("u64", fromHex(raw)).toString());
}

/** Whether the runtime has the pallets that this adapter speaks to. */
export function hasOurPallets(api: ApiPromise): boolean {
  return ["deviceRegistry", "computeJobs", "settlement", "reputation"].every((pallet) => pallet in api.tx);
}
