//! Benchmarks of the call and of what other pallets call, each on a device with as many models and as much history as there can be.

use super::*;
use alloc::format;
use coco_primitives::{
    DeviceKey, DeviceRegistry, FaultKind, ModelId, OwnerKey, Reputation as _, MAX_MODEL_BYTES,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get};

const OWNER: OwnerKey = [1; 32];
const DEVICE: DeviceKey = [2; 32];

/// The `n`th of the longest names.
fn nth_model(n: u32) -> ModelId {
    let name = format!("{n:0width$}", width = MAX_MODEL_BYTES as usize);
    ModelId::try_from(name.as_str()).expect("as long as allowed")
}

/// None of [`fill`]'s.
fn new_model() -> ModelId {
    nth_model(u32::MAX)
}

/// Full lists and rings, as of almost a half-life ago, which takes the most to compute.
pub(crate) fn fill<T: Config>(device: &DeviceKey) {
    let now_ms = Pallet::<T>::now_ms();
    let at_ms = now_ms.saturating_sub(T::Rules::get().half_life_ms.saturating_sub(1));
    let mut standing = StandingOf::<T>::of_stranger(at_ms);
    let each = Evidence {
        good_micros: u64::MAX >> 8,
        bad_micros: u64::MAX >> 8,
    };
    for n in 0..T::MaxModels::get() {
        let model = ModelEvidence {
            model: nth_model(n),
            evidence: each,
        };
        standing.models.try_push(model).expect("no more than allowed");
        standing.evidence.good_micros = standing.evidence.good_micros.saturating_add(each.good_micros);
        standing.evidence.bad_micros = standing.evidence.bad_micros.saturating_add(each.bad_micros);
    }
    let max_history = T::MaxHistory::get();
    (standing.works, standing.faults) = (max_history.into(), max_history.into());
    for place in Pallet::<T>::places(&standing) {
        let note = match place {
            Place::Work(_) => Note::Work,
            Place::Fault(_) => Note::Fault(FaultKind::MissedDeadline),
        };
        let entry = HistoryEntry {
            at_ms,
            model: nth_model(0),
            note,
            weight_micros: 1,
        };
        History::<T>::insert(device, place, entry);
    }
    Standings::<T>::insert(device, standing);
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn report_fault() -> Result<(), BenchmarkError> {
        let origin = T::FaultOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        T::Devices::benchmark_register(DEVICE, OWNER);
        fill::<T>(&DEVICE);

        #[extrinsic_call]
        _(
            origin as T::RuntimeOrigin,
            DEVICE,
            new_model(),
            FaultKind::Equivocation,
        );

        assert_eq!(Pallet::<T>::score(&DEVICE).good_micros, 0);
        Ok(())
    }

    /// With a model that takes another's place.
    #[benchmark]
    fn note_verified_work() {
        fill::<T>(&DEVICE);

        #[block]
        {
            Pallet::<T>::note_verified_work(&DEVICE, &new_model(), u128::MAX);
        }

        let noted = Pallet::<T>::model_reputation(&DEVICE, &new_model()).expect("it was noted");
        assert_eq!(noted.good_micros, T::Rules::get().max_job_micros);
    }

    #[benchmark]
    fn note_fault() {
        fill::<T>(&DEVICE);

        #[block]
        {
            Pallet::<T>::note_fault(&DEVICE, &new_model(), FaultKind::Equivocation);
        }

        let noted = Pallet::<T>::model_reputation(&DEVICE, &new_model()).expect("it was noted");
        assert_eq!(noted.bad_micros, T::Rules::get().equivocation_micros);
    }

    #[benchmark]
    fn transfer() {
        let new: DeviceKey = [3; 32];
        fill::<T>(&DEVICE);

        #[block]
        {
            Pallet::<T>::transfer(&DEVICE, &new).expect("nothing is known of the new key");
        }

        assert!(!Standings::<T>::contains_key(DEVICE));
        let moved = Pallet::<T>::history(&new).len();
        assert_eq!(moved, 2 * T::MaxHistory::get() as usize);
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
