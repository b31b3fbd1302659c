/**
 * The client for pages. Five lines to tokens:
 *
 * ```ts
 * const client = new CocoClient({ baseURL: location.origin });
 * const stream = await client.chat.completions.create({ model: "coco-tiny", messages: [{ role: "user", content: "Hello" }], stream: true });
 * for await (const chunk of stream) show(chunk.choices[0]?.delta.content ?? "");
 * const { verified } = await stream.usageRecord;
 * ```
 */
import { createBrowserKeystore } from "../adapters/keystore/browser.ts";
import { httpSignaling } from "../adapters/signaling/http.ts";
import { openBrowserTransport } from "../adapters/webrtc/index.ts";
import { type ClientOptions, type CocoClient as Client, createClient, networkOf } from "./core/client.ts";
import { CocoError } from "./core/errors.ts";

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

/** The network's client in a browser page. Its key is kept in IndexedDB; `baseURL` is the operator's origin. */
export class CocoClient implements Client {
  readonly chat: Client["chat"];
  readonly models: Client["models"];
  readonly close: Client["close"];

  constructor(options: ClientOptions) {
    const origin = options.baseURL.replace(/\/+$/, "");
    const client = createClient(options, {
      signaling: httpSignaling(origin),
      keystore: async () => {
        const opened = await createBrowserKeystore("client");
        if (!opened.ok) throw CocoError.of(opened.error);
        return opened.value;
      },
      transport: async ({ keystore, genesis, info }) =>
        openBrowserTransport({ ...networkOf(info), keystore, genesis, role: "requester", origin }),
      random: (count) => crypto.getRandomValues(new Uint8Array(count)),
      wallMs: () => Date.now(),
    });
    this.chat = client.chat;
    this.models = client.models;
    this.close = () => client.close();
  }
}
