import type { IncomingMessage } from "node:http";
import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import {
  fromHex,
  jobCancellationMessage,
  jobPostSchema,
  LEASE_CLAIM_TIMEOUT_MS,
  type JobView,
  type NetworkEvent,
  type NetworkInfo,
  type NodeView,
  parseJobId,
  type Refusal,
  type Result,
  verifyBytes,
  err,
  type AccountId,
  type LeaseGrant,
  type Millis,
} from "../protocol/index.ts";
import { addressKey, TokenBuckets } from "./core/token-bucket.ts";
import { advance, type JobRecord, viewJob } from "./core/job-record.ts";
import type { UnclaimedLeases } from "./core/unclaimed.ts";
import type { EventHub } from "./events.ts";
import type { LeaseRequest } from "./leasing.ts";
import type { Ledger } from "./ledger.ts";
import { MATCH_BUDGET_MS, MAX_BUCKETS, type RateRules } from "./limits.ts";
import type { Origins } from "./origins.ts";
import type { ProofGate } from "./proof-gate.ts";
import { readJson } from "./read-body.ts";
import { checkDeadline, readIntent } from "./terms.ts";

/** Bytes of a request's body: an intent of 8 KiB hex at the most, and 32 excluded accounts. */
const MAX_BODY_BYTES = 32 * 1024;

const cancelSchema = z.object({ signature: z.string().regex(/^0x[0-9a-f]{128}$/) });

/** Codes and their HTTP statuses; what is not here is 400. */
const STATUS: Record<string, ContentfulStatusCode> = {
  model_unknown: 404,
  job_unknown: 404,
  not_found: 404,
  no_free_node: 503,
  no_suitable_node: 503,
  ledger_failed: 503,
  too_many_streams: 503,
  body_too_large: 413,
  body_timeout: 408,
  rate_limited: 429,
  too_many_unclaimed_leases: 429,
  origin_refused: 403,
  cancellation_bad_signature: 403,
  job_running: 409,
  job_recorded: 409,
  job_settled: 409,
  job_failed: 409,
  job_cancelled: 409,
  job_expired: 409,
  illegal_transition: 409,
  stale_lease: 409,
};
/** s. When nobody was free, asking again at once would not help. */
const BUSY_RETRY_S = 1;

interface Bindings {
  readonly incoming?: IncomingMessage;
}
export type Env = { Bindings: Bindings };

export interface HttpParts {
  readonly rates: RateRules;
  readonly proofs: ProofGate;
  readonly ledger: Ledger;
  readonly hub: EventHub;
  readonly origins: Origins;
  readonly network: NetworkInfo;
  /** Identities without a limit of their own: the gateway, who serves many. */
  readonly unlimited: ReadonlySet<AccountId>;
  readonly now: () => Millis;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly lease: (request: LeaseRequest) => Promise<Result<LeaseGrant>>;
  readonly unclaimed: UnclaimedLeases;
  readonly nodes: () => NodeView[];
  readonly snapshot: () => NetworkEvent;
  readonly cancelled: (record: JobRecord) => void;
}

export function createHttp(parts: HttpParts): Hono<Env> {
  const { rates, proofs, ledger, hub, origins, network, unlimited, lease } = parts;
  const now = () => Math.floor(parts.now());
  const requests = new TokenBuckets(rates.requestPerAddress, MAX_BUCKETS);
  const jobsByAddress = new TokenBuckets(rates.jobsPerAddress, MAX_BUCKETS);
  const jobsByIdentity = new TokenBuckets(rates.jobsPerIdentity, MAX_BUCKETS);
  const app = new Hono<Env>();

  const addressOf = (c: Context<Env, string>): string => {
    // Absent when somebody calls the app without a server, as tests do.
    const incoming = (c.env as Bindings | undefined)?.incoming;
    return incoming ? addressKey(parts.addressOf(incoming)) : "";
  };
  const refuse = (c: Context<Env, string>, error: Refusal, retryAfterMs = 0): Response => {
    const status = STATUS[error.code] ?? 400;
    if (retryAfterMs > 0) c.header("retry-after", String(Math.ceil(retryAfterMs / 1000)));
    else if (status === 503) c.header("retry-after", String(BUSY_RETRY_S));
    const message = error.message ?? error.code.replaceAll("_", " ");
    return c.json({ error: { code: error.code, message } }, status);
  };

  app.use("/v1/*", async (c: Context<Env, string>, next) => {
    const origin = c.req.header("origin");
    const host = c.req.header("host");
    if (!origins.allows(origin, host)) return refuse(c, { code: "origin_refused" });
    // Nothing here goes by cookies, so an allowed origin may read it all.
    if (origin !== undefined) {
      c.header("access-control-allow-origin", origin);
      c.header("vary", "origin");
      c.header("access-control-expose-headers", "retry-after");
    }
    if (c.req.method === "OPTIONS") {
      c.header("access-control-allow-methods", "GET, POST, DELETE");
      c.header("access-control-allow-headers", "content-type");
      c.header("access-control-max-age", "600");
      return c.body(null, 204);
    }
    c.header("cache-control", "no-store");
    const waitMs = requests.take(addressOf(c), now());
    if (waitMs > 0) return refuse(c, { code: "rate_limited" }, waitMs);
    await next();
    return undefined;
  });

  app.get("/v1/challenge", (c) => c.json({ ...proofs.issue(), genesis: network.genesis }));
  app.get("/v1/network", (c) => c.json(network));
  app.get("/v1/nodes", (c) => c.json({ nodes: parts.nodes() }));

  app.post("/v1/jobs", async (c) => {
    const byAddress = jobsByAddress.take(addressOf(c), now());
    if (byAddress > 0) return refuse(c, { code: "rate_limited" }, byAddress);
    const body = await readJson(c.req.raw, MAX_BODY_BYTES);
    if (!body.ok) return refuse(c, body.error);
    const post = jobPostSchema.safeParse(body.value);
    if (!post.success) return refuse(c, fieldRefusal(post.error));
    const { intent: intentHex, signature: signatureHex, exclude } = post.data;
    const signed = readIntent(intentHex, signatureHex, network.genesis);
    if (!signed.ok) return refuse(c, signed.error);
    const { requester } = signed.value.intent;
    const byIdentity = unlimited.has(requester) ? 0 : jobsByIdentity.take(requester, now());
    if (byIdentity > 0) return refuse(c, { code: "rate_limited" }, byIdentity);
    const inTime = checkDeadline(signed.value.intent, now());
    if (!inTime.ok) return refuse(c, inTime.error);
    const { job } = signed.value;
    if (!unlimited.has(requester)) {
      const latestMs = now() + MATCH_BUDGET_MS + LEASE_CLAIM_TIMEOUT_MS;
      const waitMs = parts.unclaimed.hold(job, requester, addressOf(c), now(), latestMs);
      if (waitMs > 0) return refuse(c, { code: "too_many_unclaimed_leases" }, waitMs);
    }
    const granted = await lease({ ...signed.value, intentHex, signatureHex, exclude });
    if (granted.ok && (await ledger.get(job))?.state.phase === "leased")
      parts.unclaimed.until(job, granted.value.expiresAtMs);
    else parts.unclaimed.release(job);
    return granted.ok ? c.json(granted.value) : refuse(c, granted.error);
  });

  app.get("/v1/jobs/:id", async (c) => {
    const job = parseJobId(c.req.param("id"));
    const record = job && (await ledger.get(job));
    return record ? c.json(viewJob(record) satisfies JobView) : refuse(c, { code: "job_unknown" });
  });

  app.delete("/v1/jobs/:id", async (c) => {
    const body = await readJson(c.req.raw, MAX_BODY_BYTES);
    if (!body.ok) return refuse(c, body.error);
    const parsed = cancelSchema.safeParse(body.value);
    if (!parsed.success) return refuse(c, fieldRefusal(parsed.error));
    const job = parseJobId(c.req.param("id"));
    const record = job && (await ledger.get(job));
    if (!record) return refuse(c, { code: "job_unknown" });
    const bytes = jobCancellationMessage.encode({ job: record.job }, network.genesis);
    const signature = fromHex(parsed.data.signature) ?? new Uint8Array();
    if (!verifyBytes(bytes, signature, record.requester))
      return refuse(c, { code: "cancellation_bad_signature" });
    const cancelled = await ledger.update<Refusal>(record.job, (current) => {
      if (!current) return err({ code: "job_unknown" });
      // Asked twice, answered twice.
      if (current.state.phase === "cancelled") return { ok: true, value: current };
      if (current.state.phase === "running")
        return err({
          code: "job_running",
          message: "A node runs this job: cancel it in the session that asked for it.",
        });
      return advance(current, { type: "cancelled" }, now());
    });
    if (!cancelled.ok) return refuse(c, cancelled.error);
    parts.cancelled(cancelled.value);
    return c.json(viewJob(cancelled.value));
  });

  app.get("/v1/events", (c) => {
    const stream = hub.stream(addressOf(c), parts.snapshot);
    if (stream === null) return refuse(c, { code: "too_many_streams" });
    c.header("content-type", "text/event-stream; charset=utf-8");
    // nginx buffers otherwise.
    c.header("x-accel-buffering", "no");
    return c.body(stream);
  });

  app.onError((_error, c) =>
    c.json({ error: { code: "internal", message: "The server failed. It is not your request." } }, 500),
  );
  return app;
}

/** Which field was wrong, never its value. */
function fieldRefusal(error: z.ZodError): Refusal {
  const path = error.issues[0]?.path.map(String).join(".") ?? "";
  return { code: "body_malformed", message: path === "" ? "not the expected object" : `${path}: not valid` };
}
