//! From the layout of version 1, whose bytes are spelled out here, to the one of today.

use super::*;
use crate::{migrations::MigrateV1ToV2, Counts, DeviceCounts, OperatorDeviceCount};
use codec::Encode;
use frame_support::{
    storage::unhashed,
    traits::{GetStorageVersion, OnRuntimeUpgrade, StorageVersion},
    weights::constants::RocksDbWeight,
    StorageHasher,
};
use sp_io::hashing::twox_128;

/// Where version 1 kept something of the registry.
fn place(storage: &str, keys: &[u8]) -> Vec<u8> {
    [
        &twox_128(b"DeviceRegistry")[..],
        &twox_128(storage.as_bytes()),
        keys,
    ]
    .concat()
}

fn hashed(key: &[u8; 32]) -> Vec<u8> {
    frame_support::Blake2_128Concat::hash(key)
}

/// A device as version 1 wrote it, field by field.
fn old_device(operator: &AccountId32, status: u8) -> Vec<u8> {
    let capabilities = (
        2u8,
        8_192u32,
        b"metal".to_vec(),
        b"webllm".to_vec(),
        vec![b"tiny".to_vec()],
        42u32,
    );
    let heartbeat = (4u64, START_MS);
    (
        OWNER,
        operator,
        capabilities,
        b"old".to_vec(),
        status,
        6u64,
        3u64,
        heartbeat,
        9u64,
    )
        .encode()
}

/// Three devices of two operators, one paused and one retired.
fn old_storage() {
    let devices = [(1u8, OPERATOR, 0u8), (2, OPERATOR, 1), (3, STRANGER, 2)];
    for (seed, operator, status) in devices {
        let device = key(&pair(seed));
        unhashed::put_raw(
            &place("Devices", &hashed(&device)),
            &old_device(&operator, status),
        );
        if status != 2 {
            let entry = [hashed(&OWNER), hashed(&device)].concat();
            unhashed::put_raw(&place("OwnerDevices", &entry), &[]);
        }
    }
    unhashed::put_raw(&place("CounterForDevices", &[]), &3u32.encode());
    unhashed::put_raw(&place("OwnerDeviceCount", &hashed(&OWNER)), &2u32.encode());
    StorageVersion::new(1).put::<DeviceRegistry>();
}

#[test]
fn counts_what_version_1_left_and_loses_nothing_of_it() {
    ExtBuilder::default().build_and_execute(|| {
        System::set_block_number(10);
        old_storage();
        assert!(DeviceRegistry::do_try_state().is_err());
        let weight = MigrateV1ToV2::<Test>::on_runtime_upgrade();
        // Three devices and the version; the counts, one operator and the version.
        assert_eq!(weight, RocksDbWeight::get().reads_writes(4, 3));

        assert_eq!(DeviceRegistry::on_chain_storage_version(), StorageVersion::new(2));
        assert_eq!(
            Counts::<Test>::get(),
            DeviceCounts {
                active: 1,
                paused: 1,
                retired: 1
            }
        );
        assert_eq!(OperatorDeviceCount::<Test>::get(OPERATOR), 2);
        assert!(!OperatorDeviceCount::<Test>::contains_key(STRANGER));
        assert_ok!(DeviceRegistry::do_try_state());

        let device = Devices::<Test>::get(key(&pair(1))).unwrap();
        assert_eq!((device.owner, device.nonce, device.jobs_done), (OWNER, 6, 9));
        assert_eq!(device.encode(), old_device(&OPERATOR, 0));
        // And they go on from where they were.
        assert_ok!(heartbeat(&pair(1), 7));
        assert_ok!(bond(&pair(1), OWNER, 500));
        assert_ok!(set_status(&pair(2), 7, DeviceStatus::Retired));
        assert_eq!(OperatorDeviceCount::<Test>::get(OPERATOR), 1);
    });
}

#[test]
fn runs_once() {
    ExtBuilder::default().build_and_execute(|| {
        System::set_block_number(10);
        old_storage();
        MigrateV1ToV2::<Test>::on_runtime_upgrade();
        let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
        MigrateV1ToV2::<Test>::on_runtime_upgrade();
        assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), before);
    });
}

#[test]
fn a_chain_that_begins_today_has_nothing_to_migrate() {
    ExtBuilder::default()
        .with_device(&pair(1), OWNER)
        .build_and_execute(|| {
            assert_eq!(DeviceRegistry::on_chain_storage_version(), StorageVersion::new(2));
            let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
            MigrateV1ToV2::<Test>::on_runtime_upgrade();
            assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), before);
        });
}

#[test]
fn an_operator_above_the_quota_keeps_its_devices_and_registers_no_other() {
    ExtBuilder::default().build_and_execute(|| {
        System::set_block_number(10);
        old_storage();
        for seed in 10..16u8 {
            let (device, owner) = (key(&pair(seed)), [seed; 32]);
            let mut bytes = old_device(&OPERATOR, 0);
            bytes[..32].copy_from_slice(&owner);
            unhashed::put_raw(&place("Devices", &hashed(&device)), &bytes);
            let entry = [hashed(&owner), hashed(&device)].concat();
            unhashed::put_raw(&place("OwnerDevices", &entry), &[]);
            unhashed::put_raw(&place("OwnerDeviceCount", &hashed(&owner)), &1u32.encode());
        }
        MigrateV1ToV2::<Test>::on_runtime_upgrade();
        assert_eq!(OperatorDeviceCount::<Test>::get(OPERATOR), 8);
        assert_noop!(register(&pair(50), [50; 32]), Error::<Test>::OperatorQuotaReached);
    });
}
