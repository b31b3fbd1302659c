use crate::{mock::*, Devices, Error, Event, OwnerDeviceCount, OwnerDevices};
use coco_primitives::{DeviceAction, DeviceRegistry as _, DeviceStatus, Metadata, SignedMessage};
use frame_support::{assert_noop, assert_ok};
use sp_core::{Pair, H256};
use sp_runtime::{traits::BadOrigin, AccountId32};

mod bonds;
mod keys;
mod migration;
mod mutations;
mod offers;
mod properties;
mod quota;
mod slashing;

#[test]
fn registers_a_device_that_signed_for_itself_while_the_operator_pays() {
    ExtBuilder::default().build_and_execute(|| {
        let device = pair(1);
        assert_ok!(register(&device, OWNER));

        let stored = Devices::<Test>::get(key(&device)).unwrap();
        assert_eq!(stored.owner, OWNER);
        assert_eq!(stored.operator, OPERATOR);
        assert_eq!(stored.capabilities, capabilities());
        assert_eq!(stored.status, DeviceStatus::Active);
        assert_eq!(stored.nonce, 0);
        assert_eq!(stored.registered_at, 1);
        assert_eq!(
            (stored.last_heartbeat.block, stored.last_heartbeat.at_ms),
            (1, START_MS)
        );
        assert_eq!(Devices::<Test>::count(), 1);
        assert!(OwnerDevices::<Test>::contains_key(OWNER, key(&device)));
        System::assert_last_event(
            Event::DeviceRegistered {
                device: key(&device),
                owner: OWNER,
                operator: OPERATOR,
            }
            .into(),
        );
    });
}

#[test]
fn refuses_an_unsigned_origin_everywhere() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            let none = RuntimeOrigin::none;
            let (key, signature) = (key(&device), [0; 64]);
            assert_noop!(
                DeviceRegistry::register_device(none(), registration(&pair(2), OWNER), signature),
                BadOrigin
            );
            assert_noop!(
                DeviceRegistry::update_metadata(
                    none(),
                    key,
                    1,
                    capabilities(),
                    Metadata::default(),
                    signature
                ),
                BadOrigin
            );
            assert_noop!(
                DeviceRegistry::set_status(none(), key, 1, DeviceStatus::Paused, signature),
                BadOrigin
            );
            assert_noop!(
                DeviceRegistry::heartbeat(RuntimeOrigin::root(), key, 1, signature),
                BadOrigin
            );
            assert_noop!(DeviceRegistry::offer_device(none(), key, OTHER_OWNER), BadOrigin);
            assert_noop!(DeviceRegistry::accept_device(none(), key), BadOrigin);
            assert_noop!(DeviceRegistry::withdraw_offer(none(), key), BadOrigin);
            assert_noop!(
                DeviceRegistry::rekey_device(none(), key, [1; 32], 1, signature),
                BadOrigin
            );
            assert_noop!(
                DeviceRegistry::deregister_device(RuntimeOrigin::root(), key),
                BadOrigin
            );
            assert_noop!(DeviceRegistry::bond(none(), key, 1), BadOrigin);
            assert_noop!(DeviceRegistry::unbond(none(), key, 1), BadOrigin);
            assert_noop!(DeviceRegistry::withdraw_unbonded(none(), key), BadOrigin);
        });
}

#[test]
fn refuses_a_registration_signed_by_another_key() {
    ExtBuilder::default().build_and_execute(|| {
        let registration = registration(&pair(1), OWNER);
        let signature = sign(&pair(2), &registration);
        assert_noop!(
            DeviceRegistry::register_device(operator(), registration, signature),
            Error::<Test>::BadDeviceSignature
        );
    });
}

#[test]
fn refuses_a_registration_whose_owner_was_changed_by_the_operator() {
    ExtBuilder::default().build_and_execute(|| {
        let mut registration = registration(&pair(1), OWNER);
        let signature = sign(&pair(1), &registration);
        registration.owner = [66; 32];
        assert_noop!(
            DeviceRegistry::register_device(operator(), registration, signature),
            Error::<Test>::BadDeviceSignature
        );
    });
}

#[test]
fn refuses_a_registration_made_for_another_chain() {
    ExtBuilder::default().build_and_execute(|| {
        let registration = registration(&pair(1), OWNER);
        let signature = pair(1).sign(&registration.signing_bytes(&H256([8; 32]))).0;
        assert_noop!(
            DeviceRegistry::register_device(operator(), registration, signature),
            Error::<Test>::BadDeviceSignature
        );
    });
}

#[test]
fn refuses_a_registration_for_the_second_time_even_after_retirement() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            assert_noop!(register(&device, OWNER), Error::<Test>::DeviceAlreadyRegistered);
            assert_ok!(set_status(&device, 1, DeviceStatus::Retired));
            assert_noop!(register(&device, OWNER), Error::<Test>::DeviceAlreadyRegistered);
        });
}

#[test]
fn refuses_more_devices_than_an_owner_may_have_until_one_retires() {
    let first = pair(1);
    ExtBuilder::default()
        .with_device(&first, OWNER)
        .with_device(&pair(2), OWNER)
        .with_device(&pair(3), OWNER)
        .build_and_execute(|| {
            assert_noop!(register(&pair(4), OWNER), Error::<Test>::TooManyDevices);
            assert_ok!(register(&pair(4), [10; 32]));
            assert_ok!(set_status(&first, 1, DeviceStatus::Retired));
            assert_ok!(register(&pair(5), OWNER));
            assert_eq!(OwnerDeviceCount::<Test>::get(OWNER), MAX_DEVICES);
        });
}

#[test]
fn updates_capabilities_and_metadata_with_the_next_nonce() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            let mut faster = capabilities();
            faster.milli_tokens_per_second = 99_000;
            let metadata = Metadata::try_from("kitchen tablet").unwrap();
            let action = DeviceAction::UpdateMetadata {
                capabilities: faster.clone(),
                metadata: metadata.clone(),
            };
            let signature = sign_update(&device, 1, action);
            assert_ok!(DeviceRegistry::update_metadata(
                operator(),
                key(&device),
                1,
                faster.clone(),
                metadata.clone(),
                signature
            ));
            let stored = Devices::<Test>::get(key(&device)).unwrap();
            assert_eq!(
                (stored.capabilities, stored.metadata, stored.nonce),
                (faster, metadata, 1)
            );
            System::assert_last_event(Event::DeviceMetadataUpdated { device: key(&device) }.into());
        });
}

#[test]
fn refuses_capabilities_that_the_device_did_not_sign() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            let action = DeviceAction::UpdateMetadata {
                capabilities: capabilities(),
                metadata: Metadata::default(),
            };
            let signature = sign_update(&device, 1, action);
            let mut boasted = capabilities();
            boasted.ram_mib += 1;
            assert_noop!(
                DeviceRegistry::update_metadata(
                    operator(),
                    key(&device),
                    1,
                    boasted,
                    Metadata::default(),
                    signature
                ),
                Error::<Test>::BadDeviceSignature
            );
        });
}

#[test]
fn pauses_and_resumes() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            let status = || Devices::<Test>::get(key(&device)).unwrap().status;
            assert_eq!(status(), DeviceStatus::Active);
            assert_ok!(set_status(&device, 1, DeviceStatus::Paused));
            assert_eq!(status(), DeviceStatus::Paused);
            assert!(DeviceRegistry::is_in_service(&key(&device)));
            assert_ok!(set_status(&device, 2, DeviceStatus::Active));
            assert_eq!(status(), DeviceStatus::Active);
            System::assert_last_event(
                Event::DeviceStatusChanged {
                    device: key(&device),
                    status: DeviceStatus::Active,
                }
                .into(),
            );
        });
}

#[test]
fn retires_for_good() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            assert_ok!(set_status(&device, 1, DeviceStatus::Retired));
            assert!(!DeviceRegistry::is_in_service(&key(&device)));
            assert_eq!(DeviceRegistry::owner_of(&key(&device)), Some(OWNER));
            assert!(!OwnerDevices::<Test>::contains_key(OWNER, key(&device)));
            assert_noop!(
                set_status(&device, 2, DeviceStatus::Active),
                Error::<Test>::DeviceRetired
            );
            assert_noop!(heartbeat(&device, 2), Error::<Test>::DeviceRetired);
        });
}

#[test]
fn stamps_a_heartbeat_with_block_and_chain_time() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            System::set_block_number(5);
            Timestamp::set_timestamp(START_MS + 4_000);
            assert_ok!(heartbeat(&device, 1));
            let stored = Devices::<Test>::get(key(&device)).unwrap();
            assert_eq!(
                (stored.last_heartbeat.block, stored.last_heartbeat.at_ms),
                (5, START_MS + 4_000)
            );
            System::assert_last_event(
                Event::DeviceHeartbeat {
                    device: key(&device),
                    at_ms: START_MS + 4_000,
                }
                .into(),
            );
        });
}

#[test]
fn refuses_a_replayed_and_a_skipped_nonce() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            assert_noop!(heartbeat(&device, 0), Error::<Test>::NonceMismatch);
            assert_noop!(heartbeat(&device, 2), Error::<Test>::NonceMismatch);
            assert_ok!(heartbeat(&device, 1));
            assert_noop!(heartbeat(&device, 1), Error::<Test>::NonceMismatch);
            assert_ok!(heartbeat(&device, 2));
        });
}

#[test]
fn refuses_updates_of_an_unknown_device_and_by_a_wrong_signer() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            assert_noop!(heartbeat(&pair(2), 1), Error::<Test>::UnknownDevice);
            let foreign = sign(&pair(2), &update(&device, 1, DeviceAction::Heartbeat));
            assert_noop!(
                DeviceRegistry::heartbeat(operator(), key(&device), 1, foreign),
                Error::<Test>::BadDeviceSignature
            );
            // A signature for one action is worth nothing for another.
            let beat = sign_update(&device, 1, DeviceAction::Heartbeat);
            assert_noop!(
                DeviceRegistry::set_status(operator(), key(&device), 1, DeviceStatus::Retired, beat),
                Error::<Test>::BadDeviceSignature
            );
        });
}

#[test]
fn counts_jobs_done_and_ignores_unknown_devices() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            DeviceRegistry::note_job_done(&key(&device));
            DeviceRegistry::note_job_done(&key(&device));
            DeviceRegistry::note_job_done(&[0; 32]);
            assert_eq!(Devices::<Test>::get(key(&device)).unwrap().jobs_done, 2);
            assert_eq!(Devices::<Test>::count(), 1);
            assert_eq!(DeviceRegistry::owner_of(&[0; 32]), None);
            assert!(!DeviceRegistry::is_in_service(&[0; 32]));
        });
}

#[test]
fn try_state_notices_a_lost_index_entry() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            OwnerDevices::<Test>::remove(OWNER, key(&device));
            assert!(DeviceRegistry::do_try_state().is_err());
            OwnerDevices::<Test>::insert(OWNER, key(&device), ());
        });
}
