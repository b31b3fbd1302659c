//! Forgetting: what is left of evidence after some time.
//!
//! Evidence halves every half-life: after `t` a share of 2^(−t / half-life) is left. Whole half-lives are shifts. The fraction
//! of the next is taken to [`FRACTION_BITS`] binary digits, each of which that is set multiplies by a root of one half.
//!
//! What [`Kept::of`] says is less than 1 micro below the exact value, and less than 2⁻³² of the evidence above it: the digits
//! that are cut off shorten the time by less than 2⁻³² of a half-life, and the products round down by less than 2⁻⁵⁸.

/// Binary digits of the fraction of a half-life; of 30 days, the last is 0.6 ms.
const FRACTION_BITS: usize = 32;

/// One, as parts of 2⁶⁴.
const ONE: u128 = 1 << 64;

/// 2^(−1/2), 2^(−1/4), 2^(−1/8) and so on, as parts of 2⁶⁴, rounded down.
const ROOTS: [u64; FRACTION_BITS] = roots();

// Evaluated by the compiler, which refuses an index that is not there and a number that does not fit.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
const fn roots() -> [u64; FRACTION_BITS] {
    let mut roots = [0; FRACTION_BITS];
    let mut square: u64 = 1 << 63;
    let mut at = 0;
    while at < FRACTION_BITS {
        square = ((square as u128) << 64).isqrt() as u64;
        roots[at] = square;
        at += 1;
    }
    roots
}

/// The share of evidence that is left after some time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Kept {
    halvings: u32,
    /// Of one, as parts of 2⁶⁴; above one half.
    share: u128,
}

impl Kept {
    /// What is left after `elapsed_ms`. A half-life of 0 ms, which no runtime has, counts as 1 ms.
    pub fn after(elapsed_ms: u64, half_life_ms: u64) -> Self {
        let half_life_ms = half_life_ms.max(1);
        let halvings = elapsed_ms.checked_div(half_life_ms).unwrap_or(0);
        let rest_ms = elapsed_ms.checked_rem(half_life_ms).unwrap_or(0);
        let fraction = (u128::from(rest_ms) << FRACTION_BITS)
            .checked_div(half_life_ms.into())
            .unwrap_or(0);
        let share = ROOTS
            .iter()
            .zip((0..FRACTION_BITS).rev())
            .filter(|(_, digit)| (fraction >> digit) & 1 == 1)
            .fold(ONE, |share, (root, _)| {
                share.saturating_mul(u128::from(*root)) >> 64
            });
        Self {
            halvings: u32::try_from(halvings).unwrap_or(u32::MAX),
            share,
        }
    }

    /// What is left of this much evidence, rounded down.
    pub fn of(&self, micros: u64) -> u64 {
        let left = u128::from(micros).saturating_mul(self.share) >> 64;
        let halved = left.checked_shr(self.halvings).unwrap_or(0);
        u64::try_from(halved).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 30 days, which is no power of two.
    const HALF_LIFE_MS: u64 = 30 * 24 * 60 * 60 * 1_000;

    #[test]
    fn each_root_is_the_root_of_the_one_before() {
        let mut square = ONE / 2;
        for root in ROOTS.map(u128::from) {
            assert!(root * root <= square << 64, "too large");
            assert!((root + 1).pow(2) > square << 64, "too small");
            square = root;
        }
        // Rounded down 32 times, the last is still what it should be: 1 − ln 2 / 2³² of 2⁶⁴.
        let missing = ONE - square;
        assert!((2_977_044_470..=2_977_044_480).contains(&missing), "{missing}");
    }

    #[test]
    fn nothing_is_forgotten_in_no_time_and_half_in_a_half_life() {
        for micros in [0, 1, 2, 999_999, u64::MAX] {
            assert_eq!(Kept::after(0, HALF_LIFE_MS).of(micros), micros);
            for halvings in [1, 2, 10, 63] {
                let kept = Kept::after(halvings * HALF_LIFE_MS, HALF_LIFE_MS);
                assert_eq!(kept.of(micros), micros >> halvings);
            }
        }
    }

    #[test]
    fn everything_is_forgotten_in_the_end() {
        for elapsed_ms in [64 * HALF_LIFE_MS, 128 * HALF_LIFE_MS, u64::MAX] {
            assert_eq!(Kept::after(elapsed_ms, HALF_LIFE_MS).of(u64::MAX), 0);
        }
        assert_eq!(Kept::after(u64::MAX, 1).of(u64::MAX), 0);
        assert_eq!(Kept::after(63, 0).of(u64::MAX), 1);
        assert_eq!(Kept::after(u64::MAX, u64::MAX).of(8), 4);
    }

    #[test]
    fn known_shares_to_the_last_digit() {
        let kept = |numerator, denominator| {
            let elapsed_ms = HALF_LIFE_MS * numerator / denominator;
            Kept::after(elapsed_ms, HALF_LIFE_MS).of(1_000_000_000_000)
        };
        assert_eq!(kept(1, 2), 707_106_781_186);
        assert_eq!(kept(1, 4), 840_896_415_253);
        // A third is cut off after 32 digits.
        assert!((793_700_525_984..793_700_526_200).contains(&kept(1, 3)));
        assert_eq!(kept(3, 2), 353_553_390_593);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn stays_within_its_error_of_the_exact_value(
            // f64 counts integers up to 2⁵³ exactly.
            micros in prop_oneof![0u64..100, 0u64..1_000_000_000, 0u64..1 << 50],
            half_life_ms in prop_oneof![1u64..1_000, 1u64..1 << 40],
            half_lives in 0f64..70.0,
        ) {
            let elapsed_ms = (half_lives * half_life_ms as f64) as u64;
            let exact = micros as f64 * (-(elapsed_ms as f64) / half_life_ms as f64).exp2();
            let kept = Kept::after(elapsed_ms, half_life_ms).of(micros) as f64;
            // What f64 itself may be wrong by.
            let noise = exact * 1e-14;
            prop_assert!(kept > exact - 1.0 - noise, "{kept} is too far below {exact}");
            prop_assert!(kept <= exact * (1.0 + 2f64.powi(-32)) + noise, "{kept} is too far above {exact}");
        }

        #[test]
        fn is_never_more_later_and_never_less_of_more(
            micros in any::<u64>(),
            other_micros in any::<u64>(),
            elapsed_ms in 0u64..1 << 40,
            later_ms in 0u64..1 << 40,
            half_life_ms in 1u64..1 << 36,
        ) {
            let kept = Kept::after(elapsed_ms, half_life_ms);
            prop_assert!(Kept::after(elapsed_ms + later_ms, half_life_ms).of(micros) <= kept.of(micros));
            let (less, more) = (micros.min(other_micros), micros.max(other_micros));
            prop_assert!(kept.of(less) <= kept.of(more));
            prop_assert!(kept.of(more) <= more);
            // So parts that were forgotten apart are never more than their sum.
            let sum = (micros / 2) + (other_micros / 2);
            prop_assert!(kept.of(micros / 2) + kept.of(other_micros / 2) <= kept.of(sum));
        }
    }
}
