import { describe, expect, it } from "vitest";
import { connectionFingerprints, sdpFingerprint } from "./fingerprint.ts";

const colons = (byte: string): string => Array.from({ length: 32 }, () => byte).join(":");
const A = `a=fingerprint:sha-256 ${colons("AB")}`;
const B = `a=fingerprint:sha-256 ${colons("0C")}`;
const sdp = (...lines: string[]): string =>
  ["v=0", "s=-", ...lines, "m=application 9 UDP/DTLS/SCTP x", ""].join("\r\n");

describe("the fingerprint of a description", () => {
  it("is its one SHA-256 value as hex", () => {
    expect(sdpFingerprint(sdp(A))).toEqual({ ok: true, value: `0x${"ab".repeat(32)}` });
  });

  it("may be repeated, in any case", () => {
    expect(sdpFingerprint(sdp(A, "m=audio", A.toLowerCase()))).toMatchObject({ ok: true });
  });

  it.each([
    ["none", sdp()],
    ["two that differ", sdp(A, B)],
    ["another hash", sdp(`a=fingerprint:sha-1 ${colons("AB").slice(0, 59)}`)],
    ["another hash beside it", sdp(A, `a=fingerprint:sha-512 ${colons("AB")}`)],
    ["a short value", sdp(A.slice(0, -3))],
    ["a long value", sdp(`${A}:AB`)],
    ["a value that is not hex", sdp(A.replace("AB", "GG"))],
    ["a line that only looks like one", sdp(`x${A}`)],
    ["nothing at all", ""],
  ])("is refused when there is %s", (_what, text) => {
    expect(sdpFingerprint(text)).toMatchObject({ ok: false, error: { code: "fingerprint_mismatch" } });
  });
});

describe("the fingerprints of a connection", () => {
  const described = (local: string | null, remote: string | null) => ({
    currentLocalDescription: local === null ? null : { sdp: local },
    currentRemoteDescription: remote === null ? null : { sdp: remote },
  });

  it("are those of both descriptions", () => {
    expect(connectionFingerprints(described(sdp(A), sdp(B)))).toEqual({
      ok: true,
      value: { local: `0x${"ab".repeat(32)}`, remote: `0x${"0c".repeat(32)}` },
    });
  });

  it.each([
    ["our own certificate comes back", described(sdp(A), sdp(A))],
    ["the peer is not described", described(sdp(A), null)],
    ["we are not described", described(null, sdp(B))],
    ["the peer names two", described(sdp(A), sdp(B, A))],
    ["we name two", described(sdp(B, A), sdp(B))],
  ])("are refused when %s", (_what, connection) => {
    expect(connectionFingerprints(connection)).toMatchObject({
      ok: false,
      error: { code: "fingerprint_mismatch" },
    });
  });
});
