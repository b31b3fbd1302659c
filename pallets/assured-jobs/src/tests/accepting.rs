//! From terms to a device at work.

use super::*;

#[test]
fn submits_what_the_requester_signed_whoever_submits() {
    run(Until::Nothing, || {
        assert_ok!(submit(assured()));
        System::assert_last_event(
            Event::JobSubmitted {
                job: job(),
                requester: requester_key(),
                operator: OPERATOR,
                model: intent().model,
                max_price_planck: MAX_PRICE,
                deadline_ms: DEADLINE_MS,
            }
            .into(),
        );
        assert_noop!(submit(assured()), Error::<Test>::JobAlreadySubmitted);
    });
}

#[test]
fn other_terms_are_another_job_and_need_another_signature() {
    run(Until::Nothing, || {
        let signature = sign(&requester(), &assured());
        for change in [
            (|one: &mut AssuredIntent| one.terms.bond_planck = 0) as fn(&mut AssuredIntent),
            |one| one.terms.verifier_fee_planck = 1,
            |one| one.terms.input_digest = [4; 32],
            |one| one.terms.matcher = Some([0; 32]),
            |one| one.intent.max_price_planck = MAX_PRICE + 1,
        ] {
            let other = assured_with(change);
            assert_ne!(job_of(&other), job());
            assert_noop!(
                AssuredJobs::submit_job(operator(), other, signature),
                Error::<Test>::BadRequesterSignature
            );
        }
    });
}

#[test]
fn refuses_terms_that_contradict_themselves() {
    run(Until::Nothing, || {
        for change in [
            (|one: &mut AssuredIntent| one.terms.min_score = 101) as fn(&mut AssuredIntent),
            |one| one.terms.min_assured_millionths = 1_000_001,
            |one| one.terms.threshold = 1,
            |one| one.terms.threshold = 4,
            |one| one.terms.verification = Verification::Countersignature,
            |one| one.terms.verifiers = Default::default(),
            |one| one.terms.verifiers[0] = [255; 32],
            |one| one.terms.verifiers[1] = one.terms.verifiers[0],
            |one| one.terms.verifier_fee_planck = u128::MAX / 2,
            |one| {
                countersigned(&mut one.terms);
                one.terms.verifier_fee_planck = 1;
            },
        ] {
            assert_noop!(submit(assured_with(change)), Error::<Test>::TermsMalformed);
        }
    });
}

#[test]
fn refuses_deadlines_that_are_past_or_too_far() {
    run(Until::Nothing, || {
        let ending = |deadline_ms| assured_with(|one| one.intent.deadline_ms = deadline_ms);
        assert_noop!(submit(ending(START_MS - 1)), Error::<Test>::TooLate);
        assert_noop!(
            submit(ending(START_MS + HORIZON_MS + 1)),
            Error::<Test>::DeadlineTooFar
        );
        assert_ok!(submit(ending(START_MS)));
        assert_ok!(submit(ending(START_MS + HORIZON_MS)));
    });
}

#[test]
fn accepts_once_and_until_the_deadline() {
    run(Until::Submitted, || {
        set_time(DEADLINE_MS + 1);
        assert_noop!(accept(acceptance()), Error::<Test>::TooLate);
        set_time(DEADLINE_MS);
        let mut on_time = acceptance();
        on_time.accepted_at_ms = DEADLINE_MS;
        assert_ok!(accept(on_time));
        System::assert_last_event(
            Event::JobAccepted {
                job: job(),
                device: device_key(),
                owner: OWNER,
                lease: [6; 16],
                held_planck: MAX_PRICE + 3 * FEE,
            }
            .into(),
        );
        assert_noop!(accept(acceptance()), Error::<Test>::JobAlreadyAccepted);
    });
}

#[test]
fn an_acceptance_counts_for_a_while_only() {
    run(Until::Submitted, || {
        wait(ACCEPTANCE_MS + 1);
        assert_noop!(accept(acceptance()), Error::<Test>::AcceptanceStale);
        let mut of_tomorrow = acceptance();
        of_tomorrow.accepted_at_ms = START_MS + 2 * (ACCEPTANCE_MS + 1);
        assert_noop!(accept(of_tomorrow), Error::<Test>::AcceptanceStale);
        set_time(START_MS + ACCEPTANCE_MS);
        assert_ok!(accept(acceptance()));
    });
}

#[test]
fn no_device_takes_a_job_on_which_a_seat_of_the_panel_could_not_vote() {
    run(Until::Submitted, || {
        // Of the first verifier's owner.
        let sly = sp_core::sr25519::Pair::from_seed(&[50; 32]);
        register(&sly, verifier_owner(0));
        let mut acceptance_of_sly = acceptance();
        acceptance_of_sly.device = sly.public().0;
        acceptance_of_sly.owner = verifier_owner(0);
        let signature = sign(&sly, &acceptance_of_sly);
        assert_noop!(
            AssuredJobs::accept_job(operator(), acceptance_of_sly, signature, None),
            Error::<Test>::PanelNotImpartial
        );
        assert_ok!(Devices::deregister_device(
            by(verifier_owner(2)),
            verifier(2).public().0
        ));
        assert_noop!(accept(acceptance()), Error::<Test>::PanelNotImpartial);
    });
}

#[test]
fn whoever_submits_has_a_deposit_held_while_the_job_is_open() {
    run(Until::Nothing, || {
        assert_ok!(submit(assured()));
        assert_eq!(free(OPERATOR.into()), RICHES - SUBMISSION_DEPOSIT);
        assert_ok!(cancel(job()));
        assert_eq!(free(OPERATOR.into()), RICHES);
        let signature = sign(&requester(), &assured_with(|one| one.intent.nonce = [8; 16]));
        assert_noop!(
            AssuredJobs::submit_job(
                by(stranger().public().0),
                assured_with(|one| one.intent.nonce = [8; 16]),
                signature
            ),
            Error::<Test>::CannotPayDeposit
        );
    });
}

#[test]
fn a_device_that_has_to_say_that_it_starts_has_the_time_for_it() {
    run(Until::Nothing, || {
        assert_noop!(
            submit(assured_with(|one| one.terms.start_within_ms = 999)),
            Error::<Test>::StartTooSoon
        );
        let patient = assured_with(|one| one.terms.start_within_ms = u32::MAX);
        let id = job_of(&patient);
        assert_ok!(submit(patient));
        assert_ok!(accept(acceptance_of(id)));
        // Never later than the record may come.
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_noop!(start_of(id), Error::<Test>::TooLate);
        assert_ok!(AssuredJobs::expire_job(operator(), id));
        assert_eq!(bonded(&device()), BONDED);
    });
}

#[test]
fn refuses_devices_that_are_not_what_they_say() {
    run(Until::Submitted, || {
        let mut other_owner = acceptance();
        other_owner.owner = verifier_owner(0);
        assert_noop!(accept(other_owner), Error::<Test>::OtherOwner);
        let mut unknown = acceptance();
        unknown.device = stranger().public().0;
        assert_noop!(accept(unknown), Error::<Test>::DeviceNotInService);
        let signature = sign(&stranger(), &acceptance());
        assert_noop!(
            AssuredJobs::accept_job(operator(), acceptance(), signature, None),
            Error::<Test>::BadDeviceSignature
        );
        assert_ok!(Devices::deregister_device(by(OWNER), device_key()));
        assert_noop!(accept(acceptance()), Error::<Test>::DeviceNotInService);
    });
}

#[test]
fn asks_for_the_reputation_that_the_terms_ask_for() {
    run(Until::Nothing, || {
        let picky = assured_with(|one| one.terms.min_score = 50);
        let known_only = assured_with(|one| one.terms.min_assured_millionths = 1);
        assert_ok!(submit(picky.clone()));
        assert_ok!(submit(known_only.clone()));
        // A stranger shows 100, and nothing of it is assured.
        assert_noop!(
            accept(acceptance_of(job_of(&known_only))),
            Error::<Test>::ReputationTooLow
        );
        disgrace(&device());
        assert_noop!(
            accept(acceptance_of(job_of(&picky))),
            Error::<Test>::ReputationTooLow
        );
    });
}

#[test]
fn the_same_bond_never_stands_behind_two_jobs() {
    run(Until::Accepted, || {
        let second = assured_with(|one| one.intent.nonce = [1; 16]);
        let third = assured_with(|one| one.intent.nonce = [2; 16]);
        assert_ok!(submit(second.clone()));
        assert_ok!(submit(third.clone()));
        assert_ok!(accept(acceptance_of(job_of(&second))));
        assert_eq!(Promised::<Test>::get(device_key()), 2 * BOND);
        // 1,000 of the 5,000 bonded are left; the terms ask for 2,000.
        let first_try = acceptance_of(job_of(&third));
        assert_noop!(accept(first_try.clone()), Error::<Test>::BondTooSmall);
        assert_ok!(Devices::bond(by(OWNER), device_key(), BOND));
        assert_ok!(accept(first_try));
    });
}

#[test]
fn a_bond_on_its_way_back_stands_behind_nothing_new() {
    run(Until::Submitted, || {
        assert_ok!(Devices::unbond(by(OWNER), device_key(), BONDED - BOND + 1));
        assert_noop!(accept(acceptance()), Error::<Test>::BondTooSmall);
    });
}

#[test]
fn holds_what_the_job_may_cost_or_refuses() {
    run(Until::Nothing, || {
        let dear = assured_with(|one| one.intent.max_price_planck = RICHES);
        assert_ok!(submit(dear.clone()));
        assert_noop!(
            accept(acceptance_of(job_of(&dear))),
            Error::<Test>::RequesterCannotPay
        );
        // Nothing costs nothing.
        let free_job = assured_with(|one| {
            countersigned(&mut one.terms);
            one.intent.max_price_planck = 0;
        });
        assert_ok!(submit(free_job.clone()));
        assert_ok!(accept(acceptance_of(job_of(&free_job))));
        assert_eq!(free(requester_key()), RICHES);
    });
}

#[test]
fn a_matched_job_goes_to_whom_the_matcher_names() {
    run(Until::Nothing, || {
        let matched = assured_with(|one| one.terms.matcher = Some(matcher().public().0));
        let id = job_of(&matched);
        assert_ok!(submit(matched));
        let accept_by = |one: JobMatch, pair: &sp_core::sr25519::Pair| {
            let signature = sign(&device(), &acceptance_of(id));
            let given = sign(pair, &one);
            AssuredJobs::accept_job(operator(), acceptance_of(id), signature, Some((one, given)))
        };
        let good = JobMatch {
            job: id,
            device: device_key(),
            expires_at_ms: START_MS + 10,
        };
        assert_noop!(accept(acceptance_of(id)), Error::<Test>::MatchMissing);
        assert_noop!(accept_by(good.clone(), &stranger()), Error::<Test>::BadMatch);
        for change in [
            (|one: &mut JobMatch| one.job = job()) as fn(&mut JobMatch),
            |one| one.device = stranger().public().0,
            |one| one.expires_at_ms = START_MS - 1,
        ] {
            let mut other = good.clone();
            change(&mut other);
            assert_noop!(accept_by(other, &matcher()), Error::<Test>::BadMatch);
        }
        set_time(START_MS + 10);
        assert_ok!(accept_by(good, &matcher()));
    });
}

#[test]
fn starts_once_in_time_and_by_the_devices_word() {
    run(Until::Nothing, || {
        assert_noop!(start(), Error::<Test>::UnknownJob);
        let prompt = assured_with(|one| one.terms.start_within_ms = 1_000);
        let id = job_of(&prompt);
        assert_ok!(submit(prompt));
        assert_noop!(start_of(id), Error::<Test>::JobNotAccepted);
        assert_ok!(accept(acceptance_of(id)));
        let other_lease = coco_primitives::JobStart {
            job: id,
            lease: [7; 16],
        };
        let signature = sign(&device(), &other_lease);
        assert_noop!(
            AssuredJobs::start_job(operator(), other_lease, signature),
            Error::<Test>::OtherLease
        );
        let by_stranger = coco_primitives::JobStart {
            job: id,
            lease: [6; 16],
        };
        let signature = sign(&stranger(), &by_stranger);
        assert_noop!(
            AssuredJobs::start_job(operator(), by_stranger, signature),
            Error::<Test>::BadDeviceSignature
        );
        assert_noop!(
            deliver(record_of(&acceptance_of(id))),
            Error::<Test>::JobNotStarted
        );
        wait(1_001);
        assert_noop!(start_of(id), Error::<Test>::TooLate);
        set_time(START_MS + 1_000);
        assert_ok!(start_of(id));
        System::assert_last_event(Event::JobStarted { job: id }.into());
        assert_noop!(start_of(id), Error::<Test>::JobAlreadyRunning);
        assert_ok!(deliver(record_of(&acceptance_of(id))));
    });
}
