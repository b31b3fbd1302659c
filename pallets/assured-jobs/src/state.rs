//! The life of an assured job: what it is in each state, and the only ways from one to the next.

use crate::ballots::Ballots;
use coco_primitives::{AssuredIntent, DeviceKey, JobAcceptance, RequesterKey, Verdict};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;
use sp_core::H256;

/// A job that is not finished.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct AssuredJob<AccountId, BlockNumber> {
    pub assured: AssuredIntent,
    /// Who submitted it, and gets its deposit back when the job is over.
    pub operator: AccountId,
    /// Planck held on the operator's account while the job is open.
    pub deposit_planck: u128,
    /// Block of its newest state.
    pub at: BlockNumber,
    pub state: State<AccountId>,
}

/// [`AssuredJob`] of a runtime.
pub type AssuredJobOf<T> = AssuredJob<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

/// Where an open job stands. Finished ones are a [`FinishedJob`].
///
/// ```text
/// Submitted ──accept──► Accepted ──start──► Running ──deliver──► Delivered ──settle──► settled or refuted
///     ├──cancel──► cancelled  │ └──deliver──────│──────────────►     │ └──dispute──► Disputed ──resolve, settle──► either
///     └──expire──► expired    └──expire─────────┴──► expired         └ (both signed, no panel: settled at once)
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
#[allow(clippy::large_enum_variant)] // Lives in storage, never in a collection in memory.
pub enum State<AccountId> {
    /// Wanted; nothing is held.
    #[codec(index = 0)]
    Submitted,
    /// A device promised to run it; the money is held.
    #[codec(index = 1)]
    Accepted {
        acceptance: JobAcceptance,
        /// Unix ms until which the device has to start; `None` when the requester does not mind.
        start_by_ms: Option<u64>,
    },
    /// The device began.
    #[codec(index = 2)]
    Running { acceptance: JobAcceptance },
    /// Its record is on chain; verifiers vote, then a dispute may come.
    #[codec(index = 3)]
    Delivered {
        acceptance: JobAcceptance,
        delivery: Delivery,
        ballots: Ballots,
    },
    /// Somebody disputes what the votes say; the arbiter decides.
    #[codec(index = 4)]
    Disputed {
        acceptance: JobAcceptance,
        delivery: Delivery,
        ballots: Ballots,
        dispute: Dispute<AccountId>,
    },
}

/// A record, and until when what may be done about it. All times are Unix ms by the chain's clock, and the last moment of a window.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Delivery {
    /// blake2-256 of the usage record's signed bytes.
    pub record_hash: H256,
    pub price_planck: u128,
    pub commit_until_ms: u64,
    pub reveal_until_ms: u64,
    pub dispute_until_ms: u64,
}

/// Who does not take the verdict.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct Dispute<AccountId> {
    pub by: AccountId,
    /// Hash of what it has to show, which the arbiter is shown off chain.
    pub evidence: H256,
    /// Planck held on `by`'s account.
    pub deposit_planck: u128,
    /// What is disputed.
    pub verdict: Verdict,
    /// Unix ms; past it without the arbiter's word, the verdict stands.
    pub until_ms: u64,
}

/// What a finished job leaves behind.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct FinishedJob<BlockNumber> {
    pub requester: RequesterKey,
    /// Unix ms. Until well before it the same intent could be submitted again, so the summary stays.
    pub settle_by_ms: u64,
    pub outcome: Outcome,
    pub at: BlockNumber,
}

/// How a job ended.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum Outcome {
    /// The device's owner was paid.
    #[codec(index = 0)]
    Settled {
        device: DeviceKey,
        record_hash: H256,
        price_planck: u128,
    },
    /// The requester was.
    #[codec(index = 1)]
    Refuted { device: DeviceKey, record_hash: H256 },
    /// The requester took it back before anybody accepted it.
    #[codec(index = 2)]
    Cancelled,
    /// Its time ran out.
    #[codec(index = 3)]
    Expired,
}

/// The states without what is in them.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum Phase {
    #[codec(index = 0)]
    Submitted,
    #[codec(index = 1)]
    Accepted,
    #[codec(index = 2)]
    Running,
    #[codec(index = 3)]
    Delivered,
    #[codec(index = 4)]
    Disputed,
    #[codec(index = 5)]
    Settled,
    #[codec(index = 6)]
    Refuted,
    #[codec(index = 7)]
    Cancelled,
    #[codec(index = 8)]
    Expired,
}

impl Outcome {
    pub const fn phase(&self) -> Phase {
        match self {
            Self::Settled { .. } => Phase::Settled,
            Self::Refuted { .. } => Phase::Refuted,
            Self::Cancelled => Phase::Cancelled,
            Self::Expired => Phase::Expired,
        }
    }
}

/// Why a state does not have a transition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// Nobody accepted the job yet.
    NotAccepted,
    /// The requester wants to hear that the device starts, and did not.
    NotStarted,
    /// There is no record yet.
    NotDelivered,
    /// Nobody disputes.
    NotDisputed,
    /// The job is past that.
    Already(Phase),
    /// The time for it is over.
    TooLate,
    /// The time for it has not come.
    TooEarly,
}

impl<AccountId> State<AccountId> {
    pub const fn phase(&self) -> Phase {
        match self {
            Self::Submitted => Phase::Submitted,
            Self::Accepted { .. } => Phase::Accepted,
            Self::Running { .. } => Phase::Running,
            Self::Delivered { .. } => Phase::Delivered,
            Self::Disputed { .. } => Phase::Disputed,
        }
    }

    /// The device's promise, once there is one.
    pub const fn acceptance(&self) -> Option<&JobAcceptance> {
        match self {
            Self::Submitted => None,
            Self::Accepted { acceptance, .. }
            | Self::Running { acceptance }
            | Self::Delivered { acceptance, .. }
            | Self::Disputed { acceptance, .. } => Some(acceptance),
        }
    }

    /// The votes, once there is something to vote on.
    pub fn ballots(&self) -> &[crate::Ballot] {
        match self {
            Self::Submitted | Self::Accepted { .. } | Self::Running { .. } => &[],
            Self::Delivered { ballots, .. } | Self::Disputed { ballots, .. } => ballots,
        }
    }

    /// A device takes the job.
    pub fn accept(self, acceptance: JobAcceptance, start_by_ms: Option<u64>) -> Result<Self, Refusal> {
        match self {
            Self::Submitted => Ok(Self::Accepted {
                acceptance,
                start_by_ms,
            }),
            other => Err(Refusal::Already(other.phase())),
        }
    }

    /// The device begins.
    pub fn start(self, now_ms: u64) -> Result<Self, Refusal> {
        match self {
            Self::Submitted => Err(Refusal::NotAccepted),
            Self::Accepted {
                start_by_ms: Some(until_ms),
                ..
            } if now_ms > until_ms => Err(Refusal::TooLate),
            Self::Accepted { acceptance, .. } => Ok(Self::Running { acceptance }),
            other => Err(Refusal::Already(other.phase())),
        }
    }

    /// Whose record may come now.
    pub const fn deliverable(&self) -> Result<&JobAcceptance, Refusal> {
        match self {
            Self::Submitted => Err(Refusal::NotAccepted),
            Self::Accepted {
                start_by_ms: Some(_), ..
            } => Err(Refusal::NotStarted),
            Self::Accepted { acceptance, .. } | Self::Running { acceptance } => Ok(acceptance),
            Self::Delivered { .. } | Self::Disputed { .. } => Err(Refusal::Already(self.phase())),
        }
    }

    /// A party does not take the verdict. Whether there is one yet, and who may, is the caller's to check.
    pub fn dispute(self, dispute: Dispute<AccountId>, now_ms: u64) -> Result<Self, Refusal> {
        match self {
            Self::Submitted | Self::Accepted { .. } | Self::Running { .. } => Err(Refusal::NotDelivered),
            Self::Delivered { delivery, .. } if now_ms > delivery.dispute_until_ms => Err(Refusal::TooLate),
            Self::Delivered {
                acceptance,
                delivery,
                ballots,
            } => Ok(Self::Disputed {
                acceptance,
                delivery,
                ballots,
                dispute,
            }),
            other => Err(Refusal::Already(other.phase())),
        }
    }
}

/// Open jobs by where they stand, and how many ever settled.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct JobCounts {
    pub submitted: u32,
    pub accepted: u32,
    pub running: u32,
    pub delivered: u32,
    pub disputed: u32,
    /// Jobs ever settled, including those whose summary is gone.
    pub settled_ever: u64,
    /// As above, refuted.
    pub refuted_ever: u64,
}

impl JobCounts {
    fn open(&mut self, phase: Phase) -> Option<&mut u32> {
        match phase {
            Phase::Submitted => Some(&mut self.submitted),
            Phase::Accepted => Some(&mut self.accepted),
            Phase::Running => Some(&mut self.running),
            Phase::Delivered => Some(&mut self.delivered),
            Phase::Disputed => Some(&mut self.disputed),
            Phase::Settled | Phase::Refuted | Phase::Cancelled | Phase::Expired => None,
        }
    }

    /// A job entered a state.
    pub fn enter(&mut self, phase: Phase) {
        if let Some(count) = self.open(phase) {
            *count = count.saturating_add(1);
        }
        match phase {
            Phase::Settled => self.settled_ever = self.settled_ever.saturating_add(1),
            Phase::Refuted => self.refuted_ever = self.refuted_ever.saturating_add(1),
            _ => {}
        }
    }

    /// A job left a state.
    pub fn leave(&mut self, phase: Phase) {
        if let Some(count) = self.open(phase) {
            *count = count.saturating_sub(1);
        }
    }
}
