/** From a chat request to its answer: find a node, open or reuse a session, run, go to another node when one fails early. */
import type { Signer } from "../../adapters/keystore/port.ts";
import type { SignalingApi } from "../../adapters/signaling/port.ts";
import {
  type AccountId,
  type ChatRequest,
  type GenesisHash,
  type LeaseId,
  type Millis,
  toHex,
} from "../../protocol/index.ts";
import { CocoError } from "./errors.ts";
import { FirstSign } from "./first-sign.ts";
import { type ChatStep, JOB_DEADLINE_MS, runChat } from "./run-chat.ts";
import type { SessionPool, Warm } from "./session-pool.ts";
import { type ClientTerms, signIntent, type Wishes } from "./terms.ts";

/** Nodes tried for one request before the caller hears of it. */
const MAX_ATTEMPTS = 3;

/** ms. From asking to a node's admission, over all attempts: nobody waits 10 s without a sign. */
const FIRST_SIGN_MS = 9_500;

/** A node's failure that another node may not share. Only before the first text: after it the caller must decide. */
const ANOTHER_NODE_MAY_DO = new Set([
  "peer_unreachable",
  "handshake_timeout",
  "session_closed",
  "peer_silent",
  "node_silent",
  "lease_expired",
  "queue_full",
  "not_serving",
  "model_not_loaded",
  "handed_back",
  "device_lost",
  "out_of_memory",
  "engine_failed",
  "node_failed",
  "busy",
  "bad_frame",
  "bad_acceptance",
  "fingerprint_mismatch",
  "identity_mismatch",
  "bad_proof",
]);

export interface AskDeps {
  readonly signaling: SignalingApi;
  readonly pool: SessionPool;
  readonly keystore: Signer;
  readonly genesis: GenesisHash;
  readonly wishes: Wishes;
  readonly wallMs: () => Millis;
  readonly random: (count: number) => Uint8Array;
}

/** Where a job runs, told once a node was found. */
export type AskStep =
  | ChatStep
  | { readonly type: "node"; readonly node: AccountId; readonly terms: ClientTerms; readonly warm: boolean };

/** Yields the steps of one answer; throws `CocoError`. */
export async function* ask(
  chat: ChatRequest,
  deps: AskDeps,
  signal: AbortSignal,
  firstSignMs: Millis = FIRST_SIGN_MS,
): AsyncGenerator<AskStep, void, undefined> {
  const failed = new Set<AccountId>();
  const firstSign = new FirstSign(firstSignMs);
  let last: CocoError | null = null;
  let unused: ClientTerms | null = null;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const terms: ClientTerms =
      unused ?? (await signIntent(chat, { ...deps, nowMs: deps.wallMs(), deadlineMs: JOB_DEADLINE_MS }));
    unused = null;
    const waiting = AbortSignal.any([signal, firstSign.due]);
    const place = await findPlace(terms, chat.model, failed, deps, waiting).catch((thrown: unknown) => {
      if (firstSign.due.aborted && !signal.aborted) throw last ?? new CocoError("no_sign");
      // When no other node is left, the first node's own failure says more than that none is left.
      throw last &&
        thrown instanceof CocoError &&
        (thrown.code === "no_free_node" || thrown.code === "model_unknown")
        ? last
        : thrown;
    });
    if ("unreachable" in place) {
      failed.add(place.unreachable);
      last = place.error;
      // The same intent again gives the unreachable node's lease back at once, instead of when it runs out.
      unused = terms;
      continue;
    }
    const { warm, lease } = place;
    const stream = deps.pool.claim(warm);
    let spoke = false;
    try {
      yield { type: "node", node: warm.session.remote, terms, warm: lease === null };
      const job = { session: warm.session, stream, lease, terms, chat };
      const limits = { admission: firstSign.due, answerMs: JOB_DEADLINE_MS };
      for await (const step of runChat(job, deps, signal, limits)) {
        if (step.type === "admitted") firstSign.seen();
        if (step.type === "text") spoke = true;
        yield step;
      }
      return;
    } catch (thrown) {
      if (!(thrown instanceof CocoError) || spoke || !ANOTHER_NODE_MAY_DO.has(thrown.code)) throw thrown;
      failed.add(warm.session.remote);
      last = thrown;
      if (thrown.code === "node_silent" || thrown.code === "bad_acceptance") await deps.pool.drop(warm);
    } finally {
      deps.pool.release(warm);
    }
  }
  throw last ?? new CocoError("no_free_node");
}

type Place = { warm: Warm; lease: LeaseId | null } | { unreachable: AccountId; error: CocoError };

async function findPlace(
  terms: ClientTerms,
  model: string,
  failed: ReadonlySet<AccountId>,
  deps: AskDeps,
  signal: AbortSignal,
): Promise<Place> {
  const warm = deps.pool.warmFor(model, failed);
  if (warm) return { warm, lease: null };
  const post = {
    intent: toHex(terms.intentBytes),
    signature: toHex(terms.intentSignature),
    exclude: [...failed],
  };
  const granted = await deps.signaling.requestLease(post, signal);
  if (!granted.ok) throw CocoError.of(granted.error);
  const { node, lease } = granted.value;
  const opened = await deps.pool.open(node, model, signal);
  if (opened.ok) return { warm: opened.value, lease };
  const error = CocoError.of(opened.error);
  if (!ANOTHER_NODE_MAY_DO.has(error.code)) throw error;
  return { unreachable: node, error };
}
