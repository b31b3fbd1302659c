import { expect, test } from "vitest";
import type { GenesisHash } from "../../protocol/index.ts";
import { chainConformance } from "./conformance.ts";
import { assuredConformance } from "./conformance-assured.ts";
import { voteConformance } from "./conformance-assured-votes.ts";
import { windowConformance } from "./conformance-assured-windows.ts";
import { channelConformance } from "./conformance-channels.ts";
import { Cast, person, type Person, randomHex } from "./conformance-cast.ts";
import { ownerConformance } from "./conformance-owners.ts";
import { createMemoryChain } from "./memory.ts";

async function open() {
  const chain = createMemoryChain({ genesis: randomHex(32) as GenesisHash, operator: person().account });
  return { chain, close: () => chain.close() };
}

chainConformance("memory", open);
channelConformance("memory", open);
ownerConformance("memory", async () => {
  const { chain, close } = await open();
  const otherAccount = person().account;
  return { chain, other: chain.as(otherAccount), otherAccount, close };
});

async function assuredParties() {
  let nowMs = Date.now();
  const [requester, owner, ...verifierOwners] = Array.from({ length: 5 }, person);
  if (requester === undefined || owner === undefined) throw new Error("five people");
  const genesis = randomHex(32) as GenesisHash;
  const chain = createMemoryChain({ genesis, operator: requester.account, now: () => nowMs });
  const party = (one: Person) => ({ person: one, chain: chain.as(one.account) });
  return {
    chain,
    requester,
    owner: party(owner),
    verifierOwners: verifierOwners.map(party),
    nowMs: () => nowMs,
    wait: (ms: number) => {
      nowMs += ms;
    },
    close: () => chain.close(),
  };
}

assuredConformance("memory", assuredParties);
voteConformance("memory", assuredParties);
windowConformance("memory", assuredParties);

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** A chain whose clock the test moves, and a device of its operator. */
async function withClock() {
  let nowMs = Date.now();
  const genesis = randomHex(32) as GenesisHash;
  const chain = createMemoryChain({ genesis, operator: person().account, now: () => nowMs });
  const people = new Cast(genesis);
  const registration = { ...people.registration(), owner: chain.operator };
  await chain.registerDevice(registration, people.registrationSignature(people.device, registration));
  const promise = async () => {
    const intent = people.intent(nowMs);
    const acceptance = people.acceptance(intent);
    await chain.submitJobIntent(intent, people.intentSignature(intent));
    await chain.acceptJob(acceptance, people.acceptanceSignature(acceptance));
    return { acceptance, record: people.record(intent, acceptance) };
  };
  return {
    chain,
    people,
    device: people.device.account,
    promise,
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

test("gives back what was unbonded after a week, and no earlier", async () => {
  const { chain, device, wait } = await withClock();
  await chain.bondDevice(device, 10n);
  await chain.unbondDevice(device, 4n);
  wait(7 * DAY_MS);
  expect(await chain.withdrawBond(device)).toMatchObject({
    error: { pallet: "deviceRegistry.NothingToWithdraw" },
  });
  wait(1);
  expect(await chain.withdrawBond(device)).toMatchObject({ ok: true });
  expect(await chain.device(device)).toMatchObject({
    value: { bond: { activePlanck: 6n, unbonding: [] }, online: false },
  });
});

test("counts a missed deadline against a device, and forgets half of it in a month", async () => {
  const { chain, device, promise, wait } = await withClock();
  const { acceptance } = await promise();
  wait(2 * HOUR_MS);
  expect(await chain.expireJob(acceptance.job)).toMatchObject({ ok: true });
  expect(await chain.reputation(device)).toMatchObject({
    value: { score: 89, goodMicros: 0n, badMicros: 250_000n },
  });
  wait(30 * DAY_MS);
  expect(await chain.reputation(device)).toMatchObject({
    value: { score: 94, goodMicros: 0n, badMicros: 125_000n },
  });
  expect(await chain.reputationHistory(device)).toMatchObject({
    value: [{ note: { type: "fault", kind: "missedDeadline" }, weightMicros: 250_000n }],
  });
});

test("counts no more than a day's worth of missed deadlines in a day", async () => {
  const { chain, device, promise, wait } = await withClock();
  const promised = [];
  for (let i = 0; i < 6; i += 1) promised.push(await promise());
  wait(2 * HOUR_MS);
  for (const { acceptance } of promised) await chain.expireJob(acceptance.job);
  expect(await chain.reputation(device)).toMatchObject({ value: { badMicros: 1_000_000n } });
});
