import { IDBFactory } from "fake-indexeddb";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ok, toHex } from "../../protocol/index.ts";
import { createBrowserKeystore } from "./browser.ts";
import { keystoreConformance } from "./conformance.ts";
import { openFileKeystore } from "./file.ts";
import { createMemoryKeystore } from "./memory.ts";

const folders: string[] = [];
async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "coco-key-"));
  folders.push(made);
  return made;
}
afterAll(async () => {
  for (const one of folders) await rm(one, { recursive: true });
});

keystoreConformance("memory", async () => {
  const seed = crypto.getRandomValues(new Uint8Array(32));
  return async () => ok(createMemoryKeystore(seed));
});
keystoreConformance("browser", async () => {
  const factory = new IDBFactory();
  return () => createBrowserKeystore("test", factory);
});
keystoreConformance("file with a key file", async () => {
  const place = await folder();
  return () => openFileKeystore({ folder: place, name: "operator" });
});
keystoreConformance("file with a passphrase", async () => {
  const place = await folder();
  return () =>
    openFileKeystore({ folder: place, name: "operator", passphrase: "correct horse", scryptLogN: 10 });
});

describe("the file keystore", () => {
  test("does not open with another passphrase or none, and says so without the secret", async () => {
    const place = await folder();
    const options = { folder: place, name: "operator", scryptLogN: 10 };
    await openFileKeystore({ ...options, passphrase: "one" });
    for (const passphrase of ["two", "", undefined])
      expect(await openFileKeystore({ ...options, passphrase })).toMatchObject({
        ok: false,
        error: { code: "keystore_locked" },
      });
  });

  test("never makes a new key over a damaged one or a lost key file", async () => {
    const place = await folder();
    const options = { folder: place, name: "operator", scryptLogN: 10 };
    await openFileKeystore(options);
    const path = join(place, "operator.keystore.json");
    const whole = await readFile(path, "utf8");
    await writeFile(path, whole.slice(0, 40));
    expect(await openFileKeystore(options)).toMatchObject({ error: { code: "keystore_damaged" } });
    await writeFile(path, whole);
    await rm(join(place, "operator.keystore.key"));
    expect(await openFileKeystore(options)).toMatchObject({ error: { code: "keystore_locked" } });
    expect(await readFile(path, "utf8")).toBe(whole);
  });

  test("keeps its files from other users, leaves no drafts, and no secret in the clear", async () => {
    const place = await folder();
    const opened = await openFileKeystore({ folder: place, name: "operator", passphrase: "one" });
    if (!opened.ok) throw new Error(opened.error.code);
    expect(await readdir(place)).toEqual(["operator.keystore.json"]);
    const path = join(place, "operator.keystore.json");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const secret = toHex(await opened.value.exportSecret()).slice(2);
    expect(await readFile(path, "utf8")).not.toContain(secret);
  });
});

describe("the browser keystore", () => {
  test("keeps keys of different names apart", async () => {
    const factory = new IDBFactory();
    const [a, b] = await Promise.all([
      createBrowserKeystore("a", factory),
      createBrowserKeystore("b", factory),
    ]);
    expect(a.ok && b.ok && a.value.account !== b.value.account).toBe(true);
  });

  test("says so where there is no IndexedDB, and when what is kept is not a key", async () => {
    expect(await createBrowserKeystore("x")).toMatchObject({ error: { code: "keystore_failed" } });
    const factory = new IDBFactory();
    await createBrowserKeystore("x", factory);
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = factory.open("coco-keystore-x", 1);
      opening.onsuccess = () => resolve(opening.result);
    });
    const kept = await new Promise<{ wrapping: CryptoKey }>((resolve) => {
      const reading = database.transaction("keys").objectStore("keys").get("device");
      reading.onsuccess = () => resolve(reading.result as { wrapping: CryptoKey });
    });
    await expect(crypto.subtle.exportKey("raw", kept.wrapping)).rejects.toThrow();
    await new Promise((resolve) => {
      const writing = database
        .transaction("keys", "readwrite")
        .objectStore("keys")
        .put({ version: 2 }, "device");
      writing.onsuccess = () => resolve(null);
    });
    database.close();
    expect(await createBrowserKeystore("x", factory)).toMatchObject({ error: { code: "keystore_damaged" } });
  });
});
