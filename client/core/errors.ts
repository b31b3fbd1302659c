import type { Refusal } from "../../protocol/index.ts";

/** Why an answer did not come. `code` is stable; `status` is what an HTTP gateway answers for it. */
export class CocoError extends Error {
  override readonly name = "CocoError";
  readonly code: string;
  /** HTTP status of the same condition in OpenAI's API. */
  readonly status: number;
  /** The request field at fault, when it is one. */
  readonly param: string | null;

  constructor(code: string, options: { message?: string; param?: string } = {}) {
    const known = KNOWN[code];
    super(options.message ?? known?.[1] ?? `The request failed (${code}).`);
    this.code = code;
    this.status = known?.[0] ?? 502;
    this.param = options.param ?? null;
  }

  static of(refusal: Refusal): CocoError {
    return new CocoError(refusal.code, refusal.message === undefined ? {} : { message: refusal.message });
  }
}

/** Codes a user meets, with their status and what to do. */
const KNOWN: Record<string, readonly [number, string] | undefined> = {
  invalid_request: [400, "The request is not of the expected form."],
  unsupported: [
    400,
    "The model cannot take these messages. They must end with the user's, and only the first may be the system's.",
  ],
  request_over_max_prompt: [400, "The prompt is longer than what was agreed."],
  too_many_tokens: [502, "The node sent more than was asked for."],
  context_exceeded: [
    400,
    "Prompt and answer together do not fit the model's context. Shorten the prompt or lower max_tokens.",
  ],
  request_over_max_tokens: [400, "max_tokens is above what was agreed."],
  model_unknown: [
    404,
    "No node serves this model. List the models that are online, or open a node that serves it.",
  ],
  intent_too_large: [413, "The request is too large."],
  frame_too_large: [413, "The request is too large."],
  too_many_unclaimed_leases: [
    429,
    "Too many requests at once from this key. Wait for an answer and try again.",
  ],
  too_many_connections: [429, "Too many open tabs or programs with this key. Close one."],
  abandoned: [409, "The request was given up. Ask again."],
  rate_limited: [429, "Too many requests from here. Wait a little and try again."],
  no_free_node: [503, "Every node that serves this model is busy. Try again in a moment."],
  price_too_low: [402, "No node takes this job at the offered price. Raise maxPricePlanck."],
  peer_unreachable: [503, "The node could not be reached."],
  broker_unreachable: [503, "The operator's broker could not be reached."],
  signaling_unreachable: [503, "The operator's server did not answer. Check the address and that it runs."],
  session_closed: [502, "The node's tab was closed before the answer was complete."],
  peer_silent: [502, "The node stopped answering before the answer was complete."],
  node_silent: [504, "The node showed no sign of life for 10 seconds."],
  no_sign: [504, "No node answered within 10 seconds. Try again: another one may be free."],
  handed_back: [503, "The node's owner stopped it before the answer was complete."],
  device_lost: [502, "The node lost its GPU before the answer was complete."],
  fingerprint_mismatch: [
    502,
    "The connection to the node was tampered with. Nothing of the prompt was sent.",
  ],
  identity_mismatch: [502, "The node is not the one that was promised. Nothing of the prompt was sent."],
  bad_proof: [502, "The node could not prove its identity. Nothing of the prompt was sent."],
  no_suitable_node: [503, "No node that is online meets the request's price, length or speed."],
  not_serving: [503, "The node was paused by its owner. Try again: another one may be free."],
  model_not_loaded: [503, "The node serves another model now. Try again."],
  queue_full: [503, "Every node that serves this model is busy. Try again in a moment."],
  too_many_streams: [503, "Too many answers run over this connection already. Wait for one of them."],
  lease_expired: [503, "The node's promise ran out before the request reached it. Try again."],
  deadline_passed: [504, "The request's deadline passed before a node could start."],
  job_replayed: [409, "This very request was run before; it is not run twice."],
  handshake_timeout: [503, "The node did not prove its identity in time. Nothing of the prompt was sent."],
  bad_acceptance: [502, "The node's terms were not signed as promised. Nothing more was sent to it."],
  out_of_memory: [502, "The node ran out of memory before the answer was complete."],
  engine_failed: [502, "The node's engine failed before the answer was complete."],
  node_failed: [502, "The node failed before the answer was complete."],
  aborted: [499, "The request was cancelled."],
  client_closed: [499, "The client was closed."],
};
