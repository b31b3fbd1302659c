import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withFileLock } from "./file-lock.ts";

const lockFile = (): string => join(mkdtempSync(join(tmpdir(), "coco-lock-")), "lock");

it("lets one in at a time", async () => {
  const file = lockFile();
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 20));
    inside--;
  };
  let waits = 0;
  await Promise.all([1, 2].map(() => withFileLock(file, () => waits++, work)));
  expect(most).toBe(1);
  expect(waits).toBe(1);
});

it("does not wait for a process that is gone", async () => {
  const file = lockFile();
  // No system gives out ids this high.
  writeFileSync(file, "999999999");
  expect(
    await withFileLock(
      file,
      () => undefined,
      async () => "in",
    ),
  ).toBe("in");
});
