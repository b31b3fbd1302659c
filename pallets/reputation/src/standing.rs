//! Where a device stands: its evidence, as of its last change, and the only ways to change it.

use crate::{decay::Kept, Rules};
use coco_primitives::{FaultKind, ModelId, ReputationView};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::Get, BoundedVec};
use scale_info::TypeInfo;

/// Milliseconds. [`Rules::max_day_micros`] is for one of these, from midnight to midnight UTC.
pub const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

/// For and against a device, in micros.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Evidence {
    pub good_micros: u64,
    pub bad_micros: u64,
}

impl Evidence {
    /// What it says.
    pub fn view(&self) -> ReputationView {
        ReputationView::new(self.good_micros, self.bad_micros)
    }

    fn keep(&mut self, kept: Kept) {
        self.good_micros = kept.of(self.good_micros);
        self.bad_micros = kept.of(self.bad_micros);
    }

    fn add(&mut self, note: Note, micros: u64) {
        let side = match note {
            Note::Work => &mut self.good_micros,
            Note::Fault(_) => &mut self.bad_micros,
        };
        *side = side.saturating_add(micros);
    }
}

/// What is noted of a device.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum Note {
    /// A job that both sides signed.
    #[codec(index = 0)]
    Work,
    #[codec(index = 1)]
    Fault(FaultKind),
}

/// A device's evidence with one model.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct ModelEvidence {
    pub model: ModelId,
    pub evidence: Evidence,
}

/// What counts towards a day's limits.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Day {
    /// Days since 1970.
    pub number: u64,
    /// Micros gained by work.
    pub work_micros: u64,
    /// Micros lost by missed deadlines.
    pub missed_micros: u64,
}

/// Everything about one device but its history. `Models` is bounded.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct Standing<Models> {
    /// Unix ms of the last change. All evidence is what was left then.
    pub at_ms: u64,
    /// With all models, those that made room for others among them.
    pub evidence: Evidence,
    /// The one that was noted least recently first.
    pub models: Models,
    /// The day of the last change.
    pub day: Day,
    /// Entries of history ever made for work.
    pub works: u64,
    /// Entries of history ever made for faults.
    pub faults: u64,
}

impl<MaxModels: Get<u32>> Standing<BoundedVec<ModelEvidence, MaxModels>> {
    /// A device of which nothing is known.
    pub fn of_stranger(now_ms: u64) -> Self {
        Self {
            at_ms: now_ms,
            evidence: Evidence::default(),
            models: BoundedVec::new(),
            day: Day {
                number: day_number(now_ms),
                ..Day::default()
            },
            works: 0,
            faults: 0,
        }
    }

    /// What is left of it now. A clock that went back does not bring anything back.
    pub fn forget_until(mut self, now_ms: u64, half_life_ms: u64) -> Self {
        let now_ms = now_ms.max(self.at_ms);
        let kept = Kept::after(now_ms.saturating_sub(self.at_ms), half_life_ms);
        self.evidence.keep(kept);
        for model in self.models.iter_mut() {
            model.evidence.keep(kept);
        }
        self.at_ms = now_ms;
        let today = day_number(now_ms);
        if self.day.number != today {
            self.day = Day {
                number: today,
                ..Day::default()
            };
        }
        self
    }

    /// The evidence with one model, if it is known.
    pub fn model(&self, model: &ModelId) -> Option<Evidence> {
        let known = self.models.iter().find(|known| known.model == *model);
        known.map(|known| known.evidence)
    }

    /// Adds what a note counts, as far as the day's limit allows: how much that was. Nothing changes when it is nothing.
    ///
    /// A proven fault has no limit, and voids what was good with every model: it was trust in whoever holds the device.
    pub fn note(&mut self, model: &ModelId, note: Note, micros: u64, rules: &Rules) -> u64 {
        let counted = match note {
            Note::Work => within_limit(&mut self.day.work_micros, micros, rules.max_day_micros),
            Note::Fault(kind) if !kind.is_proven() => {
                within_limit(&mut self.day.missed_micros, micros, rules.max_day_micros)
            }
            Note::Fault(_) => {
                self.void_good();
                micros
            }
        };
        if counted == 0 {
            return 0;
        }
        self.evidence.add(note, counted);
        let mut last = self.take_model(model);
        last.evidence.add(note, counted);
        // `take_model` made room.
        let _ = self.models.try_push(last);
        let entries = match note {
            Note::Work => &mut self.works,
            Note::Fault(_) => &mut self.faults,
        };
        *entries = entries.saturating_add(1);
        counted
    }

    fn void_good(&mut self) {
        self.evidence.good_micros = 0;
        for model in self.models.iter_mut() {
            model.evidence.good_micros = 0;
        }
    }

    /// Takes a model out, or makes room for it.
    fn take_model(&mut self, model: &ModelId) -> ModelEvidence {
        if let Some(place) = self.models.iter().position(|known| known.model == *model) {
            return self.models.remove(place);
        }
        if self.models.is_full() && !self.models.is_empty() {
            self.models.remove(0);
        }
        ModelEvidence {
            model: model.clone(),
            evidence: Evidence::default(),
        }
    }
}

pub(crate) fn day_number(at_ms: u64) -> u64 {
    at_ms.checked_div(DAY_MS).unwrap_or(0)
}

/// As much of `micros` as a limit has room for, which it then has no more.
fn within_limit(used: &mut u64, micros: u64, limit: u64) -> u64 {
    let counted = micros.min(limit.saturating_sub(*used));
    *used = used.saturating_add(counted);
    counted
}
