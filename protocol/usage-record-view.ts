import { z } from "zod";
import type { GenesisHash } from "./ids.ts";
import type { UsageRecord } from "./usage-record.ts";

const hex = (bytes: number) => z.string().regex(new RegExp(`^0x[0-9a-f]{${bytes * 2}}$`));
const u32 = z.number().int().min(0).max(0xffff_ffff);
const u64 = z.string().regex(/^\d{1,20}$/);
const u128 = z.string().regex(/^\d{1,39}$/);

/** The JSON view of a record, for people and APIs; the signed bytes are the record. Published as `usage-record.schema.json`. */
export const usageRecordViewSchema = z.strictObject({
  version: z.literal(1),
  genesis: hex(32),
  job: hex(32),
  lease: hex(16),
  session: hex(16),
  requester: hex(32),
  device: hex(32),
  owner: hex(32),
  model: z.string().min(1).max(96),
  weightsDigest: hex(32),
  engine: z.string().min(1).max(32),
  promptTokens: u32,
  completionTokens: u32,
  bytesIn: u64,
  bytesOut: u64,
  queueMs: u32,
  ttftMs: u32,
  durationMs: u32,
  outputDigest: hex(32),
  sequence: u64,
  startedAtMs: u64,
  endedAtMs: u64,
  pricePlanck: u128,
});
export type UsageRecordView = z.infer<typeof usageRecordViewSchema>;

/** `u64` and `u128` become decimal strings. */
export function viewUsageRecord(record: UsageRecord, genesis: GenesisHash): UsageRecordView {
  const { bytesIn, bytesOut, sequence, startedAtMs, endedAtMs, pricePlanck, ...rest } = record;
  return {
    version: 1,
    genesis,
    ...rest,
    bytesIn: bytesIn.toString(),
    bytesOut: bytesOut.toString(),
    sequence: sequence.toString(),
    startedAtMs: startedAtMs.toString(),
    endedAtMs: endedAtMs.toString(),
    pricePlanck: pricePlanck.toString(),
  };
}
