import { PassThrough } from "node:stream";
import type { ReadStream } from "node:tty";
import { describe, expect, test } from "vitest";
import { askSecret, type } from "./terminal.ts";

/** A terminal whose raw mode can be looked at. */
function terminal() {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), { setRawMode: (mode: boolean) => modes.push(mode) });
  return { input, modes, asTty: input as unknown as ReadStream };
}

describe("a question without echo", () => {
  test("shows the question and nothing of the answer, and gives the terminal back", async () => {
    const { input, modes, asTty } = terminal();
    let shown = "";
    const say = (text: string): void => {
      // Whoever sees the question may answer at once: the terminal must not echo any more.
      if (shown === "") expect(modes).toEqual([true]);
      shown += text;
    };
    const answer = askSecret(asTty, say, "Passphrase: ");
    input.write("hors");
    input.write("e\u007fe\r");
    expect(await answer).toBe("horse");
    expect(shown).toBe("Passphrase: \n");
    expect(modes).toEqual([true, false]);
  });

  test("is interrupted by Ctrl-C and by the end of the input, and gives the terminal back", async () => {
    for (const leave of [
      (input: PassThrough) => input.write("abc\u0003"),
      (input: PassThrough) => input.end(),
    ]) {
      const { input, modes, asTty } = terminal();
      const answer = askSecret(asTty, () => undefined, "?");
      leave(input);
      await expect(answer).rejects.toMatchObject({ code: "interrupted", exit: 130 });
      expect(modes).toEqual([true, false]);
    }
  });
});

test("keys edit the line as terminals do", () => {
  expect(type("", "ab\u007f\u007f\u007fcd")).toEqual({ state: "typing", line: "cd" });
  expect(type("wrong", "\u0015right\n")).toEqual({ state: "done", line: "right" });
  expect(type("x", "\u0004\r")).toEqual({ state: "done", line: "x" });
  expect(type("", "\u0004")).toEqual({ state: "interrupted" });
  expect(type("", "é😀\u007f\u001B[A\r")).toEqual({ state: "done", line: "é[A" });
});
