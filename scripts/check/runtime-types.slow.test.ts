import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { GENERATED } from "../chain/runtime-types.ts";
import { compareRuntimeTypes } from "./runtime-types.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "coco-types-"));
  await cp(GENERATED, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

test("takes the committed types for the committed runtime's, and no others", async () => {
  const said: string[] = [];
  const compare = () => compareRuntimeTypes({ folder, say: (line) => said.push(line) });
  expect(await compare()).toBe(true);
  expect(said).toEqual([]);

  const calls = join(folder, "augment-api-tx.ts");
  const text = await readFile(calls, "utf8");
  expect(text).toContain("withdrawUnbonded: ");
  await writeFile(calls, text.replace("withdrawUnbonded: ", "withdrawBond: "));
  await rm(join(folder, "types-lookup.ts"));
  expect(await compare()).toBe(false);
  expect(said.join()).toContain("augment-api-tx.ts, types-lookup.ts");
});
