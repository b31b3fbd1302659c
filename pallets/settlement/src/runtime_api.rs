//! What clients ask about channels. Nobody needs to know how they are stored.

use crate::{Channel, ChannelState, Channels, ClosedChannel, ClosedChannels, Config, Pallet};
use alloc::vec::Vec;
use coco_primitives::{ChannelId, DeviceKey, ModelTotals, OwnerKey, MAX_PAGE};
use codec::{Codec, Decode, Encode};
use frame_support::traits::Get;
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::Permill;

/// Where a channel is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub enum ChannelPhase {
    /// Takes claims until somebody closes it.
    #[codec(index = 0)]
    Open,
    /// Its payer closed it; claims count up to this moment, Unix ms by the chain's clock.
    #[codec(index = 1)]
    Closing { until_ms: u64 },
    /// Over. Its records stay provable as long as it is known.
    #[codec(index = 2)]
    Closed,
}

/// A channel as clients see it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct ChannelView<AccountId> {
    pub channel: ChannelId,
    pub payer: AccountId,
    pub device: DeviceKey,
    /// Is paid.
    pub owner: OwnerKey,
    pub phase: ChannelPhase,
    /// sr25519 public key whose vouchers count; `None` once the channel is closed.
    pub voucher_key: Option<[u8; 32]>,
    /// Planck still held, to be claimed or given back.
    pub held_planck: u128,
    /// Planck claimed so far, the protocol's share among them.
    pub claimed_planck: u128,
    /// Root of the tree of records; 32 zero bytes without any.
    pub records_root: H256,
    pub record_count: u32,
    /// What each model earned; empty once the channel is closed.
    pub totals: ModelTotals,
}

/// What a claim costs, and what a channel must have.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct Terms {
    /// The protocol's share of a claim.
    pub protocol_fee: Permill,
    /// Milliseconds in which claims still count after the payer closed.
    pub challenge_ms: u64,
    /// Planck. The smallest deposit of a channel.
    pub min_deposit_planck: u128,
}

sp_api::decl_runtime_apis! {
    /// Payment channels.
    pub trait SettlementApi<AccountId: Codec> {
        /// A channel, open or closed; `None` when it was never opened, or closed so long ago that its summary is gone.
        fn channel(channel: ChannelId) -> Option<ChannelView<AccountId>>;

        /// Channels that are not closed, in no order that means anything, from behind `after`; at most `limit`, and never
        /// more than [`MAX_PAGE`].
        fn open_channels(after: Option<ChannelId>, limit: u32) -> Vec<ChannelView<AccountId>>;

        /// What holds for claims and channels now.
        fn terms() -> Terms;
    }
}

impl<AccountId> ChannelView<AccountId> {
    fn open(id: ChannelId, channel: Channel<AccountId>) -> Self {
        Self {
            channel: id,
            phase: match channel.state {
                ChannelState::Open => ChannelPhase::Open,
                ChannelState::Closing { until_ms } => ChannelPhase::Closing { until_ms },
            },
            voucher_key: Some(channel.voucher_key),
            held_planck: channel.held_planck(),
            claimed_planck: channel.claimed.planck,
            records_root: channel.claimed.records_root,
            record_count: channel.claimed.record_count,
            totals: channel.claimed.totals,
            payer: channel.payer,
            device: channel.device,
            owner: channel.owner,
        }
    }

    fn closed(id: ChannelId, channel: ClosedChannel<AccountId>) -> Self {
        Self {
            channel: id,
            phase: ChannelPhase::Closed,
            voucher_key: None,
            held_planck: 0,
            claimed_planck: channel.claimed_planck,
            records_root: channel.records_root,
            record_count: channel.record_count,
            totals: ModelTotals::default(),
            payer: channel.payer,
            device: channel.device,
            owner: channel.owner,
        }
    }
}

impl<T: Config> Pallet<T> {
    /// As [`SettlementApi::channel`].
    pub fn channel_view(id: ChannelId) -> Option<ChannelView<T::AccountId>> {
        Channels::<T>::get(id)
            .map(|channel| ChannelView::open(id, channel))
            .or_else(|| ClosedChannels::<T>::get(id).map(|closed| ChannelView::closed(id, closed)))
    }

    /// As [`SettlementApi::open_channels`].
    pub fn open_channel_views(after: Option<ChannelId>, limit: u32) -> Vec<ChannelView<T::AccountId>> {
        let entries = match after {
            Some(id) => Channels::<T>::iter_from_key(id),
            None => Channels::<T>::iter(),
        };
        entries
            .take(usize::try_from(limit.min(MAX_PAGE)).unwrap_or(0))
            .map(|(id, channel)| ChannelView::open(id, channel))
            .collect()
    }

    /// As [`SettlementApi::terms`].
    pub fn terms() -> Terms {
        Terms {
            protocol_fee: T::ProtocolFee::get(),
            challenge_ms: T::ChallengeMs::get(),
            min_deposit_planck: T::MinDeposit::get(),
        }
    }
}
