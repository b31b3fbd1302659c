/** Reading devices and jobs from state. Values are decoded by `protocol/`'s own strict codecs where both sides share a type. */
import type { ApiPromise } from "@polkadot/api";
import type { Codec } from "@polkadot/types/types";
import { z } from "zod";
import {
  type AccountId,
  capabilitiesCodec,
  decode,
  deviceStatusCodec,
  fromHex,
  parseAccountId,
  parseJobId,
  type Codec as ProtocolCodec,
  type Hex,
  type JobId,
  toHex,
} from "../../protocol/index.ts";
import { MAX_DEVICES_PER_QUERY, MAX_JOBS_PER_QUERY } from "./chain-limits.ts";
import { storageOf, type Entry } from "./decorated.ts";
import type { Connection } from "./polkadot-connection.ts";
import type { ChainDevice, ChainJob } from "./port.ts";

const valueSchema = z.string().nullable();
const keysSchema = z.array(z.string());
const changesSchema = z.array(z.object({ changes: z.array(z.tuple([z.string(), z.string().nullable()])) }));
const PHASES: Readonly<Record<string, ChainJob["phase"]>> = {
  Submitted: "open",
  Accepted: "accepted",
  Completed: "completed",
  Cancelled: "cancelled",
  Expired: "expired",
};
/** Bytes of a `Blake2_128Concat` key's end: the device's account. */
const ACCOUNT_HEX = 64;

export class ChainReads {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async device(account: AccountId): Promise<ChainDevice | null> {
    const entry = storageOf(this.#connection.api, "deviceRegistry", "devices");
    const raw = valueSchema.parse(await this.#connection.call("state_getStorage", [entry.key(account)]));
    return raw === null ? null : this.#device(account, entry, raw);
  }

  async devices(limit: number): Promise<ChainDevice[]> {
    const entry = storageOf(this.#connection.api, "deviceRegistry", "devices");
    const count = Math.min(limit, MAX_DEVICES_PER_QUERY);
    const keys = keysSchema.parse(
      await this.#connection.call("state_getKeysPaged", [entry.keyPrefix(), count]),
    );
    if (keys.length === 0) return [];
    const [set] = changesSchema.parse(await this.#connection.call("state_queryStorageAt", [keys]));
    return (set?.changes ?? []).flatMap(([key, raw]) => {
      const account = parseAccountId(`0x${key.slice(-ACCOUNT_HEX)}`);
      return account === null || raw === null ? [] : [this.#device(account, entry, raw)];
    });
  }

  async job(job: JobId): Promise<ChainJob | null> {
    const entry = storageOf(this.#connection.api, "computeJobs", "jobs");
    const raw = valueSchema.parse(await this.#connection.call("state_getStorage", [entry.key(job)]));
    return raw === null ? null : this.#job(job, entry, raw);
  }

  /** The block of the job's last step; null when the chain does not know the job. */
  async lastBlockOf(job: JobId): Promise<number | null> {
    const entry = storageOf(this.#connection.api, "computeJobs", "jobs");
    const raw = valueSchema.parse(await this.#connection.call("state_getStorage", [entry.key(job)]));
    if (raw === null) return null;
    const value = this.#decoded(entry, raw) as Codec & { inner: Codec };
    return Number(field(value.inner, "at").toString());
  }

  async finishedJobs(limit: number): Promise<ChainJob[]> {
    const { api } = this.#connection;
    const next = storageOf(api, "computeJobs", "nextFinished");
    const raw = valueSchema.parse(await this.#connection.call("state_getStorage", [next.key()]));
    const end = raw === null ? 0 : Number(this.#decoded(next, raw).toString());
    const count = Math.min(limit, MAX_JOBS_PER_QUERY, end);
    const order = storageOf(api, "computeJobs", "finishedOrder");
    const places = await this.#values(Array.from({ length: count }, (_, back) => order.key(end - 1 - back)));
    const ids = places.flatMap((id) => (id === null ? [] : (parseJobId(id) ?? [])));
    const entry = storageOf(api, "computeJobs", "jobs");
    const values = await this.#values(ids.map((id) => entry.key(id)));
    return ids.flatMap((id, place) => {
      const value = values[place] ?? null;
      return value === null ? [] : [this.#job(id, entry, value)];
    });
  }

  /** Raw values at the best block, in the order of the keys. */
  async #values(keys: readonly string[]): Promise<(string | null)[]> {
    if (keys.length === 0) return [];
    const [set] = changesSchema.parse(await this.#connection.call("state_queryStorageAt", [keys]));
    const byKey = new Map(set?.changes ?? []);
    return keys.map((key) => byKey.get(key) ?? null);
  }

  #job(job: JobId, entry: Entry, raw: string): ChainJob {
    const value = this.#decoded(entry, raw) as Codec & { type: string; inner: Codec };
    const phase = PHASES[value.type];
    if (phase === undefined)
      throw new Error(`the runtime knows a job state that this version does not: ${value.type}`);
    const recordHash =
      phase === "completed" ? hexOf(field(field(value.inner, "settlement"), "recordHash")) : null;
    return { job, phase, recordHash };
  }

  /** Planck that the account can spend. */
  async freeBalance(account: AccountId): Promise<bigint> {
    const entry = storageOf(this.#connection.api, "system", "account");
    const raw = valueSchema.parse(await this.#connection.call("state_getStorage", [entry.key(account)]));
    return raw === null ? 0n : BigInt(field(field(this.#decoded(entry, raw), "data"), "free").toString());
  }

  #device(account: AccountId, entry: Entry, raw: string): ChainDevice {
    const value = this.#decoded(entry, raw);
    return {
      device: account,
      owner: hexOf(field(value, "owner")) as AccountId,
      capabilities: shared(capabilitiesCodec, field(value, "capabilities")),
      metadata: new TextDecoder().decode(fromHex(field(value, "metadata").toHex()) ?? new Uint8Array()),
      status: shared(deviceStatusCodec, field(value, "status")),
      nonce: BigInt(field(value, "nonce").toString()),
      lastHeartbeatMs: BigInt(field(field(value, "lastHeartbeat"), "atMs").toString()),
    };
  }

  #decoded(entry: Entry, raw: string): Codec {
    const { registry } = this.#connection.api;
    const { type } = entry.creator.meta;
    const id = type.isMap ? type.asMap.value : type.asPlain;
    return registry.createType(registry.createLookupType(id), fromHex(raw));
  }
}

/** Whether the runtime has the pallets that this adapter speaks to. */
export function hasOurPallets(api: ApiPromise): boolean {
  return "deviceRegistry" in api.tx && "computeJobs" in api.tx && "settlement" in api.tx;
}

function field(value: Codec, name: string): Codec {
  const found: unknown =
    "get" in value && typeof value.get === "function"
      ? (value.get as (name: string) => unknown)(name)
      : undefined;
  if (found === undefined) throw new Error(`the runtime's type has no field ${name}`);
  return found as Codec;
}

function shared<T>(codec: ProtocolCodec<T>, value: Codec): T {
  const decoded = decode(codec, value.toU8a());
  if (!decoded.ok)
    throw new Error(
      `the chain holds a value that the protocol refuses: ${decoded.error.code} at ${decoded.error.field}`,
    );
  return decoded.value;
}

function hexOf(value: Codec): Hex {
  return toHex(value.toU8a());
}
