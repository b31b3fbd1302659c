//! Weights of `reputation`. Estimated by hand, from calls of the other pallets that do as much; `pallets/weights.sh`
//! replaces this file by what it measures.
//!
//! Proof sizes are zero: a chain of its own has no proofs of validity.

use core::marker::PhantomData;
use frame_support::{
    traits::Get,
    weights::{constants::RocksDbWeight, Weight},
};

/// What the call, and each of what other pallets call, costs.
pub trait WeightInfo {
    fn report_fault() -> Weight;
    fn note_verified_work() -> Weight;
    fn note_fault() -> Weight;
    fn transfer() -> Weight;
}

/// As estimated, with the runtime's own cost of a database access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    /// 3 reads, 2 writes; estimated.
    fn report_fault() -> Weight {
        Weight::from_parts(30_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(2))
    }
    /// 2 reads, 2 writes; estimated.
    fn note_verified_work() -> Weight {
        Weight::from_parts(25_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(2))
    }
    /// 2 reads, 2 writes; estimated.
    fn note_fault() -> Weight {
        Weight::from_parts(25_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(2))
    }
    /// 34 reads, 66 writes; estimated.
    fn transfer() -> Weight {
        Weight::from_parts(150_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(34))
            .saturating_add(T::DbWeight::get().writes(66))
    }
}

/// For tests: as estimated, over RocksDB.
impl WeightInfo for () {
    /// 3 reads, 2 writes; estimated.
    fn report_fault() -> Weight {
        Weight::from_parts(30_000_000, 0)
            .saturating_add(RocksDbWeight::get().reads(3))
            .saturating_add(RocksDbWeight::get().writes(2))
    }
    /// 2 reads, 2 writes; estimated.
    fn note_verified_work() -> Weight {
        Weight::from_parts(25_000_000, 0)
            .saturating_add(RocksDbWeight::get().reads(2))
            .saturating_add(RocksDbWeight::get().writes(2))
    }
    /// 2 reads, 2 writes; estimated.
    fn note_fault() -> Weight {
        Weight::from_parts(25_000_000, 0)
            .saturating_add(RocksDbWeight::get().reads(2))
            .saturating_add(RocksDbWeight::get().writes(2))
    }
    /// 34 reads, 66 writes; estimated.
    fn transfer() -> Weight {
        Weight::from_parts(150_000_000, 0)
            .saturating_add(RocksDbWeight::get().reads(34))
            .saturating_add(RocksDbWeight::get().writes(66))
    }
}
