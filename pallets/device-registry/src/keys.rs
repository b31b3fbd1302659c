//! Keys: a device goes on under another one, and the old one leads to it.

use crate::{Bonds, Config, Devices, Error, Event, FormerKeys, Offers, OwnerDevices, Pallet, Successors};
use coco_primitives::{DeviceKey, DeviceRekey, OnDeviceRekeyed, SignatureBytes, SignedMessage};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// Whether a device has this key, or had it.
    pub(crate) fn is_known(key: &DeviceKey) -> bool {
        Devices::<T>::contains_key(key) || Successors::<T>::contains_key(key)
    }

    /// The whole of [`Pallet::rekey_device`] after its origin.
    pub(crate) fn do_rekey(
        owner: T::AccountId,
        old: DeviceKey,
        new: DeviceKey,
        nonce: u64,
        signature: SignatureBytes,
    ) -> DispatchResult {
        let mut device = Self::live_device_of(&owner, &old)?;
        Self::check_nonce(&device, nonce)?;
        ensure!(!Self::is_known(&new), Error::<T>::DeviceAlreadyRegistered);
        let mut former = FormerKeys::<T>::get(old);
        ensure!(former.try_push(old).is_ok(), Error::<T>::TooManyFormerKeys);
        let rekey = DeviceRekey {
            device: old,
            new_device: new,
            owner: device.owner,
            nonce,
        };
        ensure!(
            rekey.verify(&Self::genesis_hash(), &new, &signature),
            Error::<T>::BadNewKeySignature
        );
        T::OnRekeyed::on_device_rekeyed(&old, &new)?;

        device.nonce = nonce;
        OwnerDevices::<T>::remove(device.owner, old);
        OwnerDevices::<T>::insert(device.owner, new, ());
        Devices::<T>::remove(old);
        Devices::<T>::insert(new, device);
        if let Ok(bond) = Bonds::<T>::try_get(old) {
            Bonds::<T>::remove(old);
            Bonds::<T>::insert(new, bond);
        }
        // All of them at once, so that no lookup ever follows more than one pointer.
        for key in &former {
            Successors::<T>::insert(key, new);
        }
        FormerKeys::<T>::remove(old);
        FormerKeys::<T>::insert(new, former);
        let offer = Offers::<T>::take(old);
        Self::deposit_event(Event::DeviceRekeyed { old, new });
        if offer.is_some() {
            Self::deposit_event(Event::DeviceOfferWithdrawn { device: old });
        }
        Ok(())
    }
}
