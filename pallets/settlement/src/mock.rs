//! A runtime of this pallet over the real registry and real balances, and people who can sign.

use crate as pallet_settlement;
use coco_primitives::{
    merkle, Capabilities, ChannelId, DeviceKey, DeviceRegistration, Metadata, ModelId, ModelTotals,
    OnModelEarned, OwnerKey, SignatureBytes, SignedMessage, Text, UsageRecord, Voucher,
};
use frame_support::{
    derive_impl,
    dispatch::DispatchResult,
    parameter_types,
    traits::{fungible::Inspect, ConstU128, ConstU32, ConstU64},
};
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage, Permill};
use std::{cell::RefCell, collections::BTreeMap, sync::OnceLock};

pub type Block = frame_system::mocking::MockBlock<Test>;

/// Unix ms of the first block in every test.
pub const START_MS: u64 = 1_700_000_000_000;
/// Hash of block 0 in every test.
pub const GENESIS: H256 = H256([7; 32]);
pub const EXISTENTIAL_DEPOSIT: u128 = 100;
/// Planck, of the payer and of the other payer at the start of every test.
pub const RICHES: u128 = 1_000_000;
pub const MIN_DEPOSIT: u128 = 1_000;
/// Planck, of [`ExtBuilder::opened`]'s channel.
pub const DEPOSIT: u128 = 100_000;
pub const CHALLENGE_MS: u64 = 60_000;
pub const MAX_CLOSED: u32 = 3;

pub const PAYER: AccountId32 = AccountId32::new([20; 32]);
pub const OTHER_PAYER: AccountId32 = AccountId32::new([21; 32]);
pub const STRANGER: AccountId32 = AccountId32::new([22; 32]);
pub const TREASURY: AccountId32 = AccountId32::new([23; 32]);
/// Of [`device`].
pub const OWNER: OwnerKey = [9; 32];
/// Of [`other_device`].
pub const OTHER_OWNER: OwnerKey = [10; 32];

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeTask,
        RuntimeHoldReason,
        RuntimeFreezeReason
    )]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp;
    #[runtime::pallet_index(2)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(3)]
    pub type Devices = pallet_device_registry;
    #[runtime::pallet_index(4)]
    pub type Settlement = pallet_settlement;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountId = AccountId32;
    type Lookup = IdentityLookup<AccountId32>;
    type AccountData = pallet_balances::AccountData<u128>;
}

impl pallet_timestamp::Config for Test {
    type Moment = u64;
    type OnTimestampSet = ();
    type MinimumPeriod = ConstU64<1>;
    type WeightInfo = ();
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = u128;
    type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
    type AccountStore = System;
}

impl pallet_device_registry::Config for Test {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type MaxDevicesPerOwner = ConstU32<8>;
    type MaxDevicesPerOperator = ConstU32<8>;
    type HeartbeatTimeoutMs = ConstU64<60_000>;
    type UnbondingMs = ConstU64<60_000>;
    type SlashToRequester = ToRequester;
    type SlashToReporter = ToReporter;
    type Treasury = Treasury;
    type OnRekeyed = ();
    type WeightInfo = ();
}

parameter_types! {
    pub const ToRequester: Permill = Permill::from_percent(50);
    pub const ToReporter: Permill = Permill::from_percent(10);
    pub const ProtocolFee: Permill = Permill::from_percent(1);
    pub const Treasury: AccountId32 = TREASURY;
}

impl pallet_settlement::Config for Test {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type Devices = Devices;
    type ProtocolFee = ProtocolFee;
    type Treasury = Treasury;
    type MinDeposit = ConstU128<MIN_DEPOSIT>;
    type ChallengeMs = ConstU64<CHALLENGE_MS>;
    type MaxClosedChannels = ConstU32<MAX_CLOSED>;
    type OnModelEarned = Earnings;
    type WeightInfo = ();
}

thread_local! {
    static EARNED: RefCell<BTreeMap<(DeviceKey, ModelId), u128>> = const { RefCell::new(BTreeMap::new()) };
}

/// Adds up what it is told.
pub struct Earnings;

impl Earnings {
    /// What [`device`] earned with this model in this test.
    pub fn of(name: &str) -> u128 {
        let key = (device(), model(name));
        EARNED.with_borrow(|earned| earned.get(&key).copied().unwrap_or(0))
    }
}

impl OnModelEarned for Earnings {
    fn on_model_earned(device: &DeviceKey, model: &ModelId, earned_planck: u128) {
        assert!(earned_planck > 0, "nobody is told of nothing");
        EARNED
            .with_borrow_mut(|earned| *earned.entry((*device, model.clone())).or_default() += earned_planck);
    }
}

/// Builds the externalities of a test. Every test that runs in them ends in the `try_state` of both pallets, and with as much
/// money as at the start.
pub struct ExtBuilder {
    opened: bool,
    owner_and_treasury_exist: bool,
}

impl Default for ExtBuilder {
    fn default() -> Self {
        Self {
            opened: false,
            owner_and_treasury_exist: true,
        }
    }
}

impl ExtBuilder {
    /// [`channel`] is open before the test starts.
    pub fn opened(mut self) -> Self {
        self.opened = true;
        self
    }

    /// Nobody gave owner and treasury anything yet.
    pub fn without_owner_and_treasury(mut self) -> Self {
        self.owner_and_treasury_exist = false;
        self
    }

    /// The devices are always registered and active, the payers rich.
    pub fn build_and_execute(self, test: impl FnOnce()) {
        let mut balances = vec![(PAYER, RICHES), (OTHER_PAYER, RICHES)];
        if self.owner_and_treasury_exist {
            let paid = [TREASURY, OWNER.into(), OTHER_OWNER.into()];
            balances.extend(paid.map(|who| (who, EXISTENTIAL_DEPOSIT)));
        }
        externalities(balances).execute_with(|| {
            EARNED.take();
            if self.opened {
                open(PAYER, device(), DEPOSIT).unwrap();
            }
            System::reset_events();
            let money = Balances::total_issuance();
            test();
            Settlement::do_try_state().unwrap();
            Devices::do_try_state().unwrap();
            assert_eq!(Balances::total_issuance(), money, "money was made or lost");
        });
    }
}

fn externalities(balances: Vec<(AccountId32, u128)>) -> sp_io::TestExternalities {
    let mut storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .unwrap();
    pallet_balances::GenesisConfig::<Test> {
        balances,
        ..Default::default()
    }
    .assimilate_storage(&mut storage)
    .unwrap();
    let mut externalities = sp_io::TestExternalities::new(storage);
    externalities.execute_with(|| {
        frame_system::BlockHash::<Test>::insert(0, GENESIS);
        System::set_block_number(1);
        set_time(START_MS);
        register(1, OWNER);
        register(2, OTHER_OWNER);
    });
    externalities
}

/// For the benchmarks, which make their own keys and money.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
    let mut externalities = externalities(Vec::new());
    externalities.register_extension(sp_keystore::KeystoreExt::new(
        sp_keystore::testing::MemoryKeystore::new(),
    ));
    externalities
}

pub fn set_time(ms: u64) {
    pallet_timestamp::Now::<Test>::put(ms);
}

pub fn signed(who: AccountId32) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

pub fn owner() -> AccountId32 {
    OWNER.into()
}

fn pair(seed: u8) -> sr25519::Pair {
    static PAIRS: [OnceLock<sr25519::Pair>; 256] = [const { OnceLock::new() }; 256];
    let derive = || sr25519::Pair::from_seed(&[seed; 32]);
    PAIRS[usize::from(seed)].get_or_init(derive).clone()
}

pub fn device() -> DeviceKey {
    pair(1).public().0
}

pub fn other_device() -> DeviceKey {
    pair(2).public().0
}

/// Signs the vouchers of every channel in the tests.
pub fn voucher_pair() -> sr25519::Pair {
    pair(3)
}

pub fn stranger_pair() -> sr25519::Pair {
    pair(4)
}

fn register(seed: u8, owner: OwnerKey) {
    let registration = DeviceRegistration {
        device: pair(seed).public().0,
        owner,
        capabilities: Capabilities::default(),
        metadata: Metadata::default(),
    };
    let signature = sign(&pair(seed), &registration);
    Devices::register_device(signed(STRANGER), registration, signature).unwrap();
}

/// A message of a device, which is its next.
pub fn sign_as_device(message: &impl SignedMessage) -> SignatureBytes {
    sign(&pair(1), message)
}

pub fn open(payer: AccountId32, device: DeviceKey, deposit_planck: u128) -> DispatchResult {
    Settlement::open_channel(signed(payer), device, voucher_pair().public().0, deposit_planck)
}

/// Id of the `index`th channel of the chain, which [`PAYER`] opened to [`device`].
pub fn nth_channel(index: u64) -> ChannelId {
    coco_primitives::channel_id(&PAYER.into(), &device(), index)
}

/// Id of [`ExtBuilder::opened`]'s channel.
pub fn channel() -> ChannelId {
    nth_channel(0)
}

pub fn model(name: &str) -> ModelId {
    Text::try_from(name).unwrap()
}

pub fn totals(pairs: &[(&str, u128)]) -> ModelTotals {
    ModelTotals::new(
        pairs
            .iter()
            .map(|(name, planck)| (model(name), *planck))
            .collect(),
    )
    .unwrap()
}

/// The `n`th record of a test.
pub fn record(n: u32) -> UsageRecord {
    UsageRecord {
        job: H256::from_low_u64_be(n.into()),
        lease: [6; 16],
        session: [8; 16],
        requester: PAYER.into(),
        device: device(),
        owner: OWNER,
        model: model("tiny"),
        weights_digest: [1; 32],
        engine: Text::try_from("webllm").unwrap(),
        prompt_tokens: 20,
        completion_tokens: 40,
        bytes_in: 200,
        bytes_out: 400,
        queue_ms: 1,
        ttft_ms: 30,
        duration_ms: 900,
        output_digest: [2; 32],
        sequence: 1,
        started_at_ms: START_MS,
        ended_at_ms: START_MS + 900,
        price_planck: 160,
    }
}

/// Hashes of the leaves that the first `count` records are.
pub fn record_leaves(count: u32) -> Vec<H256> {
    (0..count)
        .map(|n| merkle::leaf_hash(&record(n).signing_hash(&GENESIS)))
        .collect()
}

/// The voucher for the first `record_count` records that pays these totals.
pub fn voucher_for(channel: ChannelId, totals: &ModelTotals, record_count: u32) -> Voucher {
    Voucher {
        channel,
        cumulative_planck: totals.sum().unwrap(),
        records_root: merkle::root_of(&record_leaves(record_count)),
        record_count,
        model_totals_root: totals.root(),
    }
}

pub fn sign(pair: &sr25519::Pair, message: &impl SignedMessage) -> SignatureBytes {
    pair.sign(&message.signing_bytes(&GENESIS)).0
}

/// A stranger claims a voucher that the channel's key signed as it is.
pub fn claim(voucher: Voucher, totals: ModelTotals) -> DispatchResult {
    let signature = sign(&voucher_pair(), &voucher);
    Settlement::claim(signed(STRANGER), voucher, signature, totals)
}

/// Claims so much in all, for one model and as many records as hundreds of planck.
pub fn claim_planck(channel: ChannelId, planck: u128) -> DispatchResult {
    let totals = totals(&[("tiny", planck)]);
    let count = u32::try_from(planck / 100).unwrap().min(64);
    claim(voucher_for(channel, &totals, count), totals)
}

/// What an account has, held or not.
pub fn money(who: &AccountId32) -> u128 {
    Balances::total_balance(who)
}

/// What is held of it.
pub fn held(who: &AccountId32) -> u128 {
    use frame_support::traits::fungible::InspectHold;
    Balances::balance_on_hold(&crate::HoldReason::Channel.into(), who)
}
