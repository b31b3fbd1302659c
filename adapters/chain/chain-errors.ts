/** From what a node says to the codes of the port. */
import type { ApiPromise } from "@polkadot/api";
import type { DispatchError } from "@polkadot/types/interfaces";
import { ConnectionLost } from "./polkadot-connection.ts";
import type { ChainError } from "./port.ts";

/** Transaction pool refusals: 1010 invalid … 1018 unactionable. Source: sc-rpc-api `author::error`. */
const POOL_ERRORS = { first: 1001, last: 1099 };

/** What a call to the node rejected with. Rethrows what is neither the node's word nor a lost connection: a bug. */
export function callError(thrown: unknown): ChainError {
  if (thrown instanceof ConnectionLost) return { code: "chain_unreachable", message: thrown.message };
  const code = rpcCode(thrown);
  if (code === null) throw thrown;
  const message = thrown instanceof Error ? thrown.message : "the chain refused";
  const pool = code >= POOL_ERRORS.first && code <= POOL_ERRORS.last;
  return { code: pool ? "invalid_transaction" : "chain_unreachable", message };
}

/** The JSON-RPC code of a rejection; null when it is not the node's word. */
export function rpcCode(thrown: unknown): number | null {
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "number" ? thrown.code : null;
}

/** The pallet and error by name, for instance `computeJobs.UnknownJob`; of the runtime's own errors their kind, for instance `arithmetic.Underflow`. */
export function dispatchError(api: ApiPromise, error: DispatchError): ChainError {
  if (error.isModule) {
    const { section, name, docs } = api.registry.findMetaError(error.asModule);
    return { code: "dispatch_failed", pallet: `${section}.${name}`, message: docs.join(" ").trim() };
  }
  const pallet = runtimeError(error);
  return { code: "dispatch_failed", pallet, message: `the chain refused: ${pallet}` };
}

function runtimeError(error: DispatchError): string {
  if (error.isToken) return `token.${error.asToken.type}`;
  if (error.isArithmetic) return `arithmetic.${error.asArithmetic.type}`;
  if (error.isTransactional) return `transactional.${error.asTransactional.type}`;
  return error.type;
}
