//! An assured job through real blocks, and the council as the arbiter.

use super::governance::{decide, executed};
use super::*;
use coco_primitives::{
    AssuredIntent, Bonds, Capabilities, DeviceKey, DeviceRegistration, JobAcceptance, JobIntent, JobTerms,
    Metadata, SignatureBytes, SignedMessage, Strategy, Text, UsageRecord, Verdict, Verification, Vote,
    VoteCommitment,
};
use frame_support::assert_ok;
use pallet_assured_jobs::{Call, Phase};
use sp_core::sr25519;
use Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie};

const BOND: Balance = 10 * COCO;
const PRICE: Balance = COCO;
const FEE: Balance = COCO / 10;

fn device(seed: u8) -> sr25519::Pair {
    sr25519::Pair::from_seed(&[seed; 32])
}

fn key(seed: u8) -> DeviceKey {
    device(seed).public().0
}

fn sign(pair: &sr25519::Pair, message: &impl SignedMessage) -> SignatureBytes {
    pair.sign(&message.signing_bytes(&GENESIS)).0
}

fn enroll(seed: u8, owner: Sr25519Keyring) {
    let registration = DeviceRegistration {
        device: key(seed),
        owner: owner.public().0,
        capabilities: Capabilities::default(),
        metadata: Metadata::default(),
    };
    let signature = sign(&device(seed), &registration);
    let register = pallet_device_registry::Call::register_device {
        registration,
        signature,
    };
    assert_ok!(apply(register, Alice));
    let bond = pallet_device_registry::Call::bond {
        device: key(seed),
        planck: BOND,
    };
    assert_ok!(apply(bond, owner));
}

/// Charlie wants it; one verifier decides.
fn assured() -> AssuredIntent {
    AssuredIntent {
        intent: JobIntent {
            requester: Charlie.public().0,
            nonce: [1; 16],
            model: Text::try_from("tiny").unwrap(),
            max_price_planck: 2 * PRICE,
            max_prompt_tokens: 10,
            max_completion_tokens: 10,
            deadline_ms: START_MS + 60_000,
            strategy: Strategy::Fastest,
            max_ttft_ms: 0,
            min_milli_tokens_per_second: 0,
        },
        terms: JobTerms {
            input_digest: [1; 32],
            min_score: 50,
            min_assured_millionths: 0,
            bond_planck: BOND,
            start_within_ms: 0,
            matcher: None,
            verification: Verification::Reexecution,
            verifiers: vec![key(12)].try_into().unwrap(),
            threshold: 1,
            verifier_fee_planck: FEE,
        },
    }
}

/// Device 11, Bob's, has delivered; verifier 12, Dave's, has said that the record is right. All of it in Alice's extrinsics.
fn delivered_and_upheld() -> H256 {
    enroll(11, Bob);
    enroll(12, Dave);
    let requester_signature = Charlie.pair().sign(&assured().signing_bytes(&GENESIS)).0;
    let job = assured().signing_hash(&GENESIS);
    let acceptance = JobAcceptance {
        job,
        lease: [2; 16],
        device: key(11),
        owner: Bob.public().0,
        prompt_token_price_planck: 0,
        completion_token_price_planck: PRICE / 10,
        accepted_at_ms: START_MS,
    };
    let record = UsageRecord {
        job,
        lease: acceptance.lease,
        session: [3; 16],
        requester: Charlie.public().0,
        device: key(11),
        owner: Bob.public().0,
        model: assured().intent.model,
        weights_digest: [4; 32],
        engine: Text::try_from("webllm").unwrap(),
        prompt_tokens: 10,
        completion_tokens: 10,
        bytes_in: 100,
        bytes_out: 200,
        queue_ms: 1,
        ttft_ms: 20,
        duration_ms: 400,
        output_digest: [5; 32],
        sequence: 1,
        started_at_ms: START_MS,
        ended_at_ms: START_MS + 400,
        price_planck: PRICE,
    };
    let vote = Vote {
        job,
        record_hash: record.signing_hash(&GENESIS),
        verifier: key(12),
        verdict: Verdict::Upheld,
        output_digest: [5; 32],
        salt: [6; 32],
    };
    let commitment = VoteCommitment {
        job,
        record_hash: vote.record_hash,
        verifier: vote.verifier,
        commitment: vote.signing_hash(&GENESIS),
    };
    let calls: [Call<Runtime>; 5] = [
        Call::submit_job {
            assured: assured(),
            requester_signature,
        },
        Call::accept_job {
            device_signature: sign(&device(11), &acceptance),
            acceptance,
            matched: None,
        },
        Call::deliver_record {
            device_signature: sign(&device(11), &record),
            record,
            requester_signature: None,
        },
        Call::commit_vote {
            verifier_signature: sign(&device(12), &commitment),
            commitment,
        },
        Call::reveal_vote { vote },
    ];
    for call in calls {
        assert_ok!(apply(call, Alice));
    }
    job
}

fn dispute(job: H256) -> Call<Runtime> {
    Call::dispute_job {
        job,
        evidence: H256([7; 32]),
    }
}

#[test]
fn two_of_three_councillors_decide_a_dispute() {
    on_preset("development", || {
        start_block(1, START_MS);
        let job = delivered_and_upheld();
        assert_ok!(apply(dispute(job), Charlie));
        let resolve = Call::resolve_dispute {
            job,
            verdict: Verdict::Refuted,
        };
        assert!(apply(resolve.clone(), Eve).is_err());
        assert_ok!(decide(resolve.into(), &[Alice, Bob]));
        assert_eq!(executed(), Some(Ok(())));

        let view = AssuredJobs::job_view(job).unwrap();
        assert_eq!(
            (view.phase, view.verdict),
            (Phase::Refuted, Some(Verdict::Refuted))
        );
        assert_eq!(DeviceRegistry::bonded(&key(11)), 0);
        assert_eq!(DeviceRegistry::bonded(&key(12)), BOND - COCO);
        AssuredJobs::do_try_state().unwrap();
        DeviceRegistry::do_try_state().unwrap();
    });
}

#[test]
fn what_nobody_disputes_is_paid_a_day_later() {
    on_preset("development", || {
        start_block(1, START_MS);
        let job = delivered_and_upheld();
        let before = Balances::free_balance(Bob.to_account_id());
        let day = 24 * 60 * 60 * 1_000;
        Executive::finalize_block();
        start_block(2, START_MS + 60 * 60 * 1_000 + day);
        assert!(apply(Call::settle_job { job }, Ferdie).is_err());
        Executive::finalize_block();
        start_block(3, START_MS + 60 * 60 * 1_000 + day + 20);
        assert_ok!(apply(Call::settle_job { job }, Ferdie));
        let fee = PRICE / 100;
        assert_eq!(Balances::free_balance(Bob.to_account_id()) - before, PRICE - fee);
        AssuredJobs::do_try_state().unwrap();
    });
}
