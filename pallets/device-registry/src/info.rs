//! What pages, explorers and runtime APIs ask of the registry.

use crate::{Bond, Bonds, Config, DeviceOf, Devices, FormerKeys, Offers, OwnerDevices, Pallet};
use alloc::vec::Vec;
use coco_primitives::{DeviceKey, DeviceRegistry, OwnerKey};
use codec::{Decode, Encode};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;

/// All that the registry knows of a device.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct DeviceInfo<AccountId, BlockNumber> {
    /// Which it has now.
    pub key: DeviceKey,
    pub device: crate::Device<AccountId, BlockNumber>,
    /// Whether it takes jobs and was heard of lately, by the clock of the block that is asked.
    pub online: bool,
    pub bond: Bond,
    /// Which it had, the oldest first.
    pub former_keys: Vec<DeviceKey>,
    /// Who may take it over.
    pub offered_to: Option<OwnerKey>,
}

/// [`DeviceInfo`] of a runtime.
pub type DeviceInfoOf<T> = DeviceInfo<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

impl<T: Config> Pallet<T> {
    /// The device that has this key, or had it; `None` for a key that no device ever had.
    pub fn device_info(key: &DeviceKey) -> Option<DeviceInfoOf<T>> {
        let key = Self::current_key(key)?;
        let device: DeviceOf<T> = Devices::<T>::get(key)?;
        Some(DeviceInfo {
            key,
            device,
            online: Self::is_online(&key, Self::now_ms()),
            bond: Bonds::<T>::get(key),
            former_keys: FormerKeys::<T>::get(key).into_inner(),
            offered_to: Offers::<T>::get(key),
        })
    }

    /// Keys of an owner's devices that are not retired; at most [`Config::MaxDevicesPerOwner`], in no order.
    pub fn devices_of(owner: &OwnerKey) -> Vec<DeviceKey> {
        OwnerDevices::<T>::iter_key_prefix(owner).collect()
    }

    pub(crate) fn bond_of(key: &DeviceKey) -> Bond {
        Self::current_key(key).map_or_else(Bond::default, Bonds::<T>::get)
    }
}
