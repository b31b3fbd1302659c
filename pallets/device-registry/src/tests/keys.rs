//! Devices that get another key.

use super::*;
use crate::{FormerKeys, Offers, Successors, MAX_FORMER_KEYS};
use coco_primitives::{Bonds as _, SlashBeneficiaries};

fn one_device() -> ExtBuilder {
    ExtBuilder::default().with_device(&pair(1), OWNER)
}

#[test]
fn everything_of_a_device_goes_on_under_its_new_key() {
    let (old, new) = (pair(1), pair(20));
    one_device().bonded(5_000).build_and_execute(|| {
        assert_ok!(unbond(&old, OWNER, 2_000));
        assert_ok!(heartbeat(&old, 1));
        DeviceRegistry::note_job_done(&key(&old));
        let before = Devices::<Test>::get(key(&old)).unwrap();
        assert_ok!(rekey(&old, &new, OWNER, 2));
        System::assert_last_event(
            Event::DeviceRekeyed {
                old: key(&old),
                new: key(&new),
            }
            .into(),
        );
        let after = Devices::<Test>::get(key(&new)).unwrap();
        assert_eq!(after, crate::Device { nonce: 2, ..before });
        assert_eq!(bonds(&new), (3_000, 5_000));
        assert_eq!(held(OWNER), 5_000);
        assert_eq!(DeviceRegistry::devices_of(&OWNER), [key(&new)]);
        assert_eq!(Devices::<Test>::count(), 1);
        assert_ok!(heartbeat(&new, 3));
    });
}

#[test]
fn the_old_key_is_burned_for_everybody() {
    let (old, new) = (pair(1), pair(20));
    one_device().build_and_execute(|| {
        assert_ok!(rekey(&old, &new, OWNER, 1));
        assert_noop!(heartbeat(&old, 2), Error::<Test>::DeviceRekeyed);
        assert_noop!(
            set_status(&old, 2, DeviceStatus::Retired),
            Error::<Test>::DeviceRekeyed
        );
        for owner in [OWNER, OTHER_OWNER] {
            assert_noop!(register(&old, owner), Error::<Test>::DeviceAlreadyRegistered);
        }
        assert_noop!(bond(&old, OWNER, 1), Error::<Test>::DeviceRekeyed);
        assert_noop!(
            DeviceRegistry::deregister_device(signed(OWNER), key(&old)),
            Error::<Test>::DeviceRekeyed
        );
        // Not by way back either, nor as another device's new key.
        assert_noop!(
            rekey(&new, &old, OWNER, 2),
            Error::<Test>::DeviceAlreadyRegistered
        );
        assert_ok!(register(&pair(2), OTHER_OWNER));
        assert_noop!(
            rekey(&pair(2), &old, OTHER_OWNER, 1),
            Error::<Test>::DeviceAlreadyRegistered
        );
        assert_noop!(rekey(&old, &pair(21), OWNER, 2), Error::<Test>::DeviceRekeyed);
    });
}

#[test]
fn what_began_under_an_old_key_ends_well_and_nothing_new_begins_under_it() {
    let (old, newer, newest) = (pair(1), pair(20), pair(21));
    one_device().bonded(5_000).build_and_execute(|| {
        assert_ok!(rekey(&old, &newer, OWNER, 1));
        assert_ok!(rekey(&newer, &newest, OWNER, 2));
        for former in [key(&old), key(&newer)] {
            assert!(!DeviceRegistry::is_in_service(&former));
            assert!(!DeviceRegistry::is_online(&former, START_MS));
            assert_eq!(DeviceRegistry::owner_of(&former), Some(OWNER));
            DeviceRegistry::note_job_done(&former);
            assert_eq!(DeviceRegistry::current_key(&former), Some(key(&newest)));
        }
        assert!(DeviceRegistry::is_in_service(&key(&newest)));
        assert!(DeviceRegistry::is_online(&key(&newest), START_MS));
        assert_eq!(Devices::<Test>::get(key(&newest)).unwrap().jobs_done, 2);
        // A new key does not save anybody from what the old one did.
        let nobody = SlashBeneficiaries::default();
        assert_eq!(DeviceRegistry::slash(&key(&old), 1_000, nobody), 1_000);
        assert_eq!((bonds(&old), bonds(&newest)), ((4_000, 4_000), (4_000, 4_000)));
        let info = DeviceRegistry::device_info(&key(&old)).unwrap();
        assert_eq!(info, DeviceRegistry::device_info(&key(&newest)).unwrap());
        assert_eq!(info.former_keys, [key(&old), key(&newer)]);
        assert_eq!((info.key, info.online), (key(&newest), true));
    });
}

#[test]
fn only_the_owner_rekeys_and_only_what_is_in_service() {
    let (device, new) = (pair(1), pair(20));
    one_device().build_and_execute(|| {
        assert_noop!(rekey(&device, &new, OTHER_OWNER, 1), Error::<Test>::NotOwner);
        assert_noop!(rekey(&pair(2), &new, OWNER, 1), Error::<Test>::UnknownDevice);
        assert_ok!(set_status(&device, 1, DeviceStatus::Retired));
        assert_noop!(rekey(&device, &new, OWNER, 2), Error::<Test>::DeviceRetired);
    });
}

#[test]
fn the_new_key_must_have_signed_for_this_owner_this_device_and_this_nonce() {
    let (device, new) = (pair(1), pair(20));
    one_device().with_device(&pair(2), OWNER).build_and_execute(|| {
        let submit = |nonce, signature| {
            DeviceRegistry::rekey_device(signed(OWNER), key(&device), key(&new), nonce, signature)
        };
        let right = rekey_message(&device, &new, OWNER, 1);
        let wrong = [
            sign(&device, &right),
            sign(&pair(2), &right),
            sign(&new, &rekey_message(&pair(2), &new, OWNER, 1)),
            sign(&new, &rekey_message(&device, &pair(21), OWNER, 1)),
            sign(&new, &rekey_message(&device, &new, OTHER_OWNER, 1)),
            sign(&new, &rekey_message(&device, &new, OWNER, 2)),
            sign(&new, &registration(&new, OWNER)),
            new.sign(&right.signing_bytes(&H256([8; 32]))).0,
        ];
        for signature in wrong {
            assert_noop!(submit(1, signature), Error::<Test>::BadNewKeySignature);
        }
        for nonce in [0, 2, u64::MAX] {
            let early = sign(&new, &rekey_message(&device, &new, OWNER, nonce));
            assert_noop!(submit(nonce, early), Error::<Test>::NonceMismatch);
        }
        assert_ok!(submit(1, sign(&new, &right)));
    });
}

#[test]
fn a_key_that_another_device_has_is_not_given() {
    let (device, other) = (pair(1), pair(2));
    one_device()
        .with_device(&other, OTHER_OWNER)
        .build_and_execute(|| {
            for taken in [&device, &other] {
                assert_noop!(
                    rekey(&device, taken, OWNER, 1),
                    Error::<Test>::DeviceAlreadyRegistered
                );
            }
        });
}

#[test]
fn a_device_has_so_many_keys_and_every_one_leads_to_the_last() {
    one_device().bonded(5_000).build_and_execute(|| {
        let keys: Vec<_> = std::iter::once(pair(1))
            .chain((20..).map(pair))
            .take(18)
            .collect();
        let limit = MAX_FORMER_KEYS as usize;
        for n in 0..limit {
            assert_ok!(rekey(&keys[n], &keys[n + 1], OWNER, n as u64 + 1));
        }
        let last = key(&keys[limit]);
        assert_noop!(
            rekey(&keys[limit], &keys[limit + 1], OWNER, limit as u64 + 1),
            Error::<Test>::TooManyFormerKeys
        );
        for former in &keys[..limit] {
            assert_eq!(Successors::<Test>::get(key(former)), Some(last));
        }
        assert_eq!(FormerKeys::<Test>::get(last).len(), limit);
        assert_eq!(bonds(&keys[0]), (5_000, 5_000));
    });
}

#[test]
fn an_offer_of_the_old_key_falls() {
    let (old, new) = (pair(1), pair(20));
    one_device().build_and_execute(|| {
        let offer = |device| DeviceRegistry::offer_device(signed(OWNER), key(device), OTHER_OWNER);
        assert_ok!(offer(&old));
        assert_ok!(rekey(&old, &new, OWNER, 1));
        System::assert_last_event(Event::DeviceOfferWithdrawn { device: key(&old) }.into());
        assert_eq!(Offers::<Test>::iter().count(), 0);
        for device in [&old, &new] {
            let accepted = DeviceRegistry::accept_device(signed(OTHER_OWNER), key(device));
            assert!(accepted.is_err());
        }
        // A new owner re-keys what it took over, and shuts the old tab out.
        assert_ok!(offer(&new));
        assert_ok!(DeviceRegistry::accept_device(signed(OTHER_OWNER), key(&new)));
        assert_ok!(rekey(&new, &pair(21), OTHER_OWNER, 2));
        assert_noop!(heartbeat(&new, 3), Error::<Test>::DeviceRekeyed);
    });
}

#[test]
fn try_state_notices_a_key_that_leads_astray() {
    let (old, new) = (pair(1), pair(20));
    one_device().build_and_execute(|| {
        assert_ok!(rekey(&old, &new, OWNER, 1));
        Successors::<Test>::insert([66; 32], key(&new));
        assert!(DeviceRegistry::do_try_state().is_err());
        Successors::<Test>::remove([66; 32]);
        Successors::<Test>::insert(key(&old), [66; 32]);
        assert!(DeviceRegistry::do_try_state().is_err());
        Successors::<Test>::insert(key(&old), key(&new));
    });
}

#[test]
fn who_keeps_something_by_key_is_told_and_may_refuse_the_whole() {
    let (old, new) = (pair(1), pair(20));
    one_device().bonded(5_000).build_and_execute(|| {
        assert_noop!(
            rekey(&old, &refused_pair(), OWNER, 1),
            sp_runtime::DispatchError::Other("this key is not a stranger's")
        );
        // Of what is refused otherwise nobody is told.
        assert_noop!(rekey(&old, &new, OWNER, 2), Error::<Test>::NonceMismatch);
        assert_eq!(Rekeyings::told(), []);
        assert_ok!(rekey(&old, &new, OWNER, 1));
        assert_eq!(Rekeyings::told(), [(key(&old), key(&new))]);
    });
}
