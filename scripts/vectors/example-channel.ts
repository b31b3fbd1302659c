/** The channel of docs/vouchers.md: three records of two models, and the voucher that pays for them. */
import {
  addToTotals,
  type ChannelId,
  type GenesisHash,
  type Hex,
  type ModelTotals,
  NO_TOTALS,
  recordHashOf,
  RecordsTree,
  type UsageRecord,
  usageRecordMessage,
  voucherOf,
} from "../../protocol/index.ts";
import { genesis, hexOf, key, record } from "./example-job.ts";

export const channel = hexOf("channel", 32) as ChannelId;
/** Another key than the payer's: a gateway signs with a hot one. */
export const voucherKey = key("voucher key");

/** The first is the confirmed record of `usage-record.json`. */
const records: readonly UsageRecord[] = [
  record,
  { ...record, job: hexOf("second job", 32) as UsageRecord["job"], sequence: 8n, model: "tiny-f16" },
  { ...record, job: hexOf("third job", 32) as UsageRecord["job"], sequence: 9n, pricePlanck: 970n },
];
const hashOf = (one: UsageRecord, on: GenesisHash): Hex => recordHashOf(usageRecordMessage.encode(one, on));

export const recordHashes: readonly Hex[] = records.map((one) => hashOf(one, genesis));
export const totals: ModelTotals = records.reduce((sums, one) => {
  const added = addToTotals(sums, one);
  if (!added.ok) throw new Error(`the example's totals are refused: ${added.error.code}`);
  return added.value;
}, NO_TOTALS);
export const voucher = voucherOf(
  channel,
  recordHashes.reduce((tree, hash) => tree.append(hash), RecordsTree.empty),
  totals,
);
