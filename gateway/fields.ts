/** Checks of single JSON fields; what they throw is worded and coded as OpenAI's API words it. */
import { ApiError } from "./errors.ts";

export function checkString(value: unknown, param: string, minBytes: number, maxBytes: number): string {
  if (typeof value !== "string") throw wrongType(param, "a string", value);
  const bytes = Buffer.byteLength(value);
  if (bytes < minBytes)
    throw new ApiError(
      400,
      `Invalid '${param}': empty string. Expected a string of at least ${minBytes} byte.`,
      { code: "empty_string", param },
    );
  if (bytes > maxBytes)
    throw new ApiError(400, `Invalid '${param}': string too long. Expected at most ${maxBytes} bytes.`, {
      code: "string_above_max_length",
      param,
    });
  return value;
}

export function checkNumber(value: unknown, param: string, min: number, max: number): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw wrongType(param, "a decimal", value);
  return inRange(value, param, min, max, "decimal");
}

export function checkInteger(value: unknown, param: string, min: number, max: number): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw wrongType(param, "an integer", value);
  return inRange(value, param, min, max, "integer");
}

export function checkBoolean(value: unknown, param: string): boolean {
  if (typeof value !== "boolean") throw wrongType(param, "a boolean", value);
  return value;
}

export function checkArray(value: unknown, param: string, min: number, max: number): readonly unknown[] {
  if (!Array.isArray(value)) throw wrongType(param, "an array", value);
  if (value.length < min)
    throw new ApiError(
      400,
      `Invalid '${param}': empty array. Expected an array with minimum length ${min}.`,
      { code: "empty_array", param },
    );
  if (value.length > max)
    throw new ApiError(
      400,
      `Invalid '${param}': array too long. Expected an array with maximum length ${max}.`,
      { code: "array_above_max_length", param },
    );
  return value as readonly unknown[];
}

export function checkObject(value: unknown, param: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrongType(param, "an object", value);
  return value as Record<string, unknown>;
}

function inRange(value: number, param: string, min: number, max: number, kind: string): number {
  if (value < min)
    throw new ApiError(400, `Invalid '${param}': ${kind} below minimum value. Expected a value >= ${min}.`, {
      code: `${kind}_below_min_value`,
      param,
    });
  if (value > max)
    throw new ApiError(400, `Invalid '${param}': ${kind} above maximum value. Expected a value <= ${max}.`, {
      code: `${kind}_above_max_value`,
      param,
    });
  return value;
}

function wrongType(param: string, expected: string, value: unknown): ApiError {
  if (value === undefined)
    return new ApiError(400, `Missing required parameter: '${param}'.`, {
      code: "missing_required_parameter",
      param,
    });
  const found = Array.isArray(value)
    ? "an array"
    : value === null
      ? "null"
      : `a value of type ${typeof value}`;
  return new ApiError(400, `Invalid type for '${param}': expected ${expected}, but got ${found} instead.`, {
    code: "invalid_type",
    param,
  });
}
