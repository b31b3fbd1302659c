use crate::{Config, Counts, FinishedOrder, Job, JobCounts, Jobs, NextFinished, Pallet};
use coco_primitives::SignedMessage;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// What always holds of this pallet's storage:
    ///
    /// * an open job lies under the hash of its intent, and its acceptance names it;
    /// * the counts are the numbers of jobs in each state;
    /// * the order of finished jobs has one entry for each of them, without gaps, up to the next position.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let genesis = Self::genesis_hash();
        let mut counted = JobCounts::default();
        for (id, job) in Jobs::<T>::iter() {
            counted.enter(job.phase());
            if let Job::Submitted { intent, .. } | Job::Accepted { intent, .. } = &job {
                ensure!(
                    intent.signing_hash(&genesis) == id,
                    "an open job lies under another job's id"
                );
            }
            if let Job::Accepted { acceptance, .. } = &job {
                ensure!(acceptance.job == id, "a job was accepted in another job's name");
            }
        }
        let counts = Counts::<T>::get();
        ensure!(
            (counts.submitted, counts.accepted, counts.finished)
                == (counted.submitted, counted.accepted, counted.finished),
            "the counts differ from the jobs"
        );
        ensure!(
            counts.completed_ever >= counted.completed_ever,
            "completed jobs were not counted"
        );

        let next = NextFinished::<T>::get();
        let first = next
            .checked_sub(u64::from(counts.finished))
            .ok_or("more jobs are finished than ever finished")?;
        let entries = FinishedOrder::<T>::iter().count();
        ensure!(
            u32::try_from(entries) == Ok(counts.finished),
            "the order of finished jobs has other entries"
        );
        for position in first..next {
            let id = FinishedOrder::<T>::get(position).ok_or("the order of finished jobs has a gap")?;
            let finished = Jobs::<T>::get(id).is_some_and(|job| job.phase().is_finished());
            ensure!(
                finished,
                "the order of finished jobs names an open or unknown one"
            );
        }
        Ok(())
    }
}
