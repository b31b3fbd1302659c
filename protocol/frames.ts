/**
 * Frames of a session. On the wire a frame is `version u8 | flags u8 | type u8 | body`, at most `MAX_FRAME_BYTES`; a message
 * larger than one frame is cut into pieces that all carry its type, and all but the last have the `more` flag.
 */
import { chatRequestCodec } from "./chat-codec.ts";
import {
  fixedHex,
  text,
  u32,
  u64,
  boundedBytes,
  option,
  refine,
  struct,
  tagged,
  oneOf,
  type TypeOf,
  decode,
  encode,
} from "./scale.ts";
import { MAX_ERROR_CODE_BYTES, MAX_FRAME_BYTES, MAX_MESSAGE_BYTES } from "./limits.ts";
import { err, ok, type Result } from "./result.ts";
import { accountCodec, leaseCodec, signatureCodec } from "./signed.ts";
import type { GenesisHash } from "./ids.ts";

/** Version of the frame layout; a peer of another one is refused at the first frame. */
export const FRAME_VERSION = 1;
const HEADER_BYTES = 3;
const FLAG_MORE = 1;
/** Bytes of one token frame's text; an engine's token is a few bytes, held-back text a few hundred. */
const MAX_TOKEN_TEXT_BYTES = 8 * 1024;
/** Bytes of a usage record: 49 + 501 at the most today, with room for a second version. */
const MAX_RECORD_BYTES = 1024;
/** Bytes of a signed intent or acceptance: 236 and 201 today, with room for a second version. */
const MAX_TERMS_BYTES = 512;

export const frameCodec = tagged({
  /** First frame of each side. */
  hello: struct({ identity: accountCodec, nonce: fixedHex(32), genesis: fixedHex<GenesisHash>(32) }),
  /** Second frame of each side: signature over `SessionProof`. */
  proof: struct({ signature: signatureCodec }),
  ping: struct({ sentAtMs: u64 }),
  pong: struct({ sentAtMs: u64 }),
  /**
   * Requester → node. `stream` is the requester's number of this job in this session. The signed intent travels along, so
   * that a warm session needs no signaling: `lease` is null then, and the node decides by itself.
   */
  request: struct({
    stream: u32,
    lease: option(leaseCodec),
    intent: boundedBytes(MAX_TERMS_BYTES),
    intentSignature: signatureCodec,
    chat: chatRequestCodec,
  }),
  /** Node → requester: admitted under these signed terms; `ahead` jobs are before it. */
  admitted: struct({
    stream: u32,
    ahead: u32,
    acceptance: boundedBytes(MAX_TERMS_BYTES),
    acceptanceSignature: signatureCodec,
  }),
  /** Node → requester: text, and the tokens that it stands for. */
  token: struct({ stream: u32, index: u32, tokens: u32, text: text(0, MAX_TOKEN_TEXT_BYTES) }),
  /** Node → requester: the answer's end with the usage record and the device's signature. */
  done: struct({
    stream: u32,
    finishReason: oneOf(["stop", "length", "abort"]),
    record: boundedBytes(MAX_RECORD_BYTES),
    deviceSignature: signatureCodec,
  }),
  /** Requester → node: the countersignature. */
  countersign: struct({ stream: u32, requesterSignature: signatureCodec }),
  /** Requester → node. */
  cancel: struct({ stream: u32 }),
  /** Node → requester: the job failed; what was used until then is in `record` when anything was. */
  failed: struct({
    stream: u32,
    code: refine(text(1, MAX_ERROR_CODE_BYTES), (code) => /^[a-z0-9_]+$/.test(code)),
    record: option(boundedBytes(MAX_RECORD_BYTES)),
    deviceSignature: option(signatureCodec),
  }),
  /** Node → requester: a sign of life while a long prefill runs. */
  working: struct({ stream: u32 }),
});
export type FrameBody = TypeOf<typeof frameCodec>;
export type FrameType = FrameBody["type"];
export type FrameOf<T extends FrameType> = Extract<FrameBody, { type: T }>;

export interface FrameError {
  readonly code: "bad_frame" | "frame_too_large" | "unsupported_version";
  /** The field at which parsing stopped; never its value. */
  readonly field?: string;
}

/** The wire pieces of one frame, each at most `MAX_FRAME_BYTES`. Throws `RangeError` on a body past its limits. */
export function encodeFrame(body: FrameBody): Uint8Array<ArrayBuffer>[] {
  const encoded = encode(frameCodec, body);
  if (encoded.length > MAX_MESSAGE_BYTES)
    throw new RangeError(`frame of ${encoded.length} bytes is past ${MAX_MESSAGE_BYTES}`);
  const type = encoded[0] ?? 0;
  const rest = encoded.subarray(1);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const room = MAX_FRAME_BYTES - HEADER_BYTES;
  for (let at = 0; at === 0 || at < rest.length; at += room) {
    const piece = rest.subarray(at, at + room);
    const wire = new Uint8Array(HEADER_BYTES + piece.length);
    wire.set([FRAME_VERSION, at + room < rest.length ? FLAG_MORE : 0, type]);
    wire.set(piece, HEADER_BYTES);
    pieces.push(wire);
  }
  return pieces;
}

/** Puts pieces together again. One for each direction of a session; after an error it is of no more use. */
export class FrameAssembler {
  #type = -1;
  #pieces: Uint8Array[] = [];
  #length = 0;
  readonly #maxBytes: () => number;

  /** `maxBytes`: bound on a reassembled message; a session keeps it small until the peer is proven. */
  constructor(maxBytes: () => number = () => MAX_MESSAGE_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** `ok(null)`: more pieces must come. */
  push(wire: Uint8Array): Result<FrameBody | null, FrameError> {
    if (wire.length > MAX_FRAME_BYTES) return err({ code: "frame_too_large" });
    const [version, flags, type] = wire;
    if (version !== FRAME_VERSION)
      return err({ code: version === undefined ? "bad_frame" : "unsupported_version" });
    if (flags === undefined || type === undefined || flags > FLAG_MORE)
      return err({ code: "bad_frame", field: "header" });
    if (this.#type >= 0 && this.#type !== type) return err({ code: "bad_frame", field: "type" });
    const piece = wire.subarray(HEADER_BYTES);
    const more = flags === FLAG_MORE;
    // An empty piece that promises more could be sent for ever.
    if (more && piece.length === 0) return err({ code: "bad_frame", field: "header" });
    this.#length += piece.length;
    if (this.#length > this.#maxBytes()) return err({ code: "frame_too_large" });
    this.#type = type;
    this.#pieces.push(more ? piece.slice() : piece);
    return more ? ok(null) : this.#finish(type);
  }

  #finish(type: number): Result<FrameBody, FrameError> {
    const whole = new Uint8Array(1 + this.#length);
    whole[0] = type;
    let at = 1;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.#type = -1;
    this.#pieces = [];
    this.#length = 0;
    const body = decode(frameCodec, whole);
    return body.ok ? ok(body.value) : err({ code: "bad_frame", field: body.error.field });
  }
}
