/** Assured jobs as people read them. */
import type { PolkadotChain } from "../adapters/chain/polkadot.ts";
import type { AssuranceRules, AssuredJobView } from "../adapters/chain/port.ts";
import { addressOf } from "../adapters/keystore/account-file.ts";
import type { AssuredIntent, JobId } from "../protocol/index.ts";
import type { NextStep } from "./assured-next.ts";
import { withPayer } from "./chain-access.ts";
import type { Context } from "./context.ts";
import { accountName, openKey } from "./keys.ts";
import { orRefuse, Refused } from "./refused.ts";
import { fields, time, tokens } from "./text.ts";

type Field = readonly [name: string, value: string];

/** Throws `Refused` `job_unknown`. */
export async function knownAssured(chain: PolkadotChain, id: JobId): Promise<AssuredJobView> {
  const view = orRefuse(await chain.assuredJob(id));
  if (view !== null) return view;
  throw new Refused(
    "job_unknown",
    "The chain knows no assured job of this id, or forgot it. For other jobs: coco job status",
  );
}

/** By this machine's clock as well: a chain without calls has an old block, and takes the next one's time. */
export async function chainTimeMs(chain: PolkadotChain): Promise<bigint> {
  const { timeMs } = orRefuse(await chain.describe());
  return BigInt(Math.max(timeMs ?? 0, Date.now()));
}

export async function payingFor<T>(
  context: Context,
  account: string | undefined,
  use: (chain: PolkadotChain) => Promise<T>,
): Promise<T> {
  const name = accountName(context, account);
  return withPayer(context, await openKey(context, name), name, use);
}

export function showAssured(view: AssuredJobView, next: readonly NextStep[], rules: AssuranceRules): string {
  const { assured, delivery, ballots, dispute, verdict } = view;
  return fields([
    ["job", view.job],
    ["phase", view.phase],
    ["requester", addressOf(view.requester)],
    ...(view.device === null ? [] : [["device", addressOf(view.device)] as const]),
    ...(view.owner === null ? [] : [["owner", addressOf(view.owner)] as const]),
    ...(assured === null ? [] : termFields(assured)),
    ...(view.startByMs === null ? [] : [["start by", time(view.startByMs)] as const]),
    ...(view.recordHash === null ? [] : [["record", view.recordHash] as const]),
    ...(view.pricePlanck === null ? [] : [["price", tokens(view.pricePlanck)] as const]),
    ...(delivery === null || ballotsWanted(assured) === 0
      ? []
      : ([
          ["commit until", time(delivery.commitUntilMs)],
          ["reveal until", time(delivery.revealUntilMs)],
        ] as const)),
    ...(delivery === null ? [] : [["dispute until", time(delivery.disputeUntilMs)] as const]),
    ...ballots.map((ballot, at): Field => [
      at === 0 ? "votes" : "",
      `${addressOf(ballot.verifier)} ${ballot.verdict ?? "committed"}`,
    ]),
    ...(verdict === null ? [] : [["verdict", verdict] as const]),
    ...(dispute === null
      ? []
      : ([
          ["disputed by", addressOf(dispute.by)],
          ["evidence", dispute.evidence],
          ["deposit", tokens(dispute.depositPlanck)],
          ["arbiter until", time(dispute.untilMs)],
        ] as const)),
    ...next.map((step, at): Field => [at === 0 ? "next" : "", stepWords(step, rules)]),
  ]);
}

function ballotsWanted(assured: AssuredIntent | null): number {
  return assured?.terms.verifiers.length ?? 0;
}

function termFields({ intent, terms }: AssuredIntent): Field[] {
  const { verifiers, matcher } = terms;
  return [
    ["model", intent.model],
    ["tokens", `${intent.maxPromptTokens} in, ${intent.maxCompletionTokens} out at the most`],
    ["max price", tokens(intent.maxPricePlanck)],
    ["deadline", time(intent.deadlineMs)],
    ["input", terms.inputDigest],
    ["bond", tokens(terms.bondPlanck)],
    ["reputation", `${terms.minScore} at least, ${terms.minAssuredMillionths / 10_000} % by evidence`],
    ...(matcher === null ? [] : [["matcher", addressOf(matcher)] as const]),
    ...(verifiers.length === 0
      ? []
      : [
          [
            "panel",
            `${terms.verification}, ${terms.threshold} of ${verifiers.length} decide, ${tokens(terms.verifierFeePlanck)} each`,
          ] as const,
        ]),
    ...verifiers.map((verifier): Field => ["", addressOf(verifier)]),
  ];
}

const WORDS: Readonly<Record<NonNullable<NextStep["command"]>, string>> = {
  accept: "may accept it",
  cancel: "may cancel it",
  commit: "may commit a vote",
  deliver: "has to deliver the record",
  dispute: "may dispute the verdict",
  expire: "may expire it",
  reveal: "has to reveal the vote",
  settle: "may settle it",
  start: "may say that it starts",
};

function stepWords({ who, command, untilMs }: NextStep, { disputeDepositPlanck }: AssuranceRules): string {
  const name = "account" in who ? `${who.role} ${addressOf(who.account)}` : who.role;
  const what = command === null ? "decides the dispute" : WORDS[command];
  const deposit = command === "dispute" ? `, with a deposit of ${tokens(disputeDepositPlanck)}` : "";
  const until = untilMs === null ? "" : ` until ${time(untilMs)}`;
  return `${name} ${what}${until}${deposit}${command === null ? "" : ` (coco job ${command})`}`;
}
