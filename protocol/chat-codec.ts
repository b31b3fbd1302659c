import { DEFAULT_SAMPLING, type ChatRequest, chatRequestSchema } from "./chat.ts";
import {
  MAX_CHAT_MESSAGES,
  MAX_MESSAGE_BYTES,
  MAX_MODEL_ID_BYTES,
  MAX_STOP_STRING_BYTES,
  MAX_STOP_STRINGS,
} from "./limits.ts";
import { type Codec, list, malformed, oneOf, option, struct, text, u16, u32 } from "./scale.ts";

/** Fixed-point steps of sampling numbers, so that both sides compute with the same bytes. */
const STEPS = 10_000;

const wire = struct({
  model: text(1, MAX_MODEL_ID_BYTES),
  messages: list(
    struct({ role: oneOf(["system", "user", "assistant"]), content: text(0, MAX_MESSAGE_BYTES) }),
    MAX_CHAT_MESSAGES,
  ),
  /** ten-thousandths */
  temperature: u16,
  /** ten-thousandths */
  topP: u16,
  maxTokens: u32,
  stop: list(text(1, MAX_STOP_STRING_BYTES), MAX_STOP_STRINGS),
  seed: option(u32),
  /** ten-thousandths, plus 2 */
  frequencyPenalty: u16,
  /** ten-thousandths, plus 2 */
  presencePenalty: u16,
});

/** A chat request in a frame. Values out of `chatRequestSchema`'s ranges are refused on both ways. */
export const chatRequestCodec: Codec<ChatRequest> = {
  layout: "ChatRequest",
  ...(wire.fields && { fields: wire.fields }),
  write(out, value, field) {
    const s = value.sampling;
    wire.write(
      out,
      {
        model: value.model,
        messages: value.messages,
        temperature: Math.round(s.temperature * STEPS),
        topP: Math.max(1, Math.round(s.topP * STEPS)),
        maxTokens: s.maxTokens,
        stop: s.stop,
        seed: s.seed,
        frequencyPenalty: Math.round((s.frequencyPenalty + 2) * STEPS),
        presencePenalty: Math.round((s.presencePenalty + 2) * STEPS),
      },
      field,
    );
  },
  read(from, field) {
    const raw = wire.read(from, field);
    const parsed = chatRequestSchema.safeParse({
      model: raw.model,
      messages: raw.messages,
      sampling: {
        ...DEFAULT_SAMPLING,
        temperature: raw.temperature / STEPS,
        topP: raw.topP / STEPS,
        maxTokens: raw.maxTokens,
        stop: raw.stop,
        seed: raw.seed,
        frequencyPenalty: (raw.frequencyPenalty - 2 * STEPS) / STEPS,
        presencePenalty: (raw.presencePenalty - 2 * STEPS) / STEPS,
      },
    });
    return parsed.success ? parsed.data : malformed(field);
  },
};
