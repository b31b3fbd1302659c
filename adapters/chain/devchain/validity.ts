/** What the runtime says of a transaction. Source: sp-runtime `transaction_validity`. */
import { keyOf } from "./bytes.ts";
import type { Cursor } from "./scale.ts";

export interface Validity {
  readonly priority: bigint;
  /** Tags (as "latin1" strings) that other transactions must provide first. */
  readonly requires: readonly string[];
  readonly provides: readonly string[];
  /** Blocks. Saturated at 2^53. */
  readonly longevity: number;
}

export type Invalidity =
  | { readonly kind: "invalid"; readonly reason: InvalidReason; readonly custom?: number }
  | { readonly kind: "unknown"; readonly reason: string };

const INVALID_REASONS = [
  "call",
  "payment",
  "future",
  "stale",
  "bad_proof",
  "ancient_birth_block",
  "exhausts_resources",
  "custom",
  "bad_mandatory",
  "mandatory_validation",
  "bad_signer",
  "indeterminate_implicit",
  "unknown_origin",
] as const;
export type InvalidReason = (typeof INVALID_REASONS)[number];

/** Substrate's own words, which its clients match on. */
export const INVALID_TEXTS: Readonly<Record<InvalidReason, string>> = {
  call: "Transaction call is not expected",
  payment: "Inability to pay some fees (e.g. account balance too low)",
  future: "Transaction will be valid in the future",
  stale: "Transaction is outdated",
  bad_proof: "Transaction has a bad signature",
  ancient_birth_block: "Transaction has an ancient birth block",
  exhausts_resources: "Transaction would exhaust the block limits",
  custom: "InvalidTransaction custom error",
  bad_mandatory: "A call was labelled as mandatory, but resulted in an Error.",
  mandatory_validation: "Transaction dispatch is mandatory; transactions must not be validated.",
  bad_signer: "Invalid signing address",
  indeterminate_implicit: "The implicit data was unable to be calculated",
  unknown_origin: "The transaction extension did not authorize any origin",
};

const UNKNOWN_TEXTS = [
  "Could not lookup information required to validate the transaction",
  "Could not find an unsigned validator for the unsigned transaction",
  "UnknownTransaction custom error",
];

/** `Result<ValidTransaction, TransactionValidityError>`. */
export function decodeValidity(cursor: Cursor): Validity | Invalidity {
  if (cursor.u8() !== 0) return decodeInvalidity(cursor);
  const priority = cursor.u64();
  const requires = cursor.list(() => keyOf(cursor.vec()));
  const provides = cursor.list(() => keyOf(cursor.vec()));
  const longevity = cursor.u64();
  return { priority, requires, provides, longevity: Number(longevity > 2n ** 53n ? 2n ** 53n : longevity) };
}

/** `TransactionValidityError`. */
export function decodeInvalidity(cursor: Cursor): Invalidity {
  if (cursor.u8() !== 0) return { kind: "unknown", reason: UNKNOWN_TEXTS[cursor.u8()] ?? "unknown validity" };
  const reason = INVALID_REASONS[cursor.u8()] ?? "custom";
  return reason === "custom"
    ? { kind: "invalid", reason, custom: cursor.left > 0 ? cursor.u8() : 0 }
    : { kind: "invalid", reason };
}

export function isInvalid(outcome: Validity | Invalidity): outcome is Invalidity {
  return "kind" in outcome;
}
