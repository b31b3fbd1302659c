import { type ChannelId, type GenesisHash, idBytes } from "../ids.ts";
import { RecordsTree } from "../merkle.ts";
import { addToTotals, NO_TOTALS } from "../model-totals.ts";
import { recordHashOf, usageRecordMessage } from "../usage-record.ts";
import {
  type ExpectedVoucher,
  type SignedVoucher,
  verifyVoucher,
  type Voucher,
  voucherOf,
} from "../voucher.ts";
import { addNoise, extend, flipBit, overwrite, sameBytes, splice, swap, truncate } from "./changed-bytes.ts";
import type { Mutations } from "./mutations.ts";
import { peopleOf } from "./people.ts";
import type { Random } from "./random.ts";

/** Vouchers of the channel. */
const VOUCHERS = 8;
/** Where the fields lie: docs/vouchers.md. */
const AT = { version: 16, genesis: 17, channel: 49, amount: 81, root: 97, count: 129, totals: 133, end: 165 };
const HASH_BYTES = 32;
/** Of a signature: before it lies a point of as many bytes. */
const SCALAR_AT = 32;
const FIELDS = [
  { at: AT.channel, bytes: HASH_BYTES },
  { at: AT.amount, bytes: 16 },
  { at: AT.root, bytes: HASH_BYTES },
  { at: AT.count, bytes: 4 },
  { at: AT.totals, bytes: HASH_BYTES },
];

interface Step {
  readonly voucher: Voucher;
  readonly signed: SignedVoucher;
  /** What the receiver knows when this one is the next. */
  readonly expected: ExpectedVoucher;
}

/** A channel of eight vouchers; any of them is accepted after the one before. */
export function voucherMutations(seed: number): Mutations {
  const { hash, person, record, signRecord, signVoucher } = peopleOf(seed);
  const [genesis, otherGenesis] = [hash("genesis") as GenesisHash, hash("another genesis") as GenesisHash];
  const [channel, otherChannel] = [hash("channel") as ChannelId, hash("another channel") as ChannelId];
  const signer = person("voucher key");
  const strangers = ["stranger", "device", "requester", "owner"].map(person);

  const steps: Step[] = [];
  let [tree, totals] = [RecordsTree.empty, NO_TOTALS];
  for (let nth = 0; nth < VOUCHERS; nth++) {
    tree = tree.append(recordHashOf(usageRecordMessage.encode(record(nth), genesis)));
    const added = addToTotals(totals, record(nth));
    if (!added.ok) throw new Error(added.error.code);
    totals = added.value;
    const voucher = voucherOf(channel, tree, totals);
    const last = steps.at(-1)?.voucher;
    const expected: ExpectedVoucher = {
      genesis,
      channel,
      voucherKey: signer.account,
      depositPlanck: 1_000_000n,
      ...(last === undefined ? {} : { last }),
    };
    steps.push({ voucher, signed: signVoucher(voucher, genesis, signer), expected });
  }
  const elsewhere = steps.map(({ voucher, expected }) => ({
    chain: signVoucher(voucher, otherGenesis, signer),
    channel: signVoucher({ ...voucher, channel: otherChannel }, genesis, signer),
    byStrangers: strangers.map((stranger) => signVoucher(voucher, genesis, stranger)),
    expected,
  }));
  const records = [0, 1].map((nth) => signRecord(record(nth), genesis, signer, signer));

  const judge = (signed: SignedVoucher, expected: ExpectedVoucher): string => {
    const verified = verifyVoucher(signed, expected);
    return verified.ok ? "ok" : verified.error.code;
  };
  /** Of bytes and signature together, so that a change may be in either. */
  const judgeWhole = (whole: Uint8Array, expected: ExpectedVoucher): string =>
    judge({ bytes: whole.slice(0, AT.end), signature: whole.slice(AT.end) }, expected);
  const whole = ({ bytes, signature }: SignedVoucher) => Uint8Array.of(...bytes, ...signature);
  const pair = (random: Random): [Step, Step] => {
    const a = random.below(VOUCHERS);
    const b = (a + 1 + random.below(VOUCHERS - 1)) % VOUCHERS;
    return [steps[a] as Step, steps[b] as Step];
  };
  /** The signature is right, the bytes are not those that it is for. */
  const withBytes = ({ signed, expected }: Step, bytes: Uint8Array): string => {
    if (steps.some((one) => sameBytes(one.signed.bytes, bytes)))
      throw new Error("a mutation changed nothing");
    return judge({ ...signed, bytes }, expected);
  };

  return {
    controls: () => ({
      accepted: steps.filter(({ signed, expected }) => judge(signed, expected) === "ok").length,
      tried: steps.length,
    }),
    judges: {
      bit_flip: (random) => {
        const { signed, expected } = random.pick(steps);
        return judgeWhole(flipBit(random, whole(signed)), expected);
      },
      noise: (random) => {
        const { signed, expected } = random.pick(steps);
        return judgeWhole(addNoise(random, whole(signed)), expected);
      },
      truncated: (random) => {
        const { signed, expected } = random.pick(steps);
        if (random.below(4) === 0)
          return judge({ ...signed, signature: truncate(random, signed.signature) }, expected);
        return judge({ ...signed, bytes: truncate(random, signed.bytes) }, expected);
      },
      trailing: (random) => {
        const { signed, expected } = random.pick(steps);
        if (random.below(4) === 0)
          return judge({ ...signed, signature: extend(random, signed.signature) }, expected);
        return judge({ ...signed, bytes: extend(random, signed.bytes) }, expected);
      },
      other_chain: (random) => {
        const one = random.pick(elsewhere);
        // As it is, or made to look like ours.
        if (random.below(2) === 0) return judge(one.chain, one.expected);
        return judge(
          { ...one.chain, bytes: overwrite(one.chain.bytes, AT.genesis, idBytes(genesis)) },
          one.expected,
        );
      },
      other_place: (random) => {
        const one = random.pick(elsewhere);
        if (random.below(2) === 0) return judge(one.channel, one.expected);
        return judge(
          { ...one.channel, bytes: overwrite(one.channel.bytes, AT.channel, idBytes(channel)) },
          one.expected,
        );
      },
      other_version: (random) => {
        const { signed, expected } = random.pick(steps);
        const version = (2 + random.below(255)) % 256;
        const bytes = signed.bytes.with(AT.version, version);
        // Signed for that version, or for this one.
        return judge(
          { bytes, signature: random.below(64) === 0 ? signer.sign(bytes) : signed.signature },
          expected,
        );
      },
      other_message: (random) => {
        const { expected } = random.pick(steps);
        const { bytes, deviceSignature, requesterSignature } = random.pick(records);
        return judge({ bytes, signature: random.pick([deviceSignature, requesterSignature]) }, expected);
      },
      wrong_signer: (random) => {
        const { byStrangers, expected } = random.pick(elsewhere);
        return judge(random.pick(byStrangers), expected);
      },
      replay: (random) => {
        const last = random.below(VOUCHERS);
        const old = steps[random.below(last + 1)] as Step;
        return judge(old.signed, { ...old.expected, last: (steps[last] as Step).voucher });
      },
      reorder: (random) => {
        const [a, b] = pair(random);
        switch (random.below(3)) {
          case 0:
            return withBytes(a, swap(a.signed.bytes, AT.root, AT.totals, HASH_BYTES));
          case 1:
            return judge(
              { ...a.signed, signature: swap(a.signed.signature, 0, SCALAR_AT, HASH_BYTES) },
              a.expected,
            );
          default:
            return judge({ bytes: a.signed.bytes, signature: b.signed.signature }, a.expected);
        }
      },
      splice: (random) => {
        const [a, b] = pair(random);
        // Amounts and totals differ between any two, and the cut lies between them.
        const bytes = splice(random, a.signed.bytes, b.signed.bytes, AT.root, AT.totals);
        return withBytes(random.pick([a, b]), bytes);
      },
      field: (random) => {
        const step = random.pick(steps);
        // Well signed, for more than there is.
        if (random.below(8) === 0)
          return judge(step.signed, { ...step.expected, depositPlanck: step.voucher.cumulativePlanck - 1n });
        const { at, bytes } = random.pick(FIELDS);
        return withBytes(step, overwrite(step.signed.bytes, at, random.bytes(bytes)));
      },
    },
  };
}
