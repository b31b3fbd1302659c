/** Cases of assured jobs: the messages, and terms that do not fit each other, each signed well, so that nothing else refuses them. */
import {
  type AssuredIntent,
  assuredIntentMessage,
  assuredJobIdOf,
  idBytes,
  jobIntentMessage,
  jobMatchMessage,
  jobStartMessage,
  type JobTerms,
  jobTermsCodec,
  MAX_VERIFIERS,
  recordHashOf,
  signedMessage,
  struct,
  toHex,
  usageRecordMessage,
  type Vote,
  voteCommitmentMessage,
  voteCommitmentOf,
  voteMessage,
} from "../../protocol/index.ts";
import { device, genesis, hexOf, intent, key, lease, record, requester, signWith } from "./example-job.ts";
import { caseOf, casesOf, type MessageCase } from "./message-case.ts";

const matcher = key("matcher");
const panel = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
  .map((place) => key(`${place} verifier`))
  .sort((left, right) => (left.account < right.account ? -1 : 1));
const accounts = panel.map((one) => one.account);

const plainTerms: JobTerms = {
  inputDigest: hexOf("salt and input", 32),
  minScore: 0,
  minAssuredMillionths: 0,
  bondPlanck: 0n,
  startWithinMs: 0,
  matcher: null,
  verification: "countersignature",
  verifiers: [],
  threshold: 0,
  verifierFeePlanck: 0n,
};
const panelTerms: JobTerms = {
  ...plainTerms,
  minScore: 60,
  minAssuredMillionths: 250_000,
  bondPlanck: 50_000_000_000_000n,
  startWithinMs: 30_000,
  matcher: matcher.account,
  verification: "reexecution",
  verifiers: accounts.slice(0, 3),
  threshold: 2,
  verifierFeePlanck: 200_000_000_000n,
};
const MAX_U128 = 2n ** 128n - 1n;

/** Writes what `assuredIntentMessage` refuses to write. */
const unchecked = signedMessage(
  assuredIntentMessage.domain,
  struct({ intent: jobIntentMessage.body, terms: jobTermsCodec }),
);

const malformed: readonly (readonly [string, Partial<JobTerms>])[] = [
  ["verifiers descend", { verifiers: accounts.slice(0, 3).reverse() }],
  ["a verifier twice", { verifiers: [accounts[0], accounts[0], accounts[1]].flatMap((one) => one ?? []) }],
  ["threshold of half", { verifiers: accounts.slice(0, 4), threshold: 2 }],
  ["threshold above the panel", { threshold: 4 }],
  ["a panel wanted and none named", { verifiers: [], threshold: 0 }],
  ["panel with countersignature", { verification: "countersignature" }],
  [
    "threshold with countersignature",
    { verification: "countersignature", verifiers: [], verifierFeePlanck: 0n },
  ],
  ["fee with countersignature", { verification: "countersignature", verifiers: [], threshold: 0 }],
  ["score 101", { minScore: 101 }],
  ["more than wholly assured", { minAssuredMillionths: 1_000_001 }],
  ["fees past u128", { verifierFeePlanck: MAX_U128 / 2n }],
  ["price and fees past u128", { verifierFeePlanck: MAX_U128 / 3n }],
];

/** Bytes of `threshold` and `verifierFeePlanck`, behind the verifiers. */
const BEHIND_VERIFIERS = 17;

/** One verifier more than a panel may have, all of them there: the length refuses it, not the end of the bytes. */
function crowded(full: AssuredIntent): MessageCase {
  const bytes = assuredIntentMessage.encode(full, genesis);
  const behind = bytes.slice(-BEHIND_VERIFIERS);
  const before = bytes.slice(0, -BEHIND_VERIFIERS - MAX_VERIFIERS * 32 - 1);
  const keys = accounts.flatMap((account) => [...idBytes(account)]);
  const more = Uint8Array.of(...before, accounts.length << 2, ...keys, ...behind);
  return {
    ...caseOf("AssuredIntent", assuredIntentMessage, full, requester),
    name: `AssuredIntent: ${accounts.length} verifiers`,
    bytes: toHex(more),
    signature: toHex(signWith(requester, more)),
    expect: "malformed",
  };
}

function intentCases(): MessageCase[] {
  const assured: AssuredIntent = { intent, terms: panelTerms };
  const wholePanel: JobTerms = {
    ...plainTerms,
    verification: "audit",
    verifiers: accounts.slice(0, MAX_VERIFIERS),
    threshold: 4,
  };
  const good = [
    plainTerms,
    { ...plainTerms, minScore: 100, minAssuredMillionths: 1_000_000, bondPlanck: MAX_U128 },
    wholePanel,
    {
      ...panelTerms,
      verifiers: accounts.slice(0, 1),
      threshold: 1,
      verifierFeePlanck: MAX_U128 - intent.maxPricePlanck,
    },
  ];
  return [
    ...casesOf("AssuredIntent", assuredIntentMessage, assured, requester),
    ...good.map((terms) => caseOf("AssuredIntent", assuredIntentMessage, { intent, terms }, requester)),
    ...malformed.map(([label, change]) => ({
      ...caseOf("AssuredIntent", unchecked, { intent, terms: { ...panelTerms, ...change } }, requester),
      name: `AssuredIntent: ${label}`,
      expect: "malformed",
    })),
    crowded({ intent, terms: wholePanel }),
  ];
}

export function assuredCases(): MessageCase[] {
  const job = assuredJobIdOf({ intent, terms: panelTerms }, genesis);
  const [verifier = device] = panel;
  const vote: Vote = {
    job,
    recordHash: recordHashOf(usageRecordMessage.encode({ ...record, job }, genesis)),
    verifier: verifier.account,
    verdict: "refuted",
    outputDigest: hexOf("what the verifier got", 32),
    salt: hexOf("salt of the vote", 32),
  };
  const { recordHash } = vote;
  const commitment = voteCommitmentOf(vote, genesis);
  const match = { job, device: device.account, expiresAtMs: 1_800_000_030_000n };
  return [
    ...intentCases(),
    ...casesOf("JobMatch", jobMatchMessage, match, matcher),
    ...casesOf("JobStart", jobStartMessage, { job, lease }, device),
    // Nobody signs votes; here somebody does, so that they are checked as every message is.
    ...casesOf("Vote", voteMessage, vote, verifier),
    caseOf(
      "Vote",
      voteMessage,
      { ...vote, verdict: "upheld", outputDigest: toHex(new Uint8Array(32)) },
      verifier,
    ),
    ...casesOf(
      "VoteCommitment",
      voteCommitmentMessage,
      { job, recordHash, verifier: vote.verifier, commitment },
      verifier,
    ),
  ];
}
