//! Claims: whether a voucher counts, and what is written when it does.

use crate::{ChannelOf, Channels, Claimed, Config, Error, Event, Pallet};
use coco_primitives::{ModelTotals, OnModelEarned, SignatureBytes, SignedMessage, Voucher};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// The whole of [`Pallet::claim`] after its origin.
    pub(crate) fn do_claim(
        voucher: Voucher,
        signature: SignatureBytes,
        totals: ModelTotals,
    ) -> DispatchResult {
        let id = voucher.channel;
        let mut channel = Self::channel(&id)?;
        channel.state = channel.state.claim(Self::now_ms()).map_err(Self::refusal)?;
        let added_planck = Self::check_voucher(&channel, &voucher, &signature, &totals)?;
        let owner = T::AccountId::from(channel.owner);
        let shares = Self::shares(&owner, added_planck)?;

        Self::pay(&channel.payer, &owner, shares)?;
        let Voucher {
            cumulative_planck,
            records_root,
            record_count,
            ..
        } = voucher;
        let claimed = Claimed {
            planck: cumulative_planck,
            records_root,
            record_count,
            totals,
        };
        let before = core::mem::replace(&mut channel.claimed, claimed);
        Channels::<T>::insert(id, &channel);
        for (model, earned_planck) in channel.claimed.totals.earned_since(&before.totals) {
            T::OnModelEarned::on_model_earned(&channel.device, model, earned_planck);
        }
        Self::deposit_event(Event::VoucherClaimed {
            channel: id,
            paid_planck: shares.owner_planck,
            fee_planck: shares.fee_planck,
            claimed_planck: cumulative_planck,
            records_root,
            record_count,
        });
        Ok(())
    }

    /// Whether a voucher can be claimed in this channel; what it adds to what was claimed, when it can. Cheap checks first,
    /// the signature last.
    fn check_voucher(
        channel: &ChannelOf<T>,
        voucher: &Voucher,
        signature: &SignatureBytes,
        totals: &ModelTotals,
    ) -> Result<u128, Error<T>> {
        let claimed = &channel.claimed;
        ensure!(voucher.root_fits_count(), Error::<T>::RecordsMalformed);
        let added = voucher
            .cumulative_planck
            .checked_sub(claimed.planck)
            .filter(|added| *added > 0)
            .ok_or(Error::<T>::VoucherNotNewer)?;
        ensure!(
            voucher.record_count >= claimed.record_count,
            Error::<T>::RecordCountFell
        );
        ensure!(
            voucher.cumulative_planck <= channel.deposit_planck,
            Error::<T>::VoucherAboveDeposit
        );
        ensure!(totals.is_ascending(), Error::<T>::TotalsNotAscending);
        ensure!(
            totals.sum() == Some(voucher.cumulative_planck),
            Error::<T>::TotalsWrongSum
        );
        ensure!(!totals.fell_since(&claimed.totals), Error::<T>::ModelTotalFell);
        ensure!(
            totals.root() == voucher.model_totals_root,
            Error::<T>::TotalsWrongRoot
        );
        ensure!(
            voucher.verify(&Self::genesis_hash(), &channel.voucher_key, signature),
            Error::<T>::BadVoucherSignature
        );
        Ok(added)
    }
}
