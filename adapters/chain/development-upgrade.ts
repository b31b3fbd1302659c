/** A development chain takes up the runtime that is installed now: its state stays, its rules become the new ones. */
import { blake2b256, err, ok, toHex, type Result } from "../../protocol/index.ts";
import { BlockEvents } from "./block-events.ts";
import { callError } from "./chain-errors.ts";
import { callOf } from "./decorated.ts";
import { developmentAccount } from "./faucet.ts";
import { HeadFollower } from "./head-follower.ts";
import { connect, type Connection, type ConnectOptions } from "./polkadot-connection.ts";
import type { ChainError } from "./port.ts";
import { Submissions } from "./submission.ts";

/** Storage key of the runtime, `:code`. */
const CODE_KEY = toHex(new TextEncoder().encode(":code"));

export interface InstalledRuntime {
  readonly wasm: Uint8Array;
  readonly specVersion: number;
}

/** What became of the chain's runtime, with the spec versions. `other`: not upgraded, for it is newer, or another of the same version. */
export interface UpgradeOutcome {
  readonly outcome: "current" | "upgraded" | "other";
  readonly from: number;
  readonly to: number;
}

/**
 * Sets the installed runtime where the chain runs an older one, by the sudo key that development chains have (`//Alice`). Errors:
 * `invalid_transaction` on any other chain, and those of every verb.
 */
export async function upgradeDevelopmentChain(
  installed: InstalledRuntime,
  options: ConnectOptions,
): Promise<Result<UpgradeOutcome, ChainError>> {
  const connected = await connect(options);
  if (!connected.ok) return connected;
  try {
    return await upgrade(connected.value, installed);
  } catch (thrown) {
    return err(callError(thrown));
  } finally {
    await connected.value.close();
  }
}

async function upgrade(
  connection: Connection,
  { wasm, specVersion }: InstalledRuntime,
): Promise<Result<UpgradeOutcome, ChainError>> {
  const { api } = connection;
  const from = api.runtimeVersion.specVersion.toNumber();
  const hash = await connection.call("state_getStorageHash", [CODE_KEY]);
  if (hash === blake2b256(wasm)) return ok({ outcome: "current", from, to: from });
  if (from >= specVersion) return ok({ outcome: "other", from, to: specVersion });

  const alice = await developmentAccount(connection);
  if (!alice.ok) return alice;
  const heads = await HeadFollower.start(connection);
  const submissions = new Submissions(connection, heads, new BlockEvents(connection), alice.value);
  const unmetered = { refTime: 0, proofSize: 0 };
  const landed = await submissions.submit(() =>
    callOf(api, "sudo", "sudoUncheckedWeight", callOf(api, "system", "setCode", toHex(wasm)), unmetered),
  );
  if (!landed.ok) return landed;
  // Sudo's own call succeeds whatever becomes of the inner one.
  if (!landed.value.events.includes("system.CodeUpdated"))
    return err({ code: "dispatch_failed", message: "the chain did not take the new runtime" });
  return ok({ outcome: "upgraded", from, to: specVersion });
}
