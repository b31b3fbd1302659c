//! How a channel ends, and what stays of it.

use super::*;
use crate::{ClosedChannel, ClosedChannels, Refusal};
use coco_primitives::Positions;
use frame_support::dispatch::DispatchResult;

const UNTIL_MS: u64 = START_MS + CHALLENGE_MS;

fn close(who: AccountId32) -> DispatchResult {
    Settlement::close_channel(signed(who), channel())
}

fn force_close() -> DispatchResult {
    Settlement::force_close(signed(STRANGER), channel())
}

#[test]
fn every_state_has_every_transition_or_a_name_for_its_absence() {
    let (open, closing) = (ChannelState::Open, ChannelState::Closing { until_ms: 10 });
    assert_eq!(open.top_up(), Ok(open));
    assert_eq!(open.claim(u64::MAX), Ok(open));
    assert_eq!(open.start_closing(10), Ok(closing));
    assert_eq!(open.force_close(u64::MAX), Err(Refusal::NotClosing));
    assert_eq!(closing.top_up(), Err(Refusal::Closing));
    assert_eq!(closing.claim(10), Ok(closing));
    assert_eq!(closing.claim(11), Err(Refusal::WindowOver));
    assert_eq!(closing.start_closing(99), Err(Refusal::Closing));
    assert_eq!(closing.force_close(10), Err(Refusal::WindowOpen));
    assert_eq!(closing.force_close(11), Ok(()));
}

#[test]
fn the_owner_closes_at_once_and_the_payer_gets_the_rest() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_ok!(claim_planck(channel(), 40_000));
        assert_ok!(close(owner()));
        System::assert_last_event(
            Event::ChannelClosed {
                channel: channel(),
                claimed_planck: 40_000,
                refunded_planck: 60_000,
            }
            .into(),
        );
        assert_eq!((money(&PAYER), held(&PAYER)), (RICHES - 40_000, 0));
        assert_eq!(Channels::<Test>::get(channel()), None);
        let claimed = voucher_for(channel(), &totals(&[("tiny", 40_000)]), 64);
        assert_eq!(
            ClosedChannels::<Test>::get(channel()),
            Some(ClosedChannel {
                payer: PAYER,
                device: device(),
                owner: OWNER,
                claimed_planck: 40_000,
                records_root: claimed.records_root,
                record_count: 64,
            })
        );
    });
}

#[test]
fn a_channel_closes_whole_claimed_or_not_at_all_claimed() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_ok!(open(PAYER, device(), DEPOSIT));
        assert_ok!(claim_planck(channel(), DEPOSIT));
        assert_ok!(close(owner()));
        assert_ok!(Settlement::close_channel(signed(owner()), nth_channel(1)));
        assert_eq!((money(&PAYER), held(&PAYER)), (RICHES - DEPOSIT, 0));
    });
}

#[test]
fn the_payer_starts_a_window_and_only_once() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_ok!(close(PAYER));
        System::assert_last_event(
            Event::ChannelClosing {
                channel: channel(),
                until_ms: UNTIL_MS,
            }
            .into(),
        );
        assert_eq!(held(&PAYER), DEPOSIT);
        set_time(START_MS + 1);
        assert_noop!(close(PAYER), Error::<Test>::ChannelClosing);
        assert_noop!(
            Settlement::top_up(signed(PAYER), channel(), 1),
            Error::<Test>::ChannelClosing
        );
        set_time(UNTIL_MS + 1);
        assert_noop!(close(PAYER), Error::<Test>::ChannelClosing);
    });
}

#[test]
fn claims_count_to_the_last_moment_of_the_window() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_ok!(close(PAYER));
        assert_ok!(claim_planck(channel(), 500));
        assert_noop!(force_close(), Error::<Test>::WindowNotOver);
        set_time(UNTIL_MS);
        assert_ok!(claim_planck(channel(), 900));
        assert_noop!(force_close(), Error::<Test>::WindowNotOver);
        set_time(UNTIL_MS + 1);
        assert_noop!(claim_planck(channel(), 901), Error::<Test>::WindowOver);
        assert_ok!(force_close());
        System::assert_last_event(
            Event::ChannelClosed {
                channel: channel(),
                claimed_planck: 900,
                refunded_planck: DEPOSIT - 900,
            }
            .into(),
        );
        assert_eq!((money(&PAYER), held(&PAYER)), (RICHES - 900, 0));
    });
}

#[test]
fn the_owner_may_end_a_window_early_or_late() {
    for at_ms in [START_MS, UNTIL_MS + 1] {
        ExtBuilder::default().opened().build_and_execute(|| {
            assert_ok!(close(PAYER));
            set_time(at_ms);
            assert_ok!(close(owner()));
            assert_eq!(held(&PAYER), 0);
        });
    }
}

#[test]
fn nobody_else_closes_and_nobody_forces_an_open_channel() {
    ExtBuilder::default().opened().build_and_execute(|| {
        for other in [STRANGER, OTHER_PAYER, OTHER_OWNER.into(), TREASURY] {
            assert_noop!(close(other), Error::<Test>::NotParty);
        }
        set_time(UNTIL_MS * 2);
        assert_noop!(force_close(), Error::<Test>::ChannelNotClosing);
        let unknown = H256([66; 32]);
        assert_noop!(
            Settlement::close_channel(signed(owner()), unknown),
            Error::<Test>::UnknownChannel
        );
        assert_noop!(
            Settlement::force_close(signed(owner()), unknown),
            Error::<Test>::UnknownChannel
        );
    });
}

#[test]
fn nothing_happens_in_a_closed_channel() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_ok!(close(owner()));
        assert_noop!(claim_planck(channel(), 500), Error::<Test>::ChannelClosed);
        assert_noop!(close(owner()), Error::<Test>::ChannelClosed);
        assert_noop!(close(PAYER), Error::<Test>::ChannelClosed);
        assert_noop!(force_close(), Error::<Test>::ChannelClosed);
        assert_noop!(
            Settlement::top_up(signed(PAYER), channel(), 1),
            Error::<Test>::ChannelClosed
        );
    });
}

#[test]
fn a_window_at_the_end_of_time_never_wraps() {
    ExtBuilder::default().opened().build_and_execute(|| {
        set_time(u64::MAX - 1);
        assert_ok!(close(PAYER));
        assert_noop!(force_close(), Error::<Test>::WindowNotOver);
        assert_ok!(close(owner()));
    });
}

#[test]
fn keeps_the_newest_summaries_only() {
    ExtBuilder::default().build_and_execute(|| {
        for index in 0..5 {
            assert_ok!(open(PAYER, device(), MIN_DEPOSIT));
            assert_ok!(Settlement::close_channel(signed(owner()), nth_channel(index)));
            assert_ok!(Settlement::do_try_state());
        }
        assert_eq!(Closed::<Test>::get(), Positions { oldest: 2, next: 5 });
        let kept = (0..5).map(|index| ClosedChannels::<Test>::contains_key(nth_channel(index)));
        assert_eq!(kept.collect::<Vec<_>>(), [false, false, true, true, true]);
        assert_noop!(claim_planck(nth_channel(0), 500), Error::<Test>::UnknownChannel);
    });
}

#[test]
fn shrinks_by_one_with_every_close_after_the_limit_fell() {
    ExtBuilder::default().build_and_execute(|| {
        // As if the limit had been higher by two.
        for index in 0..5u64 {
            assert_ok!(open(PAYER, device(), MIN_DEPOSIT));
            let channel = Channels::<Test>::take(nth_channel(index)).unwrap();
            assert_ok!(Settlement::release(&PAYER, MIN_DEPOSIT));
            ClosedChannels::<Test>::insert(nth_channel(index), channel.into_summary());
            ClosedOrder::<Test>::insert(index, nth_channel(index));
        }
        Closed::<Test>::put(Positions { oldest: 0, next: 5 });
        for (index, left) in [(5, 4), (6, 3), (7, 3)] {
            assert_ok!(open(PAYER, device(), MIN_DEPOSIT));
            assert_ok!(Settlement::close_channel(signed(owner()), nth_channel(index)));
            assert_eq!(Closed::<Test>::get().count(), left);
        }
    });
}
