//! What one account may do for another, by FRAME's own pallets: proxies, multisigs, batches.

use crate::*;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::InstanceFilter;
use scale_info::TypeInfo;

/// Accounts that may act for one account. FRAME's usual value.
const MAX_PROXIES: u32 = 32;

/// Accounts of one multisig. FRAME's usual value.
const MAX_SIGNATORIES: u32 = 100;

/// Bytes of an account id.
const ACCOUNT_BYTES: u32 = 32;
/// Bytes of one proxy: account, type, delay.
const PROXY_BYTES: u32 = ACCOUNT_BYTES + 1 + 4;
/// Bytes of one announcement: account, call hash, block.
const ANNOUNCEMENT_BYTES: u32 = ACCOUNT_BYTES + 32 + 4;
/// Bytes of one multisig call in progress, without its approvals: hash, deposit, depositor, height, index.
const MULTISIG_BYTES: u32 = 32 + 16 + ACCOUNT_BYTES + 8;

parameter_types! {
    pub const ProxyDepositBase: Balance = storage_deposit(1, 0);
    pub const ProxyDepositFactor: Balance = storage_deposit(0, PROXY_BYTES);
    pub const AnnouncementDepositBase: Balance = storage_deposit(1, 0);
    pub const AnnouncementDepositFactor: Balance = storage_deposit(0, ANNOUNCEMENT_BYTES);
    pub const MultisigDepositBase: Balance = storage_deposit(1, MULTISIG_BYTES);
    pub const MultisigDepositFactor: Balance = storage_deposit(0, ACCOUNT_BYTES);
}

/// What a proxy may do. An operator keeps its cold account offline and lets a hot key do one of these.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    Default,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum ProxyType {
    /// Everything.
    #[default]
    #[codec(index = 0)]
    Any,
    /// What an operator does all day, and what moves no funds of the account: to submit what devices and requesters signed.
    #[codec(index = 1)]
    Operations,
    /// Payment channels.
    #[codec(index = 2)]
    Channels,
    /// The council's and the treasury's calls.
    #[codec(index = 3)]
    Governance,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
    fn filter(&self, call: &RuntimeCall) -> bool {
        match self {
            Self::Any => true,
            Self::Operations => matches!(
                call,
                RuntimeCall::DeviceRegistry(
                    pallet_device_registry::Call::register_device { .. }
                        | pallet_device_registry::Call::update_metadata { .. }
                        | pallet_device_registry::Call::set_status { .. }
                        | pallet_device_registry::Call::heartbeat { .. }
                ) | RuntimeCall::ComputeJobs(_)
                    | RuntimeCall::AssuredJobs(
                        pallet_assured_jobs::Call::submit_job { .. }
                            | pallet_assured_jobs::Call::accept_job { .. }
                            | pallet_assured_jobs::Call::start_job { .. }
                            | pallet_assured_jobs::Call::deliver_record { .. }
                            | pallet_assured_jobs::Call::commit_vote { .. }
                            | pallet_assured_jobs::Call::reveal_vote { .. }
                            | pallet_assured_jobs::Call::settle_job { .. }
                            | pallet_assured_jobs::Call::cancel_job { .. }
                            | pallet_assured_jobs::Call::expire_job { .. }
                    )
            ),
            Self::Channels => matches!(call, RuntimeCall::Settlement(_)),
            Self::Governance => matches!(
                call,
                RuntimeCall::Council(_)
                    | RuntimeCall::Treasury(_)
                    | RuntimeCall::Parameters(_)
                    | RuntimeCall::Whitelist(_)
            ),
        }
    }

    fn is_superset(&self, other: &Self) -> bool {
        *self == Self::Any || self == other
    }
}

impl pallet_proxy::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type Currency = Balances;
    type ProxyType = ProxyType;
    type ProxyDepositBase = ProxyDepositBase;
    type ProxyDepositFactor = ProxyDepositFactor;
    type MaxProxies = ConstU32<MAX_PROXIES>;
    type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
    type MaxPending = ConstU32<MAX_PROXIES>;
    type CallHasher = BlakeTwo256;
    type AnnouncementDepositBase = AnnouncementDepositBase;
    type AnnouncementDepositFactor = AnnouncementDepositFactor;
    type BlockNumberProvider = System;
}

impl pallet_multisig::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type Currency = Balances;
    type DepositBase = MultisigDepositBase;
    type DepositFactor = MultisigDepositFactor;
    type MaxSignatories = ConstU32<MAX_SIGNATORIES>;
    type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
    type BlockNumberProvider = System;
}

impl pallet_utility::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}
