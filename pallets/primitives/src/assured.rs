//! Assured jobs: what a requester wants beyond a record, and what others say of such a job. `docs/adr/0015-assured-jobs.md` has the
//! reasons.

use crate::{
    message::{domain, SignedMessage, DOMAIN_BYTES},
    DeviceKey, JobId, JobIntent,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, H256};
use sp_runtime::BoundedVec;

/// Verifiers of one job. Three are usual; seven bound what a job can cost the chain.
pub const MAX_VERIFIERS: u32 = 7;
/// The best score that reputation displays.
pub const MAX_SCORE: u8 = 100;
/// Parts of a whole, as `Permill` counts them.
pub const MILLIONTHS: u32 = 1_000_000;

/// How it is found out whether an answer is the model's.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum Verification {
    /// The requester's countersignature, or its silence.
    #[codec(index = 0)]
    Countersignature,
    /// A panel runs the same input and compares outputs; for temperature 0.
    #[codec(index = 1)]
    Reexecution,
    /// A panel scores the output's tokens under the model.
    #[codec(index = 2)]
    Audit,
}

/// What a requester wants beside the answer.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct JobTerms {
    /// blake2-256 of 32 random bytes and the input, both of which device and verifiers are told off chain.
    pub input_digest: [u8; 32],
    /// 0 to 100; the device's displayed reputation at least.
    pub min_score: u8,
    /// Millionths; how much of the device's reputation evidence assures at least. 0 for strangers too.
    pub min_assured_millionths: u32,
    /// Planck bonded for the device and promised to no other job; lost when the record is refuted.
    pub bond_planck: u128,
    /// Ms from acceptance on chain in which the device says that it started; 0 for no wish.
    pub start_within_ms: u32,
    /// Whose [`JobMatch`] a device needs to accept; none for whichever device comes first.
    pub matcher: Option<[u8; 32]>,
    pub verification: Verification,
    /// Device keys of the panel, in strictly ascending order; empty for [`Verification::Countersignature`].
    pub verifiers: BoundedVec<DeviceKey, ConstU32<MAX_VERIFIERS>>,
    /// Votes that decide: more than half of the panel. 0 without one.
    pub threshold: u8,
    /// Planck for each verifier that votes with the outcome; 0 without a panel.
    pub verifier_fee_planck: u128,
}

impl JobTerms {
    /// Planck for the whole panel; `None` when planck cannot count them.
    pub fn fees_planck(&self) -> Option<u128> {
        u128::try_from(self.verifiers.len())
            .ok()?
            .checked_mul(self.verifier_fee_planck)
    }

    fn panel_is_sound(&self) -> bool {
        let votes = self.verifiers.len();
        let needed = usize::from(self.threshold);
        match self.verification {
            Verification::Countersignature => votes == 0 && needed == 0 && self.verifier_fee_planck == 0,
            Verification::Reexecution | Verification::Audit => {
                needed <= votes && needed.saturating_mul(2) > votes
            }
        }
    }
}

/// A job and the terms of it. Signed by the requester; its hash is the job id.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct AssuredIntent {
    pub intent: JobIntent,
    pub terms: JobTerms,
}

impl AssuredIntent {
    /// Planck that are held while the job runs: the maximum price, and the panel's fees; `None` when planck cannot count them.
    pub fn held_planck(&self) -> Option<u128> {
        self.intent
            .max_price_planck
            .checked_add(self.terms.fees_planck()?)
    }
}

impl SignedMessage for AssuredIntent {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/assured");

    fn is_well_formed(&self) -> bool {
        let terms = &self.terms;
        terms.min_score <= MAX_SCORE
            && terms.min_assured_millionths <= MILLIONTHS
            && terms.verifiers.is_sorted_by(|left, right| left < right)
            && terms.panel_is_sound()
            && self.held_planck().is_some()
    }
}

/// Gives a job to one device. Signed by the terms' matcher.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct JobMatch {
    pub job: JobId,
    pub device: DeviceKey,
    /// Unix ms; afterwards the match is void.
    pub expires_at_ms: u64,
}

impl SignedMessage for JobMatch {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/match");
}

/// The device began. Signed by the device.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct JobStart {
    pub job: JobId,
    pub lease: [u8; 16],
}

impl SignedMessage for JobStart {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/start");
}

/// What is found of a record.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum Verdict {
    /// The output is the model's.
    #[codec(index = 0)]
    Upheld,
    /// It is not.
    #[codec(index = 1)]
    Refuted,
}

/// A verifier's vote. Nobody signs it: who knows the salt made the [`VoteCommitment`], which is signed.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct Vote {
    pub job: JobId,
    /// blake2-256 of the voted record's signed bytes.
    pub record_hash: H256,
    pub verifier: DeviceKey,
    pub verdict: Verdict,
    /// blake2-256 of the output that the verifier got itself; zero when it did not run the input.
    pub output_digest: [u8; 32],
    /// Random, so that nobody finds the vote from its hash.
    pub salt: [u8; 32],
}

impl SignedMessage for Vote {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/vote");
}

/// A verifier has voted and does not say how. Signed by the verifier.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct VoteCommitment {
    pub job: JobId,
    /// blake2-256 of the voted record's signed bytes.
    pub record_hash: H256,
    pub verifier: DeviceKey,
    /// blake2-256 of the [`Vote`]'s bytes, prefix included, as if it were to be signed.
    pub commitment: H256,
}

impl SignedMessage for VoteCommitment {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/commit");
}
