//! The life of a channel: what it is while it is open, what is left of it, and the only ways from one state to the next.

use coco_primitives::{DeviceKey, ModelTotals, OwnerKey};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// Whether a channel's end is in sight.
///
/// ```text
/// Open ──payer closes──► Closing ──window over, anybody──► closed
///   └──owner closes──► closed  └──owner closes──► closed
/// ```
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum ChannelState {
    /// Takes claims until somebody closes it.
    #[codec(index = 0)]
    Open,
    /// The payer wants its money back.
    #[codec(index = 1)]
    Closing {
        /// Unix ms by the chain's clock; the last moment of the window in which claims count.
        until_ms: u64,
    },
}

/// Why a state does not have a transition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The payer closed the channel already.
    Closing,
    /// Nobody closed the channel.
    NotClosing,
    /// The window is not over.
    WindowOpen,
    /// The window is over.
    WindowOver,
}

impl ChannelState {
    /// The payer adds to the deposit. Not once it wants its money back.
    pub const fn top_up(self) -> Result<Self, Refusal> {
        match self {
            Self::Open => Ok(self),
            Self::Closing { .. } => Err(Refusal::Closing),
        }
    }

    /// A voucher is claimed, up to and including the window's last moment.
    pub const fn claim(self, now_ms: u64) -> Result<Self, Refusal> {
        match self {
            Self::Closing { until_ms } if now_ms > until_ms => Err(Refusal::WindowOver),
            Self::Open | Self::Closing { .. } => Ok(self),
        }
    }

    /// The payer closes. Once: a window is never made longer.
    pub const fn start_closing(self, until_ms: u64) -> Result<Self, Refusal> {
        match self {
            Self::Open => Ok(Self::Closing { until_ms }),
            Self::Closing { .. } => Err(Refusal::Closing),
        }
    }

    /// Anybody ends the channel, after the window's last moment. (The owner may from either state, at any time.)
    pub const fn force_close(self, now_ms: u64) -> Result<(), Refusal> {
        match self {
            Self::Open => Err(Refusal::NotClosing),
            Self::Closing { until_ms } if now_ms <= until_ms => Err(Refusal::WindowOpen),
            Self::Closing { .. } => Ok(()),
        }
    }
}

/// What the newest claimed voucher says; all zero before the first.
#[derive(
    Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Claimed {
    /// Planck paid out of the deposit so far.
    pub planck: u128,
    /// Root of the tree of records; 32 zero bytes without any.
    pub records_root: H256,
    pub record_count: u32,
    /// What each model earned; the sum is `planck`.
    pub totals: ModelTotals,
}

/// A channel that is not closed.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct Channel<AccountId> {
    /// Pays; the deposit is held on its account.
    pub payer: AccountId,
    /// Works.
    pub device: DeviceKey,
    /// Is paid: the device's owner when the channel was opened.
    pub owner: OwnerKey,
    /// sr25519 public key whose vouchers count.
    pub voucher_key: [u8; 32],
    /// Planck ever put into the channel, claimed ones among them.
    pub deposit_planck: u128,
    pub claimed: Claimed,
    pub state: ChannelState,
}

impl<AccountId> Channel<AccountId> {
    /// Planck still held for this channel.
    pub const fn held_planck(&self) -> u128 {
        self.deposit_planck.saturating_sub(self.claimed.planck)
    }

    /// What stays of the channel once it is closed.
    pub fn into_summary(self) -> ClosedChannel<AccountId> {
        ClosedChannel {
            payer: self.payer,
            device: self.device,
            owner: self.owner,
            claimed_planck: self.claimed.planck,
            records_root: self.claimed.records_root,
            record_count: self.claimed.record_count,
        }
    }
}

/// What a closed channel leaves behind, so that its records stay provable.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct ClosedChannel<AccountId> {
    pub payer: AccountId,
    pub device: DeviceKey,
    pub owner: OwnerKey,
    /// Planck paid in all.
    pub claimed_planck: u128,
    /// Root of the tree of records; 32 zero bytes without any.
    pub records_root: H256,
    pub record_count: u32,
}

/// [`Channel`] of a runtime.
pub type ChannelOf<T> = Channel<<T as frame_system::Config>::AccountId>;
/// [`ClosedChannel`] of a runtime.
pub type ClosedChannelOf<T> = ClosedChannel<<T as frame_system::Config>::AccountId>;
