/** What a node may say of a failure. Anything else is `node_failed`: a node must not speak in the operator's or our own name. */
const NODE_CODES = new Set([
  "not_serving",
  "model_not_loaded",
  "queue_full",
  "price_too_low",
  "deadline_passed",
  "deadline_too_far",
  "lease_expired",
  "job_replayed",
  "stream_in_use",
  "too_many_streams",
  "request_other_model",
  "request_over_max_tokens",
  "request_over_max_prompt",
  "intent_malformed",
  "intent_other_genesis",
  "intent_bad_signature",
  "intent_other_requester",
  "handed_back",
  "context_exceeded",
  "unsupported",
  "device_lost",
  "out_of_memory",
  "engine_failed",
  "busy",
  "not_loaded",
]);

export function codeOfNode(said: string): string {
  return NODE_CODES.has(said) ? said : "node_failed";
}
