//! A runtime of this pallet over the real registry, and devices of which something can be noted.

use crate as pallet_reputation;
use crate::{HistoryEntry, Note, Rules, DAY_MS};
use coco_primitives::{
    Capabilities, DeviceKey, DeviceRegistration, FaultKind, Metadata, ModelId, Reputation as _,
    ReputationView, SignedMessage, Text,
};
use frame_support::{
    derive_impl, parameter_types,
    traits::{ConstU128, ConstU32, ConstU64},
};
use frame_system::EnsureRoot;
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage, Permill};
use std::sync::LazyLock;

pub type Block = frame_system::mocking::MockBlock<Test>;

/// Unix ms of the first block in every test: a midnight (UTC).
pub const START_MS: u64 = 19_700 * DAY_MS;
/// Hash of block 0 in every test.
pub const GENESIS: H256 = H256([7; 32]);
pub const HALF_LIFE_MS: u64 = 30 * DAY_MS;
pub const MAX_MODELS: u32 = 3;
pub const MAX_HISTORY: u32 = 4;
/// Micros.
pub const UNIT: u64 = coco_primitives::MICROS_PER_UNIT;

pub const RULES: Rules = Rules {
    half_life_ms: HALF_LIFE_MS,
    reference_planck: 1_000,
    reference_micros: UNIT / 10,
    max_job_micros: UNIT / 4,
    max_day_micros: UNIT,
    missed_deadline_micros: UNIT / 4,
    wrong_output_micros: 20 * UNIT,
    equivocation_micros: 40 * UNIT,
};

/// Planck. Price of a job that counts [`Rules::reference_micros`].
pub const PRICE: u128 = RULES.reference_planck as u128;
/// Planck. Price of a job that counts as much as one may.
pub const DEAR: u128 = 1_000_000_000;

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
    pub type Devices = pallet_device_registry;
    #[runtime::pallet_index(3)]
    pub type Reputation = pallet_reputation;
    #[runtime::pallet_index(4)]
    pub type Balances = pallet_balances;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountId = AccountId32;
    type Lookup = IdentityLookup<AccountId32>;
    type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = u128;
    type ExistentialDeposit = ConstU128<1>;
    type AccountStore = System;
}

impl pallet_timestamp::Config for Test {
    type Moment = u64;
    type OnTimestampSet = ();
    type MinimumPeriod = ConstU64<1>;
    type WeightInfo = ();
}

impl pallet_device_registry::Config for Test {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type MaxDevicesPerOwner = ConstU32<8>;
    type MaxDevicesPerOperator = ConstU32<8>;
    type HeartbeatTimeoutMs = ConstU64<60_000>;
    type UnbondingMs = ConstU64<60_000>;
    type SlashToRequester = Nothing;
    type SlashToReporter = Nothing;
    type Treasury = Treasury;
    type OnRekeyed = ();
    type WeightInfo = ();
}

parameter_types! {
    pub const Nothing: Permill = Permill::zero();
    pub const Treasury: AccountId32 = AccountId32::new([4; 32]);
    pub const TheRules: Rules = RULES;
}

impl pallet_reputation::Config for Test {
    type Time = Timestamp;
    type Devices = Devices;
    type Rules = TheRules;
    type MaxModels = ConstU32<MAX_MODELS>;
    type MaxHistory = ConstU32<MAX_HISTORY>;
    type FaultOrigin = EnsureRoot<AccountId32>;
    type WeightInfo = ();
}

/// A chain at [`START_MS`], on which [`device`] and nobody else is registered.
pub fn new_test_ext() -> sp_io::TestExternalities {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .unwrap();
    let mut externalities = sp_io::TestExternalities::new(storage);
    externalities.execute_with(|| {
        frame_system::BlockHash::<Test>::insert(0, GENESIS);
        System::set_block_number(1);
        set_time(START_MS);
        register_device();
        System::reset_events();
    });
    externalities
}

/// Runs a test, which ends in the `try_state` of both pallets.
pub fn execute(test: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        test();
        Reputation::do_try_state().unwrap();
        Devices::do_try_state().unwrap();
    });
}

pub fn set_time(ms: u64) {
    pallet_timestamp::Now::<Test>::put(ms);
}

/// This much later than now.
pub fn wait(ms: u64) {
    pallet_timestamp::Now::<Test>::mutate(|now_ms| *now_ms += ms);
}

fn pair() -> sr25519::Pair {
    sr25519::Pair::from_seed(&[1; 32])
}

/// The registered one. Made once: the curve is slow where tests are not optimised.
pub fn device() -> DeviceKey {
    static DEVICE: LazyLock<DeviceKey> = LazyLock::new(|| pair().public().0);
    *DEVICE
}

fn register_device() {
    let registration = DeviceRegistration {
        device: device(),
        owner: [9; 32],
        capabilities: Capabilities::default(),
        metadata: Metadata::default(),
    };
    let signature = pair().sign(&registration.signing_bytes(&GENESIS)).0;
    Devices::register_device(
        RuntimeOrigin::signed(AccountId32::new([5; 32])),
        registration,
        signature,
    )
    .unwrap();
}

pub fn model(name: &str) -> ModelId {
    Text::try_from(name).unwrap()
}

/// A job of [`device`] with a model, for so much.
pub fn work(name: &str, price_planck: u128) {
    Reputation::note_verified_work(&device(), &model(name), price_planck);
}

pub fn fault(name: &str, kind: FaultKind) {
    Reputation::note_fault(&device(), &model(name), kind);
}

/// Good and bad micros of [`device`] now.
pub fn evidence() -> (u64, u64) {
    micros(Reputation::score(&device()))
}

/// Good and bad micros of [`device`] with a model now.
pub fn model_evidence(name: &str) -> Option<(u64, u64)> {
    Reputation::model_reputation(&device(), &model(name)).map(micros)
}

fn micros(view: ReputationView) -> (u64, u64) {
    (view.good_micros, view.bad_micros)
}

/// As much work in a day as counts, with this model.
pub fn full_day(name: &str) {
    for _ in 0..4 {
        work(name, DEAR);
    }
}

/// This many full days, one after the other; the last is not over.
pub fn full_days(name: &str, days: u32) {
    for day in 0..days {
        if day > 0 {
            wait(DAY_MS);
        }
        full_day(name);
    }
}

/// What the history says, without time and model.
pub fn noted() -> Vec<(Note, u64)> {
    let history: Vec<HistoryEntry> = Reputation::history(&device());
    history
        .into_iter()
        .map(|entry| (entry.note, entry.weight_micros))
        .collect()
}
