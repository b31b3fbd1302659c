//! Cancelling, expiring, settling, and what is left afterwards.

use super::*;

#[test]
fn the_requester_cancels_what_nobody_accepted() {
    run(Until::Submitted, || {
        let by_stranger = sign(&stranger(), &JobCancellation { job: job() });
        assert_noop!(
            AssuredJobs::cancel_job(operator(), job(), by_stranger),
            Error::<Test>::BadRequesterSignature
        );
        assert_ok!(cancel(job()));
        System::assert_last_event(Event::JobCancelled { job: job() }.into());
        assert_eq!(outcome(), Some(Outcome::Cancelled));
        assert_noop!(cancel(job()), Error::<Test>::JobAlreadyCancelled);
        assert_noop!(submit(assured()), Error::<Test>::JobAlreadySubmitted);
        assert_noop!(accept(acceptance()), Error::<Test>::JobAlreadyCancelled);
    });
    run(Until::Accepted, || {
        assert_noop!(cancel(job()), Error::<Test>::JobAlreadyAccepted);
    });
}

#[test]
fn what_nobody_accepts_expires_after_its_deadline() {
    run(Until::Submitted, || {
        set_time(DEADLINE_MS);
        assert_noop!(expire(), Error::<Test>::TooEarly);
        wait(1);
        assert_ok!(expire());
        System::assert_last_event(
            Event::JobExpired {
                job: job(),
                refunded_planck: 0,
                slashed_planck: 0,
            }
            .into(),
        );
        assert_eq!(evidence(), (0, 0));
        assert_noop!(expire(), Error::<Test>::JobAlreadyExpired);
    });
}

#[test]
fn what_is_started_and_never_delivered_costs_the_device_and_nobody_else() {
    run(Until::Running, || {
        set_time(DEADLINE_MS + GRACE_MS);
        assert_noop!(expire(), Error::<Test>::TooEarly);
        wait(1);
        assert_ok!(expire());
        let slashed = BOND / 10;
        System::assert_last_event(
            Event::JobExpired {
                job: job(),
                refunded_planck: MAX_PRICE + 3 * FEE,
                slashed_planck: slashed,
            }
            .into(),
        );
        assert_eq!(free(requester_key()), RICHES + slashed / 2);
        assert_eq!(bonded(&device()), BONDED - slashed);
        assert_eq!(evidence(), (0, 50_000));
        assert_eq!(Promised::<Test>::iter().count(), 0);
    });
}

#[test]
fn what_never_started_loses_no_bond_for_the_input_may_never_have_come() {
    run(Until::Accepted, || {
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_ok!(expire());
        assert_eq!(free(requester_key()), RICHES);
        assert_eq!(bonded(&device()), BONDED);
        assert_eq!(evidence(), (0, 50_000));
    });
}

#[test]
fn a_device_that_does_not_start_in_time_loses_the_job_and_no_bond() {
    run(Until::Nothing, || {
        let prompt = assured_with(|one| one.terms.start_within_ms = 1_000);
        let id = job_of(&prompt);
        assert_ok!(submit(prompt));
        assert_ok!(accept(acceptance_of(id)));
        wait(1_000);
        assert_noop!(AssuredJobs::expire_job(operator(), id), Error::<Test>::TooEarly);
        wait(1);
        assert_ok!(AssuredJobs::expire_job(operator(), id));
        assert_eq!(free(requester_key()), RICHES);
        assert_eq!(bonded(&device()), BONDED);
        assert_eq!(evidence(), (0, 50_000));
    });
}

#[test]
fn what_is_delivered_neither_expires_nor_settles_early() {
    run(Until::Delivered, || {
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_noop!(expire(), Error::<Test>::JobAlreadyDelivered);
        set_time(START_MS + COMMIT_MS + REVEAL_MS + DISPUTE_MS);
        assert_noop!(settle(), Error::<Test>::TooEarly);
        wait(1);
        assert_ok!(settle());
        assert_noop!(settle(), Error::<Test>::JobAlreadySettled);
    });
    run(Until::Upheld, || {
        assert_ok!(dispute(requester_key()));
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_noop!(expire(), Error::<Test>::JobAlreadyDisputed);
    });
    for until in [Until::Submitted, Until::Accepted, Until::Running] {
        run(until, || {
            assert_noop!(settle(), Error::<Test>::JobNotDelivered);
        });
    }
}

#[test]
fn a_refuted_job_stays_refuted() {
    run(Until::Refuted, || {
        past_disputes();
        assert_ok!(settle());
        assert_noop!(settle(), Error::<Test>::JobAlreadyRefuted);
        assert_noop!(deliver(record()), Error::<Test>::JobAlreadyRefuted);
    });
}

#[test]
fn summaries_go_when_there_are_too_many_and_none_could_be_replayed() {
    run(Until::Nothing, || {
        let nth = |n: u8| assured_with(|one| one.intent.nonce = [n; 16]);
        let many = MAX_FINISHED as u8 + 2;
        for n in 0..many {
            assert_ok!(submit(nth(n)));
            assert_ok!(cancel(job_of(&nth(n))));
        }
        // Each of them could be submitted again.
        assert_eq!(Finished::<Test>::iter().count(), usize::from(many));
        set_time(DEADLINE_MS + GRACE_MS + 1);
        let later = assured_with(|one| {
            one.intent.nonce = [99; 16];
            one.intent.deadline_ms += HORIZON_MS / 2;
        });
        assert_ok!(submit(later.clone()));
        assert_ok!(cancel(job_of(&later)));
        assert_eq!(Finished::<Test>::iter().count(), usize::from(many) - 1);
        assert!(!Finished::<Test>::contains_key(job_of(&nth(0))));
        assert_noop!(
            AssuredJobs::expire_job(operator(), job_of(&nth(0))),
            Error::<Test>::UnknownJob
        );
    });
}

#[test]
fn a_device_with_a_new_key_is_held_to_what_it_promised_under_the_old_one() {
    run(Until::Refuted, || {
        let rekey = coco_primitives::DeviceRekey {
            device: device_key(),
            new_device: stranger().public().0,
            owner: OWNER,
            nonce: 1,
        };
        let signature = sign(&stranger(), &rekey);
        assert_ok!(Devices::rekey_device(
            by(OWNER),
            device_key(),
            stranger().public().0,
            1,
            signature
        ));
        past_disputes();
        assert_ok!(settle());
        assert_eq!(bonded(&stranger()), BONDED - BOND);
        assert_eq!(Promised::<Test>::iter().count(), 0);
    });
}

#[test]
fn try_state_notices_what_does_not_add_up() {
    run(Until::Upheld, || {
        let noticed = |wrong: fn(), right: fn()| {
            assert_ok!(AssuredJobs::do_try_state());
            wrong();
            assert!(AssuredJobs::do_try_state().is_err());
            right();
            assert_ok!(AssuredJobs::do_try_state());
        };
        noticed(
            || Counts::<Test>::mutate(|counts| counts.running += 1),
            || Counts::<Test>::mutate(|counts| counts.running -= 1),
        );
        noticed(
            || Promised::<Test>::mutate(device_key(), |planck| *planck += 1),
            || Promised::<Test>::mutate(device_key(), |planck| *planck -= 1),
        );
        noticed(
            || crate::FinishedPositions::<Test>::mutate(|positions| positions.next += 1),
            || crate::FinishedPositions::<Test>::mutate(|positions| positions.next -= 1),
        );
        noticed(
            || Jobs::<Test>::mutate(job(), |job| job.as_mut().unwrap().deposit_planck += 1),
            || Jobs::<Test>::mutate(job(), |job| job.as_mut().unwrap().deposit_planck -= 1),
        );
        noticed(
            || Jobs::<Test>::mutate(job(), |job| job.as_mut().unwrap().assured.intent.nonce = [0; 16]),
            || Jobs::<Test>::mutate(job(), |job| job.as_mut().unwrap().assured = assured()),
        );
        // A second vote of the same verifier in another's place: the promises still add up.
        noticed(
            || with_ballots(|ballots| ballots[1].verifier = ballots[0].verifier),
            || with_ballots(|ballots| ballots[1].verifier = verifier(1).public().0),
        );
    });
}

fn with_ballots(change: fn(&mut crate::Ballots)) {
    Jobs::<Test>::mutate(job(), |job| {
        if let State::Delivered { ballots, .. } = &mut job.as_mut().unwrap().state {
            change(ballots);
        }
    });
    // What the votes rely on is kept beside them.
    for n in 0..3 {
        Promised::<Test>::remove(verifier(n).public().0);
    }
    for ballot in Jobs::<Test>::get(job()).unwrap().state.ballots() {
        Promised::<Test>::mutate(ballot.verifier, |planck| *planck += ballot.bond_planck);
    }
}

#[test]
fn try_state_notices_money_that_stayed_held() {
    run(Until::Upheld, || {
        past_disputes();
        assert_ok!(settle());
        assert_ok!(AssuredJobs::hold_price(&requester_key().into(), 1));
        assert!(AssuredJobs::do_try_state().is_err());
        assert_ok!(AssuredJobs::refund(&requester_key().into(), 1));
    });
}
