import { err, ok, toHex, type Result } from "../../protocol/index.ts";
import type { DtlsFingerprint, SessionError } from "./port.ts";

const ATTRIBUTE = /^a=fingerprint:/i;
/** RFC 8122 §5: `hash-func SP fingerprint`; the hash's name compares without case. */
const SHA_256 = /^a=fingerprint:sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})[ \t]*$/i;

/**
 * The one certificate that a description names. RFC 8122 lets a description hold several fingerprints; then it is up to the
 * browser which certificate is taken, and we could sign another one, so anything but a single SHA-256 value is refused.
 */
export function sdpFingerprint(sdp: string): Result<DtlsFingerprint, SessionError> {
  const lines = sdp.split(/\r\n|\n|\r/).filter((line) => ATTRIBUTE.test(line));
  const values = new Set(lines.map((line) => SHA_256.exec(line)?.[1]?.toLowerCase()));
  const [value] = values;
  if (values.size !== 1 || value === undefined)
    return refused("a description does not name exactly one SHA-256 certificate");
  return ok(toHex(Uint8Array.from(value.split(":"), (byte) => Number.parseInt(byte, 16))));
}

/** The part of `RTCPeerConnection` that knows which certificates DTLS used. */
export interface DescribedConnection {
  readonly currentLocalDescription: { readonly sdp: string } | null;
  readonly currentRemoteDescription: { readonly sdp: string } | null;
}

export interface Fingerprints {
  readonly local: DtlsFingerprint;
  readonly remote: DtlsFingerprint;
}

/** Both fingerprints of an open connection, out of the very descriptions that its DTLS was checked against. */
export function connectionFingerprints(connection: DescribedConnection): Result<Fingerprints, SessionError> {
  const { currentLocalDescription, currentRemoteDescription } = connection;
  if (!currentLocalDescription || !currentRemoteDescription)
    return refused("the connection is not described");
  const local = sdpFingerprint(currentLocalDescription.sdp);
  if (!local.ok) return local;
  const remote = sdpFingerprint(currentRemoteDescription.sdp);
  if (!remote.ok) return remote;
  if (local.value === remote.value) return refused("the peer shows our own certificate");
  return ok({ local: local.value, remote: remote.value });
}

function refused(message: string): Result<never, SessionError> {
  return err({ code: "fingerprint_mismatch", message });
}
