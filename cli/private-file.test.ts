import { chmod, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { readPrivate, removePrivate, writePrivate } from "./private-file.ts";

const schema = z.object({ vote: z.string() });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coco-private-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("keeps what was written first, for its user only, until it is removed", async () => {
  const path = join(folder, "new", "kiosk.vote");
  expect(await readPrivate(path, schema)).toBeNull();
  expect(await writePrivate(path, { vote: "0x01" })).toBe(true);
  expect(await writePrivate(path, { vote: "0x02" })).toBe(false);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readPrivate(path, schema)).toEqual({ vote: "0x01" });
  await removePrivate(path);
  await removePrivate(path);
  expect(await readPrivate(path, schema)).toBeNull();
});

test("refuses a file that others can read, and one that holds something else", async () => {
  const path = join(folder, "open.vote");
  await writePrivate(path, { vote: "0x01" });
  await chmod(path, 0o644);
  await expect(readPrivate(path, schema)).rejects.toMatchObject({ code: "file_exposed" });
  await chmod(path, 0o600);
  for (const text of ["", "{", "{}", `"${"x".repeat(20_000)}"`]) {
    await writeFile(path, text);
    await expect(readPrivate(path, schema)).rejects.toMatchObject({ code: "file_damaged" });
  }
});

test("says before anything is sent that a file cannot be written", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  await expect(writePrivate(join(file, "kiosk.vote"), {})).rejects.toMatchObject({ code: "file_failed" });
});
