import { z } from "zod";
import { modelEntrySchema } from "../../../protocol/index.ts";
import { fetchArtifacts } from "../artifacts.ts";
import { planDownload } from "../webllm/download-plan.ts";
import { forward, type Pass } from "../webllm/forward.ts";
import { pipelineOf, type Pipeline, type Tensor } from "../webllm/internals.ts";

// Feeds token ids straight into the model library and compares its logits with those of a CPU reference: across the borders
// of prefill chunks, and onto a cache that is not empty. Text would hide small errors behind a certain model. The functions
// that give the logits of many positions at once, which audits read, are held against each other and the same reference.

const referenceSchema = z.object({
  logitIds: z.array(z.number()),
  toleranceLogits: z.number(),
  cases: z.array(
    z.object({
      id: z.string(),
      prefills: z.array(z.array(z.number())),
      logits: z.array(z.number()),
      top: z.array(z.object({ id: z.number(), logit: z.number() })),
    }),
  ),
});

export interface ReferenceReport {
  readonly cases: number;
  /** Largest difference of one logit in each case that is beyond the reference's tolerance. */
  readonly wrong: readonly { readonly id: string; readonly difference: number }[];
  readonly largestDifference: number;
  readonly batches: BatchReport;
}

/** `batch_verify` against `batch_prefill`, at every position of every one of `BATCH_CASES`. */
export interface BatchReport {
  readonly cases: number;
  readonly positions: number;
  /** Logits, of all positions, whose bits differ between the two. */
  readonly differing: number;
  /** Largest difference of the last position's logits from the CPU reference. */
  readonly largestDifference: number;
}

const never = new AbortController().signal;

/** One token, a chunk's border, a cache that is not empty, real chats. All cases would only take longer. */
const BATCH_CASES = new Set([
  "random.1",
  "random.129",
  "split.5+130",
  "split.130+7",
  "chat.talk-paris.1",
  "chat.talk-paris.2",
  "chat.talk-paris.3",
  "chat.long-prompt.150",
]);

self.addEventListener("message", (event: MessageEvent<{ model: unknown; reference: unknown }>) => {
  compare(event.data).then(
    (report) => self.postMessage(report),
    (error: unknown) => self.postMessage({ failed: String(error) }),
  );
});

async function compare(input: { model: unknown; reference: unknown }): Promise<ReferenceReport> {
  const model = modelEntrySchema.parse(input.model);
  const reference = referenceSchema.parse(input.reference);
  const options = { onProgress: () => undefined, signal: never };
  const plan = await planDownload(model, self.location.origin, options);
  if (!plan.ok) throw new Error(plan.error.code);
  const fetched = await fetchArtifacts(plan.value.artifacts, options);
  if (!fetched.ok) throw new Error(fetched.error.code);
  const { MLCEngine } = await import("@mlc-ai/web-llm");
  const engine = new MLCEngine({ appConfig: plan.value.appConfig, logLevel: "ERROR" });
  await engine.reload(model.id);
  const pipeline = pipelineOf(engine, model.id) as Pipeline & Forward;
  const wrong: { id: string; difference: number }[] = [];
  let largestDifference = 0;
  const batches = { cases: 0, positions: 0, differing: 0, largestDifference: 0 };
  for (const one of reference.cases) {
    await engine.resetChat();
    let actual = new Float32Array();
    for (const tokens of one.prefills) actual = await lastLogits(pipeline, tokens);
    const expected = [
      ...one.logits.map((logit, index) => [reference.logitIds[index] ?? -1, logit] as const),
      ...one.top.map(({ id, logit }) => [id, logit] as const),
    ];
    const difference = differenceFrom(expected, actual);
    largestDifference = Math.max(largestDifference, difference);
    if (!(difference <= reference.toleranceLogits)) wrong.push({ id: one.id, difference });
    if (!BATCH_CASES.has(one.id)) continue;
    await engine.resetChat();
    const prefilled = await allLogits(pipeline, one.prefills, "batch_prefill");
    await engine.resetChat();
    const verified = await allLogits(pipeline, one.prefills, "batch_verify");
    batches.cases++;
    batches.positions += verified.length;
    batches.differing += differingLogits(prefilled, verified);
    const last = differenceFrom(expected, verified.at(-1) ?? new Float32Array());
    batches.largestDifference = Math.max(batches.largestDifference, last);
    if (!(last <= reference.toleranceLogits))
      wrong.push({ id: `${one.id} by batch_verify`, difference: last });
  }
  await engine.unload();
  return { cases: reference.cases.length, wrong, largestDifference, batches };
}

/** NaN when a logit is missing, so that no comparison takes it for a small difference. */
function differenceFrom(
  expected: readonly (readonly [token: number, logit: number])[],
  actual: Float32Array,
): number {
  return Math.max(...expected.map(([token, logit]) => Math.abs((actual[token] ?? Number.NaN) - logit)));
}

function differingLogits(some: readonly Float32Array[], others: readonly Float32Array[]): number {
  if (some.length !== others.length) return Number.POSITIVE_INFINITY;
  return some.reduce((sum, row, index) => {
    const other = others[index];
    return sum + row.filter((logit, token) => !Object.is(logit, other?.[token])).length;
  }, 0);
}

/** The logits of every position of the prefills, fed chunk by chunk. */
async function allLogits(
  pipeline: Pipeline,
  prefills: readonly (readonly number[])[],
  name: Pass["name"],
): Promise<Float32Array[]> {
  const rows: Float32Array[] = [];
  for (const tokens of prefills) {
    for (let from = 0; from < tokens.length; from += pipeline.prefillChunkSize) {
      const chunk = tokens.slice(from, from + pipeline.prefillChunkSize);
      const positions = chunk.map((_, index) => index);
      rows.push(
        ...(await forward(pipeline, chunk, name === "batch_verify" ? { name } : { name, positions })),
      );
    }
  }
  return rows;
}

interface Forward {
  forwardKnownTokens(tokens: readonly number[], isPrefill: boolean): Promise<Tensor & { dispose(): void }>;
}

async function lastLogits(
  pipeline: Pipeline & Forward,
  tokens: readonly number[],
): Promise<Float32Array<ArrayBuffer>> {
  const onGpu = await pipeline.forwardKnownTokens(tokens, true);
  pipeline.tvm.beginScope();
  try {
    const onCpu = pipeline.tvm.empty(onGpu.shape, onGpu.dtype, pipeline.tvm.cpu()).copyFrom(onGpu);
    await pipeline.device.sync();
    return Float32Array.from(onCpu.toArray());
  } finally {
    pipeline.tvm.endScope();
    onGpu.dispose();
  }
}
