import type { ChatMessage, ModelEntry, Sampling } from "../../protocol/index.ts";
import { check, collect, equal, GREEDY, never, within, type Answer } from "./conformance-check.ts";
import { generateCases } from "./conformance-generate.ts";
import type { Engine, EngineError, LoadProgress } from "./port.ts";

export { collect, type Answer } from "./conformance-check.ts";

/**
 * One suite for every engine. It imports no test runner, because the browser engines run it inside a page: each case is
 * a name and a function that throws when the engine breaks the port's contract.
 */
export interface ConformanceCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

export interface EngineSubject {
  readonly engine: Engine;
  readonly model: ModelEntry;
  /** Greedily answered with at least `MIN_ANSWER_TOKENS` (6) tokens. */
  readonly messages: readonly ChatMessage[];
  /** Something that the model is unsure about, so that different seeds give different answers at temperature 1.5. */
  readonly openMessages: readonly ChatMessage[];
  /** Entries that cannot be loaded, with the error that each must give. */
  readonly unloadable: readonly {
    readonly why: string;
    readonly model: ModelEntry;
    readonly code: EngineError["code"];
  }[];
  /** Forgets downloaded files, so that an unloadable entry is really downloaded; null when nothing is kept. */
  readonly forgetFiles: (() => Promise<void>) | null;
  /** Takes the device away from the loaded engine; null when this environment cannot. */
  readonly loseDevice: (() => Promise<void>) | null;
  /** What `impose` can bring about in this environment. */
  readonly shortages: readonly Shortage[];
  /** Lets loads fail for want of storage or memory, until null lifts it. */
  readonly impose: (shortage: Shortage | null) => Promise<void>;
}

export type Shortage = "quota_exceeded" | "out_of_memory";

export function engineConformance(subject: EngineSubject): ConformanceCase[] {
  const { engine, model, messages } = subject;
  const ask = (sampling: Partial<Sampling> = {}, signal = never): Promise<Answer> =>
    collect(engine.generate({ messages, sampling: { ...GREEDY, ...sampling } }, signal));
  const load = async (): Promise<void> => {
    const loaded = await engine.load(model, { onProgress: () => undefined, signal: never });
    check(
      loaded.ok,
      () => `load failed: ${loaded.ok ? "" : `${loaded.error.code} ${loaded.error.message ?? ""}`}`,
    );
  };

  const cases: ConformanceCase[] = [
    {
      name: "refuses to generate and to score without a model",
      run: async () => {
        await engine.unload();
        const answer = await ask();
        equal(answer.error?.code, "not_loaded");
        const scored = await engine.score({ messages, completion: "x" }, never);
        check(
          !scored.ok && (scored.error.code === "not_loaded" || scored.error.code === "unsupported"),
          () => "score went through",
        );
      },
    },
    {
      name: "probes the device without loading a model",
      run: async () => {
        const probe = await engine.probe();
        check(probe.ok && probe.value.available, () => "this device must be able to run the engine");
        check(probe.ok && probe.value.adapter.length > 0, () => "the adapter has no name");
      },
    },
    {
      name: "loads a model, reports progress in bytes that never shrinks within a phase, and takes a second load as done",
      run: async () => {
        await engine.unload();
        const seen: LoadProgress[] = [];
        const options = { onProgress: (progress: LoadProgress) => void seen.push(progress), signal: never };
        const loaded = await engine.load(model, options);
        check(
          loaded.ok,
          () => `load failed: ${loaded.ok ? "" : `${loaded.error.code} ${loaded.error.message ?? ""}`}`,
        );
        if (!loaded.ok) return;
        equal(loaded.value.model, model.id);
        equal(loaded.value.weightsDigest, model.weightsDigest);
        check(
          loaded.value.contextTokens > 0 && loaded.value.loadMs >= 0,
          () => "context or load time missing",
        );
        check(seen.length > 0, () => "no progress was reported");
        const order = ["download", "verify", "compile"];
        for (const [index, progress] of seen.entries()) {
          const before = seen[index - 1];
          if (before === undefined) continue;
          check(
            order.indexOf(progress.phase) >= order.indexOf(before.phase),
            () => "the phases went backwards",
          );
          check(
            progress.phase !== before.phase || progress.loadedBytes >= before.loadedBytes,
            () => "the bytes went backwards",
          );
        }
        const again = await engine.load(model, options);
        check(again.ok && again.value.model === model.id, () => "loading the loaded model must be a no-op");
      },
    },
    // Each starts from the loaded model, so that one failure does not fail the rest.
    ...generateCases(subject, ask).map(({ name, run }) => ({
      name,
      run: async () => {
        await load();
        await run();
      },
    })),
    ...subject.unloadable.map(({ why, model: broken, code }): ConformanceCase => ({
      name: `refuses a model with ${why} as ${code}`,
      run: async () => {
        await engine.unload();
        await subject.forgetFiles?.();
        const refused = await engine.load(broken, { onProgress: () => undefined, signal: never });
        equal(refused.ok ? "loaded" : refused.error.code, code);
        equal((await ask()).error?.code, "not_loaded");
      },
    })),
    ...subject.shortages.map((shortage): ConformanceCase => ({
      name: `refuses to load as ${shortage} while there is too little room, and loads once there is enough`,
      run: async () => {
        await engine.unload();
        await subject.forgetFiles?.();
        await subject.impose(shortage);
        const refused = await engine.load(model, { onProgress: () => undefined, signal: never });
        await subject.impose(null);
        equal(refused.ok ? "loaded" : refused.error.code, shortage);
        if (!refused.ok && shortage === "quota_exceeded") {
          const { neededBytes, availableBytes } = refused.error;
          equal(neededBytes, model.downloadBytes);
          check((availableBytes ?? 0) < (neededBytes ?? 0), () => "there was room enough");
        }
        equal((await ask()).error?.code, "not_loaded");
        await load();
        equal((await ask({ maxTokens: 2 })).finishReason, "length");
      },
    })),
    {
      name: "gives up loading when the signal says so, and loads afterwards",
      run: async () => {
        await engine.unload();
        const abort = new AbortController();
        const loading = engine.load(model, { onProgress: () => abort.abort(), signal: abort.signal });
        const result = await within(loading, "the load went on");
        equal(result.ok ? "loaded" : result.error.code, "aborted");
        await load();
        equal((await ask({ maxTokens: 2 })).finishReason, "length");
      },
    },
  ];
  const { loseDevice } = subject;
  if (loseDevice !== null) {
    cases.push({
      name: "reports the loss of its device once, ends what runs, and loads again",
      run: async () => {
        await load();
        const losses: EngineError[] = [];
        const unsubscribe = engine.onLost((error) => losses.push(error));
        const running = collect(
          engine.generate({ messages, sampling: { ...GREEDY, maxTokens: 200 } }, never),
          loseDevice,
        );
        const answer = await within(running, "the generation hung on the lost device");
        equal(answer.error?.code, "device_lost");
        await within(engine.idle(), "the slot was never freed");
        equal(losses.length, 1);
        equal(losses[0]?.code, "device_lost");
        unsubscribe();
        equal((await ask()).error?.code, "not_loaded");
        await load();
        equal((await ask()).finishReason, "stop");
      },
    });
  }
  return cases.map(({ name, run }) => ({ name, run: async () => within(run(), "the case hung") }));
}
