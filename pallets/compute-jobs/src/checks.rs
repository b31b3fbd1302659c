//! What is asked and compared before anything is written.

use crate::{Config, Error, JobOf, Jobs, Pallet, Phase};
use coco_primitives::{DeviceKey, DeviceRegistry, JobId, RecordMismatch};
use frame_support::traits::{Get, UnixTime};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
    /// The key under which a device's reputation is kept: another one than it accepted with when it was re-keyed since.
    pub(crate) fn current_key(device: &DeviceKey) -> DeviceKey {
        T::Devices::current_key(device).unwrap_or(*device)
    }

    /// Hash of block 0: what every signed message of this chain carries.
    pub fn genesis_hash() -> H256 {
        frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
    }

    /// Unix ms of the chain's clock.
    pub(crate) fn now_ms() -> u64 {
        u64::try_from(T::Time::now().as_millis()).unwrap_or(u64::MAX)
    }

    pub(crate) fn block() -> BlockNumberFor<T> {
        frame_system::Pallet::<T>::block_number()
    }

    /// Unix ms until which a job of this deadline can be settled.
    pub fn settle_by_ms(deadline_ms: u64) -> u64 {
        deadline_ms.saturating_add(T::SettlementGraceMs::get())
    }

    pub(crate) fn job(id: &JobId) -> Result<JobOf<T>, Error<T>> {
        Jobs::<T>::get(id).ok_or(Error::<T>::UnknownJob)
    }

    /// The name of a transition that `phase` does not have.
    pub(crate) fn refusal(phase: Phase) -> Error<T> {
        match phase {
            Phase::Submitted => Error::<T>::JobNotAccepted,
            Phase::Accepted => Error::<T>::JobAlreadyAccepted,
            Phase::Completed => Error::<T>::JobAlreadyCompleted,
            Phase::Cancelled => Error::<T>::JobAlreadyCancelled,
            Phase::Expired => Error::<T>::JobAlreadyExpired,
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
