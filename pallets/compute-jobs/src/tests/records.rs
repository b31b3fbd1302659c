//! Records that settle, and those that do not.

use super::*;

#[test]
fn refuses_a_record_of_a_job_that_is_unknown_or_not_accepted() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(complete(record()), Error::<Test>::UnknownJob);
        assert_ok!(submit(intent()));
        assert_noop!(complete(record()), Error::<Test>::JobNotAccepted);
    });
}

#[test]
fn refuses_a_record_for_the_second_time() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        assert_ok!(complete(record()));
        assert_noop!(complete(record()), Error::<Test>::RecordReplayed);
    });
}

#[test]
fn refuses_a_record_that_was_tampered_with_after_signing() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        let (by_device, by_requester) = sign_record(&record(), &device(), &requester());
        let mut fewer_bytes = record();
        fewer_bytes.bytes_out -= 1;
        assert_noop!(
            ComputeJobs::complete_job(operator(), fewer_bytes, by_device, by_requester),
            Error::<Test>::RecordBadDeviceSignature
        );
    });
}

#[test]
fn refuses_a_record_signed_by_wrong_keys_or_for_another_chain() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        let (by_stranger, by_requester) = sign_record(&record(), &stranger(), &requester());
        assert_noop!(
            ComputeJobs::complete_job(operator(), record(), by_stranger, by_requester),
            Error::<Test>::RecordBadDeviceSignature
        );
        let (by_device, by_stranger) = sign_record(&record(), &device(), &stranger());
        assert_noop!(
            ComputeJobs::complete_job(operator(), record(), by_device, by_stranger),
            Error::<Test>::RecordBadRequesterSignature
        );
        let elsewhere = device().sign(&record().signing_bytes(&H256([8; 32]))).0;
        assert_noop!(
            ComputeJobs::complete_job(operator(), record(), elsewhere, by_requester),
            Error::<Test>::RecordBadDeviceSignature
        );
        // The requester's word is for a record *and* the device's signature over it.
        let (_, over_another_signature) = sign_record(&record(), &stranger(), &requester());
        assert_noop!(
            ComputeJobs::complete_job(operator(), record(), by_device, over_another_signature),
            Error::<Test>::RecordBadRequesterSignature
        );
        // Signing the record itself is not countersigning it.
        let plain = sign(&requester(), &record());
        assert_noop!(
            ComputeJobs::complete_job(operator(), record(), by_device, plain),
            Error::<Test>::RecordBadRequesterSignature
        );
    });
}

#[test]
fn refuses_a_record_that_differs_from_intent_or_acceptance() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        let other = [66; 32];
        assert_noop!(
            complete_with(|record| record.device = other),
            Error::<Test>::RecordOtherDevice
        );
        assert_noop!(
            complete_with(|record| record.owner = other),
            Error::<Test>::RecordOtherOwner
        );
        assert_noop!(
            complete_with(|record| record.lease = [66; 16]),
            Error::<Test>::RecordOtherLease
        );
        assert_noop!(
            complete_with(|record| record.requester = other),
            Error::<Test>::RecordOtherRequester
        );
        assert_noop!(
            complete_with(|record| record.model = Text::try_from("huge").unwrap()),
            Error::<Test>::RecordOtherModel
        );
        assert_noop!(
            complete_with(|record| record.prompt_tokens = 101),
            Error::<Test>::RecordTooManyPromptTokens
        );
        assert_noop!(
            complete_with(|record| record.completion_tokens = 51),
            Error::<Test>::RecordTooManyCompletionTokens
        );
        assert_noop!(
            complete_with(|record| record.price_planck += 1),
            Error::<Test>::RecordWrongPrice
        );
        assert_noop!(
            complete_with(|record| record.price_planck -= 1),
            Error::<Test>::RecordWrongPrice
        );
        assert_noop!(
            complete_with(|record| record.ended_at_ms = record.started_at_ms - 1),
            Error::<Test>::RecordMalformed
        );
        assert_noop!(
            complete_with(|record| record.ended_at_ms = DEADLINE_MS + GRACE_MS + 1),
            Error::<Test>::RecordAfterDeadline
        );
    });
}

#[test]
fn refuses_a_price_above_the_maximum_and_one_that_overflows() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        let mut dear = acceptance();
        dear.completion_token_price_planck = 25;
        assert_ok!(accept(dear));
        // 20 × 2 + 39 × 25 = 1,015: above the intent's 1,000.
        assert_noop!(
            complete_with(|record| {
                record.completion_tokens = 39;
                record.price_planck = 1_015;
            }),
            Error::<Test>::RecordPriceAboveMaximum
        );
        assert_ok!(complete_with(|record| {
            record.completion_tokens = 38;
            record.price_planck = 990;
        }));
    });
    ExtBuilder::default().submitted().build_and_execute(|| {
        let mut absurd = acceptance();
        absurd.completion_token_price_planck = u128::MAX;
        assert_ok!(accept(absurd));
        assert_noop!(
            complete_with(|record| record.price_planck = u128::MAX),
            Error::<Test>::RecordPriceAboveMaximum
        );
    });
}

#[test]
fn settles_until_the_grace_is_over() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_noop!(complete(record()), Error::<Test>::DeadlinePassed);
        set_time(DEADLINE_MS + GRACE_MS);
        assert_noop!(expire(job()), Error::<Test>::DeadlineNotReached);
        assert_ok!(complete(record()));
    });
}

#[test]
fn a_device_that_retired_after_accepting_can_still_settle() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        set_status(DeviceStatus::Retired);
        assert_ok!(complete(record()));
    });
}
