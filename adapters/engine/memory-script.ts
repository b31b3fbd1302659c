import type { ChatMessage } from "../../protocol/index.ts";
import type { GenerateRequest } from "./port.ts";

const WORDS =
  "the a node tab browser model answers asks runs small quick quiet river stone light token word signal paper garden morning under over before after with and then one two three".split(
    " ",
  );

/** Deterministic numbers in [0, 1): mulberry32, enough for scripts. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A script of `count` word tokens that depends on the messages and the seed and on nothing else. */
export function scriptedAnswer(count: number): (request: GenerateRequest, seed: number) => readonly string[] {
  return (request, seed) => {
    const random = randomFrom(
      hash(request.messages) ^ Math.imul(seed >>> 0, 0x9e3779b1) ^ Math.floor(seed / 0x1_0000_0000),
    );
    return Array.from({ length: count }, (_, index) => {
      const word = WORDS[Math.floor(random() * WORDS.length)] ?? "the";
      return index === 0 ? word : ` ${word}`;
    });
  };
}

/** Word tokens, as the scripted engine counts them: a word with the white space before it. */
export function splitIntoTokens(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}

/** One token a word and four for each message's template, so that usage is exact and easy to predict in tests. */
export function countPromptTokens(messages: readonly ChatMessage[]): number {
  return messages.reduce((sum, message) => sum + 4 + splitIntoTokens(message.content).length, 0);
}

function hash(messages: readonly ChatMessage[]): number {
  let value = 0x811c9dc5;
  for (const { role, content } of messages) {
    for (const character of `${role}\n${content}\n`)
      value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return value >>> 0;
}
