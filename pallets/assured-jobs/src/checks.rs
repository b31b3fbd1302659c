//! What is asked before anything is written, and how what is refused is called.

use crate::{AssuredJobOf, Config, Error, Finished, Jobs, Pallet, Phase, Refusal};
use coco_primitives::{DeviceKey, DeviceRegistry, JobId, RecordMismatch, MAX_VERIFIERS};
use frame_support::{
    traits::{Get, UnixTime},
    weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
    /// Hash of block 0: what every signed message of this chain carries.
    pub fn genesis_hash() -> H256 {
        frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
    }

    /// Unix ms of the chain's clock.
    pub(crate) fn now_ms() -> u64 {
        u64::try_from(T::Time::now().as_millis()).unwrap_or(u64::MAX)
    }

    /// What ending a job costs more when every party has another key by now: two reads each, of the device and of its successor.
    pub(crate) fn former_keys() -> Weight {
        T::DbWeight::get().reads(u64::from(MAX_VERIFIERS).saturating_add(1).saturating_mul(2))
    }

    /// What it costs more when it was disputed: an account and its holds.
    pub(crate) fn ended_dispute() -> Weight {
        T::DbWeight::get().reads_writes(2, 2)
    }

    pub(crate) fn block() -> BlockNumberFor<T> {
        frame_system::Pallet::<T>::block_number()
    }

    /// Unix ms until which a record of a job of this deadline can be delivered.
    pub fn settle_by_ms(deadline_ms: u64) -> u64 {
        deadline_ms.saturating_add(T::SettlementGraceMs::get())
    }

    /// The key that a device has now: what is kept of it is kept under this one.
    pub(crate) fn current_key(device: &DeviceKey) -> DeviceKey {
        T::Devices::current_key(device).unwrap_or(*device)
    }

    /// An open job; a finished one's state refuses.
    pub(crate) fn job(id: &JobId) -> Result<AssuredJobOf<T>, Error<T>> {
        Jobs::<T>::get(id).ok_or_else(|| match Finished::<T>::get(id) {
            Some(finished) => Self::already(finished.outcome.phase()),
            None => Error::<T>::UnknownJob,
        })
    }

    /// The name of a state that a job is in and should not be.
    pub(crate) fn already(phase: Phase) -> Error<T> {
        match phase {
            Phase::Submitted => Error::<T>::JobAlreadySubmitted,
            Phase::Accepted => Error::<T>::JobAlreadyAccepted,
            Phase::Running => Error::<T>::JobAlreadyRunning,
            Phase::Delivered => Error::<T>::JobAlreadyDelivered,
            Phase::Disputed => Error::<T>::JobAlreadyDisputed,
            Phase::Settled => Error::<T>::JobAlreadySettled,
            Phase::Refuted => Error::<T>::JobAlreadyRefuted,
            Phase::Cancelled => Error::<T>::JobAlreadyCancelled,
            Phase::Expired => Error::<T>::JobAlreadyExpired,
        }
    }

    /// The name of a transition that a state does not have.
    pub(crate) fn refusal(refusal: Refusal) -> Error<T> {
        match refusal {
            Refusal::NotAccepted => Error::<T>::JobNotAccepted,
            Refusal::NotStarted => Error::<T>::JobNotStarted,
            Refusal::NotDelivered => Error::<T>::JobNotDelivered,
            Refusal::NotDisputed => Error::<T>::JobNotDisputed,
            Refusal::Already(phase) => Self::already(phase),
            Refusal::TooLate => Error::<T>::TooLate,
            Refusal::TooEarly => Error::<T>::TooEarly,
        }
    }

    /// The name of what does not fit about a record.
    pub(crate) fn mismatch(mismatch: RecordMismatch) -> Error<T> {
        match mismatch {
            RecordMismatch::Malformed => Error::<T>::RecordMalformed,
            RecordMismatch::OtherDevice => Error::<T>::RecordOtherDevice,
            RecordMismatch::OtherOwner => Error::<T>::RecordOtherOwner,
            RecordMismatch::OtherLease => Error::<T>::RecordOtherLease,
            RecordMismatch::OtherRequester => Error::<T>::RecordOtherRequester,
            RecordMismatch::OtherModel => Error::<T>::RecordOtherModel,
            RecordMismatch::TooManyPromptTokens => Error::<T>::RecordTooManyPromptTokens,
            RecordMismatch::TooManyCompletionTokens => Error::<T>::RecordTooManyCompletionTokens,
            RecordMismatch::WrongPrice => Error::<T>::RecordWrongPrice,
            RecordMismatch::PriceAboveMaximum => Error::<T>::RecordPriceAboveMaximum,
            RecordMismatch::AfterDeadline => Error::<T>::RecordAfterDeadline,
            RecordMismatch::BadDeviceSignature => Error::<T>::RecordBadDeviceSignature,
            RecordMismatch::BadRequesterSignature => Error::<T>::RecordBadRequesterSignature,
        }
    }
}
