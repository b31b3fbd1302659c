/** What the runtime says of channels, by its own API: nobody reads its storage. */
import {
  accountCodec,
  type ChannelId,
  type Codec,
  decode,
  encode,
  fixedHex,
  fromHex,
  list,
  modelTotalsCodec,
  option,
  parseModelTotals,
  struct,
  tagged,
  toHex,
  u128,
  u32,
  u64,
} from "../../protocol/index.ts";
import type { ChainChannel, ChannelTerms } from "./channel-port.ts";
import type { Connection } from "./polkadot-connection.ts";

/** Channels that the runtime returns at once. */
const MAX_PAGE = 256;

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
    const view = await this.#ask("channel", encode(channelId, id), option(viewCodec));
    return view === null ? null : checked(view);
  }

  async openChannels(after: ChannelId | null, limit: number): Promise<ChainChannel[]> {
    const request = encode(pageRequest, { after, limit: Math.min(limit, MAX_PAGE) });
    return (await this.#ask("open_channels", request, list(viewCodec, MAX_PAGE))).map(checked);
  }

  async terms(): Promise<ChannelTerms> {
    return this.#ask("terms", new Uint8Array(), termsCodec);
  }

  async #ask<T>(method: string, request: Uint8Array, answer: Codec<T>): Promise<T> {
    const raw = await this.#connection.call("state_call", [`SettlementApi_${method}`, toHex(request)]);
    const bytes = typeof raw === "string" ? fromHex(raw) : null;
    const decoded = bytes === null ? null : decode(answer, bytes);
    if (decoded?.ok !== true)
      throw new Error(`the chain's answer to SettlementApi_${method} is not what this version knows`);
    return decoded.value;
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
