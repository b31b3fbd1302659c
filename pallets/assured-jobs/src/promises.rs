//! Bonds that stand behind open jobs and votes: the same planck never behind two.

use crate::{Config, Error, Pallet, Promised};
use coco_primitives::{Bonds, DeviceKey, DeviceRegistry, OnDeviceRekeyed};
use frame_support::{ensure, weights::Weight};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// Puts so much of a device's bond behind something. `device` is a key in service.
    pub(crate) fn promise(device: &DeviceKey, planck: u128) -> Result<(), Error<T>> {
        if planck == 0 {
            return Ok(());
        }
        let promised = Promised::<T>::get(device).saturating_add(planck);
        ensure!(promised <= T::Bonds::bonded(device), Error::<T>::BondTooSmall);
        Promised::<T>::insert(device, promised);
        Ok(())
    }

    /// What so much stood behind is over. `device` may have another key by now.
    pub(crate) fn release_promise(device: &DeviceKey, planck: u128) {
        let device = Self::current_key(device);
        let left = Promised::<T>::get(device).saturating_sub(planck);
        if left == 0 {
            Promised::<T>::remove(device);
        } else {
            Promised::<T>::insert(device, left);
        }
    }
}

impl<T: Config> OnDeviceRekeyed for Pallet<T> {
    fn on_device_rekeyed(old: &DeviceKey, new: &DeviceKey) -> DispatchResult {
        let promised = Promised::<T>::take(old);
        if promised > 0 {
            Promised::<T>::insert(new, promised);
        }
        Ok(())
    }

    fn weight() -> Weight {
        use frame_support::traits::Get;
        T::DbWeight::get().reads_writes(1, 2)
    }
}

/// Whether a device is known and not retired, and whose it is.
pub(crate) fn owner_in_service<T: Config>(device: &DeviceKey) -> Result<[u8; 32], Error<T>> {
    ensure!(T::Devices::is_in_service(device), Error::<T>::DeviceNotInService);
    T::Devices::owner_of(device).ok_or(Error::<T>::DeviceNotInService)
}
