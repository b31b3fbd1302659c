import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hexOf } from "./bytes.ts";
import { hashingReady } from "./hashing.ts";
import { MAX_SNAPSHOT_HISTORY_BYTES } from "./limits.ts";
import { readRecentStates, writeRecentStates, type StateAt } from "./recent-states.ts";
import { Trie } from "./trie.ts";

const GENESIS = Trie.of(
  [
    ["kept", Uint8Array.of(1)],
    ["gone", Uint8Array.of(2)],
  ],
  1,
);

/** Blocks from `first` on; each sets one key of `bytes` and one of its own, and the second removes one. */
function blocks(count: number, bytes = 8, first = 7): StateAt[] {
  let state = GENESIS;
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    state = state.with([
      ["now", new Uint8Array(bytes).fill(number)],
      [`own ${number}`, Uint8Array.of(number)],
      ...(index === 1 ? [["gone", null] as const] : []),
    ]);
    return { number, hash: new Uint8Array(32).fill(number), state };
  });
}

describe("states of the latest blocks on disk", () => {
  let folder: string;
  let path: string;
  beforeAll(hashingReady);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "coco-states-"));
    path = join(folder, "state.snapshot");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const stored = () => {
    const read = readRecentStates(path);
    return read.found === "states"
      ? read.states.map(({ number, hash, state }) => [number, hexOf(hash), hexOf(state.root())])
      : read.found;
  };
  const summary = (states: readonly StateAt[]) =>
    states.map(({ number, hash, state }) => [number, hexOf(hash), hexOf(state.root())]);

  test("come back as they were, each by its own root", async () => {
    const states = blocks(5);
    await writeRecentStates(path, states);
    expect(stored()).toEqual(summary(states));
    await writeRecentStates(path, states.slice(-1));
    expect(stored()).toEqual(summary(states.slice(-1)));
  });

  test("leave the oldest out where their changes would be too long", async () => {
    const states = blocks(12, MAX_SNAPSHOT_HISTORY_BYTES / 4);
    await writeRecentStates(path, states);
    expect(stored()).toEqual(summary(states.slice(-4)));
  });

  test("are damage when any byte of them is another, or missing, and nothing where there is no file", async () => {
    expect(stored()).toBe("nothing");
    await writeRecentStates(path, blocks(3));
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      writeFileSync(path, flipped);
      expect(stored()).toBe("damage");
      writeFileSync(path, whole.subarray(0, at));
      expect(stored()).toBe("damage");
    }
  });
});
