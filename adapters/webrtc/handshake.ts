import {
  type AccountId,
  encodeFrame,
  err,
  FrameAssembler,
  type FrameBody,
  type FrameOf,
  type GenesisHash,
  type Hex,
  ok,
  type Result,
  type SessionId,
  sessionIdOf,
  type SessionProof,
  sessionProofMessage,
  verifyBytes,
} from "../../protocol/index.ts";
import type { Keystore } from "../keystore/port.ts";
import type { ByteChannel } from "./channel.ts";
import type { Fingerprints } from "./fingerprint.ts";
import type { SessionError } from "./port.ts";

/** Bytes of the largest message that an unproven peer may send: `hello` has 96, `proof` 64. */
export const MAX_UNPROVEN_BYTES = 128;

/** What one side knows when its channel opens. */
export interface HandshakeSide {
  readonly account: AccountId;
  readonly genesis: GenesisHash;
  readonly role: "requester" | "node";
  readonly fingerprints: Fingerprints;
  /** 32 fresh random bytes. */
  readonly nonce: Hex;
  /** Who must be at the other end: the node that the requester chose, or the account that the broker says is calling. */
  readonly expected: AccountId;
}

/** Both sides' proofs as we see them: ours to sign, the peer's to check its signature against. */
export interface Agreement {
  readonly remote: AccountId;
  readonly session: SessionId;
  readonly ours: Uint8Array<ArrayBuffer>;
  readonly theirs: Uint8Array<ArrayBuffer>;
}

export function helloOf(side: HandshakeSide): FrameOf<"hello"> {
  return { type: "hello", identity: side.account, nonce: side.nonce, genesis: side.genesis };
}

/** First frame of the peer. A reflected hello, another chain and another identity end here. */
export function acceptHello(side: HandshakeSide, hello: FrameOf<"hello">): Result<Agreement, SessionError> {
  if (hello.genesis !== side.genesis) return refused("other_genesis", "the peer settles on another chain");
  if (hello.identity === side.account || hello.nonce === side.nonce)
    return refused("bad_proof", "the peer sent our own identity or nonce back");
  if (hello.identity !== side.expected) return refused("identity_mismatch", "the peer is somebody else");
  const mine = { account: side.account, nonce: side.nonce, fingerprint: side.fingerprints.local };
  const peer = { account: hello.identity, nonce: hello.nonce, fingerprint: side.fingerprints.remote };
  const [initiator, responder] = side.role === "requester" ? [mine, peer] : [peer, mine];
  const proof = (role: SessionProof["role"]): Uint8Array<ArrayBuffer> =>
    sessionProofMessage.encode(
      {
        role,
        initiatorFingerprint: initiator.fingerprint,
        responderFingerprint: responder.fingerprint,
        initiator: initiator.account,
        responder: responder.account,
        initiatorNonce: initiator.nonce,
        responderNonce: responder.nonce,
      },
      side.genesis,
    );
  const requester = proof("requester");
  const node = proof("node");
  const [ours, theirs] = side.role === "requester" ? [requester, node] : [node, requester];
  // 16 bytes: "0x" and 32 digits.
  const session = sessionIdOf(requester);
  return ok({ remote: hello.identity, session, ours, theirs });
}

/** Second frame of the peer: its signature over what *we* see. */
export function acceptProof(agreement: Agreement, proof: FrameOf<"proof">): Result<Agreement, SessionError> {
  return verifyBytes(agreement.theirs, proof.signature, agreement.remote)
    ? ok(agreement)
    : refused("bad_proof", "the peer's signature is not over this connection");
}

type Phase =
  | { readonly name: "hello" }
  | { readonly name: "proof"; readonly agreement: Agreement; readonly signed: boolean }
  | { readonly name: "signing"; readonly agreement: Agreement }
  | { readonly name: "over" };

/**
 * Runs the handshake over an open channel. The requester speaks first: Chromium says `open` of a channel that its peer made before
 * it can carry anything, and loses without a word what is sent then (ADR 0004). A message that came in means that it can.
 * `signal` ends the handshake; what its reason means is the caller's to say (`SessionError`). On any refusal the channel is closed.
 * Until it is over nothing but our `hello` and `proof` was sent.
 */
export function runHandshake(
  channel: ByteChannel,
  side: HandshakeSide,
  keystore: Pick<Keystore, "sign">,
  signal: AbortSignal,
  onAbort: () => SessionError,
): Promise<Result<Agreement, SessionError>> {
  const assembler = new FrameAssembler(() => MAX_UNPROVEN_BYTES);
  let phase: Phase = { name: "hello" };
  return new Promise((resolve) => {
    const finish = (result: Result<Agreement, SessionError>): void => {
      if (phase.name === "over") return;
      phase = { name: "over" };
      signal.removeEventListener("abort", abort);
      channel.read(null);
      if (!result.ok) channel.close();
      resolve(result);
    };
    const refuse = (error: SessionError): void => finish(err(error));
    const abort = (): void => refuse(onAbort());
    const send = (frame: FrameBody): boolean => {
      const taken = encodeFrame(frame).every((wire) => channel.send(wire));
      if (!taken) refuse({ code: "session_closed", message: "the channel takes nothing" });
      return taken;
    };
    const sign = async (agreement: Agreement): Promise<void> => {
      const signature = await keystore.sign(agreement.ours);
      if (phase.name === "over" || !send({ type: "proof", signature })) return;
      if (phase.name === "signing") finish(ok(agreement));
      else phase = { name: "proof", agreement, signed: true };
    };
    const receive = (frame: FrameBody): void => {
      if (phase.name === "hello" && frame.type === "hello") {
        // Also to a requester that is refused: it learns from our genesis that it is on another chain.
        if (side.role === "node" && !send(helloOf(side))) return;
        const agreed = acceptHello(side, frame);
        if (!agreed.ok) {
          refuse(agreed.error);
          return;
        }
        phase = { name: "proof", agreement: agreed.value, signed: false };
        sign(agreed.value).catch(() =>
          refuse({ code: "session_closed", message: "the keystore did not sign" }),
        );
      } else if (phase.name === "proof" && frame.type === "proof") {
        const proven = acceptProof(phase.agreement, frame);
        if (!proven.ok) refuse(proven.error);
        else if (phase.signed) finish(ok(proven.value));
        else phase = { name: "signing", agreement: proven.value };
      } else refuse({ code: "bad_frame", message: "not the frame that a handshake has next" });
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener("abort", abort);
    if (side.role === "requester" && !send(helloOf(side))) return;
    channel.read({
      message(bytes) {
        const frame = bytes ? assembler.push(bytes) : err({ code: "bad_frame" as const });
        if (!frame.ok) refuse({ code: frame.error.code });
        else if (frame.value) receive(frame.value);
      },
      low: () => undefined,
      closed: () => refuse({ code: "session_closed", message: "the peer closed before it was proven" }),
    });
  });
}

function refused(code: SessionError["code"], message: string): Result<never, SessionError> {
  return err({ code, message });
}
