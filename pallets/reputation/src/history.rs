//! What was noted of a device lately: a ring of places for work and one for faults, so that work never pushes a fault out of sight.

use crate::{Config, History, Note, Pallet, StandingOf};
use alloc::vec::Vec;
use coco_primitives::{DeviceKey, ModelId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::cmp::Reverse;
use frame_support::traits::Get;
use scale_info::TypeInfo;

/// One note.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct HistoryEntry {
    /// Unix ms by the chain's clock.
    pub at_ms: u64,
    pub model: ModelId,
    pub note: Note,
    /// Micros that it counted then.
    pub weight_micros: u64,
}

/// Where an entry lies: which ring, and which place in it, from 0.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum Place {
    #[codec(index = 0)]
    Work(u32),
    #[codec(index = 1)]
    Fault(u32),
}

impl Place {
    /// Whether this is a note's ring.
    pub const fn is_for(&self, note: Note) -> bool {
        matches!(
            (self, note),
            (Self::Work(_), Note::Work) | (Self::Fault(_), Note::Fault(_))
        )
    }
}

impl<T: Config> Pallet<T> {
    /// Writes the entry that a standing just counted, over the oldest in its ring when that is full.
    pub(crate) fn write_entry(device: &DeviceKey, standing: &StandingOf<T>, entry: HistoryEntry) {
        let place = match entry.note {
            Note::Work => Place::Work(Self::place_of(standing.works.saturating_sub(1))),
            Note::Fault(_) => Place::Fault(Self::place_of(standing.faults.saturating_sub(1))),
        };
        History::<T>::insert(device, place, entry);
    }

    /// The entries of a device, the newest first; of the same moment, faults first, of each kind the newest first.
    pub(crate) fn entries(device: &DeviceKey, standing: &StandingOf<T>) -> Vec<HistoryEntry> {
        let mut entries: Vec<_> = Self::places(standing)
            .filter_map(|place| History::<T>::get(device, place))
            .collect();
        entries.sort_by_key(|entry| Reverse(entry.at_ms));
        entries
    }

    /// Every place that a device uses: of faults, then of work, from the newest back.
    pub(crate) fn places(standing: &StandingOf<T>) -> impl Iterator<Item = Place> {
        let faults = Self::newest_first(standing.faults).map(Place::Fault);
        faults.chain(Self::newest_first(standing.works).map(Place::Work))
    }

    /// The places in a ring into which so many entries were written, from the newest back.
    fn newest_first(written: u64) -> impl Iterator<Item = u32> {
        let oldest = written.saturating_sub(T::MaxHistory::get().into());
        (oldest..written).rev().map(Self::place_of)
    }

    /// The place of a ring's `nth` entry, from 0.
    fn place_of(nth: u64) -> u32 {
        let place = nth.checked_rem(T::MaxHistory::get().into()).unwrap_or(0);
        u32::try_from(place).unwrap_or(0)
    }
}
