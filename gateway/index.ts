/** The network in OpenAI's dialect: a Hono app over a client. */
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { apiKeyCheck } from "./auth.ts";
import type { ChatBackend, Model } from "./backend.ts";
import { ChatCompletions, type ChatCounters } from "./chat.ts";
import { ApiError, errorResponse, fromBackend, modelNotFound } from "./errors.ts";
import { readBody } from "./read-body.ts";

export type { ChatBackend, ChatChunk, ChatParameters, Model, Usage } from "./backend.ts";
export { apiKeyCheck } from "./auth.ts";
export type { ChatCounters } from "./chat.ts";
export { ApiError, errorResponse } from "./errors.ts";

export interface GatewayOptions {
  readonly client: ChatBackend;
  /** Keys that are accepted; null asks for none, which only loopback may. */
  readonly apiKeys: readonly string[] | null;
  /** Origins whose pages may call from a browser; same origin always may. */
  readonly corsOrigins: readonly string[];
  /** What `/health` says beside `status`; false `healthy` answers 503. */
  readonly health: () => Promise<{ healthy: boolean; details: Readonly<Record<string, unknown>> }>;
  /** Unix ms. */
  readonly now: () => number;
  /** ms between signs of life on a stream. */
  readonly keepAliveMs?: number;
  /** Told of bugs, with words that hold no request text. */
  readonly onError?: (error: unknown) => void;
}

export interface Gateway {
  readonly app: Hono;
  readonly counters: ChatCounters;
  /** Resolves when no job runs. */
  drained(): Promise<void>;
  /** Cancels what runs. */
  close(): Promise<void>;
}

/** Builds the routes `/v1/chat/completions`, `/v1/models` and `/health`; other paths are left to whoever mounts the app. */
export function createGateway(options: GatewayOptions): Gateway {
  const chat = new ChatCompletions(options.client, options);
  const callerOf = apiKeyCheck(options.apiKeys);
  const app = new Hono();

  app.onError((error) => {
    if (!(error instanceof ApiError)) options.onError?.(error);
    return errorResponse(fromBackend(error, ""));
  });
  if (options.corsOrigins.length > 0)
    app.use("/v1/*", cors({ origin: [...options.corsOrigins], allowMethods: ["GET", "POST"] }));

  const count = (response: Response): Response => {
    const { byStatus } = chat.counters;
    byStatus.set(response.status, (byStatus.get(response.status) ?? 0) + 1);
    return response;
  };

  app.post("/v1/chat/completions", async (context) => {
    try {
      const caller = callerOf(context.req.header("authorization"));
      const body = await readBody(context.req.raw);
      return count(
        await chat.respond({
          caller,
          body,
          contentType: context.req.header("content-type"),
          idempotencyKey: context.req.header("idempotency-key"),
          signal: context.req.raw.signal,
        }),
      );
    } catch (error) {
      if (!(error instanceof ApiError)) options.onError?.(error);
      return count(errorResponse(fromBackend(error, "")));
    }
  });

  const listModels = async (context: Context): Promise<readonly Model[]> => {
    callerOf(context.req.header("authorization"));
    const { data } = await options.client.models.list();
    return data.map(({ id, created, owned_by }) => ({ id, created, owned_by }));
  };
  app.get("/v1/models", async (context) => {
    const models = await listModels(context);
    return context.json({ object: "list", data: models.map(toModelObject) });
  });
  // Model ids may hold slashes.
  app.get("/v1/models/:id{.+}", async (context) => {
    const id = context.req.param("id");
    const model = (await listModels(context)).find((candidate) => candidate.id === id);
    if (model === undefined) throw modelNotFound(id, "model");
    return context.json(toModelObject(model));
  });

  app.get("/health", async (context) => {
    const { healthy, details } = await options.health();
    return context.json({ status: healthy ? "ok" : "unavailable", ...details }, healthy ? 200 : 503);
  });

  for (const path of ["/v1/chat/completions", "/v1/models", "/v1/models/:id{.+}"])
    app.all(path, (context) => {
      throw new ApiError(
        405,
        `Not allowed to ${context.req.method} on ${path.split("/:")[0]}. (HINT: Perhaps you meant to use a different HTTP method?)`,
        { code: "method_not_supported" },
      );
    });

  return { app, counters: chat.counters, drained: () => chat.drained(), close: () => chat.close() };
}

function toModelObject(model: Model) {
  return { id: model.id, object: "model" as const, created: model.created, owned_by: model.owned_by };
}

/** OpenAI's answer to a path that does not exist. */
export function unknownUrl(method: string, path: string): Response {
  return errorResponse(
    new ApiError(404, `Unknown request URL: ${method} ${path}. Please check the URL for typos.`, {
      code: "unknown_url",
    }),
  );
}
