/** Cases of `usage-record.json`: one of every code of docs/usage-record.md. */
import {
  type Hex,
  type UsageRecord,
  countersignatureBytes,
  toHex,
  usageRecordMessage,
  viewUsageRecord,
} from "../../protocol/index.ts";
import {
  device,
  genesis,
  hexOf,
  job,
  otherGenesis,
  record,
  requester,
  signWith,
  stranger,
} from "./example-job.ts";

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

export function recordCases(): RecordCase[] {
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
