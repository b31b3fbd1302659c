//! Who decides what nobody alone may decide: a council, by FRAME's own pallets.
//!
//! Two thirds of the council spend from the treasury, set parameters, and let single calls run as root (runtime upgrades among
//! them): it whitelists the hash of the call, and anybody brings the call itself. There is no sudo outside of the
//! `development` preset.

use crate::*;
use frame_support::{
    dynamic_params::{dynamic_pallet_params, dynamic_params},
    traits::{
        tokens::{pay::PayFromAccount, UnityAssetBalanceConversion},
        AsEnsureOriginWithArg, EitherOfDiverse, EnsureOriginWithArg,
    },
    PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned, EnsureWithSuccess};
use sp_runtime::{traits::IdentityLookup, Permill};

/// Blocks. Three days at a slot of a second: members live in different time zones and have weekends.
const MOTION_BLOCKS: BlockNumber = 3 * 24 * 60 * 60;

/// Motions open at once. FRAME's usual value.
const MAX_MOTIONS: u32 = 100;

/// Seats in the council. FRAME's usual value; weights are measured up to it.
const MAX_COUNCIL: u32 = 100;

/// Share of a block that a motion's call may take.
const MOTION_SHARE: Perbill = Perbill::from_percent(50);

/// Blocks between two looks of the treasury at its approved spends: a day at a slot of a second.
const SPEND_BLOCKS: BlockNumber = 24 * 60 * 60;

/// Blocks in which an approved spend can be paid out: thirty days.
const PAYOUT_BLOCKS: BlockNumber = 30 * SPEND_BLOCKS;

/// Planck that one spend may take: the whole treasury if need be; two thirds of the council said so.
const MAX_SPEND: Balance = Balance::MAX;

/// Two thirds of the council, or root.
pub type Decision = EitherOfDiverse<
    EnsureRoot<AccountId>,
    pallet_collective::EnsureProportionAtLeast<AccountId, CouncilSeats, 2, 3>,
>;

/// The council's instance of the collective.
pub type CouncilSeats = pallet_collective::Instance1;

parameter_types! {
    pub const TreasuryPalletId: PalletId = PalletId(*b"py/trsry");
    pub TreasuryAccount: AccountId = Treasury::account_id();
    pub const NoBurn: Permill = Permill::zero();
    pub const MaxSpend: Balance = MAX_SPEND;
    pub MaxMotionWeight: Weight = MOTION_SHARE * BlockWeights::get().max_block;
}

impl pallet_collective::Config<CouncilSeats> for Runtime {
    type RuntimeOrigin = RuntimeOrigin;
    type Proposal = RuntimeCall;
    type RuntimeEvent = RuntimeEvent;
    type MotionDuration = ConstU32<MOTION_BLOCKS>;
    type MaxProposals = ConstU32<MAX_MOTIONS>;
    type MaxMembers = ConstU32<MAX_COUNCIL>;
    type DefaultVote = pallet_collective::MoreThanMajorityThenPrimeDefaultVote;
    type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
    // The council renews itself: two thirds of it seat the next one.
    type SetMembersOrigin = Decision;
    type MaxProposalWeight = MaxMotionWeight;
    type DisapproveOrigin = EnsureRoot<AccountId>;
    type KillOrigin = EnsureRoot<AccountId>;
    type Consideration = ();
}

impl pallet_treasury::Config for Runtime {
    type Currency = Balances;
    type RejectOrigin = Decision;
    type RuntimeEvent = RuntimeEvent;
    type SpendPeriod = ConstU32<SPEND_BLOCKS>;
    type Burn = NoBurn;
    type PalletId = TreasuryPalletId;
    type BurnDestination = ();
    type WeightInfo = pallet_treasury::weights::SubstrateWeight<Runtime>;
    type SpendFunds = ();
    type MaxApprovals = ConstU32<MAX_MOTIONS>;
    type SpendOrigin = EnsureWithSuccess<Decision, AccountId, MaxSpend>;
    type AssetKind = ();
    type Beneficiary = AccountId;
    type BeneficiaryLookup = IdentityLookup<AccountId>;
    type Paymaster = PayFromAccount<Balances, TreasuryAccount>;
    type BalanceConverter = UnityAssetBalanceConversion;
    type PayoutPeriod = ConstU32<PAYOUT_BLOCKS>;
    type BlockNumberProvider = System;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
}

impl pallet_whitelist::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type WhitelistOrigin = Decision;
    // The council agreed to this very call; who brings it does not matter.
    type DispatchWhitelistedOrigin = EnsureSigned<AccountId>;
    // Calls are brought whole (`dispatch_whitelisted_call_with_preimage`); nothing is stored for them.
    type Preimages = ();
    type DeferredDispatchExpiration = ConstU32<MOTION_BLOCKS>;
    type BlockNumberProvider = System;
    type WeightInfo = pallet_whitelist::weights::SubstrateWeight<Runtime>;
}

impl pallet_sudo::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type WeightInfo = pallet_sudo::weights::SubstrateWeight<Runtime>;
}

#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod parameters {
    //! What the council may set while the chain runs. How far it may go stands beside each use.
    use super::*;

    #[dynamic_pallet_params]
    #[codec(index = 0)]
    pub mod settlement {
        /// The protocol's share of every claim.
        #[codec(index = 0)]
        pub static ProtocolFee: Permill = Permill::from_percent(1);
        /// Milliseconds in which claims still count after the payer closed.
        #[codec(index = 1)]
        pub static ChallengeMs: u64 = 24 * 60 * 60 * 1_000;
    }

    #[dynamic_pallet_params]
    #[codec(index = 1)]
    pub mod registry {
        /// Share of a slashed bond for whom the fault harmed. Half makes good what it cost.
        #[codec(index = 0)]
        pub static SlashToRequester: Permill = Permill::from_percent(50);
        /// Share for who proved the fault. A tenth pays for looking; the rest is the treasury's.
        #[codec(index = 1)]
        pub static SlashToReporter: Permill = Permill::from_percent(10);
    }
}

/// Who may set parameters.
pub struct SetParameters;

impl EnsureOriginWithArg<RuntimeOrigin, RuntimeParametersKey> for SetParameters {
    type Success = ();

    fn try_origin(origin: RuntimeOrigin, key: &RuntimeParametersKey) -> Result<(), RuntimeOrigin> {
        AsEnsureOriginWithArg::<Decision>::try_origin(origin, key).map(|_| ())
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn try_successful_origin(_: &RuntimeParametersKey) -> Result<RuntimeOrigin, ()> {
        Ok(RuntimeOrigin::root())
    }
}

impl pallet_parameters::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeParameters = RuntimeParameters;
    type AdminOrigin = SetParameters;
    // FRAME's measured weights; the pallet exports them by this name only.
    type WeightInfo = ();
}
