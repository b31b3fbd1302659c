//! What is remembered word for word.

use super::*;

#[test]
fn says_when_and_with_which_model_what_was_noted_the_newest_first() {
    execute(|| {
        work("tiny", PRICE);
        wait(1);
        fault("large", FaultKind::MissedDeadline);
        wait(1);
        work("tiny", 3 * PRICE);
        let entry = |after_ms, name, note, weight_micros| HistoryEntry {
            at_ms: START_MS + after_ms,
            model: model(name),
            note,
            weight_micros,
        };
        assert_eq!(
            Reputation::history(&device()),
            [
                entry(2, "tiny", Note::Work, UNIT / 5),
                entry(1, "large", Note::Fault(FaultKind::MissedDeadline), UNIT / 4),
                entry(0, "tiny", Note::Work, UNIT / 10),
            ]
        );
        assert_eq!(Reputation::history(&STRANGER), []);
    });
}

#[test]
fn keeps_the_newest_of_each_kind() {
    execute(|| {
        for n in 1..=6 {
            work("tiny", PRICE * n / 10);
            wait(1);
        }
        let weights: Vec<u64> = noted().into_iter().map(|(_, weight)| weight).collect();
        let of = |n| RULES.work_micros(PRICE * n / 10);
        assert_eq!(weights, [of(6), of(5), of(4), of(3)]);
        assert_eq!(History::<Test>::iter().count(), MAX_HISTORY as usize);
    });
}

#[test]
fn work_never_pushes_a_fault_out_of_sight_nor_a_fault_work() {
    execute(|| {
        fault("tiny", FaultKind::Equivocation);
        for _ in 0..100 {
            wait(DAY_MS);
            work("tiny", PRICE);
        }
        let equivocation = (Note::Fault(FaultKind::Equivocation), 40 * UNIT);
        assert_eq!(noted().len(), 5);
        assert_eq!(noted().last(), Some(&equivocation));
        for _ in 0..100 {
            fault("tiny", FaultKind::WrongOutput);
        }
        assert_eq!(noted().len(), 8);
        let works = noted().into_iter().filter(|(note, _)| *note == Note::Work);
        assert_eq!(works.count(), 4);
        assert!(!noted().contains(&equivocation));
        // Of the same moment, faults come first.
        assert!(matches!(noted()[0].0, Note::Fault(_)));
    });
}
