//! # Device registry
//!
//! Which devices compute in the network, what they can do, and which account is paid for it.
//!
//! A device is known by its own sr25519 key, made in a browser tab. It signs everything that is said in its name; an
//! *operator*, any account, submits the call and pays the fee. So a volunteer needs no tokens, and an operator can
//! only pass on what the device signed: exactly once, because a device is registered once and every later message
//! carries its next nonce.
//!
//! What a device says of itself is not checked here beyond its form.
//!
//! Known limit: an owner does not sign, so a stranger can register devices in an owner's name (never take any away)
//! until [`Config::MaxDevicesPerOwner`]; the bond of a later version puts a price on that.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    not(any(test, feature = "runtime-benchmarks")),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
mod registry;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::{Device, DeviceOf, Heartbeat};
pub use weights::WeightInfo;

// FRAME's macros expand to `expect` here; `lint.sh` looks for ours.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use coco_primitives::{
        Capabilities, DeviceAction, DeviceKey, DeviceRegistration, DeviceStatus, DeviceUpdate, Metadata,
        OwnerKey, SignatureBytes, SignedMessage,
    };
    use frame_support::{pallet_prelude::*, traits::UnixTime};
    use frame_system::pallet_prelude::*;
    use sp_core::H256;
    use sp_runtime::traits::Zero;

    /// The layout of this pallet's storage.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    /// What the runtime decides.
    #[pallet::config]
    pub trait Config: frame_system::Config<Hash = H256, RuntimeEvent: From<Event<Self>>> {
        /// The clock of the chain; heartbeats are stamped with it.
        type Time: UnixTime;

        /// Devices that are not retired, of one owner. Bounds what one owner can put into storage.
        #[pallet::constant]
        type MaxDevicesPerOwner: Get<u32>;

        /// Weights of the calls, as measured.
        type WeightInfo: WeightInfo;
    }

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// Every device that was ever registered, by its key. Retired ones stay, so that a registration is never replayed.
    #[pallet::storage]
    pub type Devices<T: Config> = CountedStorageMap<_, Blake2_128Concat, DeviceKey, DeviceOf<T>>;

    /// The devices of an owner that are not retired.
    #[pallet::storage]
    pub type OwnerDevices<T: Config> =
        StorageDoubleMap<_, Blake2_128Concat, OwnerKey, Blake2_128Concat, DeviceKey, ()>;

    /// How many entries an owner has in [`OwnerDevices`]; at most [`Config::MaxDevicesPerOwner`].
    #[pallet::storage]
    pub type OwnerDeviceCount<T: Config> = StorageMap<_, Blake2_128Concat, OwnerKey, u32, ValueQuery>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A device entered the registry, active.
        DeviceRegistered {
            device: DeviceKey,
            owner: OwnerKey,
            operator: T::AccountId,
        },
        /// A device said anew what it can do.
        DeviceMetadataUpdated { device: DeviceKey },
        /// A device takes jobs, takes none for now, or is gone for good.
        DeviceStatusChanged { device: DeviceKey, status: DeviceStatus },
        /// A device is alive. `at_ms` is the chain's time.
        DeviceHeartbeat { device: DeviceKey, at_ms: u64 },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// A device of this key was registered before.
        DeviceAlreadyRegistered,
        /// No device of this key was ever registered.
        UnknownDevice,
        /// The signature is not the device's over this message on this chain.
        BadDeviceSignature,
        /// The nonce is not the device's next: the message was used before, or an earlier one is missing.
        NonceMismatch,
        /// The device is retired; nothing changes it any more.
        DeviceRetired,
        /// The owner has as many devices as one may have.
        TooManyDevices,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Registers a device under the owner that it names.
        ///
        /// Origin: any signed account, the operator, who pays. `signature` is the device's over `registration`.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::register_device())]
        pub fn register_device(
            origin: OriginFor<T>,
            registration: DeviceRegistration,
            signature: SignatureBytes,
        ) -> DispatchResult {
            let operator = ensure_signed(origin)?;
            let DeviceRegistration { device, owner, .. } = registration;
            ensure!(
                !Devices::<T>::contains_key(device),
                Error::<T>::DeviceAlreadyRegistered
            );
            let owned = OwnerDeviceCount::<T>::get(owner);
            ensure!(owned < T::MaxDevicesPerOwner::get(), Error::<T>::TooManyDevices);
            let signed = registration.verify(&Self::genesis_hash(), &device, &signature);
            ensure!(signed, Error::<T>::BadDeviceSignature);

            Self::insert(registration, operator.clone(), owned);
            Self::deposit_event(Event::DeviceRegistered {
                device,
                owner,
                operator,
            });
            Ok(())
        }

        /// Replaces what a device says of itself.
        ///
        /// Origin: any signed account. `signature` is the device's over
        /// `DeviceUpdate { device, nonce, UpdateMetadata { capabilities, metadata } }`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::update_metadata())]
        pub fn update_metadata(
            origin: OriginFor<T>,
            device: DeviceKey,
            nonce: u64,
            capabilities: Capabilities,
            metadata: Metadata,
            signature: SignatureBytes,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            let action = DeviceAction::UpdateMetadata {
                capabilities,
                metadata,
            };
            Self::apply(
                DeviceUpdate {
                    device,
                    nonce,
                    action,
                },
                signature,
            )
        }

        /// Sets whether a device takes jobs. `Retired` is final.
        ///
        /// Origin: any signed account. `signature` is the device's over
        /// `DeviceUpdate { device, nonce, SetStatus(status) }`.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::set_status())]
        pub fn set_status(
            origin: OriginFor<T>,
            device: DeviceKey,
            nonce: u64,
            status: DeviceStatus,
            signature: SignatureBytes,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::apply(
                DeviceUpdate {
                    device,
                    nonce,
                    action: DeviceAction::SetStatus(status),
                },
                signature,
            )
        }

        /// Notes that a device is alive.
        ///
        /// Origin: any signed account. `signature` is the device's over `DeviceUpdate { device, nonce, Heartbeat }`.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::heartbeat())]
        pub fn heartbeat(
            origin: OriginFor<T>,
            device: DeviceKey,
            nonce: u64,
            signature: SignatureBytes,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::apply(
                DeviceUpdate {
                    device,
                    nonce,
                    action: DeviceAction::Heartbeat,
                },
                signature,
            )
        }
    }

    impl<T: Config> Pallet<T> {
        /// Hash of block 0: what every signed message of this chain carries.
        pub fn genesis_hash() -> H256 {
            frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
        }

        /// Writes a device that was not there, active. `owned` is its owner's count before.
        pub(crate) fn insert(registration: DeviceRegistration, operator: T::AccountId, owned: u32) {
            let DeviceRegistration {
                device,
                owner,
                capabilities,
                metadata,
            } = registration;
            let last_heartbeat = Self::heartbeat_now();
            let registered_at = last_heartbeat.block;
            OwnerDevices::<T>::insert(owner, device, ());
            OwnerDeviceCount::<T>::insert(owner, owned.saturating_add(1));
            Devices::<T>::insert(
                device,
                Device {
                    owner,
                    operator,
                    capabilities,
                    metadata,
                    status: DeviceStatus::Active,
                    nonce: 0,
                    registered_at,
                    last_heartbeat,
                    jobs_done: 0,
                },
            );
        }

        fn apply(update: DeviceUpdate, signature: SignatureBytes) -> DispatchResult {
            let key = update.device;
            let mut device = Devices::<T>::get(key).ok_or(Error::<T>::UnknownDevice)?;
            ensure!(device.status != DeviceStatus::Retired, Error::<T>::DeviceRetired);
            ensure!(
                device.nonce.checked_add(1) == Some(update.nonce),
                Error::<T>::NonceMismatch
            );
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
                DeviceAction::SetStatus(status) => {
                    device.status = status;
                    if status == DeviceStatus::Retired {
                        Self::leave_owner(&device.owner, &key);
                    }
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

        fn leave_owner(owner: &OwnerKey, device: &DeviceKey) {
            OwnerDevices::<T>::remove(owner, device);
            let left = OwnerDeviceCount::<T>::get(owner).saturating_sub(1);
            if left == 0 {
                OwnerDeviceCount::<T>::remove(owner);
            } else {
                OwnerDeviceCount::<T>::insert(owner, left);
            }
        }

        fn heartbeat_now() -> Heartbeat<BlockNumberFor<T>> {
            let at_ms = u64::try_from(T::Time::now().as_millis()).unwrap_or(u64::MAX);
            Heartbeat {
                block: frame_system::Pallet::<T>::block_number(),
                at_ms,
            }
        }
    }
}
