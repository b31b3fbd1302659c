/** A chain in memory that keeps the pallets' order and refuses what they refuse; it can be away, slow or stubborn. */
import type { JobChain, ChainDevice, ChainError, ChainJob, Inclusion } from "../../adapters/chain/port.ts";
import { NO_BOND } from "../../adapters/chain/registry-port.ts";
import {
  type AccountId,
  err,
  type GenesisHash,
  type JobId,
  jobIdOf,
  ok,
  recordHashOf,
  type Result,
  usageRecordMessage,
} from "../../protocol/index.ts";

export interface FakeChain extends JobChain {
  /** What was submitted, in order. */
  readonly calls: string[];
  away: boolean;
  /** Refuses this call once with this pallet error. */
  refuseNext: { call: string; pallet: string } | null;
  readonly jobs: Map<JobId, ChainJob>;
  /** By every key that leads to a device. */
  readonly registered: Map<AccountId, ChainDevice>;
}

export function createFakeChain(genesis: GenesisHash): FakeChain {
  const jobs = new Map<JobId, ChainJob>();
  const devices = new Map<AccountId, ChainDevice>();
  let block = 0;

  function call(
    name: string,
    refusal: string | null,
    apply: () => void,
  ): Promise<Result<Inclusion, ChainError>> {
    if (fake.away) return Promise.resolve(err({ code: "chain_unreachable" }));
    fake.calls.push(name);
    const stubborn = fake.refuseNext?.call === name ? fake.refuseNext.pallet : refusal;
    if (stubborn !== refusal) fake.refuseNext = null;
    if (stubborn !== null) return Promise.resolve(err({ code: "dispatch_failed", pallet: stubborn }));
    apply();
    block += 1;
    const hash = `0x${block.toString(16).padStart(64, "0")}` as const;
    return Promise.resolve(
      ok({ block, blockHash: hash, extrinsicHash: hash, finalized: true, events: [name] }),
    );
  }
  const read = <T>(value: T): Promise<Result<T, ChainError>> =>
    Promise.resolve(fake.away ? err({ code: "chain_unreachable" }) : ok(value));
  const phase = (job: JobId) => jobs.get(job)?.phase ?? null;
  const nothing = () => Promise.resolve(err({ code: "aborted" as const }));

  const fake: FakeChain = {
    genesis,
    operator: `0x${"0e".repeat(32)}` as AccountId,
    calls: [],
    away: false,
    refuseNext: null,
    jobs,
    registered: devices,
    connected: true,
    registerDevice: ({ device, owner, capabilities, metadata }) =>
      call("registerDevice", devices.has(device) ? "deviceRegistry.AlreadyRegistered" : null, () =>
        devices.set(device, {
          device,
          owner,
          capabilities,
          metadata,
          status: "active",
          nonce: 0n,
          lastHeartbeatMs: 0n,
          online: true,
          jobsDone: 0n,
          bond: NO_BOND,
          formerKeys: [],
          offeredTo: null,
        }),
      ),
    updateDevice({ device, nonce }) {
      const known = devices.get(device);
      const refusal = known?.nonce === nonce - 1n ? null : "deviceRegistry.NonceMismatch";
      return call("updateDevice", refusal, () => known && devices.set(device, { ...known, nonce }));
    },
    submitJobIntent(intent) {
      const job = jobIdOf(intent, genesis);
      return call("submitJobIntent", phase(job) === null ? null : "computeJobs.AlreadySubmitted", () =>
        jobs.set(job, { job, phase: "open", recordHash: null }),
      );
    },
    acceptJob: ({ job }) =>
      call("acceptJob", phase(job) === "open" ? null : "computeJobs.NotOpen", () =>
        jobs.set(job, { job, phase: "accepted", recordHash: null }),
      ),
    completeJob(record) {
      const { job } = record;
      const recordHash = recordHashOf(usageRecordMessage.encode(record, genesis));
      return call("completeJob", phase(job) === "accepted" ? null : "computeJobs.NotAccepted", () =>
        jobs.set(job, { job, phase: "completed", recordHash }),
      );
    },
    cancelJob: nothing,
    expireJob: nothing,
    device: (account) => read(devices.get(account) ?? null),
    devices: () => read([...devices.values()]),
    job: (job) => read(jobs.get(job) ?? null),
    openIntents: () => read({ intents: [], next: null }),
    finishedJobs: () => read([]),
    jobLife: () => read(null),
    head: () => read({ number: block, hash: "0x00" as const, finalized: block }),
    onHead: () => () => undefined,
    close: () => Promise.resolve(),
  };
  return fake;
}
