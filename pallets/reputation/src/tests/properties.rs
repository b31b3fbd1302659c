//! Random sequences of notes, reports, transfers and waits beside a model that remembers every note there ever was, and computes from
//! that list alone what the pallet must say: rings, limits, models and evidence, to the micro. The evidence is held against its
//! definition in f64 as well, a sum over all notes that is never rounded.

use super::*;
use crate::decay::Kept;
use coco_testing::play_sequences;
use frame_support::dispatch::DispatchResult;
use proptest::prelude::*;

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const KINDS: [FaultKind; 3] = [
    FaultKind::MissedDeadline,
    FaultKind::WrongOutput,
    FaultKind::Equivocation,
];
const KEYS: usize = 3;

/// The first is registered.
fn key(nth: usize) -> DeviceKey {
    match nth {
        0 => device(),
        other => [other as u8; 32],
    }
}

#[derive(Clone, Debug)]
enum Step {
    Work {
        key: usize,
        name: usize,
        price: u128,
    },
    Fault {
        key: usize,
        name: usize,
        kind: usize,
    },
    Report {
        key: usize,
        name: usize,
        kind: usize,
        by_root: bool,
    },
    Transfer {
        old: usize,
        new: usize,
    },
    Wait {
        ms: u64,
    },
    GoBack {
        ms: u64,
    },
}

impl Step {
    /// Of what it is about.
    fn keys(&self) -> Vec<usize> {
        match *self {
            Step::Work { key, .. } | Step::Fault { key, .. } | Step::Report { key, .. } => vec![key],
            Step::Transfer { old, new } => vec![old, new],
            Step::Wait { .. } | Step::GoBack { .. } => Vec::new(),
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    let (key, name) = (0..KEYS, 0..NAMES.len());
    let price = prop_oneof![1 => Just(0), 6 => 0u128..4 * PRICE, 2 => 0..DEAR, 1 => any::<u128>()];
    // Missed deadlines mostly: a proven fault voids what there is to compare.
    let kind = prop_oneof![6 => Just(0usize), 1 => Just(1), 1 => Just(2)];
    let ms = prop_oneof![4 => 0..1_000u64, 4 => 0..DAY_MS, 2 => 0..HALF_LIFE_MS, 1 => 0..40 * HALF_LIFE_MS];
    prop_oneof![
        20 => (key.clone(), name.clone(), price)
            .prop_map(|(key, name, price)| Step::Work { key, name, price }),
        5 => (key.clone(), name.clone(), kind.clone())
            .prop_map(|(key, name, kind)| Step::Fault { key, name, kind }),
        2 => (key.clone(), name, kind, prop::bool::weighted(0.7))
            .prop_map(|(key, name, kind, by_root)| Step::Report { key, name, kind, by_root }),
        1 => (key.clone(), key).prop_map(|(old, new)| Step::Transfer { old, new }),
        4 => ms.prop_map(|ms| Step::Wait { ms }),
        1 => (0..DAY_MS).prop_map(|ms| Step::GoBack { ms }),
    ]
}

#[derive(Clone)]
struct Noted {
    at_ms: u64,
    name: usize,
    note: Note,
    weight: u64,
}

impl Noted {
    fn voids(&self) -> bool {
        matches!(self.note, Note::Fault(kind) if kind.is_proven())
    }
}

/// Every note that counted, by key.
struct Model {
    notes: [Vec<Noted>; KEYS],
    now_ms: u64,
}

/// Good and bad evidence of these notes at a moment, forgotten and rounded at every one of them.
fn in_steps(notes: &[Noted], counts: impl Fn(&Noted) -> bool, now_ms: u64) -> (u64, u64) {
    let (mut good, mut bad, mut at_ms) = (0, 0, 0);
    let mut keep = |good: &mut u64, bad: &mut u64, until_ms: u64| {
        let kept = Kept::after(until_ms - at_ms, HALF_LIFE_MS);
        (*good, *bad, at_ms) = (kept.of(*good), kept.of(*bad), until_ms);
    };
    for noted in notes {
        keep(&mut good, &mut bad, noted.at_ms);
        if noted.voids() {
            good = 0;
        }
        match noted.note {
            _ if !counts(noted) => {}
            Note::Work => good += noted.weight,
            Note::Fault(_) => bad += noted.weight,
        }
    }
    keep(&mut good, &mut bad, now_ms);
    (good, bad)
}

/// The same by the definition: what counts, times two to the power of minus its age in half-lives.
fn by_definition(notes: &[Noted], counts: impl Fn(&Noted) -> bool, now_ms: u64) -> (f64, f64) {
    let voided = notes.iter().rposition(Noted::voids).map_or(0, |last| last + 1);
    let sum = |notes: &[Noted], work: bool| -> f64 {
        notes
            .iter()
            .filter(|noted| counts(noted) && (noted.note == Note::Work) == work)
            .map(|noted| {
                let age = (now_ms - noted.at_ms) as f64 / HALF_LIFE_MS as f64;
                noted.weight as f64 * (-age).exp2()
            })
            .sum()
    };
    (sum(&notes[voided..], true), sum(notes, false))
}

/// Within a micro below for every time that was rounded, and the digits that are cut off above.
fn assert_close(here: u64, exact: f64, times: usize) {
    let here = here as f64;
    let times = times as f64 + 1.0;
    assert!(here >= exact - times - exact * 1e-9, "{here} is not {exact}");
    assert!(
        here <= exact * (1.0 + times * 2f64.powi(-32)) + 1e-3,
        "{here} is not {exact}"
    );
}

impl Model {
    /// When something that is noted of a key now happens: a clock that went back stands still.
    fn moment(&self, key: usize) -> u64 {
        let last_ms = self.notes[key].last().map_or(0, |noted| noted.at_ms);
        self.now_ms.max(last_ms)
    }

    /// How much a note counts, the day's limit being what the day's notes left of it.
    fn counted(&self, key: usize, note: Note, micros: u64) -> u64 {
        let unproven = |note: &Note| !matches!(note, Note::Fault(kind) if kind.is_proven());
        if !unproven(&note) {
            return micros;
        }
        let today = self.moment(key) / DAY_MS;
        let of_today = self.notes[key].iter().filter(|noted| {
            noted.at_ms / DAY_MS == today
                && unproven(&noted.note)
                && (noted.note == Note::Work) == (note == Note::Work)
        });
        let used: u64 = of_today.map(|noted| noted.weight).sum();
        micros.min(UNIT - used)
    }

    fn note(&mut self, key: usize, name: usize, note: Note, micros: u64) -> u64 {
        let weight = self.counted(key, note, micros);
        if weight > 0 {
            let at_ms = self.moment(key);
            self.notes[key].push(Noted {
                at_ms,
                name,
                note,
                weight,
            });
        }
        weight
    }

    /// Plays a step; whether the model allows it, and what the pallet answered.
    fn play(&mut self, step: &Step) -> (bool, DispatchResult) {
        match *step {
            Step::Wait { ms } => {
                self.now_ms += ms;
                set_time(self.now_ms);
                (true, Ok(()))
            }
            Step::GoBack { ms } => {
                self.now_ms -= ms.min(self.now_ms - START_MS);
                set_time(self.now_ms);
                (true, Ok(()))
            }
            Step::Work { key: of, name, price } => {
                Reputation::note_verified_work(&key(of), &model(NAMES[name]), price);
                self.note(of, name, Note::Work, RULES.work_micros(price));
                (true, Ok(()))
            }
            Step::Fault { key: of, name, kind } => {
                let kind = KINDS[kind];
                Reputation::note_fault(&key(of), &model(NAMES[name]), kind);
                self.note(of, name, Note::Fault(kind), RULES.fault_micros(kind));
                (true, Ok(()))
            }
            Step::Report {
                key: of,
                name,
                kind,
                by_root,
            } => {
                let kind = KINDS[kind];
                let origin = if by_root {
                    RuntimeOrigin::root()
                } else {
                    RuntimeOrigin::signed([5; 32].into())
                };
                let result = Reputation::report_fault(origin, key(of), model(NAMES[name]), kind);
                let may = by_root && of == 0;
                let allowed = may && self.note(of, name, Note::Fault(kind), RULES.fault_micros(kind)) > 0;
                (allowed, result)
            }
            Step::Transfer { old, new } => {
                let allowed = self.notes[old].is_empty() || self.notes[new].is_empty();
                if allowed && !self.notes[old].is_empty() {
                    self.notes[new] = std::mem::take(&mut self.notes[old]);
                }
                (allowed, Reputation::transfer(&key(old), &key(new)))
            }
        }
    }

    /// Compares what is cheap of the keys that a step may have changed.
    fn check_step(&self, step: &Step) {
        for nth in step.keys() {
            let notes = &self.notes[nth];
            let works = notes.iter().filter(|noted| noted.note == Note::Work).count() as u64;
            let (at_ms, counts) = match Standings::<Test>::get(key(nth)) {
                Some(standing) => (standing.at_ms, (standing.works, standing.faults)),
                None => (0, (0, 0)),
            };
            assert_eq!(counts, (works, notes.len() as u64 - works));
            assert_eq!(at_ms, notes.last().map_or(0, |noted| noted.at_ms));
        }
    }

    /// Compares everything that can be asked.
    fn check(&self) {
        for (nth, notes) in self.notes.iter().enumerate() {
            let device = key(nth);
            let now_ms = self.moment(nth);
            let view = Reputation::score(&device);
            let (good, bad) = in_steps(notes, |_| true, now_ms);
            assert_eq!(view, ReputationView::new(good, bad));
            let exact = by_definition(notes, |_| true, now_ms);
            assert_close(good, exact.0, notes.len());
            assert_close(bad, exact.1, notes.len());
            let known = !notes.is_empty() || nth == 0;
            assert_eq!(Reputation::reputation(&device), known.then_some(view));
            self.check_models(nth, now_ms);
            self.check_history(nth);
        }
    }

    fn check_models(&self, nth: usize, now_ms: u64) {
        let notes = &self.notes[nth];
        for (name, text) in NAMES.iter().enumerate() {
            let view = Reputation::model_reputation(&key(nth), &model(text));
            // From the last note with it back to where as many others as there is room for were noted in between.
            let since = known_since(notes, name);
            let expected = since.map(|since| {
                let of_model = |noted: &Noted| noted.name == name;
                let (good, bad) = in_steps(&notes[since..], of_model, now_ms);
                let exact = by_definition(&notes[since..], of_model, now_ms);
                assert_close(good, exact.0, notes.len());
                assert_close(bad, exact.1, notes.len());
                ReputationView::new(good, bad)
            });
            assert_eq!(view, expected, "{text}");
        }
    }

    fn check_history(&self, nth: usize) {
        let newest = |work: bool| {
            let of_kind = self.notes[nth]
                .iter()
                .rev()
                .filter(move |noted| (noted.note == Note::Work) == work);
            of_kind.take(MAX_HISTORY as usize)
        };
        let mut expected: Vec<_> = newest(false).chain(newest(true)).collect();
        expected.sort_by_key(|noted| std::cmp::Reverse(noted.at_ms));
        let expected: Vec<_> = expected
            .into_iter()
            .map(|noted| HistoryEntry {
                at_ms: noted.at_ms,
                model: model(NAMES[noted.name]),
                note: noted.note,
                weight_micros: noted.weight,
            })
            .collect();
        assert_eq!(Reputation::history(&key(nth)), expected);
    }
}

/// The note with which a model was last taken into a device's list; `None` when it is not in it.
fn known_since(notes: &[Noted], name: usize) -> Option<usize> {
    let mut since = None;
    let mut others = std::collections::BTreeSet::new();
    for (at, noted) in notes.iter().enumerate() {
        if noted.name != name {
            others.insert(noted.name);
            if others.len() >= MAX_MODELS as usize {
                since = None;
            }
        } else {
            since = since.or(Some(at));
            others.clear();
        }
    }
    since
}

#[test]
fn any_sequence_of_notes_leaves_what_the_list_of_all_notes_says() {
    let sequences = prop::collection::vec(step(), 1..160);
    play_sequences("reputation", &sequences, |steps, tally| {
        execute(|| {
            let mut model = Model {
                notes: Default::default(),
                now_ms: START_MS,
            };
            for step in &steps {
                let (allowed, result) = model.play(step);
                assert_eq!(result.is_ok(), allowed, "{step:?}: {result:?}");
                model.check_step(step);
                if !matches!(step, Step::Wait { .. } | Step::GoBack { .. }) {
                    tally.count(allowed);
                }
            }
            model.check();
        });
    });
}
