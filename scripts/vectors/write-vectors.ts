/**
 * Writes `protocol/vectors/*.json`, which the TypeScript and the Rust suites both read. Deterministic: keys and the
 * signatures' nonces are derived from names. Run after a wire change: `node scripts/vectors/write-vectors.ts`.
 */
import { writeFile } from "node:fs/promises";
import { blake2b } from "@noble/hashes/blake2.js";
import { sign } from "@scure/sr25519";
import { z } from "zod";
import {
  type GenesisHash,
  type Hex,
  type JobIntent,
  type LeaseId,
  type SessionId,
  type UsageRecord,
  countersignatureBytes,
  deviceRegistrationMessage,
  deviceUpdateMessage,
  fromHex,
  jobAcceptanceMessage,
  jobCancellationMessage,
  jobIdOf,
  jobIntentMessage,
  keyPairFromSeed,
  outputDigestOf,
  peerProofMessage,
  sessionProofMessage,
  type SignedMessage,
  toHex,
  usageRecordMessage,
  usageRecordViewSchema,
  viewUsageRecord,
} from "../../protocol/index.ts";

const digest = (name: string, bytes: number): Uint8Array =>
  blake2b(new TextEncoder().encode(name), { dkLen: bytes });
const hexOf = (name: string, bytes: number): Hex => toHex(digest(name, bytes));
const key = (name: string) => keyPairFromSeed(digest(`key ${name}`, 32));
/** A fixed nonce is only right for published vectors: real signatures use fresh randomness. */
const signWith = (who: ReturnType<typeof key>, message: Uint8Array): Uint8Array =>
  sign(who.secret, message, digest("vector nonce", 32));

const genesis = hexOf("genesis", 32) as GenesisHash;
const otherGenesis = hexOf("another genesis", 32) as GenesisHash;
const [requester, device, owner, stranger] = [key("requester"), key("device"), key("owner"), key("stranger")];

const intent: JobIntent = {
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
const job = jobIdOf(intent, genesis);
const lease = hexOf("lease", 16) as LeaseId;

const record: UsageRecord = {
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

interface RecordCase {
  name: string;
  genesis: Hex;
  bytes: Hex;
  deviceSignature: Hex;
  requesterSignature: Hex;
  context: { job?: Hex; settled?: boolean };
  expect: string;
  view?: unknown;
}

function recordCases(): RecordCase[] {
  const bytes = usageRecordMessage.encode(record, genesis);
  const deviceSignature = signWith(device, bytes);
  const requesterSignature = signWith(requester, countersignatureBytes(bytes, deviceSignature, genesis));
  const good: RecordCase = {
    name: "a confirmed record",
    genesis,
    bytes: toHex(bytes),
    deviceSignature: toHex(deviceSignature),
    requesterSignature: toHex(requesterSignature),
    context: { job },
    expect: "ok",
    view: viewUsageRecord(record, genesis),
  };
  const { view: _view, ...base } = good;
  /** The same record with other bytes; signatures stay those of the good one. */
  const withBytes = (name: string, change: (copy: Uint8Array) => Uint8Array, expect: string): RecordCase => {
    return { ...base, name, bytes: toHex(change(bytes.slice())), expect };
  };
  const resigned = (name: string, changed: UsageRecord, expect: string, by = device): RecordCase => {
    const other = usageRecordMessage.encode(changed, genesis);
    const signature = signWith(by, other);
    return {
      ...base,
      name,
      bytes: toHex(other),
      deviceSignature: toHex(signature),
      requesterSignature: toHex(signWith(requester, countersignatureBytes(other, signature, genesis))),
      expect,
    };
  };
  const set = (at: number, value: number) => (copy: Uint8Array) => {
    copy[at] = value;
    return copy;
  };
  const modelLengthAt = 49 + 32 + 16 + 16 + 32 * 3;
  const longest: UsageRecord = {
    ...record,
    model: "m".repeat(96),
    engine: "e".repeat(32),
    pricePlanck: 2n ** 128n - 1n,
    sequence: 2n ** 64n - 1n,
  };
  const smallest: UsageRecord = {
    ...record,
    model: "é",
    engine: "x",
    promptTokens: 0,
    completionTokens: 0,
    bytesIn: 0n,
    bytesOut: 0n,
    queueMs: 0,
    ttftMs: 0,
    durationMs: 0,
    sequence: 0n,
    startedAtMs: 0n,
    endedAtMs: 0n,
    pricePlanck: 0n,
  };
  const endedEarly = usageRecordMessage.encode({ ...record, endedAtMs: record.startedAtMs }, genesis);
  // The last 24 bytes are endedAtMs (8) and pricePlanck (16).
  new DataView(endedEarly.buffer).setBigUint64(endedEarly.length - 24, record.startedAtMs - 1n, true);
  return [
    good,
    { ...resigned("the longest record", longest, "ok"), view: viewUsageRecord(longest, genesis) },
    { ...resigned("the smallest record", smallest, "ok"), view: viewUsageRecord(smallest, genesis) },
    withBytes(
      "tampered: one more completion token",
      (copy) => set(copy.length - 16 - 8 * 3 - 32 - 12 - 16 - 4, 65)(copy),
      "record_bad_device_signature",
    ),
    withBytes("tampered: price", (copy) => set(copy.length - 1, 1)(copy), "record_bad_device_signature"),
    {
      ...base,
      name: "replayed: the job was settled before",
      context: { job, settled: true },
      expect: "record_replayed",
    },
    { ...base, name: "for another chain", genesis: otherGenesis, expect: "record_other_genesis" },
    {
      ...base,
      name: "for another job",
      context: { job: hexOf("another job", 32) },
      expect: "record_other_job",
    },
    withBytes("truncated by one byte", (copy) => copy.slice(0, -1), "record_truncated"),
    withBytes("truncated inside the prefix", (copy) => copy.slice(0, 48), "record_truncated"),
    withBytes("empty", () => new Uint8Array(), "record_truncated"),
    withBytes("one trailing byte", (copy) => Uint8Array.of(...copy, 0), "record_trailing_bytes"),
    withBytes("another domain", set(5, "i".charCodeAt(0)), "record_wrong_domain"),
    withBytes("version 2", set(16, 2), "record_wrong_version"),
    withBytes(
      "model length in a longer form than needed",
      (copy) => {
        const length = (copy[modelLengthAt] ?? 0) >> 2;
        return Uint8Array.of(
          ...copy.slice(0, modelLengthAt),
          ((length << 2) | 1) & 0xff,
          length >> 6,
          ...copy.slice(modelLengthAt + 1),
        );
      },
      "record_malformed",
    ),
    withBytes("model is not UTF-8", set(modelLengthAt + 1, 0xff), "record_malformed"),
    withBytes(
      "model length past the limit",
      (copy) => {
        const tooLong = 97;
        return Uint8Array.of(
          ...copy.slice(0, modelLengthAt),
          ((tooLong << 2) | 1) & 0xff,
          tooLong >> 6,
          ...new Uint8Array(tooLong).fill(97),
          ...copy.slice(modelLengthAt + 11),
        );
      },
      "record_malformed",
    ),
    { ...base, name: "ends before it starts", bytes: toHex(endedEarly), expect: "record_malformed" },
    resigned("signed by another device", record, "record_bad_device_signature", stranger),
    {
      ...base,
      name: "device signature of another length",
      deviceSignature: toHex(deviceSignature.slice(0, 63)),
      expect: "record_bad_device_signature",
    },
    {
      ...base,
      name: "countersigned by a stranger",
      requesterSignature: toHex(signWith(stranger, countersignatureBytes(bytes, deviceSignature, genesis))),
      expect: "record_bad_requester_signature",
    },
    {
      ...base,
      name: "the requester signed the record instead of the countersignature",
      requesterSignature: toHex(signWith(requester, bytes)),
      expect: "record_bad_requester_signature",
    },
    {
      ...base,
      name: "the device signed for the requester",
      requesterSignature: toHex(deviceSignature),
      expect: "record_bad_requester_signature",
    },
  ];
}

interface MessageCase {
  name: string;
  message: string;
  genesis: Hex;
  fields: unknown;
  bytes: Hex;
  signer: Hex;
  signature: Hex;
  expect: string;
}

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, one: unknown) => (typeof one === "bigint" ? one.toString() : one)));

function messageCases(): MessageCase[] {
  const cases: MessageCase[] = [];
  function add<T>(name: string, message: SignedMessage<T>, value: T, by: ReturnType<typeof key>): void {
    const bytes = message.encode(value, genesis);
    const one: MessageCase = {
      name,
      message: name,
      genesis,
      fields: plain(value),
      bytes: toHex(bytes),
      signer: by.account,
      signature: toHex(signWith(by, bytes)),
      expect: "ok",
    };
    const changed = (label: string, other: Uint8Array, expect: string): MessageCase => ({
      ...one,
      name: `${name}: ${label}`,
      bytes: toHex(other),
      expect,
    });
    const flip = (at: number): Uint8Array => {
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    };
    cases.push(
      one,
      {
        ...one,
        name: `${name}: signed by a stranger`,
        signature: toHex(signWith(stranger, bytes)),
        expect: "bad_signature",
      },
      { ...one, name: `${name}: other genesis`, genesis: otherGenesis, expect: "other_genesis" },
      changed("truncated", bytes.slice(0, -1), "truncated"),
      changed("trailing byte", Uint8Array.of(...bytes, 0), "trailing_bytes"),
      changed("other domain", flip(6), "wrong_domain"),
      changed("other version", flip(16), "wrong_version"),
      changed("tampered", flip(49), "bad_signature"),
    );
  }
  const capabilities = {
    arch: "arm64",
    ramMib: 8192,
    gpu: "broadcom videocore-vii",
    engine: "wllama",
    models: ["tiny-q0f32", "tiny-f16"],
    milliTokensPerSecond: 41_500,
  } as const;
  add("JobIntent", jobIntentMessage, intent, requester);
  add(
    "JobAcceptance",
    jobAcceptanceMessage,
    {
      job,
      lease,
      device: device.account,
      owner: owner.account,
      promptTokenPricePlanck: 10n,
      completionTokenPricePlanck: 30n,
      acceptedAtMs: 1_800_000_000_000n,
    },
    device,
  );
  add("JobCancellation", jobCancellationMessage, { job }, requester);
  add(
    "DeviceRegistration",
    deviceRegistrationMessage,
    {
      device: device.account,
      owner: owner.account,
      capabilities: { ...capabilities, models: [...capabilities.models] },
      metadata: "kiosk in the hall",
    },
    device,
  );
  add(
    "DeviceUpdate",
    deviceUpdateMessage,
    {
      device: device.account,
      nonce: 1n,
      action: { type: "updateMetadata", capabilities: { ...capabilities, models: [] }, metadata: "" },
    },
    device,
  );
  add(
    "DeviceUpdate",
    deviceUpdateMessage,
    { device: device.account, nonce: 2n, action: { type: "setStatus", status: "paused" } },
    device,
  );
  add(
    "DeviceUpdate",
    deviceUpdateMessage,
    { device: device.account, nonce: 3n, action: { type: "heartbeat" } },
    device,
  );
  const proof = {
    initiatorFingerprint: hexOf("fingerprint a", 32),
    responderFingerprint: hexOf("fingerprint b", 32),
    initiator: requester.account,
    responder: device.account,
    initiatorNonce: hexOf("nonce a", 32),
    responderNonce: hexOf("nonce b", 32),
  };
  add("SessionProof", sessionProofMessage, { role: "requester", ...proof }, requester);
  add("SessionProof", sessionProofMessage, { role: "node", ...proof }, device);
  add(
    "PeerProof",
    peerProofMessage,
    {
      identity: device.account,
      role: "node",
      challenge: hexOf("challenge", 32),
      expiresAtMs: 1_800_000_060_000n,
    },
    device,
  );
  return cases;
}

async function write(name: string, about: string, cases: readonly unknown[]): Promise<void> {
  await writeFile(
    new URL(`../../protocol/vectors/${name}.json`, import.meta.url),
    `${JSON.stringify({ about, cases }, null, 1)}\n`,
  );
  console.log(`${name}: ${cases.length} cases`);
}

if (fromHex(genesis) === null) throw new Error("genesis is not hex");
await write(
  "usage-record",
  "Usage records and what checking them must answer; docs/usage-record.md.",
  recordCases(),
);
const schema = {
  ...z.toJSONSchema(usageRecordViewSchema),
  $id: "https://coco.network/schemas/usage-record-v1.json",
  title: "Usage record v1, JSON view",
};
await writeFile(
  new URL("../../protocol/usage-record.schema.json", import.meta.url),
  `${JSON.stringify(schema, null, 2)}\n`,
);
await write(
  "signed-messages",
  "Every signed message with its bytes; docs/PROTOCOL.md. u64 and u128 are decimal strings.",
  messageCases(),
);
