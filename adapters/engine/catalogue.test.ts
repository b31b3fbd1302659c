import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadCatalogue, modelsFor } from "./catalogue.ts";
import type { EngineProbe } from "./port.ts";

const committed: unknown = JSON.parse(
  readFileSync(new URL("../../models/catalogue.json", import.meta.url), "utf8"),
);
const loaded = loadCatalogue(committed);
const models = loaded.ok ? loaded.value : [];
const gpu: EngineProbe = {
  available: true,
  adapter: "apple metal-3",
  maxBufferBytes: 2 ** 32,
  features: ["shader-f16"],
  gflops: 2500,
};
const wasm: EngineProbe = { available: true, adapter: "wasm", maxBufferBytes: 0, features: [], gflops: null };

describe("models/catalogue.json", () => {
  it("pins the tiny model for both engines and offers WebLLM's chat models unpinned", () => {
    const pinned = models.filter(({ files }) => files !== null);
    expect(pinned.map(({ id, engine }) => [id, engine])).toEqual([
      ["coco-tiny", "webllm"],
      ["coco-tiny-gguf", "wllama"],
    ]);
    expect(models.length).toBeGreaterThan(140);
    expect(models.some(({ id }) => /embed|vision/i.test(id))).toBe(false);
  });

  it("requires shader-f16 of every half-precision library", () => {
    for (const { id, requiredFeatures } of models) {
      expect(requiredFeatures.includes("shader-f16"), id).toBe(/f16/.test(id));
    }
  });
});

describe("loadCatalogue", () => {
  it("refuses what is not a catalogue, naming the place", () => {
    expect(loadCatalogue({ webllm: "1", models: [{ id: 4 }] })).toMatchObject({
      ok: false,
      error: { code: "bad_catalogue", message: /models\.0/ },
    });
    expect(loadCatalogue(null).ok).toBe(false);
    expect(loadCatalogue({ webllm: "1", models: [models[0], models[0]] })).toMatchObject({
      ok: false,
      error: { message: /share an id/ },
    });
  });
});

describe("modelsFor", () => {
  it("puts the largest model that suits the device first", () => {
    const best = modelsFor({ engines: { webllm: gpu, wllama: wasm }, memoryMib: 8192 }, models)[0];
    expect(best?.verdict).toBe("good");
    expect(best?.model.memoryMib).toBeGreaterThan(2000);
    expect(best?.model.memoryMib).toBeLessThanOrEqual(4096);
  });

  it("offers a software GPU the self-test model and marks the rest as slow", () => {
    const ranked = modelsFor(
      { engines: { webllm: { ...gpu, features: [], gflops: 3 } }, memoryMib: 8192 },
      models,
    );
    expect(ranked.filter(({ verdict }) => verdict === "good").map(({ model }) => model.id)).toEqual([
      "coco-tiny",
    ]);
  });

  it("gives a device without WebGPU the WebAssembly models only", () => {
    const ranked = modelsFor(
      { engines: { webllm: { ...gpu, available: false }, wllama: wasm }, memoryMib: null },
      models,
    );
    expect(ranked.filter(({ verdict }) => verdict !== "unsupported").map(({ model }) => model.id)).toEqual([
      "coco-tiny-gguf",
    ]);
  });

  it("never calls a model good whose feature the GPU lacks or that does not fit", () => {
    for (const { model, verdict } of modelsFor(
      { engines: { webllm: { ...gpu, features: [] } }, memoryMib: 2048 },
      models,
    )) {
      if (verdict !== "good") continue;
      expect(model.requiredFeatures).toEqual([]);
      expect(model.memoryMib).toBeLessThanOrEqual(1024);
    }
  });
});
