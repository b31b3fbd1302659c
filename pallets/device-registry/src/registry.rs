//! The registry as other pallets see it.

use crate::{Config, Devices, Pallet};
use coco_primitives::{DeviceKey, DeviceRegistry, DeviceStatus, OwnerKey};

impl<T: Config> DeviceRegistry for Pallet<T> {
    fn is_in_service(device: &DeviceKey) -> bool {
        Devices::<T>::get(device).is_some_and(|device| device.status != DeviceStatus::Retired)
    }

    fn owner_of(device: &DeviceKey) -> Option<OwnerKey> {
        Devices::<T>::get(device).map(|device| device.owner)
    }

    fn note_job_done(device: &DeviceKey) {
        Devices::<T>::mutate_exists(device, |device| {
            if let Some(device) = device {
                device.jobs_done = device.jobs_done.saturating_add(1);
            }
        });
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn benchmark_register(device: DeviceKey, owner: OwnerKey) {
        let operator = frame_benchmarking::account("operator", 0, 0);
        let registration = crate::benchmarking::largest_registration(device, owner);
        Self::insert(registration, operator, crate::OwnerDeviceCount::<T>::get(owner));
    }
}
