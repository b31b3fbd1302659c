//! Whether the chain has what the model has, and nothing else.

use super::model::*;
use crate::tests::*;
use crate::{Counts, DeviceCounts, Offers, OperatorDeviceCount};
use coco_primitives::Bonds as _;

impl Model {
    /// Compares every account and every device with the chain.
    pub fn check(&self) {
        DeviceRegistry::do_try_state().unwrap();
        self.check_money();
        for n in 0..3 {
            let mut listed = DeviceRegistry::devices_of(&owner(n));
            let of_owner = |device: &&ModelDevice| device.owner == n && device.serves();
            let owned = self.devices.iter().filter(of_owner);
            let mut owned: Vec<_> = owned
                .map(|device| nth_key(*device.keys.last().unwrap()))
                .collect();
            listed.sort();
            owned.sort();
            assert_eq!(listed, owned);
        }
        for operator in 0..2 {
            let count = OperatorDeviceCount::<Test>::get(operator_of(operator));
            assert_eq!(count as usize, self.sponsored(operator));
        }
        let with = |status| {
            self.devices
                .iter()
                .filter(|device| device.status == status)
                .count() as u32
        };
        let counts = DeviceCounts {
            active: with(DeviceStatus::Active),
            paused: with(DeviceStatus::Paused),
            retired: with(DeviceStatus::Retired),
        };
        assert_eq!(Counts::<Test>::get(), counts);
        assert_eq!(Devices::<Test>::count() as usize, self.devices.len());
        let offers = self.devices.iter().filter(|device| device.offered.is_some());
        assert_eq!(Offers::<Test>::iter().count(), offers.count());
        self.devices.iter().for_each(|device| self.check_device(device));
    }

    /// Compares every account with the chain.
    pub fn check_money(&self) {
        for n in 0..3 {
            assert_eq!((money(owner(n)), held(owner(n))), (self.money[n], self.held(n)));
        }
        assert_eq!(money(TREASURY), self.treasury);
        assert_eq!(Balances::total_issuance(), 2 * RICHES);
    }

    /// By each of its keys it is the same device.
    fn check_device(&self, device: &ModelDevice) {
        let (newest, former) = device.keys.split_last().unwrap();
        let info = DeviceRegistry::device_info(&nth_key(*newest)).unwrap();
        let stored = &info.device;
        assert_eq!(
            (
                stored.owner,
                &stored.operator,
                stored.status,
                stored.nonce,
                stored.jobs_done
            ),
            (
                owner(device.owner),
                &operator_of(device.operator),
                device.status,
                device.nonce,
                device.jobs
            )
        );
        assert_eq!(info.bond.active_planck, device.active);
        let unbonding = info.bond.unbonding.iter().map(|one| (one.planck, one.until_ms));
        assert!(unbonding.eq(device.unbonding.iter().copied()));
        assert_eq!(info.offered_to, device.offered.map(owner));
        let online = device.status == DeviceStatus::Active && self.now_ms - device.heard_ms <= TIMEOUT_MS;
        assert_eq!(info.online, online);
        let former: Vec<_> = former.iter().map(|key| nth_key(*key)).collect();
        assert_eq!(info.former_keys, former);
        assert_eq!(DeviceRegistry::is_in_service(&info.key), device.serves());
        for key in former {
            assert_eq!(DeviceRegistry::device_info(&key).as_ref(), Some(&info));
            assert_eq!(DeviceRegistry::owner_of(&key), Some(owner(device.owner)));
            assert_eq!(DeviceRegistry::slashable(&key), device.slashable());
            assert!(!DeviceRegistry::is_in_service(&key) && !DeviceRegistry::is_online(&key, self.now_ms));
        }
    }
}
