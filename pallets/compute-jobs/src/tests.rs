use crate::{mock::*, Counts, Error, Event, FinishedOrder, Job, JobCounts, Jobs, Phase, Settlement};
use coco_primitives::{
    DeviceAction, DeviceRegistry, DeviceStatus, DeviceUpdate, JobAcceptance, JobCancellation, JobIntent,
    SignedMessage, Text, UsageRecord,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_core::{Pair, H256};
use sp_runtime::traits::BadOrigin;

mod endings;
mod properties;
mod records;
mod rekeyed;
mod reputation;
mod views;

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
