import type { Pipeline } from "./internals.ts";

/**
 * A function of the model's library that gives logits of several positions in one pass: `batch_prefill` those of chosen
 * positions (offsets into the tokens that are fed), `batch_verify` those of all.
 */
export type Pass =
  | { readonly name: "batch_prefill"; readonly positions: readonly number[] }
  | { readonly name: "batch_verify" };

/**
 * Feeds tokens (a prefill chunk at most) onto the KV cache and gives a row of logits for each position, in order. For no
 * positions the tokens are only fed.
 */
export async function forward(
  pipeline: Pipeline,
  tokens: readonly number[],
  pass: Pass,
): Promise<Float32Array[]> {
  const { tvm } = pipeline;
  tvm.beginScope();
  try {
    const run = pipeline.vm.getFunction(pass.name);
    const flat = pipeline.getTokensEmbeddings(tokens);
    const embeddings = flat.view([1, ...flat.shape]);
    pipeline.fKVCacheBeginForward(
      pipeline.kvCache,
      tvm.makeShapeTuple([0]),
      tvm.makeShapeTuple([tokens.length]),
    );
    const inputs: unknown[] = [embeddings];
    if (pass.name === "batch_prefill") {
      // The library wants at least one.
      const wanted = Int32Array.from(pass.positions.length > 0 ? pass.positions : [tokens.length - 1]);
      inputs.push(tvm.empty([wanted.length], "int32", pipeline.device).copyFrom(wanted));
    }
    const output = run(...inputs, pipeline.kvCache, pipeline.params).get(0);
    pipeline.fKVCacheEndForward(pipeline.kvCache);
    pipeline.filledKVCacheLength += tokens.length;
    const onCpu = tvm.empty(output.shape, output.dtype, tvm.cpu()).copyFrom(output);
    await pipeline.device.sync();
    const logits = onCpu.toArray();
    const rows = pass.name === "batch_prefill" ? pass.positions.length : tokens.length;
    const vocabulary = output.shape[2] ?? logits.length / Math.max(rows, 1);
    return Array.from({ length: rows }, (_, row) => logits.slice(row * vocabulary, (row + 1) * vocabulary));
  } finally {
    tvm.endScope();
  }
}
