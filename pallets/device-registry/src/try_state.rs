use crate::{
    Bonds, Config, Counts, DeviceCounts, Devices, FormerKeys, HoldReason, Offers, OperatorDeviceCount,
    OwnerDeviceCount, OwnerDevices, Pallet, Successors,
};
use alloc::collections::BTreeMap;
use coco_primitives::DeviceStatus;
use frame_support::{
    ensure,
    traits::{fungible::InspectHold, Get},
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// What always holds of this pallet's storage:
    ///
    /// * a device is in its owner's index exactly while it is not retired;
    /// * an owner's count is the number of entries in the index, not zero, and at most `MaxDevicesPerOwner`;
    /// * an operator's count is the number of devices that are not retired and were registered by it, and not zero;
    /// * the counts by status are those of the devices;
    /// * no device was heard of before it was registered, or after the current block;
    /// * what is held on an owner's account for bonds is the sum of its devices' bonds, none of which is empty or has an
    ///   empty part; a retired device has nothing active;
    /// * a key is a device's or leads to one, which knows it as a former one: never both, never two;
    /// * only a device that is not retired and has no owner of this name is offered to somebody.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        Self::try_devices()?;
        Self::try_owners()?;
        Self::try_bonds()?;
        Self::try_keys()?;
        for (key, to) in Offers::<T>::iter() {
            let device = Devices::<T>::get(key).ok_or("an unknown device is offered")?;
            ensure!(
                device.status != DeviceStatus::Retired && device.owner != to,
                "a retired device is offered, or one to its owner"
            );
        }
        Ok(())
    }

    fn try_devices() -> Result<(), TryRuntimeError> {
        let mut counts = DeviceCounts::default();
        let mut operators = BTreeMap::<T::AccountId, u32>::new();
        for (key, device) in Devices::<T>::iter() {
            counts.enter(device.status);
            let serves = device.status != DeviceStatus::Retired;
            ensure!(
                OwnerDevices::<T>::contains_key(device.owner, key) == serves,
                "a device's status and its owner's index differ"
            );
            if serves {
                let count = operators.entry(device.operator).or_default();
                *count = count.saturating_add(1);
            }
            let heard = device.last_heartbeat.block;
            ensure!(
                device.registered_at <= heard && heard <= frame_system::Pallet::<T>::block_number(),
                "a heartbeat lies outside of the device's life"
            );
        }
        ensure!(
            counts == Counts::<T>::get(),
            "the counts by status differ from the devices"
        );
        ensure!(
            operators == OperatorDeviceCount::<T>::iter().collect(),
            "the operators' counts differ from the devices"
        );
        Ok(())
    }

    fn try_owners() -> Result<(), TryRuntimeError> {
        let mut counted = 0u32;
        for (owner, count) in OwnerDeviceCount::<T>::iter() {
            let entries = OwnerDevices::<T>::iter_key_prefix(owner).count();
            ensure!(
                u32::try_from(entries) == Ok(count),
                "an owner's count differs from the index"
            );
            ensure!(
                (1..=T::MaxDevicesPerOwner::get()).contains(&count),
                "an owner's count is outside its limits"
            );
            counted = counted.saturating_add(count);
        }
        let DeviceCounts { active, paused, .. } = Counts::<T>::get();
        ensure!(
            active.saturating_add(paused) == counted,
            "the index names devices that do not exist"
        );
        Ok(())
    }

    fn try_bonds() -> Result<(), TryRuntimeError> {
        let mut held = BTreeMap::<T::AccountId, u128>::new();
        for (key, device) in Devices::<T>::iter() {
            let bond = Bonds::<T>::get(key);
            ensure!(
                device.status != DeviceStatus::Retired || bond.active_planck == 0,
                "a retired device's bond is active"
            );
            let sum = held.entry(device.owner.into()).or_default();
            *sum = sum.saturating_add(bond.slashable_planck());
        }
        for (key, bond) in Bonds::<T>::iter() {
            ensure!(
                Devices::<T>::contains_key(key),
                "there is a bond for an unknown device"
            );
            ensure!(
                !bond.is_empty() && bond.unbonding.iter().all(|one| one.planck > 0),
                "a bond, or a part of it, is empty"
            );
        }
        for (owner, planck) in held {
            ensure!(
                T::Currency::balance_on_hold(&HoldReason::Bond.into(), &owner) == planck,
                "what is held differs from an owner's bonds"
            );
        }
        Ok(())
    }

    fn try_keys() -> Result<(), TryRuntimeError> {
        let mut listed = 0usize;
        for (current, former) in FormerKeys::<T>::iter() {
            ensure!(
                Devices::<T>::contains_key(current),
                "former keys of an unknown device"
            );
            ensure!(!former.is_empty(), "an empty list of former keys");
            for key in &former {
                ensure!(
                    Successors::<T>::get(key) == Some(current),
                    "a former key leads elsewhere"
                );
                ensure!(
                    !Devices::<T>::contains_key(key),
                    "a former key is a device's again"
                );
            }
            listed = listed.saturating_add(former.len());
        }
        ensure!(
            Successors::<T>::iter().count() == listed,
            "a key leads to a device that does not know it, or is listed twice"
        );
        Ok(())
    }
}
