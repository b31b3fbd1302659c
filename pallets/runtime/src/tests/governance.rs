//! What the council can do, and what nobody can without it.

use super::channels::{claim, open};
use super::*;
use crate::governance::parameters::settlement;
use frame_support::{assert_ok, dispatch::GetDispatchInfo, traits::InstanceFilter};
use sp_runtime::{
    traits::{BlakeTwo256, Hash as _},
    DispatchError, Permill,
};
use Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve};

/// A motion that these members agree to; what it came to.
pub fn decide(call: RuntimeCall, ayes: &[Sr25519Keyring]) -> DispatchResult {
    let hash = BlakeTwo256::hash_of(&call);
    let (weight, bytes) = (call.get_dispatch_info().call_weight, call.encoded_size() as u32);
    let index = pallet_collective::ProposalCount::<Runtime, CouncilSeats>::get();
    assert_ok!(apply(
        pallet_collective::Call::propose {
            threshold: 2,
            proposal: Box::new(call),
            length_bound: bytes,
        },
        ayes[0]
    ));
    for member in ayes {
        assert_ok!(apply(
            pallet_collective::Call::vote {
                proposal: hash,
                index,
                approve: true
            },
            *member
        ));
    }
    apply(
        pallet_collective::Call::close {
            proposal_hash: hash,
            index,
            proposal_weight_bound: weight,
            length_bound: bytes,
        },
        ayes[0],
    )
}

fn set_fee(fee: Permill) -> RuntimeCall {
    let parameter = settlement::Parameters::ProtocolFee(settlement::ProtocolFee, Some(fee));
    pallet_parameters::Call::set_parameter {
        key_value: RuntimeParameters::Settlement(parameter),
    }
    .into()
}

/// The outcome of the newest motion's call.
pub fn executed() -> Option<DispatchResult> {
    System::events()
        .into_iter()
        .rev()
        .find_map(|record| match record.event {
            RuntimeEvent::Council(pallet_collective::Event::Executed { result, .. }) => Some(result),
            _ => None,
        })
}

#[test]
fn two_of_three_set_the_protocols_share() {
    on_preset("development", || {
        start_block(1, START_MS);
        let channel = open();
        assert_ok!(decide(set_fee(Permill::from_percent(5)), &[Alice, Bob]));
        assert_eq!(executed(), Some(Ok(())));

        let before = Balances::free_balance(Treasury::account_id());
        assert_ok!(apply(claim(channel, COCO), Dave));
        assert_eq!(
            Balances::free_balance(Treasury::account_id()) - before,
            COCO * 5 / 100
        );
    });
}

#[test]
fn the_protocols_share_stays_below_a_tenth_whatever_they_set() {
    on_preset("development", || {
        start_block(1, START_MS);
        assert_ok!(decide(set_fee(Permill::one()), &[Alice, Bob]));
        assert_eq!(Settlement::terms().protocol_fee, Permill::from_percent(10));
    });
}

#[test]
fn the_window_stays_between_an_hour_and_a_month_whatever_they_set() {
    const HOUR_MS: u64 = 60 * 60 * 1_000;
    let set = |ms| {
        let parameter = settlement::Parameters::ChallengeMs(settlement::ChallengeMs, Some(ms));
        assert_ok!(Parameters::set_parameter(
            RuntimeOrigin::root(),
            RuntimeParameters::Settlement(parameter)
        ));
        Settlement::terms().challenge_ms
    };
    on_preset("development", || {
        assert_eq!(set(0), HOUR_MS);
        assert_eq!(set(2 * HOUR_MS), 2 * HOUR_MS);
        assert_eq!(set(u64::MAX), 30 * 24 * HOUR_MS);
    });
}

#[test]
fn one_member_decides_nothing() {
    on_preset("development", || {
        start_block(1, START_MS);
        assert!(decide(set_fee(Permill::from_percent(5)), &[Alice]).is_err());
        assert_eq!(
            apply(set_fee(Permill::from_percent(5)), Alice),
            Err(DispatchError::BadOrigin)
        );
        assert_eq!(Settlement::terms().protocol_fee, Permill::from_percent(1));
    });
}

#[test]
fn strangers_are_no_council() {
    on_preset("development", || {
        start_block(1, START_MS);
        let propose = pallet_collective::Call::propose {
            threshold: 2,
            proposal: Box::new(set_fee(Permill::zero())),
            length_bound: 1_000,
        };
        assert_eq!(
            apply(propose, Eve),
            Err(pallet_collective::Error::<Runtime, CouncilSeats>::NotMember.into())
        );
    });
}

#[test]
fn a_call_runs_as_root_once_the_council_whitelisted_it_and_not_before() {
    on_preset("local_testnet", || {
        start_block(1, START_MS);
        let upgrade: RuntimeCall = frame_system::Call::authorize_upgrade {
            code_hash: H256([3; 32]),
        }
        .into();
        let bring = || pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
            call: Box::new(upgrade.clone()),
        };
        assert_eq!(apply(upgrade.clone(), Alice), Err(DispatchError::BadOrigin));
        let authorized = || System::authorized_upgrade().is_some();
        let _ = apply(bring(), Eve);
        assert!(!authorized(), "nobody agreed yet");

        let agree = pallet_whitelist::Call::whitelist_call {
            call_hash: BlakeTwo256::hash_of(&upgrade),
        };
        assert_ok!(decide(agree.into(), &[Bob, Charlie]));
        assert_ok!(apply(bring(), Eve));
        assert!(authorized());
    });
}

#[test]
fn two_of_three_spend_from_the_treasury() {
    on_preset("development", || {
        start_block(1, START_MS);
        let channel = open();
        assert_ok!(apply(claim(channel, COCO), Dave));
        let spend = pallet_treasury::Call::spend {
            asset_kind: Box::new(()),
            amount: COCO / 200,
            beneficiary: Box::new(AccountId::from([66; 32])),
            valid_from: None,
        };
        assert_ok!(decide(spend.into(), &[Alice, Charlie]));
        assert_eq!(executed(), Some(Ok(())));
        assert_ok!(apply(pallet_treasury::Call::payout { index: 0 }, Eve));
        assert_eq!(Balances::free_balance(AccountId::from([66; 32])), COCO / 200);
    });
}

#[test]
fn a_proxy_does_its_own_kind_only() {
    let transfer: RuntimeCall = pallet_balances::Call::transfer_all {
        dest: Eve.to_account_id().into(),
        keep_alive: false,
    }
    .into();
    let channels: RuntimeCall = pallet_settlement::Call::close_channel {
        channel: [0; 32].into(),
    }
    .into();
    let jobs: RuntimeCall = pallet_compute_jobs::Call::expire_job { job: H256::zero() }.into();
    let bond: RuntimeCall = pallet_device_registry::Call::bond {
        device: [0; 32],
        planck: COCO,
    }
    .into();
    let hidden: RuntimeCall = pallet_utility::Call::batch {
        calls: vec![transfer.clone()],
    }
    .into();
    for (kind, allowed) in [
        (ProxyType::Any, [true, true, true, true, true]),
        (ProxyType::Operations, [false, false, true, false, false]),
        (ProxyType::Channels, [false, true, false, false, false]),
        (ProxyType::Governance, [false, false, false, false, false]),
    ] {
        let filtered = [&transfer, &channels, &jobs, &hidden, &bond].map(|call| kind.filter(call));
        assert_eq!(filtered, allowed, "{kind:?}");
    }
}
