/** A request's bytes, read by hand: Hono's `bodyLimit` rebuilds the request, which Node's adapter's own cannot survive. */
import { MAX_HTTP_BODY_BYTES } from "../protocol/index.ts";
import { ApiError } from "./errors.ts";
import { BODY_TIMEOUT_MS } from "./limits.ts";

export interface BodyLimits {
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
}

/**
 * The whole body; empty where there is none. What is over the limit is never kept.
 * Throws `ApiError`: 413 too large, 408 not there in time, 400 broken off.
 */
export async function readBody(request: Request, limits: BodyLimits = {}): Promise<Uint8Array> {
  const { maxBytes = MAX_HTTP_BODY_BYTES, timeoutMs = BODY_TIMEOUT_MS } = limits;
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const late = Promise.withResolvers<"late">();
  const timer = setTimeout(() => late.resolve("late"), timeoutMs);
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const piece = await Promise.race([reader.read().catch(brokenOff), late.promise]);
      if (piece === "late")
        throw new ApiError(408, `The request body did not arrive within ${timeoutMs / 1000} seconds.`, {
          code: "request_timeout",
        });
      if (piece.done) return Buffer.concat(pieces);
      length += piece.value.length;
      if (length > maxBytes) throw tooLarge(maxBytes);
      pieces.push(piece.value);
    }
  } finally {
    clearTimeout(timer);
    // Not awaited: a source that hangs would hold the refusal back.
    void reader.cancel().catch(() => undefined);
  }
}

function tooLarge(maxBytes: number): ApiError {
  return new ApiError(413, `The request body is larger than ${maxBytes} bytes.`, {
    code: "payload_too_large",
  });
}

function brokenOff(): never {
  throw new ApiError(400, "The request body broke off.", { code: "incomplete_body" });
}
