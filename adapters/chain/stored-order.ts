/**
 * Which devices and finished jobs there are, and where a job's last step lies: no runtime API tells that yet. Only keys, order and
 * block numbers are read here; what a device or a job *is* comes from the runtime's own APIs.
 */
import type { Codec } from "@polkadot/types/types";
import { z } from "zod";
import { type AccountId, fromHex, type JobId } from "../../protocol/index.ts";
import { QUESTIONS_AT_ONCE } from "./chain-limits.ts";
import { type Entry, storageOf } from "./decorated.ts";
import type { Connection } from "./polkadot-connection.ts";

const valueSchema = z.string().nullable();
const keysSchema = z.array(z.string());
const changesSchema = z.array(z.object({ changes: z.array(z.tuple([z.string(), valueSchema])) }));
/** Hex digits of a 32-byte key behind its `Blake2_128Concat`. */
const KEY_HEX = 64;

/** Keys of devices, `0x` hex, in the chain's own order; at most `limit`. */
export async function deviceKeys(connection: Connection, limit: number): Promise<string[]> {
  const prefix = storageOf(connection.api, "deviceRegistry", "devices").keyPrefix();
  const keys = keysSchema.parse(await connection.call("state_getKeysPaged", [prefix, limit]));
  return keys.map((key) => `0x${key.slice(-KEY_HEX)}`);
}

/** Ids of the jobs that ended last, the newest first. */
export async function newestFinished(connection: Connection, limit: number): Promise<string[]> {
  const { api } = connection;
  const next = storageOf(api, "computeJobs", "nextFinished");
  const raw = valueSchema.parse(await connection.call("state_getStorage", [next.key()]));
  const end = raw === null ? 0 : Number(decoded(connection, next, raw).toString());
  const order = storageOf(api, "computeJobs", "finishedOrder");
  const keys = Array.from({ length: Math.min(limit, end) }, (_, back) => order.key(end - 1 - back));
  if (keys.length === 0) return [];
  const [set] = changesSchema.parse(await connection.call("state_queryStorageAt", [keys]));
  const byKey = new Map(set?.changes ?? []);
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

/** The block of the job's last step; null when the chain does not know the job. */
export async function lastBlockOf(connection: Connection, job: JobId): Promise<number | null> {
  const entry = storageOf(connection.api, "computeJobs", "jobs");
  const raw = valueSchema.parse(await connection.call("state_getStorage", [entry.key(job)]));
  if (raw === null) return null;
  const state = decoded(connection, entry, raw) as Codec & { inner: Codec };
  return Number(field(state.inner, "at").toString());
}

/** Planck that the account can spend. */
export async function freeBalance(connection: Connection, account: AccountId): Promise<bigint> {
  const entry = storageOf(connection.api, "system", "account");
  const raw = valueSchema.parse(await connection.call("state_getStorage", [entry.key(account)]));
  return raw === null ? 0n : BigInt(field(field(decoded(connection, entry, raw), "data"), "free").toString());
}

/** One question an item, a few at a time, answers in the order of the items. */
export async function inBatches<I, O>(items: readonly I[], ask: (item: I) => Promise<O>): Promise<O[]> {
  const answers: O[] = [];
  for (let at = 0; at < items.length; at += QUESTIONS_AT_ONCE)
    answers.push(...(await Promise.all(items.slice(at, at + QUESTIONS_AT_ONCE).map(ask))));
  return answers;
}

function decoded({ api: { registry } }: Connection, entry: Entry, raw: string): Codec {
  const { type } = entry.creator.meta;
  const id = type.isMap ? type.asMap.value : type.asPlain;
  return registry.createType(registry.createLookupType(id), fromHex(raw));
}

function field(value: Codec, name: string): Codec {
  const found: unknown =
    "get" in value && typeof value.get === "function"
      ? (value.get as (name: string) => unknown)(name)
      : undefined;
  if (found === undefined) throw new Error(`the runtime's type has no field ${name}`);
  return found as Codec;
}
