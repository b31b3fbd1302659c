import { z } from "zod";
import {
  apiErrorSchema,
  err,
  leaseGrantSchema,
  networkInfoSchema,
  nodeViewSchema,
  ok,
  type Result,
} from "../../protocol/index.ts";
import { LEASE_ANSWER_TIMEOUT_MS, type SignalingApi, type SignalingError } from "./port.ts";

/** ms. An operator that does not answer a small question within this is unreachable for its user. */
const ANSWER_TIMEOUT_MS = 8_000;

const UNREACHABLE = "The operator's server did not answer. Check the address and that it runs.";
/** Browsers tell a page of another origin no more than that it failed. */
const MAYBE_REFUSED = `${UNREACHABLE} If it runs, it may not allow this page's origin: name it in COCO_CORS_ORIGINS there.`;

/** What callers hear of a connection that was lost twice. */
function named<T>(answer: Result<T, SignalingError>): Result<T, SignalingError> {
  return !answer.ok && answer.error.code === "connection_lost"
    ? err({ ...answer.error, code: "signaling_unreachable" })
    : answer;
}

/** The signaling API over `fetch`. `origin` without a trailing slash. */
export function httpSignaling(origin: string, fetchImpl: typeof fetch = fetch): SignalingApi {
  const elsewhere = typeof location !== "undefined" && location.origin !== new URL(origin).origin;
  /** A kept-alive connection may be closed by the server in the moment we use it: every call here may be made twice. */
  async function call<T>(
    path: string,
    schema: z.ZodType<T>,
    timeoutMs: number,
    init: RequestInit,
  ): Promise<Result<T, SignalingError>> {
    const first = await callOnce(path, schema, timeoutMs, init);
    return !first.ok && first.error.code === "connection_lost"
      ? await callOnce(path, schema, timeoutMs, init).then(named)
      : first;
  }

  async function callOnce<T>(
    path: string,
    schema: z.ZodType<T>,
    timeoutMs: number,
    init: RequestInit,
  ): Promise<Result<T, SignalingError>> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    let status: number | null = null;
    try {
      const response = await fetchImpl(`${origin}${path}`, { ...init, signal });
      status = response.status;
      const body: unknown = await response.json();
      if (!response.ok) {
        const said = apiErrorSchema.safeParse(body);
        return err(said.success ? { ...said.data.error, status } : { code: "signaling_failed", status });
      }
      const parsed = schema.safeParse(body);
      return parsed.success ? ok(parsed.data) : err({ code: "signaling_answer_malformed", status });
    } catch {
      if (init.signal?.aborted) return err({ code: "aborted", status });
      return err({
        code: timeout.aborted ? "signaling_unreachable" : "connection_lost",
        status,
        message: elsewhere ? MAYBE_REFUSED : UNREACHABLE,
      });
    }
  }
  const get = (signal?: AbortSignal): RequestInit => (signal ? { signal } : {});
  return {
    info: (signal) => call("/v1/network", networkInfoSchema, ANSWER_TIMEOUT_MS, get(signal)),
    nodes: (signal) =>
      call(
        "/v1/nodes",
        z.object({ nodes: z.array(nodeViewSchema) }).transform((body) => body.nodes),
        ANSWER_TIMEOUT_MS,
        get(signal),
      ),
    requestLease: (post, signal) =>
      call("/v1/jobs", leaseGrantSchema, LEASE_ANSWER_TIMEOUT_MS, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(post),
        ...get(signal),
      }),
  };
}
