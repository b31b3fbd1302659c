//! The runtime of the coco network.
//!
//! One wasm for three ways to run it: the embedded development chain, a local network of four validators, and a real
//! network. They differ only in genesis (see [`presets`]).

#![cfg_attr(not(feature = "std"), no_std)]
// The construct_runtime expansion nests deeper than the default of 128.
#![recursion_limit = "256"]

extern crate alloc;

mod accounts;
mod apis;
mod governance;
mod market;
pub mod presets;
mod slot_duration;
#[cfg(test)]
mod tests;
mod tokens;

pub use accounts::ProxyType;
pub use apis::api;
pub use governance::{CouncilSeats, RuntimeParameters};

use alloc::{borrow::Cow, vec::Vec};
use frame_support::{
    derive_impl,
    dispatch::DispatchClass,
    parameter_types,
    traits::{ConstU32, ConstU64},
    weights::{
        constants::{RocksDbWeight, WEIGHT_REF_TIME_PER_SECOND},
        ConstantMultiplier, IdentityFee, Weight,
    },
};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_runtime::{
    generic, impl_opaque_keys,
    traits::{BlakeTwo256, IdentifyAccount, Verify},
    MultiAddress, MultiSignature, Perbill,
};
use sp_version::RuntimeVersion;

pub type Signature = MultiSignature;
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// Planck; [`COCO`] of them are one token.
pub type Balance = u128;
pub type Nonce = u32;
pub type BlockNumber = u32;
pub type Hash = sp_core::H256;
pub type Address = MultiAddress<AccountId, ()>;
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
pub type UncheckedExtrinsic = generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
pub type Executive = frame_executive::Executive<
    Runtime,
    Block,
    frame_system::ChainContext<Runtime>,
    Runtime,
    AllPalletsWithSystem,
>;

/// What runs once, in the first block of this runtime on a chain that was begun with an older one.
pub type Migrations = (pallet_device_registry::migrations::MigrateV1ToV2<Runtime>,);

/// What every signed extrinsic carries beside its call, in this order.
pub type TxExtension = (
    frame_system::CheckNonZeroSender<Runtime>,
    frame_system::CheckSpecVersion<Runtime>,
    frame_system::CheckTxVersion<Runtime>,
    frame_system::CheckGenesis<Runtime>,
    frame_system::CheckEra<Runtime>,
    frame_system::CheckNonce<Runtime>,
    frame_system::CheckWeight<Runtime>,
    pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
);

pub mod opaque {
    //! The types that a node which does not know the runtime works with.
    use super::*;
    pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;
    pub type Block = generic::Block<Header, UncheckedExtrinsic>;
    impl_opaque_keys! {
        pub struct SessionKeys {
            pub aura: Aura,
            pub grandpa: Grandpa,
        }
    }
}

#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
    spec_name: Cow::Borrowed("coco"),
    impl_name: Cow::Borrowed("coco"),
    authoring_version: 1,
    spec_version: 3,
    impl_version: 1,
    apis: apis::RUNTIME_API_VERSIONS,
    transaction_version: 1,
    system_version: 1,
};

/// Planck per token: the token has 12 decimals.
pub const COCO: Balance = 1_000_000_000_000;

/// Planck. A ten-thousandth of a token keeps dust accounts out of the state.
pub const EXISTENTIAL_DEPOSIT: Balance = COCO / 10_000;

/// Planck per byte of an extrinsic: a usage record with both signatures (about 700 bytes) costs under a thousandth
/// of a token. Weight costs one planck a picosecond, which puts a signature check in the same range.
pub const BYTE_FEE: Balance = 1_000_000;

/// Planck. What storage costs that stays until its owner gives it back: a hundredth of a token an entry, and a millionth a byte.
pub const fn storage_deposit(entries: u32, bytes: u32) -> Balance {
    entries as Balance * (COCO / 100) + bytes as Balance * (COCO / 1_000_000)
}

/// Share of a block that user transactions may fill; FRAME's usual value, the rest is for operational calls.
const NORMAL_SHARE: Perbill = Perbill::from_percent(75);

/// Bytes. Five MiB a block: FRAME's usual value.
const MAX_BLOCK_BYTES: u32 = 5 * 1024 * 1024;

parameter_types! {
    pub const Version: RuntimeVersion = VERSION;
    /// Blocks. One hour and more of mortality at any slot length in use; FRAME's usual value.
    pub const BlockHashCount: BlockNumber = 2_400;
    /// Two seconds of computation a block, as on relay-chain-free networks; the hash of the proof is not limited.
    pub BlockWeights: frame_system::limits::BlockWeights = frame_system::limits::BlockWeights::with_sensible_defaults(
        Weight::from_parts(2 * WEIGHT_REF_TIME_PER_SECOND, u64::MAX),
        NORMAL_SHARE,
    );
    pub BlockLength: frame_system::limits::BlockLength =
        frame_system::limits::BlockLength::builder()
            .max_length(MAX_BLOCK_BYTES)
            .modify_max_length_for_class(DispatchClass::Normal, |max| *max = NORMAL_SHARE * *max)
            .build();
    pub const SS58Prefix: u8 = 42;
    pub const ExistentialDeposit: Balance = EXISTENTIAL_DEPOSIT;
    pub const ByteFee: Balance = BYTE_FEE;
    pub const OperationalFeeMultiplier: u8 = 5;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
    type Block = Block;
    type BlockWeights = BlockWeights;
    type BlockLength = BlockLength;
    type AccountId = AccountId;
    type Nonce = Nonce;
    type Hash = Hash;
    type BlockHashCount = BlockHashCount;
    type DbWeight = RocksDbWeight;
    type Version = Version;
    type AccountData = pallet_balances::AccountData<Balance>;
    type SS58Prefix = SS58Prefix;
    type MaxConsumers = ConstU32<16>;
    type SingleBlockMigrations = Migrations;
}

impl slot_duration::Config for Runtime {}

impl pallet_timestamp::Config for Runtime {
    type Moment = u64;
    type OnTimestampSet = Aura;
    type MinimumPeriod = slot_duration::MinimumPeriod<Runtime>;
    type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl pallet_aura::Config for Runtime {
    type AuthorityId = AuraId;
    type DisabledValidators = ();
    type MaxAuthorities = ConstU32<100>;
    type AllowMultipleBlocksPerSlot = frame_support::traits::ConstBool<false>;
    type SlotDuration = slot_duration::SlotDuration<Runtime>;
}

impl pallet_grandpa::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = ();
    type MaxAuthorities = ConstU32<100>;
    type MaxNominators = ConstU32<0>;
    type MaxSetIdSessionEntries = ConstU64<0>;
    type KeyOwnerProof = sp_core::Void;
    type EquivocationReportSystem = ();
}

impl pallet_balances::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeHoldReason = RuntimeHoldReason;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
    type Balance = Balance;
    type DustRemoval = ();
    type ExistentialDeposit = ExistentialDeposit;
    type AccountStore = System;
    type ReserveIdentifier = [u8; 8];
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxLocks = ConstU32<50>;
    type MaxReserves = ConstU32<50>;
    type MaxFreezes = ConstU32<50>;
    type DoneSlashHandler = ();
}

impl pallet_transaction_payment::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type OnChargeTransaction = pallet_transaction_payment::FungibleAdapter<Balances, ()>;
    type OperationalFeeMultiplier = OperationalFeeMultiplier;
    type WeightToFee = IdentityFee<Balance>;
    type LengthToFee = ConstantMultiplier<Balance, ByteFee>;
    type FeeMultiplierUpdate = ();
    type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Runtime;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp;
    #[runtime::pallet_index(2)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(3)]
    pub type TransactionPayment = pallet_transaction_payment;
    #[runtime::pallet_index(4)]
    pub type Sudo = pallet_sudo;
    #[runtime::pallet_index(5)]
    pub type Aura = pallet_aura;
    #[runtime::pallet_index(6)]
    pub type Grandpa = pallet_grandpa;
    #[runtime::pallet_index(7)]
    pub type Utility = pallet_utility;
    #[runtime::pallet_index(8)]
    pub type SlotDuration = slot_duration;
    // Ours, from 10 on.
    #[runtime::pallet_index(10)]
    pub type DeviceRegistry = pallet_device_registry;
    #[runtime::pallet_index(11)]
    pub type ComputeJobs = pallet_compute_jobs;
    #[runtime::pallet_index(12)]
    pub type Settlement = pallet_settlement;
    #[runtime::pallet_index(13)]
    pub type Reputation = pallet_reputation;
    #[runtime::pallet_index(14)]
    pub type AssuredJobs = pallet_assured_jobs;
    // Governance, from 20 on.
    #[runtime::pallet_index(20)]
    pub type Council = pallet_collective<Instance1>;
    #[runtime::pallet_index(21)]
    pub type Treasury = pallet_treasury;
    #[runtime::pallet_index(22)]
    pub type Parameters = pallet_parameters;
    #[runtime::pallet_index(23)]
    pub type Whitelist = pallet_whitelist;
    // What accounts do for each other, from 30 on.
    #[runtime::pallet_index(30)]
    pub type Proxy = pallet_proxy;
    #[runtime::pallet_index(31)]
    pub type Multisig = pallet_multisig;
    #[runtime::pallet_index(32)]
    pub type Nfts = pallet_nfts;
}
