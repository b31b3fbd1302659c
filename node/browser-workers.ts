/** Bundlers find workers by this very expression, so it stands where the app's bundler sees it. */
export function createWebllmWorker(): Worker {
  return new Worker(new URL("../adapters/engine/webllm/worker.ts", import.meta.url), { type: "module" });
}
