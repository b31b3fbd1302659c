/** What can be done next about an assured job, and by whom. */
import { SETTLEMENT_GRACE_MS } from "../adapters/chain/chain-limits.ts";
import type { AssuredJobView } from "../adapters/chain/port.ts";
import type { AccountId, AssuredIntent } from "../protocol/index.ts";

export interface NextStep {
  readonly who:
    | { readonly role: "anybody" | "a device" | "arbiter" }
    | { readonly role: "requester" | "device" | "owner" | "verifier"; readonly account: AccountId };
  /** The subcommand of `coco job`; null where there is none. */
  readonly command:
    "accept" | "cancel" | "commit" | "deliver" | "dispute" | "expire" | "reveal" | "settle" | "start" | null;
  /** Last moment, Unix ms; null: no end is set. */
  readonly untilMs: bigint | null;
}

const ANYBODY = { role: "anybody" } as const;

/** `nowMs`: by the chain's clock. Nothing for a job that is over. */
export function nextSteps(view: AssuredJobView, nowMs: bigint): NextStep[] {
  const { assured } = view;
  if (assured === null) return [];
  switch (view.phase) {
    case "submitted":
      return ofSubmitted(view, assured, nowMs);
    case "accepted":
    case "running":
      return ofTaken(view, assured, nowMs);
    case "delivered":
      return ofDelivered(view, assured, nowMs);
    case "disputed":
      return ofDisputed(view, nowMs);
    case "settled":
    case "refuted":
    case "cancelled":
    case "expired":
      return [];
  }
}

function ofSubmitted({ requester }: AssuredJobView, { intent }: AssuredIntent, nowMs: bigint): NextStep[] {
  const cancel: NextStep = {
    who: { role: "requester", account: requester },
    command: "cancel",
    untilMs: null,
  };
  const over = nowMs > intent.deadlineMs;
  return [
    over
      ? { who: ANYBODY, command: "expire", untilMs: null }
      : { who: { role: "a device" }, command: "accept", untilMs: intent.deadlineMs },
    cancel,
  ];
}

function ofTaken(view: AssuredJobView, { intent }: AssuredIntent, nowMs: bigint): NextStep[] {
  const { device, startByMs } = view;
  const settleByMs = intent.deadlineMs + BigInt(SETTLEMENT_GRACE_MS);
  const lastMs = startByMs !== null && startByMs < settleByMs ? startByMs : settleByMs;
  if (nowMs > lastMs || device === null) return [{ who: ANYBODY, command: "expire", untilMs: null }];
  const who = { role: "device", account: device } as const;
  const deliver: NextStep = { who, command: "deliver", untilMs: settleByMs };
  if (view.phase === "running") return [deliver];
  const start: NextStep = { who, command: "start", untilMs: startByMs };
  // Where nobody wants to hear of the start, the record may come without one.
  return startByMs === null ? [start, deliver] : [start];
}

function ofDelivered(view: AssuredJobView, { terms }: AssuredIntent, nowMs: bigint): NextStep[] {
  const { delivery, ballots, verdict } = view;
  if (delivery === null) return [];
  if (nowMs > delivery.disputeUntilMs) return [{ who: ANYBODY, command: "settle", untilMs: null }];
  const voted = new Set(ballots.map(({ verifier }) => verifier));
  const missing = terms.verifiers.filter((verifier) => !voted.has(verifier));
  if (missing.length > 0 && nowMs <= delivery.commitUntilMs)
    return missing.map((account) => ({
      who: { role: "verifier", account },
      command: "commit",
      untilMs: delivery.commitUntilMs,
    }));
  const hidden = ballots.filter((ballot) => ballot.verdict === null);
  if (hidden.length > 0 && nowMs <= delivery.revealUntilMs)
    return hidden.map(({ verifier }) => ({
      who: { role: "verifier", account: verifier },
      command: "reveal",
      untilMs: delivery.revealUntilMs,
    }));
  const loser = verdict === "refuted" ? view.owner : view.requester;
  // The chain tells a verdict by its newest block; past the last window it is what its next block will say.
  if (loser === null || (verdict === null && nowMs <= delivery.revealUntilMs)) return [];
  const role = verdict === "refuted" ? "owner" : "requester";
  return [{ who: { role, account: loser }, command: "dispute", untilMs: delivery.disputeUntilMs }];
}

function ofDisputed({ dispute }: AssuredJobView, nowMs: bigint): NextStep[] {
  if (dispute === null) return [];
  return nowMs > dispute.untilMs
    ? [{ who: ANYBODY, command: "settle", untilMs: null }]
    : [{ who: { role: "arbiter" }, command: null, untilMs: dispute.untilMs }];
}
