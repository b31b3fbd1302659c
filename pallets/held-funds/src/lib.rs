//! Paying out of what is held on an account. Nothing here creates, burns or forgets a planck.
//!
//! An account that does not exist cannot be given less than the existential deposit: ask [`can_receive`] first. A hold keeps its
//! account alive, so what is given back always has somewhere to go.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use frame_support::traits::{
    fungible::{Inspect, MutateHold},
    tokens::{DepositConsequence, Fortitude, Precision, Provenance, Restriction},
};
use sp_runtime::{traits::Zero, DispatchResult};

/// Whether an account can be given this much, and would exist afterwards.
pub fn can_receive<AccountId, Currency: Inspect<AccountId>>(
    who: &AccountId,
    planck: Currency::Balance,
) -> bool {
    Currency::can_deposit(who, planck, Provenance::Extant) == DepositConsequence::Success
}

/// Pays exactly so much out of what is held on `from`. By force: a lock that `from` put on its account since does not stand
/// before it, since otherwise it could lock away what it promised.
pub fn pay<AccountId, Currency: MutateHold<AccountId>>(
    reason: &Currency::Reason,
    from: &AccountId,
    to: &AccountId,
    planck: Currency::Balance,
) -> DispatchResult {
    if planck.is_zero() {
        return Ok(());
    }
    Currency::transfer_on_hold(
        reason,
        from,
        to,
        planck,
        Precision::Exact,
        Restriction::Free,
        Fortitude::Force,
    )
    .map(|_| ())
}

/// Gives exactly so much of what is held on `who` back to it.
pub fn release<AccountId, Currency: MutateHold<AccountId>>(
    reason: &Currency::Reason,
    who: &AccountId,
    planck: Currency::Balance,
) -> DispatchResult {
    if planck.is_zero() {
        return Ok(());
    }
    Currency::release(reason, who, planck, Precision::Exact).map(|_| ())
}
