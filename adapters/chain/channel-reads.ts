/** What the runtime says of channels, by its own API. */
import {
  accountCodec,
  type ChannelId,
  encode,
  fixedHex,
  list,
  modelTotalsCodec,
  option,
  parseModelTotals,
  struct,
  tagged,
  u128,
  u32,
  u64,
} from "../../protocol/index.ts";
import { MAX_PAGE } from "./chain-limits.ts";
import type { ChainChannel, ChannelTerms } from "./channel-port.ts";
import type { Connection } from "./polkadot-connection.ts";
import { askRuntime } from "./runtime-api.ts";

const channelId = fixedHex<ChannelId>(32);
const viewCodec = struct({
  channel: channelId,
  payer: accountCodec,
  device: accountCodec,
  owner: accountCodec,
  phase: tagged({ open: struct({}), closing: struct({ untilMs: u64 }), closed: struct({}) }),
  voucherKey: option(accountCodec),
  heldPlanck: u128,
  claimedPlanck: u128,
  recordsRoot: fixedHex(32),
  recordCount: u32,
  totals: modelTotalsCodec,
});
const termsCodec = struct({ protocolFeePpm: u32, challengeMs: u64, minDepositPlanck: u128 });
const pageRequest = struct({ after: option(channelId), limit: u32 });

export class ChannelReads {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async channel(id: ChannelId): Promise<ChainChannel | null> {
    const view = await askRuntime(
      this.#connection,
      "SettlementApi_channel",
      encode(channelId, id),
      option(viewCodec),
    );
    return view === null ? null : checked(view);
  }

  async openChannels(after: ChannelId | null, limit: number): Promise<ChainChannel[]> {
    const request = encode(pageRequest, { after, limit: Math.min(limit, MAX_PAGE) });
    return (
      await askRuntime(this.#connection, "SettlementApi_open_channels", request, list(viewCodec, MAX_PAGE))
    ).map(checked);
  }

  async terms(): Promise<ChannelTerms> {
    return askRuntime(this.#connection, "SettlementApi_terms", new Uint8Array(), termsCodec);
  }
}

function checked(
  view: Omit<ChainChannel, "totals"> & { totals: Parameters<typeof parseModelTotals>[0] },
): ChainChannel {
  const totals = parseModelTotals(view.totals);
  if (!totals.ok)
    throw new Error(`the chain holds model totals that the protocol refuses: ${totals.error.code}`);
  return { ...view, totals: totals.value };
}
