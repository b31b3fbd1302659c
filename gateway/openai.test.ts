/** The stock `openai` package over a real socket: what it sends is taken, what it gets it understands. */
import { type AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import OpenAI from "openai";
import { afterEach, describe, expect, it } from "vitest";
import { createGateway } from "./index.ts";
import { ScriptedBackend, type Step } from "./scripted-backend.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(steps: readonly Step[], apiKeys: readonly string[] | null = null) {
  const backend = new ScriptedBackend(steps);
  const health = async () => ({ healthy: true, details: {} });
  const gateway = createGateway({ client: backend, apiKeys, corsOrigins: [], health, now: () => Date.now() });
  const server = createAdaptorServer({ fetch: gateway.app.fetch });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    await gateway.close();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const openai = new OpenAI({ baseURL: `http://127.0.0.1:${port}/v1`, apiKey: "sk-a", maxRetries: 2 });
  return { backend, gateway, openai };
}

const ASK = { model: "tiny", messages: [{ role: "user" as const, content: "Hi" }] };

describe("the stock openai client", () => {
  it("reads a whole answer", async () => {
    const { openai } = await open([{ say: "Hello" }, { say: " there." }], ["sk-a"]);
    const completion = await openai.chat.completions.create(ASK);
    expect(completion.choices[0]?.message.content).toBe("Hello there.");
    expect(completion.usage?.total_tokens).toBe(7);
  });

  it("streams an answer with usage", async () => {
    const { openai } = await open([{ say: "Hello" }, { say: " there." }]);
    const stream = await openai.chat.completions.create({
      ...ASK,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let tokens: number | undefined;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? "";
      tokens = chunk.usage?.completion_tokens ?? tokens;
    }
    expect([text, tokens]).toEqual(["Hello there.", 2]);
  });

  it("raises its own error types", async () => {
    const { openai } = await open([], ["sk-b"]);
    await expect(openai.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    const { openai: other } = await open([]);
    await expect(other.chat.completions.create({ ...ASK, model: "gpt-9" })).rejects.toMatchObject({
      status: 404,
      code: "model_not_found",
    });
    await expect(other.chat.completions.create({ ...ASK, n: 2 })).rejects.toBeInstanceOf(
      OpenAI.BadRequestError,
    );
  });

  it("raises an error when the node is lost in mid-stream, and asks only once", async () => {
    const { backend, openai } = await open([{ say: "Hel" }, { fail: { code: "peer_silent" } }]);
    const stream = await openai.chat.completions.create({ ...ASK, stream: true });
    const drain = async () => {
      for await (const _chunk of stream) continue;
    };
    await expect(drain()).rejects.toMatchObject({ code: "peer_silent" });
    await expect(openai.chat.completions.create(ASK)).rejects.toMatchObject({ status: 502 });
    expect(backend.calls).toHaveLength(2);
  });

  it("cancels the job when it aborts", async () => {
    const never = new Promise<never>(() => undefined);
    const { backend, gateway, openai } = await open([{ say: "Hel" }, { waitFor: never }]);
    const stream = await openai.chat.completions.create({ ...ASK, stream: true });
    for await (const chunk of stream) {
      expect(chunk.choices[0]?.delta.content).toBe("Hel");
      stream.controller.abort();
    }
    await gateway.drained();
    expect(backend.calls[0]?.signal.aborted).toBe(true);
    const abort = new AbortController();
    const whole = openai.chat.completions.create(ASK, { signal: abort.signal });
    await expect.poll(() => backend.calls.length).toBe(2);
    abort.abort();
    await expect(whole).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    await gateway.drained();
    expect(backend.calls[1]?.signal.aborted).toBe(true);
  });
});
