import type { Millis } from "../../protocol/index.ts";

/** Time and chance, as arguments, so that the core has neither of its own. */
export interface Clock {
  /** Unix ms. */
  wallMs(): Millis;
  /** ms that never go back; only differences mean anything. */
  monotonicMs(): Millis;
}

export type RandomBytes = (count: number) => Uint8Array;
