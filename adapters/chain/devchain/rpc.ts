/** JSON-RPC 2.0 over any text channel. */
import { MAX_RPC_BATCH, MAX_RPC_REPLY_CHARS } from "./limits.ts";
import { authorMethods } from "./rpc-author.ts";
import { chainMethods } from "./rpc-chain.ts";
import type { RpcContext, RpcMethod } from "./rpc-context.ts";
import {
  batchTooLarge,
  internalError,
  invalidRequest,
  methodNotFound,
  parseError,
  replyTooLarge,
  RpcError,
} from "./rpc-errors.ts";
import type { RpcSession } from "./rpc-session.ts";
import { stateMethods } from "./rpc-state.ts";
import { systemMethods } from "./rpc-system.ts";

export class Rpc {
  readonly #methods: ReadonlyMap<string, RpcMethod>;
  readonly #log: (line: string) => void;

  constructor(context: RpcContext, log: (line: string) => void) {
    this.#log = log;
    const methods = new Map<string, RpcMethod>(
      Object.entries({
        ...chainMethods(context),
        ...stateMethods(context),
        ...authorMethods(context),
        ...systemMethods(context),
      }),
    );
    methods.set("rpc_methods", () => ({ methods: [...methods.keys()].sort() }));
    this.#methods = methods;
  }

  /** Answers one message; what the client did wrong is told to it, and costs nobody else anything. */
  handle(message: string, session: RpcSession): void {
    session.answer(() => {
      let request: unknown;
      try {
        request = JSON.parse(message);
      } catch {
        return failure(null, parseError());
      }
      if (!Array.isArray(request)) return this.#one(request, session);
      if (request.length === 0) return failure(null, invalidRequest());
      if (request.length > MAX_RPC_BATCH) return failure(null, batchTooLarge(MAX_RPC_BATCH));
      return this.#batch(request, session);
    });
  }

  /** Calls past the room for the reply are not made. */
  #batch(requests: readonly unknown[], session: RpcSession): string | null {
    const replies: string[] = [];
    let chars = 0;
    for (const one of requests) {
      const reply =
        chars > MAX_RPC_REPLY_CHARS ? failure(idOf(one), replyTooLarge()) : this.#one(one, session);
      if (reply === null) continue;
      chars += reply.length;
      replies.push(reply);
    }
    return replies.length === 0 ? null : `[${replies.join(",")}]`;
  }

  #one(request: unknown, session: RpcSession): string | null {
    if (typeof request !== "object" || request === null) return failure(null, invalidRequest());
    const { jsonrpc, id, method, params } = request as Record<string, unknown>;
    const known = id === undefined || id === null || typeof id === "string" || typeof id === "number";
    if (jsonrpc !== "2.0" || typeof method !== "string" || !known)
      return failure(known ? id : null, invalidRequest());
    const reply = this.#call(method, params ?? [], session);
    if (id === undefined) return null; // a notification
    if (reply instanceof RpcError) return failure(id, reply);
    try {
      const text = JSON.stringify({ jsonrpc: "2.0", id, result: reply.result });
      return text.length > MAX_RPC_REPLY_CHARS ? failure(id, replyTooLarge()) : text;
    } catch {
      return failure(id, replyTooLarge()); // longer than a string can be
    }
  }

  #call(name: string, params: unknown, session: RpcSession): { result: unknown } | RpcError {
    const method = this.#methods.get(name);
    if (method === undefined) return methodNotFound();
    if (!Array.isArray(params))
      return new RpcError(-32602, "Invalid params", "parameters go by position, in a list");
    try {
      return { result: method(params as readonly unknown[], session) ?? null };
    } catch (thrown) {
      if (thrown instanceof RpcError) return thrown;
      // A bug of ours: its text is for our log, not for a stranger.
      this.#log(`${name} failed: ${thrown instanceof Error ? thrown.message : "unknown"}`);
      return internalError();
    }
  }
}

function idOf(request: unknown): unknown {
  return typeof request === "object" && request !== null && "id" in request ? request.id : null;
}

function failure(id: unknown, error: RpcError): string {
  const { code, message, data } = error;
  return JSON.stringify({
    jsonrpc: "2.0",
    id: id ?? null,
    error: data === undefined ? { code, message } : { code, message, data },
  });
}
