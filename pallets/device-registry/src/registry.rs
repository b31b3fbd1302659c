//! The registry as other pallets see it.

use crate::{Config, Devices, Pallet, Successors};
use coco_primitives::{Bonds, DeviceKey, DeviceRegistry, DeviceStatus, OwnerKey, SlashBeneficiaries};
use frame_support::traits::Get;

impl<T: Config> DeviceRegistry for Pallet<T> {
    fn is_in_service(device: &DeviceKey) -> bool {
        Devices::<T>::get(device).is_some_and(|device| device.status != DeviceStatus::Retired)
    }

    fn is_online(device: &DeviceKey, now_ms: u64) -> bool {
        Devices::<T>::get(device).is_some_and(|device| device.is_online(now_ms, T::HeartbeatTimeoutMs::get()))
    }

    fn current_key(device: &DeviceKey) -> Option<DeviceKey> {
        if Devices::<T>::contains_key(device) {
            return Some(*device);
        }
        Successors::<T>::get(device)
    }

    fn owner_of(device: &DeviceKey) -> Option<OwnerKey> {
        Self::current_key(device)
            .and_then(Devices::<T>::get)
            .map(|device| device.owner)
    }

    fn note_job_done(device: &DeviceKey) {
        let Some(current) = Self::current_key(device) else {
            return;
        };
        Devices::<T>::mutate_exists(current, |device| {
            if let Some(device) = device {
                device.jobs_done = device.jobs_done.saturating_add(1);
            }
        });
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn benchmark_register(device: DeviceKey, owner: OwnerKey) {
        let operator = frame_benchmarking::account("operator", 0, 0);
        let registration = crate::benchmarking::largest_registration(device, owner);
        Self::insert(registration, operator);
    }
}

impl<T: Config> Bonds for Pallet<T> {
    fn bonded(device: &DeviceKey) -> u128 {
        Self::bond_of(device).active_planck
    }

    fn slashable(device: &DeviceKey) -> u128 {
        Self::bond_of(device).slashable_planck()
    }

    fn unbonding_ms() -> u64 {
        T::UnbondingMs::get()
    }

    fn slash(device: &DeviceKey, planck: u128, to: SlashBeneficiaries) -> u128 {
        Self::do_slash(device, planck, to)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn benchmark_bond(device: &DeviceKey, planck: u128) {
        crate::benchmarking::bond::<T>(*device, planck);
    }
}
