//! What clients ask about assured jobs. Nobody needs to know how they are stored.

use crate::{
    ballots::verdict, AssuredJobOf, Ballot, Config, Delivery, Finished, Jobs, Outcome, Pallet, Phase, State,
};
use alloc::vec::Vec;
use coco_primitives::{AssuredIntent, DeviceKey, JobId, ModelId, OwnerKey, RequesterKey, Verdict, MAX_PAGE};
use codec::{Decode, Encode};
use frame_support::traits::Get;
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::Permill;

/// Entries that one call looks at, of which it may return fewer. Bounds what a call costs a node.
pub const MAX_SCAN: u32 = 4_096;

/// A job as clients see it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct AssuredJobView {
    pub job: JobId,
    pub phase: Phase,
    pub requester: RequesterKey,
    /// The device that took it; `None` before, and for jobs that ended without a record.
    pub device: Option<DeviceKey>,
    /// Who is paid for the device, while the job is open.
    pub owner: Option<OwnerKey>,
    /// What is wanted on which terms, as long as the job is open.
    pub assured: Option<AssuredIntent>,
    /// Unix ms until which the device has to say that it starts, when it has to and did not yet.
    pub start_by_ms: Option<u64>,
    /// The record and its windows, once delivered; `None` again when the job is over.
    pub delivery: Option<Delivery>,
    pub ballots: Vec<Ballot>,
    /// What the votes say, once no more can come, or how it ended.
    pub verdict: Option<Verdict>,
    pub dispute: Option<DisputeView>,
    pub record_hash: Option<H256>,
    /// Planck of the record.
    pub price_planck: Option<u128>,
}

/// A dispute as clients see it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct DisputeView {
    pub by: [u8; 32],
    pub evidence: H256,
    pub deposit_planck: u128,
    /// Unix ms; past it without the arbiter's word, the verdict stands.
    pub until_ms: u64,
}

/// Some open intents, and where to go on.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct AssuredIntentPage {
    pub jobs: Vec<AssuredJobView>,
    /// Give this as `after` for the next page; `None` when there is none.
    pub next: Option<JobId>,
}

/// What holds for every assured job now. Times in ms, money in planck.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct AssuranceRules {
    pub protocol_fee: Permill,
    pub commit_ms: u64,
    pub reveal_ms: u64,
    pub dispute_ms: u64,
    pub arbitration_ms: u64,
    pub verifier_bond_planck: u128,
    pub dispute_deposit_planck: u128,
    pub late_slash: Permill,
}

sp_api::decl_runtime_apis! {
    /// Jobs with the price held, a bond behind the answer, and a panel.
    pub trait AssuredJobsApi {
        /// A job; `None` when it was never submitted, or finished so long ago that its summary is gone.
        fn assured_job(job: JobId) -> Option<AssuredJobView>;

        /// Jobs that nobody accepted yet, of `model` or of any, in no order that means anything, from behind `after`; at most
        /// `limit`, and never more than [`MAX_PAGE`]. One call looks at [`MAX_SCAN`] jobs at most: a page may be
        /// short, or empty, and still have a next one.
        fn open_assured_intents(model: Option<ModelId>, after: Option<JobId>, limit: u32) -> AssuredIntentPage;

        /// Planck of a device's bond that stand behind open jobs and votes.
        fn promised_planck(device: DeviceKey) -> u128;

        /// What holds for every assured job now.
        fn assurance_rules() -> AssuranceRules;
    }
}

impl<T: Config> Pallet<T> {
    fn open_view(id: JobId, job: AssuredJobOf<T>) -> AssuredJobView {
        let acceptance = job.state.acceptance();
        let mut view = AssuredJobView {
            job: id,
            phase: job.state.phase(),
            requester: job.assured.intent.requester,
            device: acceptance.map(|acceptance| acceptance.device),
            owner: acceptance.map(|acceptance| acceptance.owner),
            assured: None,
            start_by_ms: None,
            delivery: None,
            ballots: job.state.ballots().to_vec(),
            verdict: None,
            dispute: None,
            record_hash: None,
            price_planck: None,
        };
        match &job.state {
            State::Submitted | State::Running { .. } => {}
            State::Accepted { start_by_ms, .. } => view.start_by_ms = *start_by_ms,
            State::Delivered {
                delivery, ballots, ..
            } => {
                view.verdict = verdict(ballots, &job.assured.terms, delivery, Self::now_ms());
                view.delivery = Some(*delivery);
            }
            State::Disputed {
                delivery, dispute, ..
            } => {
                view.verdict = Some(dispute.verdict);
                view.delivery = Some(*delivery);
                view.dispute = Some(DisputeView {
                    by: dispute.by.clone().into(),
                    evidence: dispute.evidence,
                    deposit_planck: dispute.deposit_planck,
                    until_ms: dispute.until_ms,
                });
            }
        }
        view.record_hash = view.delivery.map(|delivery| delivery.record_hash);
        view.price_planck = view.delivery.map(|delivery| delivery.price_planck);
        view.assured = Some(job.assured);
        view
    }

    fn finished_view(id: JobId) -> Option<AssuredJobView> {
        let finished = Finished::<T>::get(id)?;
        let (device, record_hash, price_planck, verdict) = match finished.outcome {
            Outcome::Settled {
                device,
                record_hash,
                price_planck,
            } => (
                Some(device),
                Some(record_hash),
                Some(price_planck),
                Some(Verdict::Upheld),
            ),
            Outcome::Refuted { device, record_hash } => {
                (Some(device), Some(record_hash), None, Some(Verdict::Refuted))
            }
            Outcome::Cancelled | Outcome::Expired => (None, None, None, None),
        };
        Some(AssuredJobView {
            job: id,
            phase: finished.outcome.phase(),
            requester: finished.requester,
            device,
            owner: None,
            assured: None,
            start_by_ms: None,
            delivery: None,
            ballots: Vec::new(),
            verdict,
            dispute: None,
            record_hash,
            price_planck,
        })
    }

    /// As [`AssuredJobsApi::assured_job`].
    pub fn job_view(id: JobId) -> Option<AssuredJobView> {
        match Jobs::<T>::get(id) {
            Some(job) => Some(Self::open_view(id, job)),
            None => Self::finished_view(id),
        }
    }

    /// As [`AssuredJobsApi::open_assured_intents`].
    pub fn open_intents(model: Option<ModelId>, after: Option<JobId>, limit: u32) -> AssuredIntentPage {
        let wanted = usize::try_from(limit.clamp(1, MAX_PAGE)).unwrap_or(1);
        let mut entries = match after {
            Some(id) => Jobs::<T>::iter_from_key(id),
            None => Jobs::<T>::iter(),
        };
        let mut jobs = Vec::new();
        let mut next = after;
        for _ in 0..MAX_SCAN {
            let Some((id, job)) = entries.next() else {
                return AssuredIntentPage { jobs, next: None };
            };
            next = Some(id);
            let wants = &job.assured.intent.model;
            if job.state.phase() == Phase::Submitted && model.as_ref().is_none_or(|model| wants == model) {
                jobs.push(Self::open_view(id, job));
            }
            if jobs.len() >= wanted {
                break;
            }
        }
        AssuredIntentPage { jobs, next }
    }

    /// As [`AssuredJobsApi::assurance_rules`].
    pub fn rules() -> AssuranceRules {
        AssuranceRules {
            protocol_fee: T::ProtocolFee::get(),
            commit_ms: T::CommitMs::get(),
            reveal_ms: T::RevealMs::get(),
            dispute_ms: T::DisputeMs::get(),
            arbitration_ms: T::ArbitrationMs::get(),
            verifier_bond_planck: T::VerifierBond::get(),
            dispute_deposit_planck: T::DisputeDeposit::get(),
            late_slash: T::LateSlash::get(),
        }
    }
}
