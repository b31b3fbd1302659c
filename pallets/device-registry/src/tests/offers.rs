//! Devices that change hands.

use super::*;
use crate::Offers;
use frame_support::dispatch::DispatchResult;

fn offer(from: [u8; 32], to: [u8; 32]) -> DispatchResult {
    DeviceRegistry::offer_device(signed(from), key(&pair(1)), to)
}

fn accept(who: [u8; 32]) -> DispatchResult {
    DeviceRegistry::accept_device(signed(who), key(&pair(1)))
}

fn withdraw(who: [u8; 32]) -> DispatchResult {
    DeviceRegistry::withdraw_offer(signed(who), key(&pair(1)))
}

fn one_device() -> ExtBuilder {
    ExtBuilder::default().with_device(&pair(1), OWNER)
}

#[test]
fn a_device_changes_hands_when_it_is_offered_and_accepted() {
    one_device().build_and_execute(|| {
        let device = key(&pair(1));
        assert_ok!(heartbeat(&pair(1), 1));
        DeviceRegistry::note_job_done(&device);
        assert_ok!(offer(OWNER, OTHER_OWNER));
        System::assert_last_event(
            Event::DeviceOffered {
                device,
                to: OTHER_OWNER,
            }
            .into(),
        );
        assert_eq!(DeviceRegistry::owner_of(&device), Some(OWNER));
        assert_ok!(accept(OTHER_OWNER));
        System::assert_last_event(
            Event::DeviceTransferred {
                device,
                from: OWNER,
                to: OTHER_OWNER,
            }
            .into(),
        );
        assert_eq!(DeviceRegistry::owner_of(&device), Some(OTHER_OWNER));
        assert_eq!([OWNER, OTHER_OWNER].map(OwnerDeviceCount::<Test>::get), [0, 1]);
        assert_eq!(DeviceRegistry::devices_of(&OTHER_OWNER), [device]);
        let stored = Devices::<Test>::get(device).unwrap();
        assert_eq!((stored.nonce, stored.jobs_done), (1, 1));
        assert_ok!(heartbeat(&pair(1), 2));
        // The new owner's word counts, the old one's no more.
        assert_noop!(bond(&pair(1), OWNER, 500), Error::<Test>::NotOwner);
        assert_ok!(bond(&pair(1), OTHER_OWNER, 500));
        assert_noop!(accept(OTHER_OWNER), Error::<Test>::NotOffered);
    });
}

#[test]
fn nobody_gets_a_device_that_was_not_offered_to_it() {
    one_device().build_and_execute(|| {
        assert_noop!(accept(OTHER_OWNER), Error::<Test>::NotOffered);
        assert_noop!(offer(OTHER_OWNER, OTHER_OWNER), Error::<Test>::NotOwner);
        assert_ok!(offer(OWNER, [11; 32]));
        assert_noop!(accept(OTHER_OWNER), Error::<Test>::OfferedToAnother);
        // Not the owner either: it has it.
        assert_noop!(accept(OWNER), Error::<Test>::OfferedToAnother);
        // The newest offer counts.
        assert_ok!(offer(OWNER, OTHER_OWNER));
        assert_noop!(accept([11; 32]), Error::<Test>::OfferedToAnother);
        assert_ok!(accept(OTHER_OWNER));
    });
}

#[test]
fn refuses_to_offer_to_itself_what_is_retired_or_what_does_not_exist() {
    one_device().build_and_execute(|| {
        assert_noop!(offer(OWNER, OWNER), Error::<Test>::AlreadyOwner);
        let unknown = DeviceRegistry::offer_device(signed(OWNER), [0; 32], OTHER_OWNER);
        assert_eq!(unknown, Err(Error::<Test>::UnknownDevice.into()));
        assert_noop!(
            DeviceRegistry::accept_device(signed(OWNER), [0; 32]),
            Error::<Test>::UnknownDevice
        );
        assert_noop!(
            DeviceRegistry::withdraw_offer(signed(OWNER), [0; 32]),
            Error::<Test>::UnknownDevice
        );
        assert_ok!(set_status(&pair(1), 1, DeviceStatus::Retired));
        assert_noop!(offer(OWNER, OTHER_OWNER), Error::<Test>::DeviceRetired);
    });
}

#[test]
fn a_bond_stands_before_the_offer_and_before_the_acceptance_until_it_is_withdrawn() {
    one_device().bonded(5_000).build_and_execute(|| {
        assert_noop!(offer(OWNER, OTHER_OWNER), Error::<Test>::BondNotEmpty);
        assert_ok!(unbond(&pair(1), OWNER, 5_000));
        assert_noop!(offer(OWNER, OTHER_OWNER), Error::<Test>::BondNotEmpty);
        set_time(START_MS + UNBONDING_MS + 1);
        assert_ok!(DeviceRegistry::withdraw_unbonded(signed(STRANGER), key(&pair(1))));
        assert_ok!(offer(OWNER, OTHER_OWNER));
        assert_ok!(bond(&pair(1), OWNER, 1));
        assert_noop!(accept(OTHER_OWNER), Error::<Test>::BondNotEmpty);
        assert_eq!((held(OWNER), held(OTHER_OWNER)), (1, 0));
    });
}

#[test]
fn giving_devices_away_fills_nobodys_quota_and_acceptance_keeps_to_it() {
    let mut many = one_device();
    for seed in 2..=4 {
        many = many.with_device(&pair(seed), OTHER_OWNER);
    }
    many.build_and_execute(|| {
        assert_ok!(offer(OWNER, OTHER_OWNER));
        assert_eq!(OwnerDeviceCount::<Test>::get(OTHER_OWNER), MAX_DEVICES);
        assert_noop!(accept(OTHER_OWNER), Error::<Test>::TooManyDevices);
        assert_ok!(set_status(&pair(2), 1, DeviceStatus::Retired));
        assert_ok!(accept(OTHER_OWNER));
    });
}

#[test]
fn an_offer_is_withdrawn_by_its_owner_or_declined_by_the_other_and_by_nobody_else() {
    one_device().build_and_execute(|| {
        assert_noop!(withdraw(OWNER), Error::<Test>::NotOffered);
        for party in [OWNER, OTHER_OWNER] {
            assert_ok!(offer(OWNER, OTHER_OWNER));
            assert_noop!(withdraw([11; 32]), Error::<Test>::NotParty);
            assert_ok!(withdraw(party));
            System::assert_last_event(
                Event::DeviceOfferWithdrawn {
                    device: key(&pair(1)),
                }
                .into(),
            );
            assert_noop!(accept(OTHER_OWNER), Error::<Test>::NotOffered);
        }
    });
}

#[test]
fn an_offer_ends_with_the_device() {
    one_device().build_and_execute(|| {
        assert_ok!(offer(OWNER, OTHER_OWNER));
        assert_ok!(set_status(&pair(1), 1, DeviceStatus::Retired));
        assert_eq!(Offers::<Test>::get(key(&pair(1))), None);
        assert_noop!(accept(OTHER_OWNER), Error::<Test>::NotOffered);
    });
}
