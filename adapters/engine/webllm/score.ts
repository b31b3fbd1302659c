import type { MLCEngine } from "@mlc-ai/web-llm";
import { ok, type Result } from "../../../protocol/index.ts";
import { refuse } from "../errors.ts";
import type { EngineError, ScoreRequest, TokenEvidence } from "../port.ts";
import { forward } from "./forward.ts";
import { configOf, internalsOf, pipelineOf, type Pipeline, type TvmFunction } from "./internals.ts";

/**
 * Positions whose logits are asked for in one pass. Stock libraries are built for batches of 80 or 128, and 64 rows of a
 * vocabulary of 150,000 are 38 MB.
 */
const POSITIONS_PER_PASS = 64;

/**
 * Log-probability and rank of each token of a finished answer, from one teacher-forced prefill through the library's
 * `batch_prefill`. Errors: `unsupported` (no such function, or a model with other state than a KV cache),
 * `context_exceeded`.
 */
export async function scoreCompletion(
  engine: MLCEngine,
  modelId: string,
  request: ScoreRequest,
): Promise<Result<TokenEvidence[], EngineError>> {
  const pipeline = pipelineOf(engine, modelId);
  if (pipeline.kvStateKind !== "kv_cache" || pipeline.artifact !== undefined) {
    return refuse("unsupported", "this kind of model cannot be scored");
  }
  if (!hasFunction(pipeline, "batch_prefill"))
    return refuse("unsupported", "the model's library has no batch_prefill");
  await engine.resetChat();
  try {
    const prompt = await promptTokens(engine, pipeline, modelId, request);
    const answer: (number | null)[] = [...pipeline.tokenizer.encode(request.completion)];
    // Null stands for "whichever token ends the answer".
    if (request.ended === true) answer.push(null);
    if (answer.length === 0) return ok([]);
    const fed = [...prompt, ...answer.slice(0, -1).map((token) => token ?? 0)];
    if (fed.length > pipeline.contextWindowSize)
      return refuse("context_exceeded", "prompt and answer are longer than the context");
    const evidence: TokenEvidence[] = [];
    for (const pass of passes(prompt.length - 1, fed.length, pipeline.prefillChunkSize)) {
      const rows = await forward(pipeline, fed.slice(pass.from, pass.to), {
        name: "batch_prefill",
        positions: pass.positions,
      });
      for (const logits of rows) {
        evidence.push(judge(logits, answer[evidence.length] ?? mostLikely(logits, pipeline.stopTokens)));
      }
    }
    return ok(evidence);
  } finally {
    await engine.resetChat();
  }
}

interface Chunk {
  readonly from: number;
  readonly to: number;
  /** Offsets from `from` whose logits are wanted. */
  readonly positions: readonly number[];
}

/** Splits `[0, end)` into passes: whole chunks before `firstWanted`, small ones from there on. */
function passes(firstWanted: number, end: number, chunkSize: number): Chunk[] {
  const list: Chunk[] = [];
  const step = Math.min(chunkSize, POSITIONS_PER_PASS);
  let from = 0;
  while (from < firstWanted) {
    const to = Math.min(from + chunkSize, firstWanted);
    list.push({ from, to, positions: [] });
    from = to;
  }
  while (from < end) {
    const to = Math.min(from + step, end);
    list.push({ from, to, positions: Array.from({ length: to - from }, (_, index) => index) });
    from = to;
  }
  return list;
}

/** The prompt's tokens exactly as web-llm would feed them: its own template code makes them. */
async function promptTokens(
  engine: MLCEngine,
  pipeline: Pipeline,
  modelId: string,
  request: ScoreRequest,
): Promise<number[]> {
  const config = configOf(engine, modelId);
  const { inputStr, lastMsgRole } = internalsOf(engine).preparePrefillInput(
    { messages: request.messages },
    pipeline,
    config,
    false,
  );
  pipeline.conversation.appendMessage(lastMsgRole, inputStr);
  pipeline.conversation.appendReplyHeader("assistant");
  const [parts] = await pipeline.getInputData();
  return parts.flatMap((part) => (Array.isArray(part) ? part.map(Number) : []));
}

function judge(logits: Float32Array, token: number): TokenEvidence {
  const own = logits[token] ?? Number.NEGATIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let rank = 0;
  for (const logit of logits) {
    if (logit > highest) highest = logit;
    if (logit > own) rank++;
  }
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - highest);
  return { tokenId: token, logProbability: own - highest - Math.log(sum), rank };
}

function mostLikely(logits: Float32Array, tokens: readonly number[]): number {
  const logitOf = (token: number): number => logits[token] ?? Number.NEGATIVE_INFINITY;
  return tokens.reduce((best, token) => (logitOf(token) > logitOf(best) ? token : best), tokens[0] ?? 0);
}

function hasFunction(pipeline: Pipeline, name: string): boolean {
  pipeline.tvm.beginScope();
  try {
    const found: TvmFunction | undefined = pipeline.vm.getFunction(name);
    return typeof found === "function";
  } catch {
    return false;
  } finally {
    pipeline.tvm.endScope();
  }
}
