//! Non-fungible tokens, by FRAME's own pallet: models will be sold and earn royalties by them.

use crate::*;
use frame_support::traits::AsEnsureOriginWithArg;
use frame_system::{EnsureRoot, EnsureSigned};
use pallet_nfts::PalletFeatures;

/// Bytes of a name, a link, or a hash in hexadecimal. FRAME's usual values for keys and values.
const STRING_BYTES: u32 = 256;
const KEY_BYTES: u32 = 64;
const VALUE_BYTES: u32 = 256;

/// Who may hold approvals of one item, tips of one sale, attributes of one call: FRAME's usual values.
const APPROVALS: u32 = 20;
const ATTRIBUTE_APPROVALS: u32 = 30;
const TIPS: u32 = 10;
const ATTRIBUTES: u32 = 10;

/// Blocks to the furthest deadline of an approval or a swap: a year at a slot of a second.
const DEADLINE_BLOCKS: BlockNumber = 365 * 24 * 60 * 60;

/// Bytes of a collection's and of an item's own entry.
const COLLECTION_BYTES: u32 = 130;
const ITEM_BYTES: u32 = 164;

parameter_types! {
    pub const CollectionDeposit: Balance = storage_deposit(1, COLLECTION_BYTES);
    pub const ItemDeposit: Balance = storage_deposit(1, ITEM_BYTES);
    pub const MetadataDeposit: Balance = storage_deposit(1, 0);
    pub const AttributeDeposit: Balance = storage_deposit(1, 0);
    pub const BytePrice: Balance = storage_deposit(0, 1);
    pub Features: PalletFeatures = PalletFeatures::all_enabled();
}

impl pallet_nfts::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type CollectionId = u32;
    type ItemId = u32;
    type Currency = Balances;
    type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
    type ForceOrigin = EnsureRoot<AccountId>;
    type Locker = ();
    type CollectionDeposit = CollectionDeposit;
    type ItemDeposit = ItemDeposit;
    type MetadataDepositBase = MetadataDeposit;
    type AttributeDepositBase = AttributeDeposit;
    type DepositPerByte = BytePrice;
    type StringLimit = ConstU32<STRING_BYTES>;
    type KeyLimit = ConstU32<KEY_BYTES>;
    type ValueLimit = ConstU32<VALUE_BYTES>;
    type ApprovalsLimit = ConstU32<APPROVALS>;
    type ItemAttributesApprovalsLimit = ConstU32<ATTRIBUTE_APPROVALS>;
    type MaxTips = ConstU32<TIPS>;
    type MaxDeadlineDuration = ConstU32<DEADLINE_BLOCKS>;
    type MaxAttributesPerCall = ConstU32<ATTRIBUTES>;
    type Features = Features;
    type OffchainSignature = Signature;
    type OffchainPublic = <Signature as Verify>::Signer;
    type WeightInfo = pallet_nfts::weights::SubstrateWeight<Runtime>;
    type BlockNumberProvider = System;
    #[cfg(feature = "runtime-benchmarks")]
    type Helper = ();
}
