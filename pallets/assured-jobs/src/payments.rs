//! Money: holding it, and where it goes.

use crate::{Config, Error, HoldReason, Pallet};
use coco_held_funds::can_receive;
use frame_support::{
    ensure,
    traits::{
        fungible::{InspectHold, MutateHold},
        Get,
    },
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// Holds what a job may cost.
    pub(crate) fn hold_price(requester: &T::AccountId, planck: u128) -> DispatchResult {
        let reason = HoldReason::Job.into();
        ensure!(
            planck == 0 || T::Currency::can_hold(&reason, requester, planck),
            Error::<T>::RequesterCannotPay
        );
        T::Currency::hold(&reason, requester, planck)
    }

    /// Pays out of what is held for jobs; how much was paid: nothing when `to` could not take it.
    pub(crate) fn pay(
        requester: &T::AccountId,
        to: &T::AccountId,
        planck: u128,
    ) -> Result<u128, sp_runtime::DispatchError> {
        if !can_receive::<_, T::Currency>(to, planck) {
            return Ok(0);
        }
        coco_held_funds::pay::<_, T::Currency>(&HoldReason::Job.into(), requester, to, planck)?;
        Ok(planck)
    }

    /// Gives back what is held for jobs.
    pub(crate) fn refund(requester: &T::AccountId, planck: u128) -> DispatchResult {
        coco_held_funds::release::<_, T::Currency>(&HoldReason::Job.into(), requester, planck)
    }

    /// Holds what an open job costs whoever submits it.
    pub(crate) fn hold_submission(operator: &T::AccountId, planck: u128) -> DispatchResult {
        let reason = HoldReason::Submission.into();
        ensure!(
            T::Currency::can_hold(&reason, operator, planck),
            Error::<T>::CannotPayDeposit
        );
        T::Currency::hold(&reason, operator, planck)
    }

    /// Gives that back.
    pub(crate) fn return_submission(operator: &T::AccountId, planck: u128) -> DispatchResult {
        coco_held_funds::release::<_, T::Currency>(&HoldReason::Submission.into(), operator, planck)
    }

    /// Holds a dispute's deposit.
    pub(crate) fn hold_deposit(who: &T::AccountId, planck: u128) -> DispatchResult {
        let reason = HoldReason::Dispute.into();
        ensure!(
            T::Currency::can_hold(&reason, who, planck),
            Error::<T>::CannotPayDeposit
        );
        T::Currency::hold(&reason, who, planck)
    }

    /// Gives a dispute's deposit back.
    pub(crate) fn return_deposit(who: &T::AccountId, planck: u128) -> DispatchResult {
        coco_held_funds::release::<_, T::Currency>(&HoldReason::Dispute.into(), who, planck)
    }

    /// Gives a dispute's deposit to the treasury, or back where that cannot take it.
    pub(crate) fn forfeit_deposit(who: &T::AccountId, planck: u128) -> DispatchResult {
        let treasury = T::Treasury::get();
        if !can_receive::<_, T::Currency>(&treasury, planck) {
            return Self::return_deposit(who, planck);
        }
        coco_held_funds::pay::<_, T::Currency>(&HoldReason::Dispute.into(), who, &treasury, planck)
    }
}
