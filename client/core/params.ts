import { z } from "zod";
import {
  type ChatRequest,
  DEFAULT_SAMPLING,
  err,
  MAX_CHAT_MESSAGES,
  MAX_COMPLETION_TOKENS,
  MAX_MESSAGE_BYTES,
  MAX_MODEL_ID_BYTES,
  MAX_STOP_STRING_BYTES,
  MAX_STOP_STRINGS,
  ok,
  type Refusal,
  type Result,
} from "../../protocol/index.ts";

/** Limits of the wire are in bytes; a character may take four. */
const boundedText = (maxBytes: number) =>
  z
    .string()
    .min(1)
    .refine((text) => new TextEncoder().encode(text).length <= maxBytes, {
      message: `longer than ${maxBytes} bytes`,
    });
const stopString = boundedText(MAX_STOP_STRING_BYTES);

/** The wire counts in ten-thousandths. */
const MIN_TOP_P = 0.0001;

/** The request in OpenAI's own shape; fields that the network does not serve are ignored. Null means: the default. */
const paramsSchema = z.object({
  model: boundedText(MAX_MODEL_ID_BYTES),
  messages: z
    .array(z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() }))
    .min(1)
    .max(MAX_CHAT_MESSAGES),
  stream: z.boolean().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  max_tokens: z.number().int().min(1).max(MAX_COMPLETION_TOKENS).nullish(),
  max_completion_tokens: z.number().int().min(1).max(MAX_COMPLETION_TOKENS).nullish(),
  stop: z.union([stopString, z.array(stopString).max(MAX_STOP_STRINGS)]).nullish(),
  seed: z.number().int().nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
});
export type ChatCompletionParams = z.input<typeof paramsSchema>;

export interface ParamsError extends Refusal {
  readonly code: "invalid_request" | "intent_too_large";
  /** The field at fault, as a path. */
  readonly param: string;
  readonly message: string;
}

/** Parses a request; the refusal names the field, never its value. */
export function readParams(params: unknown): Result<{ chat: ChatRequest; stream: boolean }, ParamsError> {
  const parsed = paramsSchema.safeParse(params);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const param = issue?.path.map(String).join(".") ?? "";
    return err({
      code: "invalid_request",
      param,
      message: `${param === "" ? "The request" : param}: ${issue?.message ?? "not valid"}`,
    });
  }
  const p = parsed.data;
  const textBytes = p.messages.reduce(
    (sum, message) => sum + new TextEncoder().encode(message.content).length,
    0,
  );
  if (textBytes > MAX_MESSAGE_BYTES / 2) {
    return err({
      code: "intent_too_large",
      param: "messages",
      message: `messages: ${textBytes} bytes are past the limit of ${MAX_MESSAGE_BYTES / 2}`,
    });
  }
  const d = DEFAULT_SAMPLING;
  return ok({
    stream: p.stream ?? false,
    chat: {
      model: p.model,
      messages: p.messages,
      sampling: {
        temperature: p.temperature ?? d.temperature,
        // OpenAI takes 0 and means the likeliest token alone; the wire's smallest step does the same.
        topP: Math.max(MIN_TOP_P, p.top_p ?? d.topP),
        maxTokens: p.max_completion_tokens ?? p.max_tokens ?? d.maxTokens,
        stop: p.stop == null ? d.stop : typeof p.stop === "string" ? [p.stop] : p.stop,
        seed: p.seed == null ? d.seed : wireSeed(p.seed),
        frequencyPenalty: p.frequency_penalty ?? d.frequencyPenalty,
        presencePenalty: p.presence_penalty ?? d.presencePenalty,
      },
    },
  });
}

/** OpenAI takes any integer; engines take 32 bits, so the low ones count. */
function wireSeed(seed: number): number {
  return Number(BigInt.asUintN(32, BigInt(seed)));
}
