/** What every chain does with a panel's votes, as far as no window has to end for it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type AssuredCast,
  type AssuredParties,
  bonded,
  landed,
  panelAt,
  panelOf,
  refusal,
} from "./conformance-assured-cast.ts";
import { person, randomHex } from "./conformance-cast.ts";
import { MEMORY_ASSURANCE } from "./memory-assured-job.ts";

export function voteConformance(name: string, open: () => Promise<AssuredParties>): void {
  describe(`votes: ${name}`, () => {
    let at: AssuredParties;
    let panel: readonly AssuredCast[];
    beforeAll(async () => {
      at = await open();
      panel = await panelAt(at);
    });
    afterAll(() => at.close());

    const device = () => bonded(at.chain, at.owner, at.requester);

    test("keeps votes hidden until the whole panel committed, then refutes by a majority", async () => {
      const people = await device();
      const { job, recordHash } = await people.delivered(at.nowMs(), panelOf(panel, 2));
      const [first, second, third] = panel;
      if (!first || !second || !third) throw new Error("a panel of three");
      const votes = [
        first.vote(job, recordHash, "refuted"),
        second.vote(job, recordHash, "upheld"),
        third.vote(job, recordHash, "refuted"),
      ] as const;

      const stranger = people.vote(job, recordHash, "upheld");
      expect(refusal(await people.commit(stranger))).toBe("NotVerifier");
      expect(refusal(await first.commit(votes[0], person()))).toBe("BadVerifierSignature");
      expect(refusal(await first.commit({ ...votes[0], recordHash: randomHex(32) }))).toBe("OtherRecord");
      const promised = await first.promised();
      landed(await first.commit(votes[0]), "assuredJobs.VoteCommitted");
      expect((await first.promised()) - promised).toBe(MEMORY_ASSURANCE.verifierBondPlanck);
      expect(refusal(await first.commit(votes[0]))).toBe("AlreadyVoted");
      landed(await second.commit(votes[1]), "assuredJobs.VoteCommitted");
      expect(refusal(await at.chain.revealVote(votes[0]))).toBe("TooEarly");
      expect(refusal(await at.chain.disputeJob(job, randomHex(32)))).toBe("TooEarly");
      landed(await third.commit(votes[2]), "assuredJobs.VoteCommitted");

      expect(refusal(await at.chain.revealVote(stranger))).toBe("NothingCommitted");
      expect(refusal(await at.chain.revealVote({ ...votes[0], verdict: "upheld" }))).toBe("OtherVote");
      expect(refusal(await at.chain.revealVote({ ...votes[0], salt: randomHex(32) }))).toBe("OtherVote");
      landed(await at.chain.revealVote(votes[0]), "assuredJobs.VoteRevealed");
      expect(refusal(await at.chain.revealVote(votes[0]))).toBe("AlreadyVoted");
      landed(await at.chain.revealVote(votes[1]), "assuredJobs.VoteRevealed");
      expect((await people.view(job)).verdict).toBeNull();
      landed(await at.chain.revealVote(votes[2]), "assuredJobs.VoteRevealed");

      const view = await people.view(job);
      expect(view.verdict).toBe("refuted");
      expect(view.ballots.map(({ verifier, verdict }) => [verifier, verdict])).toEqual(
        votes.map(({ verifier, verdict }) => [verifier, verdict]),
      );
      expect(refusal(await at.chain.disputeJob(job, randomHex(32)))).toBe("NotTheLosingParty");
      landed(await at.owner.chain.disputeJob(job, randomHex(32)), "assuredJobs.JobDisputed");
      expect(refusal(await first.commit(votes[0]))).toBe("JobAlreadyDisputed");
    });

    test("upholds a record against a minority, and lets the requester dispute that", async () => {
      const people = await device();
      const { job, recordHash } = await people.delivered(at.nowMs(), panelOf(panel.slice(0, 1), 1));
      const [verifier] = panel;
      if (!verifier) throw new Error("a panel of one");
      const vote = verifier.vote(job, recordHash, "upheld");
      landed(await verifier.commit(vote), "assuredJobs.VoteCommitted");
      landed(await at.chain.revealVote(vote), "assuredJobs.VoteRevealed");
      expect((await people.view(job)).verdict).toBe("upheld");
      expect(refusal(await at.owner.chain.disputeJob(job, randomHex(32)))).toBe("NotTheLosingParty");
      landed(await at.chain.disputeJob(job, randomHex(32)), "assuredJobs.JobDisputed");
    });

    test("begins no work on which a seat of the panel could not vote: the device's owner's, the requester's, one owner's second", async () => {
      const people = await device();
      const [verifier] = panel;
      const [itsOwner] = at.verifierOwners;
      if (!verifier || !itsOwner) throw new Error("a panel of three");
      const requesters: AssuredParties["owner"] = { person: at.requester, chain: at.chain };
      for (const owner of [at.owner, requesters, itsOwner]) {
        const judge = await bonded(at.chain, owner, at.requester);
        const assured = people.assured(at.nowMs(), panelOf([verifier, judge], 2));
        landed(await people.submit(assured), "assuredJobs.JobSubmitted");
        expect(refusal(await people.accept(people.promiseFor(assured)))).toBe("PanelNotImpartial");
      }
    });
  });
}
