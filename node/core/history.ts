/** What this device did, kept over reloads: recent jobs for the page, totals for its owner. */
import { z } from "zod";
import type { Store } from "../../adapters/storage/port.ts";
import {
  accountSchema,
  type Hex,
  inclusionSchema,
  jobIdSchema,
  usageRecordViewSchema,
} from "../../protocol/index.ts";
import type { FinishedJob, JobSignatures, NodeTotals } from "./snapshot.ts";

const PREFIX = "history/";
const TOTALS_KEY = "node/totals";
/** Jobs kept on disk and shown; older ones stay provable on the chain. */
export const HISTORY_LIMIT = 50;

const hexSchema = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]+$/.test(value));
const planckSchema = z.string().regex(/^\d+$/);
const signaturesSchema: z.ZodType<JobSignatures> = z.object({
  intent: z.object({
    maxPromptTokens: z.number(),
    maxCompletionTokens: z.number(),
    maxPricePlanck: planckSchema,
    signature: hexSchema,
  }),
  acceptance: z.object({
    promptTokenPricePlanck: planckSchema,
    completionTokenPricePlanck: planckSchema,
    signature: hexSchema,
  }),
  record: z.object({ hash: hexSchema, signature: hexSchema }).nullable(),
  countersignature: hexSchema.nullable(),
});
const finishedSchema: z.ZodType<FinishedJob> = z.object({
  job: jobIdSchema,
  requester: accountSchema,
  model: z.string(),
  // `signed` is never written: it lasts seconds, and a tab that dies in them has no countersignature.
  status: z.enum(["unconfirmed", "confirmed", "settled", "refused", "failed", "cancelled"]),
  code: z.string().nullable(),
  promptTokens: z.number(),
  completionTokens: z.number(),
  tokensPerSecond: z.number(),
  durationMs: z.number(),
  endedAtMs: z.number(),
  record: usageRecordViewSchema.nullable(),
  signatures: signaturesSchema,
  inclusion: inclusionSchema.pick({ block: true, extrinsicHash: true }).nullable(),
});
const totalsSchema: z.ZodType<NodeTotals> = z.object({
  jobs: z.number(),
  completionTokens: z.number(),
  earnedPlanck: planckSchema,
});

export const NO_TOTALS: NodeTotals = { jobs: 0, completionTokens: 0, earnedPlanck: "0" };

/** Newest first is by key: the end time, then the job. */
function keyOf(job: FinishedJob): string {
  return `${PREFIX}${String(Math.floor(job.endedAtMs)).padStart(14, "0")}-${job.job}`;
}

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

function parse<T>(schema: z.ZodType<T>, value: Uint8Array | null): T | null {
  if (value === null) return null;
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(value)));
  } catch {
    return null;
  }
}

export async function readHistory(store: Store): Promise<{ recent: FinishedJob[]; totals: NodeTotals }> {
  const entries = await store.scan({ prefix: PREFIX, limit: HISTORY_LIMIT, descending: true });
  const recent = entries.flatMap((entry) => parse(finishedSchema, entry.value) ?? []);
  return { recent, totals: parse(totalsSchema, await store.get(TOTALS_KEY)) ?? NO_TOTALS };
}

/** Writes a finished (or changed) job and the totals; drops what is past the limit. A full disk loses history, never a record. */
export async function writeHistory(store: Store, job: FinishedJob, totals: NodeTotals): Promise<void> {
  const all = await store.scan({ prefix: PREFIX, limit: HISTORY_LIMIT * 2, descending: true });
  const past = all.slice(HISTORY_LIMIT - 1).filter((entry) => entry.key !== keyOf(job));
  await store.batch([
    { key: keyOf(job), value: encode(job) },
    { key: TOTALS_KEY, value: encode(totals) },
    ...past.map((entry) => ({ key: entry.key, value: null })),
  ]);
}

export function addToTotals(totals: NodeTotals, job: FinishedJob): NodeTotals {
  const earned = job.status === "confirmed" && job.record ? BigInt(job.record.pricePlanck) : 0n;
  return {
    jobs: totals.jobs + 1,
    completionTokens: totals.completionTokens + job.completionTokens,
    earnedPlanck: (BigInt(totals.earnedPlanck) + earned).toString(),
  };
}
