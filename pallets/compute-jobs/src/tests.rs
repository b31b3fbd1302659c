use crate::{mock::*, Counts, Error, Event, FinishedOrder, Job, JobCounts, Jobs, Phase, Settlement};
use coco_primitives::{
    DeviceAction, DeviceRegistry, DeviceStatus, DeviceUpdate, JobAcceptance, JobCancellation, JobIntent,
    SignedMessage, Text, UsageRecord,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_core::{Pair, H256};
use sp_runtime::traits::BadOrigin;

mod properties;
mod rekeyed;

fn cancel(job: H256) -> DispatchResult {
    let signature = sign(&requester(), &JobCancellation { job });
    ComputeJobs::cancel_job(operator(), job, signature)
}

fn expire(job: H256) -> DispatchResult {
    ComputeJobs::expire_job(operator(), job)
}

/// The device's first word to the registry after its registration.
fn set_status(status: DeviceStatus) {
    let device_key = acceptance().device;
    let update = DeviceUpdate {
        device: device_key,
        nonce: 1,
        action: DeviceAction::SetStatus(status),
    };
    let signature = sign(&device(), &update);
    assert_ok!(Devices::set_status(operator(), device_key, 1, status, signature));
}

fn phase(job: H256) -> Option<Phase> {
    Jobs::<Test>::get(job).map(|job| job.phase())
}

fn intent_with(change: impl FnOnce(&mut JobIntent)) -> JobIntent {
    let mut intent = intent();
    change(&mut intent);
    intent
}

/// Completes with a record that both sides signed after `change`.
fn complete_with(change: impl FnOnce(&mut UsageRecord)) -> DispatchResult {
    let mut record = record();
    change(&mut record);
    complete(record)
}

#[test]
fn carries_a_job_from_intent_to_record() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(submit(intent()));
        System::assert_last_event(
            Event::JobSubmitted {
                job: job(),
                requester: intent().requester,
                operator: OPERATOR,
                model: intent().model,
                max_price_planck: 1_000,
                deadline_ms: DEADLINE_MS,
            }
            .into(),
        );
        assert_ok!(accept(acceptance()));
        System::assert_last_event(
            Event::JobAccepted {
                job: job(),
                device: acceptance().device,
                owner: OWNER,
                lease: [6; 16],
            }
            .into(),
        );
        assert_ok!(complete(record()));
        let record_hash = record().signing_hash(&GENESIS);
        System::assert_last_event(
            Event::JobCompleted {
                job: job(),
                device: acceptance().device,
                requester: intent().requester,
                owner: OWNER,
                record_hash,
                price_planck: 160,
                record: record(),
            }
            .into(),
        );
        assert_eq!(
            Jobs::<Test>::get(job()),
            Some(Job::Completed {
                requester: intent().requester,
                settle_by_ms: DEADLINE_MS + GRACE_MS,
                settlement: Settlement {
                    device: acceptance().device,
                    record_hash,
                    price_planck: 160
                },
                at: 1,
            })
        );
        assert_eq!(
            Counts::<Test>::get(),
            JobCounts {
                submitted: 0,
                accepted: 0,
                finished: 1,
                completed_ever: 1
            }
        );
        let device = pallet_device_registry::Devices::<Test>::get(acceptance().device).unwrap();
        assert_eq!(device.jobs_done, 1);
    });
}

#[test]
fn the_job_id_is_the_hash_of_the_intents_signed_bytes() {
    let bytes = intent().signing_bytes(&GENESIS);
    assert_eq!(job(), H256(sp_io::hashing::blake2_256(&bytes)));
    assert_eq!(&bytes[..11], b"coco/intent");
    assert_eq!(bytes[16], 1);
    assert_eq!(&bytes[17..49], GENESIS.as_bytes());
}

#[test]
fn refuses_an_unsigned_origin_everywhere() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        let none = RuntimeOrigin::none;
        assert_noop!(
            ComputeJobs::submit_job_intent(none(), intent(), [0; 64]),
            BadOrigin
        );
        assert_noop!(ComputeJobs::accept_job(none(), acceptance(), [0; 64]), BadOrigin);
        assert_noop!(
            ComputeJobs::complete_job(none(), record(), [0; 64], [0; 64]),
            BadOrigin
        );
        assert_noop!(ComputeJobs::cancel_job(none(), job(), [0; 64]), BadOrigin);
        assert_noop!(ComputeJobs::expire_job(RuntimeOrigin::root(), job()), BadOrigin);
    });
}

#[test]
fn refuses_an_intent_that_the_requester_did_not_sign() {
    ExtBuilder::default().build_and_execute(|| {
        let error = Error::<Test>::BadRequesterSignature;
        let by_stranger = sign(&stranger(), &intent());
        assert_noop!(
            ComputeJobs::submit_job_intent(operator(), intent(), by_stranger),
            error
        );
        let raised = intent_with(|intent| intent.max_price_planck += 1);
        let signature = sign(&requester(), &intent());
        let error = Error::<Test>::BadRequesterSignature;
        assert_noop!(
            ComputeJobs::submit_job_intent(operator(), raised, signature),
            error
        );
        let elsewhere = requester().sign(&intent().signing_bytes(&H256([8; 32]))).0;
        let error = Error::<Test>::BadRequesterSignature;
        assert_noop!(
            ComputeJobs::submit_job_intent(operator(), intent(), elsewhere),
            error
        );
    });
}

#[test]
fn refuses_an_intent_for_the_second_time_in_every_state() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        let error = || Error::<Test>::JobAlreadySubmitted;
        assert_noop!(submit(intent()), error());
        assert_ok!(accept(acceptance()));
        assert_noop!(submit(intent()), error());
        assert_ok!(complete(record()));
        assert_noop!(submit(intent()), error());
    });
}

#[test]
fn refuses_an_intent_past_its_settle_by_or_beyond_the_horizon() {
    ExtBuilder::default().build_and_execute(|| {
        let far = intent_with(|intent| intent.deadline_ms = START_MS + HORIZON_MS + 1);
        assert_noop!(submit(far), Error::<Test>::DeadlineTooFar);
        assert_ok!(submit(intent_with(
            |intent| intent.deadline_ms = START_MS + HORIZON_MS
        )));
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_noop!(submit(intent()), Error::<Test>::DeadlinePassed);
        set_time(DEADLINE_MS + GRACE_MS);
        assert_ok!(submit(intent()));
    });
}

#[test]
fn refuses_an_acceptance_of_an_unknown_job_or_by_a_wrong_signer() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(accept(acceptance()), Error::<Test>::UnknownJob);
        assert_ok!(submit(intent()));
        let by_stranger = sign(&stranger(), &acceptance());
        assert_noop!(
            ComputeJobs::accept_job(operator(), acceptance(), by_stranger),
            Error::<Test>::BadDeviceSignature
        );
        let mut dearer = acceptance();
        dearer.prompt_token_price_planck += 1;
        let signature = sign(&device(), &acceptance());
        assert_noop!(
            ComputeJobs::accept_job(operator(), dearer, signature),
            Error::<Test>::BadDeviceSignature
        );
    });
}

#[test]
fn refuses_an_acceptance_by_a_device_that_is_unknown_or_retired() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        let mut unknown = acceptance();
        unknown.device = stranger().public().0;
        let signature = sign(&stranger(), &unknown);
        assert_noop!(
            ComputeJobs::accept_job(operator(), unknown, signature),
            Error::<Test>::DeviceNotInService
        );
        set_status(DeviceStatus::Retired);
        assert_noop!(accept(acceptance()), Error::<Test>::DeviceNotInService);
    });
}

#[test]
fn takes_an_acceptance_from_before_a_pause_and_for_the_owner_that_the_device_named_then() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        set_status(DeviceStatus::Paused);
        let mut for_another = acceptance();
        for_another.owner = [66; 32];
        assert_ok!(accept(for_another.clone()));
        let before = Devices::owner_of(&for_another.device);
        assert_ne!(before, Some(for_another.owner));
        assert_ok!(complete(record_of(&for_another)));
    });
}

#[test]
fn accepts_late_on_chain_what_was_accepted_in_time() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_noop!(accept(acceptance()), Error::<Test>::DeadlinePassed);
        set_time(DEADLINE_MS + GRACE_MS);
        let mut late = acceptance();
        late.accepted_at_ms = DEADLINE_MS + 1;
        assert_noop!(accept(late), Error::<Test>::AcceptedAfterDeadline);
        assert_ok!(accept(acceptance()));
    });
}

#[test]
fn refuses_a_second_acceptance() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        assert_noop!(accept(acceptance()), Error::<Test>::JobAlreadyAccepted);
    });
}

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

#[test]
fn cancels_a_job_that_nobody_accepted_for_its_requester_only() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        let by_stranger = sign(&stranger(), &JobCancellation { job: job() });
        assert_noop!(
            ComputeJobs::cancel_job(operator(), job(), by_stranger),
            Error::<Test>::BadRequesterSignature
        );
        assert_noop!(cancel(H256([66; 32])), Error::<Test>::UnknownJob);
        assert_ok!(cancel(job()));
        System::assert_last_event(Event::JobCancelled { job: job() }.into());
        assert_eq!(phase(job()), Some(Phase::Cancelled));
        assert_noop!(cancel(job()), Error::<Test>::JobAlreadyCancelled);
        assert_noop!(accept(acceptance()), Error::<Test>::JobAlreadyCancelled);
        assert_noop!(complete(record()), Error::<Test>::JobAlreadyCancelled);
        assert_noop!(expire(job()), Error::<Test>::JobAlreadyCancelled);
    });
}

#[test]
fn does_not_cancel_what_a_device_may_have_done() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        assert_noop!(cancel(job()), Error::<Test>::JobAlreadyAccepted);
        assert_ok!(complete(record()));
        assert_noop!(cancel(job()), Error::<Test>::JobAlreadyCompleted);
        assert_noop!(accept(acceptance()), Error::<Test>::JobAlreadyCompleted);
        assert_noop!(expire(job()), Error::<Test>::JobAlreadyCompleted);
    });
}

#[test]
fn expires_a_submitted_job_right_after_its_deadline() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        assert_noop!(expire(H256([66; 32])), Error::<Test>::UnknownJob);
        set_time(DEADLINE_MS);
        assert_noop!(expire(job()), Error::<Test>::DeadlineNotReached);
        set_time(DEADLINE_MS + 1);
        assert_ok!(ComputeJobs::expire_job(
            RuntimeOrigin::signed([42; 32].into()),
            job()
        ));
        System::assert_last_event(Event::JobExpired { job: job() }.into());
        assert_eq!(phase(job()), Some(Phase::Expired));
        assert_noop!(expire(job()), Error::<Test>::JobAlreadyExpired);
        assert_noop!(accept(acceptance()), Error::<Test>::JobAlreadyExpired);
        assert_noop!(complete(record()), Error::<Test>::JobAlreadyExpired);
        assert_noop!(cancel(job()), Error::<Test>::JobAlreadyExpired);
    });
}

#[test]
fn expires_an_accepted_job_after_its_settle_by() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_ok!(expire(job()));
        assert_eq!(
            Counts::<Test>::get(),
            JobCounts {
                finished: 1,
                ..Default::default()
            }
        );
    });
}

#[test]
fn removes_old_finished_jobs_only_when_they_cannot_be_replayed() {
    ExtBuilder::default().build_and_execute(|| {
        let nth = |n: u8| intent_with(|intent| intent.nonce = [n; 16]);
        for n in 0..5 {
            assert_ok!(submit(nth(n)));
            assert_ok!(cancel(job_of(&nth(n))));
        }
        // More than the limit of three, but all of them could still be submitted again.
        assert_eq!(Counts::<Test>::get().finished, 5);
        assert_noop!(submit(nth(0)), Error::<Test>::JobAlreadySubmitted);

        set_time(DEADLINE_MS + GRACE_MS + 1);
        let late = intent_with(|intent| intent.deadline_ms = DEADLINE_MS + HORIZON_MS);
        assert_ok!(submit(late.clone()));
        assert_ok!(cancel(job_of(&late)));
        // Two went for the one that came.
        assert_eq!(Counts::<Test>::get().finished, 4);
        assert_eq!(phase(job_of(&nth(0))), None);
        assert_eq!(phase(job_of(&nth(1))), None);
        assert_eq!(phase(job_of(&nth(2))), Some(Phase::Cancelled));
        assert_noop!(submit(nth(0)), Error::<Test>::DeadlinePassed);
    });
}

#[test]
fn try_state_notices_a_wrong_count_and_a_gap() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        assert_ok!(complete(record()));
        let counts = Counts::<Test>::get();
        Counts::<Test>::put(JobCounts::default());
        assert!(ComputeJobs::do_try_state().is_err());
        Counts::<Test>::put(counts);
        FinishedOrder::<Test>::remove(0);
        assert!(ComputeJobs::do_try_state().is_err());
        FinishedOrder::<Test>::insert(0, job());
    });
}
