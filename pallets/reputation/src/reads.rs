//! What is known of a device now: the answers of [`crate::runtime_api`].

use crate::{Config, HistoryEntry, Pallet, StandingOf, Standings};
use alloc::vec::Vec;
use coco_primitives::{DeviceKey, DeviceRegistry, ModelId, ReputationView};
use frame_support::traits::{Get, UnixTime};

impl<T: Config> Pallet<T> {
    /// Unix ms of the chain's clock.
    pub(crate) fn now_ms() -> u64 {
        u64::try_from(T::Time::now().as_millis()).unwrap_or(u64::MAX)
    }

    /// Where a device stands now; a stranger's place when nothing was noted.
    pub(crate) fn standing_now(device: &DeviceKey) -> StandingOf<T> {
        let now_ms = Self::now_ms();
        match Standings::<T>::get(device) {
            Some(standing) => standing.forget_until(now_ms, T::Rules::get().half_life_ms),
            None => StandingOf::<T>::of_stranger(now_ms),
        }
    }

    /// A device's reputation with all models now. A stranger's for a device of which nothing was noted; `None` when, besides, it was
    /// never registered.
    pub fn reputation(device: &DeviceKey) -> Option<ReputationView> {
        let known = Standings::<T>::contains_key(device) || T::Devices::owner_of(device).is_some();
        known.then(|| Self::standing_now(device).evidence.view())
    }

    /// A device's reputation with one model now. `None` when nothing was noted with it, or so many other models were since that it made
    /// room: then [`Self::reputation`] says more.
    pub fn model_reputation(device: &DeviceKey, model: &ModelId) -> Option<ReputationView> {
        let evidence = Self::standing_now(device).model(model)?;
        Some(evidence.view())
    }

    /// The newest notes of a device, the newest first: at most [`Config::MaxHistory`] for work and as many for faults.
    pub fn history(device: &DeviceKey) -> Vec<HistoryEntry> {
        match Standings::<T>::get(device) {
            Some(standing) => Self::entries(device, &standing),
            None => Vec::new(),
        }
    }
}
