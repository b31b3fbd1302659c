import { expect, it } from "vitest";
import { warmthCheck } from "./warmth.ts";

/** A client whose answers open as many sessions as they are told. */
function client() {
  let sessions = 0;
  const check = warmthCheck(1, async () => sessions);
  return (opens: number) =>
    check(async () => {
      sessions += opens;
      return "answer";
    });
}

it("lets warm-ups open sessions, and measured answers none", async () => {
  const ask = client();
  expect(await ask(1)).toBe("answer");
  expect(await ask(0)).toBe("answer");
  await expect(ask(1)).rejects.toThrow("the session was lost");
});

it("does not take a session for warm that nobody opened", async () => {
  const ask = client();
  await ask(0);
  await expect(ask(0)).rejects.toThrow("opened no session");
});
