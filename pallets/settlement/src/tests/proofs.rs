//! Records under what was claimed.

use super::*;
use coco_primitives::{merkle, SignedMessage, UsageRecord};
use frame_support::dispatch::DispatchResult;

/// Records under the voucher that every test here claims.
const COUNT: u32 = 7;

fn claim_records() {
    let totals = totals(&[("tiny", 700)]);
    assert_ok!(claim(voucher_for(channel(), &totals, COUNT), totals));
}

fn path(index: u32) -> Vec<H256> {
    merkle::inclusion_path(&record_leaves(COUNT), index as usize).unwrap()
}

fn prove(record: UsageRecord, index: u32, path: Vec<H256>) -> DispatchResult {
    let path = path.try_into().unwrap();
    Settlement::prove_record(signed(STRANGER), channel(), record, index, path)
}

fn prove_all() {
    for n in 0..COUNT {
        assert_ok!(prove(record(n), n, path(n)));
        System::assert_last_event(
            Event::RecordProven {
                channel: channel(),
                record_hash: record(n).signing_hash(&GENESIS),
                index: n,
                job: record(n).job,
            }
            .into(),
        );
    }
}

#[test]
fn proves_every_record_of_a_channel_while_it_is_open_closing_and_closed() {
    ExtBuilder::default().opened().build_and_execute(|| {
        claim_records();
        prove_all();
        assert_ok!(Settlement::close_channel(signed(PAYER), channel()));
        prove_all();
        assert_ok!(Settlement::close_channel(signed(owner()), channel()));
        prove_all();
        // As often as anybody likes.
        prove_all();
    });
}

#[test]
fn proves_nothing_at_another_place_or_by_another_path() {
    ExtBuilder::default().opened().build_and_execute(|| {
        claim_records();
        let error = || Error::<Test>::BadProof;
        for n in 0..COUNT {
            for other in (0..COUNT + 2).filter(|other| *other != n) {
                assert_noop!(prove(record(n), other, path(n)), error());
            }
            let good = path(n);
            let mut longer = good.clone();
            longer.push(H256::zero());
            assert_noop!(prove(record(n), n, longer), error());
            assert_noop!(prove(record(n), n, good[1..].to_vec()), error());
            let mut other = good.clone();
            other[0].0[0] ^= 1;
            assert_noop!(prove(record(n), n, other), error());
            let mut turned = good;
            turned.reverse();
            assert_noop!(prove(record(n), n, turned), error());
        }
        assert_noop!(prove(record(0), u32::MAX, path(0)), error());
    });
}

#[test]
fn proves_no_record_that_is_not_under_the_claimed_root() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let error = || Error::<Test>::BadProof;
        // Nothing was claimed.
        assert_noop!(prove(record(0), 0, vec![]), error());
        claim_records();
        let mut dearer = record(0);
        dearer.price_planck += 1;
        assert_noop!(prove(dearer, 0, path(0)), error());
        assert_noop!(prove(record(COUNT), 0, path(0)), error());
        // The tree of an eighth record, which was not claimed: its size does not count.
        let leaves = record_leaves(COUNT + 1);
        let path = merkle::inclusion_path(&leaves, 0).unwrap();
        assert_noop!(prove(record(0), 0, path), error());
    });
}

#[test]
fn proves_no_record_of_another_device_or_that_is_none() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let (mut of_other, mut backwards) = (record(0), record(0));
        of_other.device = other_device();
        backwards.ended_at_ms = backwards.started_at_ms - 1;
        // Even though both are in the tree.
        let leaves = [&of_other, &backwards].map(|record| merkle::leaf_hash(&record.signing_hash(&GENESIS)));
        let totals = totals(&[("tiny", 700)]);
        let mut voucher = voucher_for(channel(), &totals, 2);
        voucher.records_root = merkle::root_of(&leaves);
        assert_ok!(claim(voucher, totals));
        let path = |index| merkle::inclusion_path(&leaves, index).unwrap();
        assert_noop!(prove(of_other, 0, path(0)), Error::<Test>::RecordOtherDevice);
        assert_noop!(prove(backwards, 1, path(1)), Error::<Test>::RecordMalformed);
    });
}

#[test]
fn proves_nothing_in_a_channel_that_is_not_known() {
    ExtBuilder::default().opened().build_and_execute(|| {
        claim_records();
        let proof = |id| {
            let path = path(0).try_into().unwrap();
            Settlement::prove_record(signed(STRANGER), id, record(0), 0, path)
        };
        assert_noop!(proof(nth_channel(1)), Error::<Test>::UnknownChannel);
        assert_ok!(Settlement::close_channel(signed(owner()), channel()));
        assert_ok!(proof(channel()));
        for index in 1..=u64::from(MAX_CLOSED) {
            assert_ok!(open(PAYER, device(), MIN_DEPOSIT));
            assert_ok!(Settlement::close_channel(signed(owner()), nth_channel(index)));
        }
        // Its summary went.
        assert_noop!(proof(channel()), Error::<Test>::UnknownChannel);
    });
}

#[test]
fn a_record_of_another_chain_is_another_record() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let leaf = merkle::leaf_hash(&record(0).signing_hash(&H256([8; 32])));
        let totals = totals(&[("tiny", 700)]);
        let mut voucher = voucher_for(channel(), &totals, 1);
        voucher.records_root = leaf;
        assert_ok!(claim(voucher, totals));
        assert_noop!(prove(record(0), 0, vec![]), Error::<Test>::BadProof);
    });
}
