//! What a verdict comes to: who is paid, who is slashed, and what is remembered.

use crate::{AssuredJobOf, Ballot, Config, Delivery, Event, Outcome, Pallet};
use coco_primitives::{
    Bonds, DeviceKey, DeviceRegistry, FaultKind, JobAcceptance, JobId, OwnerKey, Reputation,
    SlashBeneficiaries, Verdict,
};
use frame_support::traits::Get;
use sp_runtime::{DispatchError, DispatchResult, Permill};

/// What is left of what is held. Never pays more than that: it would be another job's.
fn less(held_planck: u128, paid_planck: u128) -> Result<u128, DispatchError> {
    held_planck
        .checked_sub(paid_planck)
        .ok_or(DispatchError::Corruption)
}

impl<T: Config> Pallet<T> {
    /// Ends a delivered job. `reporter` proved that the record is wrong, when somebody did beside the panel.
    pub(crate) fn conclude(
        id: JobId,
        job: AssuredJobOf<T>,
        acceptance: &JobAcceptance,
        delivery: &Delivery,
        ballots: &[Ballot],
        verdict: Verdict,
        reporter: Option<[u8; 32]>,
    ) -> DispatchResult {
        let requester: T::AccountId = job.assured.intent.requester.into();
        let held_planck = job.assured.held_planck().ok_or(DispatchError::Corruption)?;
        let fee_each_planck = job.assured.terms.verifier_fee_planck;
        let verifiers_planck = Self::pay_verifiers(&requester, ballots, verdict, fee_each_planck)?;
        let left_planck = less(held_planck, verifiers_planck)?;
        Self::release_promises(&job, acceptance, ballots);
        // Who committed and said nothing may have been paid for its silence.
        let silent = ballots.iter().filter(|ballot| ballot.verdict.is_none());
        Self::slash_votes(id, silent, T::LateSlash::get(), None);
        match verdict {
            Verdict::Upheld => {
                let (paid_planck, fee_planck) =
                    Self::pay_price(&requester, &acceptance.owner.into(), delivery.price_planck)?;
                let refunded_planck = less(less(left_planck, paid_planck)?, fee_planck)?;
                Self::refund(&requester, refunded_planck)?;
                let outcome = Outcome::Settled {
                    device: acceptance.device,
                    record_hash: delivery.record_hash,
                    price_planck: delivery.price_planck,
                };
                Self::finish(id, &job, outcome)?;
                T::Devices::note_job_done(&acceptance.device);
                let device = Self::current_key(&acceptance.device);
                T::Reputation::note_verified_work(&device, &job.assured.intent.model, delivery.price_planck);
                Self::deposit_event(Event::JobSettled {
                    job: id,
                    device: acceptance.device,
                    record_hash: delivery.record_hash,
                    paid_planck,
                    fee_planck,
                    verifiers_planck,
                    refunded_planck,
                });
            }
            Verdict::Refuted => {
                Self::refund(&requester, left_planck)?;
                let outcome = Outcome::Refuted {
                    device: acceptance.device,
                    record_hash: delivery.record_hash,
                };
                Self::finish(id, &job, outcome)?;
                let shared = SlashBeneficiaries {
                    requester: Some(job.assured.intent.requester),
                    reporter,
                };
                let slashed_planck = Self::slash_of(
                    &acceptance.device,
                    &acceptance.owner,
                    job.assured.terms.bond_planck,
                    shared,
                );
                let device = Self::current_key(&acceptance.device);
                T::Reputation::note_fault(&device, &job.assured.intent.model, FaultKind::WrongOutput);
                Self::deposit_event(Event::JobRefuted {
                    job: id,
                    device: acceptance.device,
                    record_hash: delivery.record_hash,
                    verifiers_planck,
                    refunded_planck: left_planck,
                    slashed_planck,
                });
            }
        }
        Ok(())
    }

    /// Pays the owner its price less the protocol's share; how much each got.
    fn pay_price(
        requester: &T::AccountId,
        owner: &T::AccountId,
        price_planck: u128,
    ) -> Result<(u128, u128), DispatchError> {
        let share_planck = T::ProtocolFee::get().mul_floor(price_planck);
        let paid_planck = Self::pay(requester, owner, price_planck.saturating_sub(share_planck))?;
        let fee_planck = Self::pay(requester, &T::Treasury::get(), share_planck)?;
        Ok((paid_planck, fee_planck))
    }

    /// Pays the verifiers that voted with the outcome; how much in all.
    fn pay_verifiers(
        requester: &T::AccountId,
        ballots: &[Ballot],
        verdict: Verdict,
        fee_planck: u128,
    ) -> Result<u128, DispatchError> {
        let mut paid_planck: u128 = 0;
        for ballot in ballots.iter().filter(|ballot| ballot.verdict == Some(verdict)) {
            let paid = Self::pay(requester, &ballot.owner.into(), fee_planck)?;
            paid_planck = paid_planck.saturating_add(paid);
        }
        Ok(paid_planck)
    }

    /// Frees the bonds behind a job and its votes.
    fn release_promises(job: &AssuredJobOf<T>, acceptance: &JobAcceptance, ballots: &[Ballot]) {
        Self::release_promise(&acceptance.device, job.assured.terms.bond_planck);
        for ballot in ballots {
            Self::release_promise(&ballot.verifier, ballot.bond_planck);
        }
    }

    /// Ends a job that was accepted and never delivered, for which the device loses `late_planck` of its bond.
    pub(crate) fn give_up(
        id: JobId,
        job: AssuredJobOf<T>,
        acceptance: &JobAcceptance,
        late_planck: u128,
    ) -> DispatchResult {
        let requester = job.assured.intent.requester;
        let refunded_planck = job.assured.held_planck().ok_or(DispatchError::Corruption)?;
        Self::refund(&requester.into(), refunded_planck)?;
        Self::release_promises(&job, acceptance, &[]);
        Self::finish(id, &job, Outcome::Expired)?;
        let shared = SlashBeneficiaries {
            requester: Some(requester),
            reporter: None,
        };
        let slashed_planck = Self::slash_of(&acceptance.device, &acceptance.owner, late_planck, shared);
        let device = Self::current_key(&acceptance.device);
        T::Reputation::note_fault(&device, &job.assured.intent.model, FaultKind::MissedDeadline);
        Self::deposit_event(Event::JobExpired {
            job: id,
            refunded_planck,
            slashed_planck,
        });
        Ok(())
    }

    /// Slashes a device that is still its owner's: what a new owner put up stands for nothing of the old one's.
    fn slash_of(device: &DeviceKey, owner: &OwnerKey, planck: u128, to: SlashBeneficiaries) -> u128 {
        if T::Devices::owner_of(device) != Some(*owner) {
            return 0;
        }
        T::Bonds::slash(device, planck, to)
    }

    /// Slashes verifiers by so much of what stands behind each vote.
    pub(crate) fn slash_votes<'a>(
        id: JobId,
        ballots: impl Iterator<Item = &'a Ballot>,
        share: Permill,
        reporter: Option<[u8; 32]>,
    ) {
        for ballot in ballots {
            let shared = SlashBeneficiaries {
                requester: None,
                reporter,
            };
            let planck = share.mul_floor(ballot.bond_planck);
            let slashed_planck = Self::slash_of(&ballot.verifier, &ballot.owner, planck, shared);
            Self::deposit_event(Event::VerifierSlashed {
                job: id,
                verifier: ballot.verifier,
                slashed_planck,
            });
        }
    }
}
