/** Asking the runtime by its own APIs: what they answer stays when storage changes. */
import { type Codec, decode, fromHex, toHex } from "../../protocol/index.ts";
import type { Connection } from "./polkadot-connection.ts";
import type { ApiMethod } from "./runtime-names.ts";

/** Rejects when the node cannot be asked; throws when it answers what this version does not know. */
export async function askRuntime<T>(
  connection: Connection,
  method: ApiMethod,
  request: Uint8Array,
  answer: Codec<T>,
): Promise<T> {
  const raw = await connection.call("state_call", [method, toHex(request)]);
  const bytes = typeof raw === "string" ? fromHex(raw) : null;
  const decoded = bytes === null ? null : decode(answer, bytes);
  if (decoded?.ok !== true) throw new Error(`the chain's answer to ${method} is not what this version knows`);
  return decoded.value;
}
