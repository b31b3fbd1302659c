use crate::{
    Config, Counts, Finished, FinishedOrder, FinishedPositions, HoldReason, JobCounts, Jobs, Pallet,
    Promised, State,
};
use alloc::collections::BTreeMap;
use coco_primitives::{DeviceKey, SignedMessage};
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::TryRuntimeError;

/// Planck held on one account.
#[derive(Default, PartialEq)]
struct Held {
    jobs: u128,
    disputes: u128,
    submissions: u128,
}

impl<T: Config> Pallet<T> {
    /// What always holds of this pallet's storage:
    ///
    /// * an open job lies under the hash of its intent and terms, its acceptance names it, and it is not finished;
    /// * the counts are the numbers of jobs in each state;
    /// * what is held on an account for jobs is what its accepted jobs may cost, and for disputes and submissions their deposits; nothing
    ///   is held for requesters whose jobs are over;
    /// * what is promised of each device's bond is the sum of what its jobs and votes rely on;
    /// * votes are the panel's, one each, no more than its members;
    /// * the order of finished jobs has one entry for each of them, without gaps, from the oldest to the next.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let genesis = Self::genesis_hash();
        let mut counted = JobCounts::default();
        let mut held = BTreeMap::<T::AccountId, Held>::new();
        for (_, finished) in Finished::<T>::iter() {
            held.entry(finished.requester.into()).or_default();
        }
        let mut promised = BTreeMap::<DeviceKey, u128>::new();
        let mut promise = |device: &DeviceKey, planck: u128| {
            let sum = promised.entry(Self::current_key(device)).or_default();
            *sum = sum.saturating_add(planck);
        };
        for (id, job) in Jobs::<T>::iter() {
            counted.enter(job.state.phase());
            ensure!(
                job.assured.signing_hash(&genesis) == id,
                "an open job lies under another job's id"
            );
            ensure!(!Finished::<T>::contains_key(id), "a job is open and finished");
            let sums = held.entry(job.operator.clone()).or_default();
            sums.submissions = sums.submissions.saturating_add(job.deposit_planck);
            let Some(acceptance) = job.state.acceptance() else {
                continue;
            };
            ensure!(acceptance.job == id, "a job was accepted in another job's name");
            let planck = job.assured.held_planck().ok_or("terms without a sum")?;
            let sums = held.entry(job.assured.intent.requester.into()).or_default();
            sums.jobs = sums.jobs.saturating_add(planck);
            promise(&acceptance.device, job.assured.terms.bond_planck);
            let panel = &job.assured.terms.verifiers;
            let ballots = job.state.ballots();
            for (nth, ballot) in ballots.iter().enumerate() {
                promise(&ballot.verifier, ballot.bond_planck);
                ensure!(
                    panel.contains(&ballot.verifier)
                        && ballots
                            .iter()
                            .skip(nth.saturating_add(1))
                            .all(|other| other.verifier != ballot.verifier),
                    "a vote of nobody on the panel, or a second one"
                );
            }
            if let State::Disputed { dispute, .. } = &job.state {
                let sums = held.entry(dispute.by.clone()).or_default();
                sums.disputes = sums.disputes.saturating_add(dispute.deposit_planck);
            }
        }
        for (account, sums) in held {
            let on_hold = |reason: HoldReason| T::Currency::balance_on_hold(&reason.into(), &account);
            let found = Held {
                jobs: on_hold(HoldReason::Job),
                disputes: on_hold(HoldReason::Dispute),
                submissions: on_hold(HoldReason::Submission),
            };
            ensure!(
                found == sums,
                "what is held differs from an account's jobs and disputes"
            );
        }
        promised.retain(|_, planck| *planck > 0);
        let stored: BTreeMap<DeviceKey, u128> = Promised::<T>::iter().collect();
        ensure!(stored == promised, "promised bonds differ from jobs and votes");
        Self::try_finished(counted)
    }

    fn try_finished(counted: JobCounts) -> Result<(), TryRuntimeError> {
        let counts = Counts::<T>::get();
        let open = JobCounts {
            settled_ever: 0,
            refuted_ever: 0,
            ..counts
        };
        ensure!(open == counted, "the counts differ from the jobs");
        let positions = FinishedPositions::<T>::get();
        ensure!(
            positions.oldest <= positions.next,
            "the oldest finished after the next"
        );
        let same_count = |entries: usize| u64::try_from(entries) == Ok(positions.count());
        ensure!(
            same_count(FinishedOrder::<T>::iter().count()) && same_count(Finished::<T>::iter().count()),
            "there are other finished jobs than the order says"
        );
        for position in positions.oldest..positions.next {
            let id = FinishedOrder::<T>::get(position).ok_or("the order of finished jobs has a gap")?;
            ensure!(
                Finished::<T>::contains_key(id),
                "the order of finished jobs names an unknown one"
            );
        }
        Ok(())
    }
}
