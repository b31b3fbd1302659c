/** Wires a node out of a browser's parts. */
import { createEngine, type Engine, type EngineError } from "../adapters/engine/index.ts";
import { createBrowserKeystore } from "../adapters/keystore/browser.ts";
import { httpSignaling } from "../adapters/signaling/http.ts";
import { openNodeLink } from "../adapters/signaling/websocket.ts";
import { openIndexedDbStore } from "../adapters/storage/indexeddb.ts";
import { openBrowserTransport } from "../adapters/webrtc/index.ts";
import { type Capabilities, err, type ModelEntry, ok, type Result } from "../protocol/index.ts";
import { DEFAULT_POLICY } from "./core/admission.ts";
import { createComputeNode } from "./core/compute-node.ts";
import type { ComputeNode } from "./port.ts";

export interface BrowserNodeOptions {
  /** The operator: the page's own origin, without a trailing slash. */
  readonly origin: string;
  readonly createWebllmWorker: () => Worker;
  /** Address of `wllama.wasm` as the app's build serves it. */
  readonly wllamaWasmUrl: string;
}

/** Refused with `already_running` when another tab of this origin is the node: one device, one key, one GPU. */
export async function createBrowserNode(options: BrowserNodeOptions): Promise<Result<ComputeNode>> {
  const { origin } = options;
  const info = await httpSignaling(origin).info();
  if (!info.ok) return info;
  if (!(await becomeTheOnlyNode())) {
    return err({
      code: "already_running",
      message: "Another tab of this browser is already the node. Close it, or use it.",
    });
  }
  const keystore = await createBrowserKeystore("device");
  if (!keystore.ok) return keystore;
  const store = await openIndexedDbStore("coco-node");
  if (!store.ok) return store;

  const engines = new Map<ModelEntry["engine"], Promise<Result<Engine, EngineError>>>();
  const engineFor = (name: ModelEntry["engine"]): Promise<Result<Engine, EngineError>> => {
    const made =
      engines.get(name) ??
      createEngine(name, {
        webllm: { createWorker: options.createWebllmWorker, origin },
        wllama: { wasmUrl: options.wllamaWasmUrl, origin },
      });
    engines.set(name, made);
    return made;
  };
  const { genesis, brokerPath, iceServers, relayOnly } = info.value;
  const node = await createComputeNode({
    keystore: keystore.value,
    store: store.value,
    genesis,
    engineFor,
    probes: ["webllm", "wllama"],
    join: () => ({
      link: openNodeLink({ origin, keystore: keystore.value }),
      transport: openBrowserTransport({
        keystore: keystore.value,
        genesis,
        role: "node",
        origin,
        brokerPath,
        iceServers,
        relayOnly,
      }),
    }),
    clock: { wallMs: () => Date.now(), monotonicMs: () => performance.now() },
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    policy: DEFAULT_POLICY,
    device: { arch: archOf(navigator.userAgent), ramMib: deviceMemoryMib() ?? 0, metadata: "browser" },
  });
  return ok(node);
}

/** MiB that the browser admits to (capped at 8 GiB); null where it does not say. Not in the DOM's types: Chromium only. */
export function deviceMemoryMib(): number | null {
  const said: unknown = "deviceMemory" in navigator ? navigator.deviceMemory : undefined;
  return typeof said === "number" ? said * 1024 : null;
}

function archOf(userAgent: string): Capabilities["arch"] {
  if (/aarch64|arm64/i.test(userAgent)) return "arm64";
  return /x86_64|x64|Win64|Intel Mac/i.test(userAgent) ? "x86_64" : "unknown";
}

/** Granted once, it is this page's for good: a second try after a failed start must not meet its own lock. */
let granted: Promise<boolean> | null = null;

async function becomeTheOnlyNode(): Promise<boolean> {
  granted ??= holdNodeLock();
  const isOurs = await granted;
  if (!isOurs) granted = null;
  return isOurs;
}

/** Holds a lock for as long as the page lives; the browser frees it when the tab is closed or crashes. */
async function holdNodeLock(): Promise<boolean> {
  const answer = Promise.withResolvers<boolean>();
  const held = navigator.locks.request("coco-node", { ifAvailable: true }, async (lock) => {
    answer.resolve(lock !== null);
    if (lock !== null) await new Promise<never>(() => undefined);
  });
  held.catch(() => answer.resolve(false));
  return answer.promise;
}
