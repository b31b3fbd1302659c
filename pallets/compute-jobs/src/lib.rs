//! # Compute jobs
//!
//! A job from the requester's signed intent, over a device's signed acceptance, to the usage record that both signed.
//!
//! Whoever submits a call, the *operator*, pays its fee and can only pass on what requester and device signed. The job id is
//! blake2-256 of the intent's signed bytes, so a job exists once. Its states and the ways between them are in [`Job`].
//!
//! ## Time
//!
//! An intent carries a deadline. Until the deadline plus [`Config::SettlementGraceMs`] (the job's *settle-by*) it can still be
//! submitted, accepted and completed on chain, because the work itself runs off chain and its record may wait in
//! the outbox of a tab that slept, or for a chain that was away. A job that nobody accepted can be expired right after its
//! deadline, an accepted one after its settle-by.
//!
//! ## Reputation
//!
//! A settled record counts for its device by its price. An accepted job that expires counts against the device: its signature is on
//! the promise, and no record came. It may have been the requester who did not countersign, or the operator who lost the record, which
//! nothing on chain tells apart; so this is a fault of the kind that is not proven. Jobs that nobody accepted are nobody's fault.
//!
//! ## Storage
//!
//! Finished jobs keep a summary of about 150 bytes. Beyond [`Config::MaxFinishedJobs`] the oldest are removed, two for every one
//! that finishes, but never before their settle-by: until then the same intent could be submitted again, and a
//! record be paid twice. Open jobs stay until somebody calls `expire_job`, which anybody may; what bounds them is that each
//! was submitted for a fee, and that an honest operator submits an intent only together with its record.
//!
//! ## Known limits
//!
//! Nothing is paid yet; `price_planck` is checked and reported. The first active device to accept gets the
//! job: whoever copies an intent from the pool can sit on it until it expires, without ever completing it, since the
//! requester countersigns a record of the device that really worked. A `utility.batchAll` does not help, since the copy
//! makes the whole batch fail; a match signed by the operator will.

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

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod checks;
mod finished;
#[cfg(test)]
mod mock;
pub mod runtime_api;
mod state;
#[cfg(test)]
mod tests;
mod try_state;
pub mod weights;

pub use pallet::*;
pub use state::{Job, JobCounts, JobOf, Phase, Settlement};
pub use weights::WeightInfo;

// FRAME's macros expand to `expect` here; `lint.sh` looks for ours. Calls and events are encoded at once, their
// largest variants cost nothing.
#[allow(clippy::expect_used, clippy::large_enum_variant)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use coco_primitives::{
        check_record_signatures, check_record_terms, DeviceKey, DeviceRegistry, FaultKind, JobAcceptance,
        JobCancellation, JobId, JobIntent, ModelId, OwnerKey, Reputation, RequesterKey, SignatureBytes,
        SignedMessage, UsageRecord,
    };
    use frame_support::{pallet_prelude::*, traits::UnixTime};
    use frame_system::pallet_prelude::*;
    use sp_core::H256;

    /// The layout of this pallet's storage.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    /// What the runtime decides.
    #[pallet::config]
    pub trait Config: frame_system::Config<Hash = H256, RuntimeEvent: From<Event<Self>>> {
        /// The clock of the chain; deadlines are compared with it.
        type Time: UnixTime;

        /// Who knows the devices.
        type Devices: DeviceRegistry;

        /// Who is told how well devices work.
        type Reputation: Reputation;

        /// Milliseconds from now to the furthest deadline of an intent. Bounds how long a job can stay open.
        #[pallet::constant]
        type MaxIntentHorizonMs: Get<u64>;

        /// Milliseconds after the deadline in which a job can still be settled.
        #[pallet::constant]
        type SettlementGraceMs: Get<u64>;

        /// Finished jobs that stay in storage; older ones go once they cannot be replayed.
        #[pallet::constant]
        type MaxFinishedJobs: Get<u32>;

        /// Weights of the calls, as measured.
        type WeightInfo: WeightInfo;
    }

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// Jobs by id: open ones whole, finished ones as a summary.
    #[pallet::storage]
    pub type Jobs<T: Config> = StorageMap<_, Blake2_128Concat, JobId, JobOf<T>>;

    /// How many jobs there are in each state.
    #[pallet::storage]
    pub type Counts<T> = StorageValue<_, JobCounts, ValueQuery>;

    /// Ids of the finished jobs in storage, by the order in which they finished.
    #[pallet::storage]
    pub type FinishedOrder<T> = StorageMap<_, Twox64Concat, u64, JobId>;

    /// Position in [`FinishedOrder`] of the next job to finish; the oldest is `Counts.finished` before it.
    #[pallet::storage]
    pub type NextFinished<T> = StorageValue<_, u64, ValueQuery>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// Somebody wants a job done.
        JobSubmitted {
            job: JobId,
            requester: RequesterKey,
            operator: T::AccountId,
            model: ModelId,
            max_price_planck: u128,
            deadline_ms: u64,
        },
        /// A device took a job under a lease.
        JobAccepted {
            job: JobId,
            device: DeviceKey,
            owner: OwnerKey,
            lease: [u8; 16],
        },
        /// A job's usage record, signed by both sides, was checked and counted.
        JobCompleted {
            job: JobId,
            device: DeviceKey,
            requester: RequesterKey,
            owner: OwnerKey,
            record_hash: H256,
            price_planck: u128,
            record: UsageRecord,
        },
        /// The requester took a job back before anybody accepted it.
        JobCancelled { job: JobId },
        /// A job's time ran out.
        JobExpired { job: JobId },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// A job of this id was submitted before.
        JobAlreadySubmitted,
        /// No job of this id is known.
        UnknownJob,
        /// The job was not accepted yet.
        JobNotAccepted,
        /// A device accepted the job already.
        JobAlreadyAccepted,
        /// The job is completed.
        JobAlreadyCompleted,
        /// The job was cancelled.
        JobAlreadyCancelled,
        /// The job expired.
        JobAlreadyExpired,
        /// The job's settle-by lies in the past.
        DeadlinePassed,
        /// The deadline is further away than an intent's may be.
        DeadlineTooFar,
        /// The job cannot expire yet.
        DeadlineNotReached,
        /// The signature is not the requester's over this message on this chain.
        BadRequesterSignature,
        /// The signature is not the device's over this message on this chain.
        BadDeviceSignature,
        /// The device is not registered, or retired.
        DeviceNotInService,
        /// The device says that it accepted after the deadline.
        AcceptedAfterDeadline,
        /// A record of this job was already settled.
        RecordReplayed,
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
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Submits what a requester wants.
        ///
        /// Origin: any signed account, the operator. `requester_signature` is the requester's over `intent`.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::submit_job_intent())]
        pub fn submit_job_intent(
            origin: OriginFor<T>,
            intent: JobIntent,
            requester_signature: SignatureBytes,
        ) -> DispatchResult {
            let operator = ensure_signed(origin)?;
            let (genesis, now_ms) = (Self::genesis_hash(), Self::now_ms());
            let job = intent.signing_hash(&genesis);
            ensure!(!Jobs::<T>::contains_key(job), Error::<T>::JobAlreadySubmitted);
            ensure!(
                now_ms <= Self::settle_by_ms(intent.deadline_ms),
                Error::<T>::DeadlinePassed
            );
            let horizon_ms = now_ms.saturating_add(T::MaxIntentHorizonMs::get());
            ensure!(intent.deadline_ms <= horizon_ms, Error::<T>::DeadlineTooFar);
            ensure!(
                intent.verify(&genesis, &intent.requester, &requester_signature),
                Error::<T>::BadRequesterSignature
            );

            let event = Event::JobSubmitted {
                job,
                requester: intent.requester,
                operator: operator.clone(),
                model: intent.model.clone(),
                max_price_planck: intent.max_price_planck,
                deadline_ms: intent.deadline_ms,
            };
            Jobs::<T>::insert(
                job,
                Job::Submitted {
                    intent,
                    operator,
                    at: Self::block(),
                },
            );
            Counts::<T>::mutate(|counts| counts.enter(Phase::Submitted));
            Self::deposit_event(event);
            Ok(())
        }

        /// Notes that a device took a job.
        ///
        /// The device's own signature says that it took the job and who is paid for it, so neither its pause nor another owner
        /// in the registry stands against that: both may have changed since, and the work is done.
        ///
        /// Origin: any signed account. `device_signature` is the device's over `acceptance`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::accept_job())]
        pub fn accept_job(
            origin: OriginFor<T>,
            acceptance: JobAcceptance,
            device_signature: SignatureBytes,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            let JobAcceptance {
                job,
                device,
                owner,
                lease,
                ..
            } = acceptance;
            let (from, intent) = match Self::job(&job)? {
                Job::Submitted { intent, operator, at } => (
                    Job::Submitted {
                        intent: intent.clone(),
                        operator,
                        at,
                    },
                    intent,
                ),
                other => return Err(Self::refusal(other.phase()).into()),
            };
            ensure!(
                Self::now_ms() <= Self::settle_by_ms(intent.deadline_ms),
                Error::<T>::DeadlinePassed
            );
            ensure!(
                acceptance.accepted_at_ms <= intent.deadline_ms,
                Error::<T>::AcceptedAfterDeadline
            );
            ensure!(T::Devices::is_in_service(&device), Error::<T>::DeviceNotInService);
            ensure!(
                acceptance.verify(&Self::genesis_hash(), &device, &device_signature),
                Error::<T>::BadDeviceSignature
            );

            let accepted = from.accept(acceptance, Self::block()).map_err(Self::refusal)?;
            Self::replace(job, Phase::Submitted, accepted);
            Self::deposit_event(Event::JobAccepted {
                job,
                device,
                owner,
                lease,
            });
            Ok(())
        }

        /// Settles a job by its usage record.
        ///
        /// Origin: any signed account. `device_signature` is the device's over `record`, `requester_signature` the
        /// requester's over the `Countersignature` of record and device signature.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::complete_job())]
        pub fn complete_job(
            origin: OriginFor<T>,
            record: UsageRecord,
            device_signature: SignatureBytes,
            requester_signature: SignatureBytes,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            let id = record.job;
            let job = Self::job(&id)?;
            let Job::Accepted {
                intent, acceptance, ..
            } = &job
            else {
                return Err(match job.phase() {
                    Phase::Completed => Error::<T>::RecordReplayed,
                    phase => Self::refusal(phase),
                }
                .into());
            };
            let settle_by_ms = Self::settle_by_ms(intent.deadline_ms);
            ensure!(Self::now_ms() <= settle_by_ms, Error::<T>::DeadlinePassed);
            check_record_terms(&record, intent, acceptance, settle_by_ms).map_err(Self::mismatch)?;
            let record_hash = check_record_signatures(
                &record,
                &Self::genesis_hash(),
                &device_signature,
                Some(&requester_signature),
            )
            .map_err(Self::mismatch)?;

            let settlement = Settlement {
                device: record.device,
                record_hash,
                price_planck: record.price_planck,
            };
            let completed = job
                .complete(settlement, settle_by_ms, Self::block())
                .map_err(Self::refusal)?;
            Self::finish(id, Phase::Accepted, completed);
            T::Devices::note_job_done(&record.device);
            let device = Self::current_key(&record.device);
            T::Reputation::note_verified_work(&device, &record.model, record.price_planck);
            Self::deposit_event(Event::JobCompleted {
                job: id,
                device: record.device,
                requester: record.requester,
                owner: record.owner,
                record_hash,
                price_planck: record.price_planck,
                record,
            });
            Ok(())
        }

        /// Takes back a job that nobody accepted. An accepted one can only be completed or expire: the device may
        /// have done the work.
        ///
        /// Origin: any signed account. `requester_signature` is the requester's over `JobCancellation { job }`.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::cancel_job())]
        pub fn cancel_job(
            origin: OriginFor<T>,
            job: JobId,
            requester_signature: SignatureBytes,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            let state = Self::job(&job)?;
            let Job::Submitted { intent, .. } = &state else {
                return Err(Self::refusal(state.phase()).into());
            };
            let (requester, settle_by_ms) = (intent.requester, Self::settle_by_ms(intent.deadline_ms));
            ensure!(
                JobCancellation { job }.verify(&Self::genesis_hash(), &requester, &requester_signature),
                Error::<T>::BadRequesterSignature
            );

            let cancelled = state.cancel(settle_by_ms, Self::block()).map_err(Self::refusal)?;
            Self::finish(job, Phase::Submitted, cancelled);
            Self::deposit_event(Event::JobCancelled { job });
            Ok(())
        }

        /// Ends a job whose time ran out: a submitted one after its deadline, an accepted one after its settle-by. Of the latter, the
        /// device is told on: it promised, and nothing came.
        ///
        /// Origin: any signed account; nobody's signature is needed.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::expire_job())]
        pub fn expire_job(origin: OriginFor<T>, job: JobId) -> DispatchResult {
            ensure_signed(origin)?;
            let state = Self::job(&job)?;
            let from = state.phase();
            let promised = match &state {
                Job::Accepted {
                    intent, acceptance, ..
                } => Some((acceptance.device, intent.model.clone())),
                _ => None,
            };
            let (deadline_ms, last_moment_ms) = match &state {
                Job::Submitted { intent, .. } => (intent.deadline_ms, intent.deadline_ms),
                Job::Accepted { intent, .. } => (intent.deadline_ms, Self::settle_by_ms(intent.deadline_ms)),
                finished => return Err(Self::refusal(finished.phase()).into()),
            };
            ensure!(Self::now_ms() > last_moment_ms, Error::<T>::DeadlineNotReached);

            let expired = state
                .expire(Self::settle_by_ms(deadline_ms), Self::block())
                .map_err(Self::refusal)?;
            Self::finish(job, from, expired);
            if let Some((device, model)) = promised {
                let device = Self::current_key(&device);
                T::Reputation::note_fault(&device, &model, FaultKind::MissedDeadline);
            }
            Self::deposit_event(Event::JobExpired { job });
            Ok(())
        }
    }
}
