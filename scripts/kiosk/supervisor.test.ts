import { describe, expect, it } from "vitest";
import type { NodeStatus } from "../browser/node-status.ts";
import {
  FAILED_LIMIT_MS,
  LONGEST_BACKOFF_MS,
  type NodePage,
  SILENT_LIMIT_MS,
  supervise,
} from "./supervisor.ts";

const SERVING: NodeStatus = {
  phase: "serving",
  model: "coco-tiny",
  account: "0x12",
  registration: "registered",
  online: true,
  error: "",
};

/** A clock that only sleeping moves. */
function rig(pages: readonly (() => Promise<NodePage>)[]) {
  const stop = new AbortController();
  const said: string[] = [];
  const waits: number[] = [];
  let now = 0;
  let opened = 0;
  const supervision = {
    open: async () => {
      const page = pages[opened++];
      if (page === undefined) {
        stop.abort();
        throw new Error("no more pages");
      }
      return page();
    },
    say: (line: string) => {
      said.push(line);
      const wait = /^restarting in (\S+) s/.exec(line)?.[1];
      if (wait !== undefined) waits.push(Number(wait));
    },
    describe: (status: NodeStatus) => status.phase,
    sleep: async (ms: number) => {
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
    now: () => now,
  };
  return { run: async () => supervise(supervision, stop.signal), said, waits, elapsed: () => now, stop };
}

function page(options: { status?: () => Promise<NodeStatus>; goneAfter?: number; why?: string } = {}) {
  const closed: boolean[] = [];
  const gone = Promise.withResolvers<string>();
  let looks = 0;
  return {
    closed,
    open: async (): Promise<NodePage> => ({
      status: async () => {
        if (++looks === options.goneAfter) gone.resolve(options.why ?? "the page crashed");
        return options.status === undefined ? SERVING : options.status();
      },
      gone: gone.promise,
      close: async () => {
        closed.push(true);
      },
    }),
  };
}

describe("a kiosk", () => {
  it("starts again when the page dies, after closing what was left", async () => {
    const first = page({ goneAfter: 3 });
    const { run, said } = rig([first.open]);
    await run();
    expect(said).toEqual(["serving", "restarting in 1 s: the page crashed"]);
    expect(first.closed).toEqual([true]);
  });

  it("waits longer after each failure, up to a limit", async () => {
    const refuse = async () => {
      throw new Error("connection refused\nwith a long call log");
    };
    const { run, said, waits } = rig(Array<() => Promise<NodePage>>(9).fill(refuse));
    await run();
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(waits.at(-1)).toBe(LONGEST_BACKOFF_MS / 1000);
    expect(said[0]).toBe("restarting in 1 s: connection refused");
  });

  it("forgets old failures after a minute of service", async () => {
    const refuse = async () => {
      throw new Error("refused");
    };
    const { run, waits } = rig([refuse, refuse, page({ goneAfter: 40 }).open]);
    await run();
    expect(waits).toEqual([1, 2, 1]);
  });

  it("gives a page that hangs a minute", async () => {
    const hanging = page({ status: async () => new Promise(() => undefined) });
    const { run, said, elapsed } = rig([hanging.open]);
    await run();
    expect(said).toEqual(["restarting in 1 s: the page does not answer"]);
    expect(elapsed()).toBeGreaterThan(SILENT_LIMIT_MS);
  });

  it("leaves a failed node to the page's own restarts before it takes a new browser", async () => {
    const failing = page({ status: async () => ({ ...SERVING, phase: "failed", error: "device_lost" }) });
    const { run, said, elapsed } = rig([failing.open]);
    await run();
    expect(said).toEqual(["failed", "restarting in 1 s: the node failed (device_lost)"]);
    expect(elapsed()).toBeGreaterThan(FAILED_LIMIT_MS);
  });
});
