/** Usage record v1: layout, checks and codes of docs/usage-record.md. */
import { type AccountId, type GenesisHash, type Hex, type JobId, type SessionId } from "./ids.ts";
import { MAX_ENGINE_NAME_BYTES, MAX_MODEL_ID_BYTES } from "./limits.ts";
import { err, ok, type Result } from "./result.ts";
import { fixedHex, refine, struct, text, type TypeOf, u128, u32, u64 } from "./scale.ts";
import {
  accountCodec,
  blake2b256,
  jobCodec,
  leaseCodec,
  signatureCodec,
  signedMessage,
  type SignedMessageError,
} from "./signed.ts";
import { verifyBytes } from "./signature.ts";

const usageRecordCodec = refine(
  struct({
    job: jobCodec,
    lease: leaseCodec,
    session: fixedHex<SessionId>(16),
    requester: accountCodec,
    device: accountCodec,
    owner: accountCodec,
    model: text(1, MAX_MODEL_ID_BYTES),
    weightsDigest: fixedHex(32),
    engine: text(1, MAX_ENGINE_NAME_BYTES),
    promptTokens: u32,
    completionTokens: u32,
    bytesIn: u64,
    bytesOut: u64,
    queueMs: u32,
    ttftMs: u32,
    durationMs: u32,
    outputDigest: fixedHex(32),
    sequence: u64,
    startedAtMs: u64,
    endedAtMs: u64,
    pricePlanck: u128,
  }),
  (record) => record.endedAtMs >= record.startedAtMs,
);
/** What one job cost. Byte layout, units and meaning: docs/usage-record.md. */
export type UsageRecord = TypeOf<typeof usageRecordCodec>;
export const usageRecordMessage = signedMessage("coco/usage", usageRecordCodec);

const countersignatureCodec = struct({ recordHash: fixedHex(32), deviceSignature: signatureCodec });
/** The requester's word for a record: binds the record's bytes and the device's signature. */
export const countersignatureMessage = signedMessage("coco/countersign", countersignatureCodec);

/** A record with what signs it; without `requesterSignature` it is `unconfirmed`. */
export interface SignedUsageRecord {
  /** The record's signed bytes. */
  readonly bytes: Uint8Array;
  /** 64 bytes. */
  readonly deviceSignature: Uint8Array;
  /** 64 bytes; null: unconfirmed. */
  readonly requesterSignature: Uint8Array | null;
}

export interface UsageRecordError {
  readonly code:
    | "record_truncated"
    | "record_trailing_bytes"
    | "record_malformed"
    | "record_wrong_domain"
    | "record_wrong_version"
    | "record_other_genesis"
    | "record_other_job"
    | "record_bad_device_signature"
    | "record_bad_requester_signature"
    | "record_replayed";
}

const decodeCodes: Record<SignedMessageError["code"], UsageRecordError["code"]> = {
  truncated: "record_truncated",
  trailing_bytes: "record_trailing_bytes",
  malformed: "record_malformed",
  wrong_domain: "record_wrong_domain",
  wrong_version: "record_wrong_version",
  other_genesis: "record_other_genesis",
};

/** blake2-256 of a record's signed bytes. */
export function recordHashOf(bytes: Uint8Array): Hex {
  return blake2b256(bytes);
}

/** The bytes that the requester signs. */
export function countersignatureBytes(
  recordBytes: Uint8Array,
  deviceSignature: Uint8Array,
  genesis: GenesisHash,
): Uint8Array<ArrayBuffer> {
  return countersignatureMessage.encode({ recordHash: recordHashOf(recordBytes), deviceSignature }, genesis);
}

/** Strictly decodes a record's signed bytes. */
export function decodeUsageRecord(
  bytes: Uint8Array,
  genesis: GenesisHash,
): Result<UsageRecord, UsageRecordError> {
  const decoded = usageRecordMessage.decode(bytes, genesis);
  return decoded.ok ? decoded : err({ code: decodeCodes[decoded.error.code] });
}

/**
 * Every check of docs/usage-record.md, in its order. A null `requesterSignature` is refused as
 * `record_bad_requester_signature` unless `allowUnconfirmed`.
 */
export function verifyUsageRecord(
  signed: SignedUsageRecord,
  expected: {
    genesis: GenesisHash;
    job?: JobId;
    allowUnconfirmed?: boolean;
    isSettled?: (job: JobId) => boolean;
  },
): Result<UsageRecord, UsageRecordError> {
  const decoded = decodeUsageRecord(signed.bytes, expected.genesis);
  if (!decoded.ok) return decoded;
  const record = decoded.value;
  if (expected.job !== undefined && record.job !== expected.job) return err({ code: "record_other_job" });
  if (!verifyBytes(signed.bytes, signed.deviceSignature, record.device))
    return err({ code: "record_bad_device_signature" });
  const confirmed =
    signed.requesterSignature !== null &&
    verifyCountersignature(signed, signed.requesterSignature, record.requester, expected.genesis);
  if (!confirmed && !(signed.requesterSignature === null && expected.allowUnconfirmed))
    return err({ code: "record_bad_requester_signature" });
  if (expected.isSettled?.(record.job)) return err({ code: "record_replayed" });
  return ok(record);
}

function verifyCountersignature(
  signed: SignedUsageRecord,
  signature: Uint8Array,
  requester: AccountId,
  genesis: GenesisHash,
): boolean {
  if (signed.deviceSignature.length !== 64) return false;
  return verifyBytes(
    countersignatureBytes(signed.bytes, signed.deviceSignature, genesis),
    signature,
    requester,
  );
}

/** Session id of a record: the first 16 bytes of blake2-256 of the session's proof bytes with the requester's role. */
export function sessionIdOf(requesterProofBytes: Uint8Array): SessionId {
  return blake2b256(requesterProofBytes).slice(0, 2 + 2 * 16) as SessionId;
}

/** blake2-256 of the output's UTF-8. */
export function outputDigestOf(text: string): Hex {
  return blake2b256(new TextEncoder().encode(text));
}
