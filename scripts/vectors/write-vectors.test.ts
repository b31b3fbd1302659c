import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { PROTOCOL, vectorFiles } from "./write-vectors.ts";

it("writes the vectors and the schema exactly as they are committed", async () => {
  const files = Object.entries(await vectorFiles());
  expect(files.length).toBe(4);
  for (const [path, text] of files)
    expect(readFileSync(new URL(path, PROTOCOL), "utf8") === text, `${path} is as the writer has it`).toBe(
      true,
    );
});
