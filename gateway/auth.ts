/** API keys: none on loopback, else one of the operator's list. */
import { createHash, timingSafeEqual } from "node:crypto";
import { ApiError } from "./errors.ts";

/** Who asks, for keeping callers apart: never the key itself. */
export type Caller = "anonymous" | `key-${number}`;

/** Checks the `Authorization: Bearer` header. Every key is compared in full, whichever matches. */
export function apiKeyCheck(keys: readonly string[] | null): (authorization: string | undefined) => Caller {
  if (keys === null) return () => "anonymous";
  const digests = keys.map(sha256);
  return (authorization) => {
    const key = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
    if (key === undefined)
      throw new ApiError(
        401,
        "You didn't provide an API key. Send it in an Authorization header using Bearer auth (Authorization: Bearer YOUR_KEY).",
      );
    const given = sha256(key.trim());
    // Digests have one length, so neither a key's length nor its beginning shows in the time taken.
    const matches = digests.map((digest) => timingSafeEqual(digest, given));
    const index = matches.indexOf(true);
    if (index < 0) throw new ApiError(401, "Incorrect API key provided.", { code: "invalid_api_key" });
    return `key-${index}`;
  };
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
