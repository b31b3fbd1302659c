//! What a voucher is good for, and what it is not.

use super::*;
use coco_primitives::{SignedMessage, UsageRecord, Voucher};
use codec::{Decode, Encode};
use frame_support::{
    dispatch::DispatchResult,
    traits::{LockableCurrency, WithdrawReasons},
};

/// Claims 500 planck after `change`, with the signature of the channel's key.
fn claim_with(change: impl FnOnce(&mut Voucher)) -> DispatchResult {
    let totals = totals(&[("tiny", 500)]);
    let mut voucher = voucher_for(channel(), &totals, 5);
    change(&mut voucher);
    claim(voucher, totals)
}

fn claimed() -> Claimed {
    Channels::<Test>::get(channel()).unwrap().claimed
}

#[test]
fn pays_what_a_voucher_adds_less_the_protocols_share() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let first = totals(&[("tiny", 10_050)]);
        assert_ok!(claim(voucher_for(channel(), &first, 3), first.clone()));
        let records_root = voucher_for(channel(), &first, 3).records_root;
        System::assert_last_event(
            Event::VoucherClaimed {
                channel: channel(),
                paid_planck: 9_950,
                fee_planck: 100,
                claimed_planck: 10_050,
                records_root,
                record_count: 3,
            }
            .into(),
        );
        assert_eq!(
            claimed(),
            Claimed {
                planck: 10_050,
                records_root,
                record_count: 3,
                totals: first
            }
        );
        assert_eq!(money(&owner()), EXISTENTIAL_DEPOSIT + 9_950);
        assert_eq!(money(&TREASURY), EXISTENTIAL_DEPOSIT + 100);
        assert_eq!((money(&PAYER), held(&PAYER)), (RICHES - 10_050, DEPOSIT - 10_050));

        // Only the difference, next time.
        let second = totals(&[("other", 1_000), ("tiny", 10_149)]);
        assert_ok!(claim(voucher_for(channel(), &second, 3), second));
        assert_eq!(money(&owner()), EXISTENTIAL_DEPOSIT + 9_950 + 1_089);
        assert_eq!(money(&TREASURY), EXISTENTIAL_DEPOSIT + 100 + 10);
        assert_eq!(money(&PAYER), RICHES - 11_149);
    });
}

#[test]
fn tells_what_each_model_earned_since_the_last_claim() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let first = totals(&[("b", 300), ("c", 200)]);
        assert_ok!(claim(voucher_for(channel(), &first, 1), first));
        let second = totals(&[("a", 50), ("b", 300), ("c", 201), ("d", 0)]);
        assert_ok!(claim(voucher_for(channel(), &second, 1), second));
        let earned = ["a", "b", "c", "d"].map(Earnings::of);
        assert_eq!(earned, [50, 300, 201, 0]);
    });
}

#[test]
fn never_pays_a_voucher_twice() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_ok!(claim_planck(channel(), 500));
        assert_noop!(claim_planck(channel(), 500), Error::<Test>::VoucherNotNewer);
        // Nor one that was overtaken.
        assert_ok!(claim_planck(channel(), 900));
        for older in [1, 500, 899, 900] {
            assert_noop!(claim_planck(channel(), older), Error::<Test>::VoucherNotNewer);
        }
        assert_eq!(claimed().planck, 900);
    });
}

#[test]
fn refuses_a_voucher_for_nothing() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let nothing = ModelTotals::default();
        assert_noop!(
            claim(voucher_for(channel(), &nothing, 1), nothing),
            Error::<Test>::VoucherNotNewer
        );
    });
}

#[test]
fn refuses_a_voucher_above_the_deposit_whole() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_noop!(
            claim_planck(channel(), DEPOSIT + 1),
            Error::<Test>::VoucherAboveDeposit
        );
        assert_noop!(
            claim_planck(nth_channel(0), u128::from(u32::MAX)),
            Error::<Test>::VoucherAboveDeposit
        );
        // Other money of the payer is not touched, be it free or in another channel.
        assert_ok!(open(PAYER, device(), DEPOSIT));
        assert_noop!(
            claim_planck(channel(), DEPOSIT + 1),
            Error::<Test>::VoucherAboveDeposit
        );
        assert_ok!(Settlement::top_up(signed(PAYER), channel(), 1));
        assert_ok!(claim_planck(channel(), DEPOSIT + 1));
    });
}

#[test]
fn refuses_a_voucher_whose_records_became_fewer_or_do_not_fit_their_root() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_ok!(claim_planck(channel(), 500));
        let more = totals(&[("tiny", 600)]);
        assert_noop!(
            claim(voucher_for(channel(), &more, 4), more.clone()),
            Error::<Test>::RecordCountFell
        );
        let mut no_root = voucher_for(channel(), &more, 6);
        no_root.records_root = H256::zero();
        assert_noop!(claim(no_root, more.clone()), Error::<Test>::RecordsMalformed);
        let mut no_records = voucher_for(channel(), &more, 6);
        no_records.record_count = 0;
        assert_noop!(claim(no_records, more.clone()), Error::<Test>::RecordsMalformed);
        assert_ok!(claim(voucher_for(channel(), &more, 5), more));
    });
}

#[test]
fn pays_a_voucher_without_any_record() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let totals = totals(&[("tiny", 50)]);
        assert_ok!(claim(voucher_for(channel(), &totals, 0), totals));
        assert_eq!(claimed().records_root, H256::zero());
    });
}

#[test]
fn refuses_a_voucher_that_the_channels_key_did_not_sign_as_it_is() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let totals = totals(&[("tiny", 500)]);
        let voucher = voucher_for(channel(), &totals, 5);
        let submit = |voucher: &Voucher, signature| {
            Settlement::claim(signed(owner()), voucher.clone(), signature, totals.clone())
        };
        let error = || Error::<Test>::BadVoucherSignature;
        assert_noop!(submit(&voucher, sign(&stranger_pair(), &voucher)), error());
        assert_noop!(submit(&voucher, [0; 64]), error());
        let good = sign(&voucher_pair(), &voucher);
        let mut fewer = voucher.clone();
        fewer.record_count -= 1;
        assert_noop!(submit(&fewer, good), error());
        let mut other_root = voucher.clone();
        other_root.records_root = H256([1; 32]);
        assert_noop!(submit(&other_root, good), error());
        assert_ok!(submit(&voucher, good));
    });
}

#[test]
fn refuses_a_voucher_of_another_chain_version_or_domain() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let totals = totals(&[("tiny", 500)]);
        let voucher = voucher_for(channel(), &totals, 5);
        let signed_bytes = voucher.signing_bytes(&GENESIS);
        let mut version = signed_bytes.clone();
        version[16] += 1;
        let mut domain = signed_bytes.clone();
        domain[..16].copy_from_slice(&UsageRecord::DOMAIN);
        let other_genesis = voucher.signing_bytes(&H256([8; 32]));
        let wrapped = [b"<Bytes>", &signed_bytes[..], b"</Bytes>"].concat();
        for bytes in [version, domain, other_genesis, wrapped, voucher.encode()] {
            let signature = voucher_pair().sign(&bytes).0;
            assert_noop!(
                Settlement::claim(signed(owner()), voucher.clone(), signature, totals.clone()),
                Error::<Test>::BadVoucherSignature
            );
        }
    });
}

#[test]
fn a_voucher_counts_in_its_own_channel_only() {
    ExtBuilder::default().opened().build_and_execute(|| {
        // Of the same payer, device and key.
        assert_ok!(open(PAYER, device(), DEPOSIT));
        let totals = totals(&[("tiny", 500)]);
        let of_first = voucher_for(channel(), &totals, 5);
        let signature = sign(&voucher_pair(), &of_first);
        let as_second = voucher_for(nth_channel(1), &totals, 5);
        assert_noop!(
            Settlement::claim(signed(owner()), as_second, signature, totals.clone()),
            Error::<Test>::BadVoucherSignature
        );
        assert_ok!(Settlement::claim(signed(owner()), of_first, signature, totals));
        assert_eq!(claimed().planck, 500);
        assert_eq!(
            Channels::<Test>::get(nth_channel(1)).unwrap().claimed,
            Claimed::default()
        );
        assert_noop!(claim_planck(nth_channel(2), 500), Error::<Test>::UnknownChannel);
    });
}

#[test]
fn the_payers_own_account_signs_no_vouchers_unless_it_is_the_key() {
    ExtBuilder::default().build_and_execute(|| {
        let payer = stranger_pair();
        let account = AccountId32::new(payer.public().0);
        assert_ok!(Balances::transfer_allow_death(
            signed(PAYER),
            account.clone(),
            DEPOSIT * 2
        ));
        assert_ok!(open(account.clone(), device(), DEPOSIT));
        let id = coco_primitives::channel_id(&payer.public().0, &device(), 0);
        let totals = totals(&[("tiny", 500)]);
        let voucher = voucher_for(id, &totals, 5);
        let signature = sign(&payer, &voucher);
        assert_noop!(
            Settlement::claim(signed(account), voucher, signature, totals),
            Error::<Test>::BadVoucherSignature
        );
        assert_ok!(claim_planck(id, 500));
    });
}

#[test]
fn refuses_totals_that_are_not_those_of_the_voucher() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let signed_totals = totals(&[("a", 200), ("b", 300)]);
        let voucher = voucher_for(channel(), &signed_totals, 5);
        let with = |pairs: &[(&str, u128)]| claim(voucher.clone(), totals(pairs));
        let error = || Error::<Test>::TotalsWrongRoot;
        assert_noop!(with(&[("a", 300), ("b", 200)]), error());
        assert_noop!(with(&[("a", 200), ("c", 300)]), error());
        assert_noop!(with(&[("a", 500)]), error());
        assert_noop!(with(&[("a", 200), ("b", 300), ("c", 0)]), error());
        let error = || Error::<Test>::TotalsWrongSum;
        assert_noop!(with(&[("a", 200), ("b", 299)]), error());
        assert_noop!(with(&[("a", 200), ("b", 301)]), error());
        assert_noop!(with(&[("a", 1), ("b", u128::MAX)]), error());
        assert_noop!(with(&[]), error());
        assert_ok!(with(&[("a", 200), ("b", 300)]));
    });
}

#[test]
fn refuses_totals_that_a_payer_signed_wrong() {
    ExtBuilder::default().opened().build_and_execute(|| {
        // The voucher's amount is not the sum.
        assert_noop!(
            claim_with(|voucher| voucher.cumulative_planck += 1),
            Error::<Test>::TotalsWrongSum
        );
        // Its root is that of the list, which is out of order or names a model twice.
        for names in [["b", "a"], ["a", "a"]] {
            let pairs = names.map(|name| (model(name), 250u128)).to_vec();
            let wrong = ModelTotals::decode(&mut &pairs.encode()[..]).unwrap();
            assert_noop!(
                claim(voucher_for(channel(), &wrong, 5), wrong),
                Error::<Test>::TotalsNotAscending
            );
        }
        assert_noop!(
            claim_with(|voucher| voucher.model_totals_root = H256::zero()),
            Error::<Test>::TotalsWrongRoot
        );
    });
}

#[test]
fn does_not_even_read_more_models_than_a_channel_may_have() {
    let pairs = |count: u128| {
        (0..count)
            .map(|n| (model(&format!("m{n:02}")), n))
            .collect::<Vec<_>>()
    };
    assert!(ModelTotals::decode(&mut &pairs(16).encode()[..]).is_ok());
    assert!(ModelTotals::decode(&mut &pairs(17).encode()[..]).is_err());
}

#[test]
fn no_models_total_may_fall() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let first = totals(&[("a", 200), ("b", 300)]);
        assert_ok!(claim(voucher_for(channel(), &first, 1), first));
        for pairs in [
            &[("a", 199), ("b", 900)][..],
            &[("b", 900)],
            &[("a", 200), ("c", 900)],
        ] {
            let fallen = totals(pairs);
            assert_noop!(
                claim(voucher_for(channel(), &fallen, 1), fallen),
                Error::<Test>::ModelTotalFell
            );
        }
    });
}

#[test]
fn an_owner_who_does_not_exist_yet_is_paid_once_it_is_enough() {
    ExtBuilder::default()
        .opened()
        .without_owner_and_treasury()
        .build_and_execute(|| {
            assert_noop!(claim_planck(channel(), 99), Error::<Test>::OwnerCannotReceive);
            // The treasury does not exist either: it cannot take its planck, which the owner therefore gets.
            assert_ok!(claim_planck(channel(), 100));
            assert_eq!((money(&owner()), money(&TREASURY)), (100, 0));
            // Now that the account exists, any amount will do.
            assert_ok!(claim_planck(channel(), 101));
            assert_eq!((money(&owner()), money(&TREASURY)), (101, 0));
            // A share that creates the treasury is paid, and so is every one after it.
            assert_ok!(claim_planck(channel(), 10_101));
            assert_eq!((money(&owner()), money(&TREASURY)), (10_001, 100));
            assert_ok!(claim_planck(channel(), 10_201));
            assert_eq!((money(&owner()), money(&TREASURY)), (10_100, 101));
        });
}

#[test]
fn no_lock_of_the_payer_stands_before_a_claim() {
    ExtBuilder::default().opened().build_and_execute(|| {
        Balances::set_lock(*b"votes   ", &PAYER, RICHES, WithdrawReasons::all());
        assert_ok!(claim_planck(channel(), DEPOSIT));
        assert_eq!(money(&PAYER), RICHES - DEPOSIT);
    });
}

#[test]
fn a_payer_may_pay_itself() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(Balances::transfer_allow_death(signed(PAYER), owner(), DEPOSIT));
        assert_ok!(open(owner(), device(), DEPOSIT - 1_000));
        let id = coco_primitives::channel_id(&OWNER, &device(), 0);
        assert_ok!(claim_planck(id, 10_000));
        assert_eq!(money(&owner()), EXISTENTIAL_DEPOSIT + DEPOSIT - 100);
        assert_ok!(Settlement::close_channel(signed(owner()), id));
        assert!(!Channels::<Test>::contains_key(id));
        assert_eq!(held(&owner()), 0);
    });
}
