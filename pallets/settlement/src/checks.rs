//! What is asked and compared before anything is written.

use crate::{Channel, ChannelOf, Channels, ClosedChannels, Config, Error, Pallet, Refusal};
use coco_primitives::{ChannelId, DeviceKey};
use frame_support::traits::UnixTime;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::traits::Zero;

/// Of which device a channel's records are, and under which tree they lie.
pub(crate) struct Records {
    pub device: DeviceKey,
    pub root: H256,
    pub count: u32,
}

impl<T: Config> Pallet<T> {
    /// Hash of block 0: what every signed message of this chain carries.
    pub fn genesis_hash() -> H256 {
        frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
    }

    /// Unix ms of the chain's clock.
    pub(crate) fn now_ms() -> u64 {
        u64::try_from(T::Time::now().as_millis()).unwrap_or(u64::MAX)
    }

    /// A channel that is not closed.
    pub(crate) fn channel(id: &ChannelId) -> Result<ChannelOf<T>, Error<T>> {
        match Channels::<T>::get(id) {
            Some(channel) => Ok(channel),
            None if ClosedChannels::<T>::contains_key(id) => Err(Error::<T>::ChannelClosed),
            None => Err(Error::<T>::UnknownChannel),
        }
    }

    /// What was claimed in a channel, closed or not.
    pub(crate) fn records(id: &ChannelId) -> Result<Records, Error<T>> {
        if let Some(Channel { device, claimed, .. }) = Channels::<T>::get(id) {
            return Ok(Records {
                device,
                root: claimed.records_root,
                count: claimed.record_count,
            });
        }
        let closed = ClosedChannels::<T>::get(id).ok_or(Error::<T>::UnknownChannel)?;
        Ok(Records {
            device: closed.device,
            root: closed.records_root,
            count: closed.record_count,
        })
    }

    /// The name of a transition that a channel's state does not have.
    pub(crate) fn refusal(refusal: Refusal) -> Error<T> {
        match refusal {
            Refusal::Closing => Error::<T>::ChannelClosing,
            Refusal::NotClosing => Error::<T>::ChannelNotClosing,
            Refusal::WindowOpen => Error::<T>::WindowNotOver,
            Refusal::WindowOver => Error::<T>::WindowOver,
        }
    }
}
