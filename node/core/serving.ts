/** The part of a node that faces the network: presence, offers, sessions, records. */
import type { Engine, LoadedModel } from "../../adapters/engine/port.ts";
import {
  type LeaseId,
  type ModelEntry,
  PRESENCE_HEARTBEAT_MS,
  type SignalingMessage,
  toHex,
  fromHex,
} from "../../protocol/index.ts";
import { admit } from "./admission.ts";
import { JobQueue } from "./job-queue.ts";
import { LeaseBook } from "./lease-book.ts";
import { progressGate } from "./live-jobs.ts";
import type { NodeDeps } from "./node-deps.ts";
import type { Observable } from "./observable.ts";
import { capabilitiesOf, capacityOf, type PresenceSources, presenceOf } from "./presence.ts";
import { CHAIN_HEARTBEAT_MS, createRegistration } from "./registration.ts";
import { type JobOutcome, keepAlive, runJob } from "./run-job.ts";
import { type AdmittedRequest, serveSession } from "./session-server.ts";
import type { LiveJob, NodeSnapshot } from "./snapshot.ts";
import { createSettlement } from "./settlement.ts";
import { signaturesOf } from "./signatures.ts";
import { acceptIntent, readIntent } from "./terms.ts";

export interface Serving {
  readonly jobs: number;
  /** Serves this model from now on. */
  serve(engine: Engine, entry: ModelEntry, loaded: LoadedModel): void;
  /** No new jobs; waiting ones go back; resolves when the running one ended. */
  drain(now: boolean): Promise<void>;
  /** The device is lost: no new jobs until `serve`. */
  suspend(): void;
  resume(): void;
  announce(): void;
  leave(): Promise<void>;
}

export function createServing(deps: NodeDeps, state: Observable<NodeSnapshot>): Serving {
  const { clock, genesis, keystore, policy, store } = deps;
  const { link, transport } = deps.join();
  const queue = new JobQueue();
  const leases = new LeaseBook();
  const settlement = createSettlement(deps, state, link);
  let current: { engine: Engine; entry: ModelEntry; loaded: LoadedModel } | null = null;
  let open = false;
  let ownerStops = false;
  let tokensPerSecond = 0;

  const patch = (change: (now: NodeSnapshot) => Partial<NodeSnapshot>): void =>
    state.update((now) => ({ ...now, ...change(now) }));
  const jobs = (): number => queue.size + leases.promised(clock.wallMs());
  const sources = (): PresenceSources => ({
    probe: state.value.probe,
    model: current?.loaded ?? null,
    engine: current?.engine.name ?? "",
    jobs: jobs(),
    tokensPerSecond,
    // Who cannot be reached through the broker yet must not be offered: after a restart both links come back, one before the other.
    serving: open && current !== null && transport.status === "online",
    policy,
    device: deps.device,
  });
  const announce = (): void =>
    void link.send({ type: "announce", presence: presenceOf(sources()), owner: state.value.owner });
  const registration = createRegistration(deps, link, {
    owner: () => state.value.owner,
    capabilities: () => capabilitiesOf(sources()),
    metadata: deps.device.metadata,
    onState: (next) => patch(() => ({ registration: next })),
  });

  const admission = (intent: Parameters<typeof admit>[0]) =>
    admit(
      intent,
      { serving: open, model: current?.loaded.model ?? null, jobs: jobs() },
      policy,
      clock.wallMs(),
    );
  const accept = (intent: Parameters<typeof acceptIntent>[0], lease: LeaseId) =>
    acceptIntent(intent, lease, {
      keystore,
      owner: state.value.owner,
      policy,
      genesis,
      nowMs: clock.wallMs(),
    });

  async function answerOffer(offer: Extract<SignalingMessage, { type: "offer" }>): Promise<void> {
    const signed = readIntent(
      fromHex(offer.intent) ?? new Uint8Array(),
      fromHex(offer.signature) ?? new Uint8Array(),
      genesis,
    );
    const admitted = signed.ok ? admission(signed.value.intent) : signed;
    if (!signed.ok || !admitted.ok) {
      link.send({
        type: "decline",
        lease: offer.lease,
        code: admitted.ok ? "intent_malformed" : admitted.error.code,
      });
      return;
    }
    const terms = await accept(signed.value, offer.lease);
    leases.promise(terms, clock.wallMs());
    sayCapacity();
    link.send({
      type: "accept",
      lease: offer.lease,
      acceptance: toHex(terms.acceptanceBytes),
      signature: toHex(terms.acceptanceSignature),
    });
  }

  const offMessage = link.onMessage((message) => {
    if (message.type === "welcome") {
      announce();
      void settlement.flush();
    }
    if (message.type === "offer") void answerOffer(message);
    if (message.type === "revoke") leases.revoke(message.lease);
    if (message.type === "settled") void settlement.settled(message);
    void registration.handle(message);
  });
  const offStatus = link.onStatus((status) => {
    const replaced = {
      code: "replaced",
      message: "Another page with this device's key is the node now. Close it, then start again.",
    };
    patch((now) => ({ online: status === "online", error: status === "replaced" ? replaced : now.error }));
  });
  const offTransport = transport.onStatus(() => announce());
  const offSession = transport.onSession((session) =>
    serveSession(session, {
      genesis,
      clock,
      leases,
      admit: admission,
      ahead: () => queue.size,
      accept,
      freshLease: () => toHex(deps.random(16)) as LeaseId,
      run,
    }),
  );
  /** Told at once when it changes, so that the matcher neither passes a free node by nor asks a full one. */
  const sayCapacity = (): void => {
    const milliTokensPerSecond = Math.round(tokensPerSecond * 1000);
    link.send({ type: "heartbeat", ...capacityOf(jobs(), policy), milliTokensPerSecond });
  };
  const heartbeat = setInterval(sayCapacity, PRESENCE_HEARTBEAT_MS);
  const chainHeartbeat = setInterval(() => {
    // What the operator had no room for.
    void settlement.flush();
    if (open) registration.heartbeat();
  }, CHAIN_HEARTBEAT_MS);

  function run(job: AdmittedRequest): { cancel: () => void; ended: Promise<void> } {
    const end = Promise.withResolvers<undefined>();
    const id = job.terms.intent.job;
    const signatures = signaturesOf(job.terms);
    const live = (phase: LiveJob["phase"]): LiveJob => ({
      job: id,
      requester: job.session.remote,
      model: job.terms.intent.intent.model,
      phase,
      completionTokens: job.meter.completionTokens,
      tokensPerSecond: job.meter.tokensPerSecond,
      admittedAtMs: job.meter.startedAtMs,
      signatures,
    });
    const show = (phase: LiveJob["phase"]): void =>
      patch((now) => ({
        jobs: now.jobs.some((one) => one.job === id)
          ? now.jobs.map((one) => (one.job === id ? live(phase) : one))
          : [...now.jobs, live(phase)],
      }));
    const gate = progressGate(() => clock.monotonicMs());
    let cancelled = false;
    show("queued");
    queueMicrotask(sayCapacity);
    const finish = async (outcome: JobOutcome): Promise<void> => {
      const kept = settlement.record(job, outcome);
      end.resolve(undefined);
      // The queue lets go of the job after this turn.
      setTimeout(sayCapacity, 0);
      await kept;
    };
    const abort = queue.push({
      async run(signal) {
        const serving = current;
        if (!serving || serving.loaded.model !== job.request.chat.model) {
          await giveBack("handed_back");
          return;
        }
        link.send({ type: "job", job: id, phase: "running" });
        const outcome = await runJob(
          {
            stream: job.request.stream,
            session: job.session,
            chat: job.request.chat,
            terms: job.terms,
            meter: job.meter,
            weightsDigest: serving.loaded.weightsDigest,
          },
          {
            engine: serving.engine,
            keystore,
            store,
            genesis,
            onProgress: (phase) => gate(phase) && show(phase),
          },
          signal,
          () => (cancelled || !ownerStops ? "cancelled" : "handed_back"),
        ).catch((): JobOutcome => ({ type: "failed", code: "node_failed", signed: null }));
        if (job.meter.tokensPerSecond > 0) tokensPerSecond = job.meter.tokensPerSecond;
        // The countersignature comes after the slot is free.
        void finish(outcome);
      },
      handBack: (code) => void giveBack(code),
    });
    async function giveBack(code: "handed_back" | "cancelled"): Promise<void> {
      await job.session.send({
        type: "failed",
        stream: job.request.stream,
        code,
        record: null,
        deviceSignature: null,
      });
      await finish({ type: "failed", code, signed: null });
    }
    const offClose = job.session.onClose(() => abort());
    const offAlive = keepAlive(job.session, job.request.stream, () => job.meter.completionTokens);
    void end.promise.then(offClose).then(offAlive);
    const cancel = (): void => {
      cancelled = true;
      abort();
    };
    return { cancel, ended: end.promise };
  }

  return {
    get jobs() {
      return queue.size;
    },
    serve(engine, entry, loaded) {
      current = { engine, entry, loaded };
      tokensPerSecond = state.value.localTokensPerSecond ?? 0;
      open = true;
      ownerStops = false;
      announce();
      registration.setStatus("active");
    },
    async drain(now) {
      open = false;
      ownerStops = true;
      announce();
      registration.setStatus("paused");
      await queue.drain(now);
    },
    suspend() {
      open = false;
      announce();
    },
    resume() {
      open = true;
      ownerStops = false;
      announce();
      registration.setStatus("active");
    },
    announce,
    async leave() {
      clearInterval(heartbeat);
      clearInterval(chainHeartbeat);
      offMessage();
      offStatus();
      offSession();
      offTransport();
      await transport.close();
      await link.close();
    },
  };
}
