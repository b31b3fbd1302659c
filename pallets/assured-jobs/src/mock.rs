//! A runtime of this pallet over the real registry, the real reputation and real balances, and people who can sign.

use crate as pallet_assured_jobs;

use coco_primitives::{
    AssuredIntent, Capabilities, Countersignature, DeviceKey, DeviceRegistration, FaultKind, JobAcceptance,
    JobId, JobIntent, JobStart, JobTerms, Metadata, OnDeviceRekeyed, OwnerKey, Reputation as _,
    SignatureBytes, SignedMessage, Strategy, Text, UsageRecord, Verdict, Verification, Vote, VoteCommitment,
};
use frame_support::{
    derive_impl,
    dispatch::DispatchResult,
    parameter_types,
    traits::{fungible::Mutate, ConstU128, ConstU32, ConstU64},
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
pub const TREASURY: AccountId32 = AccountId32::new([4; 32]);
/// Of [`device`].
pub const OWNER: OwnerKey = [9; 32];
pub const HORIZON_MS: u64 = 100_000;
pub const GRACE_MS: u64 = 5_000;
pub const COMMIT_MS: u64 = 10_000;
pub const REVEAL_MS: u64 = 20_000;
pub const DISPUTE_MS: u64 = 40_000;
pub const ARBITRATION_MS: u64 = 80_000;
pub const MAX_FINISHED: u32 = 3;
/// Unix ms; of [`intent`].
pub const DEADLINE_MS: u64 = START_MS + 60_000;
pub const EXISTENTIAL_DEPOSIT: u128 = 10;
/// Planck of everybody who has any.
pub const RICHES: u128 = 1_000_000;
/// Planck that stand behind every device.
pub const BONDED: u128 = 5_000;
/// Planck of it that the terms ask for.
pub const BOND: u128 = 2_000;
pub const VERIFIER_BOND: u128 = 500;
pub const DISPUTE_DEPOSIT: u128 = 300;
/// Planck for what is open, of whoever submitted it.
pub const SUBMISSION_DEPOSIT: u128 = 20;
/// How old or young an acceptance may be.
pub const ACCEPTANCE_MS: u64 = 50_000;
/// Planck for each verifier.
pub const FEE: u128 = 30;
/// Planck; of [`intent`].
pub const MAX_PRICE: u128 = 1_000;
/// Planck; of [`record`].
pub const PRICE: u128 = 500;

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
    pub type Reputation = pallet_reputation;
    #[runtime::pallet_index(5)]
    pub type AssuredJobs = pallet_assured_jobs;
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

parameter_types! {
    pub const ToRequester: Permill = Permill::from_percent(50);
    pub const ToReporter: Permill = Permill::from_percent(10);
    pub const Treasury: AccountId32 = TREASURY;
    pub const ProtocolFee: Permill = Permill::from_percent(1);
    pub const LateSlash: Permill = Permill::from_percent(10);
    pub const Rules: pallet_reputation::Rules = pallet_reputation::Rules {
        half_life_ms: 30 * pallet_reputation::DAY_MS,
        reference_planck: PRICE as u64,
        reference_micros: 100_000,
        max_job_micros: 400_000,
        max_day_micros: 1_000_000,
        missed_deadline_micros: 50_000,
        wrong_output_micros: 20_000_000,
        equivocation_micros: 40_000_000,
    };
}

impl pallet_device_registry::Config for Test {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type MaxDevicesPerOwner = ConstU32<8>;
    type MaxDevicesPerOperator = ConstU32<16>;
    type HeartbeatTimeoutMs = ConstU64<60_000>;
    type UnbondingMs = ConstU64<1_000_000>;
    type SlashToRequester = ToRequester;
    type SlashToReporter = ToReporter;
    type Treasury = Treasury;
    type OnRekeyed = AfterRekeying;
    type WeightInfo = ();
}

/// As the runtime does it.
pub struct AfterRekeying;
impl OnDeviceRekeyed for AfterRekeying {
    fn on_device_rekeyed(old: &DeviceKey, new: &DeviceKey) -> DispatchResult {
        Reputation::transfer(old, new)?;
        AssuredJobs::on_device_rekeyed(old, new)
    }

    fn weight() -> sp_runtime::Weight {
        AssuredJobs::weight()
    }
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

impl pallet_assured_jobs::Config for Test {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type Devices = Devices;
    type Bonds = Devices;
    type Reputation = Reputation;
    type ArbiterOrigin = EnsureRoot<AccountId32>;
    type ProtocolFee = ProtocolFee;
    type Treasury = Treasury;
    type MaxIntentHorizonMs = ConstU64<HORIZON_MS>;
    type SettlementGraceMs = ConstU64<GRACE_MS>;
    type CommitMs = ConstU64<COMMIT_MS>;
    type RevealMs = ConstU64<REVEAL_MS>;
    type DisputeMs = ConstU64<DISPUTE_MS>;
    type ArbitrationMs = ConstU64<ARBITRATION_MS>;
    type AcceptanceMs = ConstU64<ACCEPTANCE_MS>;
    type MinStartMs = ConstU64<1_000>;
    type SubmissionDeposit = ConstU128<SUBMISSION_DEPOSIT>;
    type VerifierBond = ConstU128<VERIFIER_BOND>;
    type DisputeDeposit = ConstU128<DISPUTE_DEPOSIT>;
    type LateSlash = LateSlash;
    type MaxFinishedJobs = ConstU32<MAX_FINISHED>;
    type WeightInfo = ();
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
        let rich = [requester().public().0, OWNER, TREASURY.into(), OPERATOR.into()];
        for account in rich.into_iter().chain((0..3).map(verifier_owner)) {
            Balances::mint_into(&account.into(), RICHES).unwrap();
        }
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

/// How far [`intent`]'s job is when a test starts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Until {
    Nothing,
    Submitted,
    Accepted,
    Running,
    Delivered,
    /// And all verifiers have said that the record is right.
    Upheld,
    /// Wrong.
    Refuted,
}

/// Runs a test with the device and its three verifiers registered and bonded. It ends in the `try_state` of every pallet, and no planck
/// more or less than it began with.
pub fn run(until: Until, test: impl FnOnce()) {
    externalities().execute_with(|| {
        register(&device(), OWNER);
        for n in 0..3 {
            register(&verifier(n), verifier_owner(n));
        }
        let issued = Balances::total_issuance();
        prepare(until);
        System::reset_events();
        test();
        assert_eq!(Balances::total_issuance(), issued, "planck came or went");
        check_states();
    });
}

pub fn check_states() {
    AssuredJobs::do_try_state().unwrap();
    Devices::do_try_state().unwrap();
    Reputation::do_try_state().unwrap();
}

fn prepare(until: Until) {
    if until >= Until::Submitted {
        submit(assured()).unwrap();
    }
    if until >= Until::Accepted {
        accept(acceptance()).unwrap();
    }
    if until >= Until::Running {
        start().unwrap();
    }
    if until >= Until::Delivered {
        deliver(record()).unwrap();
    }
    if until == Until::Upheld {
        vote_all([Verdict::Upheld; 3]);
    }
    if until == Until::Refuted {
        vote_all([Verdict::Refuted; 3]);
    }
}

/// The whole panel commits and reveals.
pub fn vote_all(verdicts: [Verdict; 3]) {
    for (n, verdict) in (0..3).zip(verdicts) {
        commit(n, verdict).unwrap();
    }
    for (n, verdict) in (0..3).zip(verdicts) {
        reveal(n, verdict).unwrap();
    }
}

pub fn set_time(ms: u64) {
    pallet_timestamp::Now::<Test>::put(ms);
}

/// Past this many ms from now.
pub fn wait(ms: u64) {
    set_time(pallet_timestamp::Now::<Test>::get() + ms);
}

pub fn operator() -> RuntimeOrigin {
    RuntimeOrigin::signed(OPERATOR)
}

pub fn by(account: [u8; 32]) -> RuntimeOrigin {
    RuntimeOrigin::signed(account.into())
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

pub fn matcher() -> sr25519::Pair {
    pair(5)
}

/// The `n`th by its key, of the three.
pub fn verifier(n: u8) -> sr25519::Pair {
    static BY_KEY: OnceLock<Vec<sr25519::Pair>> = OnceLock::new();
    let sorted = || {
        let mut pairs: Vec<_> = (20..23).map(pair).collect();
        pairs.sort_by_key(|pair| pair.public().0);
        pairs
    };
    BY_KEY.get_or_init(sorted)[usize::from(n)].clone()
}

/// Deriving one costs more than signing with it.
fn pair(seed: u8) -> sr25519::Pair {
    static PAIRS: [OnceLock<sr25519::Pair>; 256] = [const { OnceLock::new() }; 256];
    let derive = || sr25519::Pair::from_seed(&[seed; 32]);
    PAIRS[usize::from(seed)].get_or_init(derive).clone()
}

pub fn verifier_owner(n: u8) -> OwnerKey {
    [30 + n; 32]
}

pub fn register(pair: &sr25519::Pair, owner: OwnerKey) {
    let registration = DeviceRegistration {
        device: pair.public().0,
        owner,
        capabilities: Capabilities::default(),
        metadata: Metadata::default(),
    };
    let signature = sign(pair, &registration);
    Devices::register_device(operator(), registration, signature).unwrap();
    Devices::bond(by(owner), pair.public().0, BONDED).unwrap();
}

/// 100 prompt and 50 completion tokens at most.
pub fn intent() -> JobIntent {
    JobIntent {
        requester: requester().public().0,
        nonce: [5; 16],
        model: Text::try_from("tiny").unwrap(),
        max_price_planck: MAX_PRICE,
        max_prompt_tokens: 100,
        max_completion_tokens: 50,
        deadline_ms: DEADLINE_MS,
        strategy: Strategy::Fastest,
        max_ttft_ms: 0,
        min_milli_tokens_per_second: 0,
    }
}

/// Two of three verifiers decide.
pub fn terms() -> JobTerms {
    JobTerms {
        input_digest: [3; 32],
        min_score: 0,
        min_assured_millionths: 0,
        bond_planck: BOND,
        start_within_ms: 0,
        matcher: None,
        verification: Verification::Reexecution,
        verifiers: (0..3)
            .map(|n| verifier(n).public().0)
            .collect::<Vec<_>>()
            .try_into()
            .unwrap(),
        threshold: 2,
        verifier_fee_planck: FEE,
    }
}

/// Terms without a panel.
pub fn countersigned(terms: &mut JobTerms) {
    terms.verification = Verification::Countersignature;
    terms.verifiers = Default::default();
    terms.threshold = 0;
    terms.verifier_fee_planck = 0;
}

pub fn assured() -> AssuredIntent {
    AssuredIntent {
        intent: intent(),
        terms: terms(),
    }
}

pub fn assured_with(change: impl FnOnce(&mut AssuredIntent)) -> AssuredIntent {
    let mut assured = assured();
    change(&mut assured);
    assured
}

pub fn job_of(assured: &AssuredIntent) -> JobId {
    assured.signing_hash(&GENESIS)
}

pub fn job() -> JobId {
    job_of(&assured())
}

pub fn acceptance() -> JobAcceptance {
    acceptance_of(job())
}

pub fn acceptance_of(job: JobId) -> JobAcceptance {
    JobAcceptance {
        job,
        lease: [6; 16],
        device: device().public().0,
        owner: OWNER,
        prompt_token_price_planck: 5,
        completion_token_price_planck: 10,
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
        price_planck: PRICE,
    }
}

pub fn sign(pair: &sr25519::Pair, message: &impl SignedMessage) -> SignatureBytes {
    pair.sign(&message.signing_bytes(&GENESIS)).0
}

/// Both signatures of a record.
pub fn sign_record(record: &UsageRecord) -> (SignatureBytes, SignatureBytes) {
    let device_signature = sign(&device(), record);
    let countersignature = Countersignature {
        record_hash: record.signing_hash(&GENESIS),
        device_signature,
    };
    (device_signature, sign(&requester(), &countersignature))
}

pub fn submit(assured: AssuredIntent) -> DispatchResult {
    let signature = sign(&requester(), &assured);
    AssuredJobs::submit_job(operator(), assured, signature)
}

pub fn accept(acceptance: JobAcceptance) -> DispatchResult {
    let signature = sign(&device(), &acceptance);
    AssuredJobs::accept_job(operator(), acceptance, signature, None)
}

pub fn start() -> DispatchResult {
    start_of(job())
}

pub fn start_of(job: JobId) -> DispatchResult {
    let start = JobStart { job, lease: [6; 16] };
    let signature = sign(&device(), &start);
    AssuredJobs::start_job(operator(), start, signature)
}

/// With the device's signature alone.
pub fn deliver(record: UsageRecord) -> DispatchResult {
    let signature = sign(&device(), &record);
    AssuredJobs::deliver_record(operator(), record, signature, None)
}

pub fn deliver_countersigned(record: UsageRecord) -> DispatchResult {
    let (device, requester) = sign_record(&record);
    AssuredJobs::deliver_record(operator(), record, device, Some(requester))
}

pub fn vote_of(record: &UsageRecord, n: u8, verdict: Verdict) -> Vote {
    Vote {
        job: record.job,
        record_hash: record.signing_hash(&GENESIS),
        verifier: verifier(n).public().0,
        verdict,
        output_digest: [2; 32],
        salt: [n; 32],
    }
}

pub fn commit_vote(vote: &Vote, by: &sr25519::Pair) -> DispatchResult {
    let commitment = VoteCommitment {
        job: vote.job,
        record_hash: vote.record_hash,
        verifier: vote.verifier,
        commitment: vote.signing_hash(&GENESIS),
    };
    let signature = sign(by, &commitment);
    AssuredJobs::commit_vote(operator(), commitment, signature)
}

/// The `n`th verifier votes on [`record`].
pub fn commit(n: u8, verdict: Verdict) -> DispatchResult {
    commit_vote(&vote_of(&record(), n, verdict), &verifier(n))
}

pub fn reveal(n: u8, verdict: Verdict) -> DispatchResult {
    AssuredJobs::reveal_vote(operator(), vote_of(&record(), n, verdict))
}

pub fn settle() -> DispatchResult {
    AssuredJobs::settle_job(operator(), job())
}

pub fn free(account: [u8; 32]) -> u128 {
    Balances::free_balance(AccountId32::new(account))
}

pub fn bonded(device: &sr25519::Pair) -> u128 {
    use coco_primitives::Bonds;
    Devices::bonded(&device.public().0)
}

/// Evidence for and against [`device`], micros.
pub fn evidence() -> (u64, u64) {
    let view = Reputation::score(&device().public().0);
    (view.good_micros, view.bad_micros)
}

/// A fault that makes a device's reputation a poor one.
pub fn disgrace(device: &sr25519::Pair) {
    Reputation::note_fault(&device.public().0, &intent().model, FaultKind::WrongOutput);
}
