/** Hashes of the inline scripts in exported pages, for the server's `script-src`. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { glob } from "node:fs/promises";
import { join } from "node:path";

/** `/node.html` → the `sha256-…` sources of its inline scripts, in order, each once. */
export type CspHashes = Record<string, string[]>;

const SCRIPT = /<script(?<attributes>[^>]*)>(?<text>[\s\S]*?)<\/script>/g;

export function inlineScriptHashes(html: string): string[] {
  const hashes = new Set<string>();
  for (const { groups } of html.matchAll(SCRIPT)) {
    if (groups === undefined || /\ssrc=/.test(groups["attributes"] ?? "")) continue;
    hashes.add(
      `sha256-${createHash("sha256")
        .update(groups["text"] ?? "")
        .digest("base64")}`,
    );
  }
  return [...hashes];
}

/** Inline styles and handlers would need `unsafe-inline`; the build fails on them instead. */
export function inlineAttributes(html: string): string[] {
  const markup = html.replace(SCRIPT, "");
  return [...markup.matchAll(/<[a-z][^>]*?\s(?<name>style|on[a-z]+)="/g)].map(
    ({ groups }) => groups?.["name"] ?? "",
  );
}

/** Writes `csp.json` beside the pages of `outDir` and returns what it holds. Throws on markup that no hash can allow. */
export async function writeCsp(outDir: string): Promise<CspHashes> {
  const hashes: CspHashes = {};
  for await (const file of glob("**/*.html", { cwd: outDir })) {
    const html = await readFile(join(outDir, file), "utf8");
    const refused = inlineAttributes(html);
    if (refused.length > 0 || /<style[\s>]/.test(html.replace(SCRIPT, "")))
      throw new Error(`${file}: inline ${refused.join(", ") || "style element"} is refused by the policy`);
    hashes[`/${file}`] = inlineScriptHashes(html);
  }
  const sorted = Object.fromEntries(Object.entries(hashes).sort(([a], [b]) => a.localeCompare(b)));
  await writeFile(join(outDir, "csp.json"), `${JSON.stringify(sorted, null, 2)}\n`);
  return sorted;
}
