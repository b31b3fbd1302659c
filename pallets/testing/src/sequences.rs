//! Random sequences of calls, shrunk to the shortest that still fails.

use crate::environment::{number_from, report, seed};
use proptest::{
    strategy::Strategy,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use std::cell::Cell;

/// Calls, unless `COCO_FUZZ` says otherwise. Some seconds.
const DEFAULT_CALLS: u64 = 100_000;
/// Sequences between two looks at how many calls there were.
const BATCH: u32 = 50;
/// Of all calls at least one in so many is accepted, and one refused: else a property was hardly tried.
const RAREST: u64 = 20;

/// How many calls were accepted and refused.
#[derive(Clone, Copy, Default, Debug)]
pub struct Tally {
    accepted: u64,
    refused: u64,
}

impl Tally {
    /// Counts a call.
    pub fn count(&mut self, accepted: bool) {
        self.accepted += u64::from(accepted);
        self.refused += u64::from(!accepted);
    }

    /// Calls so far.
    pub fn calls(&self) -> u64 {
        self.accepted + self.refused
    }

    /// Whether it is the turn of a check that is too dear for every call, one in `interval` calls.
    pub fn is_turn(&self, interval: u64) -> bool {
        self.calls().is_multiple_of(interval)
    }
}

/// The same in every run, and other ones for every seed.
fn runner(seed: u64) -> TestRunner {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: BATCH,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::XorShift, &bytes))
}

/// Plays sequences of steps until there were as many calls as `COCO_FUZZ` says. `play` starts from nothing each time, counts what it
/// calls, and panics when something is wrong. Each batch of sequences has the next seed, so that a failure is the first thing that its
/// seed finds.
pub fn play_sequences<S: Strategy>(pallet: &str, sequences: &S, play: impl Fn(S::Value, &mut Tally)) {
    let first = seed();
    let calls = number_from("COCO_FUZZ").unwrap_or(DEFAULT_CALLS);
    let (Tally { accepted, refused }, sequences) = play_from(first, calls, sequences, play);
    let calls = accepted + refused;
    report(&format!(
        "coco-property pallet={pallet} calls={calls} accepted={accepted} refused={refused} sequences={sequences} seed={first}"
    ));
}

/// What was counted, and how many sequences it took.
fn play_from<S: Strategy>(
    first: u64,
    calls: u64,
    sequences: &S,
    play: impl Fn(S::Value, &mut Tally),
) -> (Tally, u64) {
    let (total, played) = (Cell::new(Tally::default()), Cell::new(0u64));
    for seed in first.. {
        if total.get().calls() >= calls {
            break;
        }
        let outcome = runner(seed).run(sequences, |steps| {
            let mut tally = Tally::default();
            play(steps, &mut tally);
            let Tally { accepted, refused } = total.get();
            total.set(Tally {
                accepted: accepted + tally.accepted,
                refused: refused + tally.refused,
            });
            played.set(played.get() + 1);
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{failure}\nTo repeat: COCO_SEED={seed} COCO_FUZZ=1"));
    }
    let Tally { accepted, refused } = total.get();
    let made = accepted + refused;
    assert!(
        accepted >= made / RAREST && refused >= made / RAREST,
        "of {made} calls {accepted} were accepted and {refused} refused: these sequences try too little"
    );
    (total.get(), played.get())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use std::{cell::RefCell, panic::catch_unwind};

    fn played(seed: u64) -> Vec<Vec<u8>> {
        let seen = RefCell::new(Vec::new());
        runner(seed)
            .run(&vec(0u8..10, 1..5), |steps| {
                seen.borrow_mut().push(steps);
                Ok(())
            })
            .unwrap();
        seen.into_inner()
    }

    #[test]
    fn a_seed_is_the_same_in_every_run_and_unlike_the_next() {
        assert_eq!(played(7), played(7));
        assert_ne!(played(7), played(8));
    }

    #[test]
    fn makes_at_least_as_many_calls_as_it_is_told() {
        let calls = Cell::new(0);
        let (tally, sequences) = play_from(3, 20_000, &vec(0u8..10, 1..100), |steps, tally| {
            for step in steps {
                tally.count(step > 2);
                calls.set(calls.get() + 1);
            }
        });
        assert!(calls.get() >= 20_000 && tally.calls() == calls.get());
        assert!(tally.accepted > tally.refused && sequences > 200);
    }

    #[test]
    fn a_failure_tells_the_shortest_sequence_and_the_seed_that_repeats_it() {
        let fails_from = |seed| {
            let play = |steps: Vec<u16>, tally: &mut Tally| {
                steps.iter().for_each(|step| tally.count(*step > 500));
                assert!(!steps.contains(&77), "seventy-seven");
            };
            let failed = catch_unwind(|| play_from(seed, 1_000_000, &vec(0u16..5_000, 1..10), play));
            failed.unwrap_err().downcast_ref::<String>().unwrap().clone()
        };
        let told = fails_from(1);
        assert!(
            told.contains("seventy-seven") && told.contains("[\n    77,\n]"),
            "{told}"
        );
        let seed = told.split_once("COCO_SEED=").unwrap().1;
        let seed: u64 = seed.split_once(' ').unwrap().0.parse().unwrap();
        assert!(seed > 1, "the first batch failed: nothing is shown");
        assert_eq!(fails_from(seed), told);
    }

    #[test]
    fn refuses_sequences_that_are_always_accepted() {
        let accepting = || play_from(1, 100, &vec(0u8..10, 1..100), |_, tally| tally.count(true));
        assert!(catch_unwind(accepting).is_err());
    }
}
