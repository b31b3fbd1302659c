/**
 * What the network costs on top of the engine: the same engine, model and page, asked directly and through a warm session by
 * another page. Ratios and differences are taken within each pair.
 */
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { loadCatalogue } from "../adapters/engine/index.ts";
import type { ModelEntry } from "../protocol/index.ts";
import { type Bench, machine, measurePairs, type Metric, metric, type Pair } from "./harness.ts";
import { openStage, type Stage } from "./session/stage.ts";
import type { TimedAnswer } from "./session/timed-answer.ts";
import { warmthCheck } from "./session/warmth.ts";

const DEFAULT_PAIRS = 10;
/** Pairs thrown away: the first opens the session, and warms engine and caches. */
const WARM_UPS = 2;
/** tokens/s of the paced engines; small models on phones to good desktop GPUs. */
const PACES = [20, 50, 100, 200] as const;
const SHARE_GOAL = 0.97;
/** ms. */
const ADDED_TTFT_GOAL_MS = 10;
/** ms before every measurement: what the last one left (settlement on the chain, garbage) is not measured with it. */
const REST_MS = 200;
const QUESTION = "Count to sixty.";
const MAX_TOKENS = 512;

interface Measured extends TimedAnswer {
  /** ms; of the session for the network's side, 0 for the engine's. */
  readonly roundTripMs: number;
}

export const run: Bench = async ({ pairs: wanted, progress }) => {
  const pairs = wanted ?? DEFAULT_PAIRS;
  const stage = await openStage(progress);
  const metrics: Record<string, Metric> = {};
  const real = await measure(stage, await tinyModel(), null, pairs, progress);
  metrics["remoteOverLocalTokensPerSecond"] = metric("1", real.map(share), ">=", SHARE_GOAL);
  metrics["addedTtftMsBeyondRoundTrip"] = metric("ms", real.map(addedTtft), "<=", ADDED_TTFT_GOAL_MS);
  for (const pace of PACES) {
    const paced = await measure(stage, pacedModel(pace), pace, pairs, progress);
    metrics[`remoteOverLocalTokensPerSecond.paced${pace}`] = metric("1", paced.map(share), ">=", SHARE_GOAL);
  }
  return { bench: "session", pairs, metrics, machine: machine({ chromium: stage.chromium }) };
};

function share({ a: local, b: remote }: Pair<Measured>): number {
  return remote.tokensPerSecond / local.tokensPerSecond;
}

function addedTtft({ a: local, b: remote }: Pair<Measured>): number {
  return remote.ttftMs - local.ttftMs - remote.roundTripMs;
}

async function measure(
  { node, client }: Stage,
  model: ModelEntry,
  pace: number | null,
  pairs: number,
  progress: (line: string) => void,
): Promise<readonly Pair<Measured>[]> {
  const rest = async () => {
    await node.evaluate(() => window.benchNode.quiet());
    await sleep(REST_MS);
  };
  await node.evaluate(([entry, speed]) => window.benchNode.serve(entry, speed), [model, pace] as const);
  await waitForModel(client, model.id);
  const warmth = warmthCheck(WARM_UPS, () => client.evaluate(() => window.benchClient.sessions()));
  const measured = await measurePairs<Measured>({
    pairs,
    warmUps: WARM_UPS,
    a: async () => {
      await rest();
      const answer = await node.evaluate(
        ([question, maxTokens]) => window.benchNode.askEngine(question, maxTokens),
        [QUESTION, MAX_TOKENS] as const,
      );
      return { ...answer, roundTripMs: 0 };
    },
    b: async () => {
      await rest();
      const answer = await warmth(() =>
        client.evaluate(([id, question, maxTokens]) => window.benchClient.ask(id, question, maxTokens), [
          model.id,
          QUESTION,
          MAX_TOKENS,
        ] as const),
      );
      const roundTripMs = await client.evaluate(() => window.benchClient.roundTripMs());
      return { ...answer, roundTripMs: roundTripMs ?? 0 };
    },
  });
  for (const { a, b } of measured)
    progress(
      `${model.id}: direct ${a.tokensPerSecond.toFixed(1)}, remote ${b.tokensPerSecond.toFixed(1)} tokens/s; ` +
        `first token ${a.ttftMs.toFixed(1)} and ${b.ttftMs.toFixed(1)} ms, round trip ${b.roundTripMs.toFixed(1)} ms`,
    );
  await node.evaluate(() => window.benchNode.stop());
  return measured;
}

/** By the list of nodes, which needs no API key wherever the server listens. */
async function waitForModel(client: Stage["client"], id: string): Promise<void> {
  await client.waitForFunction(async (wanted) => {
    const response = await fetch("/v1/nodes");
    const { nodes } = (await response.json()) as { nodes: { presence: { models: string[] } }[] };
    return nodes.some(({ presence }) => presence.models.includes(wanted));
  }, id);
}

async function tinyModel(): Promise<ModelEntry> {
  const file = new URL("../models/catalogue.json", import.meta.url);
  const catalogue = loadCatalogue(JSON.parse(await readFile(file, "utf8")));
  const tiny = catalogue.ok ? catalogue.value.find(({ id }) => id === "coco-tiny") : undefined;
  if (tiny === undefined) throw new Error("the catalogue has no coco-tiny");
  return tiny;
}

function pacedModel(tokensPerSecond: number): ModelEntry {
  return {
    id: `bench-paced-${tokensPerSecond}`,
    title: "Scripted",
    engine: "memory",
    baseUrl: "/",
    libraryUrl: null,
    contextTokens: 4096,
    memoryMib: 1,
    downloadBytes: 0,
    requiredFeatures: [],
    files: [],
    weightsDigest: `0x${"00".repeat(32)}`,
    licence: "MIT",
  };
}
