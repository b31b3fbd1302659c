//! A runtime of this pallet over the real registry and the real reputation, and people who can sign.

use crate as pallet_compute_jobs;
use coco_primitives::{
    Capabilities, Countersignature, DeviceRegistration, JobAcceptance, JobId, JobIntent, Metadata, OwnerKey,
    SignatureBytes, SignedMessage, Strategy, Text, UsageRecord,
};
use frame_support::{
    derive_impl,
    dispatch::DispatchResult,
    parameter_types,
    traits::{ConstU128, ConstU32, ConstU64},
};
use frame_system::EnsureRoot;
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage, Permill};
use std::sync::OnceLock;

pub type Block = frame_system::mocking::MockBlock<Test>;

/// Unix ms of the first block in every test.
pub const START_MS: u64 = 1_700_000_000_000;
/// Hash of block 0 in every test.
pub const GENESIS: H256 = H256([7; 32]);
pub const OPERATOR: AccountId32 = AccountId32::new([1; 32]);
pub const OWNER: OwnerKey = [9; 32];
pub const HORIZON_MS: u64 = 100_000;
pub const GRACE_MS: u64 = 5_000;
pub const MAX_FINISHED: u32 = 3;
/// Micros of evidence for the device of [`record`].
pub const RECORD_MICROS: u64 = 100_000;
/// Micros of evidence against a device that let a job expire.
pub const MISSED_MICROS: u64 = 50_000;
/// Unix ms; of [`intent`].
pub const DEADLINE_MS: u64 = START_MS + 60_000;

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
    pub type ComputeJobs = pallet_compute_jobs;
    #[runtime::pallet_index(4)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(5)]
    pub type Reputation = pallet_reputation;
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
    type ExistentialDeposit = ConstU128<1>;
    type AccountStore = System;
}

parameter_types! {
    pub const ToRequester: Permill = Permill::from_percent(50);
    pub const ToReporter: Permill = Permill::from_percent(10);
    pub const Treasury: AccountId32 = AccountId32::new([4; 32]);
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
    type OnRekeyed = MoveReputation;
    type WeightInfo = ();
}

/// As the runtime does it.
pub struct MoveReputation;
impl coco_primitives::OnDeviceRekeyed for MoveReputation {
    fn on_device_rekeyed(
        old: &coco_primitives::DeviceKey,
        new: &coco_primitives::DeviceKey,
    ) -> DispatchResult {
        <Reputation as coco_primitives::Reputation>::transfer(old, new)
    }

    fn weight() -> sp_runtime::Weight {
        <() as pallet_reputation::WeightInfo>::transfer()
    }
}

parameter_types! {
    pub const Rules: pallet_reputation::Rules = pallet_reputation::Rules {
        half_life_ms: 30 * pallet_reputation::DAY_MS,
        // The price of [`record`], which therefore counts [`RECORD_MICROS`].
        reference_planck: 160,
        reference_micros: RECORD_MICROS,
        max_job_micros: 4 * RECORD_MICROS,
        max_day_micros: 1_000_000,
        missed_deadline_micros: MISSED_MICROS,
        wrong_output_micros: 20_000_000,
        equivocation_micros: 40_000_000,
    };
}

impl pallet_reputation::Config for Test {
    type Time = Timestamp;
    type Devices = Devices;
    type Rules = Rules;
    type MaxModels = ConstU32<4>;
    type MaxHistory = ConstU32<8>;
    type FaultOrigin = EnsureRoot<AccountId32>;
    type WeightInfo = ();
}

impl pallet_compute_jobs::Config for Test {
    type Time = Timestamp;
    type Devices = Devices;
    type Reputation = Reputation;
    type MaxIntentHorizonMs = ConstU64<HORIZON_MS>;
    type SettlementGraceMs = ConstU64<GRACE_MS>;
    type MaxFinishedJobs = ConstU32<MAX_FINISHED>;
    type WeightInfo = ();
}

/// Builds the externalities of a test. Every test that runs in them ends in the `try_state` of all three pallets.
#[derive(Default)]
pub struct ExtBuilder {
    submitted: bool,
    accepted: bool,
}

impl ExtBuilder {
    /// [`intent`] is on chain before the test starts.
    pub fn submitted(mut self) -> Self {
        self.submitted = true;
        self
    }

    /// And [`acceptance`] too.
    pub fn accepted(mut self) -> Self {
        self.accepted = true;
        self.submitted()
    }

    /// The device is always registered and active.
    pub fn build_and_execute(self, test: impl FnOnce()) {
        externalities().execute_with(|| {
            register(&device());
            if self.submitted {
                submit(intent()).unwrap();
            }
            if self.accepted {
                accept(acceptance()).unwrap();
            }
            System::reset_events();
            test();
            ComputeJobs::do_try_state().unwrap();
            Devices::do_try_state().unwrap();
            Reputation::do_try_state().unwrap();
        });
    }
}

fn externalities() -> sp_io::TestExternalities {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .unwrap();
    let mut externalities = sp_io::TestExternalities::new(storage);
    externalities.execute_with(|| {
        frame_system::BlockHash::<Test>::insert(0, GENESIS);
        System::set_block_number(1);
        set_time(START_MS);
    });
    externalities
}

/// For the benchmarks, which make their own keys.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
    let mut externalities = externalities();
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

pub fn device() -> sr25519::Pair {
    pair(1)
}

pub fn requester() -> sr25519::Pair {
    pair(2)
}

pub fn stranger() -> sr25519::Pair {
    pair(3)
}

/// Deriving one costs more than signing with it.
fn pair(seed: u8) -> sr25519::Pair {
    static PAIRS: [OnceLock<sr25519::Pair>; 256] = [const { OnceLock::new() }; 256];
    let derive = || sr25519::Pair::from_seed(&[seed; 32]);
    PAIRS[usize::from(seed)].get_or_init(derive).clone()
}

pub fn register(device: &sr25519::Pair) {
    let registration = DeviceRegistration {
        device: device.public().0,
        owner: OWNER,
        capabilities: Capabilities::default(),
        metadata: Metadata::default(),
    };
    let signature = sign(device, &registration);
    Devices::register_device(operator(), registration, signature).unwrap();
}

/// At most 1,000 planck: 100 prompt and 50 completion tokens at 2 and 3 planck are 350.
pub fn intent() -> JobIntent {
    JobIntent {
        requester: requester().public().0,
        nonce: [5; 16],
        model: Text::try_from("tiny").unwrap(),
        max_price_planck: 1_000,
        max_prompt_tokens: 100,
        max_completion_tokens: 50,
        deadline_ms: DEADLINE_MS,
        strategy: Strategy::Fastest,
        max_ttft_ms: 0,
        min_milli_tokens_per_second: 0,
    }
}

pub fn job_of(intent: &JobIntent) -> JobId {
    intent.signing_hash(&GENESIS)
}

pub fn job() -> JobId {
    job_of(&intent())
}

pub fn acceptance() -> JobAcceptance {
    acceptance_of(&intent())
}

pub fn acceptance_of(intent: &JobIntent) -> JobAcceptance {
    JobAcceptance {
        job: job_of(intent),
        lease: [6; 16],
        device: device().public().0,
        owner: OWNER,
        prompt_token_price_planck: 2,
        completion_token_price_planck: 3,
        accepted_at_ms: START_MS,
    }
}

pub fn record() -> UsageRecord {
    record_of(&acceptance())
}

pub fn record_of(acceptance: &JobAcceptance) -> UsageRecord {
    UsageRecord {
        job: acceptance.job,
        lease: acceptance.lease,
        session: [8; 16],
        requester: requester().public().0,
        device: acceptance.device,
        owner: acceptance.owner,
        model: Text::try_from("tiny").unwrap(),
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
        price_planck: 20 * 2 + 40 * 3,
    }
}

pub fn sign(pair: &sr25519::Pair, message: &impl SignedMessage) -> SignatureBytes {
    pair.sign(&message.signing_bytes(&GENESIS)).0
}

/// Both signatures of a record, by these two.
pub fn sign_record(
    record: &UsageRecord,
    device: &sr25519::Pair,
    requester: &sr25519::Pair,
) -> (SignatureBytes, SignatureBytes) {
    let device_signature = sign(device, record);
    let countersignature = Countersignature {
        record_hash: record.signing_hash(&GENESIS),
        device_signature,
    };
    (device_signature, sign(requester, &countersignature))
}

pub fn submit(intent: JobIntent) -> frame_support::dispatch::DispatchResult {
    let signature = sign(&requester(), &intent);
    ComputeJobs::submit_job_intent(operator(), intent, signature)
}

pub fn accept(acceptance: JobAcceptance) -> frame_support::dispatch::DispatchResult {
    let signature = sign(&device(), &acceptance);
    ComputeJobs::accept_job(operator(), acceptance, signature)
}

pub fn complete(record: UsageRecord) -> frame_support::dispatch::DispatchResult {
    let (by_device, by_requester) = sign_record(&record, &device(), &requester());
    ComputeJobs::complete_job(operator(), record, by_device, by_requester)
}
