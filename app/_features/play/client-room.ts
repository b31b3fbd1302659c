/** The one place where pages reach into `client/`; loaded with the first question. */
import { CocoClient, CocoError } from "../../../client/index.ts";
import type { ChatMessage } from "../../../protocol/index.ts";
import type { AnswerEvent } from "./conversation.ts";

export interface Question {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed: number | null;
}

let client: CocoClient | null = null;

function theClient(): CocoClient {
  if (client !== null) return client;
  const made = new CocoClient({ baseURL: window.location.origin });
  // The node need not wait for its heartbeats to notice that this tab is gone.
  window.addEventListener("pagehide", () => void made.close(), { once: true });
  client = made;
  return made;
}

/** Words from a transport begin small and are for developers; the client has a sentence for most codes. */
function wordsOf({ code, message }: CocoError): string {
  return /^[a-z]/.test(message) ? new CocoError(code).message : message;
}

/** Asks the network and tells what comes: text, then usage, then the record. Refusals end it as one `failed`. */
export async function* ask(question: Question, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
  try {
    const stream = await theClient().chat.completions.create(
      {
        model: question.model,
        messages: [...question.messages],
        stream: true,
        temperature: question.temperature,
        max_tokens: question.maxTokens,
        seed: question.seed,
      },
      { signal },
    );
    for await (const chunk of stream) {
      const text = chunk.choices[0]?.delta.content ?? "";
      if (text !== "") yield { type: "text", text };
      if (chunk.usage !== undefined) yield { type: "usage", completionTokens: chunk.usage.completion_tokens };
    }
    yield { type: "ended" };
    const { view, verified, code } = await stream.usageRecord;
    yield { type: "record", record: { view, verified, code } };
  } catch (error) {
    if (signal.aborted) yield { type: "stopped" };
    else if (error instanceof CocoError) yield { type: "failed", code: error.code, message: wordsOf(error) };
    else throw error;
  }
}
