/** Planck for the operator of a development chain. */
import { Keyring } from "@polkadot/api";
import { err, toHex, type AccountId, type Result } from "../../protocol/index.ts";
import type { BlockEvents } from "./block-events.ts";
import { callError } from "./chain-errors.ts";
import { callOf } from "./decorated.ts";
import type { HeadFollower } from "./head-follower.ts";
import type { Connection } from "./polkadot-connection.ts";
import type { ExtrinsicKey } from "./polkadot-signer.ts";
import type { ChainError, Inclusion } from "./port.ts";
import { Submissions, type SubmitOptions } from "./submission.ts";

/** Transfers from the well-known development account `//Alice`, whose secret is published with substrate. */
export async function sendFromAlice(
  connection: Connection,
  heads: HeadFollower,
  events: BlockEvents,
  to: AccountId,
  amountPlanck: bigint,
  options: SubmitOptions,
): Promise<Result<Inclusion, ChainError>> {
  try {
    const type = await connection.call("system_chainType", []);
    if (type !== "Development")
      return err({ code: "invalid_transaction", message: "only a development chain has a faucet" });
  } catch (thrown) {
    return err(callError(thrown));
  }
  const alice = new Keyring({ type: "sr25519" }).addFromUri("//Alice");
  const key: ExtrinsicKey = {
    account: toHex(alice.publicKey) as AccountId,
    sign: async (message) => alice.sign(message),
  };
  const submissions = new Submissions(connection, heads, events, key);
  return submissions.submit(
    () => callOf(connection.api, "balances", "transferKeepAlive", to, amountPlanck),
    options,
  );
}
