//! Random sequences of calls, right and wrong ones mixed: the invariants hold after each.

use super::*;
use coco_testing::play_sequences;
use proptest::prelude::*;

/// Jobs that the sequences play with.
const JOBS: u8 = 5;

#[derive(Clone, Debug)]
enum Step {
    Submit(u8),
    Accept {
        job: u8,
        wrong_owner: bool,
    },
    Complete {
        job: u8,
        price_off_by: u8,
        wrong_key: bool,
    },
    Cancel(u8),
    Expire(u8),
    Wait {
        ms: u64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let job = 0..JOBS;
    prop_oneof![
        4 => job.clone().prop_map(Step::Submit),
        4 => (job.clone(), prop::bool::weighted(0.1)).prop_map(|(job, wrong_owner)| Step::Accept { job, wrong_owner }),
        4 => (job.clone(), prop_oneof![9 => Just(0u8), 1 => Just(1u8)], prop::bool::weighted(0.1))
            .prop_map(|(job, price_off_by, wrong_key)| Step::Complete { job, price_off_by, wrong_key }),
        1 => job.clone().prop_map(Step::Cancel),
        2 => job.prop_map(Step::Expire),
        1 => (0u64..40_000).prop_map(|ms| Step::Wait { ms }),
    ]
}

fn nth(n: u8) -> JobIntent {
    intent_with(|intent| {
        intent.nonce = [n; 16];
        intent.deadline_ms = START_MS + 20_000 * (1 + u64::from(n));
    })
}

fn play(step: Step, now_ms: &mut u64) -> DispatchResult {
    match step {
        Step::Submit(n) => submit(nth(n)),
        Step::Accept { job, wrong_owner } => {
            let mut acceptance = acceptance_of(&nth(job));
            if wrong_owner {
                acceptance.owner = [66; 32];
            }
            accept(acceptance)
        }
        Step::Complete {
            job,
            price_off_by,
            wrong_key,
        } => {
            let mut record = record_of(&acceptance_of(&nth(job)));
            record.price_planck += u128::from(price_off_by);
            let signer = if wrong_key { stranger() } else { device() };
            let (by_device, by_requester) = sign_record(&record, &signer, &requester());
            ComputeJobs::complete_job(operator(), record, by_device, by_requester)
        }
        Step::Cancel(n) => cancel(job_of(&nth(n))),
        Step::Expire(n) => expire(job_of(&nth(n))),
        Step::Wait { ms } => {
            *now_ms += ms;
            set_time(*now_ms);
            System::set_block_number(System::block_number() + 1);
            Ok(())
        }
    }
}

#[test]
fn any_sequence_of_calls_keeps_the_invariants_and_settles_a_job_once() {
    let sequences = prop::collection::vec(step(), 1..60);
    play_sequences("compute-jobs", &sequences, |steps, tally| {
        ExtBuilder::default().build_and_execute(|| {
            let mut now_ms = START_MS;
            let mut settled = std::collections::BTreeSet::new();
            let mut missed = 0;
            for step in steps {
                let completes = match step {
                    Step::Complete {
                        job,
                        price_off_by,
                        wrong_key,
                    } => Some((job, price_off_by == 0 && !wrong_key)),
                    _ => None,
                };
                let promised =
                    matches!(step, Step::Expire(n) if phase(job_of(&nth(n))) == Some(Phase::Accepted));
                let waits = matches!(step, Step::Wait { .. });
                let result = play(step, &mut now_ms);
                if waits {
                    continue;
                }
                tally.count(result.is_ok());
                // A refused call changes nothing, which `assert_noop` shows elsewhere.
                if result.is_ok() {
                    ComputeJobs::do_try_state().unwrap();
                    Reputation::do_try_state().unwrap();
                }
                missed += u64::from(promised && result.is_ok());
                if let (Some((job, honest)), Ok(())) = (completes, result) {
                    assert!(honest, "a false record was settled");
                    assert!(settled.insert(job), "a job was settled twice");
                }
            }
            assert_eq!(Counts::<Test>::get().completed_ever, settled.len() as u64);
            // Every record counted once for its device, every broken promise once against it, and nothing else.
            let standing = pallet_reputation::Standings::<Test>::get(acceptance().device);
            let noted = standing.map_or((0, 0), |standing| (standing.works, standing.faults));
            assert_eq!(noted, (settled.len() as u64, missed));
        });
    });
}
