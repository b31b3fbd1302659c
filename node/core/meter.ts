import { blake2b } from "@noble/hashes/blake2.js";
import { type Hex, type Millis, toHex } from "../../protocol/index.ts";
import type { Clock } from "./clock.ts";

/** What a job used, counted while it runs. Times are from its admission. */
export class Meter {
  readonly #clock: Clock;
  readonly #admittedAt: Millis;
  readonly startedAtMs: Millis;
  readonly #digest = blake2b.create({ dkLen: 32 });
  #startedAt: Millis | null = null;
  #firstTokenAt: Millis | null = null;
  #lastTokenAt: Millis | null = null;
  completionTokens = 0;
  bytesIn = 0n;
  bytesOut = 0n;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#admittedAt = clock.monotonicMs();
    this.startedAtMs = clock.wallMs();
  }

  started(): void {
    this.#startedAt = this.#clock.monotonicMs();
  }

  token(text: string, tokens: number): void {
    this.#lastTokenAt = this.#clock.monotonicMs();
    this.#firstTokenAt ??= this.#lastTokenAt;
    this.completionTokens += tokens;
    this.#digest.update(new TextEncoder().encode(text));
  }

  /** Decode speed so far, tokens/s without the first token's wait; 0 before the second token. */
  get tokensPerSecond(): number {
    if (this.#firstTokenAt === null || this.#lastTokenAt === null || this.#lastTokenAt === this.#firstTokenAt)
      return 0;
    return ((this.completionTokens - 1) * 1000) / (this.#lastTokenAt - this.#firstTokenAt);
  }

  /** The record's time and digest fields. Call once, at the end. */
  finish(): {
    queueMs: number;
    ttftMs: number;
    durationMs: number;
    outputDigest: Hex;
    startedAtMs: bigint;
    endedAtMs: bigint;
  } {
    const now = this.#clock.monotonicMs();
    const since = (at: Millis | null): number => Math.max(0, Math.round((at ?? now) - this.#admittedAt));
    const durationMs = since(this.#lastTokenAt);
    return {
      queueMs: since(this.#startedAt),
      ttftMs: this.#firstTokenAt === null ? durationMs : since(this.#firstTokenAt),
      durationMs,
      outputDigest: toHex(this.#digest.digest()),
      startedAtMs: BigInt(Math.floor(this.startedAtMs)),
      endedAtMs: BigInt(Math.floor(this.startedAtMs) + Math.max(0, Math.ceil(now - this.#admittedAt))),
    };
  }
}
