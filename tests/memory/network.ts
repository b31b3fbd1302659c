/** Nodes and clients in one process: the real handshake, frames, admission and records; only wires and engine are in memory. */
import {
  createMemoryEngine,
  type MemoryEngine,
  type MemoryEngineOptions,
} from "../../adapters/engine/index.ts";
import { createMemoryKeystore } from "../../adapters/keystore/memory.ts";
import { MemorySignaling } from "../../adapters/signaling/memory.ts";
import { createMemoryStore } from "../../adapters/storage/memory.ts";
import type { Store } from "../../adapters/storage/port.ts";
import { MemoryBroker, type MemoryLink, MemoryTransport } from "../../adapters/webrtc/memory.ts";
import { ask, type AskDeps, type AskStep } from "../../client/core/ask.ts";
import { SessionPool } from "../../client/core/session-pool.ts";
import { DEFAULT_POLICY, type NodePolicy } from "../../node/core/admission.ts";
import { createComputeNode } from "../../node/core/compute-node.ts";
import type { ComputeNode } from "../../node/port.ts";
import {
  type ChatRequest,
  DEFAULT_SAMPLING,
  type GenesisHash,
  type ModelEntry,
  ok,
} from "../../protocol/index.ts";

export const genesis = `0x${"11".repeat(32)}` as GenesisHash;
export const model: ModelEntry = {
  id: "memory-model",
  title: "Scripted",
  engine: "memory",
  baseUrl: "/",
  libraryUrl: null,
  contextTokens: 4096,
  memoryMib: 1,
  downloadBytes: 0,
  requiredFeatures: [],
  files: [],
  weightsDigest: `0x${"22".repeat(32)}`,
  licence: "MIT",
};
const random = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
const clock = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };

export interface TestNode {
  readonly node: ComputeNode;
  readonly engine: MemoryEngine;
  readonly transport: () => MemoryTransport;
  readonly store: Store;
}

export class TestNetwork {
  readonly broker: MemoryBroker;
  readonly signaling = new MemorySignaling(genesis);
  readonly #closers: (() => Promise<void>)[] = [];

  constructor(link: MemoryLink = {}) {
    this.broker = new MemoryBroker(link);
  }

  async node(
    options: { engine?: MemoryEngineOptions; policy?: Partial<NodePolicy>; serve?: boolean } = {},
  ): Promise<TestNode> {
    const keystore = createMemoryKeystore(random(32));
    const store = createMemoryStore();
    const engine = createMemoryEngine(options.engine ?? {});
    let transport: MemoryTransport | null = null;
    const node = await createComputeNode({
      keystore,
      store,
      genesis,
      engineFor: async () => ok(engine),
      probes: ["memory"],
      join: () => {
        transport = new MemoryTransport(this.broker, { keystore, genesis, role: "node" });
        return { link: this.signaling.link(keystore.account), transport };
      },
      clock,
      random,
      policy: { ...DEFAULT_POLICY, ...options.policy },
      device: { arch: "x86_64", ramMib: 1024, metadata: "test" },
    });
    this.#closers.push(() => node.stop({ now: true }));
    if (options.serve ?? true) {
      const started = await node.start(model);
      if (!started.ok) throw new Error(started.error.code);
    }
    return {
      node,
      engine,
      store,
      transport: () => {
        if (!transport) throw new Error("the node has not joined");
        return transport;
      },
    };
  }

  client(maxPricePlanck = 10n ** 12n): {
    deps: AskDeps;
    transport: MemoryTransport;
    ask: (
      chat?: Partial<ChatRequest["sampling"]>,
      signal?: AbortSignal,
      firstSignMs?: number,
    ) => AsyncGenerator<AskStep>;
  } {
    const keystore = createMemoryKeystore(random(32));
    const transport = new MemoryTransport(this.broker, { keystore, genesis, role: "requester" });
    const deps: AskDeps = {
      signaling: this.signaling,
      pool: new SessionPool(transport),
      keystore,
      genesis,
      wishes: { maxPricePlanck, maxTtftMs: 0, minTokensPerSecond: 0, strategy: "fastest" },
      wallMs: () => Date.now(),
      random,
    };
    this.#closers.push(
      () => deps.pool.close(),
      () => transport.close(),
    );
    return {
      deps,
      transport,
      ask: (sampling = {}, signal = new AbortController().signal, firstSignMs) =>
        ask(
          {
            model: model.id,
            messages: [{ role: "user", content: "Say something." }],
            sampling: { ...DEFAULT_SAMPLING, temperature: 0, ...sampling },
          },
          deps,
          signal,
          firstSignMs,
        ),
    };
  }

  async close(): Promise<void> {
    for (const close of this.#closers.reverse()) await close();
  }
}

/** Reads an answer to its end. */
export async function read(steps: AsyncIterable<AskStep>): Promise<{ text: string; steps: AskStep[] }> {
  let text = "";
  const all: AskStep[] = [];
  for await (const step of steps) {
    all.push(step);
    if (step.type === "text") text += step.text;
  }
  return { text, steps: all };
}

export async function until(holds: () => boolean, what: string): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 5) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`never happened: ${what}`);
}
