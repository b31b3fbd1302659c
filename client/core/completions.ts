/** Answers in the shape of OpenAI's SDK. Source: https://platform.openai.com/docs/api-reference/chat */
import {
  type GenesisHash,
  type ChatRequest,
  type FinishReason,
  type JobId,
  type UsageRecordView,
  viewUsageRecord,
} from "../../protocol/index.ts";
import { ask, type AskDeps } from "./ask.ts";
import { CocoError } from "./errors.ts";
import type { Receipt } from "./run-chat.ts";

export interface CompletionUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

export interface ChatCompletionChunk {
  readonly id: string;
  readonly object: "chat.completion.chunk";
  /** Unix seconds. */
  readonly created: number;
  readonly model: string;
  readonly choices: readonly {
    readonly index: 0;
    readonly delta: { readonly role?: "assistant"; readonly content?: string };
    readonly finish_reason: "stop" | "length" | null;
  }[];
  /** In the last chunk only. */
  readonly usage?: CompletionUsage;
}

export interface ChatCompletion {
  readonly id: string;
  readonly object: "chat.completion";
  readonly created: number;
  readonly model: string;
  readonly choices: readonly {
    readonly index: 0;
    readonly message: { readonly role: "assistant"; readonly content: string };
    readonly finish_reason: "stop" | "length";
  }[];
  readonly usage: CompletionUsage;
  readonly usageRecord: UsageReceipt;
}

/** The job's signed usage record as this client verified it. */
export interface UsageReceipt {
  /** The job's id at operator and chain, also when its record was refused. */
  readonly job: JobId;
  /** Both signatures are right and the record says what was received. */
  readonly verified: boolean;
  /** Why not, else null. */
  readonly code: string | null;
  readonly view: UsageRecordView | null;
  readonly bytes: Uint8Array | null;
  readonly deviceSignature: Uint8Array | null;
  readonly requesterSignature: Uint8Array | null;
}

/** One streamed answer. Iterate it once; breaking out of the loop or `abort()` cancels the job at the node. */
export interface ChatStream extends AsyncIterable<ChatCompletionChunk> {
  /** Settles when the answer ended; rejects with `CocoError` when it failed. */
  readonly usageRecord: Promise<UsageReceipt>;
  abort(): void;
}

export function receiptOf(receipt: Receipt, genesis: GenesisHash, job: JobId): UsageReceipt {
  if (!receipt.verified)
    return {
      job,
      verified: false,
      code: receipt.code,
      view: null,
      bytes: null,
      deviceSignature: null,
      requesterSignature: null,
    };
  const { bytes, deviceSignature, requesterSignature } = receipt.signed;
  return {
    job,
    verified: true,
    code: null,
    view: viewUsageRecord(receipt.record, genesis),
    bytes,
    deviceSignature,
    requesterSignature,
  };
}

function finishReasonOf(reason: FinishReason): "stop" | "length" {
  return reason === "length" ? "length" : "stop";
}

/** `deps` is asked for when the iteration starts, so that creating a stream costs nothing. */
export function streamCompletion(
  chat: ChatRequest,
  deps: () => Promise<AskDeps>,
  signal: AbortSignal | undefined,
): ChatStream {
  const abort = new AbortController();
  const either = signal ? AbortSignal.any([signal, abort.signal]) : abort.signal;
  const receipt = Promise.withResolvers<UsageReceipt>();
  // Whoever does not look at the receipt must not see an unhandled rejection.
  receipt.promise.catch(() => undefined);

  async function* chunks(): AsyncGenerator<ChatCompletionChunk, void, undefined> {
    let settled = false;
    try {
      const ready = await deps();
      const head = {
        id: "",
        object: "chat.completion.chunk" as const,
        created: Math.floor(ready.wallMs() / 1000),
        model: chat.model,
      };
      let tokens = 0;
      let job: JobId | null = null;
      for await (const step of ask(chat, ready, either)) {
        if (step.type === "node") {
          job = step.terms.job;
          head.id = completionId(job);
        }
        if (step.type === "admitted")
          yield {
            ...head,
            choices: [{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null }],
          };
        if (step.type === "text") {
          tokens += step.tokens;
          if (step.text !== "")
            yield { ...head, choices: [{ index: 0, delta: { content: step.text }, finish_reason: null }] };
        }
        if (step.type === "done" && job !== null) {
          settled = true;
          receipt.resolve(receiptOf(step.receipt, ready.genesis, job));
          const promptTokens = step.receipt.record?.promptTokens ?? 0;
          yield {
            ...head,
            choices: [{ index: 0, delta: {}, finish_reason: finishReasonOf(step.finishReason) }],
            usage: {
              prompt_tokens: promptTokens,
              completion_tokens: tokens,
              total_tokens: promptTokens + tokens,
            },
          };
        }
      }
    } catch (thrown) {
      settled = true;
      receipt.reject(thrown);
      throw thrown;
    } finally {
      if (!settled) receipt.reject(new CocoError("aborted"));
      abort.abort();
    }
  }
  return { [Symbol.asyncIterator]: chunks, usageRecord: receipt.promise, abort: () => abort.abort() };
}

/** Job ids are 32 bytes; 12 of them are plenty for an id that people read in logs. */
function completionId(job: string): string {
  return `chatcmpl-${job.slice(2, 26)}`;
}

export async function collectCompletion(stream: ChatStream): Promise<ChatCompletion> {
  let content = "";
  let last: ChatCompletionChunk | null = null;
  for await (const chunk of stream) {
    content += chunk.choices[0]?.delta.content ?? "";
    last = chunk;
  }
  const choice = last?.choices[0];
  if (!last?.usage || !choice?.finish_reason) throw new CocoError("session_closed");
  return {
    id: last.id,
    object: "chat.completion",
    created: last.created,
    model: last.model,
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: choice.finish_reason }],
    usage: last.usage,
    usageRecord: await stream.usageRecord,
  };
}
