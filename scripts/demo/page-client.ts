/** Runs in the demo's second page: asks the network through the client, as any dApp's page would. */
import "../browser/no-eval.ts";
import { CocoClient, CocoError } from "../../client/index.ts";
import { toHex, type Hex, type UsageRecordView } from "../../protocol/index.ts";

export interface PageAnswer {
  readonly text: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** ms from the call to the first text, as this page saw it: lease, connection and prefill included. */
  readonly ttftMs: number;
  /** Between the first and the last text. */
  readonly tokensPerSecond: number;
  readonly verified: boolean;
  readonly code: string | null;
  readonly view: UsageRecordView | null;
  readonly bytes: Hex | null;
  readonly deviceSignature: Hex | null;
  readonly requesterSignature: Hex | null;
}

declare global {
  interface Window {
    cocoDemo: { ask(model: string, question: string): Promise<PageAnswer | { readonly failed: string }> };
    /** Put there by the demo: shows text as it comes. */
    cocoSay(text: string): Promise<void>;
  }
}

const client = new CocoClient({ baseURL: window.location.origin });

async function ask(model: string, question: string): Promise<PageAnswer> {
  const startedAt = performance.now();
  const stream = await client.chat.completions.create({
    model,
    messages: [{ role: "user", content: question }],
    stream: true,
    temperature: 0,
  });
  let text = "";
  let firstAt = 0;
  let lastAt = 0;
  let usage = { prompt_tokens: 0, completion_tokens: 0 };
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content ?? "";
    usage = chunk.usage ?? usage;
    if (piece === "") continue;
    text += piece;
    lastAt = performance.now();
    if (firstAt === 0) firstAt = lastAt;
    void window.cocoSay(piece);
  }
  const receipt = await stream.usageRecord;
  const hex = (bytes: Uint8Array | null) => (bytes === null ? null : toHex(bytes));
  return {
    text,
    promptTokens: usage.prompt_tokens,
    completionTokens: usage.completion_tokens,
    ttftMs: firstAt - startedAt,
    tokensPerSecond: lastAt > firstAt ? ((usage.completion_tokens - 1) / (lastAt - firstAt)) * 1000 : 0,
    verified: receipt.verified,
    code: receipt.code,
    view: receipt.view,
    bytes: hex(receipt.bytes),
    deviceSignature: hex(receipt.deviceSignature),
    requesterSignature: hex(receipt.requesterSignature),
  };
}

window.cocoDemo = {
  ask: async (model, question) => {
    try {
      return await ask(model, question);
    } catch (error) {
      return { failed: error instanceof CocoError ? `${error.code}: ${error.message}` : String(error) };
    }
  },
};
