//! The runtime as a whole: its presets, and a job that travels through real blocks.

use crate::*;
use coco_primitives::{
    Capabilities, Countersignature, DeviceRegistration, JobAcceptance, JobIntent, Metadata, SignatureBytes,
    SignedMessage, Strategy, Text, UsageRecord,
};
use codec::Encode;
use frame_support::{
    assert_ok, genesis_builder_helper::build_state, genesis_builder_helper::get_preset, traits::Currency,
};
use sp_core::{sr25519, Pair, H256};
use sp_genesis_builder::PresetId;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
    generic::{Digest, DigestItem, Era},
    traits::Header as _,
};

/// Unix ms of the first block.
const START_MS: u64 = 1_700_000_000_000;

/// A preset's patch laid over the default genesis, as hosts do it.
fn genesis_json(preset: &str) -> serde_json::Value {
    fn merge(into: &mut serde_json::Value, patch: serde_json::Value) {
        match (into, patch) {
            (serde_json::Value::Object(into), serde_json::Value::Object(patch)) => {
                for (key, value) in patch {
                    merge(into.entry(key).or_insert(serde_json::Value::Null), value);
                }
            }
            (into, patch) => *into = patch,
        }
    }
    let default = get_preset::<RuntimeGenesisConfig>(&None, |_| None).unwrap();
    let mut config = serde_json::from_slice(&default).unwrap();
    merge(
        &mut config,
        serde_json::from_slice(&presets::get(&PresetId::from(preset)).unwrap()).unwrap(),
    );
    config
}

fn on_preset(preset: &str, test: impl FnOnce()) {
    let config = genesis_json(preset).to_string();
    sp_io::TestExternalities::default().execute_with(|| {
        build_state::<RuntimeGenesisConfig>(config.into_bytes()).unwrap();
        test();
    });
}

#[test]
fn the_development_preset_has_one_author_and_short_slots() {
    on_preset("development", || {
        assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), 1);
        assert_eq!(slot_duration::SlotMs::<Runtime>::get(), 20);
        assert_eq!(
            Balances::free_balance(Sr25519Keyring::Bob.to_account_id()),
            1_000_000 * COCO
        );
        assert_eq!(
            pallet_sudo::Key::<Runtime>::get(),
            Some(Sr25519Keyring::Alice.to_account_id())
        );
    });
}

#[test]
fn the_local_preset_has_four_validators_and_slots_of_a_second() {
    on_preset("local_testnet", || {
        assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), 4);
        assert_eq!(Grandpa::grandpa_authorities().len(), 4);
        assert_eq!(slot_duration::SlotMs::<Runtime>::get(), 1_000);
    });
}

#[test]
fn every_named_preset_exists_and_no_other() {
    for name in presets::names() {
        assert!(presets::get(&name).is_some());
    }
    assert!(presets::get(&PresetId::from("mainnet")).is_none());
}

#[test]
#[should_panic(expected = "slotDuration.slotMs")]
fn refuses_a_genesis_without_a_slot_length() {
    let mut config = genesis_json("development");
    config["slotDuration"]["slotMs"] = 0.into();
    sp_io::TestExternalities::default().execute_with(|| {
        let _ = build_state::<RuntimeGenesisConfig>(config.to_string().into_bytes());
    });
}

fn start_block(number: u32, at_ms: u64) {
    let slot = at_ms / slot_duration::SlotMs::<Runtime>::get();
    let digest = Digest {
        logs: vec![DigestItem::PreRuntime(
            sp_consensus_aura::AURA_ENGINE_ID,
            slot.encode(),
        )],
    };
    let parent = if number == 1 { H256([7; 32]) } else { H256([9; 32]) };
    Executive::initialize_block(&Header::new(number, H256::zero(), H256::zero(), parent, digest));
    let set_time = RuntimeCall::Timestamp(pallet_timestamp::Call::set { now: at_ms });
    Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(set_time))
        .unwrap()
        .unwrap();
}

/// A call in an extrinsic that `signer` signed and pays for.
fn signed(call: RuntimeCall, signer: Sr25519Keyring) -> UncheckedExtrinsic {
    let account = signer.to_account_id();
    let extension: TxExtension = (
        frame_system::CheckNonZeroSender::new(),
        frame_system::CheckSpecVersion::new(),
        frame_system::CheckTxVersion::new(),
        frame_system::CheckGenesis::new(),
        frame_system::CheckEra::from(Era::Immortal),
        frame_system::CheckNonce::from(System::account_nonce(&account)),
        frame_system::CheckWeight::new(),
        pallet_transaction_payment::ChargeTransactionPayment::from(0),
    );
    let payload = generic::SignedPayload::new(call.clone(), extension.clone()).unwrap();
    let signature = payload.using_encoded(|bytes| signer.pair().sign(bytes));
    UncheckedExtrinsic::new_signed(call, account.into(), signature.into(), extension)
}

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
            genesis: H256([7; 32]),
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

#[test]
fn an_upgrade_counts_the_devices_of_a_chain_that_was_begun_with_an_older_registry() {
    use frame_support::traits::{GetStorageVersion, StorageVersion};
    on_preset("development", || {
        let journey = Journey {
            device: sr25519::Pair::from_seed(&[11; 32]),
            requester: sr25519::Pair::from_seed(&[12; 32]),
            genesis: H256([7; 32]),
        };
        start_block(1, START_MS);
        assert_ok!(Executive::apply_extrinsic(signed(journey.register(), Sr25519Keyring::Alice)).unwrap());
        // What version 1 did not have.
        pallet_device_registry::Counts::<Runtime>::kill();
        pallet_device_registry::OperatorDeviceCount::<Runtime>::remove(Sr25519Keyring::Alice.to_account_id());
        StorageVersion::new(1).put::<DeviceRegistry>();
        assert!(DeviceRegistry::do_try_state().is_err());

        Executive::execute_on_runtime_upgrade();
        assert_eq!(DeviceRegistry::on_chain_storage_version(), StorageVersion::new(2));
        DeviceRegistry::do_try_state().unwrap();
    });
}

/// A bond through real extrinsics, and a slash by the runtime's own shares into the account that the treasury will have.
#[test]
fn a_slashed_bond_reaches_requester_reporter_and_treasury() {
    use coco_primitives::{Bonds, SlashBeneficiaries};
    on_preset("development", || {
        let owner = Sr25519Keyring::Bob;
        let device = sr25519::Pair::from_seed(&[11; 32]);
        start_block(1, START_MS);
        let genesis = H256([7; 32]);
        let registration = DeviceRegistration {
            device: device.public().0,
            owner: owner.public().0,
            capabilities: Capabilities::default(),
            metadata: Metadata::default(),
        };
        let signature = device.sign(&registration.signing_bytes(&genesis)).0;
        let register = pallet_device_registry::Call::register_device {
            registration,
            signature,
        };
        let bond = pallet_device_registry::Call::bond {
            device: device.public().0,
            planck: 10 * COCO,
        };
        assert_ok!(Executive::apply_extrinsic(signed(register.into(), Sr25519Keyring::Alice)).unwrap());
        assert_ok!(Executive::apply_extrinsic(signed(bond.into(), owner)).unwrap());
        assert_eq!(DeviceRegistry::bonded(&device.public().0), 10 * COCO);

        let (requester, reporter) = (Sr25519Keyring::Charlie, Sr25519Keyring::Dave);
        let before = [requester, reporter].map(|who| Balances::total_balance(&who.to_account_id()));
        let to = SlashBeneficiaries {
            requester: Some(requester.public().0),
            reporter: Some(reporter.public().0),
        };
        assert_eq!(DeviceRegistry::slash(&device.public().0, 4 * COCO, to), 4 * COCO);
        let after = [requester, reporter].map(|who| Balances::total_balance(&who.to_account_id()));
        assert_eq!(
            [after[0] - before[0], after[1] - before[1]],
            [2 * COCO, 4 * COCO / 10]
        );
        assert_eq!(Balances::total_balance(&TreasuryAccount::get()), 16 * COCO / 10);
        DeviceRegistry::do_try_state().unwrap();
    });
}
