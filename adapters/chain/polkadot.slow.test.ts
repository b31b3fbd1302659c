import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMemoryKeystore } from "../keystore/memory.ts";
import type { JobId } from "../../protocol/index.ts";
import { chainConformance } from "./conformance.ts";
import { channelConformance } from "./conformance-channels.ts";
import { ownerConformance } from "./conformance-owners.ts";
import { Cast, randomHex } from "./conformance-cast.ts";
import { serveDevchain, type ServedDevchain } from "./devchain/testing/serve.ts";
import { connectPolkadotChain, type PolkadotChain, type PolkadotChainOptions } from "./polkadot.ts";

const PURSE_PLANCK = 1_000n * 10n ** 12n;

async function connected(url: string, options: Partial<PolkadotChainOptions> = {}): Promise<PolkadotChain> {
  const operator = createMemoryKeystore(randomBytes(32));
  const chain = await connectPolkadotChain({ url, operator, ...options });
  if (!chain.ok) throw new Error(chain.error.code);
  return chain.value;
}

async function funded(url: string, options: Partial<PolkadotChainOptions> = {}): Promise<PolkadotChain> {
  const chain = await connected(url, options);
  const gift = await chain.fundFromDevelopmentFaucet(PURSE_PLANCK);
  if (!gift.ok) throw new Error(gift.error.message);
  return chain;
}

async function overDevelopmentChain() {
  const served = await serveDevchain();
  const chain = await funded(served.url);
  return {
    chain,
    async close() {
      await chain.close();
      await served.close();
    },
  };
}

chainConformance("polkadot over the embedded development chain", overDevelopmentChain);
channelConformance("polkadot over the embedded development chain", overDevelopmentChain);
ownerConformance("polkadot over the embedded development chain", async () => {
  const served = await serveDevchain();
  const [chain, other] = [await funded(served.url), await funded(served.url)];
  return {
    chain,
    other,
    otherAccount: other.operator,
    async close() {
      await Promise.all([chain.close(), other.close()]);
      await served.close();
    },
  };
});

describe("polkadot chain", () => {
  let served: ServedDevchain;
  beforeAll(async () => {
    served = await serveDevchain();
  });
  afterAll(() => served.close());

  test("reports an operator who cannot pay as an invalid transaction, and goes on when he can", async () => {
    const chain = await connected(served.url);
    expect(await chain.expireJob(randomHex(32) as JobId)).toMatchObject({
      ok: false,
      error: { code: "invalid_transaction" },
    });
    expect((await chain.fundFromDevelopmentFaucet(PURSE_PLANCK)).ok).toBe(true);
    expect(await chain.balance()).toEqual({ ok: true, value: PURSE_PLANCK });
    expect(await chain.expireJob(randomHex(32) as JobId)).toMatchObject({
      error: { pallet: "computeJobs.UnknownJob" },
    });
    await chain.close();
  });

  test("is unreachable where nothing listens, within the time given", async () => {
    const operator = createMemoryKeystore(randomBytes(32));
    const answer = await connectPolkadotChain({ url: "ws://127.0.0.1:9", operator, timeoutMs: 700 });
    expect(answer).toMatchObject({ ok: false, error: { code: "chain_unreachable" } });
  });

  test("is aborted when its signal says so", async () => {
    const operator = createMemoryKeystore(randomBytes(32));
    const signal = AbortSignal.timeout(200);
    const answer = await connectPolkadotChain({ url: "ws://127.0.0.1:9", operator, signal });
    expect(answer).toMatchObject({ ok: false, error: { code: "aborted" } });
  });

  test("lets two adapters of one operator work at the same time: a taken nonce is asked for again", async () => {
    const operator = createMemoryKeystore(randomBytes(32));
    const both = await Promise.all([1, 2].map(() => connectPolkadotChain({ url: served.url, operator })));
    const [one, two] = both.map((chain) => (chain.ok ? chain.value : null));
    if (!one || !two) throw new Error("not connected");
    await one.fundFromDevelopmentFaucet(PURSE_PLANCK);
    for (const chain of [one, two, one, two]) {
      const people = new Cast(chain.genesis);
      const answer = await chain.registerDevice(people.registration(), people.registrationSignature());
      expect(answer).toMatchObject({ ok: true });
    }
    await Promise.all([one.close(), two.close()]);
  });

  test("tells beforehand, to the planck, what a verb costs", async () => {
    const chain = await funded(served.url);
    const balance = async () => {
      const answer = await chain.balance();
      return answer.ok ? answer.value : -1n;
    };
    const people = new Cast(chain.genesis);
    const verb = [people.registration(), people.registrationSignature()] as const;
    const fee = await chain.estimateFee("registerDevice", ...verb);
    const before = await balance();
    expect(await chain.registerDevice(...verb)).toMatchObject({ ok: true });
    expect(fee).toEqual({ ok: true, value: before - (await balance()) });
    await chain.close();
    expect(await chain.estimateFee("registerDevice", ...verb)).toMatchObject({
      ok: false,
      error: { code: "chain_unreachable" },
    });
  });

  test("resolves a verb in its block, or when asked to once the block is final, over a cut connection too", async () => {
    const register = (chain: PolkadotChain) => {
      const people = new Cast(chain.genesis);
      return chain.registerDevice(people.registration(), people.registrationSignature());
    };
    const early = await funded(served.url);
    expect(await register(early)).toMatchObject({ ok: true, value: { finalized: false } });
    await early.close();
    const patient = await funded(served.url, { waitFor: "finality" });
    expect(await register(patient)).toMatchObject({ ok: true, value: { finalized: true } });
    const stop = patient.onHead(() => {
      stop();
      served.cut();
    });
    expect(await register(patient)).toMatchObject({ ok: true, value: { finalized: true } });
    await patient.close();
  });

  test("names what a dispatch failed by, whether a pallet or the runtime itself refused", async () => {
    const chain = await funded(served.url);
    expect(await chain.expireJob(randomHex(32) as JobId)).toMatchObject({
      error: { code: "dispatch_failed", pallet: "computeJobs.UnknownJob" },
    });
    // More than Alice has.
    expect(await chain.fundFromDevelopmentFaucet(10n ** 30n)).toMatchObject({
      error: { code: "dispatch_failed", pallet: "arithmetic.Underflow" },
    });
    await chain.close();
  });

  test("loses nothing when the connection is cut in a burst, and does nothing twice", async () => {
    const chain = await funded(served.url);
    const people = Array.from({ length: 30 }, () => new Cast(chain.genesis));
    let cuts = 0;
    const stop = chain.onHead(() => {
      if (cuts++ < 2) served.cut();
    });
    const answers = await Promise.all(
      people.map((one) => chain.registerDevice(one.registration(), one.registrationSignature())),
    );
    stop();
    expect(cuts).toBeGreaterThan(0);
    expect(answers.filter((answer) => !answer.ok)).toEqual([]); // and what is wrong, if something is
    const extrinsics = answers.map((answer) => (answer.ok ? answer.value.extrinsicHash : ""));
    expect(new Set(extrinsics).size).toBe(people.length);
    expect(chain.connected).toBe(true);
    const next = new Cast(chain.genesis);
    expect(await chain.registerDevice(next.registration(), next.registrationSignature())).toMatchObject({
      ok: true,
    });
    await chain.close();
  });

  test("refuses calls after it was closed", async () => {
    const chain = await funded(served.url);
    await chain.close();
    expect(await chain.expireJob(randomHex(32) as JobId)).toMatchObject({
      ok: false,
      error: { code: "aborted" },
    });
    expect(await chain.head()).toMatchObject({ ok: false, error: { code: "chain_unreachable" } });
  });
});
