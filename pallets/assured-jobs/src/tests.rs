use crate::{mock::*, Counts, Error, Event, Finished, Jobs, Outcome, Phase, Promised, State};
use coco_primitives::{
    AssuredIntent, Bonds as _, JobCancellation, JobMatch, SignedMessage, Verdict, Verification,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_core::{Pair, H256};
use sp_runtime::traits::BadOrigin;

mod accepting;
mod delivering;
mod disputes;
mod endings;
mod properties;
mod views;
mod voting;

fn phase() -> Option<Phase> {
    Jobs::<Test>::get(job()).map(|job| job.state.phase())
}

fn outcome() -> Option<Outcome> {
    Finished::<Test>::get(job()).map(|job| job.outcome)
}

fn expire() -> DispatchResult {
    AssuredJobs::expire_job(operator(), job())
}

fn cancel(id: H256) -> DispatchResult {
    let signature = sign(&requester(), &JobCancellation { job: id });
    AssuredJobs::cancel_job(operator(), id, signature)
}

fn dispute(by_whom: [u8; 32]) -> DispatchResult {
    AssuredJobs::dispute_job(by(by_whom), job(), H256([1; 32]))
}

fn resolve(verdict: Verdict) -> DispatchResult {
    AssuredJobs::resolve_dispute(RuntimeOrigin::root(), job(), verdict)
}

fn requester_key() -> [u8; 32] {
    requester().public().0
}

fn device_key() -> [u8; 32] {
    device().public().0
}

/// Past the window in which the verdict can be disputed.
fn past_disputes() {
    wait(COMMIT_MS + REVEAL_MS + DISPUTE_MS + 1);
}

#[test]
fn carries_a_job_from_terms_to_payment() {
    run(Until::Nothing, || {
        assert_ok!(submit(assured()));
        assert_eq!(phase(), Some(Phase::Submitted));
        assert_eq!(free(requester_key()), RICHES);
        assert_ok!(accept(acceptance()));
        assert_eq!(free(requester_key()), RICHES - MAX_PRICE - 3 * FEE);
        assert_eq!(Promised::<Test>::get(device_key()), BOND);
        assert_ok!(start());
        assert_ok!(deliver(record()));
        vote_all([Verdict::Upheld, Verdict::Upheld, Verdict::Refuted]);
        past_disputes();
        assert_ok!(settle());

        System::assert_last_event(
            Event::JobSettled {
                job: job(),
                device: device_key(),
                record_hash: record().signing_hash(&GENESIS),
                paid_planck: PRICE - PRICE / 100,
                fee_planck: PRICE / 100,
                verifiers_planck: 2 * FEE,
                refunded_planck: MAX_PRICE - PRICE + FEE,
            }
            .into(),
        );
        assert_eq!(free(requester_key()), RICHES - PRICE - 2 * FEE);
        assert_eq!(free(OWNER), RICHES - BONDED + PRICE - PRICE / 100);
        assert_eq!(free(TREASURY.into()), RICHES + PRICE / 100);
        assert_eq!(free(verifier_owner(0)), RICHES - BONDED + FEE);
        assert_eq!(free(verifier_owner(2)), RICHES - BONDED);
        assert_eq!(Promised::<Test>::iter().count(), 0);
        assert_eq!(evidence(), (100_000, 0));
        assert_eq!(Counts::<Test>::get().settled_ever, 1);
    });
}

#[test]
fn a_refuted_record_gives_the_money_back_and_costs_the_bond() {
    run(Until::Delivered, || {
        vote_all([Verdict::Refuted, Verdict::Upheld, Verdict::Refuted]);
        past_disputes();
        assert_ok!(settle());

        System::assert_last_event(
            Event::JobRefuted {
                job: job(),
                device: device_key(),
                record_hash: record().signing_hash(&GENESIS),
                verifiers_planck: 2 * FEE,
                refunded_planck: MAX_PRICE + FEE,
                slashed_planck: BOND,
            }
            .into(),
        );
        // Half of the slash is the requester's; nobody reported.
        assert_eq!(free(requester_key()), RICHES - 2 * FEE + BOND / 2);
        assert_eq!(free(TREASURY.into()), RICHES + BOND / 2);
        assert_eq!(bonded(&device()), BONDED - BOND);
        assert_eq!(evidence(), (0, 20_000_000));
        assert!(matches!(outcome(), Some(Outcome::Refuted { .. })));
    });
}

#[test]
fn refuses_an_unsigned_origin_everywhere() {
    run(Until::Accepted, || {
        let none = RuntimeOrigin::none;
        let signature = [0; 64];
        assert_noop!(AssuredJobs::submit_job(none(), assured(), signature), BadOrigin);
        assert_noop!(
            AssuredJobs::accept_job(none(), acceptance(), signature, None),
            BadOrigin
        );
        assert_noop!(
            AssuredJobs::deliver_record(none(), record(), signature, None),
            BadOrigin
        );
        let start = coco_primitives::JobStart {
            job: job(),
            lease: [6; 16],
        };
        assert_noop!(AssuredJobs::start_job(none(), start, signature), BadOrigin);
        let vote = vote_of(&record(), 0, Verdict::Upheld);
        let commitment = coco_primitives::VoteCommitment {
            job: job(),
            record_hash: vote.record_hash,
            verifier: vote.verifier,
            commitment: H256::zero(),
        };
        assert_noop!(AssuredJobs::commit_vote(none(), commitment, signature), BadOrigin);
        assert_noop!(AssuredJobs::reveal_vote(none(), vote), BadOrigin);
        assert_noop!(AssuredJobs::dispute_job(none(), job(), H256::zero()), BadOrigin);
        assert_noop!(AssuredJobs::settle_job(none(), job()), BadOrigin);
        assert_noop!(AssuredJobs::cancel_job(none(), job(), signature), BadOrigin);
        assert_noop!(AssuredJobs::expire_job(none(), job()), BadOrigin);
        for not_the_arbiter in [none(), operator()] {
            assert_noop!(
                AssuredJobs::resolve_dispute(not_the_arbiter, job(), Verdict::Upheld),
                BadOrigin
            );
        }
    });
}
