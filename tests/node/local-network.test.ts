/**
 * Four validators of the real node on this machine: the product's chain as production runs it. One network for all tests, because making its
 * specification and starting it takes as long as many of them.
 */
import { xxhashAsU8a } from "@polkadot/util-crypto";
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { chainConformance } from "../../adapters/chain/conformance.ts";
import { assuredConformance } from "../../adapters/chain/conformance-assured.ts";
import { partiesOver } from "../../adapters/chain/conformance-assured-parties.ts";
import { voteConformance } from "../../adapters/chain/conformance-assured-votes.ts";
import { Cast } from "../../adapters/chain/conformance-cast.ts";
import { channelConformance } from "../../adapters/chain/conformance-channels.ts";
import { buildGenesis, genesisHash } from "../../adapters/chain/devchain/genesis.ts";
import { keyOf } from "../../adapters/chain/devchain/bytes.ts";
import { loadRuntime, replayBlocks } from "../../adapters/chain/devchain/index.ts";
import { Overlay } from "../../adapters/chain/devchain/overlay.ts";
import { SignatureCache } from "../../adapters/chain/devchain/signature-cache.ts";
import { connectPolkadotChain, type PolkadotChain } from "../../adapters/chain/polkadot.ts";
import type { ChainError, Inclusion } from "../../adapters/chain/port.ts";
import { createMemoryKeystore } from "../../adapters/keystore/memory.ts";
import { jobIdOf, type Result, toHex } from "../../protocol/index.ts";
import { askNode, blockHash } from "../../scripts/chain/json-rpc.ts";
import type { Validator } from "../../scripts/chain/validator.ts";
import { LightClient } from "./light-client.ts";
import { productOnThreeOfFour } from "./product.ts";
import { finalizedAt, TEST_SLOT_MS, TestNetwork, until } from "./test-network.ts";

/** planck. Some thousand submissions. */
const PURSE_PLANCK = 1_000n * 10n ** 12n;
/** Where the runtime keeps the length of a slot. */
const SLOT_MS_KEY = ["SlotDuration", "SlotMs"].map((name) => keyOf(xxhashAsU8a(name, 128))).join("");
/** Blocks. More than what the others had voted on already when a validator died. */
const MORE_BLOCKS = 5;

const specSchema = z.object({
  genesis: z.object({ raw: z.object({ top: z.record(z.string(), z.string()) }) }),
});

let network: TestNetwork;
let opening: Promise<TestNetwork>;
beforeAll(async () => {
  opening = TestNetwork.open();
  network = await opening;
});
// Also after a start that took longer than the hook may: its validators would outlive the tests.
afterAll(async () => (await opening).close());

/** An operator with planck, at one validator's RPC. */
async function operatorAt(validator: Validator): Promise<PolkadotChain> {
  const operator = createMemoryKeystore(randomBytes(32));
  const chain = await connectPolkadotChain({ url: validator.rpcUrl, operator });
  if (!chain.ok) throw new Error(chain.error.message ?? chain.error.code);
  const gift = await chain.value.fundFromDevelopmentFaucet(PURSE_PLANCK);
  if (!gift.ok) throw new Error(gift.error.message ?? gift.error.code);
  return chain.value;
}

function landed(answer: Result<Inclusion, ChainError>): Inclusion {
  if (!answer.ok)
    throw new Error(`${answer.error.code} ${answer.error.pallet ?? answer.error.message ?? ""}`);
  return answer.value;
}

describe("four validators", () => {
  test("begin with the very genesis that the embedded chain makes of the same preset", async () => {
    const runtime = await loadRuntime();
    if (!runtime.ok) throw new Error(runtime.error.message);
    const state = new Overlay(buildGenesis(runtime.value.wasm, "local_testnet", new SignatureCache()));
    // All that the tests' specification says otherwise.
    const slotMs = new Uint8Array(8);
    new DataView(slotMs.buffer).setBigUint64(0, BigInt(TEST_SLOT_MS), true);
    state.set(SLOT_MS_KEY, slotMs);
    for (const { place } of network.validators)
      expect(await blockHash(place.rpcPort, 0)).toBe(toHex(genesisHash(state.trie())));
  });

  test("finalize blocks, the same ones everywhere", async () => {
    for (const validator of network.validators)
      await until(
        async () => (await finalizedAt(validator)) >= 2,
        `${validator.place.name} has two final blocks`,
      );
    const hashes = await Promise.all(network.validators.map(({ place }) => blockHash(place.rpcPort, 2)));
    expect(new Set(hashes).size).toBe(1);
  });
});

async function atBob() {
  const chain = await operatorAt(network.validator("bob"));
  return { chain, close: () => chain.close() };
}

async function partiesAtBob() {
  return partiesOver({
    url: network.validator("bob").rpcUrl,
    nowMs: () => Date.now(),
    close: async () => undefined,
  });
}

chainConformance("polkadot over four validators", atBob);
channelConformance("polkadot over four validators", atBob);
assuredConformance("polkadot over four validators", partiesAtBob);
voteConformance("polkadot over four validators", partiesAtBob);

describe("a light client", () => {
  test("sees a device's registration and its job's record in final blocks, by proof", async () => {
    const chain = await operatorAt(network.validator("charlie"));
    const people = new Cast(chain.genesis);
    const intent = people.intent(Date.now());
    const acceptance = people.acceptance(intent);
    const record = people.record(intent, acceptance);
    const registered = landed(
      await chain.registerDevice(people.registration(), people.registrationSignature()),
    );
    landed(await chain.submitJobIntent(intent, people.intentSignature(intent)));
    landed(await chain.acceptJob(acceptance, people.acceptanceSignature(acceptance)));
    const completed = landed(await chain.completeJob(record, ...people.recordSignatures(record)));
    await chain.close();

    const light = await LightClient.start(network.spec, network.lightClientAddresses);
    try {
      await until(async () => (await light.finalized()) >= completed.block, "the record's block is final");
      const { rpcPort } = network.validator("dave").place;
      const eventsOf = async ({ block }: Inclusion) =>
        light.events((await blockHash(rpcPort, block)) ?? "no such block");
      expect(await eventsOf(registered)).toContain(
        `deviceRegistry.DeviceRegistered(${people.registration().device})`,
      );
      expect(await eventsOf(completed)).toContain(
        `computeJobs.JobCompleted(${jobIdOf(intent, chain.genesis)})`,
      );
    } finally {
      await light.close();
    }
  });
});

describe("the embedded chain", () => {
  test("executes every block of the real one to the same state root", async () => {
    const { rpcPort } = network.validator("charlie").place;
    const last = await finalizedAt(network.validator("charlie"));
    const { genesis } = specSchema.parse(JSON.parse(await readFile(network.spec, "utf8")));
    async function* blocks() {
      for (let number = 1; number <= last; number++)
        yield await askNode(rpcPort, "chain_getBlock", [await blockHash(rpcPort, number)]);
    }
    const replayed = await replayBlocks({ top: genesis.raw.top }, blocks());
    expect(replayed).toMatchObject({
      ok: true,
      value: { blocks: last, head: { number: last, hash: await blockHash(rpcPort, last) } },
    });
    expect(last).toBeGreaterThan(20);
  });
});

describe("a validator that dies", () => {
  test("does not stop finality, and catches up when it is back", async () => {
    const alive = network.validators.filter(({ place }) => place.name !== "alice");
    const alice = network.validator("alice");
    await alice.kill();
    expect(alice.running).toBe(false);
    const [first] = alive;
    if (first === undefined) throw new Error("nobody is left");
    const before = await finalizedAt(first);
    for (const validator of alive)
      await until(
        async () => (await finalizedAt(validator)) >= before + MORE_BLOCKS,
        `${validator.place.name} goes on without alice`,
      );
    const missed = await finalizedAt(first);
    await alice.start();
    await until(async () => (await finalizedAt(alice)) >= missed, "alice has what she missed");
    const { rpcPort } = alice.place;
    expect(await blockHash(rpcPort, missed)).toBe(await blockHash(first.place.rpcPort, missed));
    await until(
      async () => (await finalizedAt(alice)) >= missed + MORE_BLOCKS,
      "alice goes on with the others",
    );
  });
});

productOnThreeOfFour(() => network);
