//! The panel votes: first everybody commits, then everybody says.

use crate::{
    ballots::{may_commit, may_reveal},
    promises::owner_in_service,
    AssuredJobOf, Ballot, Ballots, Config, Delivery, Error, Event, Pallet, Phase, State,
};
use coco_primitives::{
    DeviceRegistry, JobAcceptance, JobId, OwnerKey, SignatureBytes, SignedMessage, Vote, VoteCommitment,
};
use frame_support::{ensure, traits::Get};
use sp_core::H256;
use sp_runtime::DispatchResult;

/// A job that is voted on, and what its state holds.
type Voted<T> = (AssuredJobOf<T>, JobAcceptance, Delivery, Ballots);

impl<T: Config> Pallet<T> {
    /// A job whose record can be voted on.
    fn voted(id: &JobId, record_hash: H256) -> Result<Voted<T>, Error<T>> {
        let job = Self::job(id)?;
        match job.state.clone() {
            State::Delivered {
                acceptance,
                delivery,
                ballots,
            } => {
                ensure!(delivery.record_hash == record_hash, Error::<T>::OtherRecord);
                Ok((job, acceptance, delivery, ballots))
            }
            State::Disputed { .. } => Err(Error::<T>::JobAlreadyDisputed),
            State::Submitted | State::Accepted { .. } | State::Running { .. } => {
                Err(Error::<T>::JobNotDelivered)
            }
        }
    }

    pub(crate) fn do_commit(commitment: VoteCommitment, signature: SignatureBytes) -> DispatchResult {
        let VoteCommitment {
            job: id, verifier, ..
        } = commitment;
        let (job, acceptance, delivery, mut ballots) = Self::voted(&id, commitment.record_hash)?;
        let terms = &job.assured.terms;
        ensure!(terms.verifiers.contains(&verifier), Error::<T>::NotVerifier);
        ensure!(
            ballots.iter().all(|ballot| ballot.verifier != verifier),
            Error::<T>::AlreadyVoted
        );
        may_commit(&ballots, terms, &delivery, Self::now_ms()).map_err(Self::refusal)?;
        let owner = owner_in_service::<T>(&verifier)?;
        ensure!(
            Self::is_impartial(&owner, &job, &acceptance, &ballots),
            Error::<T>::VerifierNotImpartial
        );
        ensure!(
            commitment.verify(&Self::genesis_hash(), &verifier, &signature),
            Error::<T>::BadVerifierSignature
        );
        let bond_planck = T::VerifierBond::get();
        Self::promise(&verifier, bond_planck)?;
        let ballot = Ballot {
            verifier,
            owner,
            bond_planck,
            commitment: commitment.commitment,
            verdict: None,
        };
        // A panel is never larger than what holds its votes.
        ballots.try_push(ballot).map_err(|_| Error::<T>::TooLate)?;

        Self::put_votes(id, job, acceptance, delivery, ballots);
        Self::deposit_event(Event::VoteCommitted { job: id, verifier });
        Ok(())
    }

    /// Whether nothing of a verifier's owner hangs on the outcome, beside the fee.
    fn is_impartial(
        owner: &OwnerKey,
        job: &AssuredJobOf<T>,
        acceptance: &JobAcceptance,
        ballots: &[Ballot],
    ) -> bool {
        *owner != job.assured.intent.requester
            && *owner != acceptance.owner
            && T::Devices::owner_of(&acceptance.device) != Some(*owner)
            && ballots.iter().all(|ballot| ballot.owner != *owner)
    }

    pub(crate) fn do_reveal(vote: Vote) -> DispatchResult {
        let Vote {
            job: id,
            verifier,
            verdict,
            output_digest,
            ..
        } = vote;
        let (job, acceptance, delivery, mut ballots) = Self::voted(&id, vote.record_hash)?;
        may_reveal(&ballots, &job.assured.terms, &delivery, Self::now_ms()).map_err(Self::refusal)?;
        let ballot = ballots
            .iter_mut()
            .find(|ballot| ballot.verifier == verifier)
            .ok_or(Error::<T>::NothingCommitted)?;
        ensure!(ballot.verdict.is_none(), Error::<T>::AlreadyVoted);
        ensure!(
            vote.signing_hash(&Self::genesis_hash()) == ballot.commitment,
            Error::<T>::OtherVote
        );

        ballot.verdict = Some(verdict);
        Self::put_votes(id, job, acceptance, delivery, ballots);
        Self::deposit_event(Event::VoteRevealed {
            job: id,
            verifier,
            verdict,
            output_digest,
        });
        Ok(())
    }

    fn put_votes(
        id: JobId,
        job: AssuredJobOf<T>,
        acceptance: JobAcceptance,
        delivery: Delivery,
        ballots: Ballots,
    ) {
        let next = State::Delivered {
            acceptance,
            delivery,
            ballots,
        };
        Self::put(id, job, Phase::Delivered, next);
    }
}
