//! The length of an Aura slot, fixed at genesis.
//!
//! It is state and not a constant, so that one wasm serves the embedded development chain (about 20 ms, so that a
//! lone author is always allowed to write the next block) and real networks (1 s). Nothing changes it after
//! genesis: Aura's slot numbers are `timestamp / slot duration`, and a change would move them backwards.

pub use pallet::*;

#[frame_support::pallet]
pub mod pallet {
    use core::marker::PhantomData;
    use frame_support::pallet_prelude::*;

    /// Milliseconds. One second: blocks of four loopback validators were final in 3–5 s with it, and no genesis that
    /// forgets the value gets a chain of another pace.
    pub const DEFAULT_SLOT_MS: u64 = 1_000;
    /// Milliseconds. Below this `pallet_timestamp`'s minimum period (half a slot) would be zero.
    pub const MIN_SLOT_MS: u64 = 2;

    /// No settings: the only input is the genesis.
    #[pallet::config]
    pub trait Config: frame_system::Config {}

    #[pallet::pallet]
    pub struct Pallet<T>(_);

    #[pallet::type_value]
    pub fn DefaultSlotMs() -> u64 {
        DEFAULT_SLOT_MS
    }

    /// Milliseconds per Aura slot.
    #[pallet::storage]
    pub type SlotMs<T> = StorageValue<_, u64, ValueQuery, DefaultSlotMs>;

    #[pallet::genesis_config]
    pub struct GenesisConfig<T: Config> {
        /// Milliseconds per Aura slot, at least [`MIN_SLOT_MS`].
        pub slot_ms: u64,
        #[serde(skip)]
        pub _runtime: PhantomData<T>,
    }

    impl<T: Config> Default for GenesisConfig<T> {
        fn default() -> Self {
            Self {
                slot_ms: DEFAULT_SLOT_MS,
                _runtime: PhantomData,
            }
        }
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            assert!(
                self.slot_ms >= MIN_SLOT_MS,
                "slotDuration.slotMs is below the minimum"
            );
            SlotMs::<T>::put(self.slot_ms);
        }
    }

    /// Half a slot, as `pallet_timestamp` wants it under Aura.
    pub struct MinimumPeriod<T>(PhantomData<T>);
    impl<T: Config> Get<u64> for MinimumPeriod<T> {
        fn get() -> u64 {
            SlotMs::<T>::get() / 2
        }
    }

    /// The slot length as a `Get`, for `pallet_aura` and the Aura runtime API.
    pub struct SlotDuration<T>(PhantomData<T>);
    impl<T: Config> Get<u64> for SlotDuration<T> {
        fn get() -> u64 {
            SlotMs::<T>::get()
        }
    }
}
