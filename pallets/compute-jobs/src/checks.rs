//! What is asked and compared before anything is written.

use crate::{Config, Error, JobOf, Jobs, Pallet, Phase};
use coco_primitives::{
    Countersignature, DeviceKey, DeviceRegistry, JobAcceptance, JobId, JobIntent, SignatureBytes,
    SignedMessage, UsageRecord,
};
use frame_support::{
    ensure,
    traits::{Get, UnixTime},
};
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

    /// Whether a record is of this job as it was asked for and accepted.
    pub(crate) fn check_terms(
        record: &UsageRecord,
        intent: &JobIntent,
        acceptance: &JobAcceptance,
        settle_by_ms: u64,
    ) -> Result<(), Error<T>> {
        ensure!(record.is_well_formed(), Error::<T>::RecordMalformed);
        ensure!(record.device == acceptance.device, Error::<T>::RecordOtherDevice);
        ensure!(record.owner == acceptance.owner, Error::<T>::RecordOtherOwner);
        ensure!(record.lease == acceptance.lease, Error::<T>::RecordOtherLease);
        ensure!(
            record.requester == intent.requester,
            Error::<T>::RecordOtherRequester
        );
        ensure!(record.model == intent.model, Error::<T>::RecordOtherModel);
        ensure!(
            record.prompt_tokens <= intent.max_prompt_tokens,
            Error::<T>::RecordTooManyPromptTokens
        );
        ensure!(
            record.completion_tokens <= intent.max_completion_tokens,
            Error::<T>::RecordTooManyCompletionTokens
        );
        let price = price_planck(record, acceptance).ok_or(Error::<T>::RecordPriceAboveMaximum)?;
        ensure!(record.price_planck == price, Error::<T>::RecordWrongPrice);
        ensure!(
            price <= intent.max_price_planck,
            Error::<T>::RecordPriceAboveMaximum
        );
        ensure!(
            record.ended_at_ms <= settle_by_ms,
            Error::<T>::RecordAfterDeadline
        );
        Ok(())
    }

    /// Whether both sides signed the record; its hash when they did.
    pub(crate) fn check_signatures(
        record: &UsageRecord,
        device_signature: &SignatureBytes,
        requester_signature: &SignatureBytes,
    ) -> Result<H256, Error<T>> {
        let genesis = Self::genesis_hash();
        let bytes = record.signing_bytes(&genesis);
        ensure!(
            coco_primitives::verify_signature(&bytes, &record.device, device_signature),
            Error::<T>::RecordBadDeviceSignature
        );
        let record_hash = H256(sp_io::hashing::blake2_256(&bytes));
        let countersignature = Countersignature {
            record_hash,
            device_signature: *device_signature,
        };
        ensure!(
            countersignature.verify(&genesis, &record.requester, requester_signature),
            Error::<T>::RecordBadRequesterSignature
        );
        Ok(record_hash)
    }
}

/// What the record must say that it costs; `None` when planck cannot count it.
fn price_planck(record: &UsageRecord, acceptance: &JobAcceptance) -> Option<u128> {
    let prompt = u128::from(record.prompt_tokens).checked_mul(acceptance.prompt_token_price_planck)?;
    let completion =
        u128::from(record.completion_tokens).checked_mul(acceptance.completion_token_price_planck)?;
    prompt.checked_add(completion)
}
