import { beforeAll, describe, expect, test } from "vitest";
import { headerHash, ZERO_HASH, type Header } from "./block.ts";
import { memoryLog } from "./block-log.ts";
import { hexOf } from "./bytes.ts";
import { Chain } from "./chain.ts";
import { hashingReady } from "./hashing.ts";
import { STATE_HISTORY_BLOCKS } from "./limits.ts";
import { blockAt } from "./rpc-context.ts";
import { Trie } from "./trie.ts";

const BLOCKS = STATE_HISTORY_BLOCKS + 10;

async function grown(): Promise<Chain> {
  const chain = new Chain(Trie.of([["n", Uint8Array.of(0)]], 1), memoryLog());
  for (let number = 1; number <= BLOCKS; number++) {
    const state = chain.head.state.with([["n", Uint8Array.of(number % 256)]]);
    const header: Header = {
      parentHash: chain.head.hash,
      number,
      stateRoot: state.root(),
      extrinsicsRoot: ZERO_HASH,
      digest: [],
    };
    await chain.append(header, [Uint8Array.of(4, number % 256)], state);
  }
  return chain;
}

describe("chain", () => {
  beforeAll(hashingReady);

  test("keeps every block, and the states of the latest", async () => {
    const chain = await grown();
    expect(chain.head.number).toBe(BLOCKS);
    const oldest = BLOCKS - STATE_HISTORY_BLOCKS + 1;
    expect(chain.state(oldest - 1)).toBe(null);
    expect(chain.state(oldest)?.get("n")).toEqual(Uint8Array.of(oldest % 256));
    for (const number of [1, 5, BLOCKS]) {
      const block = chain.block(number);
      expect(block.extrinsics).toEqual([Uint8Array.of(4, number % 256)]);
      expect(chain.hashOf(number)).toBe(hexOf(headerHash(block.header)));
      expect(chain.numberOf(hexOf(block.hash))).toBe(number);
    }
  });

  test("says clearly that a block is unknown, or that its state is not kept any more", async () => {
    const chain = await grown();
    const context = { chain } as unknown as Parameters<typeof blockAt>[0];
    expect(() => blockAt(context, chain.hashOf(1))).toThrow("State already discarded");
    expect(() => blockAt(context, hexOf(ZERO_HASH))).toThrow("UnknownBlock");
    expect(blockAt(context, null).number).toBe(BLOCKS);
  });

  test("refuses a block that does not follow its head", async () => {
    const chain = await grown();
    const gap: Header = {
      parentHash: ZERO_HASH,
      number: BLOCKS + 2,
      stateRoot: ZERO_HASH,
      extrinsicsRoot: ZERO_HASH,
      digest: [],
    };
    await expect(chain.append(gap, [], chain.head.state)).rejects.toThrow("cannot follow");
  });
});
