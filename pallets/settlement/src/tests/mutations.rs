//! Many vouchers that are almost right. `COCO_FUZZ` sets how many.

use super::*;
use coco_primitives::{SignatureBytes, SignedMessage, Voucher};
use codec::{Decode, Encode};
use sp_io::storage::root as storage_root;
use sp_runtime::StateVersion;

/// Mutated vouchers, unless `COCO_FUZZ` says otherwise. Some seconds.
const DEFAULT_MUTATIONS: u64 = 4_000;

fn mutations() -> u64 {
    match std::env::var("COCO_FUZZ") {
        Ok(number) => number.parse().expect("COCO_FUZZ is a number"),
        Err(_) => DEFAULT_MUTATIONS,
    }
}

/// A claim as it travels: voucher, signature and totals, SCALE after SCALE.
fn encoded(voucher: &Voucher, signature: &SignatureBytes, totals: &ModelTotals) -> Vec<u8> {
    (voucher, signature, totals).encode()
}

/// The same in every run, and other for every `n`.
fn random(n: u64) -> H256 {
    H256(sp_io::hashing::blake2_256(&n.to_le_bytes()))
}

/// Claims what these bytes say, if they say anything; whether it was paid. A refusal leaves every byte of storage alone.
fn submit(bytes: &[u8]) -> bool {
    let mut input = bytes;
    let Ok((voucher, signature, totals)) = <(Voucher, SignatureBytes, ModelTotals)>::decode(&mut input)
    else {
        return false;
    };
    if !input.is_empty() {
        return false;
    }
    let before = storage_root(StateVersion::V1);
    let paid = Settlement::claim(signed(STRANGER), voucher, signature, totals).is_ok();
    assert!(
        paid || storage_root(StateVersion::V1) == before,
        "a refusal wrote something"
    );
    paid
}

/// A claim in which something is wrong: never the good one's bytes.
fn mutate(n: u64, good: &[u8], old: &[u8], voucher: &Voucher, totals: &ModelTotals) -> Vec<u8> {
    let entropy = random(n);
    let place = u64::from_le_bytes(entropy.0[..8].try_into().unwrap()) as usize;
    // Every bit of it once, then anything.
    if let Some(byte) = usize::try_from(n / 8).ok().filter(|byte| *byte < good.len()) {
        let mut flipped = good.to_vec();
        flipped[byte] ^= 1 << (n % 8);
        return flipped;
    }
    let signed_anew = |voucher: &Voucher, genesis, pair: &sp_core::sr25519::Pair| {
        let signature = pair.sign(&voucher.signing_bytes(&genesis)).0;
        encoded(voucher, &signature, totals)
    };
    match n % 8 {
        // Several bytes at once.
        0 => {
            let mut noisy = good.to_vec();
            for (at, noise) in entropy.0[8..].chunks(2).enumerate() {
                let byte = (place + at * usize::from(noise[0])) % good.len();
                noisy[byte] ^= noise[1] | 1;
            }
            noisy
        }
        // A voucher that was paid.
        1 => old.to_vec(),
        // For another chain.
        2 => signed_anew(voucher, entropy, &voucher_pair()),
        // In another channel, which the same payer opened with the same key.
        3 => {
            let mut other = voucher.clone();
            other.channel = nth_channel(1);
            encoded(&other, &sign(&voucher_pair(), voucher), totals)
        }
        // By another key.
        4 => signed_anew(voucher, GENESIS, &sp_core::sr25519::Pair::from_seed(&entropy.0)),
        // Cut off, or with something after it.
        5 => good[..place % good.len()].to_vec(),
        6 => [good, &entropy.0[..1 + place % 31]].concat(),
        // The right voucher under the signature of the one before, with one field replaced.
        _ => {
            let mut other = voucher.clone();
            match place % 4 {
                0 => other.cumulative_planck += 1 + u128::from(entropy.0[9]),
                1 => other.records_root = entropy,
                2 => other.record_count += 1 + u32::from(entropy.0[9]),
                _ => other.model_totals_root = entropy,
            }
            encoded(&other, &sign(&voucher_pair(), voucher), totals)
        }
    }
}

#[test]
fn no_mutated_voucher_is_ever_paid() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_ok!(open(PAYER, device(), DEPOSIT));
        let old_totals = totals(&[("other", 100), ("tiny", 400)]);
        let old_voucher = voucher_for(channel(), &old_totals, 3);
        let old = encoded(&old_voucher, &sign(&voucher_pair(), &old_voucher), &old_totals);
        assert!(submit(&old));
        let totals = totals(&[("other", 300), ("tiny", 700)]);
        let voucher = voucher_for(channel(), &totals, 5);
        let good = encoded(&voucher, &sign(&voucher_pair(), &voucher), &totals);

        for n in 0..mutations() {
            let mutated = mutate(n, &good, &old, &voucher, &totals);
            assert_ne!(mutated, good, "mutation {n} changes nothing");
            assert!(!submit(&mutated), "mutation {n} was paid");
        }
        assert_eq!(held(&PAYER), 2 * DEPOSIT - 500);
        // And what they all were made from is good, once.
        assert!(submit(&good));
        assert!(!submit(&good));
    });
}
