/// <reference lib="webworker" />
/**
 * The app's service worker: the shell opens offline. Models are not kept here: engines keep their own, checked copies.
 * Files too big for a first visit (the engines' code) are kept when they were used once.
 */
import { clientsClaim } from "workbox-core";
import { addPlugins, cleanupOutdatedCaches, matchPrecache, precache } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { keepWorkerParams } from "./keep-worker-params.ts";
import { pageOf, precachedUrlOf } from "./routes.ts";

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: { url: string; revision: string | null }[];
};
/** URL paths of the files that are cached on first use; filled in by scripts/build-sw.ts. */
declare const __LAZY_FILES__: string[];

const LAZY_CACHE = "coco-lazy";
const manifest: { url: string; revision: string | null }[] = self.__WB_MANIFEST;
const shell = new Set(manifest.map(({ url }) => precachedUrlOf(url)));
const lazy = new Set(__LAZY_FILES__);

addPlugins([keepWorkerParams]);
precache(manifest);
cleanupOutdatedCaches();
clientsClaim();

registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.mode !== "navigate" && shell.has(url.pathname),
  async ({ request, url }) => {
    const cached = await matchPrecache(url.pathname);
    if (cached === undefined) return fetch(request);
    return keepWorkerParams.handlerWillRespond({ request, response: cached });
  },
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && lazy.has(url.pathname),
  new CacheFirst({ cacheName: LAZY_CACHE, plugins: [keepWorkerParams] }),
);

// Only the app's own pages: the API, the chain's RPC and the operator's pages are never answered from here.
registerRoute(
  ({ request, url, sameOrigin }) =>
    sameOrigin && request.mode === "navigate" && shell.has(pageOf(url.pathname)),
  async ({ request, url }) => (await matchPrecache(pageOf(url.pathname))) ?? fetch(request),
);

self.addEventListener("message", (event) => {
  const message: unknown = event.data;
  const skip = typeof message === "object" && message !== null && "type" in message;
  if (skip && message.type === "SKIP_WAITING") void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropUnusedLazyFiles());
});

/** Engine files of older builds; their names are hashes, so none is needed again. */
async function dropUnusedLazyFiles(): Promise<void> {
  const cache = await caches.open(LAZY_CACHE);
  for (const request of await cache.keys()) {
    if (!lazy.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}
