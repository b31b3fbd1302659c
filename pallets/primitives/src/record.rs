//! The usage record, version 1: what one job cost, said by the node and confirmed by the requester.

use crate::{
    message::{domain, SignedMessage, DOMAIN_BYTES},
    verify_signature, DecodeError, DeviceKey, EngineName, JobId, ModelId, OwnerKey, RequesterKey,
    SignatureBytes,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// The body of a usage record, in the order of `docs/usage-record.md`. Signed by the device. Never prompt or output
/// text.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct UsageRecord {
    pub job: JobId,
    /// The lease under which the node ran it.
    pub lease: [u8; 16],
    /// First 16 bytes of blake2-256 of the session's proof bytes with role 0.
    pub session: [u8; 16],
    pub requester: RequesterKey,
    pub device: DeviceKey,
    pub owner: OwnerKey,
    pub model: ModelId,
    /// Digest of the pinned weights; zero when the catalogue entry is unpinned.
    pub weights_digest: [u8; 32],
    pub engine: EngineName,
    pub prompt_tokens: u32,
    pub completion_tokens: u32,
    /// Bytes of request messages received for this job.
    pub bytes_in: u64,
    /// Bytes of token messages sent for this job.
    pub bytes_out: u64,
    /// Ms from acceptance to the start of prefill.
    pub queue_ms: u32,
    /// Ms from acceptance to the first token; equals `duration_ms` when there was none.
    pub ttft_ms: u32,
    /// Ms from acceptance to the last token.
    pub duration_ms: u32,
    /// blake2-256 of the UTF-8 output text.
    pub output_digest: [u8; 32],
    /// The device's record counter, from 1.
    pub sequence: u64,
    /// Unix ms.
    pub started_at_ms: u64,
    /// Unix ms, not before `started_at_ms`.
    pub ended_at_ms: u64,
    /// Tokens times the prices of the acceptance.
    pub price_planck: u128,
}

impl SignedMessage for UsageRecord {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/usage");

    fn is_well_formed(&self) -> bool {
        self.ended_at_ms >= self.started_at_ms
    }
}

/// The requester's word on a record and on the device's signature over it. Signed by the requester.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct Countersignature {
    /// blake2-256 of the record's signed bytes.
    pub record_hash: H256,
    pub device_signature: [u8; 64],
}

impl SignedMessage for Countersignature {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/countersign");
}

/// Why a usage record is refused. [`RecordError::code`] is stable and the same as in TypeScript.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordError {
    /// The bytes are not a record of this version on this chain.
    Decode(DecodeError),
    /// The job is not the expected one.
    OtherJob,
    /// The signature does not verify with `device` over the bytes.
    BadDeviceSignature,
    /// The countersignature does not verify with `requester`.
    BadRequesterSignature,
    /// A record of this job was already settled.
    Replayed,
}

impl RecordError {
    /// The stable code, as `docs/usage-record.md` spells it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Decode(DecodeError::Truncated) => "record_truncated",
            Self::Decode(DecodeError::TrailingBytes) => "record_trailing_bytes",
            Self::Decode(DecodeError::Malformed) => "record_malformed",
            Self::Decode(DecodeError::WrongDomain) => "record_wrong_domain",
            Self::Decode(DecodeError::WrongVersion) => "record_wrong_version",
            Self::Decode(DecodeError::OtherGenesis) => "record_other_genesis",
            Self::OtherJob => "record_other_job",
            Self::BadDeviceSignature => "record_bad_device_signature",
            Self::BadRequesterSignature => "record_bad_requester_signature",
            Self::Replayed => "record_replayed",
        }
    }
}

/// A usage record as it travels: its signed bytes and both signatures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SignedRecord<'a> {
    pub bytes: &'a [u8],
    /// 64 bytes; any other number never verifies.
    pub device_signature: &'a [u8],
    /// As above; `None` for a record that the requester did not confirm.
    pub requester_signature: Option<&'a [u8]>,
}

/// What whoever checks a record knows beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RecordContext {
    /// The job that is being settled, when it is known.
    pub job: Option<JobId>,
    /// Whether a record of this job was already settled.
    pub settled: bool,
}

/// Every check of `docs/usage-record.md`, in its order; the first that fails is the answer.
pub fn verify_usage_record(
    signed: &SignedRecord,
    genesis: &H256,
    context: &RecordContext,
) -> Result<UsageRecord, RecordError> {
    let record = UsageRecord::decode_signed(signed.bytes, genesis).map_err(RecordError::Decode)?;
    if context.job.is_some_and(|job| job != record.job) {
        return Err(RecordError::OtherJob);
    }
    let device_signature = SignatureBytes::try_from(signed.device_signature)
        .ok()
        .filter(|signature| verify_signature(signed.bytes, &record.device, signature))
        .ok_or(RecordError::BadDeviceSignature)?;
    let record_hash = H256(sp_io::hashing::blake2_256(signed.bytes));
    let countersignature = Countersignature {
        record_hash,
        device_signature,
    };
    let confirmed = signed
        .requester_signature
        .and_then(|signature| SignatureBytes::try_from(signature).ok())
        .is_some_and(|signature| countersignature.verify(genesis, &record.requester, &signature));
    if !confirmed {
        return Err(RecordError::BadRequesterSignature);
    }
    if context.settled {
        return Err(RecordError::Replayed);
    }
    Ok(record)
}
