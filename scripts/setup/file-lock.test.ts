import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { withFileLock } from "./file-lock.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function lockFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "coco-lock-"));
  folders.push(folder);
  return join(folder, "lock");
}

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

it("is free again after work that failed", async () => {
  const file = lockFile();
  const never = () => {
    throw new Error("nobody holds it");
  };
  await expect(
    withFileLock(file, never, async () => Promise.reject(new Error("the build failed"))),
  ).rejects.toThrow("the build failed");
  expect(await withFileLock(file, never, async () => "in")).toBe("in");
});
