import { base64urlnopad } from "@scure/base";
import type { GenesisHash } from "./ids.ts";
import { err, ok, type Result } from "./result.ts";
import { type PeerProof, peerProofMessage } from "./signed.ts";
import { verifyBytes } from "./signature.ts";

const SIGNATURE_BYTES = 64;
/** Characters. A proof is 138 bytes and 64 of signature: 270 as base64url. */
export const MAX_PEER_PROOF_CHARS = 512;

/** The text form that travels in a URL: base64url without padding of signed bytes and signature. */
export function formatPeerProof(bytes: Uint8Array, signature: Uint8Array): string {
  const joined = new Uint8Array(bytes.length + signature.length);
  joined.set(bytes);
  joined.set(signature, bytes.length);
  return base64urlnopad.encode(joined);
}

export interface PeerProofError {
  readonly code: "proof_malformed" | "proof_other_genesis" | "proof_bad_signature" | "proof_expired";
}

/** Checks form, chain, signature and expiry; whether the challenge was ours is the server's to know. */
export function verifyPeerProof(
  text: string,
  genesis: GenesisHash,
  nowMs: number,
): Result<PeerProof, PeerProofError> {
  if (text.length > MAX_PEER_PROOF_CHARS) return err({ code: "proof_malformed" });
  let joined: Uint8Array;
  try {
    joined = base64urlnopad.decode(text);
  } catch {
    return err({ code: "proof_malformed" });
  }
  const bytes = joined.subarray(0, Math.max(0, joined.length - SIGNATURE_BYTES));
  const proof = peerProofMessage.decode(bytes, genesis);
  if (!proof.ok)
    return err({ code: proof.error.code === "other_genesis" ? "proof_other_genesis" : "proof_malformed" });
  if (!verifyBytes(bytes, joined.subarray(bytes.length), proof.value.identity))
    return err({ code: "proof_bad_signature" });
  if (proof.value.expiresAtMs <= BigInt(Math.floor(nowMs))) return err({ code: "proof_expired" });
  return ok(proof.value);
}
