import type { Sampling } from "../../protocol/index.ts";
import { check, collect, equal, GREEDY, never, within, type Answer } from "./conformance-check.ts";
import type { ConformanceCase, EngineSubject } from "./conformance.ts";
import { ABORT_RELEASE_MS, type GenerateEvent } from "./port.ts";

/** Tokens that the subject's greedy answer must have for the cases to mean something. */
export const MIN_ANSWER_TOKENS = 6;

/** Aborts whose median must keep `ABORT_RELEASE_MS`: one may fall into a pause of a busy test machine, most do not. */
const ABORTS = 5;

/** The cases about `generate` and `score`, on a loaded engine. `ask` sends the subject's messages, greedily by default. */
export function generateCases(
  subject: EngineSubject,
  ask: (sampling?: Partial<Sampling>, signal?: AbortSignal) => Promise<Answer>,
): ConformanceCase[] {
  const { engine, messages } = subject;
  return [
    {
      name: "streams an answer token by token and counts its tokens exactly",
      run: async () => {
        const answer = await ask();
        equal(answer.finishReason, "stop");
        check(
          answer.completionTokens >= MIN_ANSWER_TOKENS,
          () => `the answer has only ${answer.completionTokens} tokens`,
        );
        check(
          answer.tokenEvents.length >= answer.completionTokens / 2,
          () => "the answer came in a few large pieces",
        );
        equal(answer.countedTokens, answer.completionTokens);
        check(answer.promptTokens > 0, () => "no prompt tokens were counted");
        check(answer.text.length > 0, () => "the answer has no text");
      },
    },
    {
      name: "answers the same prompt identically at temperature 0, text and usage",
      run: async () => {
        const [first, second] = [await ask(), await ask({ seed: 77 })];
        equal(second.text, first.text);
        equal(second.promptTokens, first.promptTokens);
        equal(second.completionTokens, first.completionTokens);
      },
    },
    {
      name: "draws the same text for the same seed and other texts for other seeds",
      run: async () => {
        const draw = (seed: number): Promise<Answer> => {
          const sampling = { ...GREEDY, temperature: 1.5, seed, maxTokens: 24 };
          return collect(engine.generate({ messages: subject.openMessages, sampling }, never));
        };
        const first = await draw(11);
        equal(first.error, null);
        equal((await draw(11)).text, first.text);
        const others = [await draw(12), await draw(13), await draw(4_294_967_295)];
        check(
          others.some((other) => other.text !== first.text),
          () => "three other seeds gave the same text",
        );
      },
    },
    {
      name: "ends after max_tokens tokens with finish reason length",
      run: async () => {
        const whole = await ask();
        const cut = await ask({ maxTokens: 3 });
        equal(cut.finishReason, "length");
        equal(cut.completionTokens, 3);
        equal(cut.countedTokens, 3);
        check(whole.text.startsWith(cut.text), () => "the cut answer is not the beginning of the whole one");
      },
    },
    {
      name: "stops before a stop string wherever the token boundaries fall, and the slot is free at once",
      run: async () => {
        const whole = await ask();
        for (const stop of stopStringsAcrossTokens(whole)) {
          const cut = await ask({ stop: ["\u0000never", stop] });
          equal(cut.text, whole.text.slice(0, whole.text.indexOf(stop)));
          equal(cut.finishReason, "stop");
          equal(cut.countedTokens, cut.completionTokens);
          check(cut.completionTokens <= whole.completionTokens, () => "more tokens than the whole answer");
        }
      },
    },
    {
      name: "gives back text that only looked like the beginning of a stop string",
      run: async () => {
        const whole = await ask();
        const almost = `${whole.text.slice(-2)}\u0000`;
        const answer = await ask({ stop: [almost, `${whole.text.slice(0, 3)}\u0000`] });
        equal(answer.text, whole.text);
        equal(answer.countedTokens, answer.completionTokens);
      },
    },
    {
      name: "refuses a second generation while one runs, and the first goes on",
      run: async () => {
        const first = engine.generate({ messages, sampling: GREEDY }, never)[Symbol.asyncIterator]();
        const started = await first.next();
        check(
          started.done !== true && started.value.type === "token",
          () => "the first generation did not start",
        );
        equal((await ask()).error?.code, "busy");
        let last: GenerateEvent | null = null;
        for (let next = await first.next(); next.done !== true; next = await first.next()) last = next.value;
        equal(last?.type, "done");
      },
    },
    {
      name: "releases an aborting caller at once and frees the slot soon after",
      run: async () => {
        const whole = await ask();
        await releasesInTime(async () => {
          const abort = new AbortController();
          let abortedAt = 0;
          let tokens = 0;
          let last: GenerateEvent | null = null;
          for await (const event of engine.generate({ messages, sampling: GREEDY }, abort.signal)) {
            last = event;
            if (event.type === "token" && (tokens += event.tokens) >= 2 && abortedAt === 0) {
              abortedAt = performance.now();
              abort.abort();
            }
          }
          const releaseMs = performance.now() - abortedAt;
          check(
            last?.type === "done" && last.finishReason === "abort",
            () => `ended with ${last?.type ?? "nothing"}`,
          );
          if (last?.type === "done") {
            equal(last.usage.completionTokens, tokens);
            equal(last.usage.promptTokens, whole.promptTokens);
          }
          await within(engine.idle(), "the slot was never freed");
          return releaseMs;
        });
        equal((await ask()).text, whole.text);
      },
    },
    {
      name: "releases a caller who aborts during the prefill",
      run: async () => {
        const long = [{ role: "user" as const, content: "again and ".repeat(20) }];
        await releasesInTime(async () => {
          const abort = new AbortController();
          const answer = collect(engine.generate({ messages: long, sampling: GREEDY }, abort.signal));
          await Promise.resolve();
          const abortedAt = performance.now();
          abort.abort();
          const { finishReason } = await answer;
          const releaseMs = performance.now() - abortedAt;
          equal(finishReason, "abort");
          await within(engine.idle(), "the slot was never freed");
          return releaseMs;
        });
        equal((await ask({ maxTokens: 2 })).finishReason, "length");
      },
    },
    {
      name: "does not start when the signal is already aborted",
      run: async () => {
        const answer = await ask({}, AbortSignal.abort());
        equal(answer.finishReason, "abort");
        equal(answer.completionTokens, 0);
      },
    },
    {
      name: "frees the slot when the caller walks away in the middle of an answer",
      run: async () => {
        for await (const event of engine.generate({ messages, sampling: GREEDY }, never)) {
          if (event.type === "token") break;
        }
        await within(engine.idle(), "the slot was never freed");
        equal((await ask({ maxTokens: 2 })).finishReason, "length");
      },
    },
    {
      name: "refuses a prompt longer than the context",
      run: async () => {
        const content = "one two three four five six seven eight nine ten ".repeat(2000);
        const request = { messages: [{ role: "user" as const, content }], sampling: GREEDY };
        const answer = await collect(engine.generate(request, never));
        equal(answer.error?.code, "context_exceeded");
        check(!(answer.error?.message ?? "").includes("four five"), () => "the error text quotes the prompt");
        equal((await ask({ maxTokens: 2 })).finishReason, "length");
      },
    },
    {
      name: "scores its own answer as likely, or says that it cannot score",
      run: async () => {
        const own = await ask();
        const scored = await engine.score({ messages, completion: own.text }, never);
        if (!scored.ok) {
          equal(scored.error.code, "unsupported");
          return;
        }
        check(scored.value.length > 0, () => "no evidence");
        check(
          scored.value.every((evidence) => evidence.rank === 0),
          () => "a greedy answer's token is not the most likely one",
        );
        const forged = await engine.score(
          { messages, completion: own.text.split("").reverse().join("") },
          never,
        );
        check(
          forged.ok && forged.value.some((evidence) => evidence.rank > 0),
          () => "a forged answer looks honest",
        );
        equal((await ask()).text, own.text);
      },
    },
  ];
}

/** @param abortOnce aborts a generation and gives the ms until its caller was released */
async function releasesInTime(abortOnce: () => Promise<number>): Promise<void> {
  const releases: number[] = [];
  for (let count = 0; count < ABORTS; count++) releases.push(await abortOnce());
  const median = releases.toSorted((a, b) => a - b)[Math.floor(ABORTS / 2)] ?? Number.POSITIVE_INFINITY;
  check(
    median <= ABORT_RELEASE_MS,
    () => `released after ${releases.map(Math.round).join(", ")} ms, in the middle ${Math.round(median)}`,
  );
}

/** Stop strings from the middle of the answer: one within a token, one that begins in one token and ends in the next. */
function stopStringsAcrossTokens(answer: Answer): string[] {
  const strings = [
    answer.text.slice(Math.floor(answer.text.length / 2), Math.floor(answer.text.length / 2) + 1),
  ];
  const texts = answer.tokenEvents.filter((text) => text.length > 0);
  for (let index = 1; index + 1 < texts.length; index++) {
    const [left, right] = [texts[index] ?? "", texts[index + 1] ?? ""];
    const across = `${left.slice(-2)}${right.slice(0, 2)}`;
    if (left.length >= 2 && right.length >= 2) {
      strings.push(across);
      break;
    }
  }
  return strings;
}
