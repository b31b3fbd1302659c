//! What the runtime API says of jobs.

use super::*;
use crate::runtime_api::JobView;
use coco_primitives::{ModelId, MAX_PAGE};
use std::collections::BTreeSet;

fn view() -> JobView {
    ComputeJobs::job_view(job()).unwrap()
}

/// Submits an intent of this model, told apart by `number`.
fn submit(number: u8, model: &str) -> H256 {
    let intent = intent_with(|intent| {
        intent.nonce = [number; 16];
        intent.model = Text::try_from(model).unwrap();
    });
    let signature = sign(&requester(), &intent);
    assert_ok!(ComputeJobs::submit_job_intent(
        operator(),
        intent.clone(),
        signature
    ));
    job_of(&intent)
}

/// Every open intent that pages of this size lead to.
fn walk(model: Option<&str>, limit: u32) -> Vec<H256> {
    let model: Option<ModelId> = model.map(|name| Text::try_from(name).unwrap());
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = ComputeJobs::open_intents(model.clone(), after, limit);
        assert!(page.jobs.len() <= limit.max(1) as usize);
        found.extend(page.jobs.into_iter().map(|view| view.job));
        match page.next {
            Some(next) => after = Some(next),
            None => return found,
        }
    }
}

#[test]
fn a_job_is_seen_in_every_phase_with_what_is_known_then() {
    ExtBuilder::default().build_and_execute(|| assert_eq!(ComputeJobs::job_view(job()), None));
    ExtBuilder::default().submitted().build_and_execute(|| {
        assert_eq!(
            (view().phase, view().device, view().intent),
            (Phase::Submitted, None, Some(intent()))
        );
    });
    ExtBuilder::default().accepted().build_and_execute(|| {
        let device = Some(acceptance().device);
        assert_eq!(
            (view().phase, view().device, view().price_planck),
            (Phase::Accepted, device, None)
        );
        assert_ok!(complete(record()));
        assert_eq!(
            view(),
            JobView {
                job: job(),
                phase: Phase::Completed,
                requester: intent().requester,
                device,
                record_hash: Some(record().signing_hash(&GENESIS)),
                price_planck: Some(record().price_planck),
                intent: None,
            }
        );
    });
    ExtBuilder::default().submitted().build_and_execute(|| {
        assert_ok!(cancel(job()));
        assert_eq!(
            (view().phase, view().requester, view().device),
            (Phase::Cancelled, intent().requester, None)
        );
    });
}

#[test]
fn pages_hold_each_open_intent_of_a_model_once_and_no_other_job() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        let tiny: BTreeSet<H256> = (10..17).map(|number| submit(number, "tiny")).collect();
        let large: BTreeSet<H256> = (20..23).map(|number| submit(number, "large")).collect();
        let all: BTreeSet<H256> = tiny.union(&large).copied().collect();
        for limit in [0, 1, 2, 3, MAX_PAGE, u32::MAX] {
            for (model, expected) in [(Some("tiny"), &tiny), (Some("large"), &large), (None, &all)] {
                let found = walk(model, limit);
                assert_eq!(found.len(), expected.len(), "{model:?} by {limit}");
                assert_eq!(&found.into_iter().collect::<BTreeSet<_>>(), expected);
            }
        }
        assert!(walk(Some("none"), 2).is_empty());
    });
}
