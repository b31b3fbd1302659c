/** A backend whose answers a test writes down: models, words, pauses, refusals. */
import type { ChatBackend, ChatChunk, ChatParameters } from "./backend.ts";

export type Step =
  | { readonly say: string }
  | { readonly waitFor: Promise<unknown> }
  | { readonly fail: { readonly code: string; readonly message?: string; readonly status?: number } };

export class ScriptedBackend implements ChatBackend {
  /** Every job that was started, with the signal that cancels it. */
  readonly calls: { readonly parameters: ChatParameters; readonly signal: AbortSignal }[] = [];
  readonly #steps: readonly Step[];
  readonly #models: readonly string[];

  constructor(steps: readonly Step[], models: readonly string[] = ["tiny"]) {
    this.#steps = steps;
    this.#models = models;
  }

  readonly chat = {
    completions: {
      create: async (parameters: ChatParameters & { stream: true }, options: { signal: AbortSignal }) => {
        if (!this.#models.includes(parameters.model)) throw refusal({ code: "model_unknown", status: 404 });
        this.calls.push({ parameters, signal: options.signal });
        return this.#answer(parameters, options.signal);
      },
    },
  };

  readonly models = {
    list: async () => ({
      data: this.#models.map((id) => ({ id, created: 1_700_000_000, owned_by: "coco" })),
    }),
  };

  async *#answer(parameters: ChatParameters, signal: AbortSignal): AsyncGenerator<ChatChunk> {
    const chunk = (
      delta: ChatChunk["choices"][number]["delta"],
      finish: string | null = null,
    ): ChatChunk => ({
      id: "chatcmpl-scripted",
      created: 1_700_000_000,
      model: parameters.model,
      system_fingerprint: "fp_scripted",
      choices: [{ index: 0, delta, finish_reason: finish }],
    });
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(refusal({ code: "aborted", status: 499 })), {
        once: true,
      });
    });
    aborted.catch(() => undefined);
    let words = 0;
    for (const step of this.#steps) {
      if ("waitFor" in step) await Promise.race([step.waitFor, aborted]);
      else if ("fail" in step) throw refusal(step.fail);
      else yield chunk(words++ === 0 ? { role: "assistant", content: step.say } : { content: step.say });
    }
    yield {
      ...chunk({}, "stop"),
      usage: { prompt_tokens: 5, completion_tokens: words, total_tokens: 5 + words },
    };
  }
}

function refusal(error: { code: string; message?: string; status?: number }): Error {
  return Object.assign(new Error(error.message ?? error.code), error);
}
