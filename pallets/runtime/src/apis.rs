//! The runtime APIs: what a node, the embedded development chain and RPC clients may ask the runtime.

use crate::*;
use coco_primitives::{ChannelId, DeviceKey, JobId, ModelId, OwnerKey, ReputationView};
use frame_support::genesis_builder_helper::{build_state, get_preset};
use pallet_assured_jobs::runtime_api::{AssuranceRules, AssuredIntentPage, AssuredJobView};
use pallet_compute_jobs::runtime_api::{IntentPage, JobView};
use pallet_device_registry::DeviceInfo;
use pallet_reputation::HistoryEntry;
use pallet_settlement::runtime_api::{ChannelView, Terms};
use sp_api::impl_runtime_apis;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_runtime::{
    traits::Block as BlockT,
    transaction_validity::{TransactionSource, TransactionValidity},
    ApplyExtrinsicResult,
};

/// The key that a device has now, of one that it may have had.
fn current(device: DeviceKey) -> DeviceKey {
    <DeviceRegistry as coco_primitives::DeviceRegistry>::current_key(&device).unwrap_or(device)
}

impl_runtime_apis! {
    impl sp_api::Core<Block> for Runtime {
        fn version() -> RuntimeVersion { VERSION }
        fn execute_block(block: <Block as BlockT>::LazyBlock) { Executive::execute_block(block) }
        fn initialize_block(header: &<Block as BlockT>::Header) -> sp_runtime::ExtrinsicInclusionMode {
            Executive::initialize_block(header)
        }
    }
    impl sp_api::Metadata<Block> for Runtime {
        fn metadata() -> OpaqueMetadata { OpaqueMetadata::new(Runtime::metadata().into()) }
        fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> { Runtime::metadata_at_version(version) }
        fn metadata_versions() -> Vec<u32> { Runtime::metadata_versions() }
    }
    impl sp_block_builder::BlockBuilder<Block> for Runtime {
        fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
            Executive::apply_extrinsic(extrinsic)
        }
        fn finalize_block() -> <Block as BlockT>::Header { Executive::finalize_block() }
        fn inherent_extrinsics(data: sp_inherents::InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
            data.create_extrinsics()
        }
        fn check_inherents(block: <Block as BlockT>::LazyBlock, data: sp_inherents::InherentData) -> sp_inherents::CheckInherentsResult {
            data.check_extrinsics(&block)
        }
    }
    impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
        fn validate_transaction(source: TransactionSource, tx: <Block as BlockT>::Extrinsic, block_hash: <Block as BlockT>::Hash) -> TransactionValidity {
            Executive::validate_transaction(source, tx, block_hash)
        }
    }
    impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
        fn offchain_worker(header: &<Block as BlockT>::Header) { Executive::offchain_worker(header) }
    }
    impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
        fn slot_duration() -> sp_consensus_aura::SlotDuration {
            sp_consensus_aura::SlotDuration::from_millis(slot_duration::SlotMs::<Runtime>::get())
        }
        fn authorities() -> Vec<AuraId> { pallet_aura::Authorities::<Runtime>::get().into_inner() }
    }
    impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
        fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList { Grandpa::grandpa_authorities() }
        fn current_set_id() -> sp_consensus_grandpa::SetId { Grandpa::current_set_id() }
        fn submit_report_equivocation_unsigned_extrinsic(
            _: sp_consensus_grandpa::EquivocationProof<<Block as BlockT>::Hash, sp_runtime::traits::NumberFor<Block>>,
            _: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
        ) -> Option<()> { None }
        fn generate_key_ownership_proof(
            _: sp_consensus_grandpa::SetId,
            _: GrandpaId,
        ) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> { None }
    }
    impl sp_session::SessionKeys<Block> for Runtime {
        fn generate_session_keys(owner: Vec<u8>, seed: Option<Vec<u8>>) -> sp_session::OpaqueGeneratedSessionKeys {
            opaque::SessionKeys::generate(&owner, seed).into()
        }
        fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
            opaque::SessionKeys::decode_into_raw_public_keys(&encoded)
        }
    }
    impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
        fn account_nonce(account: AccountId) -> Nonce { System::account_nonce(account) }
    }
    impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
        fn query_info(uxt: <Block as BlockT>::Extrinsic, len: u32) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
            TransactionPayment::query_info(uxt, len)
        }
        fn query_fee_details(uxt: <Block as BlockT>::Extrinsic, len: u32) -> pallet_transaction_payment::FeeDetails<Balance> {
            TransactionPayment::query_fee_details(uxt, len)
        }
        fn query_weight_to_fee(weight: Weight) -> Balance { TransactionPayment::weight_to_fee(weight) }
        fn query_length_to_fee(length: u32) -> Balance { TransactionPayment::length_to_fee(length) }
    }
    impl pallet_device_registry::runtime_api::DeviceApi<Block, AccountId, BlockNumber> for Runtime {
        fn device(key: DeviceKey) -> Option<DeviceInfo<AccountId, BlockNumber>> { DeviceRegistry::device_info(&key) }
        fn devices_of(owner: OwnerKey) -> Vec<DeviceKey> { DeviceRegistry::devices_of(&owner) }
    }
    impl pallet_compute_jobs::runtime_api::JobsApi<Block> for Runtime {
        fn job(job: JobId) -> Option<JobView> { ComputeJobs::job_view(job) }
        fn open_intents(model: Option<ModelId>, after: Option<JobId>, limit: u32) -> IntentPage {
            ComputeJobs::open_intents(model, after, limit)
        }
    }
    impl pallet_assured_jobs::runtime_api::AssuredJobsApi<Block> for Runtime {
        fn assured_job(job: JobId) -> Option<AssuredJobView> { AssuredJobs::job_view(job) }
        fn open_assured_intents(model: Option<ModelId>, after: Option<JobId>, limit: u32) -> AssuredIntentPage {
            AssuredJobs::open_intents(model, after, limit)
        }
        fn promised_planck(device: DeviceKey) -> Balance {
            pallet_assured_jobs::Promised::<Runtime>::get(current(device))
        }
        fn assurance_rules() -> AssuranceRules { AssuredJobs::rules() }
    }
    impl pallet_reputation::runtime_api::ReputationApi<Block> for Runtime {
        fn reputation(device: DeviceKey) -> Option<ReputationView> { Reputation::reputation(&current(device)) }
        fn model_reputation(device: DeviceKey, model: ModelId) -> Option<ReputationView> {
            Reputation::model_reputation(&current(device), &model)
        }
        fn history(device: DeviceKey) -> Vec<HistoryEntry> { Reputation::history(&current(device)) }
    }
    impl pallet_settlement::runtime_api::SettlementApi<Block, AccountId> for Runtime {
        fn channel(channel: ChannelId) -> Option<ChannelView<AccountId>> { Settlement::channel_view(channel) }
        fn open_channels(after: Option<ChannelId>, limit: u32) -> Vec<ChannelView<AccountId>> {
            Settlement::open_channel_views(after, limit)
        }
        fn terms() -> Terms { Settlement::terms() }
    }
    impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
        fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result { build_state::<RuntimeGenesisConfig>(config) }
        fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
            get_preset::<RuntimeGenesisConfig>(id, presets::get)
        }
        fn preset_names() -> Vec<sp_genesis_builder::PresetId> { presets::names() }
    }
}
