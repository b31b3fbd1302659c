//! Ours: devices, jobs of both kinds, and the channels that pay.

use crate::*;
use coco_primitives::{DeviceKey, OnDeviceRekeyed, MAX_MODELS, MICROS_PER_UNIT};
use frame_support::{dispatch::DispatchResult, traits::Get};
use governance::{
    parameters::{registry, settlement},
    Decision, TreasuryAccount,
};
use sp_runtime::Permill;

/// Milliseconds. As `MAX_INTENT_HORIZON_MS` in `protocol/limits.ts`: nobody waits longer for an answer.
const MAX_INTENT_HORIZON_MS: u64 = 60 * 60 * 1_000;

/// Milliseconds. A tab that slept, or an operator that was away, has an hour after the deadline to bring a record.
const SETTLEMENT_GRACE_MS: u64 = 60 * 60 * 1_000;

/// Jobs. About 20 MB of summaries, which explorers and pages show; the full records are in the blocks.
const MAX_FINISHED_JOBS: u32 = 100_000;

/// Devices of one owner. A large fleet of kiosks; bounds the index that one owner can fill.
const MAX_DEVICES_PER_OWNER: u32 = 1_024;

/// Devices that one operator sponsors. Sixteen large fleets, at most about 35 MB of storage; a larger operator has several
/// accounts, and pays for each registration from each.
const MAX_DEVICES_PER_OPERATOR: u32 = 16 * MAX_DEVICES_PER_OWNER;

/// Milliseconds. Three of a node's intervals (`CHAIN_HEARTBEAT_MS` in `node/core/registration.ts`, ten minutes): one heartbeat
/// may get lost, and the next be late.
const HEARTBEAT_TIMEOUT_MS: u64 = 30 * 60 * 1_000;

/// Milliseconds. A week: a fault shows within the two hours in which a job settles, and is proven by people who sleep.
const UNBONDING_MS: u64 = 7 * 24 * 60 * 60 * 1_000;

/// The council may not give more of a slash to whom a fault harmed: nobody should live on being harmed.
const MAX_SLASH_TO_REQUESTER: Permill = Permill::from_percent(80);

/// Nor more to who proves it: nobody should earn by reporting itself. With the requester's share at most the whole.
const MAX_SLASH_TO_REPORTER: Permill = Permill::from_percent(20);

/// Milliseconds. A verifier is a tab: it hears of the record, loads the model and runs the input once.
const COMMIT_MS: u64 = 30 * 60 * 1_000;

/// Milliseconds. Revealing takes one extrinsic; the rest is for a chain or an operator that was away.
const REVEAL_MS: u64 = 30 * 60 * 1_000;

/// Milliseconds. A day: whom a verdict goes against sleeps once.
const DISPUTE_MS: u64 = 24 * 60 * 60 * 1_000;

/// Milliseconds. Three days for a council to look at evidence and to vote. With everything before it, less than two thirds of
/// [`UNBONDING_MS`].
const ARBITRATION_MS: u64 = 3 * DISPUTE_MS;

/// Milliseconds. Clocks of tabs differ by seconds, and a call waits for a block; nobody waits longer for an acceptance.
const ACCEPTANCE_MS: u64 = 5 * 60 * 1_000;

/// Milliseconds. A minute to hear of one's acceptance and to say that one starts.
const MIN_START_MS: u64 = 60 * 1_000;

/// Bytes of an open assured job, its largest panel included.
const ASSURED_JOB_BYTES: u32 = 2_048;

/// Planck. One token behind each vote: a thousand times what an ordinary job's panel earns, so that lying has to pay often before
/// it is found out once.
const VERIFIER_BOND: Balance = COCO;

/// Planck. One token: three days of a council's attention are not free.
const DISPUTE_DEPOSIT: Balance = COCO;

/// Summaries of finished assured jobs. About 15 MB.
const MAX_FINISHED_ASSURED_JOBS: u32 = 100_000;

/// Planck. A tenth of a token for the 400 bytes or so of a channel, as [`storage_deposit`] asks for other entries.
const MIN_CHANNEL_DEPOSIT: Balance = COCO / 10;

/// Channels. About 20 MB of summaries under which records stay provable.
const MAX_CLOSED_CHANNELS: u32 = 100_000;

/// The council may not take more of a claim than a tenth.
const MAX_PROTOCOL_FEE: Permill = Permill::from_percent(10);

/// Milliseconds. The council may not leave a node that sleeps less than an hour to claim.
const MIN_CHALLENGE_MS: u64 = 60 * 60 * 1_000;

/// Milliseconds. Nor keep a payer's money for more than thirty days.
const MAX_CHALLENGE_MS: u64 = 30 * 24 * 60 * 60 * 1_000;

/// The parameter, within its limits.
pub struct ProtocolFee;
impl Get<Permill> for ProtocolFee {
    fn get() -> Permill {
        settlement::ProtocolFee::get().min(MAX_PROTOCOL_FEE)
    }
}

/// The parameter, within its limits. Milliseconds.
pub struct ChallengeMs;
impl Get<u64> for ChallengeMs {
    fn get() -> u64 {
        settlement::ChallengeMs::get().clamp(MIN_CHALLENGE_MS, MAX_CHALLENGE_MS)
    }
}

/// The parameter, within its limits.
pub struct SlashToRequester;
impl Get<Permill> for SlashToRequester {
    fn get() -> Permill {
        registry::SlashToRequester::get().min(MAX_SLASH_TO_REQUESTER)
    }
}

/// The parameter, within its limits.
pub struct SlashToReporter;
impl Get<Permill> for SlashToReporter {
    fn get() -> Permill {
        registry::SlashToReporter::get().min(MAX_SLASH_TO_REPORTER)
    }
}

parameter_types! {
    pub const MinChannelDeposit: Balance = MIN_CHANNEL_DEPOSIT;
    pub const VerifierBond: Balance = VERIFIER_BOND;
    pub const DisputeDeposit: Balance = DISPUTE_DEPOSIT;
    pub const SubmissionDeposit: Balance = storage_deposit(1, ASSURED_JOB_BYTES);
    /// A promise that was not kept is not a lie: a tenth of the bond makes accepting what one cannot do cost something.
    pub const LateSlash: Permill = Permill::from_percent(10);
}

impl pallet_device_registry::Config for Runtime {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type MaxDevicesPerOwner = ConstU32<MAX_DEVICES_PER_OWNER>;
    type MaxDevicesPerOperator = ConstU32<MAX_DEVICES_PER_OPERATOR>;
    type HeartbeatTimeoutMs = ConstU64<HEARTBEAT_TIMEOUT_MS>;
    type UnbondingMs = ConstU64<UNBONDING_MS>;
    type SlashToRequester = SlashToRequester;
    type SlashToReporter = SlashToReporter;
    type Treasury = TreasuryAccount;
    type OnRekeyed = KeepWhatIsKnown;
    type WeightInfo = pallet_device_registry::weights::SubstrateWeight<Runtime>;
}

impl pallet_compute_jobs::Config for Runtime {
    type Time = Timestamp;
    type Devices = DeviceRegistry;
    type Reputation = Reputation;
    type MaxIntentHorizonMs = ConstU64<MAX_INTENT_HORIZON_MS>;
    type SettlementGraceMs = ConstU64<SETTLEMENT_GRACE_MS>;
    type MaxFinishedJobs = ConstU32<MAX_FINISHED_JOBS>;
    type WeightInfo = pallet_compute_jobs::weights::SubstrateWeight<Runtime>;
}

/// A unit of evidence.
const UNIT: u64 = MICROS_PER_UNIT;

/// Milliseconds. A month: what a device did last season says little of its browser and its driver today.
const HALF_LIFE_MS: u64 = 30 * pallet_reputation::DAY_MS;

/// Planck. A hundred tokens read and three hundred written, at the node page's own prices.
const ORDINARY_JOB_PLANCK: u64 = 1_000_000;

/// Models of one device with evidence of their own: as many as its capabilities can name.
const MAX_MODELS_WITH_EVIDENCE: u32 = MAX_MODELS;

/// Notes of one device, of work and again of faults, that pages show.
const MAX_HISTORY: u32 = 16;

parameter_types! {
    /// docs/adr/0012-reputation.md says what each number defends against.
    pub const ReputationRules: pallet_reputation::Rules = pallet_reputation::Rules {
        half_life_ms: HALF_LIFE_MS,
        reference_planck: ORDINARY_JOB_PLANCK,
        reference_micros: UNIT / 10,
        max_job_micros: UNIT / 4,
        max_day_micros: UNIT,
        missed_deadline_micros: UNIT / 4,
        wrong_output_micros: 20 * UNIT,
        equivocation_micros: 40 * UNIT,
    };
}

impl pallet_reputation::Config for Runtime {
    type Time = Timestamp;
    type Devices = DeviceRegistry;
    type Rules = ReputationRules;
    type MaxModels = ConstU32<MAX_MODELS_WITH_EVIDENCE>;
    type MaxHistory = ConstU32<MAX_HISTORY>;
    type FaultOrigin = Decision;
    type WeightInfo = pallet_reputation::weights::SubstrateWeight<Runtime>;
}

/// A device with a new key keeps what is known of it, and what its bond stands behind.
pub struct KeepWhatIsKnown;
impl OnDeviceRekeyed for KeepWhatIsKnown {
    fn on_device_rekeyed(old: &DeviceKey, new: &DeviceKey) -> DispatchResult {
        <Reputation as coco_primitives::Reputation>::transfer(old, new)?;
        AssuredJobs::on_device_rekeyed(old, new)
    }

    fn weight() -> Weight {
        <<Runtime as pallet_reputation::Config>::WeightInfo as pallet_reputation::WeightInfo>::transfer()
            .saturating_add(<AssuredJobs as OnDeviceRekeyed>::weight())
    }
}

impl pallet_assured_jobs::Config for Runtime {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type Devices = DeviceRegistry;
    type Bonds = DeviceRegistry;
    type Reputation = Reputation;
    type ArbiterOrigin = Decision;
    type ProtocolFee = ProtocolFee;
    type Treasury = TreasuryAccount;
    type MaxIntentHorizonMs = ConstU64<MAX_INTENT_HORIZON_MS>;
    type SettlementGraceMs = ConstU64<SETTLEMENT_GRACE_MS>;
    type CommitMs = ConstU64<COMMIT_MS>;
    type RevealMs = ConstU64<REVEAL_MS>;
    type DisputeMs = ConstU64<DISPUTE_MS>;
    type ArbitrationMs = ConstU64<ARBITRATION_MS>;
    type AcceptanceMs = ConstU64<ACCEPTANCE_MS>;
    type MinStartMs = ConstU64<MIN_START_MS>;
    type SubmissionDeposit = SubmissionDeposit;
    type VerifierBond = VerifierBond;
    type DisputeDeposit = DisputeDeposit;
    type LateSlash = LateSlash;
    type MaxFinishedJobs = ConstU32<MAX_FINISHED_ASSURED_JOBS>;
    type WeightInfo = pallet_assured_jobs::weights::SubstrateWeight<Runtime>;
}

impl pallet_settlement::Config for Runtime {
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type Devices = DeviceRegistry;
    type ProtocolFee = ProtocolFee;
    type Treasury = TreasuryAccount;
    type MinDeposit = MinChannelDeposit;
    type ChallengeMs = ChallengeMs;
    type MaxClosedChannels = ConstU32<MAX_CLOSED_CHANNELS>;
    type OnModelEarned = ();
    type WeightInfo = pallet_settlement::weights::SubstrateWeight<Runtime>;
}
