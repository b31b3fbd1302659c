//! Many vouchers that are almost right. `COCO_FUZZ` sets how many, `COCO_SEED` which.

use super::*;
use coco_primitives::{SignatureBytes, SignedMessage, Voucher};
use coco_testing::{
    changed_bytes::{add_noise, extend, flip_bit, overwrite, swap, truncate},
    Door, Entropy, Mutations,
};
use codec::{Decode, Encode};
use sp_core::sr25519;
use sp_io::storage::root as storage_root;
use sp_runtime::StateVersion;

/// Mutated vouchers, unless `COCO_FUZZ` says otherwise. Some seconds.
const DEFAULT_MUTATIONS: u64 = 6_000;
/// One in so many is asked whether it wrote something, and every bit flip of the first round.
const ROOT_CHECK: u64 = 64;

/// Where a claim's voucher has its roots, and where its signature lies.
const AT_ROOT: usize = 48;
const AT_COUNT: usize = 80;
const AT_TOTALS: usize = 84;
const AT_SIGNATURE: usize = 116;
/// Of the signed bytes.
const AT_VERSION: usize = 16;

const KINDS: [&str; 12] = [
    "noise",
    "truncated",
    "trailing",
    "other_chain",
    "other_place",
    "other_version",
    "other_message",
    "wrong_signer",
    "replay",
    "reorder",
    "splice",
    "field",
];

/// A claim as it travels: voucher, signature and totals, SCALE after SCALE.
fn encoded(voucher: &Voucher, signature: &SignatureBytes, totals: &ModelTotals) -> Vec<u8> {
    (voucher, signature, totals).encode()
}

/// The same in every run of a seed, and other for every `n`.
fn entropy(n: u64) -> Entropy {
    let bytes = [coco_testing::seed().to_le_bytes(), n.to_le_bytes()].concat();
    Entropy(sp_io::hashing::blake2_256(&bytes))
}

/// Claims what these bytes say, if they say anything; what refused it, if anything did.
fn submit(bytes: &[u8]) -> Option<Door> {
    let mut input = bytes;
    let decoded = <(Voucher, SignatureBytes, ModelTotals)>::decode(&mut input);
    let Some((voucher, signature, totals)) = decoded.ok().filter(|_| input.is_empty()) else {
        return Some(Door::Decoder);
    };
    let refused = Settlement::claim(signed(STRANGER), voucher, signature, totals).err()?;
    match refused == Error::<Test>::BadVoucherSignature.into() {
        true => Some(Door::Signature),
        false => Some(Door::Rules),
    }
}

/// What mutations are made of.
struct Good {
    voucher: Voucher,
    totals: ModelTotals,
    bytes: Vec<u8>,
    /// A claim that was paid before.
    old: Vec<u8>,
}

impl Good {
    /// Which mutation this is, and a claim in which it is made. Every bit is flipped once, then comes all the rest.
    fn mutate(&self, n: u64, entropy: &Entropy) -> (&'static str, Vec<u8>) {
        let bits = self.bytes.len() * 8;
        if let Some(bit) = usize::try_from(n).ok().filter(|bit| *bit < bits) {
            return ("bit_flip", flip_bit(&self.bytes, bit));
        }
        let kind = KINDS[(n % KINDS.len() as u64) as usize];
        (kind, self.mutate_as(kind, entropy))
    }

    /// The good claim under another signature.
    fn under(&self, by: &sr25519::Pair, bytes: &[u8]) -> Vec<u8> {
        encoded(&self.voucher, &by.sign(bytes).0, &self.totals)
    }

    fn mutate_as(&self, kind: &str, entropy: &Entropy) -> Vec<u8> {
        let (good, choice) = (&self.bytes, entropy.below(7, 60));
        let right = self.voucher.signing_bytes(&GENESIS);
        match kind {
            "noise" => add_noise(good, entropy),
            "truncated" => truncate(good, entropy),
            "trailing" => extend(good, entropy),
            "other_chain" => self.under(&voucher_pair(), &self.voucher.signing_bytes(&H256(entropy.0))),
            // Another channel, which the same payer opened with the same key; another signed for, or another claimed.
            "other_place" => {
                let mut other = self.voucher.clone();
                other.channel = nth_channel(1);
                match choice % 2 {
                    0 => self.under(&voucher_pair(), &other.signing_bytes(&GENESIS)),
                    _ => encoded(&other, &sign(&voucher_pair(), &self.voucher), &self.totals),
                }
            }
            "other_version" => {
                let version = [2 + choice as u8, 0][choice % 2];
                self.under(&voucher_pair(), &overwrite(&right, AT_VERSION, &[version]))
            }
            // The right body in another message's name, or without any prefix.
            "other_message" => match choice % 2 {
                0 => self.under(&voucher_pair(), &overwrite(&right, 0, &entropy.0[..16])),
                _ => self.under(&voucher_pair(), &self.voucher.encode()),
            },
            "wrong_signer" => self.under(&sr25519::Pair::from_seed(&entropy.0), &right),
            "replay" => self.old.clone(),
            "reorder" => match choice % 2 {
                0 => swap(good, AT_ROOT, AT_TOTALS, 32),
                _ => swap(good, AT_SIGNATURE, AT_SIGNATURE + 32, 32),
            },
            // The new voucher under the old one's signature, cut anywhere from the first root on.
            "splice" => {
                let cut = AT_ROOT + entropy.below(0, AT_SIGNATURE - AT_ROOT);
                [&good[..cut], &self.old[cut..]].concat()
            }
            // One field of the right voucher replaced.
            _ => {
                let fields = [(0, 32), (32, 8), (AT_ROOT, 32), (AT_COUNT, 4), (AT_TOTALS, 32)];
                let (at, count) = fields[choice % fields.len()];
                overwrite(good, at, &entropy.0[..count])
            }
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
        assert_eq!(submit(&old), None);
        let totals = totals(&[("other", 300), ("tiny", 700)]);
        let voucher = voucher_for(channel(), &totals, 5);
        let bytes = encoded(&voucher, &sign(&voucher_pair(), &voucher), &totals);
        let good = Good {
            voucher,
            totals,
            bytes,
            old,
        };

        let mut mutations = Mutations::of("voucher");
        let root = storage_root(StateVersion::V1);
        for n in Mutations::numbers(DEFAULT_MUTATIONS) {
            let (kind, mutated) = good.mutate(n, &entropy(n));
            assert_ne!(mutated, good.bytes, "mutation {n}, {kind}, changes nothing");
            mutations.count(n, kind, submit(&mutated));
            if kind == "bit_flip" || n % ROOT_CHECK == 0 {
                assert_eq!(
                    storage_root(StateVersion::V1),
                    root,
                    "mutation {n} wrote something"
                );
            }
        }
        mutations.report();
        assert_eq!(held(&PAYER), 2 * DEPOSIT - 500);
        // And what they all were made from is good, once.
        assert_eq!(submit(&good.bytes), None);
        assert_eq!(submit(&good.bytes), Some(Door::Rules));
    });
}
