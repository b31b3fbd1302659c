/** The pages' content security policy: hashes that the build wrote, hosts that the catalogue names, nothing else. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { modelEntrySchema } from "../protocol/index.ts";

/** `out/csp.json`: the hashes of each page's inline scripts, by file name (`/node.html`). */
const scriptHashesSchema = z.record(
  z.string().startsWith("/"),
  z.array(z.string().regex(/^sha256-[A-Za-z0-9+/]+=*$/)),
);
const catalogueSchema = z.object({
  models: z.array(modelEntrySchema.pick({ baseUrl: true, libraryUrl: true })),
});

/** Hosts that a catalogue's host sends downloads on to; a policy applies to redirects too (CSP level 3, §4.1.2). */
const REDIRECT_HOSTS: Readonly<Record<string, readonly string[]>> = {
  "https://huggingface.co": ["https://*.huggingface.co", "https://*.hf.co"],
};

export interface PagePolicy {
  readonly scriptHashes: Readonly<Record<string, readonly string[]>>;
  /** Origins that models come from, besides our own. */
  readonly modelHosts: readonly string[];
}

/** Reads what the build left in the app's folder. A file that is missing allows nothing; a malformed one throws. */
export async function readPagePolicy(folder: string | null): Promise<PagePolicy> {
  if (folder === null) return { scriptHashes: {}, modelHosts: [] };
  const hashes = await readJson(join(folder, "csp.json"));
  const catalogue = await readJson(join(folder, "models", "catalogue.json"));
  return {
    scriptHashes: hashes === null ? {} : scriptHashesSchema.parse(hashes),
    modelHosts: catalogue === null ? [] : hostsOf(catalogueSchema.parse(catalogue).models),
  };
}

/** The `Content-Security-Policy` of a page. */
export function policyOf(name: string, policy: PagePolicy): string {
  const hashes = (policy.scriptHashes[name] ?? []).map((hash) => `'${hash}'`);
  return [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...hashes].join(" "),
    "style-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...policy.modelHosts].join(" "),
    // wllama starts its own worker from a blob of the code that it brings.
    name.startsWith("/node") ? "worker-src 'self' blob:" : "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function hostsOf(models: readonly { baseUrl: string; libraryUrl: string | null }[]): readonly string[] {
  const hosts = new Set<string>();
  for (const url of models.flatMap(({ baseUrl, libraryUrl }) => [baseUrl, libraryUrl])) {
    if (url === null || !/^https?:\/\//.test(url)) continue;
    const { origin } = new URL(url);
    for (const host of [origin, ...(REDIRECT_HOSTS[origin] ?? [])]) hosts.add(host);
  }
  return [...hosts].sort();
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
