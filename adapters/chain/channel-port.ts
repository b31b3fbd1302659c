/** Payment channels in verbs. docs/adr/0011-payment-channels.md has the design, docs/vouchers.md the bytes. */
import type {
  AccountId,
  ChannelId,
  Hex,
  ModelTotals,
  Result,
  UsageRecord,
  Voucher,
} from "../../protocol/index.ts";
import type { ChainError, Inclusion } from "./port.ts";

/** The operator's account opens, tops up and closes: its own channels. Anybody's voucher can be claimed. */
export interface ChannelVerbs {
  /** Holds `depositPlanck` on the operator's account for the owner of `device`; vouchers of `voucherKey` will count. */
  openChannel(
    device: AccountId,
    voucherKey: AccountId,
    depositPlanck: bigint,
  ): Promise<Result<OpenedChannel, ChainError>>;
  topUpChannel(channel: ChannelId, addedPlanck: bigint): Promise<Result<Inclusion, ChainError>>;
  /** Pays what the voucher adds to what was claimed before, whole or not at all. `totals` are those it was signed with. */
  claimVoucher(
    voucher: Voucher,
    signature: Uint8Array,
    totals: ModelTotals,
  ): Promise<Result<Inclusion, ChainError>>;
  /** By the owner: at once. By the payer: after a window in which vouchers can still be claimed. */
  closeChannel(channel: ChannelId): Promise<Result<Inclusion, ChainError>>;
  /** Ends a channel whose window is over. */
  forceCloseChannel(channel: ChannelId): Promise<Result<Inclusion, ChainError>>;
  /** Puts on record that a usage record lies under what was claimed. `path` as `inclusionPath` makes it. */
  proveRecord(
    channel: ChannelId,
    record: UsageRecord,
    index: number,
    path: readonly Hex[],
  ): Promise<Result<Inclusion, ChainError>>;
  /** Null when it was never opened, or closed so long ago that the chain forgot it. */
  channel(channel: ChannelId): Promise<Result<ChainChannel | null, ChainError>>;
  /** Channels that are not closed, from behind `after`, in the chain's own order; at most 256 at once. */
  openChannels(after: ChannelId | null, limit: number): Promise<Result<readonly ChainChannel[], ChainError>>;
  /** What holds for channels now; a council may change it. */
  channelTerms(): Promise<Result<ChannelTerms, ChainError>>;
}

/** The verbs of channels that become extrinsics. */
export type PaidChannelVerb =
  "openChannel" | "topUpChannel" | "claimVoucher" | "closeChannel" | "forceCloseChannel" | "proveRecord";

export interface OpenedChannel extends Inclusion {
  readonly channel: ChannelId;
}

export interface ChainChannel {
  readonly channel: ChannelId;
  readonly payer: AccountId;
  readonly device: AccountId;
  /** Is paid. */
  readonly owner: AccountId;
  /** `untilMs`: the last moment in which vouchers can be claimed, by the chain's clock. */
  readonly phase:
    | { readonly type: "open" }
    | { readonly type: "closing"; readonly untilMs: bigint }
    | { readonly type: "closed" };
  /** Whose vouchers count; null once closed. */
  readonly voucherKey: AccountId | null;
  /** Still to be claimed or given back. */
  readonly heldPlanck: bigint;
  /** Claimed so far, the protocol's share among it. */
  readonly claimedPlanck: bigint;
  readonly recordsRoot: Hex;
  readonly recordCount: number;
  /** What each model earned; none once closed. */
  readonly totals: ModelTotals;
}

export interface ChannelTerms {
  /** The protocol's share of a claim, in millionths. */
  readonly protocolFeePpm: number;
  /** Window after the payer closed. */
  readonly challengeMs: bigint;
  readonly minDepositPlanck: bigint;
}
