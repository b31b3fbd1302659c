//! A payment channel, from its deposit to what comes back.

use super::*;
use coco_primitives::{
    merkle, Capabilities, ChannelId, DeviceRegistration, Metadata, ModelTotals, SignedMessage, Text, Voucher,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use pallet_settlement::runtime_api::ChannelPhase;
use sp_core::sr25519;

const PAYER: Sr25519Keyring = Sr25519Keyring::Alice;
const OWNER: Sr25519Keyring = Sr25519Keyring::Bob;
const DEPOSIT: Balance = 10 * COCO;

fn device() -> sr25519::Pair {
    sr25519::Pair::from_seed(&[11; 32])
}

/// A device of the owner's, and a channel to it whose vouchers the payer signs itself.
pub fn open() -> ChannelId {
    let registration = DeviceRegistration {
        device: device().public().0,
        owner: OWNER.to_account_id().into(),
        capabilities: Capabilities::default(),
        metadata: Metadata::default(),
    };
    let signature = device().sign(&registration.signing_bytes(&GENESIS)).0;
    assert_ok!(apply(
        pallet_device_registry::Call::register_device {
            registration,
            signature
        },
        PAYER
    ));
    assert_ok!(apply(
        pallet_settlement::Call::open_channel {
            device: device().public().0,
            voucher_key: PAYER.public().0,
            deposit_planck: DEPOSIT,
        },
        PAYER
    ));
    let open = Settlement::open_channel_views(None, 10);
    assert_eq!(open.len(), 1);
    open[0].channel
}

/// The payer's voucher for this much in all, of one model and one record.
pub fn claim(channel: ChannelId, cumulative_planck: Balance) -> RuntimeCall {
    let totals = ModelTotals::new(vec![(Text::try_from("tiny").unwrap(), cumulative_planck)]).unwrap();
    let voucher = Voucher {
        channel,
        cumulative_planck,
        records_root: merkle::leaf_hash(&H256([5; 32])),
        record_count: 1,
        model_totals_root: totals.root(),
    };
    let signature = PAYER.pair().sign(&voucher.signing_bytes(&GENESIS)).0;
    pallet_settlement::Call::claim {
        voucher,
        signature,
        totals,
    }
    .into()
}

fn free(who: &AccountId) -> Balance {
    Balances::free_balance(who)
}

#[test]
fn pays_the_owner_and_the_treasury_and_gives_back_the_rest() {
    on_preset("development", || {
        start_block(1, START_MS);
        let treasury = Treasury::account_id();
        let channel = open();
        let (owner_before, treasury_before) = (free(&OWNER.to_account_id()), free(&treasury));

        // Whoever brings the voucher pays the fee, and gets nothing else.
        assert_ok!(apply(claim(channel, 4 * COCO), Sr25519Keyring::Charlie));
        assert_eq!(free(&treasury) - treasury_before, COCO * 4 / 100);
        assert_eq!(free(&OWNER.to_account_id()) - owner_before, COCO * 4 * 99 / 100);
        let view = Settlement::channel_view(channel).unwrap();
        assert_eq!(
            (
                view.phase,
                view.held_planck,
                view.claimed_planck,
                view.record_count
            ),
            (ChannelPhase::Open, 6 * COCO, 4 * COCO, 1)
        );

        let payer_before = free(&PAYER.to_account_id());
        assert_ok!(apply(pallet_settlement::Call::close_channel { channel }, OWNER));
        assert_eq!(free(&PAYER.to_account_id()) - payer_before, 6 * COCO);
        assert_eq!(
            Settlement::channel_view(channel).unwrap().phase,
            ChannelPhase::Closed
        );
        assert!(Settlement::open_channel_views(None, 10).is_empty());
        assert_eq!(
            Balances::total_balance_on_hold(&PAYER.to_account_id()),
            0,
            "nothing stays held"
        );
        Settlement::do_try_state().unwrap();
    });
}

#[test]
fn a_window_of_a_day_stands_between_the_payer_and_its_money() {
    on_preset("development", || {
        start_block(1, START_MS);
        let channel = open();
        assert_ok!(apply(pallet_settlement::Call::close_channel { channel }, PAYER));
        let until_ms = START_MS + 24 * 60 * 60 * 1_000;
        assert_eq!(
            Settlement::channel_view(channel).unwrap().phase,
            ChannelPhase::Closing { until_ms }
        );
        let force = || pallet_settlement::Call::force_close { channel };
        Executive::finalize_block();

        start_block(2, until_ms);
        assert_eq!(
            apply(force(), PAYER),
            Err(pallet_settlement::Error::<Runtime>::WindowNotOver.into())
        );
        assert_ok!(apply(claim(channel, COCO), OWNER));
        Executive::finalize_block();

        start_block(3, until_ms + 1_000);
        assert_eq!(
            apply(claim(channel, 2 * COCO), OWNER),
            Err(pallet_settlement::Error::<Runtime>::WindowOver.into())
        );
        assert_ok!(apply(force(), PAYER));
        assert_noop!(
            Settlement::force_close(RuntimeOrigin::signed(PAYER.to_account_id()), channel),
            pallet_settlement::Error::<Runtime>::ChannelClosed
        );
        Settlement::do_try_state().unwrap();
    });
}

#[test]
fn pages_of_open_channels_hold_each_channel_once() {
    on_preset("development", || {
        start_block(1, START_MS);
        open();
        for _ in 0..4 {
            assert_ok!(apply(
                pallet_settlement::Call::open_channel {
                    device: device().public().0,
                    voucher_key: [1; 32],
                    deposit_planck: DEPOSIT,
                },
                PAYER
            ));
        }
        let mut seen = std::collections::BTreeSet::new();
        let mut after = None;
        loop {
            let page = Settlement::open_channel_views(after, 2);
            assert!(page.len() <= 2);
            let Some(last) = page.last() else { break };
            after = Some(last.channel);
            for view in page {
                assert!(seen.insert(view.channel), "a channel came twice");
            }
        }
        assert_eq!(seen.len(), 5);
    });
}
