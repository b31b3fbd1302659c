/** `coco models`, `coco status`: an operator at a glance. */
import type { Command } from "commander";
import { z } from "zod";
import { networkInfoSchema, nodeViewSchema } from "../../protocol/index.ts";
import { answer, type Context } from "../context.ts";
import { askOperator } from "../operator.ts";
import { count, table } from "../text.ts";

const healthSchema = z.object({ status: z.string(), version: z.string(), chain: z.boolean() });
const nodesSchema = z.object({ nodes: z.array(nodeViewSchema) });

interface NetworkStatus {
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

export function networkCommands(program: Command, context: Context): void {
  program
    .command("models")
    .description("models that are served now")
    .action(async () => {
      const { createNodeClient } = await import("../../client/node.ts");
      const client = createNodeClient({ baseURL: context.globals().url });
      const { data } = await client.models.list({ signal: context.stop });
      answer(context, data, () =>
        table(
          ["MODEL", "NODES"],
          data.map(({ id, nodes }) => [id, String(nodes)]),
        ),
      );
    });

  program
    .command("status")
    .description("nodes, jobs and chain of an operator")
    .action(async () => {
      const status = await readStatus(context);
      answer(context, status, () => showStatus(status));
    });
}

async function readStatus(context: Context): Promise<NetworkStatus> {
  const [health, network, { nodes }] = await Promise.all([
    askOperator(context, "/health", healthSchema),
    askOperator(context, "/v1/network", networkInfoSchema),
    askOperator(context, "/v1/nodes", nodesSchema),
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

function showStatus(status: NetworkStatus): string {
  const chain = `chain ${status.genesis.slice(0, 10)}… ${status.chainConnected ? "connected" : "NOT CONNECTED"}`;
  const head = `${status.name} ${status.version}, ${chain}, ${status.nodes.length === 0 ? "no nodes" : count(status.nodes.length, "node")}\n`;
  if (status.nodes.length === 0) return head;
  const rows = status.nodes.map(({ account, models, engine, gpu, serving, running, completed }) => [
    `${account.slice(0, 10)}…`,
    serving ? models.join(" ") : "not serving",
    engine,
    gpu,
    String(running),
    String(completed),
  ]);
  return `${head}\n${table(["NODE", "MODELS", "ENGINE", "GPU", "RUNNING", "DONE"], rows)}`;
}
