//! What a requester asks for and a device agrees to.

use crate::{
    message::{domain, SignedMessage, DOMAIN_BYTES},
    DeviceKey, JobId, ModelId, OwnerKey, RequesterKey,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// By what a node is chosen among those that can do the job.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum Strategy {
    #[codec(index = 0)]
    Fastest,
    #[codec(index = 1)]
    Cheapest,
}

/// A job that somebody wants done, and what it may cost. Signed by the requester; its hash is the job id.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct JobIntent {
    pub requester: RequesterKey,
    /// Random; makes equal wishes different jobs.
    pub nonce: [u8; 16],
    pub model: ModelId,
    /// Planck; the whole job never costs more.
    pub max_price_planck: u128,
    pub max_prompt_tokens: u32,
    pub max_completion_tokens: u32,
    /// Unix ms; afterwards nobody may accept it.
    pub deadline_ms: u64,
    pub strategy: Strategy,
    /// Ms to the first token; 0 for no wish.
    pub max_ttft_ms: u32,
    /// Thousandths of a token per second; 0 for no wish.
    pub min_milli_tokens_per_second: u32,
}

impl SignedMessage for JobIntent {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/intent");
}

/// A device takes a job at a price. Signed by the device.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct JobAcceptance {
    pub job: JobId,
    pub lease: [u8; 16],
    pub device: DeviceKey,
    pub owner: OwnerKey,
    /// Planck per prompt token.
    pub prompt_token_price_planck: u128,
    /// Planck per completion token.
    pub completion_token_price_planck: u128,
    /// Unix ms by the device's clock.
    pub accepted_at_ms: u64,
}

impl SignedMessage for JobAcceptance {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/accept");
}

/// The requester no longer wants the job. Signed by the requester.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct JobCancellation {
    pub job: JobId,
}

impl SignedMessage for JobCancellation {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/cancel");
}
