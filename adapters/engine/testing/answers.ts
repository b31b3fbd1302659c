import { readFileSync } from "node:fs";
import { z } from "zod";
import { chatMessageSchema, type ChatMessage } from "../../../protocol/index.ts";

const answersSchema = z.object({
  /** Prompts with many equally good answers. */
  sampling: z.array(z.object({ messages: z.array(chatMessageSchema) })).min(1),
  answers: z.array(
    z.object({
      id: z.string(),
      messages: z.array(chatMessageSchema),
      answer: z.string(),
      promptTokens: z.number(),
      completionTokens: z.number(),
    }),
  ),
});

const TINY = new URL("../../../models/tiny/", import.meta.url);

function answersFile(): z.infer<typeof answersSchema> {
  return answersSchema.parse(JSON.parse(readFileSync(new URL("answers.json", TINY), "utf8")));
}

/** What the tiny model's CPU reference answers greedily. */
export function referenceAnswers(): z.infer<typeof answersSchema>["answers"] {
  return answersFile().answers;
}

/** A prompt that the tiny model answers differently for different seeds. */
export function openQuestion(): readonly ChatMessage[] {
  return answersFile().sampling[0]?.messages ?? [];
}

/** Token ids and logits of the CPU reference, as the page's reference worker reads them. */
export function referenceLogits(): unknown {
  return JSON.parse(readFileSync(new URL("reference.json", TINY), "utf8"));
}
