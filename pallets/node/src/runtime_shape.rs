//! What a runtime must look like for this node to run it: its block, its account types, its runtime APIs.
//!
//! The SDK's client wants a type that implements the APIs it calls. Ours only lends its signatures: the calls go to the
//! wasm in the chain's state, so no body here is ever executed.

use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa as grandpa;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_runtime::{
    generic,
    traits::{BlakeTwo256, Block as BlockT, NumberFor},
    transaction_validity::{TransactionSource, TransactionValidity},
    ApplyExtrinsicResult, OpaqueExtrinsic, Weight,
};

/// Blocks with extrinsics that the node does not look into.
pub type Block = generic::Block<Header, OpaqueExtrinsic>;
pub type Header = generic::Header<u32, BlakeTwo256>;
pub type AccountId = sp_core::crypto::AccountId32;
pub type Nonce = u32;
/// Planck.
pub type Balance = u128;

/// Lends its name to the macro only; nobody makes one.
#[allow(dead_code)]
pub struct Runtime;

macro_rules! in_wasm {
    () => {
        unreachable!("the client executes the wasm of the chain, never this")
    };
}

sp_api::impl_runtime_apis! {
    impl sp_api::Core<Block> for Runtime {
        fn version() -> sp_version::RuntimeVersion { in_wasm!() }
        fn execute_block(_: <Block as BlockT>::LazyBlock) { in_wasm!() }
        fn initialize_block(_: &<Block as BlockT>::Header) -> sp_runtime::ExtrinsicInclusionMode { in_wasm!() }
    }
    impl sp_api::Metadata<Block> for Runtime {
        fn metadata() -> OpaqueMetadata { in_wasm!() }
        fn metadata_at_version(_: u32) -> Option<OpaqueMetadata> { in_wasm!() }
        fn metadata_versions() -> Vec<u32> { in_wasm!() }
    }
    impl sp_block_builder::BlockBuilder<Block> for Runtime {
        fn apply_extrinsic(_: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult { in_wasm!() }
        fn finalize_block() -> <Block as BlockT>::Header { in_wasm!() }
        fn inherent_extrinsics(_: sp_inherents::InherentData) -> Vec<<Block as BlockT>::Extrinsic> { in_wasm!() }
        fn check_inherents(_: <Block as BlockT>::LazyBlock, _: sp_inherents::InherentData) -> sp_inherents::CheckInherentsResult {
            in_wasm!()
        }
    }
    impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
        fn validate_transaction(
            _: TransactionSource,
            _: <Block as BlockT>::Extrinsic,
            _: <Block as BlockT>::Hash,
        ) -> TransactionValidity { in_wasm!() }
    }
    impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
        fn slot_duration() -> sp_consensus_aura::SlotDuration { in_wasm!() }
        fn authorities() -> Vec<AuraId> { in_wasm!() }
    }
    impl grandpa::GrandpaApi<Block> for Runtime {
        fn grandpa_authorities() -> grandpa::AuthorityList { in_wasm!() }
        fn current_set_id() -> grandpa::SetId { in_wasm!() }
        fn submit_report_equivocation_unsigned_extrinsic(
            _: grandpa::EquivocationProof<<Block as BlockT>::Hash, NumberFor<Block>>,
            _: grandpa::OpaqueKeyOwnershipProof,
        ) -> Option<()> { in_wasm!() }
        fn generate_key_ownership_proof(_: grandpa::SetId, _: grandpa::AuthorityId) -> Option<grandpa::OpaqueKeyOwnershipProof> {
            in_wasm!()
        }
    }
    impl sp_session::SessionKeys<Block> for Runtime {
        fn generate_session_keys(_: Vec<u8>, _: Option<Vec<u8>>) -> sp_session::OpaqueGeneratedSessionKeys { in_wasm!() }
        fn decode_session_keys(_: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> { in_wasm!() }
    }
    impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
        fn account_nonce(_: AccountId) -> Nonce { in_wasm!() }
    }
    impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
        fn query_info(
            _: <Block as BlockT>::Extrinsic,
            _: u32,
        ) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> { in_wasm!() }
        fn query_fee_details(
            _: <Block as BlockT>::Extrinsic,
            _: u32,
        ) -> pallet_transaction_payment_rpc_runtime_api::FeeDetails<Balance> { in_wasm!() }
        fn query_weight_to_fee(_: Weight) -> Balance { in_wasm!() }
        fn query_length_to_fee(_: u32) -> Balance { in_wasm!() }
    }
}
