//! A device that goes on under another key.

use super::*;

const NEW: DeviceKey = [77; 32];

#[test]
fn takes_everything_along_and_leaves_nothing_behind() {
    execute(|| {
        full_day("large");
        fault("tiny", FaultKind::MissedDeadline);
        wait(DAY_MS / 2);
        let (standing, history) = (Standings::<Test>::get(device()), Reputation::history(&device()));
        assert_ok!(Reputation::transfer(&device(), &NEW));
        System::assert_last_event(
            Event::ReputationTransferred {
                old: device(),
                new: NEW,
            }
            .into(),
        );
        assert_eq!(Standings::<Test>::get(NEW), standing);
        assert_eq!(Reputation::history(&NEW), history);
        assert_eq!(history.len(), 5);
        assert_eq!(view(), ReputationView::of_stranger());
        assert_eq!(Reputation::history(&device()), []);
        assert_eq!(History::<Test>::iter_prefix(device()).count(), 0);
        // The day's limit went along too.
        assert!(writes_nothing(|| Reputation::note_verified_work(
            &NEW,
            &model("tiny"),
            DEAR
        )));
    });
}

#[test]
fn hides_no_reputation_behind_another() {
    execute(|| {
        full_day("tiny");
        Reputation::note_fault(&NEW, &model("tiny"), FaultKind::WrongOutput);
        let error = Error::<Test>::KeyHasReputation;
        assert_noop!(Reputation::transfer(&device(), &NEW), error);
        let error = Error::<Test>::KeyHasReputation;
        assert_noop!(Reputation::transfer(&NEW, &device()), error);
        let error = Error::<Test>::KeyHasReputation;
        assert_noop!(Reputation::transfer(&NEW, &NEW), error);
    });
}

#[test]
fn of_nothing_known_nothing_goes_along() {
    execute(|| {
        full_day("tiny");
        // Not even when something is known of the new key.
        for new in [NEW, device()] {
            let mut result = Ok(());
            assert!(writes_nothing(|| result = Reputation::transfer(&STRANGER, &new)));
            assert_ok!(result);
        }
    });
}
