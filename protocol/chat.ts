import { z } from "zod";
import {
  MAX_CHAT_MESSAGES,
  MAX_COMPLETION_TOKENS,
  MAX_MODEL_ID_BYTES,
  MAX_STOP_STRINGS,
  MAX_STOP_STRING_BYTES,
} from "./limits.ts";

/** The part of OpenAI's chat completion request that the network serves; unknown fields are ignored, as OpenAI's own SDKs send many. */
export const chatMessageSchema = z.object({
  role: z.enum(["system", "user", "assistant"]),
  content: z.string(),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/** Sampling options; ranges are OpenAI's. */
export const samplingSchema = z.object({
  /** 0 is greedy and exactly reproducible. */
  temperature: z.number().min(0).max(2),
  topP: z.number().gt(0).max(1),
  /** Tokens. */
  maxTokens: z.number().int().min(1).max(MAX_COMPLETION_TOKENS),
  stop: z.array(z.string().min(1).max(MAX_STOP_STRING_BYTES)).max(MAX_STOP_STRINGS),
  /** Makes sampled text reproducible on the same engine and device; null lets the engine choose. */
  seed: z.number().int().min(0).max(0xffff_ffff).nullable(),
  frequencyPenalty: z.number().min(-2).max(2),
  presencePenalty: z.number().min(-2).max(2),
});
export type Sampling = z.infer<typeof samplingSchema>;

/** What a requester asks of a node. */
export const chatRequestSchema = z.object({
  model: z.string().min(1).max(MAX_MODEL_ID_BYTES),
  messages: z.array(chatMessageSchema).min(1).max(MAX_CHAT_MESSAGES),
  sampling: samplingSchema,
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

export const DEFAULT_SAMPLING: Sampling = {
  temperature: 0.7,
  topP: 0.95,
  maxTokens: 512,
  stop: [],
  seed: null,
  frequencyPenalty: 0,
  presencePenalty: 0,
};

/** Why an answer ended. `abort`: the requester cancelled it. */
export type FinishReason = "stop" | "length" | "abort";
