//! Money: holding it, sharing it, giving it back.
//!
//! Nothing here ever creates, burns or forgets a planck. Two places could, and are closed:
//!
//! * An account that does not exist cannot be given less than the existential deposit. A claim whose owner could not be paid is
//!   refused whole and stays claimable, within a later voucher or once the account exists; a protocol's share that
//!   the treasury could not take stays with the owner (a treasury that exists from genesis always takes it).
//! * Locks and freezes of the payer, made after the channel was opened, do not stand before a claim: it moves held funds by
//!   force. Otherwise a payer could lock away what it promised.

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

/// How a claim is shared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Shares {
    pub owner_planck: u128,
    pub fee_planck: u128,
}

impl<T: Config> Pallet<T> {
    /// Whether the payer has this much to put into a channel, and stays alive.
    pub(crate) fn check_can_hold(payer: &T::AccountId, planck: u128) -> Result<(), Error<T>> {
        ensure!(
            T::Currency::can_hold(&HoldReason::Channel.into(), payer, planck),
            Error::<T>::InsufficientBalance
        );
        Ok(())
    }

    /// Holds a deposit, or more of it.
    pub(crate) fn hold(payer: &T::AccountId, planck: u128) -> DispatchResult {
        T::Currency::hold(&HoldReason::Channel.into(), payer, planck)
    }

    /// Shares what a claim pays between owner and treasury.
    pub(crate) fn shares(owner: &T::AccountId, paid_planck: u128) -> Result<Shares, Error<T>> {
        let fee_planck = Some(T::ProtocolFee::get().mul_floor(paid_planck))
            .filter(|fee| can_receive::<_, T::Currency>(&T::Treasury::get(), *fee))
            .unwrap_or(0);
        let owner_planck = paid_planck.saturating_sub(fee_planck);
        ensure!(
            can_receive::<_, T::Currency>(owner, owner_planck),
            Error::<T>::OwnerCannotReceive
        );
        Ok(Shares {
            owner_planck,
            fee_planck,
        })
    }

    /// Pays out of what is held.
    pub(crate) fn pay(payer: &T::AccountId, owner: &T::AccountId, shares: Shares) -> DispatchResult {
        let reason = HoldReason::Channel.into();
        coco_held_funds::pay::<_, T::Currency>(&reason, payer, owner, shares.owner_planck)?;
        coco_held_funds::pay::<_, T::Currency>(&reason, payer, &T::Treasury::get(), shares.fee_planck)
    }

    /// Gives back what a channel still holds.
    pub(crate) fn release(payer: &T::AccountId, planck: u128) -> DispatchResult {
        coco_held_funds::release::<_, T::Currency>(&HoldReason::Channel.into(), payer, planck)
    }
}
