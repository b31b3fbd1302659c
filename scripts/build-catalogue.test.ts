import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { buildCatalogue, CATALOGUE_FILE } from "./build-catalogue.ts";

it("models/catalogue.json is what this script makes of the tiny model's manifest and of web-llm's list", async () => {
  const committed: unknown = JSON.parse(readFileSync(CATALOGUE_FILE, "utf8"));
  expect(committed).toEqual(JSON.parse(JSON.stringify(await buildCatalogue())));
});
