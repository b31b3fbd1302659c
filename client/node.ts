/** The client for Node: the same, over node-datachannel. Without a keystore it makes a key that lives as long as the process. */
import { createMemoryKeystore } from "../adapters/keystore/memory.ts";
import { httpSignaling } from "../adapters/signaling/http.ts";
import { openNodeTransport } from "../adapters/webrtc/node.ts";
import { type ClientOptions, type CocoClient as Client, createClient, networkOf } from "./core/client.ts";

export type { ClientOptions, Model, RequestOptions } from "./core/client.ts";
export type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatStream,
  CompletionUsage,
  UsageReceipt,
} from "./core/completions.ts";
export { CocoError } from "./core/errors.ts";
export type { ChatCompletionParams } from "./core/params.ts";

export function createNodeClient(options: ClientOptions): Client {
  const origin = options.baseURL.replace(/\/+$/, "");
  const random = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
  return createClient(options, {
    signaling: httpSignaling(origin),
    keystore: async () => createMemoryKeystore(random(32)),
    transport: async ({ keystore, genesis, info }) =>
      openNodeTransport({ ...networkOf(info), keystore, genesis, role: "requester", origin }),
    random,
    wallMs: () => Date.now(),
  });
}

/** The same name as in pages, so that the same lines run in both. */
export class CocoClient implements Client {
  readonly chat: Client["chat"];
  readonly models: Client["models"];
  readonly close: Client["close"];

  constructor(options: ClientOptions) {
    const client = createNodeClient(options);
    this.chat = client.chat;
    this.models = client.models;
    this.close = () => client.close();
  }
}
