//! # Assured jobs
//!
//! Jobs with the price held, a bond behind the answer, a panel that votes on it, and disputes. `docs/adr/0015-assured-jobs.md` has the
//! design; `compute-jobs` is the quick way beside it, for jobs that a record with both signatures settles.
//!
//! The requester signs intent and terms at once ([`coco_primitives::AssuredIntent`]); the hash of that is the job id, so an acceptance and a
//! record agree to the terms. Its key is its account, on which the money is held. Whoever submits a call pays its
//! fee and can only pass on what the parties signed. The states and the ways between them are in [`State`].
//!
//! ## Money
//!
//! Acceptance holds the maximum price and the panel's fees on the requester's account. However a job ends, all of it is paid or given
//! back: what an account cannot take, because it does not exist, goes back too. A bond is promised to one job at a time
//! ([`Promised`]), and so is what stands behind a verifier's vote.
//!
//! ## Time
//!
//! Every window ends at a moment that is fixed when it starts, by the chain's clock, and that moment belongs to it. All of them together are
//! shorter than the time in which a bond that is taken back can still be slashed.
//!
//! ## Storage
//!
//! An open job takes about 2 kB at most, for which who submitted it has a deposit held. It stays until somebody ends it, which anybody may once its time is over. Finished ones keep a summary;
//! beyond [`Config::MaxFinishedJobs`] the oldest go, two for every one that finishes, but never while the same intent could
//! be submitted again.
//!
//! ## Known limits
//!
//! A vote is not a proof: who repeats what the record says without running anything is paid when the record is right. A requester and its panel
//! may agree against a device, which sees the panel before it accepts and can dispute; two accounts of one person are not found out. Without a
//! panel, a requester that cannot pay the deposit of a dispute can only refuse to countersign, and pays a day later. A panel member that gets
//! another key before it votes has lost its seat.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    not(any(test, feature = "runtime-benchmarks")),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

extern crate alloc;

mod accepting;
mod ballots;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod checks;
mod delivering;
mod disputes;
mod endings;
mod finished;
#[cfg(test)]
mod mock;
mod outcomes;
mod payments;
mod promises;
pub mod runtime_api;
mod state;
#[cfg(test)]
mod tests;
mod try_state;
mod voting;
pub mod weights;

pub use ballots::{Ballot, Ballots};
pub use pallet::*;
pub use state::{
    AssuredJob, AssuredJobOf, Delivery, Dispute, FinishedJob, JobCounts, Outcome, Phase, Refusal, State,
};
pub use weights::WeightInfo;

// FRAME's macros expand to `expect` here; `lint.sh` looks for ours. Calls and events are encoded at once, their
// largest variants cost nothing.
#[allow(clippy::expect_used, clippy::large_enum_variant)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use coco_primitives::{
        AssuredIntent, Bonds, DeviceKey, DeviceRegistry, JobAcceptance, JobId, JobMatch, JobStart, ModelId,
        OwnerKey, Positions, Reputation, RequesterKey, SignatureBytes, UsageRecord, Verdict, Vote,
        VoteCommitment,
    };
    use frame_support::{
        pallet_prelude::*,
        traits::{fungible, UnixTime},
    };
    use frame_system::pallet_prelude::*;
    use sp_core::H256;
    use sp_runtime::Permill;

    /// The layout of this pallet's storage.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    /// What the runtime decides. Accounts are 32 bytes, so that a requester's key is an account.
    #[pallet::config]
    pub trait Config:
        frame_system::Config<
        Hash = H256,
        RuntimeEvent: From<Event<Self>>,
        AccountId: From<[u8; 32]> + Into<[u8; 32]>,
    >
    {
        /// What is held, paid and given back, in planck.
        type Currency: fungible::Inspect<Self::AccountId, Balance = u128>
            + fungible::Mutate<Self::AccountId>
            + fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// The runtime's reasons for holds, this pallet's among them.
        type RuntimeHoldReason: From<HoldReason>;

        /// The clock of the chain; every window is compared with it.
        type Time: UnixTime;

        /// Who knows the devices.
        type Devices: DeviceRegistry;

        /// Who keeps their bonds.
        type Bonds: Bonds;

        /// Who knows, and is told, how well devices work.
        type Reputation: Reputation;

        /// Who decides disputes.
        type ArbiterOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// The protocol's share of every price that is paid, rounded down. May change while the chain runs.
        type ProtocolFee: Get<Permill>;

        /// Receives the protocol's share, and deposits of disputes that were lost.
        #[pallet::constant]
        type Treasury: Get<Self::AccountId>;

        /// Milliseconds from now to the furthest deadline of an intent.
        #[pallet::constant]
        type MaxIntentHorizonMs: Get<u64>;

        /// Milliseconds after the deadline in which a record can still be delivered.
        #[pallet::constant]
        type SettlementGraceMs: Get<u64>;

        /// Milliseconds from delivery in which verifiers commit. As long as running a job twice takes.
        #[pallet::constant]
        type CommitMs: Get<u64>;

        /// Milliseconds after that in which they reveal.
        #[pallet::constant]
        type RevealMs: Get<u64>;

        /// Milliseconds after that in which a verdict can be disputed. People have to notice.
        #[pallet::constant]
        type DisputeMs: Get<u64>;

        /// Milliseconds from a dispute in which the arbiter decides.
        #[pallet::constant]
        type ArbitrationMs: Get<u64>;

        /// Milliseconds by which the moment of an acceptance may differ from now: an old one may not be what its device wants any more.
        #[pallet::constant]
        type AcceptanceMs: Get<u64>;

        /// Milliseconds. A device that has to say that it starts has at least so long.
        #[pallet::constant]
        type MinStartMs: Get<u64>;

        /// Planck of a verifier's bond that stand behind each vote.
        #[pallet::constant]
        type VerifierBond: Get<u128>;

        /// Planck held on the account of whoever submits a job, while it is open: what its storage costs.
        #[pallet::constant]
        type SubmissionDeposit: Get<u128>;

        /// Planck held while a dispute lasts, and lost with it.
        #[pallet::constant]
        type DisputeDeposit: Get<u128>;

        /// Share of a job's bond that a device loses when it started and delivered nothing, and of a vote's when it was never revealed.
        #[pallet::constant]
        type LateSlash: Get<Permill>;

        /// Finished jobs whose summary stays in storage; older ones go once they cannot be replayed.
        #[pallet::constant]
        type MaxFinishedJobs: Get<u32>;

        /// Weights of the calls, as measured.
        type WeightInfo: WeightInfo;
    }

    /// Why this pallet holds funds.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// They pay for jobs.
        Job,
        /// They are the deposits of disputes.
        Dispute,
        /// They are the deposits for jobs that somebody submitted.
        Submission,
    }

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// Jobs that are not finished.
    #[pallet::storage]
    pub type Jobs<T: Config> = StorageMap<_, Blake2_128Concat, JobId, AssuredJobOf<T>>;

    /// How many jobs there are in each state.
    #[pallet::storage]
    pub type Counts<T> = StorageValue<_, JobCounts, ValueQuery>;

    /// Planck of each device's bond that stand behind open jobs and votes, by its current key. No entry for none.
    #[pallet::storage]
    pub type Promised<T> = StorageMap<_, Blake2_128Concat, DeviceKey, u128, ValueQuery>;

    /// What finished jobs left behind, the newest [`Config::MaxFinishedJobs`] of them and those that could be replayed.
    #[pallet::storage]
    pub type Finished<T: Config> = StorageMap<_, Blake2_128Concat, JobId, FinishedJob<BlockNumberFor<T>>>;

    /// Ids in [`Finished`], by the order in which they finished.
    #[pallet::storage]
    pub type FinishedOrder<T> = StorageMap<_, Twox64Concat, u64, JobId>;

    /// Which positions of [`FinishedOrder`] are in use.
    #[pallet::storage]
    pub type FinishedPositions<T> = StorageValue<_, Positions, ValueQuery>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// Somebody wants a job done, and says on which terms.
        JobSubmitted {
            job: JobId,
            requester: RequesterKey,
            operator: T::AccountId,
            model: ModelId,
            max_price_planck: u128,
            deadline_ms: u64,
        },
        /// A device took a job; `held_planck` are held on the requester's account.
        JobAccepted {
            job: JobId,
            device: DeviceKey,
            owner: OwnerKey,
            lease: [u8; 16],
            held_planck: u128,
        },
        /// The device began.
        JobStarted { job: JobId },
        /// A job's usage record is on chain. Votes can be committed, revealed, and the verdict disputed until these moments, Unix ms.
        JobDelivered {
            job: JobId,
            device: DeviceKey,
            record_hash: H256,
            record: UsageRecord,
            countersigned: bool,
            commit_until_ms: u64,
            reveal_until_ms: u64,
            dispute_until_ms: u64,
        },
        /// A verifier voted and did not say how.
        VoteCommitted { job: JobId, verifier: DeviceKey },
        /// A verifier said how it voted, and what output it got itself.
        VoteRevealed {
            job: JobId,
            verifier: DeviceKey,
            verdict: Verdict,
            output_digest: [u8; 32],
        },
        /// A party does not take the verdict. The arbiter has until `until_ms`.
        JobDisputed {
            job: JobId,
            by: T::AccountId,
            verdict: Verdict,
            evidence: H256,
            until_ms: u64,
        },
        /// A dispute is over. Its deposit went to the treasury when the arbiter decided and did not overturn, and back otherwise.
        DisputeResolved {
            job: JobId,
            verdict: Verdict,
            decided: bool,
            overturned: bool,
        },
        /// The device's owner was paid `paid_planck`, the treasury `fee_planck`, the verifiers `verifiers_planck`; the rest went back.
        JobSettled {
            job: JobId,
            device: DeviceKey,
            record_hash: H256,
            paid_planck: u128,
            fee_planck: u128,
            verifiers_planck: u128,
            refunded_planck: u128,
        },
        /// The record is not the model's. The requester got `refunded_planck` back, and the device's bond lost `slashed_planck`.
        JobRefuted {
            job: JobId,
            device: DeviceKey,
            record_hash: H256,
            verifiers_planck: u128,
            refunded_planck: u128,
            slashed_planck: u128,
        },
        /// A verifier's vote was proven wrong, or it never said how it voted.
        VerifierSlashed {
            job: JobId,
            verifier: DeviceKey,
            slashed_planck: u128,
        },
        /// The requester took a job back before anybody accepted it.
        JobCancelled { job: JobId },
        /// A job's time ran out. What was held went back; a device that had started lost `slashed_planck` of its bond.
        JobExpired {
            job: JobId,
            refunded_planck: u128,
            slashed_planck: u128,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// A job of this id was submitted before.
        JobAlreadySubmitted,
        /// No job of this id is known.
        UnknownJob,
        /// Nobody accepted the job yet.
        JobNotAccepted,
        /// The requester wants to hear that the device starts, and it did not say so.
        JobNotStarted,
        /// The job has no record yet.
        JobNotDelivered,
        /// Nobody disputes the job's verdict.
        JobNotDisputed,
        /// A device accepted the job already.
        JobAlreadyAccepted,
        /// The device began already.
        JobAlreadyRunning,
        /// The job has its record.
        JobAlreadyDelivered,
        /// The job's verdict is disputed.
        JobAlreadyDisputed,
        /// The job is settled.
        JobAlreadySettled,
        /// The job's record was refuted.
        JobAlreadyRefuted,
        /// The job was cancelled.
        JobAlreadyCancelled,
        /// The job expired.
        JobAlreadyExpired,
        /// The terms contradict themselves: see `JobTerms`.
        TermsMalformed,
        /// The terms give a device less time to start than it needs to say so.
        StartTooSoon,
        /// The time for this is over.
        TooLate,
        /// The time for this has not come.
        TooEarly,
        /// The deadline is further away than an intent's may be.
        DeadlineTooFar,
        /// The signature is not the requester's over this message on this chain.
        BadRequesterSignature,
        /// The signature is not the device's over this message on this chain.
        BadDeviceSignature,
        /// The device is not registered, or retired.
        DeviceNotInService,
        /// The acceptance names another owner than the registry.
        OtherOwner,
        /// The device's reputation is below what the terms ask for.
        ReputationTooLow,
        /// The device's bond, less what other jobs and votes rely on, is below what is asked for.
        BondTooSmall,
        /// The device accepted too long ago, or in the future, by the chain's clock.
        AcceptanceStale,
        /// A verifier cannot vote on this device's work: it is not in service, or its owner is the requester, the device's owner or another
        /// verifier's.
        PanelNotImpartial,
        /// The terms name a matcher, and no match of it came along.
        MatchMissing,
        /// The match is for another job or device, its time is over, or its signature is not the matcher's.
        BadMatch,
        /// The requester's account does not have what the job may cost, or would not exist without it.
        RequesterCannotPay,
        /// The start names another lease than the acceptance.
        OtherLease,
        /// The record ends before it starts.
        RecordMalformed,
        /// The record is of another device than the one that accepted.
        RecordOtherDevice,
        /// The record names another owner than the acceptance.
        RecordOtherOwner,
        /// The record was made under another lease.
        RecordOtherLease,
        /// The record names another requester than the intent.
        RecordOtherRequester,
        /// The record is of another model than the intent's.
        RecordOtherModel,
        /// More prompt tokens than the intent allows.
        RecordTooManyPromptTokens,
        /// More completion tokens than the intent allows.
        RecordTooManyCompletionTokens,
        /// The price is not tokens times the prices of the acceptance.
        RecordWrongPrice,
        /// The price is above the intent's maximum, or past what planck can count.
        RecordPriceAboveMaximum,
        /// The record ends after the job's settle-by.
        RecordAfterDeadline,
        /// The device's signature is not over this record on this chain.
        RecordBadDeviceSignature,
        /// The requester's countersignature is not over this record and the device's signature.
        RecordBadRequesterSignature,
        /// The verifier is not on the job's panel.
        NotVerifier,
        /// The verifier has a stake in the job: its owner is the requester, the device's owner, or another verifier's.
        VerifierNotImpartial,
        /// The verifier voted already.
        AlreadyVoted,
        /// The vote is about another record.
        OtherRecord,
        /// The signature is not the verifier's over this commitment on this chain.
        BadVerifierSignature,
        /// The verifier committed to no vote.
        NothingCommitted,
        /// The vote is not the one that was committed to.
        OtherVote,
        /// The account is not the party that the verdict goes against.
        NotTheLosingParty,
        /// The account does not have the deposit of a job or a dispute, or would not exist without it.
        CannotPayDeposit,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            let longest_ms = [
                T::MaxIntentHorizonMs::get(),
                T::SettlementGraceMs::get(),
                T::CommitMs::get(),
                T::RevealMs::get(),
                T::DisputeMs::get(),
                T::ArbitrationMs::get(),
            ]
            .into_iter()
            .fold(0u64, u64::saturating_add);
            assert!(
                longest_ms < T::Bonds::unbonding_ms(),
                "a bond could be gone before its fault is proven"
            );
            assert!(T::VerifierBond::get() > 0, "votes must cost something");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Submits what a requester wants, and its terms.
        ///
        /// Origin: any signed account, the operator. `requester_signature` is the requester's over `assured`.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::submit_job())]
        pub fn submit_job(
            origin: OriginFor<T>,
            assured: AssuredIntent,
            requester_signature: SignatureBytes,
        ) -> DispatchResult {
            let operator = ensure_signed(origin)?;
            Self::do_submit(operator, assured, requester_signature)
        }

        /// A device takes a job, before it works on it: its reputation and its bond are compared with the terms, whether the panel can
        /// judge it is looked at, and the money is held.
        ///
        /// Origin: any signed account. `device_signature` is the device's over `acceptance`; `matched` is the match and its signature
        /// by the terms' matcher, when they name one.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::accept_job())]
        pub fn accept_job(
            origin: OriginFor<T>,
            acceptance: JobAcceptance,
            device_signature: SignatureBytes,
            matched: Option<(JobMatch, SignatureBytes)>,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_accept(acceptance, device_signature, matched)
        }

        /// The device says that it begins: from now on it loses part of the bond when it delivers nothing. It should have the input, and
        /// have compared it with the terms' digest.
        ///
        /// Origin: any signed account. `device_signature` is the device's over `start`.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::start_job())]
        pub fn start_job(
            origin: OriginFor<T>,
            start: JobStart,
            device_signature: SignatureBytes,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_start(start, device_signature)
        }

        /// Brings a job's usage record. With the requester's countersignature, and without a panel, the job is settled by it; otherwise
        /// the time of votes and disputes begins. A countersignature that comes later settles a job without a panel then.
        ///
        /// Origin: any signed account. `device_signature` is the device's over `record`, `requester_signature` the requester's over
        /// the `Countersignature` of record and device signature.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::deliver_record().max(T::WeightInfo::deliver_countersigned()))]
        pub fn deliver_record(
            origin: OriginFor<T>,
            record: UsageRecord,
            device_signature: SignatureBytes,
            requester_signature: Option<SignatureBytes>,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_deliver(record, device_signature, requester_signature)
        }

        /// A verifier of the panel votes, without saying how yet.
        ///
        /// Origin: any signed account. `verifier_signature` is the verifier's over `commitment`.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::commit_vote())]
        pub fn commit_vote(
            origin: OriginFor<T>,
            commitment: VoteCommitment,
            verifier_signature: SignatureBytes,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_commit(commitment, verifier_signature)
        }

        /// Says how a verifier voted. No signature: only the verifier knows the vote's salt.
        ///
        /// Origin: any signed account.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::reveal_vote())]
        pub fn reveal_vote(origin: OriginFor<T>, vote: Vote) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_reveal(vote)
        }

        /// The party that the verdict goes against does not take it. Holds a deposit on its account.
        ///
        /// Origin: the requester against a record that stands, the device's owner, as the acceptance names it, against one that was
        /// refuted. `evidence` is a hash of what the arbiter will be shown.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::dispute_job())]
        pub fn dispute_job(origin: OriginFor<T>, job: JobId, evidence: H256) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_dispute(who, job, evidence)
        }

        /// Decides a dispute, and ends the job by it.
        ///
        /// Origin: the arbiter.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::resolve_dispute().saturating_add(Pallet::<T>::former_keys()))]
        pub fn resolve_dispute(origin: OriginFor<T>, job: JobId, verdict: Verdict) -> DispatchResult {
            T::ArbiterOrigin::ensure_origin(origin)?;
            Self::do_resolve(job, verdict)
        }

        /// Ends a job by its verdict, once nobody can dispute it any more, or the arbiter's time is over.
        ///
        /// Origin: any signed account.
        #[pallet::call_index(8)]
        #[pallet::weight(
            T::WeightInfo::settle_upheld()
                .max(T::WeightInfo::settle_refuted())
                .saturating_add(Pallet::<T>::ended_dispute())
                .saturating_add(Pallet::<T>::former_keys())
        )]
        pub fn settle_job(origin: OriginFor<T>, job: JobId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_settle(job)
        }

        /// Takes back a job that nobody accepted.
        ///
        /// Origin: any signed account. `requester_signature` is the requester's over `JobCancellation { job }`.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::cancel_job())]
        pub fn cancel_job(
            origin: OriginFor<T>,
            job: JobId,
            requester_signature: SignatureBytes,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_cancel(job, requester_signature)
        }

        /// Ends a job whose time ran out: a submitted one after its deadline, an accepted one that had to start and did not, any other without
        /// a record after its settle-by.
        ///
        /// Origin: any signed account; nobody's signature is needed.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::expire_job())]
        pub fn expire_job(origin: OriginFor<T>, job: JobId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_expire(job)
        }
    }
}
