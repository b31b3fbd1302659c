/** `POST /v1/chat/completions`. */
import { compactChunks, toCompletion, toStreamChunk, toUsageChunk } from "./answer.ts";
import type { Caller } from "./auth.ts";
import type { ChatBackend, ChatChunk, Usage } from "./backend.ts";
import { ApiError, errorBody, fromBackend } from "./errors.ts";
import { IdempotencyStore } from "./idempotency.ts";
import { KEEP_ALIVE_MS, MAX_ACTIVE_JOBS, RECONNECT_GRACE_MS } from "./limits.ts";
import { type ParsedRequest, parseChatRequest } from "./request.ts";
import { SharedJob } from "./shared-job.ts";

export interface ChatCounters {
  /** Jobs that run now. */
  active: number;
  /** Requests by the HTTP status that they were answered with. */
  readonly byStatus: Map<number, number>;
  completionTokens: number;
}

export interface ChatCall {
  readonly caller: Caller;
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** Aborts when the requester's connection goes. */
  readonly signal: AbortSignal;
}

export interface ChatOptions {
  /** Unix ms. */
  readonly now: () => number;
  readonly keepAliveMs?: number;
  /** Told of bugs. */
  readonly onError?: (error: unknown) => void;
}

export class ChatCompletions {
  readonly #backend: ChatBackend;
  readonly #store: IdempotencyStore<ChatChunk>;
  readonly #jobs = new Set<SharedJob<ChatChunk>>();
  readonly #keepAliveMs: number;
  readonly #onError: ((error: unknown) => void) | undefined;
  readonly counters: ChatCounters = { active: 0, byStatus: new Map(), completionTokens: 0 };

  constructor(backend: ChatBackend, options: ChatOptions) {
    this.#backend = backend;
    this.#onError = options.onError;
    this.#store = new IdempotencyStore(options.now);
    this.#keepAliveMs = options.keepAliveMs ?? KEEP_ALIVE_MS;
  }

  /** Throws `ApiError` as long as no byte of an answer was sent. */
  async respond(call: ChatCall): Promise<Response> {
    const request = parseChatRequest(parseJson(call));
    const job = this.#jobFor(call, request);
    return request.stream
      ? this.#streamed(job, request, call.signal)
      : this.#whole(job, request, call.signal);
  }

  /** Cancels what runs and waits for its end. */
  async close(): Promise<void> {
    for (const job of this.#jobs) job.cancel();
    await Promise.all([...this.#jobs].map((job) => job.ended));
  }

  /** Resolves when no job runs. */
  async drained(): Promise<void> {
    while (this.#jobs.size > 0) await Promise.all([...this.#jobs].map((job) => job.ended));
  }

  #jobFor(call: ChatCall, request: ParsedRequest): SharedJob<ChatChunk> {
    const key = call.idempotencyKey;
    if (key === undefined || key === "") return this.#start(request, 0);
    return this.#store.findOrStart(call.caller, key, call.body, () =>
      this.#start(request, RECONNECT_GRACE_MS),
    );
  }

  #start(request: ParsedRequest, graceMs: number): SharedJob<ChatChunk> {
    if (this.#jobs.size >= MAX_ACTIVE_JOBS)
      throw new ApiError(429, `This gateway already runs ${MAX_ACTIVE_JOBS} jobs. Try again in a moment.`, {
        code: "rate_limit_exceeded",
      });
    const completions = this.#backend.chat.completions;
    const job = new SharedJob<ChatChunk>(
      async (signal) =>
        this.#counted(await completions.create({ ...request.parameters, stream: true }, { signal })),
      { graceMs, ...(graceMs > 0 ? { compact: compactChunks } : {}) },
    );
    this.#jobs.add(job);
    this.counters.active = this.#jobs.size;
    void job.ended.then(() => {
      this.#jobs.delete(job);
      this.counters.active = this.#jobs.size;
    });
    return job;
  }

  async #whole(job: SharedJob<ChatChunk>, request: ParsedRequest, signal: AbortSignal): Promise<Response> {
    const chunks: ChatChunk[] = [];
    try {
      for await (const chunk of job.read(signal)) chunks.push(chunk);
    } catch (error) {
      throw this.#refusal(error, request, chunks.some(hasText));
    }
    // Nobody reads this answer; the status is for our own counters (nginx's "client closed request").
    if (signal.aborted) return new Response(null, { status: 499 });
    return Response.json(toCompletion(chunks));
  }

  /** Waits for the first chunk, so that early refusals keep their status; a slow prefill commits to 200 and says so. */
  async #streamed(job: SharedJob<ChatChunk>, request: ParsedRequest, signal: AbortSignal): Promise<Response> {
    const left = new AbortController();
    const chunks = job.read(AbortSignal.any([signal, left.signal]));
    const first = chunks.next();
    const begun = await orLate(first.then(settled, failed), this.#keepAliveMs);
    if (begun !== "late" && begun.failed) throw this.#refusal(begun.error, request, false);
    const text = new TextEncoder();
    const events = this.#events(first, chunks, request);
    const stream = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const next = events.next();
        for (;;) {
          const event = await orLate(next, this.#keepAliveMs);
          if (event === "late") {
            controller.enqueue(text.encode(": the node is working\n\n"));
            continue;
          }
          if (event.done === true) controller.close();
          else controller.enqueue(text.encode(`data: ${event.value}\n\n`));
          return;
        }
      },
      cancel: () => left.abort(),
    });
    return new Response(stream, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-cache",
        // Proxies that buffer would turn a stream into one late answer.
        "x-accel-buffering": "no",
      },
    });
  }

  /** Counts a job's tokens once, however many read it. */
  async *#counted(chunks: AsyncIterable<ChatChunk>): AsyncGenerator<ChatChunk, void, undefined> {
    for await (const chunk of chunks) {
      this.counters.completionTokens += chunk.usage?.completion_tokens ?? 0;
      yield chunk;
    }
  }

  #refusal(error: unknown, request: ParsedRequest, started: boolean): ApiError {
    const refusal = fromBackend(error, request.parameters.model, started);
    if (refusal.code === "internal_error") this.#onError?.(error);
    return refusal;
  }

  async *#events(
    first: Promise<IteratorResult<ChatChunk, void>>,
    rest: AsyncGenerator<ChatChunk, void, undefined>,
    request: ParsedRequest,
  ): AsyncGenerator<string, void, undefined> {
    let last: ChatChunk | null = null;
    let usage: Usage | null = null;
    try {
      for (let next = await first; next.done !== true; next = await rest.next()) {
        last = next.value;
        usage = last.usage ?? usage;
        // The backend may send its usage in a chunk of its own.
        if (last.choices.length > 0) yield JSON.stringify(toStreamChunk(last, request.includeUsage));
      }
    } catch (error) {
      yield JSON.stringify(errorBody(this.#refusal(error, request, true)));
      return;
    }
    if (last !== null && request.includeUsage) yield JSON.stringify(toUsageChunk(last, usage));
    yield "[DONE]";
  }
}

function hasText(chunk: ChatChunk): boolean {
  return chunk.choices.some((choice) => (choice.delta.content ?? "") !== "");
}

function parseJson(call: ChatCall): unknown {
  const type = call.contentType?.split(";")[0]?.trim().toLowerCase();
  // Asking for this type also keeps other sites' pages out: browsers ask before they send it across origins.
  if (type !== "application/json")
    throw new ApiError(
      400,
      "Unsupported content type. This API method only accepts 'application/json' requests.",
      { code: "unsupported_content_type" },
    );
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(call.body)) as unknown;
  } catch {
    // The parser's own words would quote the body.
    throw new ApiError(400, "We could not parse the JSON body of your request.", { code: "invalid_json" });
  }
}

const settled = () => ({ failed: false as const });
const failed = (error: unknown) => ({ failed: true as const, error });

/** What `promise` resolves to, or `late` after `ms`; the promise goes on. */
async function orLate<T>(promise: Promise<T>, ms: number): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, ms, "late" as const);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
