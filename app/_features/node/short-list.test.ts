import { describe, expect, it } from "vitest";
import type { RankedModel } from "../../../node/index.ts";
import { firstChoice, shortList } from "./short-list.ts";

function ranked(
  id: string,
  memoryMib: number,
  verdict: RankedModel["verdict"] = "good",
  pinned = false,
): RankedModel {
  return {
    verdict,
    pinned,
    model: {
      id,
      title: id,
      engine: "webllm",
      baseUrl: "/",
      libraryUrl: null,
      contextTokens: 4096,
      memoryMib,
      downloadBytes: null,
      requiredFeatures: [],
      files: null,
      weightsDigest: `0x${"00".repeat(32)}`,
      licence: "MIT",
    },
  };
}
const ids = (list: readonly RankedModel[]) => list.map(({ model }) => model.id);

describe("the short list of models", () => {
  it("has one good model of each size, and a pinned one before others of its size", () => {
    const choices = [
      ranked("8b-a", 5000),
      ranked("8b-b", 4900),
      ranked("3b", 2600),
      ranked("1b", 1200),
      ranked("half-b", 900),
      ranked("tiny-b", 64),
      ranked("tiny-pinned", 64, "good", true),
    ];
    expect(ids(shortList(choices))).toEqual(["8b-a", "3b", "1b", "half-b", "tiny-pinned"]);
  });

  it("prefers a general chat model of today with its whole context", () => {
    const names = ["RedPajama-3B", "Qwen2.5-Coder-1.5B", "Llama-3.2-1B-1k", "Llama-3.2-1B"];
    const choices = [...names.map((id) => ranked(id, 1500)), ranked("half", 900), ranked("tiny", 64)];
    expect(ids(shortList(choices))).toEqual(["Llama-3.2-1B", "half", "tiny"]);
  });

  it("is filled up with slow models on a slow device, never with those that cannot run", () => {
    const choices = [
      ranked("tiny", 64),
      ranked("slow", 900, "slow"),
      ranked("large", 9000, "too_large"),
      ranked("no", 100, "unsupported"),
    ];
    expect(ids(shortList(choices))).toEqual(["tiny", "slow", "large"]);
  });

  it("is empty when nothing runs", () => {
    expect(shortList([ranked("no", 100, "unsupported")])).toEqual([]);
  });
});

describe("the first choice", () => {
  const choices = [
    ranked("8b", 5000),
    ranked("1b", 1200),
    ranked("tiny", 64),
    ranked("no", 100, "unsupported"),
  ];
  const list = shortList(choices);

  it("is the model of the last time", () => {
    expect(firstChoice(choices, list, "8b")?.model.id).toBe("8b");
  });

  it("is the largest comfortable one for somebody new, or when the last one cannot run any more", () => {
    expect(firstChoice(choices, list, null)?.model.id).toBe("1b");
    expect(firstChoice(choices, list, "no")?.model.id).toBe("1b");
    expect(firstChoice(choices, list, "gone")?.model.id).toBe("1b");
  });

  it("is none when nothing runs", () => {
    expect(firstChoice([], [], "8b")).toBeNull();
  });
});
