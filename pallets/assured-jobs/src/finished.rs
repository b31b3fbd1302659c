//! Moving jobs from state to state, and letting the summaries of old ones go.

use crate::{
    AssuredJobOf, Config, Counts, Finished, FinishedJob, FinishedOrder, FinishedPositions, Jobs, Outcome,
    Pallet, Phase, State,
};
use coco_primitives::{JobId, Positions};
use frame_support::traits::Get;
use sp_runtime::DispatchResult;

/// Old summaries removed at most for every job that finishes. Two, so that storage shrinks back after a burst.
pub(crate) const REMOVED_PER_FINISH: u32 = 2;

impl<T: Config> Pallet<T> {
    /// Writes a job's next state.
    pub(crate) fn put(id: JobId, mut job: AssuredJobOf<T>, from: Phase, next: State<T::AccountId>) {
        Counts::<T>::mutate(|counts| {
            counts.leave(from);
            counts.enter(next.phase());
        });
        job.state = next;
        job.at = Self::block();
        Jobs::<T>::insert(id, job);
    }

    /// Removes an open job, writes its summary, and removes old ones.
    pub(crate) fn finish(id: JobId, job: &AssuredJobOf<T>, outcome: Outcome) -> DispatchResult {
        Self::return_submission(&job.operator, job.deposit_planck)?;
        Jobs::<T>::remove(id);
        Counts::<T>::mutate(|counts| {
            counts.leave(job.state.phase());
            counts.enter(outcome.phase());
        });
        Finished::<T>::insert(
            id,
            FinishedJob {
                requester: job.assured.intent.requester,
                settle_by_ms: Self::settle_by_ms(job.assured.intent.deadline_ms),
                outcome,
                at: Self::block(),
            },
        );
        let mut positions = FinishedPositions::<T>::get();
        FinishedOrder::<T>::insert(positions.next, id);
        positions.next = positions.next.saturating_add(1);
        for _ in 0..REMOVED_PER_FINISH {
            Self::remove_oldest(&mut positions);
        }
        FinishedPositions::<T>::put(positions);
        Ok(())
    }

    /// Removes the summary of the job that finished first, when there are too many and it can no longer be replayed.
    fn remove_oldest(positions: &mut Positions) {
        if positions.count() <= u64::from(T::MaxFinishedJobs::get()) {
            return;
        }
        let Some(id) = FinishedOrder::<T>::get(positions.oldest) else {
            return;
        };
        let replayable = Finished::<T>::get(id).is_some_and(|job| Self::now_ms() <= job.settle_by_ms);
        if replayable {
            return;
        }
        Finished::<T>::remove(id);
        FinishedOrder::<T>::remove(positions.oldest);
        positions.oldest = positions.oldest.saturating_add(1);
    }
}
