//! A runtime of this pallet over real balances, and owners and devices that can sign.

use crate as pallet_device_registry;
use coco_primitives::{
    Arch, Bonds as _, Capabilities, DeviceAction, DeviceKey, DeviceRegistration, DeviceRekey, DeviceStatus,
    DeviceUpdate, Metadata, OnDeviceRekeyed, OwnerKey, SignatureBytes, SignedMessage, Text,
};
use frame_support::{
    derive_impl,
    dispatch::DispatchResult,
    parameter_types,
    traits::{
        fungible::{Inspect, InspectHold},
        ConstU128, ConstU32, ConstU64,
    },
    weights::constants::RocksDbWeight,
};
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage, DispatchError, Permill};
use std::{cell::RefCell, sync::OnceLock};

pub type Block = frame_system::mocking::MockBlock<Test>;

/// Unix ms of the first block in every test.
pub const START_MS: u64 = 1_700_000_000_000;
/// Hash of block 0 in every test.
pub const GENESIS: H256 = H256([7; 32]);
pub const MAX_DEVICES: u32 = 3;
pub const QUOTA: u32 = 5;
pub const TIMEOUT_MS: u64 = 30_000;
pub const UNBONDING_MS: u64 = 60_000;
pub const EXISTENTIAL_DEPOSIT: u128 = 100;
/// Planck, of each owner at the start of every test.
pub const RICHES: u128 = 1_000_000;

pub const OPERATOR: AccountId32 = AccountId32::new([1; 32]);
pub const STRANGER: AccountId32 = AccountId32::new([2; 32]);
pub const TREASURY: AccountId32 = AccountId32::new([3; 32]);
pub const REQUESTER: [u8; 32] = [4; 32];
pub const REPORTER: [u8; 32] = [5; 32];
pub const OWNER: OwnerKey = [9; 32];
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
    pub type DeviceRegistry = pallet_device_registry;
    #[runtime::pallet_index(3)]
    pub type Balances = pallet_balances;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountId = AccountId32;
    type Lookup = IdentityLookup<AccountId32>;
    type AccountData = pallet_balances::AccountData<u128>;
    type DbWeight = RocksDbWeight;
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

parameter_types! {
    pub const ToRequester: Permill = Permill::from_percent(50);
    pub const ToReporter: Permill = Permill::from_percent(10);
    pub const Treasury: AccountId32 = TREASURY;
}

impl pallet_device_registry::Config for Test {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type MaxDevicesPerOwner = ConstU32<MAX_DEVICES>;
    type MaxDevicesPerOperator = ConstU32<QUOTA>;
    type HeartbeatTimeoutMs = ConstU64<TIMEOUT_MS>;
    type UnbondingMs = ConstU64<UNBONDING_MS>;
    type SlashToRequester = ToRequester;
    type SlashToReporter = ToReporter;
    type Treasury = Treasury;
    type OnRekeyed = Rekeyings;
    type WeightInfo = ();
}

thread_local! {
    static REKEYINGS: RefCell<Vec<(DeviceKey, DeviceKey)>> = const { RefCell::new(Vec::new()) };
}

/// Remembers what it is told, and refuses the key of [`refused_pair`].
pub struct Rekeyings;

impl Rekeyings {
    /// What this test was told, in order.
    pub fn told() -> Vec<(DeviceKey, DeviceKey)> {
        REKEYINGS.with_borrow(Clone::clone)
    }
}

impl OnDeviceRekeyed for Rekeyings {
    fn on_device_rekeyed(old: &DeviceKey, new: &DeviceKey) -> DispatchResult {
        if *new == key(&refused_pair()) {
            return Err(DispatchError::Other("this key is not a stranger's"));
        }
        REKEYINGS.with_borrow_mut(|told| told.push((*old, *new)));
        Ok(())
    }

    fn weight() -> sp_runtime::Weight {
        sp_runtime::Weight::zero()
    }
}

/// Whose key [`Rekeyings`] refuses.
pub fn refused_pair() -> sr25519::Pair {
    pair(200)
}

/// Builds the externalities of a test. Every test that runs in them ends in the pallet's `try_state`, and with as much money as
/// at the start.
pub struct ExtBuilder {
    devices: Vec<(sr25519::Pair, OwnerKey)>,
    bonded: Option<u128>,
    beneficiaries_exist: bool,
}

impl Default for ExtBuilder {
    fn default() -> Self {
        Self {
            devices: Vec::new(),
            bonded: None,
            beneficiaries_exist: true,
        }
    }
}

impl ExtBuilder {
    /// Registers a device before the test starts.
    pub fn with_device(mut self, device: &sr25519::Pair, owner: OwnerKey) -> Self {
        self.devices.push((device.clone(), owner));
        self
    }

    /// So much is bonded for each of them.
    pub fn bonded(mut self, planck: u128) -> Self {
        self.bonded = Some(planck);
        self
    }

    /// Nobody gave requester, reporter and treasury anything yet.
    pub fn without_beneficiaries(mut self) -> Self {
        self.beneficiaries_exist = false;
        self
    }

    pub fn build_and_execute(self, test: impl FnOnce()) {
        let mut balances = vec![(OWNER.into(), RICHES), (OTHER_OWNER.into(), RICHES)];
        if self.beneficiaries_exist {
            let paid = [TREASURY, REQUESTER.into(), REPORTER.into()];
            balances.extend(paid.map(|who| (who, EXISTENTIAL_DEPOSIT)));
        }
        externalities(balances).execute_with(|| {
            REKEYINGS.take();
            for (device, owner) in &self.devices {
                register(device, *owner).unwrap();
                if let Some(planck) = self.bonded {
                    bond(device, *owner, planck).unwrap();
                }
            }
            System::reset_events();
            let money = Balances::total_issuance();
            test();
            DeviceRegistry::do_try_state().unwrap();
            assert_eq!(Balances::total_issuance(), money, "money was made or lost");
        });
    }
}

fn externalities(balances: Vec<(AccountId32, u128)>) -> sp_io::TestExternalities {
    let genesis = RuntimeGenesisConfig {
        balances: pallet_balances::GenesisConfig {
            balances,
            ..Default::default()
        },
        ..Default::default()
    };
    let mut externalities = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
    externalities.execute_with(|| {
        frame_system::BlockHash::<Test>::insert(0, GENESIS);
        System::set_block_number(1);
        set_time(START_MS);
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

pub fn operator() -> RuntimeOrigin {
    RuntimeOrigin::signed(OPERATOR)
}

pub fn signed(who: impl Into<AccountId32>) -> RuntimeOrigin {
    RuntimeOrigin::signed(who.into())
}

/// A key pair that is the same in every run.
pub fn pair(seed: u8) -> sr25519::Pair {
    static PAIRS: [OnceLock<sr25519::Pair>; 256] = [const { OnceLock::new() }; 256];
    let derive = || sr25519::Pair::from_seed(&[seed; 32]);
    PAIRS[usize::from(seed)].get_or_init(derive).clone()
}

pub fn key(pair: &sr25519::Pair) -> DeviceKey {
    pair.public().0
}

pub fn capabilities() -> Capabilities {
    Capabilities {
        arch: Arch::Arm64,
        ram_mib: 8_192,
        gpu: Text::try_from("apple metal-3").unwrap(),
        engine: Text::try_from("webllm").unwrap(),
        models: vec![Text::try_from("tiny").unwrap()].try_into().unwrap(),
        milli_tokens_per_second: 42_000,
    }
}

pub fn registration(device: &sr25519::Pair, owner: OwnerKey) -> DeviceRegistration {
    DeviceRegistration {
        device: key(device),
        owner,
        capabilities: capabilities(),
        metadata: Metadata::default(),
    }
}

pub fn update(device: &sr25519::Pair, nonce: u64, action: DeviceAction) -> DeviceUpdate {
    DeviceUpdate {
        device: key(device),
        nonce,
        action,
    }
}

pub fn sign(pair: &sr25519::Pair, message: &impl SignedMessage) -> SignatureBytes {
    pair.sign(&message.signing_bytes(&GENESIS)).0
}

pub fn sign_update(pair: &sr25519::Pair, nonce: u64, action: DeviceAction) -> SignatureBytes {
    sign(pair, &update(pair, nonce, action))
}

pub fn register(device: &sr25519::Pair, owner: OwnerKey) -> DispatchResult {
    register_by(OPERATOR, device, owner)
}

pub fn register_by(operator: AccountId32, device: &sr25519::Pair, owner: OwnerKey) -> DispatchResult {
    let registration = registration(device, owner);
    let signature = sign(device, &registration);
    DeviceRegistry::register_device(signed(operator), registration, signature)
}

pub fn heartbeat(device: &sr25519::Pair, nonce: u64) -> DispatchResult {
    let signature = sign_update(device, nonce, DeviceAction::Heartbeat);
    DeviceRegistry::heartbeat(operator(), key(device), nonce, signature)
}

pub fn set_status(device: &sr25519::Pair, nonce: u64, status: DeviceStatus) -> DispatchResult {
    let signature = sign_update(device, nonce, DeviceAction::SetStatus(status));
    DeviceRegistry::set_status(operator(), key(device), nonce, status, signature)
}

pub fn bond(device: &sr25519::Pair, owner: OwnerKey, planck: u128) -> DispatchResult {
    DeviceRegistry::bond(signed(owner), key(device), planck)
}

pub fn unbond(device: &sr25519::Pair, owner: OwnerKey, planck: u128) -> DispatchResult {
    DeviceRegistry::unbond(signed(owner), key(device), planck)
}

pub fn rekey_message(old: &sr25519::Pair, new: &sr25519::Pair, owner: OwnerKey, nonce: u64) -> DeviceRekey {
    DeviceRekey {
        device: key(old),
        new_device: key(new),
        owner,
        nonce,
    }
}

/// The owner re-keys a device; the new key signed for that.
pub fn rekey(old: &sr25519::Pair, new: &sr25519::Pair, owner: OwnerKey, nonce: u64) -> DispatchResult {
    let signature = sign(new, &rekey_message(old, new, owner, nonce));
    DeviceRegistry::rekey_device(signed(owner), key(old), key(new), nonce, signature)
}

/// Active and all of a device's bond, as other pallets ask for them.
pub fn bonds(device: &sr25519::Pair) -> (u128, u128) {
    (
        DeviceRegistry::bonded(&key(device)),
        DeviceRegistry::slashable(&key(device)),
    )
}

/// What an account has, held or not.
pub fn money(who: impl Into<AccountId32>) -> u128 {
    Balances::total_balance(&who.into())
}

/// What is held of it.
pub fn held(who: impl Into<AccountId32>) -> u128 {
    Balances::balance_on_hold(&crate::HoldReason::Bond.into(), &who.into())
}
