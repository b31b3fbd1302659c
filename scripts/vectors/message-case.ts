/** One case of `signed-messages.json`, and those that every message has. */
import { type Hex, type SignedMessage, toHex } from "../../protocol/index.ts";
import { genesis, type key, otherGenesis, signWith, stranger } from "./example-job.ts";

export interface MessageCase {
  name: string;
  message: string;
  genesis: Hex;
  fields: unknown;
  bytes: Hex;
  signer: Hex;
  signature: Hex;
  expect: string;
}
export type Key = ReturnType<typeof key>;

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, one: unknown) => (typeof one === "bigint" ? one.toString() : one)));

/** A value as its message writes and `by` signs it. */
export function caseOf<T>(name: string, message: SignedMessage<T>, value: T, by: Key): MessageCase {
  const bytes = message.encode(value, genesis);
  return {
    name,
    message: name,
    genesis,
    fields: plain(value),
    bytes: toHex(bytes),
    signer: by.account,
    signature: toHex(signWith(by, bytes)),
    expect: "ok",
  };
}

/** The good case, and what must be refused of every message. */
export function casesOf<T>(name: string, message: SignedMessage<T>, value: T, by: Key): MessageCase[] {
  const one = caseOf(name, message, value, by);
  const bytes = message.encode(value, genesis);
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
  return [
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
  ];
}
