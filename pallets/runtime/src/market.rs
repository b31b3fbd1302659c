//! Ours: devices, jobs, and the channels that pay for them.

use crate::*;
use frame_support::traits::Get;
use governance::{parameters::settlement, TreasuryAccount};
use sp_runtime::Permill;

/// Milliseconds. As `MAX_INTENT_HORIZON_MS` in `protocol/limits.ts`: nobody waits longer for an answer.
const MAX_INTENT_HORIZON_MS: u64 = 60 * 60 * 1_000;

/// Milliseconds. A tab that slept, or an operator that was away, has an hour after the deadline to bring a record.
const SETTLEMENT_GRACE_MS: u64 = 60 * 60 * 1_000;

/// Jobs. About 20 MB of summaries, which explorers and pages show; the full records are in the blocks.
const MAX_FINISHED_JOBS: u32 = 100_000;

/// Devices of one owner. A large fleet of kiosks; bounds the index that one owner can fill.
const MAX_DEVICES_PER_OWNER: u32 = 1_024;

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

parameter_types! {
    pub const MinChannelDeposit: Balance = MIN_CHANNEL_DEPOSIT;
}

impl pallet_device_registry::Config for Runtime {
    type Time = Timestamp;
    type MaxDevicesPerOwner = ConstU32<MAX_DEVICES_PER_OWNER>;
    type WeightInfo = pallet_device_registry::weights::SubstrateWeight<Runtime>;
}

impl pallet_compute_jobs::Config for Runtime {
    type Time = Timestamp;
    type Devices = DeviceRegistry;
    type MaxIntentHorizonMs = ConstU64<MAX_INTENT_HORIZON_MS>;
    type SettlementGraceMs = ConstU64<SETTLEMENT_GRACE_MS>;
    type MaxFinishedJobs = ConstU32<MAX_FINISHED_JOBS>;
    type WeightInfo = pallet_compute_jobs::weights::SubstrateWeight<Runtime>;
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
