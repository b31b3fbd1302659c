//! Records: those that settle at once, those that are voted on, and those that are none.

use super::*;
use coco_primitives::UsageRecord;

fn with(change: impl FnOnce(&mut UsageRecord)) -> UsageRecord {
    let mut record = record();
    change(&mut record);
    record
}

/// A job without a panel, accepted.
fn quick() -> H256 {
    let assured = assured_with(|one| countersigned(&mut one.terms));
    let id = job_of(&assured);
    assert_ok!(submit(assured));
    assert_ok!(accept(acceptance_of(id)));
    id
}

#[test]
fn begins_the_time_of_votes_and_disputes() {
    run(Until::Running, || {
        assert_ok!(deliver(record()));
        let commit_until_ms = START_MS + COMMIT_MS;
        System::assert_last_event(
            Event::JobDelivered {
                job: job(),
                device: device_key(),
                record_hash: record().signing_hash(&GENESIS),
                record: record(),
                countersigned: false,
                commit_until_ms,
                reveal_until_ms: commit_until_ms + REVEAL_MS,
                dispute_until_ms: commit_until_ms + REVEAL_MS + DISPUTE_MS,
            }
            .into(),
        );
        assert_noop!(deliver(record()), Error::<Test>::JobAlreadyDelivered);
        assert_noop!(start(), Error::<Test>::JobAlreadyDelivered);
    });
}

#[test]
fn without_a_panel_both_signatures_settle_at_once() {
    run(Until::Nothing, || {
        let id = quick();
        assert_ok!(deliver_countersigned(record_of(&acceptance_of(id))));
        assert_eq!(free(requester_key()), RICHES - PRICE);
        assert_eq!(free(OWNER), RICHES - BONDED + PRICE - PRICE / 100);
        assert_eq!(free(TREASURY.into()), RICHES + PRICE / 100);
        assert_eq!(Promised::<Test>::iter().count(), 0);
        assert_noop!(
            deliver_countersigned(record_of(&acceptance_of(id))),
            Error::<Test>::JobAlreadySettled
        );
    });
}

#[test]
fn a_countersignature_that_comes_later_settles_what_waits() {
    run(Until::Nothing, || {
        let id = quick();
        let record = record_of(&acceptance_of(id));
        // Somebody who saw both signatures brings the record without the requester's.
        assert_ok!(deliver(record.clone()));
        let mut other = record.clone();
        other.sequence += 1;
        assert_noop!(deliver_countersigned(other), Error::<Test>::OtherRecord);
        let (by_device, _) = sign_record(&record);
        assert_noop!(
            AssuredJobs::deliver_record(operator(), record.clone(), by_device, Some(by_device)),
            Error::<Test>::RecordBadRequesterSignature
        );
        assert_noop!(deliver(record.clone()), Error::<Test>::JobAlreadyDelivered);
        assert_ok!(deliver_countersigned(record));
        assert_eq!(free(requester_key()), RICHES - PRICE);
    });
}

#[test]
fn a_requester_that_says_nothing_pays_when_its_time_is_over() {
    run(Until::Nothing, || {
        let id = quick();
        assert_ok!(deliver(record_of(&acceptance_of(id))));
        wait(DISPUTE_MS);
        assert_noop!(AssuredJobs::settle_job(operator(), id), Error::<Test>::TooEarly);
        wait(1);
        assert_ok!(AssuredJobs::settle_job(operator(), id));
        assert_eq!(free(requester_key()), RICHES - PRICE);
    });
}

#[test]
fn a_panel_is_heard_also_when_the_requester_countersigned() {
    run(Until::Accepted, || {
        assert_ok!(deliver_countersigned(record()));
        assert_eq!(phase(), Some(Phase::Delivered));
        vote_all([Verdict::Refuted; 3]);
        past_disputes();
        assert_ok!(settle());
        assert!(matches!(outcome(), Some(Outcome::Refuted { .. })));
    });
}

#[test]
fn refuses_records_that_do_not_fit() {
    run(Until::Accepted, || {
        for (change, error) in [
            (
                (|one: &mut UsageRecord| one.ended_at_ms = one.started_at_ms - 1) as fn(&mut UsageRecord),
                Error::<Test>::RecordMalformed,
            ),
            (|one| one.device = [1; 32], Error::<Test>::RecordOtherDevice),
            (|one| one.owner = [1; 32], Error::<Test>::RecordOtherOwner),
            (|one| one.lease = [1; 16], Error::<Test>::RecordOtherLease),
            (|one| one.requester = [1; 32], Error::<Test>::RecordOtherRequester),
            (
                |one| one.model = coco_primitives::Text::try_from("other").unwrap(),
                Error::<Test>::RecordOtherModel,
            ),
            (
                |one| one.prompt_tokens = 101,
                Error::<Test>::RecordTooManyPromptTokens,
            ),
            (
                |one| one.completion_tokens = 51,
                Error::<Test>::RecordTooManyCompletionTokens,
            ),
            (|one| one.price_planck -= 1, Error::<Test>::RecordWrongPrice),
            (
                |one| one.ended_at_ms = DEADLINE_MS + GRACE_MS + 1,
                Error::<Test>::RecordAfterDeadline,
            ),
        ] {
            assert_noop!(deliver(with(change)), error);
        }
    });
}

#[test]
fn refuses_a_price_above_the_maximum() {
    run(Until::Nothing, || {
        let cheap = assured_with(|one| one.intent.max_price_planck = PRICE - 1);
        let id = job_of(&cheap);
        assert_ok!(submit(cheap));
        assert_ok!(accept(acceptance_of(id)));
        assert_noop!(
            deliver(record_of(&acceptance_of(id))),
            Error::<Test>::RecordPriceAboveMaximum
        );
    });
}

#[test]
fn refuses_other_signatures_and_other_times() {
    run(Until::Accepted, || {
        let by_stranger = sign(&stranger(), &record());
        assert_noop!(
            AssuredJobs::deliver_record(operator(), record(), by_stranger, None),
            Error::<Test>::RecordBadDeviceSignature
        );
        let (by_device, _) = sign_record(&record());
        assert_noop!(
            AssuredJobs::deliver_record(operator(), record(), by_device, Some(by_stranger)),
            Error::<Test>::RecordBadRequesterSignature
        );
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_noop!(deliver(record()), Error::<Test>::TooLate);
        set_time(DEADLINE_MS + GRACE_MS);
        assert_ok!(deliver(record()));
    });
}

#[test]
fn nobody_delivers_what_nobody_accepted() {
    run(Until::Submitted, || {
        assert_noop!(deliver(record()), Error::<Test>::JobNotAccepted);
    });
}

#[test]
fn what_an_account_cannot_take_goes_back() {
    run(Until::Nothing, || {
        // The owner leaves; its device's bond is all that keeps its account, until that is back too.
        let assured = assured_with(|one| {
            countersigned(&mut one.terms);
            one.terms.bond_planck = 0;
            one.intent.max_price_planck = 9;
        });
        let id = job_of(&assured);
        assert_ok!(submit(assured));
        let mut cheap = acceptance_of(id);
        cheap.prompt_token_price_planck = 0;
        cheap.completion_token_price_planck = 1;
        assert_ok!(accept(cheap.clone()));
        assert_ok!(Devices::unbond(by(OWNER), device_key(), BONDED));
        wait(1_000_001);
        assert_ok!(Devices::withdraw_unbonded(operator(), device_key()));
        assert_ok!(Balances::transfer_all(by(OWNER), OPERATOR, false));
        set_time(START_MS + 10);
        let mut record = record_of(&cheap);
        record.completion_tokens = 9;
        record.price_planck = 9;
        assert_ok!(deliver_countersigned(record));
        assert_eq!(free(OWNER), 0);
        assert_eq!(free(requester_key()), RICHES);
    });
}
