use crate::{Config, Devices, OwnerDeviceCount, OwnerDevices, Pallet};
use coco_primitives::DeviceStatus;
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// What always holds of this pallet's storage:
    ///
    /// * a device is in its owner's index exactly while it is not retired;
    /// * an owner's count is the number of entries in the index, not zero, and at most `MaxDevicesPerOwner`;
    /// * no device was heard of before it was registered, or after the current block.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut indexed = 0u32;
        for (key, device) in Devices::<T>::iter() {
            let listed = OwnerDevices::<T>::contains_key(device.owner, key);
            ensure!(
                listed == (device.status != DeviceStatus::Retired),
                "a device's status and its owner's index differ"
            );
            indexed = indexed.saturating_add(u32::from(listed));
            let heard = device.last_heartbeat.block;
            ensure!(
                device.registered_at <= heard && heard <= frame_system::Pallet::<T>::block_number(),
                "a heartbeat lies outside of the device's life"
            );
        }
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
        ensure!(indexed == counted, "the index names devices that do not exist");
        Ok(())
    }
}
