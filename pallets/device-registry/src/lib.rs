//! # Device registry
//!
//! Which devices compute in the network, what they can do, and which account is paid for it and answers for it.
//!
//! ## Who does what
//!
//! A device is known by its own sr25519 key, made in a browser tab. It signs everything that is said in its name; an
//! *operator*, any account, submits the call and pays the fee. So a volunteer needs no tokens, and an operator can
//! only pass on what the device signed: exactly once, because a device is registered once and every later message
//! carries its next nonce. How many devices an operator brings in is limited by [`Config::MaxDevicesPerOperator`].
//!
//! The *owner* is an account. It bonds for its devices, gives them away (`offers.rs`), gives them new keys when tabs lost theirs
//! (`keys.rs`) and deregisters them, in its own extrinsics.
//!
//! What a device says of itself is not checked here beyond its form.
//!
//! ## Bonds
//!
//! A bond is held on the owner's account for one device ([`Bond`]). Other pallets slash it by `coco_primitives::Bonds` when they have
//! seen a fault proven: a share goes to the requester whom it harmed, one to who proved it, the rest to the treasury (`payments.rs`).
//! What the owner takes back stays slashable for [`Config::UnbondingMs`], up to and including the last millisecond, and after that
//! until somebody withdraws it to the owner, which anybody may. Retirement, by whomever, starts the way back of all of it.
//!
//! ## Time
//!
//! A device is online while it is active and its last heartbeat is no older than [`Config::HeartbeatTimeoutMs`]. That is computed when it
//! is asked, so a late heartbeat makes a device offline without anybody sweeping.
//!
//! ## Known limits
//!
//! An owner does not sign a registration, so a stranger can register devices in an owner's name (never take any away) until
//! [`Config::MaxDevicesPerOwner`]; the owner deregisters them. A device that is transferred takes its past with it: a
//! fault of before that is proven after costs the new owner's bond, so who accepts a device asks for its open jobs first, or bonds later.
//! Retired devices and burned keys stay in storage for ever, so that none is registered again; each costs extrinsics.

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

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod bond;
mod bonding;
mod devices;
mod info;
mod keys;
pub mod migrations;
#[cfg(test)]
mod mock;
mod offers;
mod payments;
mod registry;
pub mod runtime_api;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use bond::{Bond, Unbonding, MAX_UNBONDINGS};
pub use info::{DeviceInfo, DeviceInfoOf};
pub use pallet::*;
pub use types::{Device, DeviceCounts, DeviceOf, Heartbeat};
pub use weights::WeightInfo;

/// Keys that a device had before the one it has. A tab loses its key when its storage is cleared, which a kiosk may survive
/// once a year; bounds what one re-keying writes.
pub const MAX_FORMER_KEYS: u32 = 16;

// FRAME's macros expand to `expect` here; `lint.sh` looks for ours.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use coco_primitives::{
        Capabilities, DeviceAction, DeviceKey, DeviceRegistration, DeviceStatus, DeviceUpdate, Metadata,
        OnDeviceRekeyed, OwnerKey, SignatureBytes,
    };
    use frame_support::{
        pallet_prelude::*,
        traits::{fungible, UnixTime},
    };
    use frame_system::pallet_prelude::*;
    use sp_core::H256;
    use sp_runtime::Permill;

    /// The layout of this pallet's storage.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(2);

    /// What the runtime decides. Accounts are 32 bytes, so that an owner's key is an account.
    #[pallet::config]
    pub trait Config:
        frame_system::Config<
        Hash = H256,
        RuntimeEvent: From<Event<Self>>,
        AccountId: From<[u8; 32]> + Into<[u8; 32]>,
    >
    {
        /// What is bonded and slashed, in planck.
        type Currency: fungible::Inspect<Self::AccountId, Balance = u128>
            + fungible::Mutate<Self::AccountId>
            + fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// The runtime's reasons for holds, this pallet's among them.
        type RuntimeHoldReason: From<HoldReason>;

        /// The clock of the chain; heartbeats are stamped with it, and periods compared.
        type Time: UnixTime;

        /// Devices that are not retired, of one owner. Bounds what one owner can put into storage.
        #[pallet::constant]
        type MaxDevicesPerOwner: Get<u32>;

        /// Devices that are not retired, registered by one operator. Bounds what one sponsor's fees can put into storage.
        #[pallet::constant]
        type MaxDevicesPerOperator: Get<u32>;

        /// Milliseconds after its last heartbeat in which an active device counts as online. Some of a node's intervals.
        #[pallet::constant]
        type HeartbeatTimeoutMs: Get<u64>;

        /// Milliseconds in which a bond that is taken back can still be slashed. Longer than any fault takes to prove.
        #[pallet::constant]
        type UnbondingMs: Get<u64>;

        /// Share of a slashed amount for the requester whom the fault harmed, rounded down.
        type SlashToRequester: Get<Permill>;

        /// Share of a slashed amount for who proved the fault, rounded down. With the requester's at most the whole. Both may
        /// change while the chain runs.
        type SlashToReporter: Get<Permill>;

        /// Receives the rest, and the shares of those who are absent or cannot be paid. Should exist from genesis.
        #[pallet::constant]
        type Treasury: Get<Self::AccountId>;

        /// Who is told that a device has another key, and may refuse it. Counted in the weight of `rekey_device`.
        type OnRekeyed: OnDeviceRekeyed;

        /// Weights of the calls, as measured.
        type WeightInfo: WeightInfo;
    }

    /// Why this pallet holds funds.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// They are the bonds of devices.
        Bond,
    }

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// Every device that was ever registered, by the key that it has. Retired ones stay, so that a registration is never
    /// replayed.
    #[pallet::storage]
    pub type Devices<T: Config> = CountedStorageMap<_, Blake2_128Concat, DeviceKey, DeviceOf<T>>;

    /// The devices of an owner that are not retired.
    #[pallet::storage]
    pub type OwnerDevices<T: Config> =
        StorageDoubleMap<_, Blake2_128Concat, OwnerKey, Blake2_128Concat, DeviceKey, ()>;

    /// How many entries an owner has in [`OwnerDevices`]; at most [`Config::MaxDevicesPerOwner`].
    #[pallet::storage]
    pub type OwnerDeviceCount<T: Config> = StorageMap<_, Blake2_128Concat, OwnerKey, u32, ValueQuery>;

    /// How many devices that are not retired an operator registered. New ones only below [`Config::MaxDevicesPerOperator`].
    #[pallet::storage]
    pub type OperatorDeviceCount<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

    /// How many devices there are in each status.
    #[pallet::storage]
    pub type Counts<T> = StorageValue<_, DeviceCounts, ValueQuery>;

    /// What is held for a device on its owner's account. Devices without a bond have no entry.
    #[pallet::storage]
    pub type Bonds<T> = StorageMap<_, Blake2_128Concat, DeviceKey, Bond, ValueQuery>;

    /// Whom a device is offered to. Goes when the device is accepted, re-keyed or retired.
    #[pallet::storage]
    pub type Offers<T> = StorageMap<_, Blake2_128Concat, DeviceKey, OwnerKey>;

    /// The key that a device has, by each of those that it had.
    #[pallet::storage]
    pub type Successors<T> = StorageMap<_, Blake2_128Concat, DeviceKey, DeviceKey>;

    /// The keys that a device had, the oldest first, by the one that it has. Burned: no device gets them again.
    #[pallet::storage]
    pub type FormerKeys<T> = StorageMap<
        _,
        Blake2_128Concat,
        DeviceKey,
        BoundedVec<DeviceKey, ConstU32<MAX_FORMER_KEYS>>,
        ValueQuery,
    >;

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
        /// An owner offers a device to another one. An offer before this is void.
        DeviceOffered { device: DeviceKey, to: OwnerKey },
        /// An offer is void: its owner or who was offered the device withdrew it, or the device got another key.
        DeviceOfferWithdrawn { device: DeviceKey },
        /// A device changed hands.
        DeviceTransferred {
            device: DeviceKey,
            from: OwnerKey,
            to: OwnerKey,
        },
        /// A device goes on under `new`; `old` is burned.
        DeviceRekeyed { old: DeviceKey, new: DeviceKey },
        /// An owner put up `added_planck` for a device, of whose bond `active_planck` are now active.
        DeviceBonded {
            device: DeviceKey,
            added_planck: u128,
            active_planck: u128,
        },
        /// A part of a device's bond is on its way back, and stays slashable until `until_ms` at least.
        DeviceUnbonding {
            device: DeviceKey,
            planck: u128,
            until_ms: u64,
        },
        /// What came back of a device's bond is its owner's again.
        BondWithdrawn {
            device: DeviceKey,
            owner: OwnerKey,
            planck: u128,
        },
        /// A fault of a device cost its owner `slashed_planck`, the sum of the three shares.
        DeviceSlashed {
            device: DeviceKey,
            owner: OwnerKey,
            slashed_planck: u128,
            requester_planck: u128,
            reporter_planck: u128,
            treasury_planck: u128,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// A device has this key, or had it.
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
        /// The operator registered as many devices as one may have in service.
        OperatorQuotaReached,
        /// The device has another key now; this one is burned.
        DeviceRekeyed,
        /// The account is not the device's owner.
        NotOwner,
        /// The device is offered to its own owner.
        AlreadyOwner,
        /// There is a bond, or a part of one that was not withdrawn; a device changes hands without.
        BondNotEmpty,
        /// The device is not offered to anybody.
        NotOffered,
        /// The device is offered to another account.
        OfferedToAnother,
        /// The account is neither the device's owner nor the one that it is offered to.
        NotParty,
        /// The signature is not the new key's over this re-keying, for this owner, on this chain.
        BadNewKeySignature,
        /// The device had as many keys as one may have had.
        TooManyFormerKeys,
        /// There is nothing to bond or to take back.
        ZeroAmount,
        /// The owner does not have this much, or would not exist without it.
        InsufficientBalance,
        /// Less than this is active.
        BondTooSmall,
        /// Nothing of the bond came back yet.
        NothingToWithdraw,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            let shares = T::SlashToRequester::get()
                .deconstruct()
                .saturating_add(T::SlashToReporter::get().deconstruct());
            assert!(
                shares <= Permill::one().deconstruct(),
                "more is shared than was slashed"
            );
            assert!(T::HeartbeatTimeoutMs::get() > 0, "no device would ever be online");
        }

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
            Self::do_register(registration, operator, signature)
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

        /// Sets whether a device takes jobs. `Retired` is final, and starts the way back of the device's bond.
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

        /// Offers a device to another owner, who may accept it. Nothing changes until then.
        ///
        /// Origin: the device's owner. The device has no bond, nor any that is on its way back.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::offer_device())]
        pub fn offer_device(origin: OriginFor<T>, device: DeviceKey, to: OwnerKey) -> DispatchResult {
            Self::do_offer(ensure_signed(origin)?, device, to)
        }

        /// Takes over a device that is offered. Its operator, nonce and jobs stay; it has no bond.
        ///
        /// Origin: the account that the device is offered to. The tab of the old owner still has the device's key:
        /// re-key the device.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::accept_device())]
        pub fn accept_device(origin: OriginFor<T>, device: DeviceKey) -> DispatchResult {
            Self::do_accept(ensure_signed(origin)?, device)
        }

        /// Takes back an offer, or declines it.
        ///
        /// Origin: the device's owner, or the account that the device is offered to.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::withdraw_offer())]
        pub fn withdraw_offer(origin: OriginFor<T>, device: DeviceKey) -> DispatchResult {
            Self::do_withdraw_offer(ensure_signed(origin)?, device)
        }

        /// Gives a device another key, for good. `docs/PROTOCOL.md` says what moves and what stays.
        ///
        /// Origin: the device's owner. `nonce` is the device's next; `signature` is the new key's over
        /// `DeviceRekey { device, new_device, owner, nonce }`.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::rekey_device().saturating_add(T::OnRekeyed::weight()))]
        pub fn rekey_device(
            origin: OriginFor<T>,
            device: DeviceKey,
            new_device: DeviceKey,
            nonce: u64,
            signature: SignatureBytes,
        ) -> DispatchResult {
            Self::do_rekey(ensure_signed(origin)?, device, new_device, nonce, signature)
        }

        /// Retires a device without its word, and starts the way back of its bond.
        ///
        /// Origin: the device's owner.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::deregister_device())]
        pub fn deregister_device(origin: OriginFor<T>, device: DeviceKey) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            let retiring = Self::live_device_of(&owner, &device)?;
            Self::retire(device, retiring);
            Ok(())
        }

        /// Puts up so much, or so much more, for a device.
        ///
        /// Origin: the device's owner, on whose account it is held.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::bond())]
        pub fn bond(origin: OriginFor<T>, device: DeviceKey, planck: u128) -> DispatchResult {
            Self::do_bond(ensure_signed(origin)?, device, planck)
        }

        /// Starts the way back of a part of a device's bond.
        ///
        /// Origin: the device's owner. With [`MAX_UNBONDINGS`] under way it joins the newest, which then takes as long.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::unbond())]
        pub fn unbond(origin: OriginFor<T>, device: DeviceKey, planck: u128) -> DispatchResult {
            Self::do_unbond(ensure_signed(origin)?, device, planck)
        }

        /// Gives back what came back of a device's bond by now, to the device's owner.
        ///
        /// Origin: any signed account.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::withdraw_unbonded())]
        pub fn withdraw_unbonded(origin: OriginFor<T>, device: DeviceKey) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_withdraw(device)
        }
    }
}
