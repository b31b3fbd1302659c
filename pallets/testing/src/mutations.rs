//! What mutated messages were refused by.

use crate::environment::{number_from, report, seed};
use std::collections::BTreeMap;

/// The first door that refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Door {
    /// The bytes are none of this message on this chain.
    Decoder,
    /// A signature does not verify.
    Signature,
    /// What the receiver knows beside the bytes: another channel, another job, settled before.
    Rules,
}

#[derive(Clone, Copy, Default)]
struct Doors {
    decoder: u64,
    signature: u64,
    rules: u64,
}

/// Counts the mutations of one message by kind. Kinds have the names of `protocol/testing/mutations.ts`.
pub struct Mutations {
    message: &'static str,
    kinds: BTreeMap<&'static str, Doors>,
}

impl Mutations {
    pub fn of(message: &'static str) -> Self {
        Self {
            message,
            kinds: BTreeMap::new(),
        }
    }

    /// Numbers of the mutations to try: `COCO_FUZZ`, or so many.
    pub fn numbers(default: u64) -> std::ops::Range<u64> {
        0..number_from("COCO_FUZZ").unwrap_or(default)
    }

    /// Counts a mutation. Panics when it was accepted: `refused` is `None`.
    pub fn count(&mut self, n: u64, kind: &'static str, refused: Option<Door>) {
        let doors = self.kinds.entry(kind).or_default();
        match refused {
            Some(Door::Decoder) => doors.decoder += 1,
            Some(Door::Signature) => doors.signature += 1,
            Some(Door::Rules) => doors.rules += 1,
            None => panic!(
                "{}: mutation {n} of seed {}, {kind}, was accepted",
                self.message,
                seed()
            ),
        }
    }

    /// Tells the counts, a line a kind.
    pub fn report(&self) {
        for (kind, doors) in &self.kinds {
            let Doors {
                decoder,
                signature,
                rules,
            } = *doors;
            report(&format!(
                "coco-mutations message={} kind={kind} tried={} decoder={decoder} signature={signature} rules={rules} accepted=0 seed={}",
                self.message,
                decoder + signature + rules,
                seed()
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::catch_unwind;

    #[test]
    fn counts_by_kind_and_door() {
        let mut mutations = Mutations::of("testing");
        for door in [Door::Decoder, Door::Signature, Door::Signature, Door::Rules] {
            mutations.count(0, "bit_flip", Some(door));
        }
        let doors = mutations.kinds["bit_flip"];
        assert_eq!((doors.decoder, doors.signature, doors.rules), (1, 2, 1));
    }

    #[test]
    fn an_accepted_mutation_fails_and_is_named() {
        let failed = catch_unwind(|| Mutations::of("testing").count(41, "replay", None));
        let told = failed.unwrap_err();
        let told = told.downcast_ref::<String>().unwrap();
        assert!(
            told.contains("mutation 41 of seed") && told.contains("replay"),
            "{told}"
        );
    }
}
