/** JSON-RPC errors with the codes and words of substrate's own node, which its clients match on. Sources: JSON-RPC 2.0 §5.1, sc-rpc-api `author::error`, `state::error`, jsonrpsee. */
import { MAX_RPC_REPLY_CHARS } from "./limits.ts";
import type { PoolRefusal } from "./pool.ts";
import { INVALID_TEXTS, type Invalidity } from "./validity.ts";

export class RpcError extends Error {
  readonly code: number;
  readonly data: string | undefined;
  constructor(code: number, message: string, data?: string) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export const parseError = (): RpcError => new RpcError(-32700, "Parse error");
export const invalidRequest = (): RpcError => new RpcError(-32600, "Invalid request");
export const methodNotFound = (): RpcError => new RpcError(-32601, "Method not found");
export const invalidParams = (why: string): RpcError => new RpcError(-32602, "Invalid params", why);
export const internalError = (): RpcError => new RpcError(-32603, "Internal error");
export const tooManySubscriptions = (): RpcError =>
  new RpcError(-32006, "Too many subscriptions on the connection");
export const replyTooLarge = (): RpcError =>
  new RpcError(-32008, "Response is too big", `Exceeded max limit of ${MAX_RPC_REPLY_CHARS}`);
export const batchTooLarge = (limit: number): RpcError =>
  new RpcError(-32010, "The batch request was too large", `Exceeded max limit of ${limit}`);

export const badFormat = (): RpcError => new RpcError(1001, "Extrinsic has invalid format");
export const verificationFailed = (): RpcError =>
  new RpcError(1002, "Verification Error", "the runtime could not decode the transaction");

export const unknownBlock = (): RpcError =>
  new RpcError(4003, "Client error: UnknownBlock: Header was not found in the database");
export const stateDiscarded = (): RpcError =>
  new RpcError(4003, "Client error: State already discarded for this block");
export const executionFailed = (why: string): RpcError =>
  new RpcError(4003, "Client error: Execution failed", why);

/** Source: substrate-frame-rpc-system `Error`. */
export const dryRunUndecodable = (): RpcError =>
  new RpcError(2, "Unable to dry run extrinsic", "the runtime could not decode the transaction");

export function poolError(refusal: PoolRefusal): RpcError {
  switch (refusal.code) {
    case "already_imported":
      return new RpcError(1013, "Transaction Already Imported");
    case "temporarily_banned":
      return new RpcError(1012, "Transaction is temporarily banned");
    case "priority_too_low":
      return new RpcError(
        1014,
        `Priority is too low: (${refusal.old} vs ${refusal.new})`,
        "The transaction has too low priority to replace another transaction already in the pool.",
      );
    case "immediately_dropped":
      return new RpcError(
        1016,
        "Immediately Dropped",
        refusal.limit === "pool"
          ? "The transaction couldn't enter the pool because of the limit"
          : "This connection has as many transactions in the pool as one connection may have",
      );
    case "no_tags":
      return new RpcError(1018, "Transaction is unactionable", "The transaction provides no tags");
  }
}

export function invalidTransaction(why: Invalidity): RpcError {
  if (why.kind === "unknown") return new RpcError(1011, "Unknown Transaction Validity", why.reason);
  const text = why.reason === "custom" ? `Custom error: ${why.custom ?? 0}` : INVALID_TEXTS[why.reason];
  return new RpcError(1010, "Invalid Transaction", text);
}
