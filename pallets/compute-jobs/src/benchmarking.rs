//! Benchmarks of every call, each with the largest input there is, as many old jobs to remove as one call removes, and a device of
//! which as much is known as can be.
//!
//! The chain's clock must stand past 1970 by more than the settlement grace.

use super::*;
use alloc::vec;
use coco_primitives::{
    Countersignature, DeviceKey, DeviceRegistry, JobAcceptance, JobCancellation, JobId, JobIntent, OwnerKey,
    Reputation, RequesterKey, SignatureBytes, SignedMessage, Strategy, Text, UsageRecord,
};
use frame_benchmarking::v2::*;
use frame_support::traits::Get;
use frame_system::RawOrigin;
use sp_core::{crypto::KeyTypeId, H256};

extern crate alloc;

/// Under which the keystore of whoever runs the benchmarks keeps their keys.
const KEYS: KeyTypeId = KeyTypeId(*b"coco");
const OWNER: OwnerKey = [1; 32];
/// Planck. Enough that a job of two tokens counts for its device's reputation.
const TOKEN_PRICE_PLANCK: u128 = 1 << 100;

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

fn new_intent(requester: RequesterKey, deadline_ms: u64) -> JobIntent {
    JobIntent {
        requester,
        nonce: [1; 16],
        model: longest(),
        max_price_planck: u128::MAX,
        max_prompt_tokens: u32::MAX,
        max_completion_tokens: u32::MAX,
        deadline_ms,
        strategy: Strategy::Cheapest,
        max_ttft_ms: 0,
        min_milli_tokens_per_second: 0,
    }
}

fn new_acceptance(job: JobId, device: DeviceKey) -> JobAcceptance {
    JobAcceptance {
        job,
        lease: [1; 16],
        device,
        owner: OWNER,
        prompt_token_price_planck: TOKEN_PRICE_PLANCK,
        completion_token_price_planck: TOKEN_PRICE_PLANCK,
        accepted_at_ms: 0,
    }
}

fn submitted<T: Config>(requester: RequesterKey, deadline_ms: u64) -> (JobId, JobIntent) {
    let intent = new_intent(requester, deadline_ms);
    let job = intent.signing_hash(&Pallet::<T>::genesis_hash());
    let operator = account("operator", 0, 0);
    Jobs::<T>::insert(
        job,
        Job::Submitted {
            intent: intent.clone(),
            operator,
            at: Pallet::<T>::block(),
        },
    );
    Counts::<T>::mutate(|counts| counts.enter(Phase::Submitted));
    (job, intent)
}

fn accepted<T: Config>(
    requester: RequesterKey,
    device: DeviceKey,
    deadline_ms: u64,
) -> (JobIntent, JobAcceptance) {
    let (job, intent) = submitted::<T>(requester, deadline_ms);
    let acceptance = new_acceptance(job, device);
    let state = Jobs::<T>::get(job).expect("just submitted");
    let state = state
        .accept(acceptance.clone(), Pallet::<T>::block())
        .expect("it was submitted");
    Pallet::<T>::replace(job, Phase::Submitted, state);
    (intent, acceptance)
}

/// One more finished job than may stay after the call, of which the two oldest can go.
fn full_of_finished<T: Config>() {
    let full = T::MaxFinishedJobs::get().saturating_add(1);
    NextFinished::<T>::put(u64::from(full));
    Counts::<T>::mutate(|counts| counts.finished = full);
    for position in 0..finished::REMOVED_PER_FINISH {
        let job = H256::repeat_byte(position as u8);
        let old = Job::Expired {
            requester: [0; 32],
            settle_by_ms: 0,
            at: Pallet::<T>::block(),
        };
        Jobs::<T>::insert(job, old);
        FinishedOrder::<T>::insert(u64::from(position), job);
    }
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn submit_job_intent() {
        let operator: T::AccountId = whitelisted_caller();
        let requester = new_key();
        let intent = new_intent(requester, Pallet::<T>::now_ms());
        let signature = sign::<T>(&requester, &intent);

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), intent, signature);

        assert_eq!(Counts::<T>::get().submitted, 1);
    }

    #[benchmark]
    fn accept_job() {
        let operator: T::AccountId = whitelisted_caller();
        let device = new_key();
        T::Devices::benchmark_register(device, OWNER);
        let (job, _) = submitted::<T>(new_key(), Pallet::<T>::now_ms());
        let acceptance = new_acceptance(job, device);
        let signature = sign::<T>(&device, &acceptance);

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), acceptance, signature);

        assert_eq!(Counts::<T>::get().accepted, 1);
    }

    #[benchmark]
    fn complete_job() {
        let operator: T::AccountId = whitelisted_caller();
        let (requester, device) = (new_key(), new_key());
        T::Devices::benchmark_register(device, OWNER);
        T::Reputation::benchmark_fill(&device);
        full_of_finished::<T>();
        let (intent, acceptance) = accepted::<T>(requester, device, Pallet::<T>::now_ms());
        let record = UsageRecord {
            job: acceptance.job,
            lease: acceptance.lease,
            session: [1; 16],
            requester,
            device,
            owner: OWNER,
            model: intent.model,
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
            price_planck: 2 * TOKEN_PRICE_PLANCK,
        };
        let device_signature = sign::<T>(&device, &record);
        let record_hash = record.signing_hash(&Pallet::<T>::genesis_hash());
        let requester_signature = sign::<T>(
            &requester,
            &Countersignature {
                record_hash,
                device_signature,
            },
        );

        #[extrinsic_call]
        _(
            RawOrigin::Signed(operator),
            record,
            device_signature,
            requester_signature,
        );

        assert_eq!(Counts::<T>::get().completed_ever, 1);
        assert_eq!(Counts::<T>::get().finished, T::MaxFinishedJobs::get());
    }

    #[benchmark]
    fn cancel_job() {
        let operator: T::AccountId = whitelisted_caller();
        let requester = new_key();
        full_of_finished::<T>();
        let (job, _) = submitted::<T>(requester, Pallet::<T>::now_ms());
        let signature = sign::<T>(&requester, &JobCancellation { job });

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), job, signature);

        assert_eq!(Counts::<T>::get().submitted, 0);
        assert_eq!(Counts::<T>::get().finished, T::MaxFinishedJobs::get());
    }

    /// An accepted job, which is the larger one.
    #[benchmark]
    fn expire_job() {
        let operator: T::AccountId = whitelisted_caller();
        full_of_finished::<T>();
        let device = new_key();
        T::Reputation::benchmark_fill(&device);
        let (_, acceptance) = accepted::<T>(new_key(), device, 0);

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), acceptance.job);

        assert_eq!(Counts::<T>::get().accepted, 0);
        assert_eq!(Counts::<T>::get().finished, T::MaxFinishedJobs::get());
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
