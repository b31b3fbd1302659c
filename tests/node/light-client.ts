/** smoldot as a page would run it: it believes signatures and proofs, not the node that it asks. */
import { readFileSync } from "node:fs";
import { Metadata, TypeRegistry } from "@polkadot/types";
import type { EventRecord } from "@polkadot/types/interfaces";
import type { Vec } from "@polkadot/types";
import { type Chain, type Client, start } from "smoldot";
import { z } from "zod";

/** twox128("System") ++ twox128("Events"): where FRAME keeps a block's events. */
const EVENTS_KEY = "0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7";
/** ms. A proof comes in milliseconds; while smoldot looks for a peer it may take seconds. */
const ANSWER_LIMIT_MS = 30_000;

const answerSchema = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
});
const hex = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]*$/)]);
const headerSchema = z.object({ number: hex });

export class LightClient {
  readonly #client: Client;
  readonly #chain: Chain;
  readonly #waiting = new Map<number, (answer: z.infer<typeof answerSchema>) => void>();
  #last = 0;
  #registry: TypeRegistry | null = null;

  private constructor(client: Client, chain: Chain) {
    this.#client = client;
    this.#chain = chain;
    void this.#read();
  }

  /** `bootNodes` are the only addresses that it knows; plain TCP is forbidden to it, as to pages. */
  static async start(specPath: string, bootNodes: readonly string[]): Promise<LightClient> {
    const spec = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(specPath, "utf8")));
    const client = start({ forbidTcp: true, maxLogLevel: 1 });
    const chain = await client.addChain({ chainSpec: JSON.stringify({ ...spec, bootNodes }) });
    return new LightClient(client, chain);
  }

  /** Number of the newest block that it knows to be final. */
  async finalized(): Promise<number> {
    const head = await this.#ask("chain_getFinalizedHead");
    return Number(headerSchema.parse(await this.#ask("chain_getHeader", [head])).number);
  }

  /** `section.method(first field)` of a block's events, out of a storage proof of it. */
  async events(blockHash: string): Promise<string[]> {
    const registry = (this.#registry ??= await this.#learn());
    const bytes = hex.parse(await this.#ask("state_getStorage", [EVENTS_KEY, blockHash]));
    const records = registry.createType<Vec<EventRecord>>("Vec<FrameSystemEventRecord>", bytes);
    return records.map(({ event }) => `${event.section}.${event.method}(${event.data[0]?.toHex() ?? ""})`);
  }

  async close(): Promise<void> {
    await this.#client.terminate();
  }

  /** The runtime's types, as the light client itself gets them out of the wasm that it proved. */
  async #learn(): Promise<TypeRegistry> {
    const registry = new TypeRegistry();
    registry.setMetadata(new Metadata(registry, hex.parse(await this.#ask("state_getMetadata"))));
    return registry;
  }

  async #ask(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const id = ++this.#last;
    let timer: NodeJS.Timeout | undefined;
    const answer = await new Promise<z.infer<typeof answerSchema>>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${method}: no answer`)), ANSWER_LIMIT_MS);
      this.#waiting.set(id, resolve);
      this.#chain.sendJsonRpc(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    }).finally(() => clearTimeout(timer));
    if (answer.error !== undefined) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.result;
  }

  async #read(): Promise<void> {
    try {
      for await (const text of this.#chain.jsonRpcResponses) {
        const answer = answerSchema.safeParse(JSON.parse(text));
        if (!answer.success) continue; // a notification; nothing here subscribes
        this.#waiting.get(answer.data.id)?.(answer.data);
        this.#waiting.delete(answer.data.id);
      }
    } catch {
      // Terminated: whoever still waits runs into its limit.
    }
  }
}
