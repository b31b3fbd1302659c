/** Assured jobs over the real runtime, and where their money goes. */
import { expect, test } from "vitest";
import { assuredConformance } from "./conformance-assured.ts";
import { bonded, landed, panelAt, panelOf } from "./conformance-assured-cast.ts";
import { partiesOver } from "./conformance-assured-parties.ts";
import { voteConformance } from "./conformance-assured-votes.ts";
import { windowConformance } from "./conformance-assured-windows.ts";
import { serveDevchain } from "./devchain/testing/serve.ts";

/** planck that are held while a job is open, on the account that submitted it: `SubmissionDeposit` of `pallets/runtime`. */
const SUBMISSION_DEPOSIT = 12_048_000_000n;

/** Parties on a chain whose clock the test moves. */
async function open() {
  let aheadMs = 0;
  const nowMs = () => Date.now() + aheadMs;
  const served = await serveDevchain({ now: nowMs });
  const parties = await partiesOver({ url: served.url, nowMs, close: () => served.close() });
  const wait = (ms: number) => {
    aheadMs += ms;
  };
  return { ...parties, wait };
}

const NAME = "polkadot over the embedded development chain";
assuredConformance(NAME, open);
voteConformance(NAME, open);
windowConformance(NAME, open);

test("pays owner and verifiers out of what was held, the protocol its share, and gives the rest back", async () => {
  const at = await open();
  const balances = () =>
    Promise.all(
      at.chains.map(async (chain) => {
        const balance = await chain.balance();
        if (!balance.ok) throw new Error(balance.error.code);
        return balance.value;
      }),
    );
  const people = await bonded(at.chain, at.owner, at.requester);
  const panel = await panelAt(at);
  const fee = 5_000n;
  const { job, record, recordHash, assured } = await people.delivered(at.nowMs(), panelOf(panel, 2));
  const [first, second, third] = panel;
  if (!first || !second || !third) throw new Error("a panel of three");
  const votes = [
    [first, first.vote(job, recordHash, "upheld")],
    [second, second.vote(job, recordHash, "upheld")],
    [third, third.vote(job, recordHash, "refuted")],
  ] as const;
  for (const [verifier, vote] of votes) landed(await verifier.commit(vote), "assuredJobs.VoteCommitted");
  for (const [, vote] of votes) landed(await at.chain.revealVote(vote), "assuredJobs.VoteRevealed");
  at.wait(26 * 60 * 60_000);

  const before = await balances();
  const call = await at.chain.estimateFee("settleAssuredJob", job);
  if (!call.ok) throw new Error(call.error.code);
  landed(await at.chain.settleAssuredJob(job), "assuredJobs.JobSettled");
  const after = await balances();
  const [requester = 0n, ...gained] = after.map((planck, n) => planck - (before[n] ?? 0n));
  const share = record.pricePlanck / 100n;
  expect(gained).toEqual([record.pricePlanck - share, fee, fee, 0n]);
  // What was held is not among what can be spent.
  const held = assured.intent.maxPricePlanck + 3n * fee;
  expect(requester + call.value).toBe(SUBMISSION_DEPOSIT + held - record.pricePlanck - 2n * fee);
  await at.close();
});
