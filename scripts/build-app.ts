/**
 * Builds the static app under out/: pages (Next), models and WebAssembly that pages fetch, hashes for the server's policy, and
 * the service worker that knows all of them. What was built from the same inputs before is taken from the cache.
 */
import { copyFile, cp, glob, mkdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { modelEntrySchema } from "../protocol/index.ts";
import { buildServiceWorker } from "./build-sw.ts";
import { writeCsp } from "./csp.ts";
import { APP_INPUTS, isAppInput } from "./setup/app.ts";
import { cacheFolder, contentHash } from "./setup/cache.ts";
import { repositoryRoot, runCommand } from "./setup/commands.ts";
import { say } from "./setup/progress.ts";

/** Builds kept in the cache: the branch at hand and the ones before it. Each takes about 20 MB. */
const CACHED_BUILDS = 3;

const outDir = join(repositoryRoot, "out");

/** Returns the folder of the built app. */
export async function buildApp(): Promise<string> {
  const cached = join(cacheFolder, `app-${contentHash(APP_INPUTS, isAppInput).slice(0, 16)}`);
  if (existsSync(cached)) {
    say("the same app was built before: taken from the cache");
    await rm(outDir, { recursive: true, force: true });
    await cp(cached, outDir, { recursive: true });
    return outDir;
  }
  await buildPages();
  await dropFlightTexts();
  await copyModels();
  await copyWllama();
  await writeCsp(outDir);
  const { precachedBytes } = await buildServiceWorker(repositoryRoot, outDir);
  say(`a first visit keeps ${Math.round(precachedBytes / 1024)} KiB for offline use`);
  await keep(cached);
  return outDir;
}

async function buildPages(): Promise<void> {
  const next = join(repositoryRoot, "node_modules/next/dist/bin/next");
  const { code } = await runCommand(process.execPath, [next, "build"], {
    env: { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
  if (code !== 0) throw new Error(`next build ended with exit code ${code}; its output stands above`);
}

/**
 * Links between our pages load documents, so the router's texts are never asked for. Without them there is no folder `node/`
 * beside `node.html`, which simple static hosts would take for `/node`.
 */
async function dropFlightTexts(): Promise<void> {
  for await (const file of glob("**/*.txt", { cwd: outDir })) {
    if (file !== "robots.txt") await rm(join(outDir, file));
  }
  for (const folder of ["node", "play", "_not-found"])
    if (existsSync(join(outDir, folder))) await rmdir(join(outDir, folder));
}

/** The catalogue, and the files of those models that are served from this origin. */
async function copyModels(): Promise<void> {
  const catalogue = "models/catalogue.json";
  const { models } = z
    .object({ models: z.array(modelEntrySchema) })
    .parse(JSON.parse(await readFile(join(repositoryRoot, catalogue), "utf8")));
  await copyInto(catalogue);
  for (const { baseUrl, files } of models) {
    if (!baseUrl.startsWith("/models/")) continue;
    for (const { path } of files ?? []) await copyInto(`${baseUrl.slice(1)}${path}`);
  }
}

async function copyInto(path: string): Promise<void> {
  const target = join(outDir, path);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(join(repositoryRoot, path), target);
}

async function copyWllama(): Promise<void> {
  const target = join(outDir, "vendor/wllama/wllama.wasm");
  await mkdir(dirname(target), { recursive: true });
  await copyFile(join(repositoryRoot, "node_modules/@wllama/wllama/esm/wasm/wllama.wasm"), target);
}

/** By rename, so that a half-copied build is never taken for one; the oldest builds go. */
async function keep(cached: string): Promise<void> {
  const draft = `${cached}.${process.pid}`;
  await mkdir(cacheFolder, { recursive: true });
  await cp(outDir, draft, { recursive: true });
  await rename(draft, cached).catch(async () => rm(draft, { recursive: true, force: true }));
  const builds = readdirSync(cacheFolder)
    .filter((name) => /^app-[0-9a-f]{16}$/.test(name))
    .map((name) => join(cacheFolder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of builds.slice(CACHED_BUILDS)) await rm(old, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildApp();
}
