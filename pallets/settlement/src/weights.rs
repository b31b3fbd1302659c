//! Weights of `settlement`. Estimated by hand, from calls of the other pallets that do as much; `pallets/weights.sh`
//! replaces this file by what it measures.
//!
//! Proof sizes are zero: a chain of its own has no proofs of validity.

use core::marker::PhantomData;
use frame_support::{
    traits::Get,
    weights::{constants::RocksDbWeight, Weight},
};

/// What each call costs.
pub trait WeightInfo {
    fn open_channel() -> Weight;
    fn top_up() -> Weight;
    fn claim() -> Weight;
    fn close_channel() -> Weight;
    fn force_close() -> Weight;
    fn prove_record() -> Weight;
}

/// As estimated, with the runtime's own cost of a database access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    /// 4 reads, 4 writes; estimated.
    fn open_channel() -> Weight {
        Weight::from_parts(40_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(4))
    }
    /// 3 reads, 3 writes; estimated.
    fn top_up() -> Weight {
        Weight::from_parts(30_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(3))
    }
    /// 7 reads, 5 writes; estimated.
    fn claim() -> Weight {
        Weight::from_parts(130_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(5))
    }
    /// 6 reads, 10 writes; estimated.
    fn close_channel() -> Weight {
        Weight::from_parts(45_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(10))
    }
    /// 7 reads, 10 writes; estimated.
    fn force_close() -> Weight {
        Weight::from_parts(45_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(7))
            .saturating_add(T::DbWeight::get().writes(10))
    }
    /// 3 reads, 0 writes; estimated.
    fn prove_record() -> Weight {
        Weight::from_parts(40_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(0))
    }
}

/// For tests: as estimated, over RocksDB.
impl WeightInfo for () {
    /// 4 reads, 4 writes; estimated.
    fn open_channel() -> Weight {
        Weight::from_parts(40_000_000, 0)
            .saturating_add(RocksDbWeight::get().reads(4))
            .saturating_add(RocksDbWeight::get().writes(4))
    }
    /// 3 reads, 3 writes; estimated.
    fn top_up() -> Weight {
        Weight::from_parts(30_000_000, 0)
            .saturating_add(RocksDbWeight::get().reads(3))
            .saturating_add(RocksDbWeight::get().writes(3))
    }
    /// 7 reads, 5 writes; estimated.
    fn claim() -> Weight {
        Weight::from_parts(130_000_000, 0)
            .saturating_add(RocksDbWeight::get().reads(7))
            .saturating_add(RocksDbWeight::get().writes(5))
    }
    /// 6 reads, 10 writes; estimated.
    fn close_channel() -> Weight {
        Weight::from_parts(45_000_000, 0)
            .saturating_add(RocksDbWeight::get().reads(6))
            .saturating_add(RocksDbWeight::get().writes(10))
    }
    /// 7 reads, 10 writes; estimated.
    fn force_close() -> Weight {
        Weight::from_parts(45_000_000, 0)
            .saturating_add(RocksDbWeight::get().reads(7))
            .saturating_add(RocksDbWeight::get().writes(10))
    }
    /// 3 reads, 0 writes; estimated.
    fn prove_record() -> Weight {
        Weight::from_parts(40_000_000, 0)
            .saturating_add(RocksDbWeight::get().reads(3))
            .saturating_add(RocksDbWeight::get().writes(0))
    }
}
