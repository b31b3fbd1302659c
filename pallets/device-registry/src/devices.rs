//! Devices: how they enter, change what they say of themselves, and go.

use crate::{
    Config, Counts, Device, DeviceOf, Devices, Error, Event, Heartbeat, Offers, OperatorDeviceCount,
    OwnerDeviceCount, OwnerDevices, Pallet, Successors,
};
use coco_primitives::{
    DeviceAction, DeviceKey, DeviceRegistration, DeviceStatus, DeviceUpdate, OwnerKey, SignatureBytes,
    SignedMessage,
};
use frame_support::{
    ensure,
    traits::{Get, UnixTime},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> Pallet<T> {
    /// Hash of block 0: what every signed message of this chain carries.
    pub fn genesis_hash() -> H256 {
        frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
    }

    /// Unix ms of the chain's clock.
    pub(crate) fn now_ms() -> u64 {
        u64::try_from(T::Time::now().as_millis()).unwrap_or(u64::MAX)
    }

    /// The device that has this key now.
    pub(crate) fn device(key: &DeviceKey) -> Result<DeviceOf<T>, Error<T>> {
        match Devices::<T>::get(key) {
            Some(device) => Ok(device),
            None if Successors::<T>::contains_key(key) => Err(Error::<T>::DeviceRekeyed),
            None => Err(Error::<T>::UnknownDevice),
        }
    }

    /// The same, of an owner that says it is its own.
    pub(crate) fn device_of(owner: &T::AccountId, key: &DeviceKey) -> Result<DeviceOf<T>, Error<T>> {
        let device = Self::device(key)?;
        ensure!(T::AccountId::from(device.owner) == *owner, Error::<T>::NotOwner);
        Ok(device)
    }

    /// The same, and it is not retired.
    pub(crate) fn live_device_of(owner: &T::AccountId, key: &DeviceKey) -> Result<DeviceOf<T>, Error<T>> {
        let device = Self::device_of(owner, key)?;
        ensure!(device.status != DeviceStatus::Retired, Error::<T>::DeviceRetired);
        Ok(device)
    }

    /// The whole of [`Pallet::register_device`] after its origin.
    pub(crate) fn do_register(
        registration: DeviceRegistration,
        operator: T::AccountId,
        signature: SignatureBytes,
    ) -> DispatchResult {
        let DeviceRegistration { device, owner, .. } = registration;
        ensure!(!Self::is_known(&device), Error::<T>::DeviceAlreadyRegistered);
        Self::check_room(&owner)?;
        ensure!(
            OperatorDeviceCount::<T>::get(&operator) < T::MaxDevicesPerOperator::get(),
            Error::<T>::OperatorQuotaReached
        );
        let signed = registration.verify(&Self::genesis_hash(), &device, &signature);
        ensure!(signed, Error::<T>::BadDeviceSignature);

        Self::insert(registration, operator.clone());
        Self::deposit_event(Event::DeviceRegistered {
            device,
            owner,
            operator,
        });
        Ok(())
    }

    /// Writes a device that was not there, active.
    pub(crate) fn insert(registration: DeviceRegistration, operator: T::AccountId) {
        let DeviceRegistration {
            device,
            owner,
            capabilities,
            metadata,
        } = registration;
        let last_heartbeat = Self::heartbeat_now();
        Self::join_owner(&owner, &device);
        OperatorDeviceCount::<T>::mutate(&operator, |count| *count = count.saturating_add(1));
        Counts::<T>::mutate(|counts| counts.enter(DeviceStatus::Active));
        Devices::<T>::insert(
            device,
            Device {
                owner,
                operator,
                capabilities,
                metadata,
                status: DeviceStatus::Active,
                nonce: 0,
                registered_at: last_heartbeat.block,
                last_heartbeat,
                jobs_done: 0,
            },
        );
    }

    /// What a device says of itself, in any of the calls that carry its word.
    pub(crate) fn apply(update: DeviceUpdate, signature: SignatureBytes) -> DispatchResult {
        let key = update.device;
        let mut device = Self::device(&key)?;
        ensure!(device.status != DeviceStatus::Retired, Error::<T>::DeviceRetired);
        Self::check_nonce(&device, update.nonce)?;
        let signed = update.verify(&Self::genesis_hash(), &key, &signature);
        ensure!(signed, Error::<T>::BadDeviceSignature);

        device.nonce = update.nonce;
        let event = match update.action {
            DeviceAction::UpdateMetadata {
                capabilities,
                metadata,
            } => {
                device.capabilities = capabilities;
                device.metadata = metadata;
                Event::DeviceMetadataUpdated { device: key }
            }
            DeviceAction::SetStatus(DeviceStatus::Retired) => {
                Self::retire(key, device);
                return Ok(());
            }
            DeviceAction::SetStatus(status) => {
                Self::change_status(&mut device, status);
                Event::DeviceStatusChanged { device: key, status }
            }
            DeviceAction::Heartbeat => {
                device.last_heartbeat = Self::heartbeat_now();
                Event::DeviceHeartbeat {
                    device: key,
                    at_ms: device.last_heartbeat.at_ms,
                }
            }
        };
        Devices::<T>::insert(key, device);
        Self::deposit_event(event);
        Ok(())
    }

    /// Ends a device's service for good, and starts the way back of its whole bond.
    pub(crate) fn retire(key: DeviceKey, mut device: DeviceOf<T>) {
        Self::change_status(&mut device, DeviceStatus::Retired);
        Self::leave_owner(&device.owner, &key);
        OperatorDeviceCount::<T>::mutate_exists(&device.operator, |count| *count = one_less(*count));
        Offers::<T>::remove(key);
        Devices::<T>::insert(key, device);
        Self::deposit_event(Event::DeviceStatusChanged {
            device: key,
            status: DeviceStatus::Retired,
        });
        Self::unbond_all(key);
    }

    pub(crate) fn check_nonce(device: &DeviceOf<T>, nonce: u64) -> Result<(), Error<T>> {
        ensure!(
            device.nonce.checked_add(1) == Some(nonce),
            Error::<T>::NonceMismatch
        );
        Ok(())
    }

    /// Whether an owner can have one device more.
    pub(crate) fn check_room(owner: &OwnerKey) -> Result<(), Error<T>> {
        ensure!(
            OwnerDeviceCount::<T>::get(owner) < T::MaxDevicesPerOwner::get(),
            Error::<T>::TooManyDevices
        );
        Ok(())
    }

    pub(crate) fn join_owner(owner: &OwnerKey, device: &DeviceKey) {
        OwnerDevices::<T>::insert(owner, device, ());
        OwnerDeviceCount::<T>::mutate(owner, |count| *count = count.saturating_add(1));
    }

    pub(crate) fn leave_owner(owner: &OwnerKey, device: &DeviceKey) {
        OwnerDevices::<T>::remove(owner, device);
        OwnerDeviceCount::<T>::mutate_exists(owner, |count| *count = one_less(*count));
    }

    fn change_status(device: &mut DeviceOf<T>, status: DeviceStatus) {
        Counts::<T>::mutate(|counts| {
            counts.leave(device.status);
            counts.enter(status);
        });
        device.status = status;
    }

    fn heartbeat_now() -> Heartbeat<BlockNumberFor<T>> {
        Heartbeat {
            block: frame_system::Pallet::<T>::block_number(),
            at_ms: Self::now_ms(),
        }
    }
}

/// A count without one of those that it counted; a count of nothing has no entry.
fn one_less(count: Option<u32>) -> Option<u32> {
    count
        .map(|count| count.saturating_sub(1))
        .filter(|count| *count > 0)
}
