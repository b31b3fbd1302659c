/** Questions to an operator over HTTP. What it answers is parsed before it is believed. */
import type { z } from "zod";
import {
  apiErrorSchema,
  type Hex,
  type JobId,
  type JobView,
  jobViewSchema,
  type NetworkEvent,
  networkEventSchema,
} from "../protocol/index.ts";
import type { Context } from "./context.ts";
import { Refused } from "./refused.ts";

/** ms. An operator that does not answer within this is unreachable for its user. */
const ANSWER_TIMEOUT_MS = 8_000;
/** Characters of a snapshot of 1,000 nodes and the jobs of the last hours, tenfold. */
const MAX_ANSWER_CHARS = 16 * 1024 * 1024;

const UNREACHABLE =
  "The operator's server did not answer, or not as one. Check the address and that it runs.";

/** Throws `Refused`: `signaling_unreachable`, or the operator's own refusal. */
export async function askOperator<T>(
  context: Context,
  path: string,
  schema: z.ZodType<T>,
  init: RequestInit = {},
): Promise<T> {
  const { body } = await request(context, path, init, readJson);
  // By the form and not by the status: an operator without its chain tells its health with a 503.
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const said = apiErrorSchema.safeParse(body);
  if (said.success) throw new Refused(said.data.error.code, said.data.error.message);
  throw unreachable();
}

/** The operator's word on a job; null when it does not know it. */
export async function operatorJob(context: Context, job: JobId): Promise<JobView | null> {
  try {
    return await askOperator(context, `/v1/jobs/${job}`, jobViewSchema);
  } catch (thrown) {
    if (thrown instanceof Refused && thrown.code === "job_unknown") return null;
    throw thrown;
  }
}

/** Takes a job back at the operator, by its requester's signature. */
export async function cancelAtOperator(context: Context, job: JobId, signature: Hex): Promise<JobView> {
  return askOperator(context, `/v1/jobs/${job}`, jobViewSchema, {
    method: "DELETE",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ signature }),
  });
}

/** The public state of the network: the first message of the operator's event stream. */
export async function operatorSnapshot(
  context: Context,
): Promise<Extract<NetworkEvent, { type: "snapshot" }>> {
  const { body } = await request(context, "/v1/events", {}, firstEvent);
  const event = networkEventSchema.safeParse(body);
  if (event.success && event.data.type === "snapshot") return event.data;
  throw unreachable();
}

async function request(
  context: Context,
  path: string,
  init: RequestInit,
  read: (response: Response) => Promise<unknown>,
): Promise<{ body: unknown }> {
  // Its end also ends a stream of which only the first message is wanted.
  const done = new AbortController();
  const signal = AbortSignal.any([context.stop, done.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
  try {
    const response = await fetch(`${context.globals().url.replace(/\/+$/, "")}${path}`, { ...init, signal });
    return { body: await read(response) };
  } catch {
    throw unreachable();
  } finally {
    done.abort();
  }
}

async function readJson(response: Response): Promise<unknown> {
  return JSON.parse(await response.text()) as unknown;
}

/** `data` of the first server-sent event. Source: HTML Living Standard, 9.2.6. */
async function firstEvent(response: Response): Promise<unknown> {
  const utf8 = new TextDecoder();
  let text = "";
  for await (const bytes of response.body ?? []) {
    text += utf8.decode(bytes, { stream: true });
    const end = text.indexOf("\n\n");
    if (end >= 0) {
      const lines = text.slice(0, end).split("\n");
      const told = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5));
      if (told.length > 0) return JSON.parse(told.join("\n")) as unknown;
      text = text.slice(end + 2);
    }
    if (text.length > MAX_ANSWER_CHARS) break;
  }
  throw unreachable();
}

function unreachable(): Refused {
  return new Refused("signaling_unreachable", UNREACHABLE);
}
