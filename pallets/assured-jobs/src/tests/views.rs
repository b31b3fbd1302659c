//! What the runtime API says.

use super::*;
use crate::runtime_api::AssuredJobView;

fn view() -> AssuredJobView {
    AssuredJobs::job_view(job()).unwrap()
}

#[test]
fn tells_a_job_from_terms_to_outcome() {
    run(Until::Nothing, || {
        assert_eq!(AssuredJobs::job_view(job()), None);
        assert_ok!(submit(assured()));
        assert_eq!((view().phase, view().device), (Phase::Submitted, None));
        assert_eq!(view().assured, Some(assured()));
        assert_ok!(accept(acceptance()));
        assert_eq!((view().device, view().owner), (Some(device_key()), Some(OWNER)));
        assert_ok!(deliver(record()));
        let delivered = view();
        assert_eq!(delivered.record_hash, Some(record().signing_hash(&GENESIS)));
        assert_eq!(delivered.price_planck, Some(PRICE));
        assert_eq!(delivered.verdict, None);
        vote_all([Verdict::Refuted; 3]);
        assert_eq!(view().verdict, Some(Verdict::Refuted));
        assert_eq!(view().ballots.len(), 3);
        assert_ok!(dispute(OWNER));
        let disputed = view().dispute.unwrap();
        assert_eq!((disputed.by, disputed.deposit_planck), (OWNER, DISPUTE_DEPOSIT));
        assert_ok!(resolve(Verdict::Upheld));
        let settled = view();
        assert_eq!(settled.phase, Phase::Settled);
        assert_eq!(settled.verdict, Some(Verdict::Upheld));
        assert_eq!(settled.price_planck, Some(PRICE));
        assert_eq!(settled.assured, None);
    });
}

#[test]
fn tells_when_a_device_has_to_start() {
    run(Until::Nothing, || {
        let prompt = assured_with(|one| one.terms.start_within_ms = 1_000);
        let id = job_of(&prompt);
        assert_ok!(submit(prompt));
        assert_ok!(accept(acceptance_of(id)));
        let view = AssuredJobs::job_view(id).unwrap();
        assert_eq!(view.start_by_ms, Some(START_MS + 1_000));
    });
}

#[test]
fn tells_how_jobs_ended_without_a_record() {
    run(Until::Submitted, || {
        assert_ok!(cancel(job()));
        assert_eq!((view().phase, view().verdict), (Phase::Cancelled, None));
    });
    run(Until::Refuted, || {
        past_disputes();
        assert_ok!(settle());
        assert_eq!(
            (view().phase, view().verdict),
            (Phase::Refuted, Some(Verdict::Refuted))
        );
    });
}

#[test]
fn pages_through_open_intents_of_a_model() {
    run(Until::Nothing, || {
        for n in 0..5u8 {
            let one = assured_with(|one| {
                one.intent.nonce = [n; 16];
                if n == 4 {
                    one.intent.model = coco_primitives::Text::try_from("other").unwrap();
                }
            });
            assert_ok!(submit(one.clone()));
            if n == 3 {
                assert_ok!(accept(acceptance_of(job_of(&one))));
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        let mut after = None;
        loop {
            let page = AssuredJobs::open_intents(Some(intent().model), after, 2);
            assert!(page.jobs.len() <= 2);
            seen.extend(page.jobs.iter().map(|job| job.job));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 3);
        assert_eq!(AssuredJobs::open_intents(None, None, 256).jobs.len(), 4);
    });
}

#[test]
fn tells_the_rules_and_what_is_promised() {
    run(Until::Accepted, || {
        assert_eq!(
            AssuredJobs::rules(),
            crate::runtime_api::AssuranceRules {
                protocol_fee: sp_runtime::Permill::from_percent(1),
                commit_ms: COMMIT_MS,
                reveal_ms: REVEAL_MS,
                dispute_ms: DISPUTE_MS,
                arbitration_ms: ARBITRATION_MS,
                verifier_bond_planck: VERIFIER_BOND,
                dispute_deposit_planck: DISPUTE_DEPOSIT,
                late_slash: sp_runtime::Permill::from_percent(10),
            }
        );
        assert_eq!(Promised::<Test>::get(device_key()), BOND);
    });
}
