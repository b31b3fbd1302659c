//! What work does to a reputation, and time.

use super::*;

#[test]
fn a_new_device_shows_100_without_being_sure_of_anything() {
    execute(|| {
        assert_eq!(view(), ReputationView::of_stranger());
        assert_eq!((view().score, view().assured.deconstruct()), (100, 0));
    });
}

#[test]
fn work_counts_by_its_value_for_the_device_and_the_model() {
    execute(|| {
        work("tiny", PRICE);
        System::assert_last_event(
            Event::WorkNoted {
                device: device(),
                model: model("tiny"),
                weight_micros: UNIT / 10,
            }
            .into(),
        );
        assert_eq!(evidence(), (UNIT / 10, 0));
        work("large", 3 * PRICE);
        assert_eq!(evidence(), (UNIT * 3 / 10, 0));
        assert_eq!(model_evidence("tiny"), Some((UNIT / 10, 0)));
        assert_eq!(model_evidence("large"), Some((UNIT / 5, 0)));
        assert_eq!(model_evidence("other"), None);
        assert_eq!(Reputation::score(&STRANGER), ReputationView::of_stranger());
    });
}

#[test]
fn work_raises_expectation_and_assurance_and_after_a_fault_the_score() {
    execute(|| {
        fault("tiny", FaultKind::MissedDeadline);
        let before = view();
        assert_eq!(before.score, 89);
        full_day("tiny");
        let after = view();
        assert_eq!(after.score, 92);
        assert!(after.expectation > before.expectation);
        assert!(after.assured > before.assured);
    });
}

#[test]
fn free_work_is_not_even_written() {
    execute(|| {
        assert!(writes_nothing(|| work("tiny", 0)));
        assert!(!Standings::<Test>::contains_key(device()));
        work("tiny", PRICE);
        wait(HALF_LIFE_MS);
        assert!(writes_nothing(|| work("tiny", 0)));
    });
}

#[test]
fn no_single_job_buys_a_reputation() {
    execute(|| {
        work("tiny", u128::MAX);
        assert_eq!(evidence(), (RULES.max_job_micros, 0));
        assert_eq!(view().assured.deconstruct(), 111_111);
    });
}

#[test]
fn no_day_of_jobs_with_oneself_brings_more_than_a_days_limit() {
    execute(|| {
        for n in 0..1_000u32 {
            work(["tiny", "large"][(n % 2) as usize], DEAR);
        }
        assert_eq!(evidence(), (UNIT, 0));
        assert!(writes_nothing(|| work("tiny", DEAR)));
        // What is left of the limit counts, not the whole job.
        wait(DAY_MS);
        for _ in 0..9 {
            work("tiny", PRICE);
        }
        work("tiny", DEAR);
        assert_eq!(noted()[0], (Note::Work, UNIT / 10));
    });
}

#[test]
fn a_new_day_starts_at_midnight() {
    execute(|| {
        full_day("tiny");
        set_time(START_MS + DAY_MS - 1);
        assert!(writes_nothing(|| work("tiny", DEAR)));
        set_time(START_MS + DAY_MS);
        assert!(!writes_nothing(|| work("tiny", DEAR)));
    });
}

#[test]
fn a_reputation_takes_days_and_has_a_limit() {
    execute(|| {
        full_days("tiny", 7);
        assert_eq!(view().assured.deconstruct() / 10_000, 76);
        wait(DAY_MS);
        full_days("tiny", 1_000);
        let assured = view().assured.deconstruct();
        assert!((950_000..960_000).contains(&assured), "{assured}");
    });
}

#[test]
fn evidence_halves_every_half_life_where_it_is_read() {
    execute(|| {
        work("tiny", PRICE);
        fault("large", FaultKind::WrongOutput);
        work("tiny", PRICE);
        let stored = Standings::<Test>::get(device());
        for (half_lives, good) in [(0, 100_000), (1, 50_000), (2, 25_000), (10, 97), (17, 0)] {
            set_time(START_MS + half_lives * HALF_LIFE_MS);
            assert_eq!(evidence(), (good, (20 * UNIT) >> half_lives));
            assert_eq!(model_evidence("tiny"), Some((good, 0)));
            assert_eq!(model_evidence("large"), Some((0, (20 * UNIT) >> half_lives)));
        }
        assert_eq!(Standings::<Test>::get(device()), stored, "a reader wrote");
        set_time(START_MS + 64 * HALF_LIFE_MS);
        assert_eq!(view(), ReputationView::of_stranger());
    });
}

#[test]
fn what_is_noted_later_is_added_to_what_is_left() {
    execute(|| {
        work("tiny", PRICE);
        work("large", PRICE);
        wait(HALF_LIFE_MS);
        work("tiny", PRICE);
        assert_eq!(evidence(), (UNIT / 5, 0));
        assert_eq!(model_evidence("tiny"), Some((UNIT * 3 / 20, 0)));
        // The model that nothing was noted with was forgotten no more and no less.
        assert_eq!(model_evidence("large"), Some((UNIT / 20, 0)));
    });
}

#[test]
fn a_clock_that_goes_back_brings_nothing_back() {
    execute(|| {
        work("tiny", PRICE);
        wait(HALF_LIFE_MS);
        work("tiny", PRICE);
        let now = evidence();
        set_time(START_MS);
        assert_eq!(evidence(), now);
        work("tiny", PRICE);
        assert_eq!(evidence(), (now.0 + UNIT / 10, 0));
        let standing = Standings::<Test>::get(device()).unwrap();
        assert_eq!(standing.at_ms, START_MS + HALF_LIFE_MS);
    });
}

#[test]
fn the_model_that_was_noted_least_recently_makes_room_and_its_evidence_stays_the_devices() {
    execute(|| {
        for name in ["a", "b", "c"] {
            work(name, PRICE);
        }
        fault("a", FaultKind::MissedDeadline);
        work("d", PRICE);
        assert_eq!(model_evidence("b"), None);
        assert_eq!(model_evidence("a"), Some((UNIT / 10, UNIT / 4)));
        assert_eq!(model_evidence("c"), Some((UNIT / 10, 0)));
        assert_eq!(model_evidence("d"), Some((UNIT / 10, 0)));
        assert_eq!(evidence(), (UNIT * 4 / 10, UNIT / 4));
        // It starts anew with the model.
        work("b", PRICE);
        assert_eq!(model_evidence("b"), Some((UNIT / 10, 0)));
        assert_eq!(model_evidence("c"), None);
        assert_eq!(evidence(), (UNIT / 2, UNIT / 4));
    });
}
