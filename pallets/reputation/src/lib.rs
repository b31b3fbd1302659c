//! # Reputation
//!
//! How well devices work, with all models and with each. Other pallets note work and faults through
//! [`coco_primitives::Reputation`]; whoever matches jobs reads what is left of it through [`runtime_api`].
//! `docs/adr/0012-reputation.md` has the design and its reasons.
//!
//! ## The number
//!
//! Evidence for and against a device is counted in micros, millionths of a unit, and halves every
//! [`Rules::half_life_ms`]. [`coco_primitives::ReputationView`] has three readings of it: a score of 100 for display that gives the
//! benefit of the doubt, the expectation of Jøsang and Ismail's Beta reputation, and what the evidence alone assures.
//!
//! ## Time
//!
//! A device's evidence is stored as of its last change, and what is left of it is computed where it is read. There is no sweep.
//!
//! ## Storage
//!
//! A device has [`Config::MaxModels`] models and twice [`Config::MaxHistory`] entries of history at most. Devices without a note take no
//! storage; that the others are registered, and were paid for by that, is for those to see who note.
//!
//! ## Known limits
//!
//! Who is requester and device at once earns [`Rules::max_day_micros`] a day; a requester that does not countersign costs a
//! device a missed deadline, within the same limit. Proven faults come from governance until they are proven on the chain.

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
mod decay;
mod history;
#[cfg(test)]
mod mock;
mod notes;
mod reads;
mod rules;
pub mod runtime_api;
mod standing;
#[cfg(test)]
mod tests;
mod try_state;
pub mod weights;

pub use history::{HistoryEntry, Place};
pub use pallet::*;
pub use rules::Rules;
pub use standing::{Day, Evidence, ModelEvidence, Note, Standing, DAY_MS};
pub use weights::WeightInfo;

use frame_support::BoundedVec;

/// [`Standing`] of a runtime.
pub type StandingOf<T> = Standing<BoundedVec<ModelEvidence, <T as Config>::MaxModels>>;

// FRAME's macros expand to `expect` here; `lint.sh` looks for ours.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use coco_primitives::{DeviceKey, DeviceRegistry, FaultKind, ModelId};
    use frame_support::{pallet_prelude::*, traits::UnixTime};
    use frame_system::pallet_prelude::*;

    /// The layout of this pallet's storage.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    /// What the runtime decides.
    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// The clock of the chain; evidence is forgotten by it.
        type Time: UnixTime;

        /// Who knows the devices.
        type Devices: DeviceRegistry;

        /// What counts how much.
        #[pallet::constant]
        type Rules: Get<Rules>;

        /// Models of a device with evidence of their own. A lower number needs a migration.
        #[pallet::constant]
        type MaxModels: Get<u32>;

        /// Entries of a device's history, for work and again for faults. Another number needs a migration.
        #[pallet::constant]
        type MaxHistory: Get<u32>;

        /// Who may report a fault that was proven off the chain.
        type FaultOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Weights of the call and of what other pallets call, as measured.
        type WeightInfo: WeightInfo;
    }

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// Where the devices stand of which something was ever noted.
    #[pallet::storage]
    pub type Standings<T: Config> = StorageMap<_, Blake2_128Concat, DeviceKey, StandingOf<T>>;

    /// The newest notes of each device, in two rings.
    #[pallet::storage]
    pub type History<T> = StorageDoubleMap<_, Blake2_128Concat, DeviceKey, Twox64Concat, Place, HistoryEntry>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A device's work counted this much for it.
        WorkNoted {
            device: DeviceKey,
            model: ModelId,
            weight_micros: u64,
        },
        /// A device's fault counted this much against it.
        FaultNoted {
            device: DeviceKey,
            model: ModelId,
            kind: FaultKind,
            weight_micros: u64,
        },
        /// What was known of one key is known of another from now on.
        ReputationTransferred { old: DeviceKey, new: DeviceKey },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// No device of this key was ever registered.
        UnknownDevice,
        /// As much counted against the device today already as a day may bring without proof.
        DayLimitReached,
        /// Something is known of the new key already.
        KeyHasReputation,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(T::Rules::get().are_sound(), "one rule makes another meaningless");
            assert!(T::MaxModels::get() > 0, "evidence is of a model");
            assert!(T::MaxHistory::get() > 0, "a ring has a place");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Notes a fault of a registered device, retired or not, that was proven off the chain.
        ///
        /// Origin: [`Config::FaultOrigin`].
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::report_fault())]
        pub fn report_fault(
            origin: OriginFor<T>,
            device: DeviceKey,
            model: ModelId,
            kind: FaultKind,
        ) -> DispatchResult {
            T::FaultOrigin::ensure_origin(origin)?;
            ensure!(T::Devices::owner_of(&device).is_some(), Error::<T>::UnknownDevice);
            let weight_micros = Self::do_note_fault(&device, &model, kind);
            ensure!(weight_micros > 0, Error::<T>::DayLimitReached);
            Ok(())
        }
    }
}
