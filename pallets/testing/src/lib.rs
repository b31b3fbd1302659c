//! What the pallets' tests share: random sequences of calls ([`play_sequences`]), and counts of what mutated messages were refused by
//! ([`Mutations`]). Both take how many from `COCO_FUZZ` and which from `COCO_SEED`, are the same in every run of the same seed, and end
//! in lines that `npm run pallets:test` and `npm run mutations` read.

pub mod changed_bytes;
mod environment;
mod mutations;
mod sequences;

pub use changed_bytes::Entropy;
pub use environment::{number_from, seed};
pub use mutations::{Door, Mutations};
pub use sequences::{play_sequences, Tally};
