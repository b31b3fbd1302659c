//! From a requester's wish to a device at work.

use alloc::vec;

use crate::{
    promises::owner_in_service, AssuredJob, Config, Counts, Error, Event, Jobs, Pallet, Phase, State,
};
use coco_primitives::{
    AssuredIntent, JobAcceptance, JobId, JobMatch, JobStart, JobTerms, Reputation, SignatureBytes,
    SignedMessage,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_submit(
        operator: T::AccountId,
        assured: AssuredIntent,
        requester_signature: SignatureBytes,
    ) -> DispatchResult {
        let (genesis, now_ms) = (Self::genesis_hash(), Self::now_ms());
        let intent = &assured.intent;
        ensure!(assured.is_well_formed(), Error::<T>::TermsMalformed);
        let start_ms = u64::from(assured.terms.start_within_ms);
        ensure!(
            start_ms == 0 || start_ms >= T::MinStartMs::get(),
            Error::<T>::StartTooSoon
        );
        let job = assured.signing_hash(&genesis);
        ensure!(
            !Jobs::<T>::contains_key(job) && !crate::Finished::<T>::contains_key(job),
            Error::<T>::JobAlreadySubmitted
        );
        ensure!(now_ms <= intent.deadline_ms, Error::<T>::TooLate);
        let horizon_ms = now_ms.saturating_add(T::MaxIntentHorizonMs::get());
        ensure!(intent.deadline_ms <= horizon_ms, Error::<T>::DeadlineTooFar);
        ensure!(
            assured.verify(&genesis, &intent.requester, &requester_signature),
            Error::<T>::BadRequesterSignature
        );

        let deposit_planck = T::SubmissionDeposit::get();
        Self::hold_submission(&operator, deposit_planck)?;

        Self::deposit_event(Event::JobSubmitted {
            job,
            requester: intent.requester,
            operator: operator.clone(),
            model: intent.model.clone(),
            max_price_planck: intent.max_price_planck,
            deadline_ms: intent.deadline_ms,
        });
        Jobs::<T>::insert(
            job,
            AssuredJob {
                assured,
                operator,
                deposit_planck,
                at: Self::block(),
                state: State::Submitted,
            },
        );
        Counts::<T>::mutate(|counts| counts.enter(Phase::Submitted));
        Ok(())
    }

    pub(crate) fn do_accept(
        acceptance: JobAcceptance,
        device_signature: SignatureBytes,
        matched: Option<(JobMatch, SignatureBytes)>,
    ) -> DispatchResult {
        let JobAcceptance {
            job: id,
            device,
            owner,
            lease,
            ..
        } = acceptance;
        let (job, now_ms) = (Self::job(&id)?, Self::now_ms());
        let (intent, terms) = (&job.assured.intent, &job.assured.terms);
        let settle_by_ms = Self::settle_by_ms(intent.deadline_ms);
        let start_by_ms = (terms.start_within_ms > 0).then(|| {
            now_ms
                .saturating_add(terms.start_within_ms.into())
                .min(settle_by_ms)
        });
        let accepted = job
            .state
            .clone()
            .accept(acceptance.clone(), start_by_ms)
            .map_err(Self::refusal)?;
        ensure!(now_ms <= intent.deadline_ms, Error::<T>::TooLate);
        // Else whoever has an acceptance that was once refused could bring it again when the device no longer expects it.
        ensure!(
            now_ms.abs_diff(acceptance.accepted_at_ms) <= T::AcceptanceMs::get(),
            Error::<T>::AcceptanceStale
        );
        ensure!(owner_in_service::<T>(&device)? == owner, Error::<T>::OtherOwner);
        let standing = T::Reputation::score(&device);
        ensure!(
            standing.score >= terms.min_score
                && standing.assured.deconstruct() >= terms.min_assured_millionths,
            Error::<T>::ReputationTooLow
        );
        ensure!(
            acceptance.verify(&Self::genesis_hash(), &device, &device_signature),
            Error::<T>::BadDeviceSignature
        );
        Self::check_match(terms, id, &acceptance, matched, now_ms)?;
        Self::check_panel(&job.assured, &acceptance)?;
        // Well-formed terms have a sum.
        let held_planck = job.assured.held_planck().ok_or(Error::<T>::TermsMalformed)?;
        Self::promise(&device, terms.bond_planck)?;
        Self::hold_price(&intent.requester.into(), held_planck)?;

        Self::put(id, job, Phase::Submitted, accepted);
        Self::deposit_event(Event::JobAccepted {
            job: id,
            device,
            owner,
            lease,
            held_planck,
        });
        Ok(())
    }

    /// Whether every verifier can vote on what this device does. A seat that cannot would be a vote for the record.
    fn check_panel(assured: &AssuredIntent, acceptance: &JobAcceptance) -> Result<(), Error<T>> {
        let mut owners = vec![assured.intent.requester, acceptance.owner];
        for verifier in &assured.terms.verifiers {
            let owner = owner_in_service::<T>(verifier).map_err(|_| Error::<T>::PanelNotImpartial)?;
            ensure!(!owners.contains(&owner), Error::<T>::PanelNotImpartial);
            owners.push(owner);
        }
        Ok(())
    }

    fn check_match(
        terms: &JobTerms,
        job: JobId,
        acceptance: &JobAcceptance,
        matched: Option<(JobMatch, SignatureBytes)>,
        now_ms: u64,
    ) -> Result<(), Error<T>> {
        let Some(matcher) = terms.matcher else {
            return Ok(());
        };
        let (matched, signature) = matched.ok_or(Error::<T>::MatchMissing)?;
        ensure!(
            matched.job == job
                && matched.device == acceptance.device
                && now_ms <= matched.expires_at_ms
                && matched.verify(&Self::genesis_hash(), &matcher, &signature),
            Error::<T>::BadMatch
        );
        Ok(())
    }

    pub(crate) fn do_start(start: JobStart, device_signature: SignatureBytes) -> DispatchResult {
        let job = Self::job(&start.job)?;
        let from = job.state.phase();
        let acceptance = job
            .state
            .acceptance()
            .cloned()
            .ok_or(Error::<T>::JobNotAccepted)?;
        let now_ms = Self::now_ms();
        let running = job.state.clone().start(now_ms).map_err(Self::refusal)?;
        ensure!(
            now_ms <= Self::settle_by_ms(job.assured.intent.deadline_ms),
            Error::<T>::TooLate
        );
        ensure!(start.lease == acceptance.lease, Error::<T>::OtherLease);
        ensure!(
            start.verify(&Self::genesis_hash(), &acceptance.device, &device_signature),
            Error::<T>::BadDeviceSignature
        );

        Self::put(start.job, job, from, running);
        Self::deposit_event(Event::JobStarted { job: start.job });
        Ok(())
    }
}
