//! What counts how much.

use coco_primitives::FaultKind;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The numbers of a runtime. Evidence is counted in micros, millionths of a unit.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Rules {
    /// Milliseconds in which half of all evidence is forgotten.
    pub half_life_ms: u64,
    /// Planck. Price of an ordinary job.
    pub reference_planck: u64,
    /// Micros that a job of this price counts. One of three times the price counts twice as much, one of seven times three times.
    pub reference_micros: u64,
    /// Micros that a job counts at most, whatever it cost.
    pub max_job_micros: u64,
    /// Micros that a device gains at most in a day by work, and loses at most by missed deadlines: the price, in time, of a reputation
    /// that somebody makes for himself, or ruins for another.
    pub max_day_micros: u64,
    /// Micros against a device for a missed deadline.
    pub missed_deadline_micros: u64,
    /// Micros against a device for a wrong output.
    pub wrong_output_micros: u64,
    /// Micros against a device for an equivocation.
    pub equivocation_micros: u64,
}

/// Binary digits after the point, in [`log2_micros`].
const POINT: u32 = 16;

impl Rules {
    /// Micros that a job of this price counts; nothing for a free one.
    pub fn work_micros(&self, value_planck: u128) -> u64 {
        let micros = log2_micros(value_planck, self.reference_planck)
            .saturating_mul(self.reference_micros.into())
            .checked_div(1_000_000)
            .unwrap_or(0);
        u64::try_from(micros).unwrap_or(u64::MAX).min(self.max_job_micros)
    }

    /// Micros that count against a device for a fault.
    pub const fn fault_micros(&self, kind: FaultKind) -> u64 {
        match kind {
            FaultKind::MissedDeadline => self.missed_deadline_micros,
            FaultKind::WrongOutput => self.wrong_output_micros,
            FaultKind::Equivocation => self.equivocation_micros,
        }
    }

    /// Whether no number makes another meaningless: work and every fault count, no job more than a day, and what is proven more than
    /// what a day may bring without proof.
    pub const fn are_sound(&self) -> bool {
        self.half_life_ms > 0
            && self.reference_planck > 0
            && self.reference_micros > 0
            && self.max_job_micros > 0
            && self.max_job_micros <= self.max_day_micros
            && self.missed_deadline_micros > 0
            && self.missed_deadline_micros <= self.max_day_micros
            && self.wrong_output_micros > self.max_day_micros
            && self.equivocation_micros > self.max_day_micros
    }
}

/// log2(1 + value / reference) in millionths, rounded down and linear between powers of two (at most 0.087 below the logarithm). Prices
/// beyond 2³² times the reference count as that. A reference of 0, which no runtime has, counts as 1.
fn log2_micros(value_planck: u128, reference_planck: u64) -> u128 {
    let reference = u128::from(reference_planck).max(1);
    let value = value_planck.min(reference << 32);
    let ratio = (value << POINT).checked_div(reference).unwrap_or(0);
    let number = ratio.saturating_add(1 << POINT);
    let power = number.checked_ilog2().unwrap_or(POINT);
    let above = number.saturating_sub(1u128.checked_shl(power).unwrap_or(number));
    let fraction = above.saturating_mul(1_000_000).checked_shr(power).unwrap_or(0);
    let whole = u128::from(power.saturating_sub(POINT));
    whole.saturating_mul(1_000_000).saturating_add(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::RULES;
    use proptest::prelude::*;

    #[test]
    fn a_job_counts_by_the_logarithm_of_its_price_up_to_a_limit() {
        let reference = u128::from(RULES.reference_planck);
        assert_eq!(RULES.work_micros(0), 0);
        assert_eq!(RULES.work_micros(reference / 2), RULES.reference_micros / 2);
        assert_eq!(RULES.work_micros(reference), RULES.reference_micros);
        assert_eq!(RULES.work_micros(reference * 3), RULES.reference_micros * 2);
        assert!(RULES.work_micros(reference * 4) > RULES.reference_micros * 2);
        for absurd in [reference * 7, reference << 40, u128::MAX] {
            assert_eq!(RULES.work_micros(absurd), RULES.max_job_micros);
        }
    }

    #[test]
    fn no_price_and_no_reference_is_too_large() {
        assert_eq!(log2_micros(u128::MAX, 1), 32_000_000);
        assert_eq!(log2_micros(u128::MAX, u64::MAX), 32_000_000);
        assert_eq!(log2_micros(u64::MAX.into(), u64::MAX), 1_000_000);
        assert_eq!(log2_micros(7, 0), 3_000_000);
        let absurd = Rules {
            reference_micros: u64::MAX,
            max_job_micros: u64::MAX,
            ..RULES
        };
        assert_eq!(absurd.work_micros(u128::MAX), u64::MAX);
    }

    #[test]
    fn rules_of_which_one_makes_another_meaningless_are_not_sound() {
        assert!(RULES.are_sound());
        let unsound: [fn(&mut Rules); 9] = [
            |rules| rules.half_life_ms = 0,
            |rules| rules.reference_planck = 0,
            |rules| rules.reference_micros = 0,
            |rules| rules.max_job_micros = 0,
            |rules| rules.max_job_micros = rules.max_day_micros + 1,
            |rules| rules.missed_deadline_micros = 0,
            |rules| rules.missed_deadline_micros = rules.max_day_micros + 1,
            |rules| rules.wrong_output_micros = rules.max_day_micros,
            |rules| rules.equivocation_micros = rules.max_day_micros,
        ];
        for change in unsound {
            let mut rules = RULES;
            change(&mut rules);
            assert!(!rules.are_sound(), "{rules:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]

        #[test]
        fn the_logarithm_is_close_to_the_real_one_and_never_falls(
            value in 0u128..1 << 60,
            more in 0u128..1 << 60,
            reference in 1u64..1 << 40,
        ) {
            let real = (1.0 + value as f64 / reference as f64).log2().min((1.0 + 2f64.powi(32)).log2());
            let here = log2_micros(value, reference) as f64 / 1e6;
            // Linear between powers of two: 0.0861 below at most; and 2⁻¹⁶ of one is cut off of the ratio.
            prop_assert!(here <= real + 1e-9 && here >= real - 0.0862, "{here} is not {real}");
            prop_assert!(log2_micros(value + more, reference) >= log2_micros(value, reference));
        }
    }
}
