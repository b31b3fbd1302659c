/**
 * The one place where pages reach into `node/`. Loaded by a dynamic import after consent, so that a visitor who only
 * reads downloads none of it.
 */
import { type ComputeNode, createBrowserNode, createWebllmWorker } from "../../../node/index.ts";
import type { Result } from "../../../protocol/index.ts";

export { loadCatalogue, rankModels } from "../../../node/index.ts";

/** Where scripts/build-app.ts puts llama.cpp's WebAssembly. */
const WLLAMA_WASM = "/vendor/wllama/wllama.wasm";

/** ms between two tries while an older page of this tab (a reload) still holds the node's lock. */
const LOCK_RETRY_MS = 300;
const LOCK_TRIES = 5;

export async function openNode(): Promise<Result<ComputeNode>> {
  const { origin } = window.location;
  const open = () =>
    createBrowserNode({ origin, createWebllmWorker, wllamaWasmUrl: new URL(WLLAMA_WASM, origin).href });
  let opened = await open();
  for (
    let tries = 1;
    tries < LOCK_TRIES && !opened.ok && opened.error.code === "already_running";
    tries += 1
  ) {
    await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS));
    opened = await open();
  }
  return opened;
}
