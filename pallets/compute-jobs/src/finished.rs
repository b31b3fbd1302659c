//! Moving jobs from state to state, and letting old finished ones go.

use crate::{Config, Counts, FinishedOrder, Job, JobOf, Jobs, NextFinished, Pallet, Phase};
use coco_primitives::JobId;
use frame_support::traits::Get;

/// Old jobs removed for every one that finishes. Two, so that storage shrinks back after a burst.
pub(crate) const REMOVED_PER_FINISH: u32 = 2;

impl<T: Config> Pallet<T> {
    /// Writes a job's next state, which is an open one.
    pub(crate) fn replace(id: JobId, from: Phase, next: JobOf<T>) {
        Counts::<T>::mutate(|counts| {
            counts.leave(from);
            counts.enter(next.phase());
        });
        Jobs::<T>::insert(id, next);
    }

    /// Writes a job's last state, and removes old ones.
    pub(crate) fn finish(id: JobId, from: Phase, last: JobOf<T>) {
        Self::replace(id, from, last);
        let position = NextFinished::<T>::get();
        FinishedOrder::<T>::insert(position, id);
        NextFinished::<T>::put(position.saturating_add(1));
        for _ in 0..REMOVED_PER_FINISH {
            Self::remove_oldest();
        }
    }

    /// Removes the job that finished first, when there are too many and it can no longer be replayed.
    fn remove_oldest() {
        let mut counts = Counts::<T>::get();
        if counts.finished <= T::MaxFinishedJobs::get() {
            return;
        }
        let oldest = NextFinished::<T>::get().saturating_sub(u64::from(counts.finished));
        let Some(id) = FinishedOrder::<T>::get(oldest) else {
            return;
        };
        let Some(job) = Jobs::<T>::get(id) else { return };
        let settle_by_ms = match &job {
            Job::Completed { settle_by_ms, .. }
            | Job::Cancelled { settle_by_ms, .. }
            | Job::Expired { settle_by_ms, .. } => *settle_by_ms,
            Job::Submitted { .. } | Job::Accepted { .. } => return,
        };
        if Self::now_ms() <= settle_by_ms {
            return;
        }
        Jobs::<T>::remove(id);
        FinishedOrder::<T>::remove(oldest);
        counts.leave(job.phase());
        Counts::<T>::put(counts);
    }
}
