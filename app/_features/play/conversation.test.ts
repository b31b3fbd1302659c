import { describe, expect, it } from "vitest";
import {
  type Answer,
  type AnswerEvent,
  applyAnswerEvent,
  messagesOf,
  tokensPerSecond,
  ttftMs,
  waitingAnswer,
} from "./conversation.ts";

function play(events: [atMs: number, AnswerEvent][]): Answer {
  return events.reduce(
    (answer, [atMs, event]) => applyAnswerEvent(answer, event, atMs),
    waitingAnswer("tiny", 1_000),
  );
}

describe("an answer", () => {
  it("grows with the text and measures first token and speed", () => {
    const answer = play([
      [1_200, { type: "text", text: "Hel" }],
      [1_300, { type: "text", text: "lo" }],
      [1_400, { type: "text", text: "!" }],
      [1_400, { type: "usage", completionTokens: 5 }],
      [1_401, { type: "ended" }],
    ]);
    expect(answer).toMatchObject({ status: "ended", text: "Hello!", completionTokens: 5, record: undefined });
    expect(ttftMs(answer)).toBe(200);
    expect(tokensPerSecond(answer)).toBeCloseTo(20);
  });

  it("claims no speed before it has two tokens", () => {
    expect(tokensPerSecond(play([]))).toBeNull();
    expect(tokensPerSecond(play([[1_100, { type: "text", text: "a" }]]))).toBeNull();
    expect(ttftMs(play([]))).toBeNull();
  });

  it("keeps its text when the record fails after the end", () => {
    const answer = play([
      [1_100, { type: "text", text: "whole" }],
      [1_200, { type: "ended" }],
      [1_300, { type: "failed", code: "record_bad_device_signature", message: "no" }],
    ]);
    expect(answer).toMatchObject({
      status: "ended",
      text: "whole",
      record: null,
      code: "record_bad_device_signature",
    });
  });

  it("is stopped with what it has, and carried along; a failed one is not", () => {
    const stopped = play([
      [1_100, { type: "text", text: "half" }],
      [1_200, { type: "stopped" }],
    ]);
    const failed = play([
      [1_100, { type: "text", text: "lost" }],
      [1_200, { type: "failed", code: "node_lost", message: "gone" }],
    ]);
    const turns = [
      { id: 1, question: "one", answer: stopped },
      { id: 2, question: "two", answer: failed },
      { id: 3, question: "three", answer: play([[1_200, { type: "stopped" }]]) },
    ];
    expect(messagesOf(turns, "  be brief ", "four")).toEqual([
      { role: "system", content: "be brief" },
      { role: "user", content: "one" },
      { role: "assistant", content: "half" },
      { role: "user", content: "four" },
    ]);
  });
});
