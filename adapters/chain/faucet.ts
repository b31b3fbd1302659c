/** What development chains have for everybody: an account whose key is published, and planck from it. */
import { Keyring } from "@polkadot/api";
import { err, ok, toHex, type AccountId, type Result } from "../../protocol/index.ts";
import type { BlockEvents } from "./block-events.ts";
import { callError } from "./chain-errors.ts";
import { callOf } from "./decorated.ts";
import type { HeadFollower } from "./head-follower.ts";
import type { Connection } from "./polkadot-connection.ts";
import type { ExtrinsicKey } from "./polkadot-signer.ts";
import type { ChainError, Inclusion } from "./port.ts";
import { Submissions, type SubmitOptions } from "./submission.ts";

/** The well-known account `//Alice`, whose secret is published with substrate: on a development chain only. */
export async function developmentAccount(connection: Connection): Promise<Result<ExtrinsicKey, ChainError>> {
  try {
    const type = await connection.call("system_chainType", []);
    if (type !== "Development")
      return err({
        code: "invalid_transaction",
        message: "only a development chain has well-known accounts",
      });
  } catch (thrown) {
    return err(callError(thrown));
  }
  const alice = new Keyring({ type: "sr25519" }).addFromUri("//Alice");
  return ok({ account: toHex(alice.publicKey) as AccountId, sign: async (message) => alice.sign(message) });
}

/** Transfers from `//Alice`. */
export async function sendFromAlice(
  connection: Connection,
  heads: HeadFollower,
  events: BlockEvents,
  to: AccountId,
  amountPlanck: bigint,
  options: SubmitOptions,
): Promise<Result<Inclusion, ChainError>> {
  const alice = await developmentAccount(connection);
  if (!alice.ok) return alice;
  const submissions = new Submissions(connection, heads, events, alice.value);
  return submissions.submit(
    () => callOf(connection.api, "balances", "transferKeepAlive", to, amountPlanck),
    options,
  );
}
