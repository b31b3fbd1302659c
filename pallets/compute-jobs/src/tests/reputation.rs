//! What a job's end says about its device.

use super::*;
use coco_primitives::{DeviceKey, Reputation as _};

/// Good and bad micros of the device of [`acceptance`].
fn evidence() -> (u64, u64) {
    evidence_of(&acceptance().device)
}

fn evidence_of(device: &DeviceKey) -> (u64, u64) {
    let view = Reputation::score(device);
    (view.good_micros, view.bad_micros)
}

/// The same with [`intent`]'s model.
fn model_evidence() -> Option<(u64, u64)> {
    let view = Reputation::model_reputation(&acceptance().device, &intent().model)?;
    Some((view.good_micros, view.bad_micros))
}

#[test]
fn a_settled_record_counts_by_its_price_for_the_device_with_the_model() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        assert_eq!(evidence(), (0, 0));
        assert_ok!(complete(record()));
        assert_eq!(evidence(), (RECORD_MICROS, 0));
        assert_eq!(model_evidence(), Some((RECORD_MICROS, 0)));
    });
    ExtBuilder::default().accepted().build_and_execute(|| {
        // About half the price: 20 × 2 + 13 × 3.
        assert_ok!(complete_with(|record| {
            record.completion_tokens = 13;
            record.price_planck = 79;
        }));
        assert_eq!(evidence(), (RECORD_MICROS * 79 / 160 - 1, 0));
    });
}

#[test]
fn a_record_that_is_refused_counts_nothing() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        assert_noop!(
            complete_with(|record| record.price_planck += 1),
            Error::<Test>::RecordWrongPrice
        );
        assert_eq!(evidence(), (0, 0));
        assert_ok!(complete(record()));
        assert_noop!(complete(record()), Error::<Test>::RecordReplayed);
        assert_eq!(evidence(), (RECORD_MICROS, 0));
    });
}

#[test]
fn an_accepted_job_that_expires_is_a_missed_deadline_of_its_device() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        set_time(DEADLINE_MS + GRACE_MS);
        assert_noop!(expire(job()), Error::<Test>::DeadlineNotReached);
        assert_eq!(evidence(), (0, 0));
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_ok!(expire(job()));
        assert_eq!(evidence(), (0, MISSED_MICROS));
        assert_eq!(model_evidence(), Some((0, MISSED_MICROS)));
        // Once: whoever expires it again is refused.
        assert_noop!(expire(job()), Error::<Test>::JobAlreadyExpired);
        assert_eq!(evidence(), (0, MISSED_MICROS));
    });
}

#[test]
fn a_job_that_nobody_accepted_is_nobodys_fault() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        set_time(DEADLINE_MS + 1);
        assert_ok!(expire(job()));
        assert_eq!(pallet_reputation::Standings::<Test>::iter().count(), 0);
    });
    ExtBuilder::default().submitted().build_and_execute(|| {
        assert_ok!(cancel(job()));
        assert_eq!(pallet_reputation::Standings::<Test>::iter().count(), 0);
    });
}

#[test]
fn the_work_is_the_devices_that_accepted_not_that_of_whoever_submits() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        register(&stranger());
        assert_ok!(accept(acceptance()));
        assert_ok!(complete(record()));
        assert_eq!(evidence_of(&stranger().public().0), (0, 0));
        assert_eq!(evidence(), (RECORD_MICROS, 0));
    });
}

#[test]
fn a_device_with_a_new_key_keeps_its_reputation_and_what_it_still_earns_under_the_old_one() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        rekeyed::rekey();
        assert_ok!(complete(record()));
        assert_eq!(evidence_of(&stranger().public().0), (RECORD_MICROS, 0));
        assert_eq!(evidence(), (0, 0));
    });
    ExtBuilder::default().accepted().build_and_execute(|| {
        rekeyed::rekey();
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_ok!(expire(job()));
        assert_eq!(evidence_of(&stranger().public().0), (0, MISSED_MICROS));
    });
}
