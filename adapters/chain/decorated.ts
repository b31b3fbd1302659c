/** The runtime's calls and storage by name. The api makes them from metadata, so each may be missing in another runtime. */
import type { ApiPromise } from "@polkadot/api";
import type {
  AugmentedQueries,
  AugmentedSubmittables,
  QueryableStorageEntry,
  SubmittableExtrinsic,
} from "@polkadot/api/types";
import { z } from "zod";
import { fromHex } from "../../protocol/index.ts";
import type {} from "./generated/augment-api-query.ts";
import type {} from "./generated/augment-api-tx.ts";
import type {} from "./generated/types-lookup.ts";

export type Call = SubmittableExtrinsic<"promise">;
export type Entry = QueryableStorageEntry<"promise">;

type Calls = AugmentedSubmittables<"promise">;
type Items = AugmentedQueries<"promise">;
/** Names are those of the committed runtime (`generated/`): one that it no longer has does not compile. */
export type PalletWithCalls = keyof Calls;
export type CallName<P extends PalletWithCalls> = keyof Calls[P] & string;
/** Every argument also as the SCALE bytes of its type, as `protocol/` writes them. */
export type CallArguments<P extends PalletWithCalls, N extends CallName<P>> = Calls[P][N] extends (
  ...args: infer A
) => unknown
  ? { [I in keyof A]: A[I] | Uint8Array }
  : never;

/** A call of a pallet. Throws when the runtime at the other end has none. */
export function callOf<P extends PalletWithCalls, N extends CallName<P>>(
  api: ApiPromise,
  pallet: P,
  name: N,
  ...args: CallArguments<P, N>
): Call {
  const call = api.tx[pallet as string]?.[name];
  if (call === undefined) throw new Error(`the runtime has no call ${pallet}.${name}`);
  return call(...args);
}

/** The calls of one pallet, as `callOf` makes them. */
export function callsOf<P extends PalletWithCalls>(api: ApiPromise, pallet: P) {
  return <N extends CallName<P>>(name: N, ...args: CallArguments<P, N>): Call =>
    callOf(api, pallet, name, ...args);
}

/** A storage item. Throws when there is none. */
export function storageOf<P extends keyof Items>(
  api: ApiPromise,
  pallet: P,
  item: keyof Items[P] & string,
): Entry {
  const entry = api.query[pallet as string]?.[item];
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
  const ours: PalletWithCalls[] = [
    "deviceRegistry",
    "computeJobs",
    "assuredJobs",
    "settlement",
    "reputation",
  ];
  return ours.every((pallet) => pallet in api.tx);
}
