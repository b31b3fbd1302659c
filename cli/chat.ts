/** One question to the network, as `ask` and `job submit` put it. */
import type { Command } from "commander";
import type { Signer } from "../adapters/keystore/port.ts";
import type { UsageReceipt } from "../client/node.ts";
import type { Context } from "./context.ts";
import { number, wholeNumber } from "./options.ts";
import { harmless } from "./text.ts";

export interface ChatOptions {
  readonly model: string;
  readonly temperature: number;
  readonly maxTokens?: number;
}

export interface Chat {
  readonly prompt: string;
  readonly options: ChatOptions;
  /** Who asks and pays; null: a key that lives as long as this command. */
  readonly signer: Signer | null;
  /** planck; default: the client's. */
  readonly maxPricePlanck?: bigint;
  /** Whether text is written to standard output as it comes. */
  readonly streamed: boolean;
}

export interface Chatted {
  readonly text: string;
  readonly receipt: UsageReceipt;
}

export function chatOptions(command: Command): Command {
  return command
    .option("-m, --model <id>", "a model that nodes serve", "coco-tiny")
    .option("-t, --temperature <number>", "0 is reproducible", number, 0.7)
    .option("--max-tokens <count>", "longest answer", wholeNumber);
}

/** Throws what the client throws. */
export async function runChat(context: Context, chat: Chat): Promise<Chatted> {
  const { prompt, options, signer, maxPricePlanck, streamed } = chat;
  // The client brings WebRTC with it: half a second that commands which ask nobody need not wait.
  const { createNodeClient } = await import("../client/node.ts");
  const client = createNodeClient({
    baseURL: context.globals().url,
    ...(signer === null ? {} : { keystore: signer }),
    ...(maxPricePlanck === undefined ? {} : { maxPricePlanck }),
  });
  try {
    const stream = await client.chat.completions.create(
      {
        model: options.model,
        messages: [{ role: "user", content: prompt }],
        stream: true,
        temperature: options.temperature,
        max_tokens: options.maxTokens ?? null,
      },
      { signal: context.stop },
    );
    let text = "";
    for await (const chunk of stream) {
      const piece = chunk.choices[0]?.delta.content ?? "";
      text += piece;
      if (streamed) context.out(harmless(piece));
    }
    if (streamed) context.out("\n");
    return { text, receipt: await stream.usageRecord };
  } finally {
    await client.close();
  }
}
