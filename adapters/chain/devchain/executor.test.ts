import { beforeAll, describe, expect, test } from "vitest";
import { hexOf } from "./bytes.ts";
import { Executor, RuntimeTrap } from "./executor.ts";
import { buildGenesis } from "./genesis.ts";
import { hashingReady } from "./hashing.ts";
import { Overlay } from "./overlay.ts";
import { decodeVersion } from "./runtime.ts";
import { loadRuntime } from "./runtime-artifact.ts";
import { u64le } from "./scale.ts";
import { SignatureCache } from "./signature-cache.ts";
import type { Trie } from "./trie.ts";
import { readRuntimeVersion } from "./wasm-sections.ts";

const NOTHING = new Uint8Array();

describe("executor", () => {
  let wasm: Uint8Array;
  let genesis: Trie;
  beforeAll(async () => {
    await hashingReady();
    const runtime = await loadRuntime();
    if (!runtime.ok) throw new Error(runtime.error.message);
    wasm = runtime.value.wasm;
    genesis = buildGenesis(wasm, "development", new SignatureCache());
  });

  const calls = [
    "Core_version",
    "Metadata_metadata",
    "AuraApi_slot_duration",
    "AuraApi_authorities",
    "GrandpaApi_grandpa_authorities",
  ];

  test("answers from an instance that was used before as a fresh one does, traps in between included", () => {
    const used = new Executor(wasm, new SignatureCache());
    for (let round = 0; round < 2; round++) {
      for (const method of calls) {
        const fresh = new Executor(wasm, new SignatureCache()).call(method, NOTHING, new Overlay(genesis));
        expect(used.call(method, NOTHING, new Overlay(genesis))).toEqual(fresh);
      }
      expect(() => used.call("Core_initialize_block", NOTHING, new Overlay(genesis))).toThrow(RuntimeTrap);
    }
  });

  test("leaves no change and no open transaction of a call that trapped", () => {
    const executor = new Executor(wasm, new SignatureCache());
    const overlay = new Overlay(genesis);
    overlay.begin();
    expect(() => executor.call("BlockBuilder_apply_extrinsic", u64le(1n), overlay)).toThrow(RuntimeTrap);
    expect(overlay.depth).toBe(1);
    overlay.rollback();
    expect(overlay.trie()).toBe(genesis);
  });

  test("refuses a method that the runtime does not have", () => {
    const executor = new Executor(wasm, new SignatureCache());
    expect(() => executor.call("Core_nothing", NOTHING, new Overlay(genesis))).toThrow("no such method");
    expect(executor.methods()).toContain("Core_execute_block");
  });

  test("reads the version out of a wasm as the runtime itself states it", () => {
    const stated = new Executor(wasm, new SignatureCache()).call(
      "Core_version",
      NOTHING,
      new Overlay(genesis),
    );
    const sorted = (bytes: Uint8Array) => {
      const { apis, ...rest } = decodeVersion(bytes);
      return { ...rest, apis: apis.map(([id, version]) => `${hexOf(id)} ${version}`).sort() }; // the linker orders the section
    };
    expect(sorted(readRuntimeVersion(wasm) ?? NOTHING)).toEqual(sorted(stated));
    expect(readRuntimeVersion(Uint8Array.of(1, 2, 3))).toBe(null);
  });
});
