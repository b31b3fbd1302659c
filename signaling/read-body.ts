import { err, ok, type Result } from "../protocol/index.ts";
import { BODY_TIMEOUT_MS } from "./limits.ts";

export interface BodyError {
  readonly code: "body_too_large" | "body_malformed" | "body_timeout";
}

/** A request's JSON, of at most `maxBytes`, within `BODY_TIMEOUT_MS`: what is over the limit is never kept. */
export async function readJson(request: Request, maxBytes: number): Promise<Result<unknown, BodyError>> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return err({ code: "body_too_large" });
  if (request.body === null) return err({ code: "body_malformed" });
  const reader = request.body.getReader();
  const late = Promise.withResolvers<"late">();
  const timer = setTimeout(() => late.resolve("late"), BODY_TIMEOUT_MS);
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const piece = await Promise.race([reader.read(), late.promise]);
      if (piece === "late") return err({ code: "body_timeout" });
      if (piece.done) break;
      length += piece.value.length;
      if (length > maxBytes) return err({ code: "body_too_large" });
      pieces.push(piece.value);
    }
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces))) as unknown);
  } catch {
    return err({ code: "body_malformed" });
  } finally {
    clearTimeout(timer);
    await reader.cancel().catch(() => undefined);
  }
}
