import { afterEach, describe, expect, test } from "vitest";
import { createMemoryDisk, createMemoryStore } from "../adapters/storage/memory.ts";
import type { Store } from "../adapters/storage/port.ts";
import { deviceRegistrationMessage, deviceUpdateMessage, type LeaseId, toHex } from "../protocol/index.ts";
import { openSponsor, type Sponsor } from "./sponsor.ts";
import type { OutboxEntry } from "./outbox.ts";
import type { Outcome } from "./submit.ts";
import { createFakeChain, type FakeChain } from "./testing/fake-chain.ts";
import { createPerson, GENESIS, type Person, recordOf, signIntent } from "./testing/people.ts";

const open: Sponsor[] = [];
afterEach(async () => {
  for (const sponsor of open.splice(0)) await sponsor.close();
});

async function start(chain: FakeChain, store: Store = createMemoryStore()) {
  const outcomes: Outcome[] = [];
  let wake = Promise.withResolvers<undefined>();
  const sponsor = await openSponsor({
    store,
    chain,
    random: () => 0,
    onOutcome: async (outcome) => {
      outcomes.push(outcome);
      wake.resolve(undefined);
      wake = Promise.withResolvers();
    },
  });
  open.push(sponsor);
  const until = async (count: number) => {
    while (outcomes.length < count) await wake.promise;
    return outcomes;
  };
  return { sponsor, outcomes, until };
}

function registration(device: Person): OutboxEntry {
  const bytes = deviceRegistrationMessage.encode(
    {
      device: device.account,
      owner: device.account,
      capabilities: { arch: "unknown", ramMib: 0, gpu: "", engine: "", models: [], milliTokensPerSecond: 0 },
      metadata: "",
    },
    GENESIS,
  );
  return {
    kind: "register",
    device: device.account,
    registration: toHex(bytes),
    signature: toHex(device.sign(bytes)),
  };
}
function update(device: Person, nonce: bigint): OutboxEntry {
  const bytes = deviceUpdateMessage.encode(
    { device: device.account, nonce, action: { type: "heartbeat" } },
    GENESIS,
  );
  return {
    kind: "update",
    device: device.account,
    nonce: nonce.toString(),
    update: toHex(bytes),
    signature: toHex(device.sign(bytes)),
  };
}
function job(device: Person): OutboxEntry {
  const requester = createPerson();
  const signed = signIntent(requester);
  const {
    type: _,
    requesterSignature,
    ...rest
  } = recordOf(device, requester, signed, `0x${"ab".repeat(16)}` as LeaseId);
  return {
    kind: "job",
    job: signed.job,
    device: device.account,
    ...rest,
    requesterSignature: requesterSignature ?? "0x",
  };
}

describe("the sponsor", () => {
  test("keeps a device's own in order: registration, then jobs and updates", async () => {
    const chain = createFakeChain(GENESIS);
    chain.away = true;
    const { sponsor, until } = await start(chain);
    const device = createPerson();
    for (const entry of [registration(device), update(device, 1n), job(device), update(device, 2n)])
      await sponsor.enqueue(entry);
    chain.away = false;
    const outcomes = await until(4);
    expect(chain.calls[0]).toBe("registerDevice");
    expect(outcomes.every(({ code }) => code === null)).toBe(true);
    expect(await sponsor.nextNonce(device.account)).toBe(3n);
    expect(sponsor.waiting).toBe(0);
  });

  test("counts updates that still wait when it says the next nonce", async () => {
    const chain = createFakeChain(GENESIS);
    const { sponsor, until } = await start(chain);
    const device = createPerson();
    expect(await sponsor.nextNonce(device.account)).toBeNull();
    await sponsor.enqueue(registration(device));
    await until(1);
    expect(await sponsor.nextNonce(device.account)).toBe(1n);
    const waitingForEver = Promise.withResolvers<undefined>();
    void sponsor.enqueue(update(device, 1n), () => waitingForEver.promise);
    await new Promise(setImmediate);
    expect(await sponsor.nextNonce(device.account)).toBe(2n);
    waitingForEver.resolve(undefined);
    await until(2);
  });

  test("says that a device is registered already, and refuses a nonce that is not the next", async () => {
    const chain = createFakeChain(GENESIS);
    const { sponsor, until } = await start(chain);
    const device = createPerson();
    await sponsor.enqueue(registration(device));
    await until(1);
    await sponsor.enqueue(registration(device));
    await until(2);
    await sponsor.enqueue(update(device, 7n));
    expect(await until(3)).toMatchObject([
      { kind: "register", code: null },
      { kind: "register", code: "already_registered", nextNonce: 1n },
      { kind: "update", code: "nonce_wrong", nextNonce: 1n },
    ]);
  });

  test("submits nothing of a burned key, whose device goes on under another one", async () => {
    const chain = createFakeChain(GENESIS);
    const { sponsor, until } = await start(chain);
    const [burned, next] = [createPerson(), createPerson()];
    await sponsor.enqueue(registration(burned));
    await until(1);
    const device = chain.registered.get(burned.account);
    if (device === undefined) throw new Error("not registered");
    chain.registered.set(burned.account, { ...device, device: next.account, formerKeys: [burned.account] });
    const submitted = chain.calls.length;
    expect(await sponsor.nextNonce(burned.account)).toBeNull();
    await sponsor.enqueue(registration(burned));
    await until(2);
    await sponsor.enqueue(update(burned, 1n));
    expect((await until(3)).slice(1)).toMatchObject([
      { kind: "register", code: "device_rekeyed", inclusion: null },
      { kind: "update", code: "device_rekeyed" },
    ]);
    expect(chain.calls).toHaveLength(submitted);
  });

  test("gives up what the chain refuses for good, with the pallet's word, and goes on", async () => {
    const chain = createFakeChain(GENESIS);
    const { sponsor, until } = await start(chain);
    const device = createPerson();
    chain.refuseNext = { call: "acceptJob", pallet: "computeJobs.DeadlinePassed" };
    await sponsor.enqueue(job(device));
    await until(1);
    await sponsor.enqueue(job(device));
    expect(await until(2)).toMatchObject([
      { code: "computeJobs.DeadlinePassed", inclusion: null },
      { code: null, inclusion: { events: ["completeJob"] } },
    ]);
  });

  test("counts a job that is completed on the chain as settled, and another record of it as replayed", async () => {
    const chain = createFakeChain(GENESIS);
    const first = await start(chain);
    const device = createPerson();
    const entry = job(device);
    await first.sponsor.enqueue(entry);
    await first.until(1);
    await first.sponsor.enqueue(entry);
    expect(await first.until(2)).toMatchObject([{ code: null }, { code: null, inclusion: null }]);
    expect(chain.calls.filter((name) => name === "completeJob")).toHaveLength(1);
    const other =
      entry.kind === "job" ? { ...chain.jobs.get(entry.job), recordHash: `0x${"00".repeat(32)}` } : null;
    if (entry.kind === "job" && other) chain.jobs.set(entry.job, other as never);
    await first.sponsor.enqueue(entry);
    expect((await first.until(3))[2]).toMatchObject({ code: "record_replayed" });
  });

  test("repeats an entry whose outcome nobody could write down", async () => {
    const disk = createMemoryDisk();
    const chain = createFakeChain(GENESIS);
    const device = createPerson();
    const failing = await openSponsor({
      store: createMemoryStore(disk),
      chain,
      random: () => 0,
      onOutcome: async () => Promise.reject(new Error("disk full")),
    });
    await failing.enqueue(job(device));
    await failing.close();
    expect(failing.waiting).toBe(1);
    const again = await start(chain, createMemoryStore(disk));
    expect(await again.until(1)).toMatchObject([{ kind: "job", code: null }]);
    expect(chain.calls.filter((name) => name === "completeJob")).toHaveLength(1);
  });

  test("survives a chain that throws", async () => {
    const chain = createFakeChain(GENESIS);
    const registerDevice = chain.registerDevice.bind(chain);
    let broken = true;
    chain.registerDevice = async (...of) => {
      if (!broken) return registerDevice(...of);
      broken = false;
      throw new Error("socket gone");
    };
    const { sponsor, until } = await start(chain);
    await sponsor.enqueue(registration(createPerson()));
    expect(await until(1)).toMatchObject([{ kind: "register", code: null }]);
  });
});
