import type { Wllama } from "@wllama/wllama/esm/index.js";

/**
 * The private parts of wllama 3.8.1 that this adapter needs, in one place. wllama makes its worker itself, from code that it
 * brings, and hands neither out; an update that keeps them elsewhere fails when a model is loaded, not in the middle of an answer.
 */
interface ProxyToWorker {
  getModuleCode(): Promise<string>;
}

export interface WorkerHooks {
  /** JavaScript that the worker runs once, before llama.cpp starts. */
  readonly prelude: string;
  /** Hears of the worker before anything is sent to it. */
  readonly onWorker: (worker: Worker) => void;
}

/** To be called between `new Wllama` and `loadModel`. */
export function hookWorker(wllama: Wllama, { prelude, onWorker }: WorkerHooks): void {
  intercept(wllama, "proxy", (proxy) => {
    if (!isProxy(proxy)) throw new Error("wllama keeps its worker's code elsewhere");
    const moduleCode = proxy.getModuleCode.bind(proxy);
    // The threads of a multi-threaded llama.cpp run this code too; only the worker itself has options.
    proxy.getModuleCode = async () =>
      `if (typeof RUN_OPTIONS === "object") { ${prelude} }\n${await moduleCode()}`;
    intercept(proxy, "worker", (worker) => {
      if (!(worker instanceof Worker)) throw new Error("wllama's worker is none");
      onWorker(worker);
    });
  });
}

/** Calls `onSet` before an object of the library gets one of its private members, and again for each new one. */
function intercept(owner: object, name: string, onSet: (value: object) => void): void {
  if (!(name in owner)) throw new Error(`wllama has no ${name}`);
  let current: unknown = Reflect.get(owner, name);
  Object.defineProperty(owner, name, {
    configurable: true,
    get: () => current,
    set: (value: unknown) => {
      if (typeof value === "object" && value !== null) onSet(value);
      current = value;
    },
  });
}

function isProxy(value: object): value is ProxyToWorker {
  return typeof Reflect.get(value, "getModuleCode") === "function" && "worker" in value;
}
