//! Many re-keyings that are almost right. `COCO_FUZZ` sets how many, `COCO_SEED` which.

use super::*;
use coco_primitives::{DeviceKey, DeviceRekey, SignatureBytes};
use coco_testing::{Door, Mutations};
use codec::{Decode, Encode};
use sp_io::storage::root as storage_root;
use sp_runtime::StateVersion;

/// Mutated re-keyings, unless `COCO_FUZZ` says otherwise. Some seconds.
const DEFAULT_MUTATIONS: u64 = 4_000;

fn old() -> sp_core::sr25519::Pair {
    pair(1)
}

fn new() -> sp_core::sr25519::Pair {
    pair(20)
}

/// A re-keying as it travels: who submits it, then the call's arguments, SCALE after SCALE.
fn encoded(by: [u8; 32], rekey: &DeviceRekey, signature: &SignatureBytes) -> Vec<u8> {
    (by, rekey.device, rekey.new_device, rekey.nonce, signature).encode()
}

/// The same in every run of a seed, and other for every `n`.
fn random(n: u64) -> H256 {
    let bytes = [coco_testing::seed().to_le_bytes(), n.to_le_bytes()].concat();
    H256(sp_io::hashing::blake2_256(&bytes))
}

/// Submits what these bytes say, if they say anything; what refused it, unless the device has another key then. A refusal leaves every
/// byte of storage alone.
fn submit(bytes: &[u8]) -> Option<Door> {
    let mut input = bytes;
    let decoded = <([u8; 32], DeviceKey, DeviceKey, u64, SignatureBytes)>::decode(&mut input);
    let Some((by, device, new, nonce, signature)) = decoded.ok().filter(|_| input.is_empty()) else {
        return Some(Door::Decoder);
    };
    let before = storage_root(StateVersion::V1);
    let refused = DeviceRegistry::rekey_device(signed(by), device, new, nonce, signature).err()?;
    assert_eq!(
        storage_root(StateVersion::V1),
        before,
        "a refusal wrote something"
    );
    match refused == Error::<Test>::BadNewKeySignature.into() {
        true => Some(Door::Signature),
        false => Some(Door::Rules),
    }
}

/// What is wrong, and a re-keying in which it is: never the good one's bytes.
fn mutate(n: u64, good: &[u8], right: &DeviceRekey) -> (&'static str, Vec<u8>) {
    let entropy = random(n);
    let place = u64::from_le_bytes(entropy.0[..8].try_into().unwrap()) as usize;
    // Every bit of it once, then anything.
    if let Some(byte) = usize::try_from(n / 8).ok().filter(|byte| *byte < good.len()) {
        let mut flipped = good.to_vec();
        flipped[byte] ^= 1 << (n % 8);
        return ("bit_flip", flipped);
    }
    let signed_by = |pair: &sp_core::sr25519::Pair, genesis| {
        encoded(OWNER, right, &pair.sign(&right.signing_bytes(&genesis)).0)
    };
    match n % 7 {
        // Several bytes at once.
        0 => {
            let mut noisy = good.to_vec();
            for (at, noise) in entropy.0[8..].chunks(2).enumerate() {
                let byte = (place + at * usize::from(noise[0])) % good.len();
                noisy[byte] ^= noise[1] | 1;
            }
            if noisy == good {
                noisy.push(0);
            }
            ("noise", noisy)
        }
        // For another chain.
        1 => ("other_chain", signed_by(&new(), entropy)),
        // By another key: any, or the one that is to be replaced.
        2 => (
            "wrong_signer",
            signed_by(&sp_core::sr25519::Pair::from_seed(&entropy.0), GENESIS),
        ),
        3 => ("wrong_signer", signed_by(&old(), GENESIS)),
        // Cut off, or with something after it.
        4 => ("truncated", good[..place % good.len()].to_vec()),
        5 => ("trailing", [good, &entropy.0[..1 + place % 31]].concat()),
        // Well signed by the new key for something else, submitted by whom it names.
        _ => {
            let mut other = right.clone();
            match place % 4 {
                0 => other.device = key(&pair(2)),
                1 => other.owner = OTHER_OWNER,
                2 => other.nonce = right.nonce + 1 + u64::from(entropy.0[9]),
                _ => other.nonce = 0,
            }
            ("field", encoded(other.owner, &other, &sign(&new(), &other)))
        }
    }
}

#[test]
fn no_mutated_rekeying_ever_gives_a_device_another_key() {
    ExtBuilder::default()
        .with_device(&old(), OWNER)
        .with_device(&pair(2), OTHER_OWNER)
        .build_and_execute(|| {
            assert_ok!(heartbeat(&old(), 1));
            let right = rekey_message(&old(), &new(), OWNER, 2);
            let good = encoded(OWNER, &right, &sign(&new(), &right));
            let mut mutations = Mutations::of("rekey");
            for n in Mutations::numbers(DEFAULT_MUTATIONS) {
                let (kind, mutated) = mutate(n, &good, &right);
                assert_ne!(mutated, good, "mutation {n}, {kind}, changes nothing");
                mutations.count(n, kind, submit(&mutated));
            }
            mutations.report();
            // And what they all were made from is good, once.
            assert_eq!(submit(&good), None);
            assert!(submit(&good).is_some());
        });
}
