//! Whom the verdict goes against, and the arbiter.

use super::*;

#[test]
fn the_requester_disputes_a_record_that_stands_and_wins() {
    run(Until::Upheld, || {
        assert_ok!(dispute(requester_key()));
        System::assert_last_event(
            Event::JobDisputed {
                job: job(),
                by: requester_key().into(),
                verdict: Verdict::Upheld,
                evidence: H256([1; 32]),
                until_ms: START_MS + ARBITRATION_MS,
            }
            .into(),
        );
        assert_eq!(
            free(requester_key()),
            RICHES - MAX_PRICE - 3 * FEE - DISPUTE_DEPOSIT
        );
        assert_ok!(resolve(Verdict::Refuted));
        System::assert_has_event(
            Event::DisputeResolved {
                job: job(),
                verdict: Verdict::Refuted,
                decided: true,
                overturned: true,
            }
            .into(),
        );
        // Every verifier was wrong: a tenth of each bond for who reported it, the rest to the treasury. Of the device's bond, the
        // requester gets half as the requester and a tenth as the reporter.
        let reported = 3 * VERIFIER_BOND / 10;
        assert_eq!(free(requester_key()), RICHES + reported + BOND / 2 + BOND / 10);
        for n in 0..3 {
            assert_eq!(bonded(&verifier(n)), BONDED - VERIFIER_BOND);
            assert_eq!(free(verifier_owner(n)), RICHES - BONDED);
        }
        assert_eq!(bonded(&device()), BONDED - BOND);
        assert_eq!(evidence(), (0, 20_000_000));
    });
}

#[test]
fn the_owner_disputes_a_refuted_record_and_wins() {
    run(Until::Refuted, || {
        assert_ok!(dispute(OWNER));
        assert_ok!(resolve(Verdict::Upheld));
        assert_eq!(bonded(&device()), BONDED);
        let reported = 3 * VERIFIER_BOND / 10;
        assert_eq!(free(OWNER), RICHES - BONDED + PRICE - PRICE / 100 + reported);
        assert_eq!(free(requester_key()), RICHES - PRICE);
        assert_eq!(evidence(), (100_000, 0));
    });
}

#[test]
fn a_lost_dispute_costs_its_deposit_and_no_verifier() {
    run(Until::Upheld, || {
        assert_ok!(dispute(requester_key()));
        assert_ok!(resolve(Verdict::Upheld));
        assert_eq!(free(requester_key()), RICHES - PRICE - 3 * FEE - DISPUTE_DEPOSIT);
        assert_eq!(free(TREASURY.into()), RICHES + PRICE / 100 + DISPUTE_DEPOSIT);
        for n in 0..3 {
            assert_eq!(bonded(&verifier(n)), BONDED);
            assert_eq!(free(verifier_owner(n)), RICHES - BONDED + FEE);
        }
    });
}

#[test]
fn an_arbiter_that_says_nothing_leaves_the_verdict_and_the_deposit() {
    run(Until::Refuted, || {
        assert_ok!(dispute(OWNER));
        wait(ARBITRATION_MS);
        assert_noop!(settle(), Error::<Test>::TooEarly);
        wait(1);
        assert_noop!(resolve(Verdict::Upheld), Error::<Test>::TooLate);
        assert_ok!(settle());
        assert_eq!(free(OWNER), RICHES - BONDED);
        assert!(matches!(outcome(), Some(Outcome::Refuted { .. })));
    });
}

#[test]
fn only_who_loses_disputes() {
    run(Until::Upheld, || {
        for other in [OWNER, verifier_owner(0), OPERATOR.into()] {
            assert_noop!(dispute(other), Error::<Test>::NotTheLosingParty);
        }
    });
    run(Until::Refuted, || {
        for other in [requester_key(), verifier_owner(0), device_key()] {
            assert_noop!(dispute(other), Error::<Test>::NotTheLosingParty);
        }
    });
}

#[test]
fn disputes_come_after_the_votes_and_before_the_windows_end() {
    run(Until::Delivered, || {
        assert_noop!(dispute(requester_key()), Error::<Test>::TooEarly);
        assert_noop!(resolve(Verdict::Upheld), Error::<Test>::JobNotDisputed);
        wait(COMMIT_MS + REVEAL_MS + DISPUTE_MS + 1);
        assert_noop!(dispute(requester_key()), Error::<Test>::TooLate);
        set_time(START_MS + COMMIT_MS + REVEAL_MS + DISPUTE_MS);
        assert_ok!(dispute(requester_key()));
        assert_noop!(dispute(requester_key()), Error::<Test>::JobAlreadyDisputed);
    });
    run(Until::Running, || {
        assert_noop!(dispute(requester_key()), Error::<Test>::JobNotDelivered);
        assert_noop!(resolve(Verdict::Upheld), Error::<Test>::JobNotDelivered);
    });
}

#[test]
fn a_dispute_needs_its_deposit() {
    run(Until::Upheld, || {
        assert_ok!(Balances::transfer_allow_death(
            by(requester_key()),
            OPERATOR,
            free(requester_key()) - DISPUTE_DEPOSIT
        ));
        assert_noop!(dispute(requester_key()), Error::<Test>::CannotPayDeposit);
    });
}

#[test]
fn a_bond_taken_back_meanwhile_is_slashed_all_the_same() {
    run(Until::Upheld, || {
        assert_ok!(Devices::unbond(by(OWNER), device_key(), BONDED));
        assert_ok!(dispute(requester_key()));
        assert_ok!(resolve(Verdict::Refuted));
        assert_eq!(Devices::slashable(&device_key()), BONDED - BOND);
    });
}

#[test]
fn what_a_new_owner_put_up_stands_for_nothing_of_the_old_one() {
    run(Until::Upheld, || {
        assert_ok!(dispute(requester_key()));
        assert_ok!(Devices::unbond(by(OWNER), device_key(), BONDED));
        let now = pallet_timestamp::Now::<Test>::get();
        wait(1_000_001);
        assert_ok!(Devices::withdraw_unbonded(operator(), device_key()));
        let buyer: [u8; 32] = OPERATOR.into();
        assert_ok!(Devices::offer_device(by(OWNER), device_key(), buyer));
        assert_ok!(Devices::accept_device(by(buyer), device_key()));
        assert_ok!(Devices::bond(by(buyer), device_key(), BONDED));
        // Within the windows nothing of this is possible; nobody may have ended the job for a week, either.
        set_time(now);
        assert_ok!(resolve(Verdict::Refuted));
        assert_eq!(bonded(&device()), BONDED);
    });
}

#[test]
fn a_slash_for_one_job_leaves_what_stands_behind_another() {
    run(Until::Upheld, || {
        let second = assured_with(|one| one.intent.nonce = [1; 16]);
        let id = job_of(&second);
        assert_ok!(submit(second));
        assert_ok!(accept(acceptance_of(id)));
        assert_ok!(Devices::unbond(by(OWNER), device_key(), BONDED - 2 * BOND));
        assert_ok!(dispute(requester_key()));
        assert_ok!(resolve(Verdict::Refuted));
        assert_eq!(Promised::<Test>::get(device_key()), BOND);
        assert!(Devices::slashable(&device_key()) >= BOND);
        assert_ok!(start_of(id));
        set_time(DEADLINE_MS + GRACE_MS + 1);
        let before = Devices::slashable(&device_key());
        assert_ok!(AssuredJobs::expire_job(operator(), id));
        assert_eq!(before - Devices::slashable(&device_key()), BOND / 10);
    });
}
