//! Benchmarks of every call, each with the largest input there is, a full panel, as many old jobs to remove as one call removes, and
//! devices of which as much is known as can be.
//!
//! The chain's clock must stand past 1970 by more than all windows together.

use super::*;
use alloc::{vec, vec::Vec};
use coco_primitives::{
    AssuredIntent, Bonds, Countersignature, DeviceKey, DeviceRegistry, JobAcceptance, JobCancellation, JobId,
    JobIntent, JobMatch, JobStart, JobTerms, OwnerKey, Positions, Reputation, RequesterKey, SignatureBytes,
    SignedMessage, Strategy, Text, UsageRecord, Verdict, Verification, Vote, VoteCommitment, MAX_VERIFIERS,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Mutate, EnsureOrigin, Get};
use frame_system::RawOrigin;
use sp_core::{crypto::KeyTypeId, H256};

/// Under which the keystore of whoever runs the benchmarks keeps their keys.
const KEYS: KeyTypeId = KeyTypeId(*b"coco");
const OWNER: OwnerKey = [1; 32];
/// Planck.
const TOKEN_PRICE: u128 = 1_000_000_000_000;
const FEE: u128 = TOKEN_PRICE;
const BOND: u128 = 100 * TOKEN_PRICE;
/// Planck. Enough for everything above.
const RICHES: u128 = 1_000_000 * TOKEN_PRICE;

fn new_key() -> [u8; 32] {
    sp_io::crypto::sr25519_generate(KEYS, None).0
}

fn sign<T: Config>(signer: &[u8; 32], message: &impl SignedMessage) -> SignatureBytes {
    let bytes = message.signing_bytes(&Pallet::<T>::genesis_hash());
    let signer = sp_core::sr25519::Public::from_raw(*signer);
    sp_io::crypto::sr25519_sign(KEYS, &signer, &bytes)
        .expect("the key was just made")
        .0
}

fn longest<const MIN: u32, const MAX: u32>() -> Text<MIN, MAX> {
    Text::try_from(vec![b'x'; MAX as usize].as_slice()).expect("as long as allowed")
}

/// Who submits jobs before a benchmark begins.
fn operator<T: Config>() -> T::AccountId {
    account("operator", 0, 0)
}

fn owner_of_verifier(n: u32) -> OwnerKey {
    [n as u8 + 10; 32]
}

/// A job, whoever works on it, and its panel.
struct Parties {
    requester: RequesterKey,
    device: DeviceKey,
    matcher: [u8; 32],
    /// In ascending order, as terms name them.
    verifiers: Vec<DeviceKey>,
    assured: AssuredIntent,
    job: JobId,
}

/// Everybody registered, bonded and known; everybody's account exists.
fn parties<T: Config>() -> Parties {
    let (requester, device, matcher) = (new_key(), new_key(), new_key());
    let enroll = |key: DeviceKey, owner: OwnerKey| {
        T::Currency::mint_into(&owner.into(), RICHES).expect("planck can be made");
        T::Devices::benchmark_register(key, owner);
        T::Bonds::benchmark_bond(&key, 2 * BOND.max(T::VerifierBond::get()));
    };
    let operators: [T::AccountId; 2] = [operator::<T>(), whitelisted_caller()];
    for account in [requester.into(), T::Treasury::get()]
        .into_iter()
        .chain(operators)
    {
        T::Currency::mint_into(&account, RICHES).expect("planck can be made");
    }
    enroll(device, OWNER);
    T::Reputation::benchmark_fill(&device);
    let mut verifiers: Vec<DeviceKey> = (0..MAX_VERIFIERS).map(|_| new_key()).collect();
    verifiers.sort();
    for (n, key) in (0..).zip(&verifiers) {
        enroll(*key, owner_of_verifier(n));
    }
    let terms = JobTerms {
        input_digest: [1; 32],
        min_score: 0,
        min_assured_millionths: 0,
        bond_planck: BOND,
        start_within_ms: u32::MAX,
        matcher: Some(matcher),
        verification: Verification::Reexecution,
        verifiers: verifiers.clone().try_into().expect("no more than allowed"),
        threshold: 4,
        verifier_fee_planck: FEE,
    };
    let intent = JobIntent {
        requester,
        nonce: [1; 16],
        model: longest(),
        max_price_planck: 10 * TOKEN_PRICE,
        max_prompt_tokens: u32::MAX,
        max_completion_tokens: u32::MAX,
        deadline_ms: Pallet::<T>::now_ms(),
        strategy: Strategy::Cheapest,
        max_ttft_ms: 0,
        min_milli_tokens_per_second: 0,
    };
    let assured = AssuredIntent { intent, terms };
    let job = assured.signing_hash(&Pallet::<T>::genesis_hash());
    Parties {
        requester,
        device,
        matcher,
        verifiers,
        assured,
        job,
    }
}

impl Parties {
    /// The same job without a panel.
    fn without_panel<T: Config>(mut self) -> Self {
        let terms = &mut self.assured.terms;
        terms.verification = Verification::Countersignature;
        terms.verifiers = Default::default();
        terms.threshold = 0;
        terms.verifier_fee_planck = 0;
        self.job = self.assured.signing_hash(&Pallet::<T>::genesis_hash());
        self
    }

    fn acceptance<T: Config>(&self) -> JobAcceptance {
        JobAcceptance {
            job: self.job,
            lease: [1; 16],
            device: self.device,
            owner: OWNER,
            prompt_token_price_planck: TOKEN_PRICE,
            completion_token_price_planck: TOKEN_PRICE,
            accepted_at_ms: Pallet::<T>::now_ms(),
        }
    }

    fn record(&self) -> UsageRecord {
        UsageRecord {
            job: self.job,
            lease: [1; 16],
            session: [1; 16],
            requester: self.requester,
            device: self.device,
            owner: OWNER,
            model: self.assured.intent.model.clone(),
            weights_digest: [1; 32],
            engine: longest(),
            prompt_tokens: 1,
            completion_tokens: 1,
            bytes_in: 1,
            bytes_out: 1,
            queue_ms: 1,
            ttft_ms: 1,
            duration_ms: 1,
            output_digest: [1; 32],
            sequence: 1,
            started_at_ms: 0,
            ended_at_ms: 0,
            price_planck: 2 * TOKEN_PRICE,
        }
    }

    fn submitted<T: Config>(&self) {
        let signature = sign::<T>(&self.requester, &self.assured);
        Pallet::<T>::do_submit(operator::<T>(), self.assured.clone(), signature).expect("a good intent");
    }

    fn matched<T: Config>(&self) -> (JobMatch, SignatureBytes) {
        let matched = JobMatch {
            job: self.job,
            device: self.device,
            expires_at_ms: u64::MAX,
        };
        let signature = sign::<T>(&self.matcher, &matched);
        (matched, signature)
    }

    fn accepted<T: Config>(&self) {
        self.submitted::<T>();
        let acceptance = self.acceptance::<T>();
        let signature = sign::<T>(&self.device, &acceptance);
        Pallet::<T>::do_accept(acceptance, signature, Some(self.matched::<T>())).expect("a good acceptance");
    }

    fn start(&self) -> JobStart {
        JobStart {
            job: self.job,
            lease: [1; 16],
        }
    }

    fn running<T: Config>(&self) {
        self.accepted::<T>();
        let signature = sign::<T>(&self.device, &self.start());
        Pallet::<T>::do_start(self.start(), signature).expect("a good start");
    }

    /// Both signatures of the record.
    fn signatures<T: Config>(&self) -> (SignatureBytes, SignatureBytes) {
        let record = self.record();
        let device_signature = sign::<T>(&self.device, &record);
        let countersignature = Countersignature {
            record_hash: record.signing_hash(&Pallet::<T>::genesis_hash()),
            device_signature,
        };
        (device_signature, sign::<T>(&self.requester, &countersignature))
    }

    fn delivered<T: Config>(&self) {
        self.running::<T>();
        let (signature, _) = self.signatures::<T>();
        Pallet::<T>::do_deliver(self.record(), signature, None).expect("a good record");
    }

    fn vote<T: Config>(&self, verifier: DeviceKey, verdict: Verdict) -> Vote {
        Vote {
            job: self.job,
            record_hash: self.record().signing_hash(&Pallet::<T>::genesis_hash()),
            verifier,
            verdict,
            output_digest: [1; 32],
            salt: [1; 32],
        }
    }

    fn commitment<T: Config>(&self, vote: &Vote) -> (VoteCommitment, SignatureBytes) {
        let commitment = VoteCommitment {
            job: self.job,
            record_hash: vote.record_hash,
            verifier: vote.verifier,
            commitment: vote.signing_hash(&Pallet::<T>::genesis_hash()),
        };
        let signature = sign::<T>(&vote.verifier, &commitment);
        (commitment, signature)
    }

    /// The first so many verifiers commit to this verdict.
    fn committed<T: Config>(&self, voters: usize, verdict: Verdict) {
        for verifier in self.verifiers.iter().take(voters) {
            let (commitment, signature) = self.commitment::<T>(&self.vote::<T>(*verifier, verdict));
            Pallet::<T>::do_commit(commitment, signature).expect("a good commitment");
        }
    }

    /// Everybody voted for this verdict.
    fn decided<T: Config>(&self, verdict: Verdict) {
        self.delivered::<T>();
        self.committed::<T>(self.verifiers.len(), verdict);
        for verifier in &self.verifiers {
            Pallet::<T>::do_reveal(self.vote::<T>(*verifier, verdict)).expect("a good vote");
        }
    }
}

/// Moves all windows of a job into the past: benchmarks cannot wait.
fn windows_over<T: Config>(job: JobId) {
    Jobs::<T>::mutate(job, |job| {
        if let Some(State::Delivered { delivery, .. }) = job.as_mut().map(|job| &mut job.state) {
            delivery.commit_until_ms = 0;
            delivery.reveal_until_ms = 0;
            delivery.dispute_until_ms = 0;
        }
    });
}

/// One more finished job than may stay after the call, of which the two oldest can go.
fn full_of_finished<T: Config>() {
    FinishedPositions::<T>::put(Positions {
        oldest: 0,
        next: u64::from(T::MaxFinishedJobs::get()).saturating_add(1),
    });
    for position in 0..finished::REMOVED_PER_FINISH {
        let job = H256::repeat_byte(position as u8);
        let old = FinishedJob {
            requester: [0; 32],
            settle_by_ms: 0,
            outcome: Outcome::Expired,
            at: Pallet::<T>::block(),
        };
        Finished::<T>::insert(job, old);
        FinishedOrder::<T>::insert(u64::from(position), job);
    }
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn submit_job() {
        let operator: T::AccountId = whitelisted_caller();
        let parties = parties::<T>();
        let signature = sign::<T>(&parties.requester, &parties.assured);

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), parties.assured.clone(), signature);

        assert_eq!(Counts::<T>::get().submitted, 1);
    }

    #[benchmark]
    fn accept_job() {
        let operator: T::AccountId = whitelisted_caller();
        let parties = parties::<T>();
        parties.submitted::<T>();
        let signature = sign::<T>(&parties.device, &parties.acceptance::<T>());
        let matched = parties.matched::<T>();

        #[extrinsic_call]
        _(
            RawOrigin::Signed(operator),
            parties.acceptance::<T>(),
            signature,
            Some(matched),
        );

        assert_eq!(Counts::<T>::get().accepted, 1);
    }

    #[benchmark]
    fn start_job() {
        let operator: T::AccountId = whitelisted_caller();
        let parties = parties::<T>();
        parties.accepted::<T>();
        let signature = sign::<T>(&parties.device, &parties.start());

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), parties.start(), signature);

        assert_eq!(Counts::<T>::get().running, 1);
    }

    #[benchmark]
    fn deliver_record() {
        let operator: T::AccountId = whitelisted_caller();
        let parties = parties::<T>();
        parties.running::<T>();
        let (device, requester) = parties.signatures::<T>();

        #[extrinsic_call]
        _(
            RawOrigin::Signed(operator),
            parties.record(),
            device,
            Some(requester),
        );

        assert_eq!(Counts::<T>::get().delivered, 1);
    }

    #[benchmark]
    fn deliver_countersigned() {
        let operator: T::AccountId = whitelisted_caller();
        let parties = parties::<T>().without_panel::<T>();
        parties.running::<T>();
        full_of_finished::<T>();
        let (device, requester) = parties.signatures::<T>();

        #[extrinsic_call]
        deliver_record(
            RawOrigin::Signed(operator),
            parties.record(),
            device,
            Some(requester),
        );

        assert_eq!(Counts::<T>::get().settled_ever, 1);
    }

    #[benchmark]
    fn commit_vote() {
        let operator: T::AccountId = whitelisted_caller();
        let parties = parties::<T>();
        parties.delivered::<T>();
        let others = parties.verifiers.len() - 1;
        parties.committed::<T>(others, Verdict::Upheld);
        let vote = parties.vote::<T>(parties.verifiers[others], Verdict::Upheld);
        let (commitment, signature) = parties.commitment::<T>(&vote);

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), commitment, signature);

        assert!(Promised::<T>::get(parties.verifiers[others]) > 0);
    }

    #[benchmark]
    fn reveal_vote() {
        let operator: T::AccountId = whitelisted_caller();
        let parties = parties::<T>();
        parties.delivered::<T>();
        parties.committed::<T>(parties.verifiers.len(), Verdict::Upheld);
        let last = parties.verifiers[parties.verifiers.len() - 1];
        let vote = parties.vote::<T>(last, Verdict::Upheld);

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), vote);

        let job = Jobs::<T>::get(parties.job).expect("it is open");
        assert_eq!(
            job.state.ballots().last().and_then(|ballot| ballot.verdict),
            Some(Verdict::Upheld)
        );
    }

    #[benchmark]
    fn dispute_job() {
        let parties = parties::<T>();
        parties.decided::<T>(Verdict::Upheld);
        let requester: T::AccountId = parties.requester.into();

        #[extrinsic_call]
        _(RawOrigin::Signed(requester), parties.job, H256::zero());

        assert_eq!(Counts::<T>::get().disputed, 1);
    }

    /// All verifiers are wrong, and so is the device: all of them are slashed.
    #[benchmark]
    fn resolve_dispute() -> Result<(), BenchmarkError> {
        let parties = parties::<T>();
        parties.decided::<T>(Verdict::Upheld);
        Pallet::<T>::do_dispute(parties.requester.into(), parties.job, H256::zero()).expect("a good dispute");
        full_of_finished::<T>();
        let arbiter = T::ArbiterOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

        #[extrinsic_call]
        _(arbiter as T::RuntimeOrigin, parties.job, Verdict::Refuted);

        assert_eq!(Counts::<T>::get().refuted_ever, 1);
        Ok(())
    }

    /// All verifiers are paid, and so are owner and treasury.
    #[benchmark]
    fn settle_upheld() {
        let operator: T::AccountId = whitelisted_caller();
        let parties = parties::<T>();
        parties.decided::<T>(Verdict::Upheld);
        full_of_finished::<T>();
        windows_over::<T>(parties.job);

        #[extrinsic_call]
        settle_job(RawOrigin::Signed(operator), parties.job);

        assert_eq!(Counts::<T>::get().settled_ever, 1);
    }

    /// All verifiers are paid, and the device is slashed.
    #[benchmark]
    fn settle_refuted() {
        let operator: T::AccountId = whitelisted_caller();
        let parties = parties::<T>();
        parties.decided::<T>(Verdict::Refuted);
        full_of_finished::<T>();
        windows_over::<T>(parties.job);

        #[extrinsic_call]
        settle_job(RawOrigin::Signed(operator), parties.job);

        assert_eq!(Counts::<T>::get().refuted_ever, 1);
    }

    #[benchmark]
    fn cancel_job() {
        let operator: T::AccountId = whitelisted_caller();
        let parties = parties::<T>();
        parties.submitted::<T>();
        full_of_finished::<T>();
        let signature = sign::<T>(&parties.requester, &JobCancellation { job: parties.job });

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), parties.job, signature);

        assert_eq!(Counts::<T>::get().submitted, 0);
    }

    /// Running, so that the device is slashed.
    #[benchmark]
    fn expire_job() {
        let operator: T::AccountId = whitelisted_caller();
        let parties = parties::<T>();
        parties.running::<T>();
        full_of_finished::<T>();
        // Its time is over when its deadline is; the id no longer fits, which nothing asks here.
        Jobs::<T>::mutate(parties.job, |job| {
            if let Some(job) = job {
                job.assured.intent.deadline_ms = 0;
            }
        });

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), parties.job);

        assert_eq!(Counts::<T>::get().running, 0);
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
