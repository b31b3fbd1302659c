/** The keys and messages that mutations are made of. Everything follows from the seed, signatures as well. */
import { blake2b } from "@noble/hashes/blake2.js";
import { sign } from "@scure/sr25519";
import { type GenesisHash, type Hex, type JobId, type LeaseId, type SessionId, toHex } from "../ids.ts";
import { keyPairFromSeed } from "../signature.ts";
import {
  countersignatureBytes,
  type SignedUsageRecord,
  type UsageRecord,
  usageRecordMessage,
} from "../usage-record.ts";
import { type SignedVoucher, type Voucher, voucherMessage } from "../voucher.ts";

export interface Person {
  readonly account: ReturnType<typeof keyPairFromSeed>["account"];
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

export interface People {
  readonly hash: (name: string) => Hex;
  readonly person: (name: string) => Person;
  /** The nth record of a device for a requester; each of another job. */
  readonly record: (nth: number) => UsageRecord;
  readonly signRecord: (
    record: UsageRecord,
    on: GenesisHash,
    device: Person,
    requester: Person,
  ) => SignedUsageRecord & { readonly requesterSignature: Uint8Array };
  readonly signVoucher: (voucher: Voucher, on: GenesisHash, by: Person) => SignedVoucher;
}

export function peopleOf(seed: number): People {
  const bytesOf = (name: string, bytes = 32) =>
    blake2b(new TextEncoder().encode(`${seed}: ${name}`), { dkLen: bytes });
  const hash = (name: string) => toHex(bytesOf(name));
  const person = (name: string): Person => {
    const { account, secret } = keyPairFromSeed(bytesOf(`key ${name}`));
    // A nonce that follows from the message gives the same signature in every run; these keys protect nothing.
    return { account, sign: (bytes) => sign(secret, bytes, blake2b(bytes, { dkLen: 32 })) };
  };
  return {
    hash,
    person,
    record: (nth) => ({
      job: hash(`job ${nth}`) as JobId,
      lease: toHex(bytesOf(`lease ${nth}`, 16)) as LeaseId,
      session: toHex(bytesOf("session", 16)) as SessionId,
      requester: person("requester").account,
      device: person("device").account,
      owner: person("owner").account,
      model: nth % 2 === 0 ? "tiny-q0f32" : "tiny-q4f16",
      weightsDigest: hash("weights"),
      engine: "webllm",
      promptTokens: 20 + nth,
      completionTokens: 64 + 2 * nth,
      bytesIn: 412n + BigInt(nth),
      bytesOut: 1_733n,
      queueMs: 3,
      ttftMs: 58,
      durationMs: 1_544,
      outputDigest: hash(`output ${nth}`),
      sequence: BigInt(nth + 1),
      startedAtMs: 1_800_000_000_000n,
      endedAtMs: 1_800_000_001_544n + BigInt(nth),
      pricePlanck: 1_000n + BigInt(nth),
    }),
    signRecord: (record, on, device, requester) => {
      const bytes = usageRecordMessage.encode(record, on);
      const deviceSignature = device.sign(bytes);
      const countersigned = countersignatureBytes(bytes, deviceSignature, on);
      return { bytes, deviceSignature, requesterSignature: requester.sign(countersigned) };
    },
    signVoucher: (voucher, on, by) => {
      const bytes = voucherMessage.encode(voucher, on);
      return { bytes, signature: by.sign(bytes) };
    },
  };
}
