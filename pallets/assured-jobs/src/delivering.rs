//! A job's record arrives.

use crate::{AssuredJobOf, Ballots, Config, Delivery, Error, Event, Pallet, State};
use coco_primitives::{
    check_record_signatures, check_record_terms, JobId, SignatureBytes, UsageRecord, Verdict, Verification,
};
use frame_support::{ensure, traits::Get};
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_deliver(
        record: UsageRecord,
        device_signature: SignatureBytes,
        requester_signature: Option<SignatureBytes>,
    ) -> DispatchResult {
        let id = record.job;
        let (job, now_ms) = (Self::job(&id)?, Self::now_ms());
        let from = job.state.phase();
        let intent = &job.assured.intent;
        let panel = job.assured.terms.verification != Verification::Countersignature;
        if let (State::Delivered { .. }, Some(signature), false) = (&job.state, requester_signature, panel) {
            return Self::confirm(id, job, record, device_signature, signature);
        }
        let acceptance = job.state.deliverable().map_err(Self::refusal)?.clone();
        let settle_by_ms = Self::settle_by_ms(intent.deadline_ms);
        ensure!(now_ms <= settle_by_ms, Error::<T>::TooLate);
        check_record_terms(&record, intent, &acceptance, settle_by_ms).map_err(Self::mismatch)?;
        let record_hash = check_record_signatures(
            &record,
            &Self::genesis_hash(),
            &device_signature,
            requester_signature.as_ref(),
        )
        .map_err(Self::mismatch)?;

        let delivery = Self::delivery(record_hash, record.price_planck, panel, now_ms);
        Self::deposit_event(Event::JobDelivered {
            job: id,
            device: record.device,
            record_hash: delivery.record_hash,
            record,
            countersigned: requester_signature.is_some(),
            commit_until_ms: delivery.commit_until_ms,
            reveal_until_ms: delivery.reveal_until_ms,
            dispute_until_ms: delivery.dispute_until_ms,
        });
        if requester_signature.is_some() && !panel {
            return Self::conclude(id, job, &acceptance, &delivery, &[], Verdict::Upheld, None);
        }
        let next = State::Delivered {
            acceptance,
            delivery,
            ballots: Ballots::default(),
        };
        Self::put(id, job, from, next);
        Ok(())
    }

    /// The requester's countersignature comes after the record: nothing is left to wait for. Somebody may also have brought the record
    /// without the countersignature that it had.
    fn confirm(
        id: JobId,
        job: AssuredJobOf<T>,
        record: UsageRecord,
        device_signature: SignatureBytes,
        requester_signature: SignatureBytes,
    ) -> DispatchResult {
        let State::Delivered {
            acceptance,
            delivery,
            ballots,
        } = job.state.clone()
        else {
            return Err(Error::<T>::JobNotDelivered.into());
        };
        let record_hash = check_record_signatures(
            &record,
            &Self::genesis_hash(),
            &device_signature,
            Some(&requester_signature),
        )
        .map_err(Self::mismatch)?;
        ensure!(record_hash == delivery.record_hash, Error::<T>::OtherRecord);

        Self::conclude(id, job, &acceptance, &delivery, &ballots, Verdict::Upheld, None)
    }

    /// When what may be done about a record that comes now. Without a panel nobody needs time to vote.
    fn delivery(record_hash: H256, price_planck: u128, panel: bool, now_ms: u64) -> Delivery {
        let (commit_ms, reveal_ms) = if panel {
            (T::CommitMs::get(), T::RevealMs::get())
        } else {
            (0, 0)
        };
        let commit_until_ms = now_ms.saturating_add(commit_ms);
        let reveal_until_ms = commit_until_ms.saturating_add(reveal_ms);
        Delivery {
            record_hash,
            price_planck,
            commit_until_ms,
            reveal_until_ms,
            dispute_until_ms: reveal_until_ms.saturating_add(T::DisputeMs::get()),
        }
    }
}
