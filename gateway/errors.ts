/** OpenAI's error bodies, so that stock clients raise the errors that their users already handle. */

/** An HTTP refusal in OpenAI's words. `message` never quotes prompts, outputs or keys. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly param: string | null;
  /** False where a second try would fail again or be billed again; stock clients read it as `x-should-retry`. */
  readonly retry: boolean;

  constructor(
    status: number,
    message: string,
    options: { code?: string | null; param?: string | null; type?: string; retry?: boolean } = {},
  ) {
    super(message);
    this.status = status;
    this.type = options.type ?? typeOf(status);
    this.code = options.code ?? null;
    this.param = options.param ?? null;
    this.retry = options.retry ?? (status === 429 || status === 503);
  }
}

function typeOf(status: number): string {
  if (status === 429) return "rate_limit_error";
  return status >= 500 ? "server_error" : "invalid_request_error";
}

/** `{ error: { message, type, param, code } }`. */
export function errorBody(error: ApiError): {
  error: { message: string; type: string; param: string | null; code: string | null };
} {
  return { error: { message: error.message, type: error.type, param: error.param, code: error.code } };
}

export function errorResponse(error: ApiError): Response {
  return Response.json(errorBody(error), {
    status: error.status,
    headers: { "x-should-retry": String(error.retry) },
  });
}

export function modelNotFound(model: string, param: string | null = null): ApiError {
  return new ApiError(
    404,
    `No node serves the model \`${model}\` now. GET /v1/models lists those that are online; open /node to serve one.`,
    { code: "model_not_found", param },
  );
}

/** Whatever a backend threw, as a refusal of ours. `started`: tokens were already delivered (and will be billed). */
export function fromBackend(error: unknown, model: string, started = false): ApiError {
  if (error instanceof ApiError) return error;
  const code = stringField(error, "code");
  if (code === null)
    return new ApiError(500, "The gateway had an unexpected error.", {
      code: "internal_error",
      retry: false,
    });
  if (code === "model_unknown") return modelNotFound(model);
  const claimed = numberField(error, "status");
  const status = claimed !== null && claimed >= 400 && claimed < 600 ? claimed : 502;
  const words = error instanceof Error && error.message !== "" ? error.message : code;
  const param = stringField(error, "param");
  return new ApiError(status, words, { code, param, ...(started ? { retry: false } : {}) });
}

function stringField(value: unknown, field: string): string | null {
  const found = fieldOf(value, field);
  return typeof found === "string" ? found : null;
}

function numberField(value: unknown, field: string): number | null {
  const found = fieldOf(value, field);
  return typeof found === "number" ? found : null;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
}
