/** What an extrinsic would cost. */
import { z } from "zod";
import type { AccountId } from "../../protocol/index.ts";
import { MORTAL_BLOCKS } from "./chain-limits.ts";
import type { Call } from "./decorated.ts";
import type { Connection } from "./polkadot-connection.ts";

/** Nodes say it in decimals, as a number where it is small. */
const infoSchema = z.object({
  partialFee: z.union([z.string().regex(/^[0-9]+$/), z.number().int().nonnegative()]),
});

/** Planck, without a tip. A signature of the right length stands in for the real one: the fee depends on bytes and weight only. */
export async function estimateFee(connection: Connection, account: AccountId, call: Call): Promise<bigint> {
  const { api } = connection;
  const nonce = z
    .number()
    .int()
    .parse(
      await connection.call("system_accountNextIndex", [api.createType("AccountId", account).toString()]),
    );
  const era = api.createType("ExtrinsicEra", { current: 1, period: MORTAL_BLOCKS });
  const extrinsic = call.signFake(account, {
    nonce,
    era,
    blockHash: api.genesisHash,
    genesisHash: api.genesisHash,
    runtimeVersion: api.runtimeVersion,
  });
  const { partialFee } = infoSchema.parse(await connection.call("payment_queryInfo", [extrinsic.toHex()]));
  return BigInt(partialFee);
}
