//! A party does not take the verdict, and the arbiter decides.

use crate::{ballots::verdict, Ballot, Config, Dispute, Error, Event, Pallet, Phase, State};
use coco_primitives::{Bonds, JobId, SlashBeneficiaries, Verdict};
use frame_support::{ensure, traits::Get};
use sp_core::H256;
use sp_runtime::DispatchResult;

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
                Phase::Disputed => crate::Refusal::Already(Phase::Disputed),
                _ => crate::Refusal::NotDelivered,
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
            return Err(Error::<T>::JobNotDisputed.into());
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
            overturned,
        });
        let reporter: Option<[u8; 32]> = overturned.then(|| dispute.by.into());
        if overturned {
            Self::slash_wrong(id, &ballots, dispute.verdict, reporter);
        }
        Self::conclude(id, job, &acceptance, &delivery, &ballots, decided, reporter)
    }

    /// Slashes the verifiers whose vote the arbiter found to be wrong.
    fn slash_wrong(id: JobId, ballots: &[Ballot], wrong: Verdict, reporter: Option<[u8; 32]>) {
        for ballot in ballots.iter().filter(|ballot| ballot.verdict == Some(wrong)) {
            let shared = SlashBeneficiaries {
                requester: None,
                reporter,
            };
            let slashed_planck = T::Bonds::slash(&ballot.verifier, ballot.bond_planck, shared);
            Self::deposit_event(Event::VerifierSlashed {
                job: id,
                verifier: ballot.verifier,
                slashed_planck,
            });
        }
    }
}
