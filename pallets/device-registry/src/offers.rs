//! Devices that change hands: the owner offers, and who shall have it accepts.
//!
//! Nobody is given a device: a stranger could otherwise fill an owner's [`Config::MaxDevicesPerOwner`] with devices that it does not
//! want. Nobody's hold moves either: the old owner takes its bond back first, the new one puts up its own.

use crate::{Bonds, Config, Devices, Error, Event, Offers, Pallet};
use coco_primitives::{DeviceKey, OwnerKey};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// The whole of [`Pallet::offer_device`] after its origin.
    pub(crate) fn do_offer(owner: T::AccountId, key: DeviceKey, to: OwnerKey) -> DispatchResult {
        let device = Self::live_device_of(&owner, &key)?;
        ensure!(to != device.owner, Error::<T>::AlreadyOwner);
        Self::check_no_bond(&key)?;

        Offers::<T>::insert(key, to);
        Self::deposit_event(Event::DeviceOffered { device: key, to });
        Ok(())
    }

    /// The whole of [`Pallet::accept_device`] after its origin.
    pub(crate) fn do_accept(who: T::AccountId, key: DeviceKey) -> DispatchResult {
        let mut device = Self::device(&key)?;
        let to = Offers::<T>::get(key).ok_or(Error::<T>::NotOffered)?;
        ensure!(T::AccountId::from(to) == who, Error::<T>::OfferedToAnother);
        Self::check_no_bond(&key)?;
        Self::check_room(&to)?;

        let from = core::mem::replace(&mut device.owner, to);
        Offers::<T>::remove(key);
        Self::leave_owner(&from, &key);
        Self::join_owner(&to, &key);
        Devices::<T>::insert(key, device);
        Self::deposit_event(Event::DeviceTransferred {
            device: key,
            from,
            to,
        });
        Ok(())
    }

    /// The whole of [`Pallet::withdraw_offer`] after its origin.
    pub(crate) fn do_withdraw_offer(who: T::AccountId, key: DeviceKey) -> DispatchResult {
        let device = Self::device(&key)?;
        let to = Offers::<T>::get(key).ok_or(Error::<T>::NotOffered)?;
        ensure!(
            [device.owner, to].map(T::AccountId::from).contains(&who),
            Error::<T>::NotParty
        );

        Offers::<T>::remove(key);
        Self::deposit_event(Event::DeviceOfferWithdrawn { device: key });
        Ok(())
    }

    fn check_no_bond(key: &DeviceKey) -> Result<(), Error<T>> {
        ensure!(!Bonds::<T>::contains_key(key), Error::<T>::BondNotEmpty);
        Ok(())
    }
}
