import { describe, expect, test } from "vitest";
import { archOf, describe as describeDevice, thisMachine } from "./capabilities.ts";
import { homeFolder, rpcAddress } from "./context.ts";
import { runCoco } from "./testing/run-coco.ts";

const refusal = (text: string): unknown => JSON.parse(text);

describe("the command line", () => {
  test("takes the global options before and after a command", async () => {
    const environment = { COCO_HOME: "/nonexistent" };
    for (const args of [
      ["--json", "account", "list"],
      ["account", "--json", "list"],
      ["account", "list", "--json"],
    ])
      expect(await runCoco(args, { environment })).toEqual({ code: 0, out: "[]\n", err: "" });
  });

  test("tells refusals and wrong usage as JSON on standard error when asked for JSON", async () => {
    const unknown = await runCoco(["device", "show", "kiosk", "--json"], {
      environment: { COCO_HOME: "/nonexistent" },
    });
    expect([unknown.code, unknown.out]).toEqual([4, ""]);
    expect(refusal(unknown.err)).toMatchObject({ error: { code: "account_unknown" } });
    for (const args of [
      ["dance"],
      ["device", "status", "x", "gone"],
      ["job", "status", "0x12"],
      ["device", "list", "--limit", "-1"],
      ["device", "register"],
    ]) {
      const ran = await runCoco([...args, "--json"]);
      expect([args, ran.code, ran.out]).toEqual([args, 2, ""]);
      expect(refusal(ran.err)).toMatchObject({ error: { code: "usage" } });
    }
  });

  test("ends with 3 where no chain is, and names the place without its credentials", async () => {
    const ran = await runCoco(["chain", "status", "--rpc", "ws://user:hunter2@127.0.0.1:1/x?key=hunter2"], {
      stop: AbortSignal.timeout(60_000),
    });
    expect([ran.code, ran.out]).toEqual([3, ""]);
    expect(ran.err).toContain("ws://127.0.0.1:1/x");
    expect(ran.err).not.toContain("hunter2");
    expect((await runCoco(["chain", "status", "--rpc", "http://x"])).code).toBe(2);
  });

  test("has no option or argument that takes a secret", async () => {
    const { out } = await runCoco(["completion", "fish"]);
    const valued = [...out.matchAll(/-l (\S+) -r/g)].map(([, name]) => name ?? "");
    expect(valued.length).toBeGreaterThan(10);
    for (const name of valued) expect(name).not.toMatch(/pass|secret|seed|mnemonic|suri|(?<!voucher-)key/);
  });

  test("explains every command", async () => {
    const { out } = await runCoco(["completion", "bash"]);
    const places = [...out.matchAll(/^ {4}"([^"]*)"\) candidates/gm)].map(([, words = ""]) =>
      words.trim().split(" "),
    );
    expect(places.length).toBeGreaterThan(30);
    for (const place of places) {
      const help = await runCoco([...place.filter((word) => word !== ""), "--help"]);
      expect([place, help.code, help.err]).toEqual([place, 0, ""]);
      expect(help.out).toContain(`Usage: ${["coco", ...place].join(" ").trim()}`);
    }
  });

  test("needs a name for who pays, from the option or the environment", async () => {
    const silent = await runCoco(["device", "status", "kiosk", "paused"]);
    expect([silent.code, silent.err]).toEqual([2, expect.stringContaining("--account")]);
    const named = await runCoco(["device", "status", "kiosk", "paused"], {
      environment: { COCO_ACCOUNT: "me", COCO_HOME: "/nonexistent" },
    });
    expect([named.code, named.err]).toEqual([4, expect.stringContaining("account_unknown")]);
  });
});

describe("where things are", () => {
  test("accounts lie in COCO_HOME, or where the XDG specification says", () => {
    expect(homeFolder({ COCO_HOME: "/c", XDG_CONFIG_HOME: "/x" })).toBe("/c");
    expect(homeFolder({ XDG_CONFIG_HOME: "/x", HOME: "/h" })).toBe("/x/coco");
    expect(homeFolder({ XDG_CONFIG_HOME: "relative", HOME: "/h" })).toBe("/h/.config/coco");
  });

  test("the chain is at the operator's port unless told otherwise", () => {
    expect(rpcAddress({ url: "http://127.0.0.1:8080" })).toBe("ws://127.0.0.1:8080/rpc");
    expect(rpcAddress({ url: "https://coco.example/" })).toBe("wss://coco.example/rpc");
    expect(rpcAddress({ url: "http://x", rpc: "ws://y" })).toBe("ws://y");
  });
});

describe("a device's description", () => {
  const known = thisMachine();

  test("begins with this machine and changes only what is named", () => {
    expect(known.capabilities.ramMib).toBeGreaterThan(0);
    const changed = describeDevice(known, { model: ["a", "b"], speed: 12.3456, metadata: "hall" });
    expect(changed.metadata).toBe("hall");
    expect(changed.capabilities).toEqual({
      ...known.capabilities,
      models: ["a", "b"],
      milliTokensPerSecond: 12_346,
    });
    expect([archOf("x64"), archOf("arm64"), archOf("riscv64")]).toEqual(["x86_64", "arm64", "unknown"]);
  });

  test("is refused when the protocol cannot carry it", () => {
    for (const options of [
      { gpu: "ä".repeat(33) },
      { engine: "x".repeat(33) },
      { metadata: "x".repeat(257) },
      { model: [""] },
      { model: ["x".repeat(97)] },
      { model: Array.from({ length: 17 }, (_, i) => `m${i}`) },
      { speed: -1 },
      { speed: 1e9 },
    ])
      expect(() => describeDevice(known, options)).toThrow(
        expect.objectContaining({ code: "usage" }) as Error,
      );
  });
});
