import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { readConfig } from "../server/index.ts";
import { apiKeys } from "../server/secrets.ts";
import { gatewayKey } from "./own-server.ts";

const quiet = () => undefined;
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function settings(environment: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "coco-own-server-"));
  folders.push(folder);
  const config = readConfig({ DATA_DIR: folder, ...environment });
  if (!config.ok) throw new Error(config.error.message);
  return config.value;
}

it("a command shows the key that its server made because others can reach it", async () => {
  const config = settings({ HOST: "0.0.0.0" });
  const [made] = (await apiKeys(config, quiet)) ?? [];
  expect(made).toMatch(/^sk-coco-/);
  expect(await gatewayKey(config, quiet)).toBe(made);
});

it("a command shows a configured key where there is one, on loopback too", async () => {
  expect(await gatewayKey(settings({ COCO_API_KEYS: " sk-one , sk-two" }), quiet)).toBe("sk-one");
});

it("a command has no key to show on loopback", async () => {
  expect(await gatewayKey(settings({}), quiet)).toBe("none");
});
