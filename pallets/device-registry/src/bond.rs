//! What an owner puts up for a device: active, or on its way back.
//!
//! ```text
//! bond ──► active ──unbond, retirement──► unbonding ──the period is over, anybody withdraws──► free
//!             └────────slash────────────────┴──► requester, reporter, treasury
//! ```

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{traits::ConstU32, BoundedVec};

/// Amounts of one device that are unbonding at the same time. An owner rarely has two; what comes beyond joins the newest.
pub const MAX_UNBONDINGS: u32 = 8;

/// A part of a bond on its way back to the owner.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Unbonding {
    pub planck: u128,
    /// Unix ms by the chain's clock; the last moment of the unbonding period.
    pub until_ms: u64,
}

/// A device's bond. All of it is held on the account of the device's owner, and can be slashed until it is withdrawn.
#[derive(
    Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Bond {
    /// Planck that stand for what the device does now.
    pub active_planck: u128,
    /// What is on its way back, the oldest first. None of it is of nothing.
    pub unbonding: BoundedVec<Unbonding, ConstU32<MAX_UNBONDINGS>>,
}

impl Bond {
    /// Planck that can be slashed, which is what is held.
    pub fn slashable_planck(&self) -> u128 {
        let unbonding = self.unbonding.iter().map(|one| one.planck);
        unbonding.fold(self.active_planck, u128::saturating_add)
    }

    pub fn is_empty(&self) -> bool {
        self.active_planck == 0 && self.unbonding.is_empty()
    }

    /// More is put up. Saturates, where no money is: an account's planck fit a `u128`.
    pub fn add(&mut self, planck: u128) {
        self.active_planck = self.active_planck.saturating_add(planck);
    }

    /// Sends a part of what is active on its way back; `None`, and nothing happens, when less is active.
    ///
    /// With [`MAX_UNBONDINGS`] under way it joins the newest of them, which then takes until `until_ms` as well.
    pub fn unbond(&mut self, planck: u128, until_ms: u64) -> Option<()> {
        self.active_planck = self.active_planck.checked_sub(planck)?;
        if planck == 0 {
            return Some(());
        }
        let full = self.unbonding.try_push(Unbonding { planck, until_ms }).is_err();
        if let Some(newest) = self.unbonding.last_mut().filter(|_| full) {
            newest.planck = newest.planck.saturating_add(planck);
            newest.until_ms = until_ms;
        }
        Some(())
    }

    /// Removes what came back by now, after the last moment of its period; how much it is, in planck.
    pub fn withdraw(&mut self, now_ms: u64) -> u128 {
        let before = self.slashable_planck();
        self.unbonding.retain(|one| now_ms <= one.until_ms);
        before.saturating_sub(self.slashable_planck())
    }

    /// Removes so much, or all there is: what is active first, then what would be back first.
    pub fn take(&mut self, planck: u128) {
        let active = planck.min(self.active_planck);
        self.active_planck = self.active_planck.saturating_sub(active);
        let mut left = planck.saturating_sub(active);
        for one in &mut self.unbonding {
            let taken = left.min(one.planck);
            one.planck = one.planck.saturating_sub(taken);
            left = left.saturating_sub(taken);
        }
        self.unbonding.retain(|one| one.planck > 0);
    }
}
