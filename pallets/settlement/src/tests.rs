use crate::{
    mock::*, Channel, ChannelState, Channels, Claimed, Closed, ClosedOrder, Error, Event, NextChannel,
};
use coco_primitives::{DeviceAction, DeviceKey, DeviceStatus, DeviceUpdate, ModelTotals};
use frame_support::{assert_noop, assert_ok};
use sp_core::{Pair, H256};
use sp_runtime::{traits::BadOrigin, AccountId32};

mod claims;
mod closing;
mod mutations;
mod proofs;
mod properties;
mod rekeyed;

fn set_status(nonce: u64, status: DeviceStatus) {
    let update = DeviceUpdate {
        device: device(),
        nonce,
        action: DeviceAction::SetStatus(status),
    };
    let signature = sign_as_device(&update);
    assert_ok!(Devices::set_status(
        signed(STRANGER),
        device(),
        nonce,
        status,
        signature
    ));
}

#[test]
fn opens_a_channel_over_funds_that_stay_the_payers_own() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(open(PAYER, device(), DEPOSIT));
        let voucher_key = voucher_pair().public().0;
        System::assert_last_event(
            Event::ChannelOpened {
                channel: channel(),
                payer: PAYER,
                device: device(),
                owner: OWNER,
                voucher_key,
                deposit_planck: DEPOSIT,
            }
            .into(),
        );
        assert_eq!(
            Channels::<Test>::get(channel()),
            Some(Channel {
                payer: PAYER,
                device: device(),
                owner: OWNER,
                voucher_key,
                deposit_planck: DEPOSIT,
                claimed: Claimed::default(),
                state: ChannelState::Open,
            })
        );
        assert_eq!((money(&PAYER), held(&PAYER)), (RICHES, DEPOSIT));
    });
}

#[test]
fn the_channel_id_is_the_hash_of_payer_device_and_index() {
    let bytes = [&[20; 32][..], &device(), &1u64.to_le_bytes()].concat();
    assert_eq!(nth_channel(1), H256(sp_io::hashing::blake2_256(&bytes)));
}

#[test]
fn never_uses_an_id_twice() {
    ExtBuilder::default().build_and_execute(|| {
        let mut ids = std::collections::BTreeSet::new();
        for index in 0..5 {
            assert_ok!(open(PAYER, device(), MIN_DEPOSIT));
            assert!(ids.insert(nth_channel(index)));
            assert_ok!(Settlement::close_channel(signed(owner()), nth_channel(index)));
        }
        assert_eq!(NextChannel::<Test>::get(), 5);
        // Not even the summary of the first is there any more; its id is still not given again.
        assert_ok!(open(PAYER, device(), MIN_DEPOSIT));
        assert!(!Channels::<Test>::contains_key(nth_channel(0)));
        assert!(Channels::<Test>::contains_key(nth_channel(5)));

        NextChannel::<Test>::put(u64::MAX);
        assert_noop!(
            open(PAYER, device(), MIN_DEPOSIT),
            sp_runtime::ArithmeticError::Overflow
        );
    });
}

#[test]
fn refuses_an_unsigned_origin_everywhere() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let none = RuntimeOrigin::none;
        let totals = totals(&[("tiny", 1)]);
        let voucher = voucher_for(channel(), &totals, 0);
        assert_noop!(
            Settlement::open_channel(none(), device(), [0; 32], DEPOSIT),
            BadOrigin
        );
        assert_noop!(Settlement::top_up(none(), channel(), 1), BadOrigin);
        assert_noop!(Settlement::claim(none(), voucher, [0; 64], totals), BadOrigin);
        assert_noop!(Settlement::close_channel(none(), channel()), BadOrigin);
        assert_noop!(
            Settlement::force_close(RuntimeOrigin::root(), channel()),
            BadOrigin
        );
        assert_noop!(
            Settlement::prove_record(none(), channel(), record(0), 0, Default::default()),
            BadOrigin
        );
    });
}

#[test]
fn opens_no_channel_below_the_smallest_deposit_or_above_what_the_payer_has() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(
            open(PAYER, device(), MIN_DEPOSIT - 1),
            Error::<Test>::DepositTooSmall
        );
        // The account must live on.
        for planck in [RICHES - EXISTENTIAL_DEPOSIT + 1, RICHES, RICHES + 1, u128::MAX] {
            assert_noop!(open(PAYER, device(), planck), Error::<Test>::InsufficientBalance);
        }
        let nobody = AccountId32::new([66; 32]);
        assert_noop!(
            open(nobody, device(), MIN_DEPOSIT),
            Error::<Test>::InsufficientBalance
        );
        assert_ok!(open(PAYER, device(), RICHES - EXISTENTIAL_DEPOSIT));
    });
}

#[test]
fn opens_no_channel_to_a_device_that_is_unknown_or_retired() {
    ExtBuilder::default().build_and_execute(|| {
        let unknown: DeviceKey = [66; 32];
        assert_noop!(open(PAYER, unknown, DEPOSIT), Error::<Test>::DeviceNotInService);
        set_status(1, DeviceStatus::Paused);
        assert_ok!(open(PAYER, device(), DEPOSIT));
        set_status(2, DeviceStatus::Retired);
        assert_noop!(open(PAYER, device(), DEPOSIT), Error::<Test>::DeviceNotInService);
        // A device that is gone is still paid for what it did.
        assert_ok!(claim_planck(channel(), 500));
    });
}

#[test]
fn tops_up_a_channel_for_its_payer_only() {
    ExtBuilder::default().opened().build_and_execute(|| {
        for other in [STRANGER, owner(), OTHER_PAYER] {
            assert_noop!(
                Settlement::top_up(signed(other), channel(), 1),
                Error::<Test>::NotPayer
            );
        }
        assert_noop!(
            Settlement::top_up(signed(PAYER), H256([66; 32]), 1),
            Error::<Test>::UnknownChannel
        );
        for planck in [0, u128::MAX] {
            assert_noop!(
                Settlement::top_up(signed(PAYER), channel(), planck),
                Error::<Test>::BadTopUp
            );
        }
        let free = RICHES - DEPOSIT - EXISTENTIAL_DEPOSIT;
        assert_noop!(
            Settlement::top_up(signed(PAYER), channel(), free + 1),
            Error::<Test>::InsufficientBalance
        );
        assert_ok!(Settlement::top_up(signed(PAYER), channel(), free));
        System::assert_last_event(
            Event::ChannelToppedUp {
                channel: channel(),
                added_planck: free,
                deposit_planck: DEPOSIT + free,
            }
            .into(),
        );
        assert_eq!((money(&PAYER), held(&PAYER)), (RICHES, DEPOSIT + free));
        assert_ok!(claim_planck(channel(), DEPOSIT + free));
    });
}

#[test]
fn holds_the_sum_of_a_payers_channels() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_ok!(open(PAYER, other_device(), 2_000));
        assert_ok!(open(OTHER_PAYER, device(), 3_000));
        assert_eq!((held(&PAYER), held(&OTHER_PAYER)), (DEPOSIT + 2_000, 3_000));
        assert_ok!(claim_planck(channel(), DEPOSIT));
        // What one channel paid was not taken from another.
        assert_eq!((held(&PAYER), held(&OTHER_PAYER)), (2_000, 3_000));
    });
}

#[test]
fn try_state_notices_what_does_not_add_up() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_ok!(claim_planck(channel(), 500));
        assert_ok!(open(PAYER, device(), DEPOSIT));
        assert_ok!(Settlement::close_channel(signed(owner()), nth_channel(1)));
        assert_ok!(Settlement::do_try_state());
        let good = Channels::<Test>::get(channel()).unwrap();

        type Spoil = fn(&mut crate::ChannelOf<Test>);
        let spoils: [Spoil; 5] = [
            |channel| channel.deposit_planck += 1,
            |channel| channel.deposit_planck = channel.claimed.planck - 1,
            |channel| channel.claimed.records_root = H256::zero(),
            |channel| channel.claimed.record_count = 0,
            |channel| channel.claimed.totals = ModelTotals::default(),
        ];
        for spoil in spoils {
            let mut bad = good.clone();
            spoil(&mut bad);
            Channels::<Test>::insert(channel(), bad);
            assert!(Settlement::do_try_state().is_err());
        }
        // The same money twice.
        Channels::<Test>::insert(channel(), &good);
        Channels::<Test>::insert(nth_channel(7), &good);
        assert!(Settlement::do_try_state().is_err());
        Channels::<Test>::remove(nth_channel(7));
        // Open and closed.
        Channels::<Test>::insert(nth_channel(1), &good);
        assert!(Settlement::do_try_state().is_err());
        Channels::<Test>::remove(nth_channel(1));

        ClosedOrder::<Test>::remove(0);
        assert!(Settlement::do_try_state().is_err());
        ClosedOrder::<Test>::insert(0, channel());
        assert!(Settlement::do_try_state().is_err());
        ClosedOrder::<Test>::insert(0, nth_channel(1));
        Closed::<Test>::mutate(|range| range.next += 1);
        assert!(Settlement::do_try_state().is_err());
        Closed::<Test>::mutate(|range| range.next -= 1);
    });
}
