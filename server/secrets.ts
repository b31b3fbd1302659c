/** What the operator's folder holds in secret: two accounts and, off loopback, API keys. */
import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openFileKeystore } from "../adapters/keystore/file.ts";
import type { Keystore } from "../adapters/keystore/port.ts";
import { err, ok, type Result } from "../protocol/index.ts";
import type { ServerConfig } from "./config.ts";
import { type StartError, startError } from "./errors.ts";

export interface Accounts {
  /** Pays the chain's fees. */
  readonly operator: Keystore;
  /** Asks in the name of those who call the gateway. */
  readonly gateway: Keystore;
}

/** Opens the two keys in `DATA_DIR/keys`; makes them at the first start. */
export async function openAccounts(config: ServerConfig): Promise<Result<Accounts, StartError>> {
  const folder = join(config.dataDir, "keys");
  const open = async (name: string) => openFileKeystore({ folder, name, passphrase: config.passphrase });
  const operator = await open("operator");
  if (!operator.ok) return err(startError(operator.error));
  const gateway = await open("gateway");
  if (!gateway.ok) return err(startError(gateway.error));
  return ok({ operator: operator.value, gateway: gateway.value });
}

/** Bytes of a generated key; more than anybody can guess. */
const API_KEY_BYTES = 24;

/**
 * Keys that gateway callers must show: the configured ones; on loopback none; elsewhere, when none are configured, one that
 * is made at the first start and kept in `DATA_DIR/api-keys`.
 */
export async function apiKeys(
  config: ServerConfig,
  log: (line: string) => void,
): Promise<readonly string[] | null> {
  if (config.apiKeys !== null) return config.apiKeys;
  if (config.loopback) return null;
  const path = join(config.dataDir, "api-keys");
  const key = `sk-coco-${randomBytes(API_KEY_BYTES).toString("base64url")}`;
  try {
    await writeFile(path, `${key}\n`, { mode: 0o600, flag: "wx" });
    log(`others can reach this server, so its gateway asks for an API key: one was made, in ${path}`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const kept = await readFile(path, "utf8");
  return kept
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
