/** Bodies as they come over a real socket, through the same adapter options as the server's. */
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { afterEach, describe, expect, it } from "vitest";
import { MAX_HTTP_BODY_BYTES } from "../protocol/index.ts";
import { createGateway } from "./index.ts";
import { readBody } from "./read-body.ts";
import { ScriptedBackend } from "./scripted-backend.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open() {
  const errors: unknown[] = [];
  const gateway = createGateway({
    client: new ScriptedBackend([{ say: "Hello" }]),
    apiKeys: null,
    corsOrigins: [],
    health: async () => ({ healthy: true, details: {} }),
    now: () => Date.now(),
    onError: (error) => errors.push(error),
  });
  const server = createAdaptorServer({ fetch: gateway.app.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    await gateway.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, errors };
}

/** Sends `pieces` chunked, or no body at all for none; what came back. */
async function post(port: number, pieces: readonly (string | Uint8Array)[]) {
  const chunked = pieces.length > 0 ? { "transfer-encoding": "chunked" } : {};
  return new Promise<{ status: number; code: string | null }>((resolve, reject) => {
    const headers = { "content-type": "application/json", ...chunked };
    const sent = request({ port, host: "127.0.0.1", path: "/v1/chat/completions", method: "POST", headers });
    let answered = false;
    sent.on("response", (response) => {
      answered = true;
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => (text += piece));
      response.on("end", () => {
        const { error } = JSON.parse(text) as { error?: { code: string | null } };
        resolve({ status: response.statusCode ?? 0, code: error?.code ?? null });
      });
    });
    // A server that refused may close while we still send.
    sent.on("error", (error) => {
      if (!answered) reject(error);
    });
    for (const piece of pieces) sent.write(piece);
    sent.end();
  });
}

const ASK = JSON.stringify({ model: "tiny", messages: [{ role: "user", content: "Hi" }] });

describe("a body over a socket", () => {
  it("is taken in chunks", async () => {
    const { port } = await open();
    expect(await post(port, [ASK.slice(0, 9), ASK.slice(9)])).toEqual({ status: 200, code: null });
  });

  const bad = [
    ["no body", []],
    ["broken JSON", ["{"]],
    ["bytes that are not UTF-8", ['{"model":"', Uint8Array.of(0xff), '"}']],
  ] as const;
  it.each(bad)("is refused with 400: %s", async (_, pieces) => {
    const { port, errors } = await open();
    expect(await post(port, pieces)).toEqual({ status: 400, code: "invalid_json" });
    expect(errors).toEqual([]);
  });

  it("is refused with 413 when its chunks grow over the limit", async () => {
    const { port, errors } = await open();
    const piece = "x".repeat(MAX_HTTP_BODY_BYTES / 2);
    const answer = await post(port, [piece, piece, piece]);
    expect(answer).toEqual({ status: 413, code: "payload_too_large" });
    expect(errors).toEqual([]);
  });

  it("is refused with 408 when it does not come", async () => {
    const silent = new ReadableStream<Uint8Array>({ pull: async () => new Promise<void>(() => undefined) });
    const late = new Request("http://localhost/", {
      method: "POST",
      body: silent,
      duplex: "half",
    } as RequestInit);
    await expect(readBody(late, { timeoutMs: 5 })).rejects.toMatchObject({ status: 408 });
  });
});
