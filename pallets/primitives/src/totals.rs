//! What each model earned over a channel's life.

use crate::{merkle, ModelId};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{traits::ConstU32, BoundedVec};

/// Models. Most that one channel can pay for in its life: a claim carries the whole list. As many as a device can
/// serve at once.
pub const MAX_MODEL_TOTALS: u32 = 16;

/// Planck by model, cumulative over a channel's life.
///
/// Decoding checks the number of entries only, so that a claim whose list is out of order is refused by name; ask
/// [`ModelTotals::is_ascending`].
#[derive(
    Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct ModelTotals(BoundedVec<(ModelId, u128), ConstU32<MAX_MODEL_TOTALS>>);

/// Why pairs are no totals. [`TotalsError::code`] is stable and the same as in TypeScript.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TotalsError {
    /// A model stands before a smaller one, or twice.
    NotAscending,
    /// More than [`MAX_MODEL_TOTALS`] models.
    TooMany,
}

impl TotalsError {
    /// The stable code, as `protocol/vectors/merkle.json` spells it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAscending => "not_ascending",
            Self::TooMany => "too_many",
        }
    }
}

impl ModelTotals {
    /// Totals of these pairs, which must be in strictly ascending order of the models' bytes.
    pub fn new(pairs: Vec<(ModelId, u128)>) -> Result<Self, TotalsError> {
        let totals = Self(pairs.try_into().map_err(|_| TotalsError::TooMany)?);
        if totals.is_ascending() {
            Ok(totals)
        } else {
            Err(TotalsError::NotAscending)
        }
    }

    /// Whether each model's bytes are greater than those of the one before.
    pub fn is_ascending(&self) -> bool {
        self.0
            .windows(2)
            .all(|pair| matches!(pair, [(before, _), (after, _)] if before < after))
    }

    /// The pairs, in their order.
    pub fn pairs(&self) -> &[(ModelId, u128)] {
        &self.0
    }

    /// Planck of all models together; `None` when planck cannot count it.
    pub fn sum(&self) -> Option<u128> {
        self.0
            .iter()
            .try_fold(0u128, |sum, (_, planck)| sum.checked_add(*planck))
    }

    /// Root of the tree over SCALE(`model`, `planck`); 32 zero bytes without any.
    pub fn root(&self) -> H256 {
        let leaves: Vec<H256> = self.0.iter().map(merkle::leaf_hash).collect();
        merkle::root_of(&leaves)
    }

    /// What this model earned; nothing when it is not in the list.
    pub fn of(&self, model: &ModelId) -> u128 {
        self.0
            .iter()
            .find(|(listed, _)| listed == model)
            .map_or(0, |(_, planck)| *planck)
    }

    /// Whether some model earned less than in `earlier`. One that is missing earned nothing.
    pub fn fell_since(&self, earlier: &Self) -> bool {
        earlier.0.iter().any(|(model, planck)| self.of(model) < *planck)
    }

    /// The models that earned more than in `earlier`, and how much more.
    pub fn earned_since<'a>(&'a self, earlier: &'a Self) -> impl Iterator<Item = (&'a ModelId, u128)> {
        self.0
            .iter()
            .map(|(model, planck)| (model, planck.saturating_sub(earlier.of(model))))
            .filter(|(_, earned)| *earned > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{format, vec};

    fn pair(model: &str, planck: u128) -> (ModelId, u128) {
        (ModelId::try_from(model).unwrap(), planck)
    }

    fn totals(pairs: &[(&str, u128)]) -> ModelTotals {
        ModelTotals::new(pairs.iter().map(|(model, planck)| pair(model, *planck)).collect()).unwrap()
    }

    #[test]
    fn takes_strictly_ascending_models_up_to_the_limit() {
        let many = |count: u32| {
            (0..count)
                .map(|n| pair(&format!("m{n:02}"), 1))
                .collect::<Vec<_>>()
        };
        assert!(ModelTotals::new(many(MAX_MODEL_TOTALS)).is_ok());
        assert_eq!(
            ModelTotals::new(many(MAX_MODEL_TOTALS + 1)),
            Err(TotalsError::TooMany)
        );
        for wrong in [["b", "a"], ["a", "a"], ["aa", "a"]] {
            let pairs = wrong.map(|model| pair(model, 1)).to_vec();
            assert_eq!(ModelTotals::new(pairs), Err(TotalsError::NotAscending));
        }
        // Bytes decide, not their number.
        assert!(ModelTotals::new(vec![pair("aaa", 1), pair("b", 1)]).is_ok());
    }

    #[test]
    fn sums_until_planck_cannot_count_it() {
        assert_eq!(ModelTotals::default().sum(), Some(0));
        assert_eq!(totals(&[("a", 1), ("b", 2)]).sum(), Some(3));
        assert_eq!(totals(&[("a", u128::MAX), ("b", 1)]).sum(), None);
    }

    #[test]
    fn the_root_covers_models_and_amounts() {
        assert_eq!(ModelTotals::default().root(), H256::zero());
        let root = totals(&[("a", 1), ("b", 2)]).root();
        let leaf = |model, planck| merkle::leaf_hash(&pair(model, planck));
        assert_eq!(root, merkle::node_hash(&leaf("a", 1), &leaf("b", 2)));
        assert_ne!(root, totals(&[("a", 2), ("b", 1)]).root());
        assert_ne!(root, totals(&[("a", 1), ("c", 2)]).root());
    }

    #[test]
    fn knows_what_fell_and_what_was_earned() {
        let earlier = totals(&[("a", 5), ("c", 7)]);
        let later = totals(&[("a", 5), ("b", 1), ("c", 9)]);
        assert!(!later.fell_since(&earlier));
        assert!(earlier.fell_since(&later));
        assert!(totals(&[("c", 70)]).fell_since(&earlier));
        let earned: Vec<_> = later.earned_since(&earlier).collect();
        assert_eq!(
            earned,
            [(&pair("b", 0).0, 1), (&pair("c", 0).0, 2)],
            "only what grew"
        );
    }
}
