/**
 * The control messages between nodes, requesters and signaling: JSON, parsed by schema at both doors. Requesters use
 * HTTP (`POST /v1/jobs`), nodes a WebSocket (`/v1/node`). Signed parts travel as the hex of their signed bytes.
 */
import { z } from "zod";
import {
  MAX_ENGINE_NAME_BYTES,
  MAX_GPU_NAME_BYTES,
  MAX_MODEL_ID_BYTES,
  MAX_MODELS_PER_DEVICE,
} from "./limits.ts";
import {
  type AccountId,
  type GenesisHash,
  type Hex,
  type JobId,
  type LeaseId,
  parseAccountId,
  parseGenesisHash,
  parseJobId,
  parseLeaseId,
} from "./ids.ts";

function branded<T extends string>(parse: (value: string) => T | null) {
  return z.string().transform((value, context): T => {
    const parsed = parse(value);
    if (parsed !== null) return parsed;
    context.addIssue({ code: "custom", message: "not an id of this kind" });
    return z.NEVER;
  });
}

export const accountSchema = branded<AccountId>(parseAccountId);
export const jobIdSchema = branded<JobId>(parseJobId);
export const leaseIdSchema = branded<LeaseId>(parseLeaseId);
export const genesisSchema = branded<GenesisHash>(parseGenesisHash);

function hexSchema(maxBytes: number) {
  return z
    .string()
    .max(2 + 2 * maxBytes)
    .regex(/^0x(?:[0-9a-f]{2})*$/)
    .transform((value) => value as Hex);
}
const signatureHex = hexSchema(64).refine((value) => value.length === 130);
/** Bytes of the largest signed message, a registration with 16 long model ids. */
const signedHex = hexSchema(4096);

/** Unix ms or a count; JSON numbers stay exact to 2^53. */
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const modelId = z
  .string()
  .min(1)
  .refine((id) => new TextEncoder().encode(id).length <= MAX_MODEL_ID_BYTES);

/** What a node says of itself, at first and whenever it changes. */
export const presenceSchema = z.object({
  models: z.array(modelId).max(MAX_MODELS_PER_DEVICE),
  engine: z.string().max(MAX_ENGINE_NAME_BYTES),
  gpu: z.string().max(MAX_GPU_NAME_BYTES),
  arch: z.enum(["unknown", "x86_64", "arm64"]),
  ramMib: count,
  /** Jobs that could start now, and places in the queue behind them. */
  freeSlots: count.max(64),
  freeQueue: count.max(1024),
  /** Measured decode speed; 0 before the first answer. */
  milliTokensPerSecond: count,
  /** Largest prompt and answer together. */
  contextTokens: count,
  promptTokenPricePlanck: z.string().regex(/^\d{1,39}$/),
  completionTokenPricePlanck: z.string().regex(/^\d{1,39}$/),
  serving: z.boolean(),
});
export type Presence = z.infer<typeof presenceSchema>;

/** Node → signaling. */
export const nodeMessageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("announce"), presence: presenceSchema, owner: accountSchema }),
  z.object({
    type: z.literal("heartbeat"),
    freeSlots: count.max(64),
    freeQueue: count.max(1024),
    milliTokensPerSecond: count,
  }),
  /** The node's signed acceptance of an offered lease. */
  z.object({
    type: z.literal("accept"),
    lease: leaseIdSchema,
    acceptance: signedHex,
    signature: signatureHex,
  }),
  z.object({ type: z.literal("decline"), lease: leaseIdSchema, code: z.string().min(1).max(64) }),
  /** The job is running, or ended without a record. */
  z.object({
    type: z.literal("job"),
    job: jobIdSchema,
    phase: z.enum(["running", "failed", "handed_back"]),
    code: z.string().max(64).optional(),
  }),
  /**
   * A job for settlement, whole: signaling may not know it, since a warm session asks nobody. Answered by `settled`.
   * `requesterSignature` null: unconfirmed.
   */
  z.object({
    type: z.literal("record"),
    intent: signedHex,
    intentSignature: signatureHex,
    acceptance: signedHex,
    acceptanceSignature: signatureHex,
    record: signedHex,
    deviceSignature: signatureHex,
    requesterSignature: signatureHex.nullable(),
  }),
  z.object({ type: z.literal("register"), registration: signedHex, signature: signatureHex }),
  z.object({ type: z.literal("update"), update: signedHex, signature: signatureHex }),
]);
export type NodeMessage = z.infer<typeof nodeMessageSchema>;

/** Where something landed on the chain. */
export const inclusionSchema = z.object({
  block: count,
  blockHash: hexSchema(32),
  extrinsicHash: hexSchema(32),
  events: z.array(z.string().max(96)).max(64),
});

/** Signaling → node. */
export const signalingMessageSchema = z.discriminatedUnion("type", [
  /** First message: who we are talking to, and the chain. `nextNonce`: of this device's updates, null when not registered. */
  z.object({
    type: z.literal("welcome"),
    genesis: genesisSchema,
    nextNonce: z
      .string()
      .regex(/^\d{1,20}$/)
      .nullable(),
    serverTimeMs: count,
  }),
  /** Offer of a lease: the requester's signed intent. */
  z.object({ type: z.literal("offer"), lease: leaseIdSchema, intent: signedHex, signature: signatureHex }),
  /** The offered lease went elsewhere or ran out. */
  z.object({ type: z.literal("revoke"), lease: leaseIdSchema, code: z.string().max(64) }),
  z.object({
    type: z.literal("settled"),
    job: jobIdSchema,
    inclusion: inclusionSchema.nullable(),
    code: z.string().max(96).optional(),
  }),
  z.object({
    type: z.literal("registered"),
    inclusion: inclusionSchema.nullable(),
    code: z.string().max(96).optional(),
  }),
  z.object({
    type: z.literal("updated"),
    nextNonce: z.string().regex(/^\d{1,20}$/),
    code: z.string().max(96).optional(),
  }),
  z.object({ type: z.literal("error"), code: z.string().max(64), message: z.string().max(512).optional() }),
]);
export type SignalingMessage = z.infer<typeof signalingMessageSchema>;

/** `POST /v1/jobs`: a signed intent. `exclude`: nodes that this requester just failed on. */
export const jobPostSchema = z.object({
  intent: signedHex,
  signature: signatureHex,
  exclude: z.array(accountSchema).max(32).default([]),
});
export type JobPost = z.input<typeof jobPostSchema>;

/** Answer of `POST /v1/jobs`: a lease on a node, with the node's signed acceptance. */
export const leaseGrantSchema = z.object({
  job: jobIdSchema,
  lease: leaseIdSchema,
  /** Fencing token: grows with every lease of a job. */
  fence: count,
  node: accountSchema,
  owner: accountSchema,
  acceptance: signedHex,
  signature: signatureHex,
  expiresAtMs: count,
});
export type LeaseGrant = z.infer<typeof leaseGrantSchema>;

/** Error body of the network's own HTTP API. */
export const apiErrorSchema = z.object({
  error: z.object({ code: z.string().max(64), message: z.string().max(1024) }),
});

/** `GET /v1/challenge`. */
export const challengeSchema = z.object({
  challenge: hexSchema(32),
  expiresAtMs: count,
  genesis: genesisSchema,
});

/** `GET /v1/network`: what a page needs to know of its operator. */
export const networkInfoSchema = z.object({
  name: z.string().max(64),
  genesis: genesisSchema,
  iceServers: z
    .array(
      z.object({
        urls: z.union([z.string(), z.array(z.string())]),
        username: z.string().optional(),
        credential: z.string().optional(),
      }),
    )
    .max(16),
  relayOnly: z.boolean(),
  /** Path of the PeerJS broker on this origin. */
  brokerPath: z.string().max(128),
  gateway: accountSchema.nullable(),
  operator: accountSchema.nullable(),
  version: z.string().max(32),
});
export type NetworkInfo = z.infer<typeof networkInfoSchema>;

/** A node as everybody may see it. */
export const nodeViewSchema = z.object({
  account: accountSchema,
  presence: presenceSchema,
  connectedAtMs: count,
  running: count,
  completed: count,
});
export const jobPhaseSchema = z.enum([
  "matching",
  "leased",
  "running",
  "recorded",
  "settled",
  "failed",
  "cancelled",
  "expired",
]);
export type JobPhase = z.infer<typeof jobPhaseSchema>;
/** A job as everybody may see it: never its text. */
export const jobViewSchema = z.object({
  job: jobIdSchema,
  model: modelId,
  phase: jobPhaseSchema,
  node: accountSchema.nullable(),
  createdAtMs: count,
  updatedAtMs: count,
  promptTokens: count.nullable(),
  completionTokens: count.nullable(),
  durationMs: count.nullable(),
  inclusion: inclusionSchema.nullable(),
  code: z.string().max(96).nullable(),
});
export type JobView = z.infer<typeof jobViewSchema>;
export type NodeView = z.infer<typeof nodeViewSchema>;

/** One message of `GET /v1/events` (server-sent events): the whole public state at first, then what changed. */
export const networkEventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("snapshot"),
    nodes: z.array(nodeViewSchema),
    jobs: z.array(jobViewSchema),
    head: z.object({ number: count, hash: hexSchema(32) }).nullable(),
  }),
  z.object({ type: z.literal("node"), node: nodeViewSchema }),
  z.object({ type: z.literal("node_left"), account: accountSchema }),
  z.object({ type: z.literal("job"), job: jobViewSchema }),
  z.object({ type: z.literal("head"), head: z.object({ number: count, hash: hexSchema(32) }) }),
]);
export type NetworkEvent = z.infer<typeof networkEventSchema>;
