//! A job, settled by its record.

use super::*;
use coco_primitives::{
    Capabilities, Countersignature, DeviceRegistration, JobAcceptance, JobIntent, Metadata, SignatureBytes,
    SignedMessage, Strategy, Text, UsageRecord,
};
use frame_support::{assert_ok, traits::Currency};
use sp_core::sr25519;

struct Journey {
    device: sr25519::Pair,
    requester: sr25519::Pair,
    genesis: H256,
}

impl Journey {
    fn sign(&self, pair: &sr25519::Pair, message: &impl SignedMessage) -> SignatureBytes {
        pair.sign(&message.signing_bytes(&self.genesis)).0
    }

    fn register(&self) -> RuntimeCall {
        let registration = DeviceRegistration {
            device: self.device.public().0,
            owner: [9; 32],
            capabilities: Capabilities::default(),
            metadata: Metadata::default(),
        };
        let signature = self.sign(&self.device, &registration);
        pallet_device_registry::Call::register_device {
            registration,
            signature,
        }
        .into()
    }

    /// Intent, acceptance and record in one extrinsic, as an operator may send them.
    fn settle(&self) -> RuntimeCall {
        let intent = JobIntent {
            requester: self.requester.public().0,
            nonce: [1; 16],
            model: Text::try_from("tiny").unwrap(),
            max_price_planck: 1_000,
            max_prompt_tokens: 100,
            max_completion_tokens: 100,
            deadline_ms: START_MS + 60_000,
            strategy: Strategy::Fastest,
            max_ttft_ms: 0,
            min_milli_tokens_per_second: 0,
        };
        let acceptance = JobAcceptance {
            job: intent.signing_hash(&self.genesis),
            lease: [2; 16],
            device: self.device.public().0,
            owner: [9; 32],
            prompt_token_price_planck: 1,
            completion_token_price_planck: 2,
            accepted_at_ms: START_MS,
        };
        let record = UsageRecord {
            job: acceptance.job,
            lease: acceptance.lease,
            session: [3; 16],
            requester: intent.requester,
            device: acceptance.device,
            owner: acceptance.owner,
            model: intent.model.clone(),
            weights_digest: [4; 32],
            engine: Text::try_from("webllm").unwrap(),
            prompt_tokens: 10,
            completion_tokens: 20,
            bytes_in: 100,
            bytes_out: 200,
            queue_ms: 1,
            ttft_ms: 20,
            duration_ms: 400,
            output_digest: [5; 32],
            sequence: 1,
            started_at_ms: START_MS,
            ended_at_ms: START_MS + 400,
            price_planck: 50,
        };
        let device_signature = self.sign(&self.device, &record);
        let record_hash = record.signing_hash(&self.genesis);
        let requester_signature = self.sign(
            &self.requester,
            &Countersignature {
                record_hash,
                device_signature,
            },
        );
        let calls = vec![
            pallet_compute_jobs::Call::submit_job_intent {
                requester_signature: self.sign(&self.requester, &intent),
                intent,
            }
            .into(),
            pallet_compute_jobs::Call::accept_job {
                device_signature: self.sign(&self.device, &acceptance),
                acceptance,
            }
            .into(),
            pallet_compute_jobs::Call::complete_job {
                record,
                device_signature,
                requester_signature,
            }
            .into(),
        ];
        pallet_utility::Call::batch_all { calls }.into()
    }
}

#[test]
fn settles_a_job_in_a_block_while_the_operator_alone_pays() {
    on_preset("development", || {
        let journey = Journey {
            device: sr25519::Pair::from_seed(&[11; 32]),
            requester: sr25519::Pair::from_seed(&[12; 32]),
            genesis: GENESIS,
        };
        let operator = Sr25519Keyring::Alice;
        let before = Balances::total_balance(&operator.to_account_id());

        start_block(1, START_MS);
        assert_ok!(Executive::apply_extrinsic(signed(journey.register(), operator)).unwrap());
        Executive::finalize_block();
        start_block(2, START_MS + 1_000);
        assert_ok!(Executive::apply_extrinsic(signed(journey.settle(), operator)).unwrap());

        let completed = System::events().into_iter().any(|record| {
            matches!(
                record.event,
                RuntimeEvent::ComputeJobs(pallet_compute_jobs::Event::JobCompleted { price_planck: 50, .. })
            )
        });
        assert!(completed);
        let paid = before - Balances::total_balance(&operator.to_account_id());
        assert!(paid > 0 && paid < COCO / 100, "two extrinsics cost {paid} planck");
        // Nobody else has, or needs, an account.
        assert_eq!(
            Balances::total_balance(&AccountId::from(journey.device.public())),
            0
        );
        assert_eq!(
            Balances::total_balance(&AccountId::from(journey.requester.public())),
            0
        );
        // The same calls again: the intent is known.
        assert!(Executive::apply_extrinsic(signed(journey.settle(), operator))
            .unwrap()
            .is_err());
        ComputeJobs::do_try_state().unwrap();
        DeviceRegistry::do_try_state().unwrap();
    });
}
