//! What a proven fault costs, and who gets it.

use super::*;
use crate::HoldReason;
use coco_primitives::{Bonds as _, SlashBeneficiaries};
use frame_support::traits::{fungible::MutateHold, tokens::Precision, LockableCurrency, WithdrawReasons};

const BOTH: SlashBeneficiaries = SlashBeneficiaries {
    requester: Some(REQUESTER),
    reporter: Some(REPORTER),
};

fn slash(planck: u128, to: SlashBeneficiaries) -> u128 {
    DeviceRegistry::slash(&key(&pair(1)), planck, to)
}

fn bonded_device() -> ExtBuilder {
    ExtBuilder::default().with_device(&pair(1), OWNER).bonded(10_000)
}

/// What requester, reporter and treasury have beyond what they began with.
fn gains() -> (u128, u128, u128) {
    let gain = |who: AccountId32| money(who) - EXISTENTIAL_DEPOSIT;
    (gain(REQUESTER.into()), gain(REPORTER.into()), gain(TREASURY))
}

#[test]
fn shares_what_it_takes_between_requester_reporter_and_treasury() {
    bonded_device().build_and_execute(|| {
        assert_eq!(slash(4_001, BOTH), 4_001);
        System::assert_last_event(
            Event::DeviceSlashed {
                device: key(&pair(1)),
                owner: OWNER,
                slashed_planck: 4_001,
                requester_planck: 2_000,
                reporter_planck: 400,
                treasury_planck: 1_601,
            }
            .into(),
        );
        assert_eq!(gains(), (2_000, 400, 1_601));
        assert_eq!(bonds(&pair(1)), (5_999, 5_999));
        assert_eq!((money(OWNER), held(OWNER)), (RICHES - 4_001, 5_999));
    });
}

#[test]
fn takes_all_there_is_when_that_is_less_and_then_nothing() {
    bonded_device().build_and_execute(|| {
        assert_eq!(slash(u128::MAX, BOTH), 10_000);
        assert_eq!(gains(), (5_000, 1_000, 4_000));
        assert_eq!((bonds(&pair(1)), held(OWNER)), ((0, 0), 0));
        System::reset_events();
        assert_eq!(slash(1, BOTH), 0);
        assert_eq!(DeviceRegistry::slash(&[0; 32], 1, BOTH), 0);
        assert!(System::events().is_empty());
    });
}

#[test]
fn an_absent_beneficiarys_share_is_the_treasurys_and_so_is_the_owners_own() {
    bonded_device().build_and_execute(|| {
        assert_eq!(slash(1_000, SlashBeneficiaries::default()), 1_000);
        assert_eq!(gains(), (0, 0, 1_000));
        let itself = SlashBeneficiaries {
            requester: Some(OWNER),
            reporter: Some(OWNER),
        };
        assert_eq!(slash(1_000, itself), 1_000);
        assert_eq!(gains(), (0, 0, 2_000));
        assert_eq!(money(OWNER), RICHES - 2_000);
    });
}

#[test]
fn what_is_on_its_way_back_is_taken_after_what_is_active_even_when_its_period_is_over() {
    bonded_device().build_and_execute(|| {
        assert_ok!(unbond(&pair(1), OWNER, 6_000));
        set_time(START_MS + UNBONDING_MS + 1);
        assert_eq!(slash(5_000, BOTH), 5_000);
        assert_eq!(bonds(&pair(1)), (0, 5_000));
        assert_ok!(DeviceRegistry::withdraw_unbonded(signed(STRANGER), key(&pair(1))));
        assert_eq!(held(OWNER), 0);
        assert_eq!(slash(1, BOTH), 0);
    });
}

#[test]
fn a_retired_device_is_still_slashed() {
    bonded_device().build_and_execute(|| {
        assert_ok!(set_status(&pair(1), 1, DeviceStatus::Retired));
        assert_eq!(slash(3_000, BOTH), 3_000);
        assert_eq!((bonds(&pair(1)), held(OWNER)), ((0, 7_000), 7_000));
    });
}

#[test]
fn a_share_that_its_receiver_cannot_take_is_the_treasurys() {
    bonded_device().without_beneficiaries().build_and_execute(|| {
        // Half of it creates an account, a tenth and the rest with it do too, but not the tenth alone.
        assert_eq!(slash(900, BOTH), 900);
        let shares = [money(REQUESTER), money(REPORTER), money(TREASURY)];
        assert_eq!(shares, [450, 0, 450]);
    });
}

#[test]
fn what_nobody_can_take_stays_bonded() {
    bonded_device().without_beneficiaries().build_and_execute(|| {
        assert_eq!(slash(99, BOTH), 0);
        assert_eq!((bonds(&pair(1)), held(OWNER)), ((10_000, 10_000), 10_000));
        assert_eq!(slash(100, SlashBeneficiaries::default()), 100);
    });
    bonded_device().without_beneficiaries().build_and_execute(|| {
        let harmed = SlashBeneficiaries {
            requester: Some(REQUESTER),
            reporter: None,
        };
        assert_eq!(slash(201, harmed), 201);
        assert_eq!((money(REQUESTER), money(TREASURY)), (100, 101));
    });
    let mut alone = bonded_device().without_beneficiaries();
    alone = alone.with_device(&pair(2), OTHER_OWNER);
    alone.build_and_execute(|| {
        // A requester that exists takes its half, the treasury cannot take the other.
        let harmed = SlashBeneficiaries {
            requester: Some(OTHER_OWNER),
            reporter: None,
        };
        assert_eq!(slash(100, harmed), 50);
        assert_eq!((bonds(&pair(1)), held(OWNER)), ((9_950, 9_950), 9_950));
        assert_eq!(
            (money(OTHER_OWNER), money(TREASURY)),
            (RICHES - 10_000 + 10_050, 0)
        );
    });
}

#[test]
fn locks_of_the_owner_do_not_stand_before_a_slash() {
    bonded_device().build_and_execute(|| {
        Balances::set_lock(*b"lockedup", &OWNER.into(), RICHES, WithdrawReasons::all());
        assert_eq!(slash(4_000, BOTH), 4_000);
        assert_eq!(held(OWNER), 6_000);
    });
}

#[test]
fn pays_out_of_the_bond_alone_not_out_of_what_else_is_held() {
    bonded_device().build_and_execute(|| {
        // Somebody released the hold behind the registry's back: nothing of what is free is touched, and nothing panics.
        let reason = HoldReason::Bond.into();
        assert_ok!(Balances::release(
            &reason,
            &OWNER.into(),
            10_000,
            Precision::Exact
        ));
        assert_eq!(slash(4_000, BOTH), 0);
        assert_eq!(money(OWNER), RICHES);
        assert_ok!(Balances::hold(&reason, &OWNER.into(), 10_000));
    });
}
