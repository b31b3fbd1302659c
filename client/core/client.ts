import type { Signer } from "../../adapters/keystore/port.ts";
import type { SignalingApi } from "../../adapters/signaling/port.ts";
import type { SessionTransport } from "../../adapters/webrtc/port.ts";
import type { GenesisHash, NetworkInfo } from "../../protocol/index.ts";
import type { AskDeps } from "./ask.ts";
import { type ChatCompletion, type ChatStream, collectCompletion, streamCompletion } from "./completions.ts";
import { CocoError } from "./errors.ts";
import { type ChatCompletionParams, readParams } from "./params.ts";
import { SessionPool } from "./session-pool.ts";
import type { Wishes } from "./terms.ts";

/** planck. What one job may cost at the most when the caller does not say: a tenth of a COCO. */
const DEFAULT_MAX_PRICE_PLANCK = 100_000_000_000n;

export interface ClientOptions {
  /** Origin of the operator, for instance `http://127.0.0.1:8080`. */
  readonly baseURL: string;
  /** Who asks and pays. Default: a key of this client's own. */
  readonly keystore?: Signer;
  /** planck. Most that one job may cost. */
  readonly maxPricePlanck?: bigint;
  /** ms. Only nodes whose speed promises the first token by then are asked. Default: any. */
  readonly maxTtftMs?: number;
  /** Only nodes that write at least this many tokens a second, as their records showed, are asked. Default: any. */
  readonly minTokensPerSecond?: number;
  /** By what a node is chosen among those that can do the job. Default: `fastest`. */
  readonly strategy?: "fastest" | "cheapest";
}

/** Largest number of a `u32` on the wire. */
const U32_MAX = 0xffff_ffff;

/** Throws `RangeError` on what the wire cannot carry. */
function wishesOf(options: ClientOptions): Wishes {
  const { maxTtftMs = 0, minTokensPerSecond = 0, maxPricePlanck = DEFAULT_MAX_PRICE_PLANCK } = options;
  if (!Number.isInteger(maxTtftMs) || maxTtftMs < 0 || maxTtftMs > U32_MAX)
    throw new RangeError("maxTtftMs must be a whole number of ms");
  if (!(minTokensPerSecond >= 0 && minTokensPerSecond * 1000 <= U32_MAX))
    throw new RangeError("minTokensPerSecond must be a number of tokens a second");
  if (maxPricePlanck < 0n || maxPricePlanck >= 2n ** 128n)
    throw new RangeError("maxPricePlanck must be an amount of planck");
  return { maxPricePlanck, maxTtftMs, minTokensPerSecond, strategy: options.strategy ?? "fastest" };
}

/** How a platform supplies what a client needs. */
export interface ClientPlatform {
  readonly signaling: SignalingApi;
  readonly keystore: () => Promise<Signer>;
  readonly transport: (options: {
    keystore: Signer;
    genesis: GenesisHash;
    info: NetworkInfo;
  }) => Promise<SessionTransport>;
  readonly random: (count: number) => Uint8Array;
  readonly wallMs: () => number;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

export interface Model {
  readonly id: string;
  readonly object: "model";
  /** Unix seconds at which the first node that serves it came online. */
  readonly created: number;
  readonly owned_by: "coco";
  /** Nodes that serve it now. */
  readonly nodes: number;
}

/** The network's client, in the shape of OpenAI's SDK. Connects at the first request. */
export interface CocoClient {
  readonly chat: {
    readonly completions: {
      create(params: ChatCompletionParams & { stream: true }, options?: RequestOptions): Promise<ChatStream>;
      create(
        params: ChatCompletionParams & { stream?: false | null },
        options?: RequestOptions,
      ): Promise<ChatCompletion>;
      create(params: ChatCompletionParams, options?: RequestOptions): Promise<ChatStream | ChatCompletion>;
    };
  };
  readonly models: { list(options?: RequestOptions): Promise<{ object: "list"; data: readonly Model[] }> };
  /** Closes sessions and the broker connection. Idempotent. */
  close(): Promise<void>;
}

interface Connected {
  readonly deps: AskDeps;
  readonly transport: SessionTransport;
}

export function createClient(options: ClientOptions, platform: ClientPlatform): CocoClient {
  const wishes = wishesOf(options);
  let connected: Promise<Connected> | null = null;
  let closed = false;

  async function connect(): Promise<Connected> {
    const info = await platform.signaling.info();
    if (!info.ok) throw CocoError.of(info.error);
    const keystore = options.keystore ?? (await platform.keystore());
    const genesis = info.value.genesis;
    const transport = await platform.transport({ keystore, genesis, info: info.value });
    const deps: AskDeps = {
      signaling: platform.signaling,
      pool: new SessionPool(transport),
      keystore,
      genesis,
      wishes,
      wallMs: platform.wallMs,
      random: platform.random,
    };
    return { deps, transport };
  }

  function ready(): Promise<Connected> {
    if (closed) return Promise.reject(new CocoError("client_closed"));
    connected ??= connect().catch((thrown: unknown) => {
      // A failed start must not be remembered: the next request tries again.
      connected = null;
      throw thrown;
    });
    return connected;
  }

  async function create(
    params: ChatCompletionParams,
    request: RequestOptions = {},
  ): Promise<ChatStream | ChatCompletion> {
    const read = readParams(params);
    if (!read.ok)
      throw new CocoError(read.error.code, { message: read.error.message, param: read.error.param });
    const stream = streamCompletion(read.value.chat, async () => (await ready()).deps, request.signal);
    return read.value.stream ? stream : collectCompletion(stream);
  }

  return {
    chat: { completions: { create: create as CocoClient["chat"]["completions"]["create"] } },
    models: {
      async list(request = {}) {
        const nodes = await platform.signaling.nodes(request.signal);
        if (!nodes.ok) throw CocoError.of(nodes.error);
        const models = new Map<string, Model>();
        for (const node of nodes.value) {
          if (!node.presence.serving) continue;
          for (const id of node.presence.models) {
            const created = Math.floor(node.connectedAtMs / 1000);
            const known = models.get(id);
            models.set(id, {
              id,
              object: "model",
              owned_by: "coco",
              created: Math.min(known?.created ?? created, created),
              nodes: (known?.nodes ?? 0) + 1,
            });
          }
        }
        return { object: "list", data: [...models.values()].sort((a, b) => a.id.localeCompare(b.id)) };
      },
    },
    async close() {
      closed = true;
      const open = await connected?.catch(() => null);
      await open?.deps.pool.close();
      await open?.transport.close();
    },
  };
}

/** The part of an operator's answer that a transport needs. */
export function networkOf(info: NetworkInfo): Pick<NetworkInfo, "brokerPath" | "iceServers" | "relayOnly"> {
  const { brokerPath, iceServers, relayOnly } = info;
  return { brokerPath, iceServers, relayOnly };
}
