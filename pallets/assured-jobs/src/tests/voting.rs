//! Committing and revealing.

use super::*;

#[test]
fn takes_one_vote_of_each_verifier_and_shows_it_later() {
    run(Until::Delivered, || {
        assert_ok!(commit(1, Verdict::Refuted));
        System::assert_last_event(
            Event::VoteCommitted {
                job: job(),
                verifier: verifier(1).public().0,
            }
            .into(),
        );
        assert_eq!(Promised::<Test>::get(verifier(1).public().0), VERIFIER_BOND);
        assert_noop!(commit(1, Verdict::Refuted), Error::<Test>::AlreadyVoted);
        assert_noop!(commit(1, Verdict::Upheld), Error::<Test>::AlreadyVoted);
        assert_noop!(reveal(1, Verdict::Refuted), Error::<Test>::TooEarly);
        wait(COMMIT_MS + 1);
        assert_ok!(reveal(1, Verdict::Refuted));
        System::assert_last_event(
            Event::VoteRevealed {
                job: job(),
                verifier: verifier(1).public().0,
                verdict: Verdict::Refuted,
                output_digest: [2; 32],
            }
            .into(),
        );
        assert_noop!(reveal(1, Verdict::Refuted), Error::<Test>::AlreadyVoted);
    });
}

#[test]
fn windows_belong_to_their_last_moment() {
    run(Until::Delivered, || {
        wait(COMMIT_MS);
        assert_ok!(commit(0, Verdict::Upheld));
        assert_noop!(reveal(0, Verdict::Upheld), Error::<Test>::TooEarly);
        wait(1);
        assert_noop!(commit(1, Verdict::Upheld), Error::<Test>::TooLate);
        wait(REVEAL_MS);
        assert_noop!(reveal(0, Verdict::Upheld), Error::<Test>::TooLate);
        set_time(START_MS + COMMIT_MS + REVEAL_MS);
        assert_ok!(reveal(0, Verdict::Upheld));
    });
}

#[test]
fn a_vote_that_was_committed_to_cannot_become_another() {
    run(Until::Delivered, || {
        for n in 0..3 {
            assert_ok!(commit(n, Verdict::Upheld));
        }
        assert_noop!(reveal(0, Verdict::Refuted), Error::<Test>::OtherVote);
        let mut salted = vote_of(&record(), 0, Verdict::Upheld);
        salted.salt = [99; 32];
        assert_noop!(
            AssuredJobs::reveal_vote(operator(), salted),
            Error::<Test>::OtherVote
        );
        let mut anothers = vote_of(&record(), 0, Verdict::Upheld);
        anothers.verifier = verifier(1).public().0;
        assert_noop!(
            AssuredJobs::reveal_vote(operator(), anothers),
            Error::<Test>::OtherVote
        );
        let mut of_other_record = vote_of(&record(), 0, Verdict::Upheld);
        of_other_record.record_hash = H256([1; 32]);
        assert_noop!(
            AssuredJobs::reveal_vote(operator(), of_other_record),
            Error::<Test>::OtherRecord
        );
        assert_ok!(reveal(0, Verdict::Upheld));
    });
}

#[test]
fn nobody_else_votes() {
    run(Until::Delivered, || {
        let mut outsider = vote_of(&record(), 0, Verdict::Upheld);
        outsider.verifier = device_key();
        assert_noop!(commit_vote(&outsider, &device()), Error::<Test>::NotVerifier);
        assert_noop!(
            commit_vote(&vote_of(&record(), 0, Verdict::Upheld), &stranger()),
            Error::<Test>::BadVerifierSignature
        );
        let mut other = vote_of(&record(), 0, Verdict::Upheld);
        other.record_hash = H256([1; 32]);
        assert_noop!(commit_vote(&other, &verifier(0)), Error::<Test>::OtherRecord);
        wait(COMMIT_MS + 1);
        assert_noop!(reveal(0, Verdict::Upheld), Error::<Test>::NothingCommitted);
    });
}

#[test]
fn a_verifier_has_no_stake_in_the_job() {
    run(Until::Delivered, || {
        let hand_over = |n: u8, to: [u8; 32]| {
            let key = verifier(n).public().0;
            let owner = <Devices as coco_primitives::DeviceRegistry>::owner_of(&key).unwrap();
            assert_ok!(Devices::unbond(by(owner), key, bonded(&verifier(n))));
            let now = pallet_timestamp::Now::<Test>::get();
            wait(1_000_001);
            assert_ok!(Devices::withdraw_unbonded(operator(), key));
            set_time(now);
            assert_ok!(Devices::offer_device(by(owner), key, to));
            assert_ok!(Devices::accept_device(by(to), key));
            assert_ok!(Devices::bond(by(to), key, VERIFIER_BOND));
        };
        hand_over(0, OWNER);
        assert_noop!(commit(0, Verdict::Upheld), Error::<Test>::VerifierNotImpartial);
        hand_over(1, requester_key());
        assert_noop!(commit(1, Verdict::Refuted), Error::<Test>::VerifierNotImpartial);
        hand_over(1, verifier_owner(2));
        assert_ok!(commit(2, Verdict::Upheld));
        assert_noop!(commit(1, Verdict::Upheld), Error::<Test>::VerifierNotImpartial);
    });
}

#[test]
fn a_verifier_is_in_service_and_bonded_for_each_vote() {
    run(Until::Delivered, || {
        let key = verifier(0).public().0;
        assert_ok!(Devices::unbond(
            by(verifier_owner(0)),
            key,
            BONDED - VERIFIER_BOND + 1
        ));
        assert_noop!(commit(0, Verdict::Upheld), Error::<Test>::BondTooSmall);
        assert_ok!(Devices::deregister_device(by(verifier_owner(0)), key));
        assert_noop!(commit(0, Verdict::Upheld), Error::<Test>::DeviceNotInService);
    });
}

#[test]
fn a_silent_panel_lets_the_record_stand() {
    run(Until::Delivered, || {
        past_disputes();
        assert_ok!(settle());
        assert!(matches!(outcome(), Some(Outcome::Settled { .. })));
        assert_eq!(free(requester_key()), RICHES - PRICE);
    });
}

#[test]
fn who_commits_and_never_says_loses_a_part_of_what_stood_behind_the_vote() {
    run(Until::Delivered, || {
        assert_ok!(commit(0, Verdict::Refuted));
        assert_ok!(commit(1, Verdict::Refuted));
        wait(COMMIT_MS + 1);
        // One of three is no majority of the panel.
        assert_ok!(reveal(0, Verdict::Refuted));
        past_disputes();
        assert_ok!(settle());
        assert!(matches!(outcome(), Some(Outcome::Settled { .. })));
        System::assert_has_event(
            Event::VerifierSlashed {
                job: job(),
                verifier: verifier(1).public().0,
                slashed_planck: VERIFIER_BOND / 10,
            }
            .into(),
        );
        assert_eq!(bonded(&verifier(0)), BONDED);
        assert_eq!(bonded(&verifier(1)), BONDED - VERIFIER_BOND / 10);
        assert_eq!(free(requester_key()), RICHES - PRICE);
        assert_eq!(Promised::<Test>::iter().count(), 0);
    });
}

#[test]
fn votes_come_before_delivery_and_after_a_dispute_too_late() {
    run(Until::Running, || {
        assert_noop!(commit(0, Verdict::Upheld), Error::<Test>::JobNotDelivered);
        assert_ok!(deliver(record()));
        vote_all([Verdict::Upheld; 3]);
        assert_ok!(dispute(requester_key()));
        assert_noop!(reveal(0, Verdict::Upheld), Error::<Test>::JobAlreadyDisputed);
        assert_noop!(commit(0, Verdict::Upheld), Error::<Test>::JobAlreadyDisputed);
    });
}

#[test]
fn a_verifier_with_a_new_key_keeps_its_vote_and_its_promise() {
    run(Until::Delivered, || {
        for n in 0..3 {
            assert_ok!(commit(n, Verdict::Upheld));
        }
        let (old, new) = (verifier(0).public().0, stranger());
        let rekey = coco_primitives::DeviceRekey {
            device: old,
            new_device: new.public().0,
            owner: verifier_owner(0),
            nonce: 1,
        };
        let signature = sign(&new, &rekey);
        assert_ok!(Devices::rekey_device(
            by(verifier_owner(0)),
            old,
            new.public().0,
            1,
            signature
        ));
        assert_eq!(Promised::<Test>::get(new.public().0), VERIFIER_BOND);
        for n in 0..3 {
            assert_ok!(reveal(n, Verdict::Upheld));
        }
        past_disputes();
        assert_ok!(settle());
        assert_eq!(free(verifier_owner(0)), RICHES - BONDED + FEE);
        assert_eq!(Promised::<Test>::iter().count(), 0);
    });
}
