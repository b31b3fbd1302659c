//! Random sequences of calls, right and wrong ones mixed: the invariants hold after each, and in the end nothing is left over.
//!
//! `COCO_FUZZ` sets how many calls, `COCO_SEED` which.

use super::*;
use proptest::{prelude::*, test_runner::TestRng};

/// Calls, unless `COCO_FUZZ` says otherwise.
const DEFAULT_CALLS: u64 = 20_000;
/// Calls of one chain.
const SEQUENCE: u64 = 200;
/// Jobs that a sequence plays with.
const JOBS: u8 = 4;

fn from_environment(name: &str, otherwise: u64) -> u64 {
    match std::env::var(name) {
        Ok(number) => number.parse().expect("a number"),
        Err(_) => otherwise,
    }
}

/// A job with a panel or without, with a start or without, that nobody wanted before.
fn another(n: u8, number: u64) -> AssuredIntent {
    assured_with(|one| {
        one.intent.nonce[..8].copy_from_slice(&number.to_le_bytes());
        one.intent.deadline_ms = pallet_timestamp::Now::<Test>::get() + 15_000 * (1 + u64::from(n));
        if n % 2 == 1 {
            countersigned(&mut one.terms);
        }
        if n >= 2 {
            one.terms.start_within_ms = 15_000;
        }
    })
}

struct Play {
    rng: TestRng,
    /// What is played with; the next one in a finished one's place.
    jobs: Vec<AssuredIntent>,
    wanted: u64,
    accepted_calls: u64,
    refused_calls: u64,
}

impl Play {
    fn below(&mut self, limit: u32) -> u32 {
        self.rng.random_range(0..limit)
    }

    fn want(&mut self, n: u8) -> AssuredIntent {
        self.wanted += 1;
        another(n, self.wanted)
    }

    fn rarely(&mut self) -> bool {
        self.below(12) == 0
    }

    fn verdict(&mut self) -> Verdict {
        if self.below(2) == 0 {
            Verdict::Upheld
        } else {
            Verdict::Refuted
        }
    }

    /// What to try with a job: half of the time anything, otherwise something that its state may allow.
    fn action(&mut self, id: H256) -> u32 {
        let sensible: &[u32] = match Jobs::<Test>::get(id).map(|job| job.state.phase()) {
            None => &[0],
            Some(Phase::Submitted) => &[2, 2, 2, 14, 15],
            Some(Phase::Accepted) => &[4, 4, 5],
            Some(Phase::Running) => &[5],
            Some(Phase::Delivered) => &[7, 7, 7, 9, 9, 11, 13, 16],
            Some(_) => &[12, 13, 16],
        };
        if self.below(2) == 0 {
            return self.below(17);
        }
        let nth = self.below(sensible.len() as u32);
        sensible[nth as usize]
    }

    /// One call; whether it had a lie in it that must never pass.
    fn step(&mut self) -> (DispatchResult, bool) {
        let n = self.below(JOBS.into()) as u8;
        if Finished::<Test>::contains_key(job_of(&self.jobs[usize::from(n)])) && !self.rarely() {
            self.jobs[usize::from(n)] = self.want(n);
        }
        let assured = self.jobs[usize::from(n)].clone();
        let id = job_of(&assured);
        let record = record_of(&acceptance_of(id));
        let false_word = self.rarely();
        let result = match self.action(id) {
            0 | 1 if false_word => {
                AssuredJobs::submit_job(operator(), assured.clone(), sign(&stranger(), &assured))
            }
            0 | 1 => submit(assured),
            2 | 3 => {
                let mut acceptance = acceptance_of(id);
                if false_word {
                    acceptance.owner = [66; 32];
                }
                accept(acceptance)
            }
            4 if false_word => {
                let start = coco_primitives::JobStart {
                    job: id,
                    lease: [9; 16],
                };
                AssuredJobs::start_job(operator(), start.clone(), sign(&device(), &start))
            }
            4 => return (start_of(id), false),
            5 | 6 => {
                let mut record = record;
                if false_word {
                    record.price_planck += 1;
                }
                if self.below(2) == 0 {
                    deliver(record)
                } else {
                    deliver_countersigned(record)
                }
            }
            7 | 8 => {
                let (v, verdict) = (self.below(3) as u8, self.verdict());
                let signer = if false_word { stranger() } else { verifier(v) };
                commit_vote(&vote_of(&record, v, verdict), &signer)
            }
            9 | 10 => {
                let (v, verdict) = (self.below(3) as u8, self.verdict());
                let mut vote = vote_of(&record, v, verdict);
                if false_word {
                    vote.salt = [77; 32];
                }
                AssuredJobs::reveal_vote(operator(), vote)
            }
            11 => {
                let who = if false_word {
                    OPERATOR.into()
                } else if self.below(2) == 0 {
                    requester_key()
                } else {
                    OWNER
                };
                AssuredJobs::dispute_job(by(who), id, H256([1; 32]))
            }
            12 => {
                let verdict = self.verdict();
                let origin = if false_word {
                    operator()
                } else {
                    RuntimeOrigin::root()
                };
                AssuredJobs::resolve_dispute(origin, id, verdict)
            }
            13 => return (AssuredJobs::settle_job(operator(), id), false),
            14 if false_word => AssuredJobs::cancel_job(operator(), id, [0; 64]),
            14 => {
                if self.below(3) == 0 {
                    cancel(id)
                } else {
                    AssuredJobs::expire_job(operator(), id)
                }
            }
            15 => return (Devices::bond(by(OWNER), device_key(), BOND), false),
            _ => {
                wait(u64::from(self.below(12_000)));
                System::set_block_number(System::block_number() + 1);
                return (Ok(()), false);
            }
        };
        (result, false_word)
    }
}

/// Ends whatever is open, as anybody may once its time is over.
fn end_all() {
    wait(10 * (HORIZON_MS + ARBITRATION_MS));
    let open: Vec<H256> = Jobs::<Test>::iter_keys().collect();
    for id in open {
        let ended = AssuredJobs::settle_job(operator(), id);
        assert_ok!(ended.or_else(|_| AssuredJobs::expire_job(operator(), id)));
    }
}

#[test]
fn any_sequence_of_calls_keeps_every_planck_and_believes_no_lie() {
    let calls = from_environment("COCO_FUZZ", DEFAULT_CALLS);
    let seed = from_environment("COCO_SEED", rand_seed());
    println!("assured-jobs: {calls} calls, COCO_SEED={seed}");
    let mut seed_bytes = [0; 32];
    seed_bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(prop::test_runner::RngAlgorithm::ChaCha, &seed_bytes);
    let mut play = Play {
        rng,
        jobs: Vec::new(),
        wanted: 0,
        accepted_calls: 0,
        refused_calls: 0,
    };
    let mut done = 0;
    while done < calls {
        let mut lied_to = false;
        run(Until::Nothing, || {
            play.jobs = (0..JOBS).map(|n| play.want(n)).collect();
            for _ in 0..SEQUENCE {
                let (result, lie) = play.step();
                lied_to |= lie && result.is_ok();
                assert!(!lied_to, "a lie passed (COCO_SEED={seed})");
                match result {
                    Ok(()) => {
                        play.accepted_calls += 1;
                        AssuredJobs::do_try_state()
                            .unwrap_or_else(|error| panic!("{error:?} (COCO_SEED={seed})"));
                    }
                    // FRAME rolls back what a refused call wrote; that the calls themselves write last, the tests' `assert_noop` shows.
                    Err(_) => play.refused_calls += 1,
                }
            }
            end_all();
            assert_eq!(Promised::<Test>::iter().count(), 0);
            for account in [requester_key(), OWNER] {
                let held = pallet_balances::Holds::<Test>::get(sp_runtime::AccountId32::new(account));
                let ours = held
                    .iter()
                    .filter(|hold| matches!(hold.id, RuntimeHoldReason::AssuredJobs(_)));
                assert_eq!(ours.count(), 0, "something stayed held (COCO_SEED={seed})");
            }
        });
        done += SEQUENCE;
    }
    assert!(
        play.accepted_calls * 20 > calls,
        "hardly anything was tried in earnest"
    );
    println!(
        "assured-jobs: {} accepted, {} refused",
        play.accepted_calls, play.refused_calls
    );
}

/// Another one for every run.
fn rand_seed() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |since| since.as_nanos() as u64)
}
