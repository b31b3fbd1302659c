//! What is known of a device's reputation, and the formula beneath it. `docs/adr/0012-reputation.md` has the reasons.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::Permill;

/// Millionths of a unit of evidence. One unit is about a day of good work.
pub const MICROS_PER_UNIT: u64 = 1_000_000;

/// Micros. How much evidence it takes to outweigh not knowing: the 2 in Jøsang and Ismail's `(r + 1) / (r + s + 2)`.
pub const PRIOR_MICROS: u64 = 2_000_000;

/// What a device did wrong.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum FaultKind {
    /// It promised a job, and no record of it came in time. Not proven: a requester that does not countersign looks the same.
    #[codec(index = 0)]
    MissedDeadline,
    /// Its output was proven not to be the model's.
    #[codec(index = 1)]
    WrongOutput,
    /// It was proven to have signed two things that exclude each other.
    #[codec(index = 2)]
    Equivocation,
}

impl FaultKind {
    /// Whether nobody but the device can be to blame.
    pub const fn is_proven(&self) -> bool {
        match self {
            Self::MissedDeadline => false,
            Self::WrongOutput | Self::Equivocation => true,
        }
    }
}

/// A reputation at one moment: what is left of the evidence then, and three readings of it.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct ReputationView {
    /// 0 to 100, for display: with the benefit of the doubt, so 100 for whoever has no fault that is remembered. Rounded to the nearest.
    pub score: u8,
    /// The expectation of the Beta distribution, rounded down: 50 % for whoever nothing is known of.
    pub expectation: Permill,
    /// What the evidence alone supports, rounded down: 0 for whoever nothing is known of.
    pub assured: Permill,
    /// Micros of evidence for the device.
    pub good_micros: u64,
    /// Micros of evidence against it.
    pub bad_micros: u64,
}

impl ReputationView {
    /// The readings of this much evidence for and against.
    pub fn new(good_micros: u64, bad_micros: u64) -> Self {
        let good = u128::from(good_micros);
        let prior = u128::from(PRIOR_MICROS);
        // Never zero, because of the prior; never near what u128 can count.
        let all = good.saturating_add(bad_micros.into()).saturating_add(prior);
        let part = |of: u128, scale: u128| of.saturating_mul(scale).checked_div(all).unwrap_or(0);
        let millionths = |of| Permill::from_parts(u32::try_from(part(of, 1_000_000)).unwrap_or(u32::MAX));
        let doubled = part(good.saturating_add(prior), 200);
        Self {
            score: u8::try_from(doubled.div_ceil(2)).unwrap_or(100),
            expectation: millionths(good.saturating_add(prior / 2)),
            assured: millionths(good),
            good_micros,
            bad_micros,
        }
    }

    /// Of whoever nothing is known of.
    pub fn of_stranger() -> Self {
        Self::new(0, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: u64 = MICROS_PER_UNIT;

    fn readings(good: u64, bad: u64) -> (u8, u32, u32) {
        let view = ReputationView::new(good, bad);
        assert_eq!((view.good_micros, view.bad_micros), (good, bad));
        (
            view.score,
            view.expectation.deconstruct(),
            view.assured.deconstruct(),
        )
    }

    #[test]
    fn a_stranger_shows_100_is_expected_to_be_right_half_the_time_and_assures_nothing() {
        assert_eq!(readings(0, 0), (100, 500_000, 0));
        assert_eq!(ReputationView::of_stranger(), ReputationView::new(0, 0));
    }

    #[test]
    fn the_expectation_is_the_papers() {
        // (r + 1) / (r + s + 2)
        assert_eq!(readings(8 * UNIT, 0), (100, 900_000, 800_000));
        assert_eq!(readings(0, 8 * UNIT), (20, 100_000, 0));
        assert_eq!(readings(2 * UNIT, UNIT), (80, 600_000, 400_000));
    }

    #[test]
    fn the_score_is_rounded_to_the_nearest_and_everything_else_down() {
        // 200 / 201 is 99.5 %: the last that shows 100.
        assert_eq!(readings(0, UNIT / 100), (100, 497_512, 0));
        assert_eq!(readings(0, UNIT / 100 + 101), (99, 497_487, 0));
        // 2 of 3.
        assert_eq!(readings(0, UNIT), (67, 333_333, 0));
        assert_eq!(readings(UNIT, 0), (100, 666_666, 333_333));
    }

    #[test]
    fn the_largest_amounts_have_readings_too() {
        assert_eq!(readings(u64::MAX, 0), (100, 999_999, 999_999));
        assert_eq!(readings(0, u64::MAX), (0, 0, 0));
        assert_eq!(readings(u64::MAX, u64::MAX), (50, 500_000, 499_999));
    }

    #[test]
    fn more_good_never_lowers_and_more_bad_never_raises_a_reading() {
        let steps = (0..60u64).map(|n| (1u64 << n) + n);
        for (a, b) in steps.clone().zip(steps.skip(1)) {
            for other in [0, 1, UNIT, 50 * UNIT, u64::MAX] {
                let (less, more) = (readings(a, other), readings(b, other));
                assert!(less.0 <= more.0 && less.1 <= more.1 && less.2 <= more.2);
                let (less, more) = (readings(other, b), readings(other, a));
                assert!(less.0 <= more.0 && less.1 <= more.1 && less.2 <= more.2);
            }
        }
    }
}
