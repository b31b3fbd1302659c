import { z } from "zod";
import { modelEntrySchema } from "../../../protocol/index.ts";
import { fetchArtifacts } from "../artifacts.ts";
import { planDownload } from "../webllm/download-plan.ts";
import { pipelineOf, type Pipeline, type Tensor } from "../webllm/internals.ts";

// Feeds token ids straight into the model library and compares its logits with those of a CPU reference: across the borders
// of prefill chunks, and onto a cache that is not empty. Text would hide small errors behind a certain model.

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
}

const never = new AbortController().signal;

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
  for (const { id, prefills, logits, top } of reference.cases) {
    await engine.resetChat();
    let actual = new Float32Array();
    for (const tokens of prefills) actual = await lastLogits(pipeline, tokens);
    const expected = [
      ...logits.map((logit, index) => [reference.logitIds[index] ?? -1, logit] as const),
      ...top.map((one) => [one.id, one.logit] as const),
    ];
    const difference = Math.max(
      ...expected.map(([token, logit]) => Math.abs((actual[token] ?? Number.NaN) - logit)),
    );
    largestDifference = Math.max(largestDifference, difference);
    if (!(difference <= reference.toleranceLogits)) wrong.push({ id, difference });
  }
  await engine.unload();
  return { cases: reference.cases.length, wrong, largestDifference };
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
