/** What a node says of itself, for people who look at it. */
import { z } from "zod";
import { storageOf, storedU64 } from "./decorated.ts";
import { headOf } from "./head-follower.ts";
import type { Connection } from "./polkadot-connection.ts";

export interface ChainDescription {
  readonly name: string;
  /** A development chain has well-known keys and a faucet. */
  readonly development: boolean;
  readonly specName: string;
  readonly specVersion: number;
  readonly best: number;
  readonly finalized: number;
  readonly peers: number;
  readonly syncing: boolean;
  /** Extrinsics that wait for a block. */
  readonly pooled: number;
  /** Unix ms of the best block; null before the first. */
  readonly timeMs: number | null;
}

const versionSchema = z.object({ specName: z.string().max(64), specVersion: z.number().int() });
const healthSchema = z.object({ peers: z.number().int(), isSyncing: z.boolean() });
const textSchema = z.string().max(128);

/** Rejects when the node cannot be asked. */
export async function describeChain(connection: Connection): Promise<ChainDescription> {
  const ask = (method: string, params: unknown[] = []) => connection.call(method, params);
  const now = storageOf(connection.api, "timestamp", "now").key();
  const [name, type, version, health, pooled, best, finalizedHash, timestamp] = await Promise.all([
    ask("system_chain"),
    // Substrate's own chains may be of a custom type, which is an object.
    ask("system_chainType"),
    ask("state_getRuntimeVersion"),
    ask("system_health"),
    ask("author_pendingExtrinsics"),
    ask("chain_getHeader"),
    ask("chain_getFinalizedHead"),
    ask("state_getStorage", [now]),
  ]);
  const finalized = headOf(connection, await ask("chain_getHeader", [finalizedHash]));
  const { specName, specVersion } = versionSchema.parse(version);
  const { peers, isSyncing } = healthSchema.parse(health);
  const blockMs = Number(storedU64(connection.api, timestamp));
  return {
    name: textSchema.parse(name),
    development: type === "Development",
    specName,
    specVersion,
    best: headOf(connection, best).number,
    finalized: finalized.number,
    peers,
    syncing: isSyncing,
    pooled: z.array(z.unknown()).parse(pooled).length,
    timeMs: blockMs === 0 ? null : blockMs,
  };
}
