/** What the gateway needs of the network: the part of `client/` that it calls, so that tests can script it. */

export interface ChatParameters {
  readonly model: string;
  readonly messages: { role: "system" | "user" | "assistant"; content: string }[];
  readonly temperature?: number;
  readonly top_p?: number;
  readonly max_tokens?: number;
  readonly stop?: string[];
  readonly seed?: number;
  readonly frequency_penalty?: number;
  readonly presence_penalty?: number;
}

/** OpenAI's `chat.completion.chunk`, as far as the network fills it. */
export interface ChatChunk {
  readonly id: string;
  /** Unix seconds. */
  readonly created: number;
  readonly model: string;
  readonly system_fingerprint?: string | null;
  readonly choices: readonly {
    readonly index: number;
    readonly delta: { readonly role?: "assistant"; readonly content?: string | null };
    readonly finish_reason: string | null;
  }[];
  /** On the last chunk. */
  readonly usage?: Usage | null;
}

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

export interface Model {
  readonly id: string;
  /** Unix seconds. */
  readonly created: number;
  readonly owned_by: string;
}

/**
 * A `CocoClient`, structurally. Refusals are thrown as errors with `code` (stable) and `status` (HTTP); breaking out of
 * the iteration or aborting the signal cancels the job.
 */
export interface ChatBackend {
  readonly chat: {
    readonly completions: {
      create(
        parameters: ChatParameters & { stream: true },
        options: { signal: AbortSignal },
      ): Promise<AsyncIterable<ChatChunk>>;
    };
  };
  readonly models: { list(): Promise<{ readonly data: readonly Model[] }> };
}
