/**
 * `node scripts/chain/typegen.ts <metadata.json> <folder>`: what @polkadot/typegen makes of a runtime's metadata. A process of its own,
 * because that tool writes to the console and to files only.
 */
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  generateDefaultErrors,
  generateDefaultEvents,
  generateDefaultLookup,
  generateDefaultQuery,
  generateDefaultRuntime,
  generateDefaultTx,
} from "@polkadot/typegen/generate";
import { z } from "zod";

const hex = z.custom<`0x${string}`>((value) => typeof value === "string" && /^0x[0-9a-f]+$/.test(value));
const definitions = z.record(z.string(), z.any());

const [metadataPath = "", folder = ""] = process.argv.slice(2);
const { result } = z.object({ result: hex }).parse(JSON.parse(readFileSync(metadataPath, "utf8")));
generateDefaultLookup(folder, result);
// What it wrote is plain JavaScript under the name of TypeScript.
const lookupPath = join(folder, "lookup.mjs");
copyFileSync(join(folder, "lookup.ts"), lookupPath);
const lookup = z
  .object({ default: definitions })
  .parse({ ...((await import(pathToFileURL(lookupPath).href)) as object) });
// Strict: no catch-all beside what the runtime has, or a renamed call would still compile.
const strict = true;
const types = { rpc: {}, types: lookup.default };
generateDefaultTx(join(folder, "augment-api-tx.ts"), result, {}, strict, types);
generateDefaultErrors(join(folder, "augment-api-errors.ts"), result, {}, strict);
generateDefaultEvents(join(folder, "augment-api-events.ts"), result, {}, strict, types);
generateDefaultQuery(join(folder, "augment-api-query.ts"), result, {}, strict, types);
generateDefaultRuntime(join(folder, "augment-api-runtime.ts"), result, {}, strict, types);
