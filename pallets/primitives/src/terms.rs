//! Whether a usage record is of the job that was asked for and accepted. Every pallet that settles by records asks here.

use crate::{
    verify_signature, Countersignature, JobAcceptance, JobIntent, SignatureBytes, SignedMessage, UsageRecord,
};
use sp_core::H256;

/// What about a record does not fit its job, or who did not sign it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordMismatch {
    /// It ends before it starts.
    Malformed,
    /// It is of another device than the one that accepted.
    OtherDevice,
    /// It names another owner than the acceptance.
    OtherOwner,
    /// It was made under another lease.
    OtherLease,
    /// It names another requester than the intent.
    OtherRequester,
    /// It is of another model than the intent's.
    OtherModel,
    /// More prompt tokens than the intent allows.
    TooManyPromptTokens,
    /// More completion tokens than the intent allows.
    TooManyCompletionTokens,
    /// The price is not tokens times the prices of the acceptance.
    WrongPrice,
    /// The price is above the intent's maximum, or past what planck can count.
    PriceAboveMaximum,
    /// It ends after the job's settle-by.
    AfterDeadline,
    /// The device's signature is not over this record on this chain.
    BadDeviceSignature,
    /// The requester's countersignature is not over this record and the device's signature.
    BadRequesterSignature,
}

/// Whether a record is of this job as it was asked for and accepted. `settle_by_ms` is Unix ms.
pub fn check_record_terms(
    record: &UsageRecord,
    intent: &JobIntent,
    acceptance: &JobAcceptance,
    settle_by_ms: u64,
) -> Result<(), RecordMismatch> {
    use RecordMismatch::*;
    let check = |holds: bool, otherwise| if holds { Ok(()) } else { Err(otherwise) };
    check(record.is_well_formed(), Malformed)?;
    check(record.device == acceptance.device, OtherDevice)?;
    check(record.owner == acceptance.owner, OtherOwner)?;
    check(record.lease == acceptance.lease, OtherLease)?;
    check(record.requester == intent.requester, OtherRequester)?;
    check(record.model == intent.model, OtherModel)?;
    check(
        record.prompt_tokens <= intent.max_prompt_tokens,
        TooManyPromptTokens,
    )?;
    check(
        record.completion_tokens <= intent.max_completion_tokens,
        TooManyCompletionTokens,
    )?;
    let price = price_planck(record, acceptance).ok_or(PriceAboveMaximum)?;
    check(record.price_planck == price, WrongPrice)?;
    check(price <= intent.max_price_planck, PriceAboveMaximum)?;
    check(record.ended_at_ms <= settle_by_ms, AfterDeadline)
}

/// Whether the device signed the record, and the requester it where `requester_signature` is given; the record's hash when they did.
pub fn check_record_signatures(
    record: &UsageRecord,
    genesis: &H256,
    device_signature: &SignatureBytes,
    requester_signature: Option<&SignatureBytes>,
) -> Result<H256, RecordMismatch> {
    let bytes = record.signing_bytes(genesis);
    if !verify_signature(&bytes, &record.device, device_signature) {
        return Err(RecordMismatch::BadDeviceSignature);
    }
    let record_hash = H256(sp_io::hashing::blake2_256(&bytes));
    let countersignature = Countersignature {
        record_hash,
        device_signature: *device_signature,
    };
    match requester_signature {
        Some(signature) if !countersignature.verify(genesis, &record.requester, signature) => {
            Err(RecordMismatch::BadRequesterSignature)
        }
        _ => Ok(record_hash),
    }
}

/// What the record must say that it costs; `None` when planck cannot count it.
fn price_planck(record: &UsageRecord, acceptance: &JobAcceptance) -> Option<u128> {
    let prompt = u128::from(record.prompt_tokens).checked_mul(acceptance.prompt_token_price_planck)?;
    let completion =
        u128::from(record.completion_tokens).checked_mul(acceptance.completion_token_price_planck)?;
    prompt.checked_add(completion)
}
