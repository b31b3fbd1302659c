//! The signed messages of the coco protocol, as the pallets see them.
//!
//! `docs/PROTOCOL.md` and `docs/usage-record.md` define the bytes; `protocol/vectors/*.json` proves them here and in
//! TypeScript. Nothing in this crate reads storage or a clock.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

extern crate alloc;

mod assured;
mod decode;
mod device;
mod job;
pub mod merkle;
mod message;
mod positions;
mod record;
mod reputation;
mod session;
mod terms;
mod text;
mod totals;
mod traits;
mod voucher;

pub use assured::{
    AssuredIntent, JobMatch, JobStart, JobTerms, Verdict, Verification, Vote, VoteCommitment, MAX_SCORE,
    MAX_VERIFIERS, MILLIONTHS,
};
pub use decode::DecodeError;
pub use device::{
    Arch, Capabilities, DeviceAction, DeviceRegistration, DeviceRekey, DeviceStatus, DeviceUpdate,
};
pub use job::{JobAcceptance, JobCancellation, JobIntent, Strategy};
pub use merkle::MAX_PROOF_HASHES;
pub use message::{SignedMessage, DOMAIN_BYTES, PREFIX_BYTES, VERSION};
pub use positions::Positions;
pub use record::{
    verify_usage_record, Countersignature, RecordContext, RecordError, SignedRecord, UsageRecord,
};
pub use reputation::{FaultKind, ReputationView, MICROS_PER_UNIT, PRIOR_MICROS};
pub use session::{PeerProof, Role, SessionProof};
pub use terms::{check_record_signatures, check_record_terms, RecordMismatch};
pub use text::{NotText, Text};
pub use totals::{ModelTotals, TotalsError, MAX_MODEL_TOTALS};
pub use traits::{Bonds, DeviceRegistry, OnDeviceRekeyed, OnModelEarned, Reputation, SlashBeneficiaries};
pub use voucher::{channel_id, ChannelId, Voucher};

use sp_core::H256;

/// sr25519 public key of a device (a tab, a kiosk); it signs registrations, acceptances and usage records.
pub type DeviceKey = [u8; 32];
/// Account that is paid for what a device does.
pub type OwnerKey = [u8; 32];
/// sr25519 public key of whoever asked for a job; it signs intents and countersigns usage records.
pub type RequesterKey = [u8; 32];
/// sr25519 signature, schnorrkel's signing context `substrate`, without a `<Bytes>` wrapping.
pub type SignatureBytes = [u8; 64];
/// blake2-256 of a job intent's signed bytes.
pub type JobId = H256;

/// Bytes. Longest catalogue id of a model; WebLLM's longest prebuilt id has 50.
pub const MAX_MODEL_BYTES: u32 = 96;
/// Bytes. Longest engine name.
pub const MAX_ENGINE_BYTES: u32 = 32;
/// Bytes. Longest GPU description (WebGPU's adapter info is cut to it).
pub const MAX_GPU_BYTES: u32 = 64;
/// Bytes. Longest free text that a device says of itself.
pub const MAX_METADATA_BYTES: u32 = 256;
/// Models. A tab holds one or two; a kiosk's list of what it can load stays small.
pub const MAX_MODELS: u32 = 16;

/// Entries of a list that a runtime API returns at once.
pub const MAX_PAGE: u32 = 256;

/// Catalogue id of a model: 1 to [`MAX_MODEL_BYTES`] bytes of UTF-8.
pub type ModelId = Text<1, MAX_MODEL_BYTES>;
/// Name of an engine: 1 to [`MAX_ENGINE_BYTES`] bytes of UTF-8.
pub type EngineName = Text<1, MAX_ENGINE_BYTES>;
/// Free text of a device: up to [`MAX_METADATA_BYTES`] bytes of UTF-8.
pub type Metadata = Text<0, MAX_METADATA_BYTES>;

/// Whether `signature` is `signer`'s over exactly `bytes`, by the host's sr25519.
pub fn verify_signature(bytes: &[u8], signer: &[u8; 32], signature: &SignatureBytes) -> bool {
    let signature = sp_core::sr25519::Signature::from_raw(*signature);
    let signer = sp_core::sr25519::Public::from_raw(*signer);
    sp_io::crypto::sr25519_verify(&signature, bytes, &signer)
}
