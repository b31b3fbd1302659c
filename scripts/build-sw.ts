/** Builds `sw.js` for an exported app: esbuild bundles (workbox's injectManifest does not), then the list of the shell goes in. */
import { glob, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { injectManifest } from "workbox-build";

/** Bytes. Larger files (the engines) are kept on first use, so that a visit which only reads does not pay for them. */
const MAX_PRECACHED_BYTES = 1024 * 1024;

const SHELL = ["**/*.{html,js,css,woff2,webmanifest,svg,png}"];
const LAZY = ["_next/static/**/*.{js,wasm}", "vendor/**/*.{js,wasm}"];
/** Weights have a cache of their own; `csp.json`, `build.json` and the flight texts are for servers and routers. */
const IGNORED = ["sw.js", "models/**", "vendor/**", "**/*.txt", "**/*.json"];

export async function buildServiceWorker(root: string, outDir: string): Promise<{ precachedBytes: number }> {
  const lazy: string[] = [];
  for await (const file of glob(LAZY, { cwd: outDir })) {
    const { size } = await stat(join(outDir, file));
    if (size > MAX_PRECACHED_BYTES || file.startsWith("vendor")) lazy.push(`/${file}`);
  }
  const bundled = join(root, "sw/.build/sw.js");
  await build({
    entryPoints: [join(root, "sw/sw.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    outfile: bundled,
    define: { "process.env.NODE_ENV": '"production"', __LAZY_FILES__: JSON.stringify(lazy.sort()) },
    logLevel: "warning",
  });
  const { size } = await injectManifest({
    swSrc: bundled,
    swDest: join(outDir, "sw.js"),
    globDirectory: outDir,
    globPatterns: SHELL,
    globIgnores: IGNORED,
    maximumFileSizeToCacheInBytes: MAX_PRECACHED_BYTES,
    dontCacheBustURLsMatching: /_next\/static\//,
  });
  await rm(join(root, "sw/.build"), { recursive: true, force: true });
  return { precachedBytes: size };
}
