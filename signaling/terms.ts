/** What was signed, checked to the last field before anything is done with it. */
import {
  type DeviceRegistration,
  deviceRegistrationMessage,
  type DeviceUpdate,
  deviceUpdateMessage,
  err,
  fromHex,
  type GenesisHash,
  type Hex,
  type JobAcceptance,
  jobAcceptanceMessage,
  type JobId,
  type JobIntent,
  jobIdOf,
  jobIntentMessage,
  MAX_INTENT_HORIZON_MS,
  type Millis,
  type NodeMessage,
  ok,
  type Result,
  type SignedMessage,
  type UsageRecord,
  verifyBytes,
  verifyUsageRecord,
} from "../protocol/index.ts";
import { worstPricePlanck } from "./core/match.ts";

export interface SignedIntent {
  readonly job: JobId;
  readonly intent: JobIntent;
}

/** A job as it settles: who asked for what, who promised it, and what it came to. */
export interface Settlement {
  readonly job: JobId;
  readonly intent: JobIntent;
  readonly intentSignature: Uint8Array;
  readonly acceptance: JobAcceptance;
  readonly acceptanceSignature: Uint8Array;
  readonly record: UsageRecord;
  readonly recordBytes: Uint8Array;
  readonly deviceSignature: Uint8Array;
  readonly requesterSignature: Uint8Array;
}

/** Bytes of hex that a schema has let through. */
export function bytesOf(hex: Hex): Uint8Array {
  return fromHex(hex) ?? new Uint8Array();
}

function decodeSigned<T>(kind: SignedMessage<T>, hex: Hex, genesis: GenesisHash, name: string): Result<T> {
  const decoded = kind.decode(bytesOf(hex), genesis);
  if (decoded.ok) return decoded;
  return err({
    code: decoded.error.code === "other_genesis" ? `${name}_other_genesis` : `${name}_malformed`,
  });
}

export function readIntent(intent: Hex, signature: Hex, genesis: GenesisHash): Result<SignedIntent> {
  const decoded = decodeSigned(jobIntentMessage, intent, genesis, "intent");
  if (!decoded.ok) return decoded;
  if (!verifyBytes(bytesOf(intent), bytesOf(signature), decoded.value.requester))
    return err({ code: "intent_bad_signature" });
  return ok({ job: jobIdOf(decoded.value, genesis), intent: decoded.value });
}

/** Whether a job may still begin under this intent. */
export function checkDeadline(intent: JobIntent, nowMs: Millis): Result<void> {
  const left = intent.deadlineMs - BigInt(Math.floor(nowMs));
  if (left <= 0n)
    return err({ code: "deadline_passed", message: "The intent's deadline has passed. Sign a new one." });
  if (left > BigInt(MAX_INTENT_HORIZON_MS))
    return err({ code: "deadline_too_far", message: "The intent's deadline is more than an hour away." });
  return ok(undefined);
}

/** An acceptance of exactly this intent, at a price that it allows, signed by its device. */
export function readAcceptance(
  acceptance: Hex,
  signature: Hex,
  of: { job: JobId; intent: JobIntent; genesis: GenesisHash },
): Result<JobAcceptance> {
  const decoded = decodeSigned(jobAcceptanceMessage, acceptance, of.genesis, "acceptance");
  if (!decoded.ok) return decoded;
  if (decoded.value.job !== of.job) return err({ code: "acceptance_other_job" });
  if (worstPricePlanck(of.intent, decoded.value) > of.intent.maxPricePlanck)
    return err({ code: "acceptance_price_too_high" });
  if (!verifyBytes(bytesOf(acceptance), bytesOf(signature), decoded.value.device))
    return err({ code: "acceptance_bad_signature" });
  return decoded;
}

/** Everything that the chain will look at, and that the parts belong together. */
export function readSettlement(
  message: Extract<NodeMessage, { type: "record" }>,
  genesis: GenesisHash,
): Result<Settlement> {
  const signed = readIntent(message.intent, message.intentSignature, genesis);
  if (!signed.ok) return signed;
  const { job, intent } = signed.value;
  const accepted = readAcceptance(message.acceptance, message.acceptanceSignature, { job, intent, genesis });
  if (!accepted.ok) return accepted;
  const acceptance = accepted.value;
  if (message.requesterSignature === null)
    return err({ code: "record_unconfirmed", message: "The requester has not countersigned this record." });
  const parts = {
    bytes: bytesOf(message.record),
    deviceSignature: bytesOf(message.deviceSignature),
    requesterSignature: bytesOf(message.requesterSignature),
  };
  const verified = verifyUsageRecord(parts, { genesis, job });
  if (!verified.ok) return verified;
  const record = verified.value;
  const mismatch = mismatchOf(record, intent, acceptance);
  if (mismatch !== null)
    return err({ code: "record_breaks_terms", message: `${mismatch} is not what was agreed` });
  return ok({
    job,
    intent,
    intentSignature: bytesOf(message.intentSignature),
    acceptance,
    acceptanceSignature: bytesOf(message.acceptanceSignature),
    record,
    recordBytes: parts.bytes,
    deviceSignature: parts.deviceSignature,
    requesterSignature: parts.requesterSignature,
  });
}

/** The first field in which a record is not what was agreed; null when it is. */
function mismatchOf(record: UsageRecord, intent: JobIntent, acceptance: JobAcceptance): string | null {
  if (record.requester !== intent.requester) return "requester";
  if (record.device !== acceptance.device) return "device";
  if (record.owner !== acceptance.owner) return "owner";
  if (record.lease !== acceptance.lease) return "lease";
  if (record.model !== intent.model) return "model";
  if (record.promptTokens > intent.maxPromptTokens) return "promptTokens";
  if (record.completionTokens > intent.maxCompletionTokens) return "completionTokens";
  const price =
    BigInt(record.promptTokens) * acceptance.promptTokenPricePlanck +
    BigInt(record.completionTokens) * acceptance.completionTokenPricePlanck;
  if (record.pricePlanck !== price || price > intent.maxPricePlanck) return "pricePlanck";
  return null;
}

export function readRegistration(
  registration: Hex,
  signature: Hex,
  genesis: GenesisHash,
): Result<DeviceRegistration> {
  const decoded = decodeSigned(deviceRegistrationMessage, registration, genesis, "registration");
  if (!decoded.ok) return decoded;
  return verifyBytes(bytesOf(registration), bytesOf(signature), decoded.value.device)
    ? decoded
    : err({ code: "registration_bad_signature" });
}

export function readUpdate(update: Hex, signature: Hex, genesis: GenesisHash): Result<DeviceUpdate> {
  const decoded = decodeSigned(deviceUpdateMessage, update, genesis, "update");
  if (!decoded.ok) return decoded;
  return verifyBytes(bytesOf(update), bytesOf(signature), decoded.value.device)
    ? decoded
    : err({ code: "update_bad_signature" });
}
