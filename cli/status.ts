import { z } from "zod";
import { CocoError } from "../client/node.ts";
import { networkInfoSchema, nodeViewSchema } from "../protocol/index.ts";

const healthSchema = z.object({ status: z.string(), version: z.string(), chain: z.boolean() });
const nodesSchema = z.object({ nodes: z.array(nodeViewSchema) });

export interface NetworkStatus {
  readonly name: string;
  readonly version: string;
  readonly genesis: string;
  readonly chainConnected: boolean;
  readonly nodes: readonly {
    readonly account: string;
    readonly models: readonly string[];
    readonly engine: string;
    readonly gpu: string;
    readonly serving: boolean;
    readonly running: number;
    readonly completed: number;
  }[];
}

/** ms. An operator that does not answer within this is unreachable for its user. */
const ANSWER_TIMEOUT_MS = 8_000;

/** Throws `CocoError` `signaling_unreachable` when the operator does not answer, or not as one. */
export async function readStatus(url: string, stop: AbortSignal): Promise<NetworkStatus> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
  const get = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => {
    try {
      const response = await fetch(`${url.replace(/\/+$/, "")}${path}`, { signal });
      return schema.parse(await response.json());
    } catch {
      throw new CocoError("signaling_unreachable");
    }
  };
  const [health, network, { nodes }] = await Promise.all([
    get("/health", healthSchema),
    get("/v1/network", networkInfoSchema),
    get("/v1/nodes", nodesSchema),
  ]);
  return {
    name: network.name,
    version: health.version,
    genesis: network.genesis,
    chainConnected: health.chain,
    nodes: nodes.map(({ account, presence, running, completed }) => ({
      account,
      models: presence.models,
      engine: presence.engine,
      gpu: presence.gpu,
      serving: presence.serving,
      running,
      completed,
    })),
  };
}

export function showStatus(status: NetworkStatus): string {
  const lines = [
    `${status.name} ${status.version}, chain ${status.genesis.slice(0, 10)}… ${status.chainConnected ? "connected" : "NOT CONNECTED"}`,
    ...status.nodes.map(
      ({ account, models, engine, gpu, serving, running, completed }) =>
        `${account.slice(0, 10)}…  ${serving ? models.join(" ") : "not serving"}  ${engine} on ${gpu}  ${running} running, ${completed} done`,
    ),
  ];
  if (status.nodes.length === 0) lines.push("no nodes");
  return `${lines.join("\n")}\n`;
}
