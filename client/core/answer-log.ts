import { blake2b } from "@noble/hashes/blake2.js";
import {
  type FrameOf,
  type GenesisHash,
  type JobAcceptance,
  MAX_TEXT_BYTES_PER_TOKEN,
  type Refusal,
  type Result,
  type SessionId,
  type UsageRecord,
  err,
  ok,
  toHex,
} from "../../protocol/index.ts";
import { checkRecord, type ClientTerms } from "./terms.ts";

/** Frames without a token that an honest node may send beside one for each token: text that was held back for a stop string. */
const SPARE_FRAMES = 16;

/** What the client received of an answer, with its own eyes: the node's record is held against it. */
export class AnswerLog {
  readonly #digest = blake2b.create({ dkLen: 32 });
  readonly #terms: ClientTerms;
  readonly #session: SessionId;
  readonly #genesis: GenesisHash;
  #acceptance: JobAcceptance | null = null;
  #tokens = 0;
  #bytes = 0n;
  #textBytes = 0;
  #nextIndex = 0;

  constructor(terms: ClientTerms, session: SessionId, genesis: GenesisHash) {
    this.#terms = terms;
    this.#session = session;
    this.#genesis = genesis;
  }

  admitted(acceptance: JobAcceptance): void {
    this.#acceptance = acceptance;
  }

  /** Refused: out of order, before admission, or more than was asked for. */
  token(
    frame: FrameOf<"token">,
    bytes: number,
  ): Result<void, Refusal & { code: "bad_frame" | "too_many_tokens" }> {
    if (this.#acceptance === null || frame.index !== this.#nextIndex)
      return err({ code: "bad_frame", message: "The node sent tokens out of order." });
    this.#nextIndex++;
    this.#tokens += frame.tokens;
    this.#bytes += BigInt(bytes);
    const text = new TextEncoder().encode(frame.text);
    this.#textBytes += text.length;
    this.#digest.update(text);
    const { maxCompletionTokens } = this.#terms.intent;
    // Tokens are the node's claim, bytes and frames are ours: a node that claims none must not fill our memory for free.
    const withinText = this.#textBytes <= maxCompletionTokens * MAX_TEXT_BYTES_PER_TOKEN;
    const withinFrames = frame.index < 2 * maxCompletionTokens + SPARE_FRAMES;
    if (this.#tokens <= maxCompletionTokens && withinText && withinFrames) return ok(undefined);
    return err({ code: "too_many_tokens", message: "The node sent more tokens than were asked for." });
  }

  /** The record when it says exactly what was seen and agreed. Call once, at the end. */
  check(frame: FrameOf<"done">): Result<UsageRecord> {
    if (this.#acceptance === null)
      return err({ code: "bad_frame", message: "The node ended a job that it had not admitted." });
    return checkRecord(frame.record, frame.deviceSignature, {
      terms: this.#terms,
      acceptance: this.#acceptance,
      session: this.#session,
      genesis: this.#genesis,
      completionTokens: this.#tokens,
      bytesOut: this.#bytes,
      outputDigest: toHex(this.#digest.digest()),
    });
  }
}
