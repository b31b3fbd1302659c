//! Every invariant is one that `try_state` would miss if it were broken, and the rules hold that a runtime must keep.

use super::*;
use crate::StandingOf;
use frame_support::traits::Hooks;
use sp_runtime::DispatchError;

fn refusal() -> Option<&'static str> {
    match Reputation::do_try_state() {
        Err(DispatchError::Other(why)) => Some(why),
        Err(other) => panic!("{other:?}"),
        Ok(()) => None,
    }
}

/// What `try_state` says of a device whose standing was changed behind the pallet's back. The change is taken back.
fn refusal_after(change: impl FnOnce(&mut StandingOf<Test>)) -> Option<&'static str> {
    let good = Standings::<Test>::get(device()).unwrap();
    let mut bad = good.clone();
    change(&mut bad);
    Standings::<Test>::insert(device(), bad);
    let why = refusal();
    Standings::<Test>::insert(device(), good);
    why
}

fn noted_once_each() {
    work("tiny", PRICE);
    wait(5);
    work("large", PRICE);
    fault("tiny", FaultKind::MissedDeadline);
    assert_eq!(refusal(), None);
}

#[test]
fn try_state_notices_a_standing_that_cannot_be() {
    execute(|| {
        noted_once_each();
        let without_note = Some("a device stands somewhere without a note");
        assert_eq!(refusal_after(|standing| standing.models.clear()), without_note);
        let uncounted = |standing: &mut StandingOf<Test>| (standing.works, standing.faults) = (0, 0);
        assert_eq!(refusal_after(uncounted), without_note);
        assert_eq!(
            refusal_after(|standing| standing.models[0].model = model("tiny")),
            Some("a model of a device is listed twice")
        );
        let more = Some("a device's models have more evidence than the device");
        assert_eq!(refusal_after(|standing| standing.evidence.good_micros -= 1), more);
        assert_eq!(refusal_after(|standing| standing.evidence.bad_micros -= 1), more);
        assert_eq!(
            refusal_after(|standing| standing.day.number += 1),
            Some("the day is not that of the last change")
        );
        let too_much = Some("a day brought more than it may");
        assert_eq!(
            refusal_after(|standing| standing.day.work_micros = UNIT + 1),
            too_much
        );
        assert_eq!(
            refusal_after(|standing| standing.day.missed_micros = UNIT + 1),
            too_much
        );
    });
}

#[test]
fn try_state_notices_a_history_that_cannot_be() {
    execute(|| {
        noted_once_each();
        let entry = |place| History::<Test>::get(device(), place).unwrap();
        let refusal_with = |place, entry: Option<HistoryEntry>| {
            let good = History::<Test>::get(device(), place);
            History::<Test>::set(device(), place, entry);
            let why = refusal();
            History::<Test>::set(device(), place, good);
            why
        };
        let work = entry(Place::Work(0));
        let fault = entry(Place::Fault(0));
        let unwritten = Some("there is history in a place that nothing was written to");
        assert_eq!(
            refusal_with(Place::Work(0), None),
            Some("a place of history is empty")
        );
        assert_eq!(refusal_with(Place::Work(2), Some(work.clone())), unwritten);
        let astray = Some("work lies among faults, or a fault among work");
        assert_eq!(refusal_with(Place::Fault(0), Some(work.clone())), astray);
        assert_eq!(refusal_with(Place::Work(1), Some(fault.clone())), astray);
        let weightless = HistoryEntry {
            weight_micros: 0,
            ..work.clone()
        };
        assert_eq!(
            refusal_with(Place::Work(0), Some(weightless)),
            Some("a note that counts nothing was written")
        );
        let disorder = Some("history is not in the order of time");
        let later = |entry: &HistoryEntry, ms| HistoryEntry {
            at_ms: entry.at_ms + ms,
            ..entry.clone()
        };
        assert_eq!(refusal_with(Place::Work(0), Some(later(&work, 5))), None);
        assert_eq!(refusal_with(Place::Work(0), Some(later(&work, 6))), disorder);
        assert_eq!(refusal_with(Place::Work(1), Some(later(&work, 6))), disorder);
        assert_eq!(refusal_with(Place::Fault(0), Some(later(&fault, 1))), disorder);
        History::<Test>::insert(STRANGER, Place::Work(0), work);
        assert_eq!(refusal(), unwritten);
        History::<Test>::remove(STRANGER, Place::Work(0));
    });
}

#[test]
fn the_tests_runtime_is_sound() {
    <Reputation as Hooks<u64>>::integrity_test();
}
