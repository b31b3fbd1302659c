use crate::{Channels, Closed, ClosedChannels, ClosedOrder, Config, HoldReason, Pallet};
use alloc::collections::BTreeMap;
use coco_primitives::ChannelId;
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_core::H256;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// What always holds of this pallet's storage:
    ///
    /// * what is held on a payer's account for channels is what its channels hold: deposits less what was claimed;
    /// * no more was claimed than deposited, and what was claimed is the sum of its models' totals;
    /// * there is a root of records exactly where there are records;
    /// * no channel is open and closed;
    /// * the order of closed channels has one entry for each of them, without gaps, from the oldest to the next.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut held = BTreeMap::<T::AccountId, u128>::new();
        for (id, channel) in Channels::<T>::iter() {
            ensure!(
                !ClosedChannels::<T>::contains_key(id),
                "a channel is open and closed"
            );
            let claimed = &channel.claimed;
            ensure!(
                claimed.planck <= channel.deposit_planck,
                "more was claimed than deposited"
            );
            ensure!(
                claimed.totals.is_ascending() && claimed.totals.sum() == Some(claimed.planck),
                "the models' totals are not what was claimed"
            );
            Self::try_records(claimed.records_root, claimed.record_count)?;
            let sum = held.entry(channel.payer.clone()).or_default();
            *sum = sum.saturating_add(channel.held_planck());
        }
        for (payer, planck) in held {
            ensure!(
                T::Currency::balance_on_hold(&HoldReason::Channel.into(), &payer) == planck,
                "what is held differs from a payer's channels"
            );
        }
        Self::try_closed()
    }

    fn try_closed() -> Result<(), TryRuntimeError> {
        for (_, closed) in ClosedChannels::<T>::iter() {
            Self::try_records(closed.records_root, closed.record_count)?;
        }
        let range = Closed::<T>::get();
        ensure!(range.oldest <= range.next, "the oldest closed after the next");
        let same_count = |entries: usize| u64::try_from(entries) == Ok(range.count());
        ensure!(
            same_count(ClosedOrder::<T>::iter().count()),
            "the order of closed channels has other entries"
        );
        ensure!(
            same_count(ClosedChannels::<T>::iter().count()),
            "there are other closed channels than the order says"
        );
        for position in range.oldest..range.next {
            let id: ChannelId =
                ClosedOrder::<T>::get(position).ok_or("the order of closed channels has a gap")?;
            ensure!(
                ClosedChannels::<T>::contains_key(id),
                "the order of closed channels names an unknown one"
            );
        }
        Ok(())
    }

    fn try_records(root: H256, count: u32) -> Result<(), TryRuntimeError> {
        ensure!(
            root.is_zero() == (count == 0),
            "a root without records, or records without a root"
        );
        Ok(())
    }
}
