/** One question to a node's RPC by HTTP. */
import { z } from "zod";

const answerSchema = z.union([
  z.object({ result: z.unknown() }),
  z.object({ error: z.object({ code: z.number(), message: z.string() }) }),
]);

/** ms. A node of this machine answers in milliseconds, unless it is not there. */
const ANSWER_LIMIT_MS = 5_000;

/** Rejects when the node is not there, does not answer in time, or refuses. */
export async function askNode(
  port: number,
  method: string,
  params: readonly unknown[] = [],
): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  const answer = answerSchema.parse(await response.json());
  if ("error" in answer) throw new Error(`${method}: ${answer.error.message}`);
  return answer.result;
}

const headerSchema = z.object({ number: z.string().regex(/^0x[0-9a-f]+$/), stateRoot: z.string() });

/** Number of the newest block that is final. */
export async function finalizedNumber(port: number): Promise<number> {
  const header = await askNode(port, "chain_getHeader", [await askNode(port, "chain_getFinalizedHead")]);
  return Number(headerSchema.parse(header).number);
}

/** Hash of a block, by its number. Null where there is none yet. */
export async function blockHash(port: number, number: number): Promise<string | null> {
  return z
    .string()
    .nullable()
    .parse(await askNode(port, "chain_getBlockHash", [number]));
}
