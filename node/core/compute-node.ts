/** The compute node: probes, loads, serves, pauses and stops. One state, told whole at every change. */
import type { Engine, EngineError, EngineProbe, LoadedModel } from "../../adapters/engine/port.ts";
import {
  type AccountId,
  err,
  type ModelEntry,
  ok,
  parseAccountId,
  type Result,
} from "../../protocol/index.ts";
import type { ComputeNode } from "../port.ts";
import { readHistory } from "./history.ts";
import { measureDecode } from "./measure.ts";
import type { NodeDeps } from "./node-deps.ts";
import { observable } from "./observable.ts";
import { createServing, type Serving } from "./serving.ts";
import type { NodeSnapshot } from "./snapshot.ts";

const OWNER_KEY = "node/owner";
/** ms before each new try after a lost device: a GPU reset takes seconds, a driver update longer. Then it is a person's turn. */
const RELOAD_DELAYS_MS = [250, 1_000, 4_000, 15_000, 60_000];

export async function createComputeNode(deps: NodeDeps): Promise<ComputeNode> {
  const { store, keystore } = deps;
  const history = await readHistory(store);
  const savedOwner = await store.get(OWNER_KEY);
  const owner = (savedOwner && parseAccountId(new TextDecoder().decode(savedOwner))) ?? keystore.account;
  const state = observable<NodeSnapshot>({
    phase: "idle",
    account: keystore.account,
    owner,
    probe: null,
    probes: {},
    model: null,
    load: null,
    localTokensPerSecond: null,
    online: false,
    registration: "unknown",
    jobs: [],
    ...history,
    error: null,
  });
  const patch = (change: Partial<NodeSnapshot>): void => state.update((now) => ({ ...now, ...change }));

  let serving: Serving | null = null;
  let engine: Engine | null = null;
  let entry: ModelEntry | null = null;
  let loading: AbortController | null = null;
  let offLost = (): void => undefined;
  /** Grows with every start and stop, so that a reload that is waiting knows it is no longer wanted. */
  let generation = 0;

  async function load(model: ModelEntry, from: Engine): Promise<Result<LoadedModel, EngineError>> {
    const mine = generation;
    const abort = new AbortController();
    loading = abort;
    patch({ phase: "loading", model: model.id, load: null, localTokensPerSecond: null, error: null });
    const loaded = await from.load(model, {
      onProgress: (progress) => patch({ load: progress }),
      signal: abort.signal,
    });
    if (loading === abort) loading = null;
    patch({ load: null });
    if (loaded.ok && mine === generation)
      patch({ localTokensPerSecond: await measureDecode(from, () => deps.clock.monotonicMs()) });
    return loaded;
  }

  async function start(model: ModelEntry): Promise<Result<void, EngineError>> {
    const mine = ++generation;
    loading?.abort();
    if (serving && serving.jobs > 0) patch({ phase: "draining" });
    await serving?.drain(false);
    const made = await deps.engineFor(model.engine);
    if (!made.ok) {
      patch({ phase: "failed", error: made.error });
      return made;
    }
    const next = made.value;
    if (engine && engine !== next) await engine.unload();
    offLost();
    engine = next;
    entry = model;
    const loaded = await load(model, next);
    if (mine !== generation) return err({ code: "aborted" });
    if (!loaded.ok) {
      const aborted = loaded.error.code === "aborted";
      patch({ phase: aborted ? "ready" : "failed", model: null, error: aborted ? null : loaded.error });
      return loaded;
    }
    offLost = next.onLost((error) => void recover(error));
    serving ??= createServing(deps, state);
    serving.serve(next, model, loaded.value);
    patch({ phase: "serving" });
    return ok(undefined);
  }

  /** A lost device costs the running job, not the node. */
  async function recover(error: EngineError): Promise<void> {
    const mine = ++generation;
    serving?.suspend();
    patch({ phase: "loading", error });
    for (const delayMs of RELOAD_DELAYS_MS) {
      await new Promise<void>((resolve) => setTimeout(resolve, delayMs));
      if (mine !== generation || !engine || !entry) return;
      const loaded = await load(entry, engine);
      if (mine !== generation) return;
      if (loaded.ok) {
        serving?.serve(engine, entry, loaded.value);
        patch({ phase: "serving", error });
        return;
      }
      patch({ error: loaded.error });
    }
    patch({ phase: "failed" });
  }

  return {
    get snapshot() {
      return state.value;
    },
    subscribe: (listener) => state.subscribe(listener),
    async probe() {
      patch({ phase: "probing", error: null });
      const probes: Partial<Record<ModelEntry["engine"], EngineProbe>> = {};
      let best: EngineProbe | null = null;
      let refusal: EngineError = {
        code: "engine_unavailable",
        message: "This browser can run no engine of ours.",
      };
      for (const name of deps.probes) {
        const made = await deps.engineFor(name);
        const probed = made.ok ? await made.value.probe() : made;
        if (!probed.ok) refusal = probed.error;
        else {
          probes[name] = probed.value;
          if (probed.value.available) best ??= probed.value;
        }
      }
      patch(best ? { phase: "ready", probe: best, probes } : { phase: "failed", probes, error: refusal });
      return best ? ok(best) : err(refusal);
    },
    start,
    async pause() {
      if (state.value.phase !== "serving") return;
      patch({ phase: "draining" });
      await serving?.drain(false);
      patch({ phase: "paused" });
    },
    async resume() {
      if (state.value.phase !== "paused") return;
      serving?.resume();
      patch({ phase: "serving" });
    },
    async stop(options) {
      generation++;
      loading?.abort();
      patch({ phase: "draining" });
      await serving?.drain(options?.now ?? false);
      await serving?.leave();
      serving = null;
      offLost();
      await engine?.unload();
      engine = null;
      patch({ phase: "stopped", model: null, online: false, jobs: [] });
    },
    async setOwner(next: AccountId) {
      await store.batch([{ key: OWNER_KEY, value: new TextEncoder().encode(next) }]);
      patch({ owner: next });
      serving?.announce();
    },
    exportSecret: () => keystore.exportSecret(),
  };
}
