import { describe, expect, it } from "vitest";
import { hostAllowed, originAllowed } from "./access.ts";

const local = { loopback: true, publicUrl: null, corsOrigins: ["https://dapp.example"] };
const proxied = { loopback: false, publicUrl: "https://coco.example", corsOrigins: [] };

describe("a loopback server", () => {
  it.each(["127.0.0.1:8080", "localhost", "[::1]:8080"])("is %s", (host) => {
    expect(hostAllowed(host, local)).toBe(true);
  });
  it.each(["rebound.example:8080", "127.0.0.1.nip.io", undefined, "a b"])("is not %s", (host) => {
    expect(hostAllowed(host, local)).toBe(false);
  });
});

describe("a public server", () => {
  it("is whatever name its operator gave it", () => {
    expect(hostAllowed("coco.example", proxied)).toBe(true);
  });
});

describe("a page that opens a WebSocket", () => {
  it("may be of the same origin, of a configured one, or the public address behind a proxy", () => {
    expect(originAllowed("http://127.0.0.1:8080", "127.0.0.1:8080", local)).toBe(true);
    expect(originAllowed("https://dapp.example", "127.0.0.1:8080", local)).toBe(true);
    expect(originAllowed("https://coco.example", "127.0.0.1:8080", proxied)).toBe(true);
    expect(originAllowed(undefined, "127.0.0.1:8080", local)).toBe(true);
  });
  it("may not be of another site", () => {
    expect(originAllowed("https://evil.example", "127.0.0.1:8080", local)).toBe(false);
    expect(originAllowed("null", "127.0.0.1:8080", local)).toBe(false);
    expect(originAllowed("http://127.0.0.1:9999", "127.0.0.1:8080", local)).toBe(false);
  });
});
