import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { openSqliteStore } from "./sqlite.ts";

/** Writes pairs of keys as fast as it can, three batches in flight, and says which were acknowledged. */
const WRITER = `
  const { openSqliteStore } = await import(process.argv[1]);
  const opened = await openSqliteStore(process.argv[2]);
  if (!opened.ok) throw new Error(opened.error.code);
  const from = Number(process.argv[3]);
  for (let i = from; ; i += 3) {
    await Promise.all([i, i + 1, i + 2].map(async (n) => {
      const value = new Uint8Array(2048).fill(n & 0xff);
      const done = await opened.value.batch([
        { key: "left:" + n, value },
        { key: "right:" + n, value },
        { key: "last", value: new TextEncoder().encode(String(n)) },
      ]);
      if (done.ok) process.stdout.write(n + "\\n");
    }));
  }
`;

test("holds everything it acknowledged, and only whole batches, through kill -9 in the middle of writes", async () => {
  const folder = await mkdtemp(join(tmpdir(), "coco-kill-"));
  const acknowledged = new Set<number>();
  for (let round = 0; round < 4; round++) {
    const module = new URL("./sqlite.ts", import.meta.url).href;
    const from = round * 1_000_000;
    const child = spawn(
      process.execPath,
      ["--input-type=module", "-e", WRITER, module, folder, String(from)],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const exited = new Promise((resolve) => child.once("exit", resolve));
    let seen = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.add(Number(line));
      if (++seen === 40 + 17 * round) child.kill("SIGKILL");
    }
    await exited;
    expect(child.signalCode).toBe("SIGKILL");

    const opened = await openSqliteStore(folder);
    if (!opened.ok) throw new Error(opened.error.code);
    const store = opened.value;
    for (const n of acknowledged) {
      const value = new Uint8Array(2048).fill(n & 0xff);
      expect(await store.get(`left:${n}`)).toEqual(value);
      expect(await store.get(`right:${n}`)).toEqual(value);
    }
    const lefts = await store.scan({ prefix: "left:", limit: 100_000 });
    const rights = await store.scan({ prefix: "right:", limit: 100_000 });
    expect(lefts.map(({ key }) => key.slice(5))).toEqual(rights.map(({ key }) => key.slice(6)));
    await store.close();
  }
  expect(acknowledged.size).toBeGreaterThan(160);
  await rm(folder, { recursive: true });
});
