//! What faults do to a reputation, and who may report them.

use super::*;
use FaultKind::{Equivocation, MissedDeadline, WrongOutput};

#[test]
fn each_fault_counts_its_own_weight_against_device_and_model() {
    for (kind, weight_micros, score) in [
        (MissedDeadline, UNIT / 4, 89),
        (WrongOutput, 20 * UNIT, 9),
        (Equivocation, 40 * UNIT, 5),
    ] {
        execute(|| {
            fault("tiny", kind);
            System::assert_last_event(
                Event::FaultNoted {
                    device: device(),
                    model: model("tiny"),
                    kind,
                    weight_micros,
                }
                .into(),
            );
            assert_eq!(evidence(), (0, weight_micros));
            assert_eq!(model_evidence("tiny"), Some((0, weight_micros)));
            assert_eq!(view().score, score);
        });
    }
}

#[test]
fn a_missed_deadline_leaves_what_was_good() {
    execute(|| {
        full_day("tiny");
        fault("tiny", MissedDeadline);
        assert_eq!(evidence(), (UNIT, UNIT / 4));
        assert_eq!(view().score, 92);
    });
}

#[test]
fn a_proven_fault_voids_what_was_good_with_every_model_however_much_it_was() {
    for kind in [WrongOutput, Equivocation] {
        execute(|| {
            full_days("large", 100);
            wait(DAY_MS);
            full_days("tiny", 100);
            fault("tiny", MissedDeadline);
            assert_eq!(view().score, 99);
            let missed = evidence().1;
            fault("tiny", kind);
            let weight = RULES.fault_micros(kind);
            assert_eq!(evidence(), (0, missed + weight));
            assert_eq!(model_evidence("tiny"), Some((0, missed + weight)));
            assert_eq!(model_evidence("large"), Some((0, 0)));
            assert!(view().score < 10);
        });
    }
}

#[test]
fn work_on_the_day_of_a_proven_fault_counts_no_more_than_the_days_limit_in_all() {
    execute(|| {
        full_day("tiny");
        fault("tiny", WrongOutput);
        assert!(writes_nothing(|| work("tiny", DEAR)));
        wait(DAY_MS);
        work("tiny", DEAR);
        assert_eq!(evidence().0, UNIT / 4);
    });
}

#[test]
fn missed_deadlines_have_a_days_limit_of_their_own_and_proven_faults_have_none() {
    execute(|| {
        for _ in 0..4 {
            fault("tiny", MissedDeadline);
        }
        assert_eq!(evidence(), (0, UNIT));
        assert!(writes_nothing(|| fault("tiny", MissedDeadline)));
        full_day("tiny");
        assert_eq!(evidence(), (UNIT, UNIT));
        fault("tiny", WrongOutput);
        fault("tiny", WrongOutput);
        assert_eq!(evidence(), (0, 41 * UNIT));
        wait(DAY_MS);
        assert!(!writes_nothing(|| fault("tiny", MissedDeadline)));
    });
}

#[test]
fn nobody_can_bring_a_device_that_works_every_day_below_half_by_missed_deadlines() {
    execute(|| {
        for _ in 0..365 {
            full_day("tiny");
            for _ in 0..20 {
                fault("tiny", MissedDeadline);
            }
            wait(DAY_MS);
            assert!(view().score >= 50, "{:?}", view());
        }
    });
}

#[test]
fn a_fault_is_forgotten_with_time() {
    execute(|| {
        fault("tiny", WrongOutput);
        for (half_lives, score) in [(0, 9), (1, 17), (2, 29), (4, 62), (8, 96), (12, 100)] {
            set_time(START_MS + half_lives * HALF_LIFE_MS);
            assert_eq!(view().score, score, "after {half_lives}");
        }
    });
}

#[test]
fn evidence_against_a_device_never_overflows() {
    execute(|| {
        fault("tiny", Equivocation);
        Standings::<Test>::mutate(device(), |standing| {
            let standing = standing.as_mut().unwrap();
            standing.evidence.bad_micros = u64::MAX;
            standing.models[0].evidence.bad_micros = u64::MAX - 1;
        });
        fault("tiny", Equivocation);
        assert_eq!(evidence(), (0, u64::MAX));
        assert_eq!(model_evidence("tiny"), Some((0, u64::MAX)));
        assert_eq!(view().score, 0);
    });
}

#[test]
fn governance_reports_faults_of_registered_devices() {
    execute(|| {
        let report = |origin, device, kind| Reputation::report_fault(origin, device, model("tiny"), kind);
        let root = RuntimeOrigin::root;
        assert_noop!(
            report(RuntimeOrigin::signed([5; 32].into()), device(), WrongOutput),
            BadOrigin
        );
        assert_noop!(report(RuntimeOrigin::none(), device(), WrongOutput), BadOrigin);
        assert_noop!(
            report(root(), STRANGER, WrongOutput),
            Error::<Test>::UnknownDevice
        );
        assert_ok!(report(root(), device(), WrongOutput));
        System::assert_last_event(
            Event::FaultNoted {
                device: device(),
                model: model("tiny"),
                kind: WrongOutput,
                weight_micros: 20 * UNIT,
            }
            .into(),
        );
        assert_eq!(evidence(), (0, 20 * UNIT));
    });
}

#[test]
fn a_report_that_would_count_nothing_is_refused() {
    execute(|| {
        let report = |kind| Reputation::report_fault(RuntimeOrigin::root(), device(), model("tiny"), kind);
        for _ in 0..4 {
            assert_ok!(report(MissedDeadline));
        }
        assert_noop!(report(MissedDeadline), Error::<Test>::DayLimitReached);
        assert_ok!(report(WrongOutput));
    });
}
