//! The runtime as a whole: its presets, and what travels through real blocks.

mod assured;
mod channels;
mod genesis;
mod governance;
mod jobs;
mod registry;

use crate::*;
use codec::Encode;
use frame_support::genesis_builder_helper::{build_state, get_preset};
use sp_core::{Pair, H256};
use sp_genesis_builder::PresetId;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
    generic::{Digest, DigestItem, Era},
    traits::Header as _,
    DispatchResult,
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

fn start_block(number: u32, at_ms: u64) {
    let slot = at_ms / slot_duration::SlotMs::<Runtime>::get();
    let digest = Digest {
        logs: vec![DigestItem::PreRuntime(
            sp_consensus_aura::AURA_ENGINE_ID,
            slot.encode(),
        )],
    };
    let parent = if number == 1 { GENESIS } else { H256([9; 32]) };
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

/// Applies an extrinsic of `signer` in the block at hand.
fn apply(call: impl Into<RuntimeCall>, signer: Sr25519Keyring) -> DispatchResult {
    Executive::apply_extrinsic(signed(call.into(), signer)).expect("the extrinsic is valid")
}

/// Hash of block 0 in every test.
const GENESIS: H256 = H256([7; 32]);
