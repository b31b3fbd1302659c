//! The votes of a panel: taking them, and what they say together.

use crate::state::{Delivery, Refusal};
use coco_primitives::{DeviceKey, JobTerms, OwnerKey, Verdict, MAX_VERIFIERS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::BoundedVec;
use scale_info::TypeInfo;
use sp_core::{ConstU32, H256};

/// One verifier's vote.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Ballot {
    pub verifier: DeviceKey,
    /// Its owner when it committed, who is paid for it.
    pub owner: OwnerKey,
    /// Planck of its bond that stand behind the vote.
    pub bond_planck: u128,
    /// Hash of the vote.
    pub commitment: H256,
    /// What the vote says, once revealed.
    pub verdict: Option<Verdict>,
}

/// The votes so far, in the order in which they came.
pub type Ballots = BoundedVec<Ballot, ConstU32<MAX_VERIFIERS>>;

/// Whether everybody on the panel has committed.
fn is_full(ballots: &[Ballot], terms: &JobTerms) -> bool {
    ballots.len() >= terms.verifiers.len()
}

/// Whether a vote can be committed.
pub fn may_commit(
    ballots: &[Ballot],
    terms: &JobTerms,
    delivery: &Delivery,
    now_ms: u64,
) -> Result<(), Refusal> {
    if now_ms > delivery.commit_until_ms || is_full(ballots, terms) {
        return Err(Refusal::TooLate);
    }
    Ok(())
}

/// Whether a vote can be revealed: when nobody can commit any more, so that nobody votes by what others said.
pub fn may_reveal(
    ballots: &[Ballot],
    terms: &JobTerms,
    delivery: &Delivery,
    now_ms: u64,
) -> Result<(), Refusal> {
    if now_ms > delivery.reveal_until_ms {
        return Err(Refusal::TooLate);
    }
    if now_ms <= delivery.commit_until_ms && !is_full(ballots, terms) {
        return Err(Refusal::TooEarly);
    }
    Ok(())
}

/// What the votes say, once no more can come; `None` before.
pub fn verdict(ballots: &[Ballot], terms: &JobTerms, delivery: &Delivery, now_ms: u64) -> Option<Verdict> {
    let all_revealed = ballots.iter().all(|ballot| ballot.verdict.is_some());
    let over = now_ms > delivery.reveal_until_ms || (is_full(ballots, terms) && all_revealed);
    over.then(|| tally(ballots, terms.threshold))
}

/// What revealed votes say together. Without `threshold` of them either way the record stands: the requester chose the panel, and a
/// silent one must not be a free answer.
fn tally(ballots: &[Ballot], threshold: u8) -> Verdict {
    let refuting = ballots
        .iter()
        .filter(|ballot| ballot.verdict == Some(Verdict::Refuted))
        .count();
    if threshold > 0 && refuting >= usize::from(threshold) {
        Verdict::Refuted
    } else {
        Verdict::Upheld
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ballot(n: usize, verdict: Option<Verdict>) -> Ballot {
        Ballot {
            verifier: [n as u8; 32],
            owner: [n as u8; 32],
            bond_planck: 1,
            commitment: H256::zero(),
            verdict,
        }
    }

    fn some_verdict() -> impl Strategy<Value = Option<Verdict>> {
        prop_oneof![
            Just(None),
            Just(Some(Verdict::Upheld)),
            Just(Some(Verdict::Refuted))
        ]
    }

    proptest! {
        #[test]
        fn a_record_falls_only_by_a_majority_of_the_whole_panel(
            votes in prop::collection::vec(some_verdict(), 0..=7),
            absent in 0usize..=7,
        ) {
            let ballots: Vec<Ballot> = votes.iter().enumerate().map(|(n, vote)| ballot(n, *vote)).collect();
            let panel = (ballots.len() + absent).clamp(1, 7).max(ballots.len());
            let threshold = (panel / 2 + 1) as u8;
            let refuting = votes.iter().filter(|vote| **vote == Some(Verdict::Refuted)).count();
            let fell = tally(&ballots, threshold) == Verdict::Refuted;
            prop_assert_eq!(fell, refuting * 2 > panel);
        }

        #[test]
        fn the_order_of_votes_does_not_matter(
            votes in prop::collection::vec(some_verdict(), 0..=7),
            threshold in 1u8..=7,
        ) {
            let ballots: Vec<Ballot> = votes.iter().enumerate().map(|(n, vote)| ballot(n, *vote)).collect();
            let mut turned = ballots.clone();
            turned.reverse();
            prop_assert_eq!(tally(&ballots, threshold), tally(&turned, threshold));
        }
    }

    #[test]
    fn without_a_panel_the_record_stands() {
        assert_eq!(tally(&[], 0), Verdict::Upheld);
    }
}
