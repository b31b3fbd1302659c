/**
 * Vouchers and usage records in which something is wrong, and what the verifiers say of them. The same for the same seed. A mutation
 * is made of a message that is accepted where it belongs (`controls`), so what refuses it is the change and nothing else.
 */
import { recordMutations } from "./record-mutations.ts";
import { Random } from "./random.ts";
import { voucherMutations } from "./voucher-mutations.ts";

export type MutatedMessage = "voucher" | "record";

/** What is wrong. */
export const MUTATION_KINDS = [
  "bit_flip",
  "noise",
  "truncated",
  "trailing",
  "other_chain",
  "other_place",
  "other_version",
  "other_message",
  "wrong_signer",
  "replay",
  "reorder",
  "splice",
  "field",
] as const;
/** `other_place` is another channel for a voucher, and another job for a record. */
export type MutationKind = (typeof MUTATION_KINDS)[number];

/** The first door that refused: the bytes, a signature, or what the receiver knows beside them. */
export type Door = "decoder" | "signature" | "rules" | "accepted";

/** Judges the nth mutation of a kind: the verifier's stable code, or `ok`. */
export type Judge = (random: Random) => string;

export interface Mutations {
  /** How many unchanged messages were accepted, of how many. */
  readonly controls: () => { readonly accepted: number; readonly tried: number };
  readonly judges: Readonly<Record<MutationKind, Judge>>;
}

const DECODER = /_(truncated|trailing_bytes|malformed|wrong_domain|wrong_version|other_genesis)$/;
const SIGNATURE = /_bad(_\w+)?_signature$/;

/** Which door a code belongs to. */
export function doorOf(code: string): Door {
  if (code === "ok") return "accepted";
  if (DECODER.test(code)) return "decoder";
  return SIGNATURE.test(code) ? "signature" : "rules";
}

/** A mutation that nothing refused: enough to make it again. */
export interface Accepted {
  readonly message: MutatedMessage;
  readonly kind: MutationKind;
  readonly seed: number;
  readonly n: number;
}

/** How many of a kind ended at which door. */
export type Doors = Record<Door, number>;
export type Tally = Record<MutatedMessage, Record<MutationKind, Doors>>;

function noDoors(): Doors {
  return { decoder: 0, signature: 0, rules: 0, accepted: 0 };
}

export function emptyTally(): Tally {
  const kinds = () =>
    Object.fromEntries(MUTATION_KINDS.map((kind) => [kind, noDoors()])) as Record<MutationKind, Doors>;
  return { voucher: kinds(), record: kinds() };
}

export function addTally(into: Tally, other: Tally): void {
  for (const message of ["voucher", "record"] as const)
    for (const kind of MUTATION_KINDS)
      for (const door of ["decoder", "signature", "rules", "accepted"] as const)
        into[message][kind][door] += other[message][kind][door];
}

/** Judges mutations by their number. Numbers go round messages and kinds, so that each kind gets as many as any other. */
export function mutationTester(seed: number): {
  readonly controls: Mutations["controls"];
  readonly run: (from: number, to: number) => { tally: Tally; accepted: Accepted[] };
} {
  const mutations = { voucher: voucherMutations(seed), record: recordMutations(seed) };
  return {
    controls: () => {
      const [voucher, record] = [mutations.voucher.controls(), mutations.record.controls()];
      return { accepted: voucher.accepted + record.accepted, tried: voucher.tried + record.tried };
    },
    run: (from, to) => {
      const tally = emptyTally();
      const accepted: Accepted[] = [];
      for (let n = from; n < to; n++) {
        const message: MutatedMessage = n % 2 === 0 ? "voucher" : "record";
        const kind = MUTATION_KINDS[Math.floor(n / 2) % MUTATION_KINDS.length] ?? "bit_flip";
        const door = doorOf(mutations[message].judges[kind](new Random(`${seed}/${n}`)));
        tally[message][kind][door] += 1;
        if (door === "accepted") accepted.push({ message, kind, seed, n });
      }
      return { tally, accepted };
    },
  };
}
