//! What other pallets tell: noted at once, or not at all.

use crate::{Config, Error, Event, History, HistoryEntry, Note, Pallet, Standings};
use coco_primitives::{DeviceKey, FaultKind, ModelId, Reputation, ReputationView};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;

impl<T: Config> Reputation for Pallet<T> {
    fn note_verified_work(device: &DeviceKey, model: &ModelId, value_planck: u128) {
        let micros = T::Rules::get().work_micros(value_planck);
        let weight_micros = Self::note(device, model, Note::Work, micros);
        if weight_micros > 0 {
            Self::deposit_event(Event::WorkNoted {
                device: *device,
                model: model.clone(),
                weight_micros,
            });
        }
    }

    fn note_fault(device: &DeviceKey, model: &ModelId, kind: FaultKind) {
        Self::do_note_fault(device, model, kind);
    }

    fn score(device: &DeviceKey) -> ReputationView {
        Self::standing_now(device).evidence.view()
    }

    fn transfer(old: &DeviceKey, new: &DeviceKey) -> DispatchResult {
        let Some(standing) = Standings::<T>::get(old) else {
            return Ok(());
        };
        ensure!(!Standings::<T>::contains_key(new), Error::<T>::KeyHasReputation);

        for place in Self::places(&standing) {
            if let Some(entry) = History::<T>::take(old, place) {
                History::<T>::insert(new, place, entry);
            }
        }
        Standings::<T>::remove(old);
        Standings::<T>::insert(new, standing);
        Self::deposit_event(Event::ReputationTransferred { old: *old, new: *new });
        Ok(())
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn benchmark_fill(device: &DeviceKey) {
        crate::benchmarking::fill::<T>(device);
    }
}

impl<T: Config> Pallet<T> {
    /// Notes a fault; how much it counted.
    pub(crate) fn do_note_fault(device: &DeviceKey, model: &ModelId, kind: FaultKind) -> u64 {
        let micros = T::Rules::get().fault_micros(kind);
        let weight_micros = Self::note(device, model, Note::Fault(kind), micros);
        if weight_micros > 0 {
            Self::deposit_event(Event::FaultNoted {
                device: *device,
                model: model.clone(),
                kind,
                weight_micros,
            });
        }
        weight_micros
    }

    /// Writes what a note changes; how much it counted. What counts nothing is not written.
    fn note(device: &DeviceKey, model: &ModelId, note: Note, micros: u64) -> u64 {
        let mut standing = Self::standing_now(device);
        let weight_micros = standing.note(model, note, micros, &T::Rules::get());
        if weight_micros > 0 {
            let entry = HistoryEntry {
                at_ms: standing.at_ms,
                model: model.clone(),
                note,
                weight_micros,
            };
            Self::write_entry(device, &standing, entry);
            Standings::<T>::insert(device, standing);
        }
        weight_micros
    }
}
