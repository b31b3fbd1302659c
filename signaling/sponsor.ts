import type { JobChain } from "../adapters/chain/port.ts";
import type { Store } from "../adapters/storage/port.ts";
import { type AccountId, type Millis, ok, type Result } from "../protocol/index.ts";
import { CHAIN_READ_TIMEOUT_MS, CHAIN_RETRY_BASE_MS, CHAIN_RETRY_CAP_MS, MAX_SUBMISSIONS } from "./limits.ts";
import { openChainOutbox, type OutboxEntry, type Waiting } from "./outbox.ts";
import { type Outcome, submit } from "./submit.ts";

/** Entries looked at for the next submission; those behind wait their turn. */
const LOOK_AHEAD = 512;
/** A pool may refuse for a passing reason; after this many tries it is taken at its word. */
const MAX_INVALID_TRIES = 8;

/**
 * Carries what devices and requesters signed to the chain, and pays for it. Nothing here waits for a person: entries are
 * on disk, survive a restart and an absent chain, and are tried until the chain took or refused them.
 */
export interface Sponsor {
  /** Durable when it resolves; `already_waiting` is as good. Nothing is submitted before `prepare` is done. */
  enqueue(entry: OutboxEntry, prepare?: () => Promise<unknown>): Promise<Result<void>>;
  /** The nonce of this device's next update, with those that wait; null when it is not registered, or nobody can say. */
  nextNonce(device: AccountId): Promise<bigint | null>;
  readonly waiting: number;
  close(): Promise<void>;
}

export async function openSponsor(options: {
  store: Store;
  chain: JobChain | null;
  random: () => number;
  /** Its work is done before the entry is forgotten, so that a crash in between repeats it. */
  onOutcome: (outcome: Outcome) => Promise<void>;
}): Promise<Sponsor> {
  const { store, chain, random, onOutcome } = options;
  const outbox = await openChainOutbox(store);
  const busy = new Set<Waiting>();
  const invalidTries = new WeakMap<Waiting, number>();
  const running = new Set<Promise<void>>();
  let failures = 0;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  function pump(): void {
    if (chain === null || closed || retry !== null) return;
    for (const waiting of startable()) {
      if (busy.size >= MAX_SUBMISSIONS) return;
      busy.add(waiting);
      const work = run(chain, waiting).finally(() => {
        busy.delete(waiting);
        running.delete(work);
        pump();
      });
      running.add(work);
    }
  }

  /** Entries that no earlier one holds back: a device's own in order, its jobs after its registration. */
  function startable(): Waiting[] {
    const devices = new Set<AccountId>();
    const registering = new Set<AccountId>();
    const free: Waiting[] = [];
    for (const waiting of outbox.waiting.slice(0, LOOK_AHEAD)) {
      const { kind, device } = waiting.entry;
      const held = kind === "job" ? registering.has(device) : devices.has(device);
      if (kind !== "job") devices.add(device);
      if (kind === "register") registering.add(device);
      if (!held && !busy.has(waiting)) free.push(waiting);
    }
    return free;
  }

  async function run(on: JobChain, waiting: Waiting): Promise<void> {
    const attempt = await submit(on, waiting.entry);
    if (closed) return;
    if (!attempt.ok) {
      const tries = (invalidTries.get(waiting) ?? 0) + Number(attempt.error.code === "invalid_transaction");
      invalidTries.set(waiting, tries);
      if (tries < MAX_INVALID_TRIES) {
        pause();
        return;
      }
    } else failures = 0;
    const outcome = attempt.ok ? attempt.value : refusal(waiting.entry);
    try {
      await onOutcome(outcome);
      await outbox.remove(waiting);
    } catch {
      // The store is in trouble; the entry is still on disk.
      pause();
    }
  }

  /** Exponential backoff with full jitter; one success and all go on. */
  function pause(): void {
    if (retry !== null || closed) return;
    const ceiling: Millis = Math.min(CHAIN_RETRY_CAP_MS, CHAIN_RETRY_BASE_MS * 2 ** Math.min(failures++, 10));
    retry = setTimeout(
      () => {
        retry = null;
        pump();
      },
      CHAIN_RETRY_BASE_MS + Math.floor(random() * ceiling),
    );
    retry.unref();
  }

  pump();
  return {
    async enqueue(entry, prepare) {
      const added = await outbox.add(entry);
      if (!added.ok) return added.error.code === "already_waiting" ? ok(undefined) : added;
      // No pump has run since it was added: `add` returns in the same turn in which it is put into the list.
      busy.add(added.value);
      try {
        await prepare?.();
      } finally {
        busy.delete(added.value);
        pump();
      }
      return ok(undefined);
    },
    async nextNonce(device) {
      if (chain === null) return null;
      const timeout = Promise.withResolvers<null>();
      const timer = setTimeout(() => timeout.resolve(null), CHAIN_READ_TIMEOUT_MS);
      const known = await Promise.race([chain.device(device).catch(() => null), timeout.promise]);
      clearTimeout(timer);
      if (known === null || !known.ok || known.value?.device !== device) return null;
      const queued = outbox.waiting.flatMap(({ entry }) =>
        entry.kind === "update" && entry.device === device ? [BigInt(entry.nonce)] : [],
      );
      return queued.reduce((newest, nonce) => (nonce > newest ? nonce : newest), known.value.nonce) + 1n;
    },
    get waiting() {
      return outbox.waiting.length;
    },
    async close() {
      closed = true;
      if (retry !== null) clearTimeout(retry);
      // Not awaited for long: what is under way is on disk, and looked up on the chain first next time.
      const timer = Promise.withResolvers<undefined>();
      const handle = setTimeout(() => timer.resolve(undefined), CHAIN_READ_TIMEOUT_MS);
      await Promise.race([Promise.allSettled(running), timer.promise]);
      clearTimeout(handle);
    },
  };
}

function refusal(entry: OutboxEntry): Outcome {
  const code = "invalid_transaction";
  switch (entry.kind) {
    case "job":
      return { kind: "job", job: entry.job, device: entry.device, record: null, inclusion: null, code };
    case "register":
      return { kind: "register", device: entry.device, inclusion: null, code, nextNonce: null };
    case "update":
      return { kind: "update", device: entry.device, nextNonce: BigInt(entry.nonce), code };
  }
}
