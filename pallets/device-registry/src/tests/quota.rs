//! How many devices there are, by owner, operator and status, and which of them are online.

use super::*;
use crate::{Counts, DeviceCounts, OperatorDeviceCount};

#[test]
fn an_operator_brings_in_so_many_devices_until_one_retires() {
    ExtBuilder::default().build_and_execute(|| {
        for seed in 0..QUOTA as u8 {
            assert_ok!(register(&pair(seed), [seed; 32]));
        }
        assert_eq!(OperatorDeviceCount::<Test>::get(OPERATOR), QUOTA);
        assert_noop!(register(&pair(50), [50; 32]), Error::<Test>::OperatorQuotaReached);
        assert_ok!(register_by(STRANGER, &pair(50), [50; 32]));
        assert_ok!(set_status(&pair(0), 1, DeviceStatus::Paused));
        assert_noop!(register(&pair(51), [51; 32]), Error::<Test>::OperatorQuotaReached);
        assert_ok!(set_status(&pair(0), 2, DeviceStatus::Retired));
        assert_ok!(register(&pair(51), [51; 32]));
        // Whoever submits a device's later words is not its operator by that.
        assert_eq!(OperatorDeviceCount::<Test>::get(STRANGER), 1);
    });
}

#[test]
fn a_device_stays_its_operators_when_it_changes_owner_or_key() {
    ExtBuilder::default()
        .with_device(&pair(1), OWNER)
        .build_and_execute(|| {
            assert_ok!(rekey(&pair(1), &pair(20), OWNER, 1));
            assert_ok!(DeviceRegistry::offer_device(
                signed(OWNER),
                key(&pair(20)),
                OTHER_OWNER
            ));
            assert_ok!(DeviceRegistry::accept_device(signed(OTHER_OWNER), key(&pair(20))));
            assert_eq!(OperatorDeviceCount::<Test>::get(OPERATOR), 1);
            assert_ok!(DeviceRegistry::deregister_device(
                signed(OTHER_OWNER),
                key(&pair(20))
            ));
            assert!(!OperatorDeviceCount::<Test>::contains_key(OPERATOR));
        });
}

#[test]
fn counts_devices_by_their_status() {
    ExtBuilder::default()
        .with_device(&pair(1), OWNER)
        .with_device(&pair(2), OWNER)
        .with_device(&pair(3), OWNER)
        .build_and_execute(|| {
            let counts = |active, paused, retired| DeviceCounts {
                active,
                paused,
                retired,
            };
            assert_eq!(Counts::<Test>::get(), counts(3, 0, 0));
            assert_ok!(set_status(&pair(1), 1, DeviceStatus::Paused));
            assert_ok!(set_status(&pair(1), 2, DeviceStatus::Paused));
            assert_eq!(Counts::<Test>::get(), counts(2, 1, 0));
            assert_ok!(set_status(&pair(1), 3, DeviceStatus::Retired));
            assert_ok!(DeviceRegistry::deregister_device(signed(OWNER), key(&pair(2))));
            assert_eq!(Counts::<Test>::get(), counts(1, 0, 2));
        });
}

#[test]
fn a_late_heartbeat_makes_a_device_offline_without_anybody_doing_anything() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            let online = |now_ms| DeviceRegistry::is_online(&key(&device), now_ms);
            assert!(online(START_MS + TIMEOUT_MS));
            assert!(!online(START_MS + TIMEOUT_MS + 1));
            set_time(START_MS + 2 * TIMEOUT_MS);
            assert!(!DeviceRegistry::device_info(&key(&device)).unwrap().online);
            assert_ok!(heartbeat(&device, 1));
            assert!(DeviceRegistry::device_info(&key(&device)).unwrap().online);
            assert!(online(START_MS + 3 * TIMEOUT_MS));
            assert!(!online(START_MS + 3 * TIMEOUT_MS + 1));
        });
}

#[test]
fn a_paused_a_retired_and_an_unknown_device_are_not_online() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            let online = || DeviceRegistry::is_online(&key(&device), START_MS);
            assert!(online());
            assert_ok!(set_status(&device, 1, DeviceStatus::Paused));
            assert!(!online());
            assert_ok!(set_status(&device, 2, DeviceStatus::Active));
            assert!(online());
            assert_ok!(set_status(&device, 3, DeviceStatus::Retired));
            assert!(!online());
            assert!(!DeviceRegistry::is_online(&[0; 32], START_MS));
            assert_eq!(DeviceRegistry::device_info(&[0; 32]), None);
        });
}

#[test]
fn try_state_notices_counts_that_are_off() {
    ExtBuilder::default()
        .with_device(&pair(1), OWNER)
        .build_and_execute(|| {
            Counts::<Test>::mutate(|counts| counts.paused = 1);
            assert!(DeviceRegistry::do_try_state().is_err());
            Counts::<Test>::mutate(|counts| counts.paused = 0);
            OperatorDeviceCount::<Test>::insert(STRANGER, 1);
            assert!(DeviceRegistry::do_try_state().is_err());
            OperatorDeviceCount::<Test>::remove(STRANGER);
            OwnerDeviceCount::<Test>::insert(OWNER, 2);
            assert!(DeviceRegistry::do_try_state().is_err());
            OwnerDeviceCount::<Test>::insert(OWNER, 1);
        });
}
