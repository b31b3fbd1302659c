/** What the client signs for a job, and what it holds the node's acceptance and record against. */
import type { Signer } from "../../adapters/keystore/port.ts";
import {
  type AccountId,
  type ChatRequest,
  err,
  type GenesisHash,
  type JobAcceptance,
  jobAcceptanceMessage,
  type JobId,
  type JobIntent,
  jobIdOf,
  jobIntentMessage,
  type Millis,
  ok,
  type Refusal,
  type Result,
  type SessionId,
  toHex,
  type UsageRecord,
  verifyBytes,
  verifyUsageRecord,
} from "../../protocol/index.ts";

/** Tokens that a chat template adds to each message and to the whole; the widest of WebLLM's templates stays below. */
const TEMPLATE_TOKENS_PER_MESSAGE = 16;
const TEMPLATE_TOKENS = 256;

/** What a job may cost and how quick it must be. */
export interface Wishes {
  /** planck for the whole job. */
  readonly maxPricePlanck: bigint;
  /** ms to the first token as the node's speed promises it; 0: any. */
  readonly maxTtftMs: number;
  /** Tokens a second; 0: any. */
  readonly minTokensPerSecond: number;
  readonly strategy: JobIntent["strategy"];
}

export interface ClientTerms {
  readonly job: JobId;
  readonly intent: JobIntent;
  readonly intentBytes: Uint8Array<ArrayBuffer>;
  readonly intentSignature: Uint8Array;
}

/** Signs an intent for a request. Prompt tokens are bounded by bytes: no tokenizer makes more tokens than bytes. */
export async function signIntent(
  chat: ChatRequest,
  by: {
    keystore: Signer;
    genesis: GenesisHash;
    wishes: Wishes;
    nowMs: Millis;
    deadlineMs: Millis;
    random: (count: number) => Uint8Array;
  },
): Promise<ClientTerms> {
  const promptBytes = chat.messages.reduce(
    (sum, message) => sum + new TextEncoder().encode(message.content).length,
    0,
  );
  const intent: JobIntent = {
    requester: by.keystore.account,
    nonce: toHex(by.random(16)),
    model: chat.model,
    maxPricePlanck: by.wishes.maxPricePlanck,
    maxPromptTokens: promptBytes + TEMPLATE_TOKENS_PER_MESSAGE * chat.messages.length + TEMPLATE_TOKENS,
    maxCompletionTokens: chat.sampling.maxTokens,
    deadlineMs: BigInt(Math.floor(by.nowMs + by.deadlineMs)),
    strategy: by.wishes.strategy,
    maxTtftMs: by.wishes.maxTtftMs,
    minMilliTokensPerSecond: Math.round(by.wishes.minTokensPerSecond * 1000),
  };
  const intentBytes = jobIntentMessage.encode(intent, by.genesis);
  return {
    job: jobIdOf(intent, by.genesis),
    intent,
    intentBytes,
    intentSignature: await by.keystore.sign(intentBytes),
  };
}

/** The node's acceptance: signed by the very node we talk to, for this job, within the price. */
export function readAcceptance(
  bytes: Uint8Array,
  signature: Uint8Array,
  expected: { terms: ClientTerms; node: AccountId; genesis: GenesisHash },
): Result<JobAcceptance, Refusal & { code: "bad_acceptance" | "price_too_low" }> {
  const { terms, node, genesis } = expected;
  const decoded = jobAcceptanceMessage.decode(bytes, genesis);
  if (!decoded.ok || decoded.value.device !== node || decoded.value.job !== terms.job)
    return err({ code: "bad_acceptance" });
  if (!verifyBytes(bytes, signature, node)) return err({ code: "bad_acceptance" });
  const { promptTokenPricePlanck, completionTokenPricePlanck } = decoded.value;
  const worst =
    BigInt(terms.intent.maxPromptTokens) * promptTokenPricePlanck +
    BigInt(terms.intent.maxCompletionTokens) * completionTokenPricePlanck;
  return worst <= terms.intent.maxPricePlanck ? ok(decoded.value) : err({ code: "price_too_low" });
}

/** What the client saw with its own eyes. */
export interface Observed {
  readonly terms: ClientTerms;
  readonly acceptance: JobAcceptance;
  readonly session: SessionId;
  readonly genesis: GenesisHash;
  readonly completionTokens: number;
  /** Bytes of token frames received. */
  readonly bytesOut: bigint;
  /** blake2-256 of the text received. */
  readonly outputDigest: string;
}

/** The record, when it says no more than what was seen and agreed; only then is it countersigned. */
export function checkRecord(
  bytes: Uint8Array,
  deviceSignature: Uint8Array,
  seen: Observed,
): Result<UsageRecord> {
  const { terms, acceptance } = seen;
  const verified = verifyUsageRecord(
    { bytes, deviceSignature, requesterSignature: null },
    { genesis: seen.genesis, job: terms.job, allowUnconfirmed: true },
  );
  if (!verified.ok) return verified;
  const record = verified.value;
  const price =
    BigInt(record.promptTokens) * acceptance.promptTokenPricePlanck +
    BigInt(record.completionTokens) * acceptance.completionTokenPricePlanck;
  const agreed: Record<string, boolean> = {
    lease: record.lease === acceptance.lease,
    session: record.session === seen.session,
    requester: record.requester === terms.intent.requester,
    device: record.device === acceptance.device,
    owner: record.owner === acceptance.owner,
    model: record.model === terms.intent.model,
    promptTokens: record.promptTokens <= terms.intent.maxPromptTokens,
    completionTokens:
      record.completionTokens === seen.completionTokens &&
      record.completionTokens <= terms.intent.maxCompletionTokens,
    bytesOut: record.bytesOut === seen.bytesOut,
    outputDigest: record.outputDigest === seen.outputDigest,
    pricePlanck: record.pricePlanck === price && price <= terms.intent.maxPricePlanck,
  };
  const wrong = Object.keys(agreed).find((field) => !agreed[field]);
  return wrong === undefined
    ? ok(record)
    : err({
        code: "record_mismatch",
        message: `The node's usage record is wrong about ${wrong}; it was not countersigned.`,
      });
}
