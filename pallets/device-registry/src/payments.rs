//! Money: holding bonds, giving them back, sharing what is slashed.
//!
//! Nothing here ever creates, burns or forgets a planck:
//!
//! * An account that does not exist cannot be given less than the existential deposit. A share that its receiver cannot take goes
//!   to the treasury; what the treasury cannot take either (it should exist from genesis) is not slashed, but stays bonded.
//! * Locks and freezes of the owner do not stand before a slash: it moves held funds by force.
//!
//! A hold keeps its account alive, so what is given back always has somewhere to go.

use crate::{Config, Error, HoldReason, Pallet};
use coco_primitives::{OwnerKey, SlashBeneficiaries};
use frame_support::{
    ensure,
    storage::with_storage_layer,
    traits::{
        fungible::{Inspect, InspectHold, MutateHold},
        tokens::{DepositConsequence, Fortitude, Precision, Provenance, Restriction},
        Get,
    },
};
use sp_runtime::DispatchResult;

/// Planck that were taken out of a bond, by who has them now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Slashed {
    pub requester_planck: u128,
    pub reporter_planck: u128,
    pub treasury_planck: u128,
}

impl Slashed {
    pub(crate) const fn planck(&self) -> u128 {
        self.requester_planck
            .saturating_add(self.reporter_planck)
            .saturating_add(self.treasury_planck)
    }
}

impl<T: Config> Pallet<T> {
    /// Whether the owner has this much to put up, and stays alive.
    pub(crate) fn check_can_hold(owner: &T::AccountId, planck: u128) -> Result<(), Error<T>> {
        ensure!(
            T::Currency::can_hold(&HoldReason::Bond.into(), owner, planck),
            Error::<T>::InsufficientBalance
        );
        Ok(())
    }

    /// Holds a bond, or more of it.
    pub(crate) fn hold(owner: &T::AccountId, planck: u128) -> DispatchResult {
        T::Currency::hold(&HoldReason::Bond.into(), owner, planck)
    }

    /// Gives back what is no longer bonded.
    pub(crate) fn release(owner: &T::AccountId, planck: u128) -> DispatchResult {
        T::Currency::release(&HoldReason::Bond.into(), owner, planck, Precision::Exact).map(|_| ())
    }

    /// Shares so much of what is held on the owner's account; at most what is held. The owner itself has no share.
    pub(crate) fn pay_slashed(owner: OwnerKey, planck: u128, to: SlashBeneficiaries) -> Slashed {
        let other = |who: Option<[u8; 32]>| who.filter(|who| *who != owner).map(T::AccountId::from);
        let (requester, reporter) = (other(to.requester), other(to.reporter));
        let owner = T::AccountId::from(owner);
        let pay = |who: Option<T::AccountId>, share| who.map_or(0, |who| Self::pay_one(&owner, &who, share));
        let requester_planck = pay(requester, T::SlashToRequester::get().mul_floor(planck));
        let reporter_planck = pay(reporter, T::SlashToReporter::get().mul_floor(planck));
        let rest = planck
            .saturating_sub(requester_planck)
            .saturating_sub(reporter_planck);
        Slashed {
            requester_planck,
            reporter_planck,
            treasury_planck: pay(Some(T::Treasury::get()), rest),
        }
    }

    /// Moves a share whole, or nothing; how much was moved.
    fn pay_one(owner: &T::AccountId, to: &T::AccountId, planck: u128) -> u128 {
        let takes = T::Currency::can_deposit(to, planck, Provenance::Extant) == DepositConsequence::Success;
        if planck == 0 || !takes {
            return 0;
        }
        let paid = with_storage_layer(|| {
            T::Currency::transfer_on_hold(
                &HoldReason::Bond.into(),
                owner,
                to,
                planck,
                Precision::Exact,
                Restriction::Free,
                Fortitude::Force,
            )
        });
        paid.unwrap_or(0)
    }
}
