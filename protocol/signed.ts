/** Messages that somebody signs: a domain, a version and a genesis before the body, so that no signature serves twice. */
import { blake2b } from "@noble/hashes/blake2.js";
import {
  type GenesisHash,
  idBytes,
  type JobId,
  type LeaseId,
  type AccountId,
  type Hex,
  toHex,
} from "./ids.ts";
import {
  MAX_DEVICE_METADATA_BYTES,
  MAX_ENGINE_NAME_BYTES,
  MAX_GPU_NAME_BYTES,
  MAX_MODEL_ID_BYTES,
  MAX_MODELS_PER_DEVICE,
} from "./limits.ts";
import { err, ok, type Result } from "./result.ts";
import {
  type Codec,
  decode,
  encode,
  fixedBytes,
  fixedHex,
  list,
  oneOf,
  struct,
  tagged,
  text,
  type TypeOf,
  u128,
  u32,
  u64,
} from "./scale.ts";

/** Bytes before the body of every signed message. */
export const SIGNED_PREFIX_BYTES = 49;
/** The only version there is. */
export const SIGNED_VERSION = 1;
const DOMAIN_BYTES = 16;

export interface SignedMessageError {
  readonly code:
    "truncated" | "trailing_bytes" | "malformed" | "wrong_domain" | "wrong_version" | "other_genesis";
  readonly field?: string;
}

/** How one kind of message becomes bytes. */
export interface SignedMessage<T> {
  readonly domain: string;
  readonly body: Codec<T>;
  /** The exact bytes that are signed. */
  encode(value: T, genesis: GenesisHash): Uint8Array<ArrayBuffer>;
  /** Strictly back from bytes; refused when they were made for another purpose, version or chain. */
  decode(bytes: Uint8Array, genesis: GenesisHash): Result<T, SignedMessageError>;
}

function domainBytes(domain: string): Uint8Array {
  const padded = new Uint8Array(DOMAIN_BYTES);
  padded.set(new TextEncoder().encode(domain));
  return padded;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Defines a kind of signed message. `domain` is ASCII, at most 16 bytes. */
export function signedMessage<T>(domain: string, body: Codec<T>): SignedMessage<T> {
  const tag = domainBytes(domain);
  return {
    domain,
    body,
    encode(value, genesis) {
      const encoded = encode(body, value);
      const bytes = new Uint8Array(SIGNED_PREFIX_BYTES + encoded.length);
      bytes.set(tag);
      bytes[DOMAIN_BYTES] = SIGNED_VERSION;
      bytes.set(idBytes(genesis), DOMAIN_BYTES + 1);
      bytes.set(encoded, SIGNED_PREFIX_BYTES);
      return bytes;
    },
    decode(bytes, genesis) {
      if (bytes.length < SIGNED_PREFIX_BYTES) return err({ code: "truncated" });
      if (!same(bytes.subarray(0, DOMAIN_BYTES), tag)) return err({ code: "wrong_domain" });
      if (bytes[DOMAIN_BYTES] !== SIGNED_VERSION) return err({ code: "wrong_version" });
      if (!same(bytes.subarray(DOMAIN_BYTES + 1, SIGNED_PREFIX_BYTES), idBytes(genesis)))
        return err({ code: "other_genesis" });
      const value = decode(body, bytes.subarray(SIGNED_PREFIX_BYTES));
      return value.ok ? ok(value.value) : err(value.error);
    },
  };
}

/** blake2-256 of bytes. */
export function blake2b256(bytes: Uint8Array): Hex {
  return toHex(blake2b(bytes, { dkLen: 32 }));
}

export const accountCodec = fixedHex<AccountId>(32);
export const jobCodec = fixedHex<JobId>(32);
export const leaseCodec = fixedHex<LeaseId>(16);
const modelCodec = text(1, MAX_MODEL_ID_BYTES);
const roleCodec = oneOf(["requester", "node"]);
/** Who a peer is in a session: requesters initiate, nodes answer. */
export type Role = TypeOf<typeof roleCodec>;

const jobIntentCodec = struct({
  requester: accountCodec,
  nonce: fixedHex(16),
  model: modelCodec,
  maxPricePlanck: u128,
  maxPromptTokens: u32,
  maxCompletionTokens: u32,
  deadlineMs: u64,
  strategy: oneOf(["fastest", "cheapest"]),
  maxTtftMs: u32,
  minMilliTokensPerSecond: u32,
});
/** What a requester wants to be run, and on which terms. */
export type JobIntent = TypeOf<typeof jobIntentCodec>;
export const jobIntentMessage = signedMessage("coco/intent", jobIntentCodec);

/** The job's id: blake2-256 of the intent's signed bytes, on chain and off. */
export function jobIdOf(intent: JobIntent, genesis: GenesisHash): JobId {
  return blake2b256(jobIntentMessage.encode(intent, genesis)) as JobId;
}

const jobAcceptanceCodec = struct({
  job: jobCodec,
  lease: leaseCodec,
  device: accountCodec,
  owner: accountCodec,
  promptTokenPricePlanck: u128,
  completionTokenPricePlanck: u128,
  acceptedAtMs: u64,
});
/** A node's promise to run a job under a lease at a price. */
export type JobAcceptance = TypeOf<typeof jobAcceptanceCodec>;
export const jobAcceptanceMessage = signedMessage("coco/accept", jobAcceptanceCodec);

const jobCancellationCodec = struct({ job: jobCodec });
export type JobCancellation = TypeOf<typeof jobCancellationCodec>;
export const jobCancellationMessage = signedMessage("coco/cancel", jobCancellationCodec);

export const capabilitiesCodec = struct({
  arch: oneOf(["unknown", "x86_64", "arm64"]),
  ramMib: u32,
  gpu: text(0, MAX_GPU_NAME_BYTES),
  engine: text(0, MAX_ENGINE_NAME_BYTES),
  models: list(modelCodec, MAX_MODELS_PER_DEVICE),
  milliTokensPerSecond: u32,
});
/** What a device can do, as it says of itself. */
export type Capabilities = TypeOf<typeof capabilitiesCodec>;
const metadataCodec = text(0, MAX_DEVICE_METADATA_BYTES);

const deviceRegistrationCodec = struct({
  device: accountCodec,
  owner: accountCodec,
  capabilities: capabilitiesCodec,
  metadata: metadataCodec,
});
export type DeviceRegistration = TypeOf<typeof deviceRegistrationCodec>;
export const deviceRegistrationMessage = signedMessage("coco/device", deviceRegistrationCodec);

export const deviceStatusCodec = oneOf(["active", "paused", "retired"]);
export type DeviceStatus = TypeOf<typeof deviceStatusCodec>;
const deviceActionCodec = tagged({
  updateMetadata: struct({ capabilities: capabilitiesCodec, metadata: metadataCodec }),
  setStatus: struct({ status: deviceStatusCodec }),
  heartbeat: struct({}),
});
export type DeviceAction = TypeOf<typeof deviceActionCodec>;
const deviceUpdateCodec = struct({ device: accountCodec, nonce: u64, action: deviceActionCodec });
export type DeviceUpdate = TypeOf<typeof deviceUpdateCodec>;
export const deviceUpdateMessage = signedMessage("coco/update", deviceUpdateCodec);

const deviceRekeyCodec = struct({
  device: accountCodec,
  newDevice: accountCodec,
  owner: accountCodec,
  nonce: u64,
});
/** A device goes on under another key, under the same owner. `nonce` is the device's next, as in a `DeviceUpdate`. */
export type DeviceRekey = TypeOf<typeof deviceRekeyCodec>;
/** 153 bytes, signed by the new key; the owner submits it. */
export const deviceRekeyMessage = signedMessage("coco/rekey", deviceRekeyCodec);

const sessionProofCodec = struct({
  role: roleCodec,
  initiatorFingerprint: fixedHex(32),
  responderFingerprint: fixedHex(32),
  initiator: accountCodec,
  responder: accountCodec,
  initiatorNonce: fixedHex(32),
  responderNonce: fixedHex(32),
});
/** Both DTLS fingerprints, identities and nonces as one side saw them. */
export type SessionProof = TypeOf<typeof sessionProofCodec>;
export const sessionProofMessage = signedMessage("coco/session", sessionProofCodec);

const peerProofCodec = struct({
  identity: accountCodec,
  role: roleCodec,
  challenge: fixedHex(32),
  expiresAtMs: u64,
});
/** A peer's answer to the signaling server's challenge. */
export type PeerProof = TypeOf<typeof peerProofCodec>;
export const peerProofMessage = signedMessage("coco/peer", peerProofCodec);

export const signatureCodec = fixedBytes(64);
