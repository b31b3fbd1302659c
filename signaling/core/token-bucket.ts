import type { Millis } from "../../protocol/index.ts";

/** `capacity` tokens at once, `perSecond` from then on. */
export interface BucketRule {
  readonly capacity: number;
  readonly perSecond: number;
}

/** Tokens. What adding up fractions may lose; nobody waits a millisecond more for it. */
const ROUNDING = 1e-6;

/** Token buckets by key (an address, an identity). Time comes in, so that tests and the server share the code. */
export class TokenBuckets {
  readonly #rule: BucketRule;
  readonly #maxKeys: number;
  readonly #buckets = new Map<string, { tokens: number; atMs: Millis }>();

  constructor(rule: BucketRule, maxKeys: number) {
    this.#rule = rule;
    this.#maxKeys = maxKeys;
  }

  /** ms to wait until `cost` tokens are there: 0 when they were, and then they are taken. */
  take(key: string, nowMs: Millis, cost = 1): Millis {
    const { capacity, perSecond } = this.#rule;
    const known = this.#buckets.get(key);
    // A clock that was set back gives nothing and takes nothing.
    const passedMs = known ? Math.max(0, nowMs - known.atMs) : 0;
    const tokens = known ? Math.min(capacity, known.tokens + (passedMs / 1000) * perSecond) : capacity;
    const missing = cost - tokens;
    const enough = missing < ROUNDING;
    // Re-inserted, so that the oldest key is always the first.
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: enough ? Math.max(0, -missing) : tokens, atMs: nowMs });
    if (this.#buckets.size > this.#maxKeys) {
      const oldest = this.#buckets.keys().next();
      if (!oldest.done) this.#buckets.delete(oldest.value);
    }
    return enough ? 0 : Math.max(1, Math.ceil(((missing - ROUNDING) / perSecond) * 1000));
  }

  get size(): number {
    return this.#buckets.size;
  }
}

/** The key under which an address is counted: an IPv6 customer has a whole /64, so it is one key (RFC 6177). */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = (address.split("%")[0] ?? "").split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === "" ? [] : tail.split(":");
  const zeros = address.includes("::") ? Math.max(0, 8 - front.length - back.length) : 0;
  const groups = [...front, ...Array.from({ length: zeros }, () => "0"), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, "").toLowerCase())
    .join(":")}::/64`;
}
