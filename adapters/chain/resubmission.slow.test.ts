import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMemoryKeystore } from "../keystore/memory.ts";
import { Cast } from "./conformance-cast.ts";
import { DevchainProcesses } from "./devchain/testing/processes.ts";
import { connectPolkadotChain, type PolkadotChain } from "./polkadot.ts";

const PURSE_PLANCK = 1_000n * 10n ** 12n;
const VERBS = 100;
/** ms. Against hanging: a hundred verbs and a restart take seconds, on a busy machine a minute. */
const PATIENCE_MS = 240_000;
/** Verbs in the pool of a server that is killed. */
const KILLED_WITH = 40;

describe("verbs of one operator", () => {
  let folder: string;
  const chains = new DevchainProcesses();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "coco-chain-"));
  });
  afterEach(() => {
    chains.killAll();
    rmSync(folder, { recursive: true, force: true });
  });

  const funded = async (url: string): Promise<PolkadotChain> => {
    const chain = await connectPolkadotChain({
      url,
      operator: createMemoryKeystore(randomBytes(32)),
      inclusionTimeoutMs: PATIENCE_MS,
    });
    if (!chain.ok) throw new Error(chain.error.code);
    const gift = await chain.value.fundFromDevelopmentFaucet(PURSE_PLANCK);
    if (!gift.ok) throw new Error(gift.error.message);
    return chain.value;
  };
  const register = (chain: PolkadotChain) => {
    const people = new Cast(chain.genesis);
    return chain.registerDevice(people.registration(), people.registrationSignature());
  };

  test("a hundred at once are all in blocks, in nonces without a gap", async () => {
    const { url } = await chains.start(folder);
    const chain = await funded(url);
    const answers = await Promise.all(Array.from({ length: VERBS }, () => register(chain)));
    for (const answer of answers) expect(answer).toMatchObject({ ok: true });
    expect(new Set(answers.map((one) => one.ok && one.value.extrinsicHash)).size).toBe(VERBS);
    await chain.close();
  });

  test.for([0, 2])(
    "finish once each when the server is killed with them in its pool and started again: after block %i",
    async (blocks) => {
      const first = await chains.start(folder);
      const chain = await funded(first.url);
      let seen = 0;
      let killed: () => void = () => undefined;
      const dead = new Promise<void>((resolve) => (killed = resolve));
      const stop = chain.onHead(() => {
        if (seen++ === blocks) void first.kill().then(killed);
      });
      const answers = Promise.all(Array.from({ length: KILLED_WITH }, () => register(chain)));
      await dead;
      stop();
      const second = await chains.start(folder, { port: Number(new URL(first.url).port) });
      // A second registration of a device would be refused by the pallet, so each that is fine happened once.
      expect((await answers).filter((answer) => !answer.ok)).toEqual([]);
      const devices = await chain.devices(1000);
      expect(devices.ok && devices.value.length).toBe(KILLED_WITH);
      await chain.close();
      await second.kill();
    },
  );
});
