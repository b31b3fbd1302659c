import { type ChannelId, type GenesisHash, idBytes, type JobId } from "../ids.ts";
import { RecordsTree } from "../merkle.ts";
import { NO_TOTALS } from "../model-totals.ts";
import { type SignedUsageRecord, verifyUsageRecord } from "../usage-record.ts";
import { voucherMessage, voucherOf } from "../voucher.ts";
import { addNoise, extend, flipBit, overwrite, sameBytes, splice, swap, truncate } from "./changed-bytes.ts";
import type { Mutations } from "./mutations.ts";
import { peopleOf } from "./people.ts";
import type { Random } from "./random.ts";

const RECORDS = 8;
const HASH_BYTES = 32;
/** Of a signature: before it lies a point of as many bytes. */
const SCALAR_AT = 32;
/** Where the fields before the first text lie, and from the end those after the last: docs/usage-record.md. */
const AT = { version: 16, genesis: 17, job: 49, lease: 81, requester: 113, device: 145, owner: 177 };
const FROM_END = { tokens: 108, digest: 72, sequence: 40, started: 32, ended: 24, price: 16 };
const FIELDS = [
  { at: AT.job, bytes: HASH_BYTES },
  { at: AT.lease, bytes: 16 },
  { at: AT.requester, bytes: HASH_BYTES },
  { at: AT.device, bytes: HASH_BYTES },
  { at: AT.owner, bytes: HASH_BYTES },
  { at: -FROM_END.tokens, bytes: 4 },
  { at: -FROM_END.digest, bytes: HASH_BYTES },
  { at: -FROM_END.sequence, bytes: 8 },
  { at: -FROM_END.ended, bytes: 8 },
  { at: -FROM_END.price, bytes: 16 },
];
const PARTS = ["bytes", "deviceSignature", "requesterSignature"] as const;

type Confirmed = SignedUsageRecord & { readonly requesterSignature: Uint8Array };
type Expected = Parameters<typeof verifyUsageRecord>[1];
interface Step {
  readonly job: JobId;
  readonly signed: Confirmed;
}

/** Eight records of one device for one requester; each is accepted once, for its own job. */
export function recordMutations(seed: number): Mutations {
  const { hash, person, record, signRecord } = peopleOf(seed);
  const [genesis, otherGenesis] = [hash("genesis") as GenesisHash, hash("another genesis") as GenesisHash];
  const [device, requester, stranger] = [person("device"), person("requester"), person("stranger")];
  const signed = (nth: number, on = genesis, by = device, countersigner = requester): Confirmed =>
    signRecord(record(nth), on, by, countersigner);
  const steps: Step[] = Array.from({ length: RECORDS }, (_, nth) => ({
    job: record(nth).job,
    signed: signed(nth),
  }));
  const elsewhere = steps.map(({ job }, nth) => ({
    job,
    chain: signed(nth, otherGenesis),
    byOthers: [
      signed(nth, genesis, stranger),
      signed(nth, genesis, requester),
      signed(nth, genesis, device, stranger),
      signed(nth, genesis, device, device),
      signed(nth, genesis, requester, device),
    ],
  }));

  const voucherBytes = voucherMessage.encode(
    voucherOf(hash("channel") as ChannelId, RecordsTree.empty, NO_TOTALS),
    genesis,
  );
  const voucher = { bytes: voucherBytes, deviceSignature: device.sign(voucherBytes) };

  const judge = (one: SignedUsageRecord, job: JobId, expected: Partial<Expected> = {}): string => {
    const verified = verifyUsageRecord(one, { genesis, job, ...expected });
    return verified.ok ? "ok" : verified.error.code;
  };
  /** One part of the good record replaced. */
  const withPart = (step: Step, part: (typeof PARTS)[number], bytes: Uint8Array): string => {
    if (sameBytes(step.signed[part], bytes)) throw new Error("a mutation changed nothing");
    return judge({ ...step.signed, [part]: bytes }, step.job);
  };
  const changed = (change: (random: Random, bytes: Uint8Array) => Uint8Array) => (random: Random) => {
    const step = random.pick(steps);
    const part = random.pick(PARTS);
    return withPart(step, part, change(random, step.signed[part]));
  };
  const pair = (random: Random): [Step, Step] => {
    const a = random.below(RECORDS);
    const b = (a + 1 + random.below(RECORDS - 1)) % RECORDS;
    return [steps[a] as Step, steps[b] as Step];
  };

  return {
    controls: () => ({
      accepted: steps.filter((step) => judge(step.signed, step.job, { isSettled: () => false }) === "ok")
        .length,
      tried: steps.length,
    }),
    judges: {
      bit_flip: changed(flipBit),
      noise: changed(addNoise),
      truncated: changed(truncate),
      trailing: changed(extend),
      other_chain: (random) => {
        const { chain, job } = random.pick(elsewhere);
        if (random.below(2) === 0) return judge(chain, job);
        return judge({ ...chain, bytes: overwrite(chain.bytes, AT.genesis, idBytes(genesis)) }, job);
      },
      other_place: (random) => {
        const [a, b] = pair(random);
        if (random.below(2) === 0) return judge(a.signed, b.job);
        return judge({ ...a.signed, bytes: overwrite(a.signed.bytes, AT.job, idBytes(b.job)) }, b.job);
      },
      other_version: (random) => {
        const step = random.pick(steps);
        const version = (2 + random.below(255)) % 256;
        const bytes = step.signed.bytes.with(AT.version, version);
        const resigned = random.below(64) === 0;
        return judge(
          { ...step.signed, bytes, ...(resigned ? { deviceSignature: device.sign(bytes) } : {}) },
          step.job,
        );
      },
      other_message: (random) => {
        const { signed: one, job } = random.pick(steps);
        switch (random.below(3)) {
          case 0:
            return judge({ ...one, ...voucher }, job);
          case 1:
            // The device's word for the requester's.
            return judge({ ...one, requesterSignature: one.deviceSignature }, job);
          default:
            return judge({ ...one, requesterSignature: null }, job);
        }
      },
      wrong_signer: (random) => {
        const { byOthers, job } = random.pick(elsewhere);
        return judge(random.pick(byOthers), job);
      },
      replay: (random) => {
        const step = random.pick(steps);
        return judge(step.signed, step.job, { isSettled: (job) => job === step.job });
      },
      reorder: (random) => {
        const [a, b] = pair(random);
        const { bytes, deviceSignature, requesterSignature } = a.signed;
        switch (random.below(5)) {
          case 0:
            return judge(
              { bytes, deviceSignature: requesterSignature, requesterSignature: deviceSignature },
              a.job,
            );
          case 1:
            return withPart(a, "bytes", swap(bytes, AT.requester, AT.device, HASH_BYTES));
          case 2:
            return withPart(
              a,
              "bytes",
              swap(bytes, bytes.length - FROM_END.started, bytes.length - FROM_END.ended, 8),
            );
          case 3: {
            const part = random.pick(["deviceSignature", "requesterSignature"] as const);
            return withPart(a, part, swap(a.signed[part], 0, SCALAR_AT, HASH_BYTES));
          }
          default: {
            const part = random.pick(["deviceSignature", "requesterSignature"] as const);
            return withPart(a, part, b.signed[part]);
          }
        }
      },
      splice: (random) => {
        const [a, b] = pair(random);
        // Jobs and prices differ between any two, and the cut lies between them.
        const [head, tail] = [a.signed.bytes, b.signed.bytes];
        const bytes = splice(random, head, tail, AT.requester, head.length - FROM_END.price);
        const step = random.pick([a, b]);
        return judge({ ...step.signed, bytes }, a.job);
      },
      field: (random) => {
        const step = random.pick(steps);
        const { at, bytes } = random.pick(FIELDS);
        const from = at < 0 ? step.signed.bytes.length + at : at;
        return withPart(step, "bytes", overwrite(step.signed.bytes, from, random.bytes(bytes)));
      },
    },
  };
}
