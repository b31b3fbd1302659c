//! What owners put up, and how they get it back.

use super::*;
use crate::{Bond, Bonds, Unbonding, MAX_UNBONDINGS};

const UNTIL_MS: u64 = START_MS + UNBONDING_MS;

fn withdraw(device: &sp_core::sr25519::Pair) -> frame_support::dispatch::DispatchResult {
    DeviceRegistry::withdraw_unbonded(signed(STRANGER), key(device))
}

fn bonded_device(planck: u128) -> ExtBuilder {
    ExtBuilder::default().with_device(&pair(1), OWNER).bonded(planck)
}

#[test]
fn a_bond_is_held_on_the_owners_account_and_stays_its_own() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            assert_eq!(bonds(&device), (0, 0));
            assert_ok!(bond(&device, OWNER, 5_000));
            assert_ok!(bond(&device, OWNER, 1));
            System::assert_last_event(
                Event::DeviceBonded {
                    device: key(&device),
                    added_planck: 1,
                    active_planck: 5_001,
                }
                .into(),
            );
            assert_eq!(bonds(&device), (5_001, 5_001));
            assert_eq!((money(OWNER), held(OWNER)), (RICHES, 5_001));
        });
}

#[test]
fn bonds_of_an_owners_devices_are_told_apart() {
    let (one, two) = (pair(1), pair(2));
    ExtBuilder::default()
        .with_device(&one, OWNER)
        .with_device(&two, OWNER)
        .build_and_execute(|| {
            assert_ok!(bond(&one, OWNER, 5_000));
            assert_ok!(bond(&two, OWNER, 700));
            assert_ok!(unbond(&one, OWNER, 1_000));
            assert_eq!((bonds(&one), bonds(&two)), ((4_000, 5_000), (700, 700)));
            assert_eq!(held(OWNER), 5_700);
        });
}

#[test]
fn refuses_to_bond_nothing_too_much_or_for_another() {
    let device = pair(1);
    ExtBuilder::default()
        .with_device(&device, OWNER)
        .build_and_execute(|| {
            assert_noop!(bond(&device, OWNER, 0), Error::<Test>::ZeroAmount);
            let all_but_life = RICHES - EXISTENTIAL_DEPOSIT;
            assert_noop!(
                bond(&device, OWNER, all_but_life + 1),
                Error::<Test>::InsufficientBalance
            );
            assert_noop!(
                bond(&device, OWNER, u128::MAX),
                Error::<Test>::InsufficientBalance
            );
            assert_noop!(bond(&device, OTHER_OWNER, 500), Error::<Test>::NotOwner);
            assert_noop!(bond(&pair(2), OWNER, 500), Error::<Test>::UnknownDevice);
            assert_ok!(bond(&device, OWNER, all_but_life));
            assert_ok!(DeviceRegistry::deregister_device(signed(OWNER), key(&device)));
            assert_noop!(bond(&device, OWNER, 1), Error::<Test>::DeviceRetired);
        });
}

#[test]
fn what_is_taken_back_is_free_after_the_last_moment_of_the_period_and_not_in_it() {
    let device = pair(1);
    bonded_device(5_000).build_and_execute(|| {
        assert_ok!(unbond(&device, OWNER, 2_000));
        System::assert_last_event(
            Event::DeviceUnbonding {
                device: key(&device),
                planck: 2_000,
                until_ms: UNTIL_MS,
            }
            .into(),
        );
        assert_eq!((bonds(&device), held(OWNER)), ((3_000, 5_000), 5_000));
        set_time(UNTIL_MS);
        assert_noop!(withdraw(&device), Error::<Test>::NothingToWithdraw);
        set_time(UNTIL_MS + 1);
        assert_ok!(withdraw(&device));
        System::assert_last_event(
            Event::BondWithdrawn {
                device: key(&device),
                owner: OWNER,
                planck: 2_000,
            }
            .into(),
        );
        assert_eq!((bonds(&device), held(OWNER)), ((3_000, 3_000), 3_000));
        assert_eq!(money(OWNER), RICHES);
        assert_noop!(withdraw(&device), Error::<Test>::NothingToWithdraw);
    });
}

#[test]
fn refuses_to_take_back_nothing_more_than_is_active_or_another_owners() {
    let device = pair(1);
    bonded_device(5_000).build_and_execute(|| {
        assert_noop!(unbond(&device, OWNER, 0), Error::<Test>::ZeroAmount);
        assert_noop!(unbond(&device, OWNER, 5_001), Error::<Test>::BondTooSmall);
        assert_noop!(unbond(&device, OTHER_OWNER, 1), Error::<Test>::NotOwner);
        assert_noop!(unbond(&pair(2), OWNER, 1), Error::<Test>::UnknownDevice);
        assert_ok!(unbond(&device, OWNER, 5_000));
        // On its way back it is not active any more.
        assert_noop!(unbond(&device, OWNER, 1), Error::<Test>::BondTooSmall);
        assert_noop!(withdraw(&pair(2)), Error::<Test>::UnknownDevice);
    });
}

#[test]
fn what_goes_beyond_the_parts_joins_the_newest_and_takes_as_long() {
    let device = pair(1);
    bonded_device(5_000).build_and_execute(|| {
        for n in 0..u64::from(MAX_UNBONDINGS) {
            set_time(START_MS + n);
            assert_ok!(unbond(&device, OWNER, 100));
        }
        set_time(START_MS + 1_000);
        assert_ok!(unbond(&device, OWNER, 7));
        let unbonding = Bonds::<Test>::get(key(&device)).unbonding;
        assert_eq!(unbonding.len(), MAX_UNBONDINGS as usize);
        assert_eq!(
            unbonding.last(),
            Some(&Unbonding {
                planck: 107,
                until_ms: UNTIL_MS + 1_000
            })
        );
        set_time(UNTIL_MS + 1_000);
        assert_ok!(withdraw(&device));
        assert_eq!(bonds(&device), (4_193, 4_300));
        set_time(UNTIL_MS + 1_001);
        assert_ok!(withdraw(&device));
        assert_eq!(bonds(&device), (4_193, 4_193));
    });
}

#[test]
fn retirement_by_owner_or_device_sends_the_whole_bond_back_and_only_after_the_period() {
    for by_owner in [true, false] {
        let device = pair(1);
        bonded_device(5_000).build_and_execute(|| {
            assert_ok!(unbond(&device, OWNER, 1_000));
            set_time(START_MS + 10);
            if by_owner {
                assert_ok!(DeviceRegistry::deregister_device(signed(OWNER), key(&device)));
            } else {
                assert_ok!(set_status(&device, 1, DeviceStatus::Retired));
            }
            System::assert_has_event(
                Event::DeviceStatusChanged {
                    device: key(&device),
                    status: DeviceStatus::Retired,
                }
                .into(),
            );
            System::assert_last_event(
                Event::DeviceUnbonding {
                    device: key(&device),
                    planck: 4_000,
                    until_ms: UNTIL_MS + 10,
                }
                .into(),
            );
            assert_eq!((bonds(&device), held(OWNER)), ((0, 5_000), 5_000));
            assert!(!DeviceRegistry::is_in_service(&key(&device)));
            assert_noop!(heartbeat(&device, 2), Error::<Test>::DeviceRetired);
            set_time(UNTIL_MS + 11);
            assert_ok!(withdraw(&device));
            assert_eq!((bonds(&device), held(OWNER)), ((0, 0), 0));
            assert!(!Bonds::<Test>::contains_key(key(&device)));
        });
    }
}

#[test]
fn refuses_to_deregister_another_owners_device_or_one_twice() {
    let device = pair(1);
    bonded_device(5_000).build_and_execute(|| {
        let deregister = |who: [u8; 32], device: &sp_core::sr25519::Pair| {
            DeviceRegistry::deregister_device(signed(who), key(device))
        };
        assert_noop!(deregister(OTHER_OWNER, &device), Error::<Test>::NotOwner);
        assert_noop!(deregister(OWNER, &pair(2)), Error::<Test>::UnknownDevice);
        assert_ok!(deregister(OWNER, &device));
        assert_noop!(deregister(OWNER, &device), Error::<Test>::DeviceRetired);
        assert_noop!(register(&device, OWNER), Error::<Test>::DeviceAlreadyRegistered);
    });
}

#[test]
fn an_owner_rids_itself_of_a_device_that_a_stranger_registered_in_its_name() {
    ExtBuilder::default().build_and_execute(|| {
        for seed in 1..=3 {
            assert_ok!(register_by(STRANGER, &pair(seed), OWNER));
        }
        assert_noop!(register(&pair(4), OWNER), Error::<Test>::TooManyDevices);
        assert_ok!(DeviceRegistry::deregister_device(signed(OWNER), key(&pair(1))));
        assert_ok!(register(&pair(4), OWNER));
    });
}

#[test]
fn a_bond_counts_every_planck_in_all_its_parts() {
    let mut bond = Bond::default();
    assert!(bond.is_empty());
    bond.add(100);
    assert_eq!(bond.unbond(101, 1), None);
    assert_eq!(bond.unbond(0, 1), Some(()));
    assert_eq!(bond.unbond(30, 1), Some(()));
    assert_eq!(bond.unbond(20, 2), Some(()));
    assert_eq!((bond.active_planck, bond.slashable_planck()), (50, 100));
    // Active first, then what would be back first.
    bond.take(60);
    assert_eq!(bond.active_planck, 0);
    assert_eq!(
        bond.unbonding.iter().map(|one| one.planck).collect::<Vec<_>>(),
        [20, 20]
    );
    assert_eq!(bond.withdraw(0), 0);
    assert_eq!(bond.withdraw(2), 20);
    bond.take(u128::MAX);
    assert!(bond.is_empty());
}

#[test]
fn try_state_notices_a_bond_that_is_not_held() {
    let device = pair(1);
    bonded_device(5_000).build_and_execute(|| {
        Bonds::<Test>::mutate(key(&device), |bond| bond.active_planck += 1);
        assert!(DeviceRegistry::do_try_state().is_err());
        Bonds::<Test>::mutate(key(&device), |bond| bond.active_planck -= 1);
        assert_ok!(DeviceRegistry::do_try_state());
        let bond = Bonds::<Test>::take(key(&device));
        assert!(DeviceRegistry::do_try_state().is_err());
        Bonds::<Test>::insert([66; 32], &bond);
        assert!(DeviceRegistry::do_try_state().is_err());
        Bonds::<Test>::remove([66; 32]);
        Bonds::<Test>::insert(key(&device), bond);
    });
}
