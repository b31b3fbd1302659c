//! Ending channels, and letting old summaries go.

use crate::{ChannelOf, Channels, Closed, ClosedChannels, ClosedOrder, Config, Event, Pallet};
use coco_primitives::{ChannelId, Positions};
use frame_support::traits::Get;
use sp_runtime::DispatchResult;

/// Old summaries removed at most for every channel that closes. Two, so that storage shrinks when the limit does.
pub(crate) const REMOVED_PER_CLOSE: u32 = 2;

impl<T: Config> Pallet<T> {
    /// Gives back what was not claimed, and keeps a summary. Whoever calls has checked that the channel may end.
    pub(crate) fn end(id: ChannelId, channel: ChannelOf<T>) -> DispatchResult {
        let refunded_planck = channel.held_planck();
        Self::release(&channel.payer, refunded_planck)?;
        let summary = channel.into_summary();
        let claimed_planck = summary.claimed_planck;
        Channels::<T>::remove(id);
        ClosedChannels::<T>::insert(id, summary);
        let mut range = Closed::<T>::get();
        ClosedOrder::<T>::insert(range.next, id);
        range.next = range.next.saturating_add(1);
        for _ in 0..REMOVED_PER_CLOSE {
            Self::remove_oldest(&mut range);
        }
        Closed::<T>::put(range);
        Self::deposit_event(Event::ChannelClosed {
            channel: id,
            claimed_planck,
            refunded_planck,
        });
        Ok(())
    }

    /// Removes the summary of the channel that closed first, when there are too many.
    fn remove_oldest(range: &mut Positions) {
        if range.count() <= u64::from(T::MaxClosedChannels::get()) {
            return;
        }
        if let Some(oldest) = ClosedOrder::<T>::take(range.oldest) {
            ClosedChannels::<T>::remove(oldest);
        }
        range.oldest = range.oldest.saturating_add(1);
    }
}
