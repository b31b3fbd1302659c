//! Ending jobs whose time has come.

use crate::{ballots::verdict, Config, Error, Event, Outcome, Pallet, Phase, Refusal, State};
use coco_primitives::{JobCancellation, JobId, SignatureBytes, SignedMessage};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_settle(id: JobId) -> DispatchResult {
        let (job, now_ms) = (Self::job(&id)?, Self::now_ms());
        match job.state.clone() {
            State::Delivered {
                acceptance,
                delivery,
                ballots,
            } => {
                ensure!(now_ms > delivery.dispute_until_ms, Error::<T>::TooEarly);
                // Past the last window there always is one.
                let verdict =
                    verdict(&ballots, &job.assured.terms, &delivery, now_ms).ok_or(Error::<T>::TooEarly)?;
                Self::conclude(id, job, &acceptance, &delivery, &ballots, verdict, None)
            }
            State::Disputed {
                acceptance,
                delivery,
                ballots,
                dispute,
            } => {
                ensure!(now_ms > dispute.until_ms, Error::<T>::TooEarly);
                Self::return_deposit(&dispute.by, dispute.deposit_planck)?;
                Self::deposit_event(Event::DisputeResolved {
                    job: id,
                    verdict: dispute.verdict,
                    decided: false,
                    overturned: false,
                });
                Self::conclude(id, job, &acceptance, &delivery, &ballots, dispute.verdict, None)
            }
            State::Submitted | State::Accepted { .. } | State::Running { .. } => {
                Err(Error::<T>::JobNotDelivered.into())
            }
        }
    }

    pub(crate) fn do_cancel(id: JobId, requester_signature: SignatureBytes) -> DispatchResult {
        let job = Self::job(&id)?;
        let phase = job.state.phase();
        ensure!(phase == Phase::Submitted, Self::refusal(Refusal::Already(phase)));
        ensure!(
            JobCancellation { job: id }.verify(
                &Self::genesis_hash(),
                &job.assured.intent.requester,
                &requester_signature
            ),
            Error::<T>::BadRequesterSignature
        );

        Self::finish(id, &job, Outcome::Cancelled)?;
        Self::deposit_event(Event::JobCancelled { job: id });
        Ok(())
    }

    pub(crate) fn do_expire(id: JobId) -> DispatchResult {
        let (job, now_ms) = (Self::job(&id)?, Self::now_ms());
        let deadline_ms = job.assured.intent.deadline_ms;
        let late = now_ms > Self::settle_by_ms(deadline_ms);
        match job.state.clone() {
            State::Submitted => {
                ensure!(now_ms > deadline_ms, Error::<T>::TooEarly);
                Self::finish(id, &job, Outcome::Expired)?;
                Self::deposit_event(Event::JobExpired {
                    job: id,
                    refunded_planck: 0,
                    slashed_planck: 0,
                });
                Ok(())
            }
            State::Accepted {
                acceptance,
                start_by_ms,
            } => {
                let not_started = start_by_ms.is_some_and(|until_ms| now_ms > until_ms);
                ensure!(late || not_started, Error::<T>::TooEarly);
                // It never said that it had what it needs: the requester may not have sent the input.
                Self::give_up(id, job, &acceptance, 0)
            }
            State::Running { acceptance } => {
                ensure!(late, Error::<T>::TooEarly);
                let late_planck = T::LateSlash::get().mul_floor(job.assured.terms.bond_planck);
                Self::give_up(id, job, &acceptance, late_planck)
            }
            State::Delivered { .. } | State::Disputed { .. } => Err(Self::already(job.state.phase()).into()),
        }
    }
}
