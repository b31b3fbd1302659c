//! Measures every call of our pallets with FRAME's own benchmarking and writes their `weights.rs`.
//!
//! `frame-omni-bencher` runs the same benchmarks in the wasm executor; building it takes longer than building a node. Here
//! they run natively, over a state in memory that counts keys: the time is that of native code on this machine (signature
//! checks, which are most of it, are native host functions either way), a database access is added as FRAME's
//! `RocksDbWeight`, and a margin covers wasm. Run by `pallets/weights.sh`.

mod state;
mod template;

use coco_runtime::{AllPalletsWithSystem, Runtime, RuntimeGenesisConfig};
use frame_benchmarking::{BenchmarkResult, Benchmarking};
use frame_support::traits::WhitelistedStorageKeys;
use sp_externalities::Extensions;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::BuildStorage;
use sp_storage::TrackedStorageKey;
use state::CountingState;
use std::{fs, path::PathBuf};
use template::{render, Measured};

/// Runs of each benchmark, over which the median is taken.
const REPEATS: u32 = 200;

/// Unix ms. Benchmarks of deadlines need a clock that stands past 1970.
const NOW_MS: u64 = 1_700_000_000_000;

fn new_state() -> CountingState {
    let storage = RuntimeGenesisConfig::default()
        .build_storage()
        .expect("the default genesis builds");
    let mut extensions = Extensions::new();
    extensions.register(KeystoreExt::new(MemoryKeystore::new()));
    let mut state = CountingState::new(storage.top, extensions);
    sp_externalities::set_and_run_with_externalities(&mut state, || {
        pallet_timestamp::Now::<Runtime>::put(NOW_MS);
    });
    state.keep_as_genesis();
    state
}

fn whitelist() -> Vec<TrackedStorageKey> {
    AllPalletsWithSystem::whitelisted_storage_keys()
}

fn median<N: Ord + Copy>(results: &[BenchmarkResult], of: impl Fn(&BenchmarkResult) -> N) -> N {
    let mut values: Vec<N> = results.iter().map(of).collect();
    values.sort();
    values[values.len() / 2]
}

/// Measures every benchmark of a pallet; each also checks its outcome once.
fn measure<P: Benchmarking>(pallet: &str) -> Vec<Measured> {
    let mut state = new_state();
    sp_externalities::set_and_run_with_externalities(&mut state, || {
        let mut measured = Vec::new();
        for benchmark in P::benchmarks(false) {
            assert!(
                benchmark.components.is_empty(),
                "the template knows no components"
            );
            let name = String::from_utf8(benchmark.name).expect("ASCII");
            let run = |verify, repeats| {
                P::run_benchmark(name.as_bytes(), &[], &whitelist(), verify, repeats)
                    .unwrap_or_else(|error| panic!("{pallet}::{name}: {error:?}"))
            };
            run(true, 1);
            let results = run(false, REPEATS);
            let one = Measured {
                nanoseconds: median(&results, |result| result.extrinsic_time),
                minimum_nanoseconds: results
                    .iter()
                    .map(|result| result.extrinsic_time)
                    .min()
                    .unwrap_or_default(),
                reads: results
                    .iter()
                    .map(|result| result.reads)
                    .max()
                    .unwrap_or_default(),
                writes: results
                    .iter()
                    .map(|result| result.writes)
                    .max()
                    .unwrap_or_default(),
                name,
            };
            eprintln!(
                "{pallet}::{}: {} ns, {} reads, {} writes",
                one.name, one.nanoseconds, one.reads, one.writes
            );
            measured.push(one);
        }
        measured
    })
}

fn write(folder: &str, measured: &[Measured]) {
    let pallets = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let path = pallets.join(folder).join("src/weights.rs");
    fs::write(&path, render(folder, measured, REPEATS)).expect("the pallet's source can be written");
}

/// Measures the pallets that the arguments name, all of them without any.
fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let known: [(&str, fn(&str) -> Vec<Measured>); 5] = [
        ("device-registry", measure::<coco_runtime::DeviceRegistry>),
        ("compute-jobs", measure::<coco_runtime::ComputeJobs>),
        ("assured-jobs", measure::<coco_runtime::AssuredJobs>),
        ("settlement", measure::<coco_runtime::Settlement>),
        ("reputation", measure::<coco_runtime::Reputation>),
    ];
    for name in &wanted {
        assert!(
            known.iter().any(|(pallet, _)| pallet == name),
            "no pallet of ours is called {name}"
        );
    }
    for (pallet, measure) in known {
        if wanted.is_empty() || wanted.iter().any(|name| name == pallet) {
            write(pallet, &measure(pallet));
        }
    }
}
