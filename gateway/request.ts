/** The chat request as OpenAI documents it, checked by hand so that refusals name the field in OpenAI's words. */
import {
  MAX_CHAT_MESSAGES,
  MAX_COMPLETION_TOKENS,
  MAX_MESSAGE_BYTES,
  MAX_MODEL_ID_BYTES,
  MAX_STOP_STRINGS,
  MAX_STOP_STRING_BYTES,
} from "../protocol/index.ts";
import type { ChatParameters } from "./backend.ts";
import { ApiError } from "./errors.ts";
import { checkArray, checkBoolean, checkInteger, checkNumber, checkObject, checkString } from "./fields.ts";

export interface ParsedRequest {
  readonly parameters: ChatParameters;
  readonly stream: boolean;
  readonly includeUsage: boolean;
}

/** Parses a body; throws `ApiError` for what is wrong with it. Fields that we do not know are ignored, as OpenAI adds many. */
export function parseChatRequest(body: unknown): ParsedRequest {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ApiError(400, "We expected the JSON body of your request to be an object.");
  const fields = withoutNulls(body as Record<string, unknown>);
  refuseUnsupported(fields);
  const model = required(fields, "model", (value) => checkString(value, "model", 1, MAX_MODEL_ID_BYTES));
  const messages = required(fields, "messages", parseMessages);
  const stream = optional(fields, "stream", (value) => checkBoolean(value, "stream")) ?? false;
  const parameters: ChatParameters = {
    model,
    messages,
    ...numbers(fields),
    ...present("stop", optional(fields, "stop", parseStop)),
  };
  return { parameters, stream, includeUsage: parseStreamOptions(fields, stream) };
}

function withoutNulls(fields: Record<string, unknown>): ReadonlyMap<string, unknown> {
  // OpenAI treats null as "not given" for every optional field.
  return new Map(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

type Fields = ReadonlyMap<string, unknown>;

function required<T>(fields: Fields, name: string, parse: (value: unknown) => T): T {
  if (!fields.has(name))
    throw new ApiError(400, `Missing required parameter: '${name}'.`, {
      code: "missing_required_parameter",
      param: name,
    });
  return parse(fields.get(name));
}

function optional<T>(fields: Fields, name: string, parse: (value: unknown) => T): T | undefined {
  return fields.has(name) ? parse(fields.get(name)) : undefined;
}

function present<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: T });
}

/** OpenAI takes 0, the wire does not: its smallest step (`protocol/chat-codec.ts`) means the same, the likeliest token only. */
const SMALLEST_TOP_P = 0.0001;

function numbers(fields: Fields): Partial<ChatParameters> {
  const decimal = (name: string, min: number, max: number) =>
    optional(fields, name, (value) => checkNumber(value, name, min, max));
  const integer = (name: string, min: number, max: number) =>
    optional(fields, name, (value) => checkInteger(value, name, min, max));
  const maxTokens = integer("max_tokens", 1, MAX_COMPLETION_TOKENS);
  const maxCompletionTokens = integer("max_completion_tokens", 1, MAX_COMPLETION_TOKENS);
  const topP = decimal("top_p", 0, 1);
  return {
    ...present("temperature", decimal("temperature", 0, 2)),
    ...present("top_p", topP === undefined ? undefined : Math.max(SMALLEST_TOP_P, topP)),
    // The newer name wins where a client sends both.
    ...present("max_tokens", maxCompletionTokens ?? maxTokens),
    ...present("seed", integer("seed", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
    ...present("frequency_penalty", decimal("frequency_penalty", -2, 2)),
    ...present("presence_penalty", decimal("presence_penalty", -2, 2)),
  };
}

function parseStop(value: unknown): string[] {
  if (typeof value === "string") return [checkString(value, "stop", 1, MAX_STOP_STRING_BYTES)];
  const list = checkArray(value, "stop", 0, MAX_STOP_STRINGS);
  return list.map((item, index) => checkString(item, `stop[${index}]`, 1, MAX_STOP_STRING_BYTES));
}

function parseStreamOptions(fields: Fields, stream: boolean): boolean {
  if (!fields.has("stream_options")) return false;
  if (!stream)
    throw new ApiError(400, "The 'stream_options' parameter is only allowed when 'stream' is enabled.", {
      code: "invalid_parameter",
      param: "stream_options",
    });
  const options = withoutNulls(checkObject(fields.get("stream_options"), "stream_options"));
  const name = "stream_options.include_usage";
  return optional(options, "include_usage", (value) => checkBoolean(value, name)) ?? false;
}

function parseMessages(value: unknown): ChatParameters["messages"] {
  const list = checkArray(value, "messages", 1, MAX_CHAT_MESSAGES);
  return list.map((item, index) => parseMessage(item, `messages[${index}]`));
}

const ROLES: Readonly<Record<string, "system" | "user" | "assistant">> = {
  system: "system",
  developer: "system",
  user: "user",
  assistant: "assistant",
};

function parseMessage(value: unknown, path: string): ChatParameters["messages"][number] {
  const message = withoutNulls(checkObject(value, path));
  const role = message.get("role");
  if (role === undefined)
    throw new ApiError(400, `Missing required parameter: '${path}.role'.`, {
      code: "missing_required_parameter",
      param: `${path}.role`,
    });
  if (role === "tool" || role === "function" || message.has("tool_calls") || message.has("function_call"))
    throw unsupported(path, "Tool calls are");
  const known = typeof role === "string" && Object.hasOwn(ROLES, role) ? ROLES[role] : undefined;
  if (known === undefined)
    throw new ApiError(
      400,
      `Invalid value for '${path}.role'. Supported values are: 'system', 'developer', 'user' and 'assistant'.`,
      { code: "invalid_value", param: `${path}.role` },
    );
  if (!message.has("content"))
    throw new ApiError(400, `Missing required parameter: '${path}.content'.`, {
      code: "missing_required_parameter",
      param: `${path}.content`,
    });
  return { role: known, content: parseContent(message.get("content"), `${path}.content`) };
}

function parseContent(value: unknown, path: string): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value))
    throw new ApiError(400, `Invalid type for '${path}': expected a string or an array of text parts.`, {
      code: "invalid_type",
      param: path,
    });
  const parts = value.map((item, index) => {
    const part = checkObject(item, `${path}[${index}]`);
    if (part["type"] !== "text") throw unsupported(`${path}[${index}]`, "Content parts other than text are");
    return checkString(part["text"], `${path}[${index}].text`, 0, MAX_MESSAGE_BYTES);
  });
  return parts.join("");
}

function unsupported(param: string, what: string): ApiError {
  return new ApiError(400, `${what} not supported by this network.`, {
    code: "unsupported_parameter",
    param,
  });
}

/** What would change the answer's meaning if it were ignored. */
function refuseUnsupported(fields: Fields): void {
  const n = optional(fields, "n", (value) => checkInteger(value, "n", 1, 128));
  if (n !== undefined && n > 1) throw unsupported("n", "More than one choice ('n') is");
  for (const name of ["tools", "functions"]) {
    const list = fields.get(name);
    if (list !== undefined && !(Array.isArray(list) && list.length === 0))
      throw unsupported(name, "Tool calls are");
  }
  if (fields.get("logprobs") !== undefined && fields.get("logprobs") !== false)
    throw unsupported("logprobs", "Log probabilities are");
  if (fields.has("top_logprobs") && fields.get("top_logprobs") !== 0)
    throw unsupported("top_logprobs", "Log probabilities are");
  const format = fields.get("response_format");
  if (format !== undefined && checkObject(format, "response_format")["type"] !== "text")
    throw unsupported("response_format", "Response formats other than text are");
  const bias = fields.get("logit_bias");
  if (bias !== undefined && Object.keys(checkObject(bias, "logit_bias")).length > 0)
    throw unsupported("logit_bias", "Logit biases are");
  const modalities = fields.get("modalities");
  if (fields.has("audio") || (Array.isArray(modalities) && modalities.some((item) => item !== "text")))
    throw unsupported(fields.has("audio") ? "audio" : "modalities", "Modalities other than text are");
}
