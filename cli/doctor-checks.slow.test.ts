import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { clockCheck, nodeCheck } from "./doctor-checks.ts";
import { runCoco } from "./testing/run-coco.ts";

const NOW = 1_800_000_000_000;
const checksSchema = z.array(z.object({ name: z.string(), level: z.string(), found: z.string() }));

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "coco-doctor-"));
});
afterAll(() => rm(home, { recursive: true }));

/** The levels of a doctor's visit by what was looked at. */
async function visit(environment: Record<string, string>, ...args: string[]) {
  const around = {
    COCO_HOME: home,
    DATA_DIR: join(home, "data"),
    COCO_URL: "http://127.0.0.1:1",
    COCO_RPC: "ws://127.0.0.1:1",
  };
  const ran = await runCoco(["doctor", "--json", ...args], { environment: { ...around, ...environment } });
  const levels = Object.fromEntries(
    checksSchema.parse(JSON.parse(ran.out)).map(({ name, level }) => [name, level]),
  );
  return { code: ran.code, levels };
}

describe("coco doctor", () => {
  test("ends with 1 when what was named does not answer or a file is open to others", async () => {
    await runCoco(["account", "new", "dev", "--no-passphrase"], { environment: { COCO_HOME: home } });
    const { code, levels } = await visit({ PORT: "0" });
    expect(code).toBe(1);
    expect(levels).toMatchObject({
      Node: "ok",
      "data folder": "ok",
      port: "ok",
      operator: "fail",
      chain: "fail",
      "account dev": "warn",
      WebGPU: "note",
    });
    await chmod(join(home, "accounts", "dev.json"), 0o644);
    expect((await visit({ PORT: "0" })).levels["account dev"]).toBe("fail");
  }, 60_000);

  test("tells a port that another program has from a free one", async () => {
    const stranger = createServer((_, response) => response.end("hello"));
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const { port } = stranger.address() as AddressInfo;
    expect((await visit({ PORT: String(port) })).levels["port"]).toBe("fail");
    await new Promise((resolve) => stranger.close(resolve));
    expect((await visit({ PORT: String(port) })).levels["port"]).toBe("ok");
    expect((await visit({ PORT: "eighty" })).levels["port"]).toBe("fail");
  }, 60_000);

  test("does not take a folder that cannot be written for a place to keep things", async () => {
    expect((await visit({ PORT: "0", DATA_DIR: "/proc/coco" })).levels["data folder"]).toBe("fail");
  }, 60_000);
});

test("an old Node is a failure with a way out", () => {
  expect(nodeCheck("20.20.2")).toMatchObject({
    level: "fail",
    todo: expect.stringContaining("npm ci") as unknown,
  });
  expect(nodeCheck("24.0.0").level).toBe("ok");
});

test("a clock behind the newest block is wrong; an old block means nothing on a development chain", () => {
  expect(clockCheck(null, true, NOW).level).toBe("note");
  expect(clockCheck(NOW + 6_000, true, NOW)).toMatchObject({
    level: "fail",
    found: expect.stringMatching(/^6 s behind/) as unknown,
  });
  expect(clockCheck(NOW - 3_600_000, true, NOW).level).toBe("ok");
  expect(clockCheck(NOW - 3_600_000, false, NOW)).toMatchObject({
    level: "fail",
    found: expect.stringContaining("ahead") as unknown,
  });
  expect(clockCheck(NOW - 2_000, false, NOW).level).toBe("ok");
});
