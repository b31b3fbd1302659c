/** Nodes and requesters with real keys, as far as signaling sees them. */
import {
  type AccountId,
  challengeSchema,
  countersignatureBytes,
  formatPeerProof,
  fromHex,
  type GenesisHash,
  type JobAcceptance,
  jobAcceptanceMessage,
  type JobId,
  type JobIntent,
  jobIdOf,
  jobIntentMessage,
  keyPairFromSeed,
  type LeaseId,
  type NodeMessage,
  peerProofMessage,
  type Presence,
  type SessionId,
  signBytes,
  toHex,
  type UsageRecord,
  usageRecordMessage,
} from "../../protocol/index.ts";

export const GENESIS = `0x${"11".repeat(32)}` as GenesisHash;
export const MODEL = "tiny";

export interface Person {
  readonly account: AccountId;
  sign(bytes: Uint8Array): Uint8Array;
}

let people = 0;
export function createPerson(): Person {
  people += 1;
  const seed = new Uint8Array(32);
  new DataView(seed.buffer).setUint32(0, people);
  const { account, secret } = keyPairFromSeed(seed);
  return { account, sign: (bytes) => signBytes(secret, bytes) };
}

export function presence(change: Partial<Presence> = {}): Presence {
  return {
    models: [MODEL],
    engine: "memory",
    gpu: "",
    arch: "unknown",
    ramMib: 0,
    freeSlots: 1,
    freeQueue: 0,
    milliTokensPerSecond: 20_000,
    contextTokens: 2_048,
    promptTokenPricePlanck: "1",
    completionTokenPricePlanck: "3",
    serving: true,
    ...change,
  };
}

export function intentOf(requester: Person, change: Partial<JobIntent> = {}): JobIntent {
  return {
    requester: requester.account,
    nonce: toHex(crypto.getRandomValues(new Uint8Array(16))),
    model: MODEL,
    maxPricePlanck: 1_000_000n,
    maxPromptTokens: 100,
    maxCompletionTokens: 100,
    deadlineMs: BigInt(Date.now() + 60_000),
    strategy: "fastest",
    maxTtftMs: 0,
    minMilliTokensPerSecond: 0,
    ...change,
  };
}

export function signIntent(requester: Person, change: Partial<JobIntent> = {}) {
  const intent = intentOf(requester, change);
  const bytes = jobIntentMessage.encode(intent, GENESIS);
  const post = { intent: toHex(bytes), signature: toHex(requester.sign(bytes)) };
  return { intent, job: jobIdOf(intent, GENESIS), post };
}

export function accept(node: Person, job: JobId, lease: LeaseId, change: Partial<JobAcceptance> = {}) {
  const acceptance: JobAcceptance = {
    job,
    lease,
    device: node.account,
    owner: node.account,
    promptTokenPricePlanck: 1n,
    completionTokenPricePlanck: 3n,
    acceptedAtMs: BigInt(Date.now()),
    ...change,
  };
  const bytes = jobAcceptanceMessage.encode(acceptance, GENESIS);
  return { acceptance: toHex(bytes), signature: toHex(node.sign(bytes)) };
}

/** A whole record message of a job that both sides are content with. */
export function recordOf(
  node: Person,
  requester: Person,
  signed: ReturnType<typeof signIntent>,
  lease: LeaseId,
  change: Partial<UsageRecord> = {},
): Extract<NodeMessage, { type: "record" }> {
  const zero = toHex(new Uint8Array(32));
  const record: UsageRecord = {
    job: signed.job,
    lease,
    session: toHex(new Uint8Array(16)) as SessionId,
    requester: requester.account,
    device: node.account,
    owner: node.account,
    model: signed.intent.model,
    weightsDigest: zero,
    engine: "memory",
    promptTokens: 10,
    completionTokens: 20,
    bytesIn: 1n,
    bytesOut: 1n,
    queueMs: 0,
    ttftMs: 1,
    durationMs: 2,
    outputDigest: zero,
    sequence: 1n,
    startedAtMs: 1n,
    endedAtMs: 2n,
    pricePlanck: 70n,
    ...change,
  };
  const bytes = usageRecordMessage.encode(record, GENESIS);
  const deviceSignature = node.sign(bytes);
  const accepted = accept(node, signed.job, lease);
  return {
    type: "record",
    intent: signed.post.intent,
    intentSignature: signed.post.signature,
    acceptance: accepted.acceptance,
    acceptanceSignature: accepted.signature,
    record: toHex(bytes),
    deviceSignature: toHex(deviceSignature),
    requesterSignature: toHex(requester.sign(countersignatureBytes(bytes, deviceSignature, GENESIS))),
  };
}

/** A proof over a fresh challenge of the server, or over what a test wants it to be. */
export async function proofFor(
  origin: string,
  person: Person,
  change: {
    role?: "node" | "requester";
    identity?: AccountId;
    expiresAtMs?: number;
    genesis?: GenesisHash;
  } = {},
): Promise<string> {
  const answer = await fetch(`${origin}/v1/challenge`);
  const { challenge, expiresAtMs } = challengeSchema.parse(await answer.json());
  const bytes = peerProofMessage.encode(
    {
      identity: change.identity ?? person.account,
      role: change.role ?? "node",
      challenge,
      expiresAtMs: BigInt(change.expiresAtMs ?? expiresAtMs),
    },
    change.genesis ?? GENESIS,
  );
  return formatPeerProof(bytes, person.sign(bytes));
}

export function jobOf(intentHex: string): JobIntent {
  const decoded = jobIntentMessage.decode(fromHex(intentHex) ?? new Uint8Array(), GENESIS);
  if (!decoded.ok) throw new Error(decoded.error.code);
  return decoded.value;
}
