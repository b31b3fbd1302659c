//! A party does not take the verdict, and the arbiter decides.

use crate::{ballots::verdict, Config, Dispute, Error, Event, Pallet, Phase, Refusal, State};
use coco_primitives::{JobId, Verdict};
use frame_support::{ensure, traits::Get};
use sp_core::H256;
use sp_runtime::{DispatchResult, Permill};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_dispute(who: T::AccountId, id: JobId, evidence: H256) -> DispatchResult {
        let (job, now_ms) = (Self::job(&id)?, Self::now_ms());
        let State::Delivered {
            acceptance,
            delivery,
            ballots,
        } = &job.state
        else {
            return Err(Self::refusal(match job.state.phase() {
                Phase::Disputed => Refusal::Already(Phase::Disputed),
                _ => Refusal::NotDelivered,
            })
            .into());
        };
        let verdict = verdict(ballots, &job.assured.terms, delivery, now_ms).ok_or(Error::<T>::TooEarly)?;
        let losing: T::AccountId = match verdict {
            Verdict::Upheld => job.assured.intent.requester.into(),
            Verdict::Refuted => acceptance.owner.into(),
        };
        ensure!(who == losing, Error::<T>::NotTheLosingParty);
        let (deposit_planck, until_ms) = (
            T::DisputeDeposit::get(),
            now_ms.saturating_add(T::ArbitrationMs::get()),
        );
        let dispute = Dispute {
            by: who.clone(),
            evidence,
            deposit_planck,
            verdict,
            until_ms,
        };
        let disputed = job
            .state
            .clone()
            .dispute(dispute, now_ms)
            .map_err(Self::refusal)?;
        Self::hold_deposit(&who, deposit_planck)?;

        Self::put(id, job, Phase::Delivered, disputed);
        Self::deposit_event(Event::JobDisputed {
            job: id,
            by: who,
            verdict,
            evidence,
            until_ms,
        });
        Ok(())
    }

    pub(crate) fn do_resolve(id: JobId, decided: Verdict) -> DispatchResult {
        let job = Self::job(&id)?;
        let State::Disputed {
            acceptance,
            delivery,
            ballots,
            dispute,
        } = job.state.clone()
        else {
            return Err(Self::refusal(match job.state.phase() {
                Phase::Delivered => Refusal::NotDisputed,
                _ => Refusal::NotDelivered,
            })
            .into());
        };
        ensure!(Self::now_ms() <= dispute.until_ms, Error::<T>::TooLate);
        let overturned = decided != dispute.verdict;

        if overturned {
            Self::return_deposit(&dispute.by, dispute.deposit_planck)?;
        } else {
            Self::forfeit_deposit(&dispute.by, dispute.deposit_planck)?;
        }
        Self::deposit_event(Event::DisputeResolved {
            job: id,
            verdict: decided,
            decided: true,
            overturned,
        });
        let reporter: Option<[u8; 32]> = overturned.then(|| dispute.by.into());
        if overturned {
            let wrong = ballots
                .iter()
                .filter(|ballot| ballot.verdict == Some(dispute.verdict));
            Self::slash_votes(id, wrong, Permill::one(), reporter);
        }
        Self::conclude(id, job, &acceptance, &delivery, &ballots, decided, reporter)
    }
}
