//! What clients ask about jobs. Nobody needs to know how they are stored.

use crate::{Config, Job, Jobs, Pallet, Phase};
use alloc::vec::Vec;
use coco_primitives::{DeviceKey, JobId, JobIntent, ModelId, RequesterKey, MAX_PAGE};
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_core::H256;

/// Entries that one call looks at, of which it may return fewer. Bounds what a call costs a node.
pub const MAX_SCAN: u32 = 4_096;

/// A job as clients see it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct JobView {
    pub job: JobId,
    pub phase: Phase,
    pub requester: RequesterKey,
    /// The device that took it; `None` before, and for jobs that ended without a record.
    pub device: Option<DeviceKey>,
    /// blake2-256 of the usage record's signed bytes, once completed.
    pub record_hash: Option<H256>,
    /// Planck, once completed.
    pub price_planck: Option<u128>,
    /// What is wanted, as long as the job is open.
    pub intent: Option<JobIntent>,
}

/// Some open intents, and where to go on.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct IntentPage {
    pub jobs: Vec<JobView>,
    /// Give this as `after` for the next page; `None` when there is none.
    pub next: Option<JobId>,
}

sp_api::decl_runtime_apis! {
    /// Jobs.
    pub trait JobsApi {
        /// A job; `None` when it was never submitted, or finished so long ago that its summary is gone.
        fn job(job: JobId) -> Option<JobView>;

        /// Jobs that nobody accepted yet, of `model` or of any, in no order that means anything, from behind `after`; at most
        /// `limit`, and never more than [`MAX_PAGE`]. One call looks at [`MAX_SCAN`] jobs at most: a page may be
        /// short, or empty, and still have a next one.
        fn open_intents(model: Option<ModelId>, after: Option<JobId>, limit: u32) -> IntentPage;
    }
}

impl JobView {
    fn new<AccountId, BlockNumber>(id: JobId, job: Job<AccountId, BlockNumber>) -> Self {
        let phase = job.phase();
        let (requester, device, settlement, intent) = match job {
            Job::Submitted { intent, .. } => (intent.requester, None, None, Some(intent)),
            Job::Accepted {
                intent, acceptance, ..
            } => (intent.requester, Some(acceptance.device), None, Some(intent)),
            Job::Completed {
                requester,
                settlement,
                ..
            } => (requester, Some(settlement.device), Some(settlement), None),
            Job::Cancelled { requester, .. } | Job::Expired { requester, .. } => {
                (requester, None, None, None)
            }
        };
        Self {
            job: id,
            phase,
            requester,
            device,
            record_hash: settlement.as_ref().map(|settlement| settlement.record_hash),
            price_planck: settlement.map(|settlement| settlement.price_planck),
            intent,
        }
    }
}

impl<T: Config> Pallet<T> {
    /// As [`JobsApi::job`].
    pub fn job_view(id: JobId) -> Option<JobView> {
        Jobs::<T>::get(id).map(|job| JobView::new(id, job))
    }

    /// As [`JobsApi::open_intents`].
    pub fn open_intents(model: Option<ModelId>, after: Option<JobId>, limit: u32) -> IntentPage {
        let wanted = usize::try_from(limit.clamp(1, MAX_PAGE)).unwrap_or(1);
        let mut entries = match after {
            Some(id) => Jobs::<T>::iter_from_key(id),
            None => Jobs::<T>::iter(),
        };
        let mut jobs = Vec::new();
        let mut next = after;
        for _ in 0..MAX_SCAN {
            let Some((id, job)) = entries.next() else {
                return IntentPage { jobs, next: None };
            };
            next = Some(id);
            let fits = matches!(&job, Job::Submitted { intent, .. }
                if model.as_ref().is_none_or(|model| intent.model == *model));
            if fits {
                jobs.push(JobView::new(id, job));
            }
            if jobs.len() >= wanted {
                break;
            }
        }
        IntentPage { jobs, next }
    }
}
