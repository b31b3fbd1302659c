import { describe, expect, it } from "vitest";
import { MAX_HTTP_BODY_BYTES } from "../protocol/index.ts";
import { createGateway, type GatewayOptions } from "./index.ts";
import { ScriptedBackend, type Step } from "./scripted-backend.ts";

const SAY_HELLO: readonly Step[] = [{ say: "Hello" }, { say: " there." }];
const ASK = { model: "tiny", messages: [{ role: "user", content: "Hi" }] };

function open(steps: readonly Step[] = SAY_HELLO, options: Partial<GatewayOptions> = {}) {
  const backend = new ScriptedBackend(steps);
  const errors: unknown[] = [];
  const gateway = createGateway({
    client: backend,
    apiKeys: null,
    corsOrigins: [],
    health: async () => ({ healthy: true, details: {} }),
    now: () => Date.now(),
    onError: (error) => errors.push(error),
    ...options,
  });
  const post = async (body: unknown, init: { headers?: Record<string, string>; signal?: AbortSignal } = {}) =>
    gateway.app.request("/v1/chat/completions", {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", ...init.headers },
      ...(init.signal === undefined ? {} : { signal: init.signal }),
    });
  return { backend, gateway, post, errors };
}

interface ErrorBody {
  error: { message: string; type: string; param: string | null; code: string | null };
}

async function errorOf(response: Response) {
  return ((await response.json()) as ErrorBody).error;
}

/** The payloads of a server-sent-event stream. */
async function eventsOf(response: Response): Promise<string[]> {
  const text = await response.text();
  return text
    .split("\n\n")
    .filter((event) => event.startsWith("data: "))
    .map((event) => event.slice("data: ".length));
}

describe("a whole answer", () => {
  it("is OpenAI's chat.completion, with usage", async () => {
    const response = await open().post(ASK);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      id: "chatcmpl-scripted",
      object: "chat.completion",
      created: 1_700_000_000,
      model: "tiny",
      system_fingerprint: "fp_scripted",
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: "Hello there.", refusal: null },
          logprobs: null,
          finish_reason: "stop",
        },
      ],
      usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
    });
  });

  it("hands every sampling field to the network, the newer token limit first", async () => {
    const { backend, post } = open();
    await post({
      ...ASK,
      temperature: 0,
      top_p: 0.5,
      max_tokens: 5,
      max_completion_tokens: 7,
      seed: 3,
      stop: "END",
      frequency_penalty: -1,
      presence_penalty: 1,
      user: "ignored",
      store: null,
    });
    expect(backend.calls[0]?.parameters).toEqual({
      model: "tiny",
      messages: [{ role: "user", content: "Hi" }],
      temperature: 0,
      top_p: 0.5,
      max_tokens: 7,
      seed: 3,
      stop: ["END"],
      frequency_penalty: -1,
      presence_penalty: 1,
      stream: true,
    });
  });

  it("takes a top_p of 0 for the smallest one that the network knows", async () => {
    const { backend, post } = open();
    expect((await post({ ...ASK, top_p: 0 })).status).toBe(200);
    expect(backend.calls[0]?.parameters.top_p).toBe(0.0001);
  });

  it("joins text parts and takes a developer for a system", async () => {
    const { backend, post } = open();
    const parts = [
      { type: "text", text: "a" },
      { type: "text", text: "b" },
    ];
    await post({ ...ASK, messages: [{ role: "developer", content: parts }] });
    expect(backend.calls[0]?.parameters.messages).toEqual([{ role: "system", content: "ab" }]);
  });

  it("reports a node that was lost after tokens as an error that is not to be retried", async () => {
    const { post } = open([
      { say: "Hel" },
      { fail: { code: "peer_silent", message: "The node went away." } },
    ]);
    const response = await post(ASK);
    expect(response.status).toBe(502);
    expect(response.headers.get("x-should-retry")).toBe("false");
    expect(await errorOf(response)).toEqual({
      message: "The node went away.",
      type: "server_error",
      param: null,
      code: "peer_silent",
    });
  });

  it("cancels the job when its requester leaves", async () => {
    const never = new Promise<never>(() => undefined);
    const { backend, gateway, post } = open([{ say: "Hel" }, { waitFor: never }]);
    const leave = new AbortController();
    const pending = post(ASK, { signal: leave.signal });
    await expect.poll(() => backend.calls.length).toBe(1);
    leave.abort();
    await gateway.drained();
    expect(backend.calls[0]?.signal.aborted).toBe(true);
    expect((await pending).status).toBe(499);
  });
});

describe("a streamed answer", () => {
  it("is chunks, then [DONE]", async () => {
    const response = await open().post({ ...ASK, stream: true });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const events = await eventsOf(response);
    expect(events.at(-1)).toBe("[DONE]");
    const chunks = events.slice(0, -1).map((event) => JSON.parse(event) as Record<string, unknown>);
    expect(chunks.map((chunk) => chunk["object"])).toEqual(Array(3).fill("chat.completion.chunk"));
    expect(chunks.every((chunk) => !("usage" in chunk))).toBe(true);
    expect(chunks[0]?.["choices"]).toEqual([
      { index: 0, delta: { role: "assistant", content: "Hello" }, logprobs: null, finish_reason: null },
    ]);
    expect(chunks[2]?.["choices"]).toEqual([{ index: 0, delta: {}, logprobs: null, finish_reason: "stop" }]);
  });

  it("ends with a usage chunk without choices when usage is asked for", async () => {
    const response = await open().post({ ...ASK, stream: true, stream_options: { include_usage: true } });
    const events = await eventsOf(response);
    const chunks = events.slice(0, -1).map((event) => JSON.parse(event) as Record<string, unknown>);
    expect(chunks.slice(0, -1).map((chunk) => chunk["usage"])).toEqual([null, null, null]);
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
    });
  });

  it("keeps its status for refusals before the first token", async () => {
    const { post } = open([{ fail: { code: "no_free_node", message: "Every node is busy.", status: 503 } }]);
    const response = await post({ ...ASK, stream: true });
    expect(response.status).toBe(503);
    expect(response.headers.get("x-should-retry")).toBe("true");
    expect(await errorOf(response)).toMatchObject({ code: "no_free_node", type: "server_error" });
  });

  it("says so in the stream when the node is lost in the middle, without [DONE]", async () => {
    const { post } = open([
      { say: "Hel" },
      { fail: { code: "peer_silent", message: "The node went away." } },
    ]);
    const events = await eventsOf(await post({ ...ASK, stream: true }));
    expect(events).toHaveLength(2);
    expect(JSON.parse(events[1] ?? "")).toEqual({
      error: { message: "The node went away.", type: "server_error", param: null, code: "peer_silent" },
    });
  });

  it("gives signs of life during a slow prefill, and then the answer", async () => {
    const prefill = Promise.withResolvers<undefined>();
    const { post } = open([{ waitFor: prefill.promise }, { say: "Hello" }], { keepAliveMs: 5 });
    const response = await post({ ...ASK, stream: true });
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    const text = new TextDecoder();
    expect(text.decode((await reader?.read())?.value)).toMatch(/^: /);
    prefill.resolve(undefined);
    let rest = "";
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read())
      rest += text.decode(next.value);
    expect(rest).toContain("Hello");
    expect(rest.endsWith("data: [DONE]\n\n")).toBe(true);
  });

  it("cancels the job when its reader cancels", async () => {
    const never = new Promise<never>(() => undefined);
    const { backend, gateway, post } = open([{ say: "Hel" }, { waitFor: never }]);
    const response = await post({ ...ASK, stream: true });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await gateway.drained();
    expect(backend.calls[0]?.signal.aborted).toBe(true);
  });
});

describe("bad requests", () => {
  const refused: [string, unknown, number, string | null, string | null][] = [
    ["a missing model", { messages: ASK.messages }, 400, "model", "missing_required_parameter"],
    ["missing messages", { model: "tiny" }, 400, "messages", "missing_required_parameter"],
    ["no messages", { ...ASK, messages: [] }, 400, "messages", "empty_array"],
    ["messages that are no list", { ...ASK, messages: "Hi" }, 400, "messages", "invalid_type"],
    [
      "an unknown role",
      { ...ASK, messages: [{ role: "robot", content: "x" }] },
      400,
      "messages[0].role",
      "invalid_value",
    ],
    [
      "a role from the prototype",
      { ...ASK, messages: [{ role: "constructor", content: "x" }] },
      400,
      "messages[0].role",
      "invalid_value",
    ],
    [
      "a message without content",
      { ...ASK, messages: [{ role: "user" }] },
      400,
      "messages[0].content",
      "missing_required_parameter",
    ],
    [
      "content that is a number",
      { ...ASK, messages: [{ role: "user", content: 7 }] },
      400,
      "messages[0].content",
      "invalid_type",
    ],
    [
      "an image part",
      { ...ASK, messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "x" } }] }] },
      400,
      "messages[0].content[0]",
      "unsupported_parameter",
    ],
    [
      "a tool message",
      { ...ASK, messages: [{ role: "tool", content: "x" }] },
      400,
      "messages[0]",
      "unsupported_parameter",
    ],
    ["a temperature above 2", { ...ASK, temperature: 2.5 }, 400, "temperature", "decimal_above_max_value"],
    ["a temperature in words", { ...ASK, temperature: "hot" }, 400, "temperature", "invalid_type"],
    ["max_tokens 0", { ...ASK, max_tokens: 0 }, 400, "max_tokens", "integer_below_min_value"],
    ["max_tokens 1.5", { ...ASK, max_completion_tokens: 1.5 }, 400, "max_completion_tokens", "invalid_type"],
    ["five stop strings", { ...ASK, stop: ["a", "b", "c", "d", "e"] }, 400, "stop", "array_above_max_length"],
    ["two choices", { ...ASK, n: 2 }, 400, "n", "unsupported_parameter"],
    ["tools", { ...ASK, tools: [{ type: "function" }] }, 400, "tools", "unsupported_parameter"],
    ["logprobs", { ...ASK, logprobs: true }, 400, "logprobs", "unsupported_parameter"],
    [
      "JSON mode",
      { ...ASK, response_format: { type: "json_object" } },
      400,
      "response_format",
      "unsupported_parameter",
    ],
    [
      "stream_options without stream",
      { ...ASK, stream_options: {} },
      400,
      "stream_options",
      "invalid_parameter",
    ],
    ["an unknown model", { ...ASK, model: "gpt-9" }, 404, null, "model_not_found"],
    ["malformed JSON", '{"model": "tiny", secret', 400, null, "invalid_json"],
    ["JSON that is no object", "[]", 400, null, null],
  ];
  it.each(refused)("refuses %s", async (_, body, status, param, code) => {
    const { backend, post } = open();
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await errorOf(response)).toMatchObject({ type: "invalid_request_error", param, code });
    expect(backend.calls).toEqual([]);
  });

  it("never repeats a malformed body in its answer", async () => {
    const response = await open().post('{"messages": my secret prompt');
    expect(await response.text()).not.toContain("secret");
  });

  it("refuses a body that is too large, told or untold", async () => {
    const { gateway, post } = open();
    const large = JSON.stringify({ ...ASK, pad: "x".repeat(MAX_HTTP_BODY_BYTES) });
    expect((await post(large)).status).toBe(413);
    const chunks = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(large));
        controller.close();
      },
    });
    const untold = await gateway.app.request(
      new Request("http://localhost/v1/chat/completions", {
        method: "POST",
        body: chunks,
        headers: { "content-type": "application/json" },
        duplex: "half",
      } as RequestInit),
    );
    expect(untold.status).toBe(413);
    expect(await errorOf(untold)).toMatchObject({ code: "payload_too_large" });
  });

  it("refuses another content type, so that other sites' pages cannot post without asking", async () => {
    const { post } = open();
    const response = await post(ASK, { headers: { "content-type": "text/plain" } });
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code: "unsupported_content_type" });
  });

  it("refuses another method with 405", async () => {
    const { gateway } = open();
    const response = await gateway.app.request("/v1/chat/completions");
    expect(response.status).toBe(405);
    expect(await errorOf(response)).toMatchObject({ code: "method_not_supported" });
  });

  it("tells a bug of ours from a refusal, and tells the requester nothing of it", async () => {
    const backend = new ScriptedBackend([]);
    backend.chat.completions.create = async () => {
      throw new TypeError("undefined is not a secret");
    };
    const { errors, post } = open([], { client: backend });
    const response = await post(ASK);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(errors).toHaveLength(1);
  });
});

describe("API keys", () => {
  it("asks for one of the operator's keys", async () => {
    const { post } = open(SAY_HELLO, { apiKeys: ["sk-a", "sk-b"] });
    expect((await post(ASK)).status).toBe(401);
    const wrong = await post(ASK, { headers: { authorization: "Bearer sk-c" } });
    expect(wrong.status).toBe(401);
    expect(await errorOf(wrong)).toMatchObject({ code: "invalid_api_key", type: "invalid_request_error" });
    expect((await post(ASK, { headers: { authorization: "Bearer sk-b" } })).status).toBe(200);
  });

  it("guards the list of models too, and not /health", async () => {
    const { gateway } = open(SAY_HELLO, { apiKeys: ["sk-a"] });
    expect((await gateway.app.request("/v1/models")).status).toBe(401);
    expect((await gateway.app.request("/health")).status).toBe(200);
  });
});

describe("Idempotency-Key", () => {
  const key = { headers: { "idempotency-key": "retry-1" } };

  it("answers a retry from the same job", async () => {
    const { backend, post } = open();
    const first: unknown = await (await post(ASK, key)).json();
    const second: unknown = await (await post(ASK, key)).json();
    expect(second).toEqual(first);
    expect(backend.calls).toHaveLength(1);
  });

  it("lets a retry join the job that still runs", async () => {
    const gate = Promise.withResolvers<undefined>();
    const { backend, post } = open([{ say: "Hel" }, { waitFor: gate.promise }, { say: "lo" }]);
    const leave = new AbortController();
    const first = post(ASK, { ...key, signal: leave.signal });
    await expect.poll(() => backend.calls.length).toBe(1);
    leave.abort();
    await first;
    const second = post(ASK, key);
    gate.resolve(undefined);
    expect(await (await second).json()).toMatchObject({ choices: [{ message: { content: "Hello" } }] });
    expect(backend.calls).toHaveLength(1);
  });

  it("refuses the key with another body", async () => {
    const { post } = open();
    await post(ASK, key);
    const response = await post({ ...ASK, seed: 1 }, key);
    expect(response.status).toBe(422);
    expect(await errorOf(response)).toMatchObject({ code: "idempotency_key_reused" });
  });

  it("keeps the keys of different callers apart", async () => {
    const { backend, post } = open(SAY_HELLO, { apiKeys: ["sk-a", "sk-b"] });
    for (const apiKey of ["sk-a", "sk-b"])
      await post(ASK, { headers: { ...key.headers, authorization: `Bearer ${apiKey}` } });
    expect(backend.calls).toHaveLength(2);
  });

  it("tries a failed job anew", async () => {
    const { backend, post } = open([{ fail: { code: "no_free_node" } }]);
    await post(ASK, key);
    await post(ASK, key);
    expect(backend.calls).toHaveLength(2);
  });

  it("forgets a key after its window", async () => {
    let now = 0;
    const { backend, post } = open(SAY_HELLO, { now: () => now });
    await post(ASK, key);
    now += 11 * 60 * 1000;
    await post(ASK, key);
    expect(backend.calls).toHaveLength(2);
  });
});

describe("models", () => {
  it("are listed, and found one by one", async () => {
    const { gateway } = open();
    const tiny = { id: "tiny", object: "model", created: 1_700_000_000, owned_by: "coco" };
    expect(await (await gateway.app.request("/v1/models")).json()).toEqual({ object: "list", data: [tiny] });
    expect(await (await gateway.app.request("/v1/models/tiny")).json()).toEqual(tiny);
    const missing = await gateway.app.request("/v1/models/org/other");
    expect(missing.status).toBe(404);
    expect(await errorOf(missing)).toMatchObject({ code: "model_not_found", param: "model" });
  });
});
