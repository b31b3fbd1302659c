/** The ledger's records as bytes. JSON with a version, parsed again on the way back: a disk is an outside world too. */
import { z } from "zod";
import { accountSchema, type Hex, inclusionSchema, jobIdSchema, leaseIdSchema } from "../protocol/index.ts";
import type { JobRecord } from "./core/job-record.ts";

const hex = z
  .string()
  .regex(/^0x(?:[0-9a-f]{2})*$/)
  .transform((value) => value as Hex);
const ms = z.number();
const lease = leaseIdSchema;
const node = accountSchema;

const stateSchema = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("matching") }),
  z.object({ phase: z.literal("leased"), lease, fence: z.number().int(), node, expiresAtMs: ms }),
  z.object({ phase: z.literal("running"), lease, fence: z.number().int(), node }),
  z.object({ phase: z.literal("recorded"), lease, node }),
  z.object({ phase: z.literal("settled"), node }),
  z.object({ phase: z.literal("failed"), code: z.string() }),
  z.object({ phase: z.literal("cancelled") }),
  z.object({ phase: z.literal("expired") }),
]);

const recordSchema = z.object({
  version: z.literal(1),
  job: jobIdSchema,
  requester: accountSchema,
  model: z.string(),
  deadlineMs: ms,
  intent: hex,
  intentSignature: hex,
  state: stateSchema,
  grants: z.array(
    z.object({
      lease,
      fence: z.number().int(),
      node,
      owner: node,
      acceptance: hex,
      signature: hex,
      expiresAtMs: ms,
    }),
  ),
  createdAtMs: ms,
  updatedAtMs: ms,
  usage: z
    .object({ promptTokens: z.number(), completionTokens: z.number(), durationMs: z.number() })
    .nullable(),
  inclusion: inclusionSchema.nullable(),
  chainCode: z.string().nullable(),
});

export function encodeJobRecord(record: JobRecord): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ version: 1, ...record }));
}

/** Throws on bytes that this module did not write: a damaged ledger must not be written over. */
export function decodeJobRecord(bytes: Uint8Array): JobRecord {
  const { version: _, ...record } = recordSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return record;
}
