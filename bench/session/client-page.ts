/** The requester's page: the real client, with its sessions in sight so that their round trip can be read. */
import "../../scripts/browser/no-eval.ts";
import { createMemoryKeystore } from "../../adapters/keystore/memory.ts";
import { httpSignaling } from "../../adapters/signaling/http.ts";
import { openBrowserTransport, type Session } from "../../adapters/webrtc/index.ts";
import { createClient } from "../../client/core/client.ts";
import { stopwatch, type TimedAnswer } from "./timed-answer.ts";

declare global {
  interface Window {
    benchClient: {
      ask(model: string, question: string, maxTokens: number): Promise<TimedAnswer>;
      /** ms, of the newest session's last ping; null before the first. */
      roundTripMs(): number | null;
      /** Sessions opened so far: a warm one opens none. */
      sessions(): number;
    };
  }
}

const { origin } = window.location;
const random = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
const sessions: Session[] = [];

const client = createClient(
  { baseURL: origin },
  {
    signaling: httpSignaling(origin),
    keystore: async () => createMemoryKeystore(random(32)),
    transport: async ({ keystore, genesis, info }) => {
      const transport = openBrowserTransport({ ...info, keystore, genesis, role: "requester", origin });
      return new Proxy(transport, {
        get(target, name) {
          if (name === "connect")
            return async (...of: Parameters<typeof transport.connect>) => {
              const opened = await target.connect(...of);
              if (opened.ok) sessions.push(opened.value);
              return opened;
            };
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        },
      });
    },
    random,
    wallMs: () => Date.now(),
  },
);

window.benchClient = {
  ask: async (model, question, maxTokens) => {
    const watch = stopwatch();
    const stream = await client.chat.completions.create({
      model,
      messages: [{ role: "user", content: question }],
      stream: true,
      temperature: 0,
      max_tokens: maxTokens,
    });
    let tokens = 0;
    for await (const chunk of stream) {
      if ((chunk.choices[0]?.delta.content ?? "") !== "") watch.text();
      tokens = chunk.usage?.completion_tokens ?? tokens;
    }
    const { verified, code } = await stream.usageRecord;
    if (!verified) throw new Error(`the record was not verified (${code ?? "no code"})`);
    return watch.finish(tokens);
  },
  roundTripMs: () => sessions.at(-1)?.roundTripMs ?? null,
  sessions: () => sessions.length,
};
