import type { ChatMessage, UsageRecordView } from "../../../protocol/index.ts";

/** A record and whether both signatures and what it says were right. */
export interface CheckedRecord {
  /** Null when it failed the check: what it says is then not shown. */
  readonly view: UsageRecordView | null;
  readonly verified: boolean;
  /** Why it is not verified, else null. */
  readonly code: string | null;
}

export type AnswerEvent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "usage"; readonly completionTokens: number }
  /** The text is whole; its record may still be on its way. */
  | { readonly type: "ended" }
  | { readonly type: "record"; readonly record: CheckedRecord | null }
  | { readonly type: "stopped" }
  | { readonly type: "failed"; readonly code: string; readonly message: string };

export interface Answer {
  readonly status: "waiting" | "streaming" | "ended" | "stopped" | "failed";
  readonly text: string;
  readonly model: string;
  readonly askedAtMs: number;
  readonly firstTextAtMs: number | null;
  readonly lastTextAtMs: number | null;
  /** As the node counted; until then the pieces that came. */
  readonly completionTokens: number;
  readonly counted: boolean;
  readonly code: string | null;
  readonly message: string | null;
  /** Undefined until it came; null: there will be none. */
  readonly record: CheckedRecord | null | undefined;
}

export interface Turn {
  readonly id: number;
  readonly question: string;
  readonly answer: Answer;
}

export function waitingAnswer(model: string, nowMs: number): Answer {
  return {
    status: "waiting",
    text: "",
    model,
    askedAtMs: nowMs,
    firstTextAtMs: null,
    lastTextAtMs: null,
    completionTokens: 0,
    counted: false,
    code: null,
    message: null,
    record: undefined,
  };
}

export function applyAnswerEvent(answer: Answer, event: AnswerEvent, nowMs: number): Answer {
  switch (event.type) {
    case "text":
      return {
        ...answer,
        status: "streaming",
        text: answer.text + event.text,
        firstTextAtMs: answer.firstTextAtMs ?? nowMs,
        lastTextAtMs: nowMs,
        completionTokens: answer.counted ? answer.completionTokens : answer.completionTokens + 1,
      };
    case "usage":
      return { ...answer, completionTokens: event.completionTokens, counted: true };
    case "ended":
      return { ...answer, status: "ended" };
    case "record":
      return { ...answer, record: event.record };
    case "stopped":
      // A record that was on its way when Stop was pressed is not waited for.
      return answer.status === "ended"
        ? { ...answer, record: null }
        : { ...answer, status: "stopped", record: null };
    case "failed":
      return answer.status === "ended"
        ? { ...answer, record: null, code: event.code, message: event.message }
        : { ...answer, status: "failed", record: null, code: event.code, message: event.message };
  }
}

/** ms from asking to the first text; null before. */
export function ttftMs(answer: Answer): number | null {
  return answer.firstTextAtMs === null ? null : answer.firstTextAtMs - answer.askedAtMs;
}

/** Tokens per second of decoding, the first token (prefill) left out; null before there are two. */
export function tokensPerSecond(answer: Answer): number | null {
  if (answer.firstTextAtMs === null || answer.lastTextAtMs === null || answer.completionTokens < 2)
    return null;
  const seconds = (answer.lastTextAtMs - answer.firstTextAtMs) / 1000;
  return seconds > 0 ? (answer.completionTokens - 1) / seconds : null;
}

/** What the next question carries along: whole or stopped answers, none that failed. */
export function messagesOf(turns: readonly Turn[], system: string, question: string): readonly ChatMessage[] {
  const before = turns
    .filter(({ answer }) => answer.status !== "failed" && answer.text !== "")
    .flatMap(({ question: asked, answer }): ChatMessage[] => [
      { role: "user", content: asked },
      { role: "assistant", content: answer.text },
    ]);
  const first: ChatMessage[] = system.trim() === "" ? [] : [{ role: "system", content: system.trim() }];
  return [...first, ...before, { role: "user", content: question }];
}
