import { describe, expect, it } from "vitest";
import { SharedJob } from "./shared-job.ts";

describe("a shared job", () => {
  it("is cancelled when its only reader leaves between two items", async () => {
    let cancelled = false;
    const job = new SharedJob<string>(
      async (signal) =>
        (async function* () {
          yield "a";
          await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
          cancelled = true;
        })(),
      { graceMs: 0 },
    );
    const reader = new AbortController();
    const items = job.read(reader.signal);
    expect((await items.next()).value).toBe("a");
    // The generator stands at its yield: nobody asks for the next item.
    reader.abort();
    await job.ended;
    expect([cancelled, job.cancelled]).toEqual([true, true]);
    expect((await items.next()).done).toBe(true);
  });
});
