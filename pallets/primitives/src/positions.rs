//! Queues in storage: a map from positions to entries, and which positions are in use.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Positions in use: `oldest` to before `next`.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Positions {
    pub oldest: u64,
    pub next: u64,
}

impl Positions {
    /// How many there are.
    pub const fn count(&self) -> u64 {
        self.next.saturating_sub(self.oldest)
    }
}
