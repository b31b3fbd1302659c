//! The life of a job: what it is in each state, and the only ways from one to the next.

use coco_primitives::{DeviceKey, JobAcceptance, JobIntent, RequesterKey};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;
use sp_core::H256;

/// A job. Open ones carry what later calls are compared with, finished ones only a summary.
///
/// ```text
/// Submitted ──accept──► Accepted ──complete──► Completed
///     ├──cancel──► Cancelled  └──expire──► Expired
///     └──expire──► Expired
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
#[allow(clippy::large_enum_variant)] // Lives in storage, never in a collection in memory.
pub enum Job<AccountId, BlockNumber> {
    /// Wanted, nobody works on it.
    Submitted {
        intent: JobIntent,
        operator: AccountId,
        at: BlockNumber,
    },
    /// A device promised to run it.
    Accepted {
        intent: JobIntent,
        operator: AccountId,
        acceptance: JobAcceptance,
        at: BlockNumber,
    },
    /// Its usage record is on chain.
    Completed {
        requester: RequesterKey,
        settle_by_ms: u64,
        settlement: Settlement,
        at: BlockNumber,
    },
    /// The requester took it back before anybody accepted it.
    Cancelled {
        requester: RequesterKey,
        settle_by_ms: u64,
        at: BlockNumber,
    },
    /// Its time ran out.
    Expired {
        requester: RequesterKey,
        settle_by_ms: u64,
        at: BlockNumber,
    },
}

/// What a completed job leaves behind.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct Settlement {
    pub device: DeviceKey,
    /// blake2-256 of the usage record's signed bytes.
    pub record_hash: H256,
    pub price_planck: u128,
}

/// [`Job`] of a runtime.
pub type JobOf<T> = Job<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

/// The states without what is in them.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum Phase {
    Submitted,
    Accepted,
    Completed,
    Cancelled,
    Expired,
}

impl Phase {
    /// Whether nothing follows this state.
    pub const fn is_finished(&self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled | Self::Expired)
    }
}

impl<AccountId, BlockNumber> Job<AccountId, BlockNumber> {
    pub const fn phase(&self) -> Phase {
        match self {
            Self::Submitted { .. } => Phase::Submitted,
            Self::Accepted { .. } => Phase::Accepted,
            Self::Completed { .. } => Phase::Completed,
            Self::Cancelled { .. } => Phase::Cancelled,
            Self::Expired { .. } => Phase::Expired,
        }
    }

    /// A device takes the job. From `Submitted` only; otherwise the state that refuses.
    pub fn accept(self, acceptance: JobAcceptance, at: BlockNumber) -> Result<Self, Phase> {
        match self {
            Self::Submitted { intent, operator, .. } => Ok(Self::Accepted {
                intent,
                operator,
                acceptance,
                at,
            }),
            other => Err(other.phase()),
        }
    }

    /// The job's record is in. From `Accepted` only; otherwise the state that refuses.
    pub fn complete(self, settlement: Settlement, settle_by_ms: u64, at: BlockNumber) -> Result<Self, Phase> {
        match self {
            Self::Accepted { intent, .. } => Ok(Self::Completed {
                requester: intent.requester,
                settle_by_ms,
                settlement,
                at,
            }),
            other => Err(other.phase()),
        }
    }

    /// The requester takes the job back. From `Submitted` only, because a device that accepted may have done the work;
    /// otherwise the state that refuses.
    pub fn cancel(self, settle_by_ms: u64, at: BlockNumber) -> Result<Self, Phase> {
        match self {
            Self::Submitted { intent, .. } => Ok(Self::Cancelled {
                requester: intent.requester,
                settle_by_ms,
                at,
            }),
            other => Err(other.phase()),
        }
    }

    /// The job's time ran out. From `Submitted` and `Accepted`; otherwise the state that refuses.
    pub fn expire(self, settle_by_ms: u64, at: BlockNumber) -> Result<Self, Phase> {
        match self {
            Self::Submitted { intent, .. } | Self::Accepted { intent, .. } => Ok(Self::Expired {
                requester: intent.requester,
                settle_by_ms,
                at,
            }),
            other => Err(other.phase()),
        }
    }
}

/// How many jobs there are in each state.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct JobCounts {
    pub submitted: u32,
    pub accepted: u32,
    /// Completed, cancelled and expired ones that are still in storage.
    pub finished: u32,
    /// Jobs ever completed, including those no longer in storage.
    pub completed_ever: u64,
}

impl JobCounts {
    /// A job entered a state.
    pub fn enter(&mut self, phase: Phase) {
        match phase {
            Phase::Submitted => self.submitted = self.submitted.saturating_add(1),
            Phase::Accepted => self.accepted = self.accepted.saturating_add(1),
            Phase::Completed => {
                self.finished = self.finished.saturating_add(1);
                self.completed_ever = self.completed_ever.saturating_add(1);
            }
            Phase::Cancelled | Phase::Expired => self.finished = self.finished.saturating_add(1),
        }
    }

    /// A job left a state, or storage.
    pub fn leave(&mut self, phase: Phase) {
        let count = match phase {
            Phase::Submitted => &mut self.submitted,
            Phase::Accepted => &mut self.accepted,
            Phase::Completed | Phase::Cancelled | Phase::Expired => &mut self.finished,
        };
        *count = count.saturating_sub(1);
    }
}
