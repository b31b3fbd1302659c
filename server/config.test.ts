import { describe, expect, it } from "vitest";
import { isLoopback, readConfig } from "./config.ts";

function read(environment: Record<string, string>) {
  const config = readConfig(environment);
  if (!config.ok) throw new Error(config.error.message);
  return config.value;
}

function refusal(environment: Record<string, string>): string {
  const config = readConfig(environment);
  return config.ok ? "accepted" : config.error.message;
}

describe("the operator's settings", () => {
  it("have defaults that listen on this machine only, with nobody else contacted", () => {
    expect(read({})).toMatchObject({
      port: 8080,
      host: "127.0.0.1",
      dataDir: ".data",
      chain: "embedded",
      iceServers: [],
      apiKeys: null,
      loopback: true,
    });
  });

  it("take an empty variable for an absent one", () => {
    expect(read({ PORT: "", COCO_API_KEYS: "" })).toMatchObject({ port: 8080, apiKeys: null });
  });

  it("are not loopback when a public address is served, be it by a proxy", () => {
    expect(read({ HOST: "0.0.0.0" }).loopback).toBe(false);
    expect(read({ COCO_PUBLIC_URL: "https://coco.example" }).loopback).toBe(false);
    expect(read({ COCO_PUBLIC_URL: "http://localhost:9000" }).loopback).toBe(true);
  });

  it("split lists and reduce addresses to origins", () => {
    const config = read({ COCO_API_KEYS: "sk-a, sk-b,", COCO_CORS_ORIGINS: "https://a.example/path" });
    expect(config.apiKeys).toEqual(["sk-a", "sk-b"]);
    expect(config.corsOrigins).toEqual(["https://a.example"]);
  });

  it.each([
    [{ PORT: "http" }, "PORT"],
    [{ PORT: "70000" }, "PORT"],
    [{ COCO_CHAIN: "polkadot" }, "COCO_CHAIN"],
    [{ COCO_TLS_CERT: "cert.pem" }, "COCO_TLS_KEY"],
    [{ COCO_ICE_SERVERS: "stun:x" }, "COCO_ICE_SERVERS"],
    [{ COCO_RELAY_ONLY: "true" }, "COCO_RELAY_ONLY"],
    [{ COCO_CORS_ORIGINS: "not a url" }, "COCO_CORS_ORIGINS"],
  ])("refuse %j by name", (environment, name) => {
    expect(refusal(environment)).toContain(name);
  });

  it("never repeat a value that may be a secret", () => {
    expect(refusal({ COCO_ICE_SERVERS: '[{"credential": "hunter2"' })).not.toContain("hunter2");
  });

  it("accept a relay for hiding addresses", () => {
    const servers = [{ urls: ["turn:turn.example:3478"], username: "u", credential: "c" }];
    expect(read({ COCO_RELAY_ONLY: "true", COCO_ICE_SERVERS: JSON.stringify(servers) })).toMatchObject({
      relayOnly: true,
      iceServers: servers,
    });
  });
});

describe("loopback", () => {
  it.each(["localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]"])("holds for %s", (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each(["0.0.0.0", "127.example", "192.168.1.1", "::", "localhost.example"])(
    "does not hold for %s",
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});
