import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { storeConformance, type StoreHarness } from "./conformance.ts";
import { openIndexedDbStore } from "./indexeddb.ts";
import { createMemoryDisk, createMemoryStore } from "./memory.ts";
import type { Store } from "./port.ts";
import { openSqliteStore } from "./sqlite.ts";

globalThis.IDBKeyRange = IDBKeyRange;

async function harness(open: () => Promise<Store>, cleanUp: () => Promise<void>): Promise<StoreHarness> {
  const store = await open();
  let current = store;
  return {
    store,
    async reopen() {
      await current.close();
      current = await open();
      return current;
    },
    async dispose() {
      await current.close();
      await cleanUp();
    },
  };
}

async function opened(folder: string): Promise<Store> {
  const result = await openSqliteStore(folder);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

storeConformance("memory", async () => {
  const disk = createMemoryDisk();
  return harness(
    async () => createMemoryStore(disk),
    async () => undefined,
  );
});

storeConformance("sqlite", async () => {
  const folder = await mkdtemp(join(tmpdir(), "coco-store-"));
  return harness(
    () => opened(folder),
    () => rm(folder, { recursive: true }),
  );
});

storeConformance("indexeddb", async () => {
  const factory = new IDBFactory();
  return harness(
    async () => {
      const result = await openIndexedDbStore("test", factory);
      if (!result.ok) throw new Error(result.error.code);
      return result.value;
    },
    async () => undefined,
  );
});

describe("the embedded store", () => {
  test("says that its folder is taken, and opens once it is free", async () => {
    const folder = await mkdtemp(join(tmpdir(), "coco-store-"));
    const first = await opened(folder);
    expect(await openSqliteStore(folder)).toMatchObject({ ok: false, error: { code: "storage_locked" } });
    await first.close();
    const second = await opened(folder);
    await second.close();
    await rm(folder, { recursive: true });
  });

  test("keeps its file from other users", async () => {
    const folder = await mkdtemp(join(tmpdir(), "coco-store-"));
    const store = await opened(folder);
    expect((await stat(join(folder, "store.sqlite"))).mode & 0o777).toBe(0o600);
    await store.close();
    await rm(folder, { recursive: true });
  });

  test("refuses a folder that is a file, and a file that is no database", async () => {
    const folder = await mkdtemp(join(tmpdir(), "coco-store-"));
    await writeFile(join(folder, "file"), "x");
    expect(await openSqliteStore(join(folder, "file"))).toMatchObject({ error: { code: "storage_failed" } });
    await writeFile(join(folder, "store.sqlite"), "this is not a database".repeat(100));
    expect(await openSqliteStore(folder)).toMatchObject({ error: { code: "storage_failed" } });
    await rm(folder, { recursive: true });
  });

  test("finishes what was asked before it closes", async () => {
    const folder = await mkdtemp(join(tmpdir(), "coco-store-"));
    const store = await opened(folder);
    const writing = store.batch([{ key: "a", value: Uint8Array.of(1) }]);
    await store.close();
    expect((await writing).ok).toBe(true);
    const again = await opened(folder);
    expect(await again.get("a")).toEqual(Uint8Array.of(1));
    await again.close();
    await rm(folder, { recursive: true });
  });
});

test("says so where a browser offers no IndexedDB", async () => {
  expect(await openIndexedDbStore("x")).toMatchObject({ error: { code: "storage_failed" } });
});
