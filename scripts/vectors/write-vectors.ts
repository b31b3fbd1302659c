/**
 * Writes `protocol/vectors/*.json`, which the TypeScript and the Rust suites both read, and the published schema.
 * Deterministic; a test compares. Run after a wire change: `node scripts/vectors/write-vectors.ts`.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { z } from "zod";
import { usageRecordViewSchema } from "../../protocol/index.ts";
import { merkleCases } from "./merkle-cases.ts";
import { messageCases } from "./signed-message-cases.ts";
import { recordCases } from "./usage-record-cases.ts";

export const PROTOCOL = new URL("../../protocol/", import.meta.url);

function vectors(about: string, cases: readonly unknown[]): string {
  return `${JSON.stringify({ about, cases }, null, 1)}\n`;
}

/** As `npm run format` has it. */
async function formatted(path: string, json: unknown): Promise<string> {
  const config = await resolveConfig(fileURLToPath(new URL(path, PROTOCOL)));
  return format(JSON.stringify(json, null, 2), { ...config, parser: "json" });
}

/** Text of every generated file, by its path under `protocol/`. */
export async function vectorFiles(): Promise<Readonly<Record<string, string>>> {
  const schema = {
    ...z.toJSONSchema(usageRecordViewSchema),
    $id: "https://coco.network/schemas/usage-record-v1.json",
    title: "Usage record v1, JSON view",
  };
  return {
    "vectors/usage-record.json": vectors(
      "Usage records and what checking them must answer; docs/usage-record.md.",
      recordCases(),
    ),
    "usage-record.schema.json": await formatted("usage-record.schema.json", schema),
    "vectors/signed-messages.json": vectors(
      "Every signed message with its bytes; docs/PROTOCOL.md. u64 and u128 are decimal strings.",
      messageCases(),
    ),
    "vectors/merkle.json": vectors(
      "Records trees, model totals and inclusion proofs; docs/vouchers.md. Amounts are decimal strings.",
      merkleCases(),
    ),
  };
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(await vectorFiles())) {
    writeFileSync(new URL(path, PROTOCOL), text);
    console.log(`${path}: ${text.length} characters`);
  }
}
