//! Random sequences of calls, right and wrong ones mixed: the invariants hold after each, and in the end nothing is left over.

use super::*;
use coco_testing::{play_sequences, Tally};
use proptest::prelude::*;

/// Jobs that a sequence plays with.
const JOBS: u8 = 4;

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
    /// What is played with; the next one in a finished one's place.
    jobs: Vec<AssuredIntent>,
    wanted: u64,
    /// Of the step at hand.
    entropy: u64,
}

impl Play {
    /// The next number of the step's entropy, by SplitMix64.
    fn below(&mut self, limit: u32) -> u32 {
        self.entropy = self.entropy.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.entropy;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed >> 33) % u64::from(limit)) as u32
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

    /// One call, and whether it had a lie in it that must never pass; none for what is no call of this pallet.
    fn step(&mut self) -> Option<(DispatchResult, bool)> {
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
                acceptance.accepted_at_ms = pallet_timestamp::Now::<Test>::get();
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
            4 => return Some((start_of(id), false)),
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
            13 => return Some((AssuredJobs::settle_job(operator(), id), false)),
            14 if false_word => AssuredJobs::cancel_job(operator(), id, [0; 64]),
            14 => {
                if self.below(3) == 0 {
                    cancel(id)
                } else {
                    AssuredJobs::expire_job(operator(), id)
                }
            }
            15 => {
                assert_ok!(Devices::bond(by(OWNER), device_key(), BOND));
                return None;
            }
            _ => {
                wait(u64::from(self.below(12_000)));
                System::set_block_number(System::block_number() + 1);
                return None;
            }
        };
        Some((result, false_word))
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
    let sequences = prop::collection::vec(any::<u64>(), 1..160);
    play_sequences("assured-jobs", &sequences, |steps, tally| {
        run(Until::Nothing, || {
            let mut play = Play {
                jobs: Vec::new(),
                wanted: 0,
                entropy: 0,
            };
            play.jobs = (0..JOBS).map(|n| play.want(n)).collect();
            for entropy in steps {
                play.entropy = entropy;
                play_one(&mut play, tally);
            }
            end_all();
            assert_eq!(Promised::<Test>::iter().count(), 0);
            for account in [requester_key(), OWNER, OPERATOR.into()] {
                let holds = pallet_balances::Holds::<Test>::get(sp_runtime::AccountId32::new(account));
                let ours = |id: &RuntimeHoldReason| matches!(id, RuntimeHoldReason::AssuredJobs(_));
                assert!(!holds.iter().any(|hold| ours(&hold.id)), "something stayed held");
            }
        });
    });
}

fn play_one(play: &mut Play, tally: &mut Tally) {
    let Some((result, lie)) = play.step() else {
        return;
    };
    assert!(!(lie && result.is_ok()), "a lie passed");
    tally.count(result.is_ok());
    // FRAME rolls back what a refused call wrote; that the calls write last anyway, `assert_noop` shows elsewhere.
    if result.is_ok() {
        AssuredJobs::do_try_state().unwrap();
    }
}
