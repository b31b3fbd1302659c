use crate::{standing::day_number, Config, Evidence, History, Pallet, Place, StandingOf, Standings};
use alloc::collections::BTreeSet;
use coco_primitives::DeviceKey;
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// What always holds of this pallet's storage:
    ///
    /// * a standing exists because something was noted, and with some model;
    /// * no model is listed twice, and the models' evidence together is not more than the device's;
    /// * the day is that of the last change, and its limits are kept;
    /// * each ring of a device's history has an entry in each place that was written, in no other, for what its ring is for, in the
    ///   order of time and not after the last change;
    /// * there is no history of a device without a standing.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut entries = 0usize;
        for (device, standing) in Standings::<T>::iter() {
            Self::try_models(&standing)?;
            Self::try_day(&standing)?;
            entries = entries.saturating_add(Self::try_history(&device, &standing)?);
        }
        ensure!(
            History::<T>::iter().count() == entries,
            "there is history in a place that nothing was written to"
        );
        Ok(())
    }

    fn try_models(standing: &StandingOf<T>) -> Result<(), TryRuntimeError> {
        ensure!(
            !standing.models.is_empty() && (standing.works > 0 || standing.faults > 0),
            "a device stands somewhere without a note"
        );
        let names: BTreeSet<_> = standing.models.iter().map(|known| &known.model).collect();
        ensure!(
            names.len() == standing.models.len(),
            "a model of a device is listed twice"
        );
        let mut sum = Evidence::default();
        for known in &standing.models {
            sum.good_micros = sum.good_micros.saturating_add(known.evidence.good_micros);
            sum.bad_micros = sum.bad_micros.saturating_add(known.evidence.bad_micros);
        }
        ensure!(
            sum.good_micros <= standing.evidence.good_micros
                && sum.bad_micros <= standing.evidence.bad_micros,
            "a device's models have more evidence than the device"
        );
        Ok(())
    }

    fn try_day(standing: &StandingOf<T>) -> Result<(), TryRuntimeError> {
        let limit = T::Rules::get().max_day_micros;
        ensure!(
            standing.day.number == day_number(standing.at_ms),
            "the day is not that of the last change"
        );
        ensure!(
            standing.day.work_micros <= limit && standing.day.missed_micros <= limit,
            "a day brought more than it may"
        );
        Ok(())
    }

    /// How many entries a device has.
    fn try_history(device: &DeviceKey, standing: &StandingOf<T>) -> Result<usize, TryRuntimeError> {
        let mut count = 0usize;
        let mut newer: Option<(Place, u64)> = None;
        for place in Self::places(standing) {
            let entry = History::<T>::get(device, place).ok_or("a place of history is empty")?;
            ensure!(
                place.is_for(entry.note),
                "work lies among faults, or a fault among work"
            );
            ensure!(entry.weight_micros > 0, "a note that counts nothing was written");
            let latest = newer
                .filter(|(newer, _)| newer.is_for(entry.note))
                .map_or(standing.at_ms, |(_, at_ms)| at_ms);
            ensure!(entry.at_ms <= latest, "history is not in the order of time");
            newer = Some((place, entry.at_ms));
            count = count.saturating_add(1);
        }
        Ok(count)
    }
}
