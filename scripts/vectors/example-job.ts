/** The keys, the chain and the job that all vectors tell of. Deterministic: keys and nonces are derived from names. */
import { blake2b } from "@noble/hashes/blake2.js";
import { sign } from "@scure/sr25519";
import {
  type GenesisHash,
  type Hex,
  type JobIntent,
  type LeaseId,
  type SessionId,
  type UsageRecord,
  jobIdOf,
  keyPairFromSeed,
  outputDigestOf,
  toHex,
} from "../../protocol/index.ts";

export const digest = (name: string, bytes: number): Uint8Array =>
  blake2b(new TextEncoder().encode(name), { dkLen: bytes });
export const hexOf = (name: string, bytes: number): Hex => toHex(digest(name, bytes));
export const key = (name: string) => keyPairFromSeed(digest(`key ${name}`, 32));
/** A fixed nonce is only right for published vectors: real signatures use fresh randomness. */
export const signWith = (who: ReturnType<typeof key>, message: Uint8Array): Uint8Array =>
  sign(who.secret, message, digest("vector nonce", 32));

export const genesis = hexOf("genesis", 32) as GenesisHash;
export const otherGenesis = hexOf("another genesis", 32) as GenesisHash;
export const [requester, device, newDevice, owner, stranger] = [
  key("requester"),
  key("device"),
  key("device, re-keyed"),
  key("owner"),
  key("stranger"),
];

export const intent: JobIntent = {
  requester: requester.account,
  nonce: hexOf("intent nonce", 16),
  model: "tiny-q0f32",
  maxPricePlanck: 5_000_000_000_000n,
  maxPromptTokens: 1024,
  maxCompletionTokens: 256,
  deadlineMs: 1_800_000_060_000n,
  strategy: "fastest",
  maxTtftMs: 0,
  minMilliTokensPerSecond: 1_500,
};
export const job = jobIdOf(intent, genesis);
export const lease = hexOf("lease", 16) as LeaseId;

export const record: UsageRecord = {
  job,
  lease,
  session: hexOf("session", 16) as SessionId,
  requester: requester.account,
  device: device.account,
  owner: owner.account,
  model: intent.model,
  weightsDigest: hexOf("weights", 32),
  engine: "webllm",
  promptTokens: 21,
  completionTokens: 64,
  bytesIn: 412n,
  bytesOut: 1_733n,
  queueMs: 3,
  ttftMs: 58,
  durationMs: 1_544,
  outputDigest: outputDigestOf("The moon has no capital."),
  sequence: 7n,
  startedAtMs: 1_800_000_000_000n,
  endedAtMs: 1_800_000_001_544n,
  pricePlanck: 21n * 10n + 64n * 30n,
};
