/** Vouchers of payment channels, version 1: layout, checks and codes of docs/vouchers.md. */
import type { AccountId, ChannelId, GenesisHash } from "./ids.ts";
import { EMPTY_ROOT, type RecordsTree } from "./merkle.ts";
import { type ModelTotals, modelTotalsRootOf, sumOfTotals } from "./model-totals.ts";
import { err, ok, type Result } from "./result.ts";
import { encode, fixedHex, refine, struct, type TypeOf, u128, u32, u64 } from "./scale.ts";
import { accountCodec, blake2b256, signedMessage, type SignedMessageError } from "./signed.ts";
import { verifyBytes } from "./signature.ts";

const channelCodec = struct({ payer: accountCodec, device: accountCodec, index: u64 });

/** The id of a channel: blake2-256 of its payer, its device, and how many channels the chain had opened before. */
export function channelIdOf(payer: AccountId, device: AccountId, index: bigint): ChannelId {
  return blake2b256(encode(channelCodec, { payer, device, index })) as ChannelId;
}

const voucherCodec = refine(
  struct({
    channel: fixedHex<ChannelId>(32),
    cumulativePlanck: u128,
    recordsRoot: fixedHex(32),
    recordCount: u32,
    modelTotalsRoot: fixedHex(32),
  }),
  (voucher) => (voucher.recordsRoot === EMPTY_ROOT) === (voucher.recordCount === 0),
);
/** What a payer owes over a channel's whole life so far, and for which records. Only the newest counts. Byte layout: docs/vouchers.md. */
export type Voucher = TypeOf<typeof voucherCodec>;
/** 165 bytes, signed by the channel's voucher key. */
export const voucherMessage = signedMessage("coco/voucher", voucherCodec);

/** A voucher with what signs it. */
export interface SignedVoucher {
  /** The voucher's signed bytes. */
  readonly bytes: Uint8Array;
  /** 64 bytes, by the channel's voucher key. */
  readonly signature: Uint8Array;
}

/** Why a voucher is refused; the codes are stable and stand in docs/vouchers.md in the order of the checks. */
export interface VoucherError {
  readonly code:
    | "voucher_truncated"
    | "voucher_trailing_bytes"
    | "voucher_malformed"
    | "voucher_wrong_domain"
    | "voucher_wrong_version"
    | "voucher_other_genesis"
    | "voucher_other_channel"
    | "voucher_bad_signature"
    | "voucher_not_newer"
    | "voucher_above_deposit";
}

const decodeCodes: Record<SignedMessageError["code"], VoucherError["code"]> = {
  truncated: "voucher_truncated",
  trailing_bytes: "voucher_trailing_bytes",
  malformed: "voucher_malformed",
  wrong_domain: "voucher_wrong_domain",
  wrong_version: "voucher_wrong_version",
  other_genesis: "voucher_other_genesis",
};

/** What the chain and the last voucher say of a channel. */
export interface ExpectedVoucher {
  readonly genesis: GenesisHash;
  readonly channel: ChannelId;
  /** sr25519 key that signs the channel's vouchers; not always the payer's account. */
  readonly voucherKey: AccountId;
  /** Planck that the channel holds in all, claimed or not. */
  readonly depositPlanck: bigint;
  /** The newest voucher that was accepted; absent when there is none, then any amount above 0 is newer. */
  readonly last?: Pick<Voucher, "cumulativePlanck" | "recordCount">;
}

/**
 * Every check of docs/vouchers.md, in its order. Whether the roots are those of the receiver's own records is not among
 * them: compare the voucher with `voucherOf` for that.
 */
export function verifyVoucher(
  signed: SignedVoucher,
  expected: ExpectedVoucher,
): Result<Voucher, VoucherError> {
  const decoded = voucherMessage.decode(signed.bytes, expected.genesis);
  if (!decoded.ok) return err({ code: decodeCodes[decoded.error.code] });
  const voucher = decoded.value;
  if (voucher.channel !== expected.channel) return err({ code: "voucher_other_channel" });
  if (!verifyBytes(signed.bytes, signed.signature, expected.voucherKey))
    return err({ code: "voucher_bad_signature" });
  const last = expected.last ?? { cumulativePlanck: 0n, recordCount: 0 };
  if (voucher.cumulativePlanck <= last.cumulativePlanck || voucher.recordCount < last.recordCount)
    return err({ code: "voucher_not_newer" });
  if (voucher.cumulativePlanck > expected.depositPlanck) return err({ code: "voucher_above_deposit" });
  return ok(voucher);
}

/** The voucher that stands for these records and totals: what a payer signs, and what a node compares a payer's with. */
export function voucherOf(channel: ChannelId, records: RecordsTree, totals: ModelTotals): Voucher {
  return {
    channel,
    cumulativePlanck: sumOfTotals(totals),
    recordsRoot: records.root(),
    recordCount: records.count,
    modelTotalsRoot: modelTotalsRootOf(totals),
  };
}
