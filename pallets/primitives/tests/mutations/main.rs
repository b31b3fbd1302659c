//! Many usage records that are almost right. `COCO_FUZZ` sets how many, `COCO_SEED` which.

mod people;

use coco_primitives::*;
use coco_testing::{
    changed_bytes::{add_noise, extend, flip_bit, overwrite, swap, truncate},
    Door, Entropy, Mutations,
};
use people::*;
use sp_core::H256;

/// Mutated records, unless `COCO_FUZZ` says otherwise. Some seconds.
const DEFAULT_MUTATIONS: u64 = 20_000;
/// Records that mutations are made of.
const RECORDS: usize = 8;

/// Where fields lie: docs/usage-record.md. `END_…` count from the end.
const AT_VERSION: usize = 16;
const AT_GENESIS: usize = 17;
const AT_JOB: usize = 49;
const AT_REQUESTER: usize = 113;
const AT_DEVICE: usize = 145;
const AT_OWNER: usize = 177;
const END_STARTED: usize = 32;
const END_ENDED: usize = 24;
const END_PRICE: usize = 16;

const KINDS: [&str; 13] = [
    "bit_flip",
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

/// A record as it travels, and what whoever checks it knows.
#[derive(Clone, PartialEq)]
struct Claimed {
    parts: Signed,
    job: H256,
    settled: bool,
}

impl Claimed {
    fn good(record: &UsageRecord) -> Self {
        Self {
            parts: Signed::by(record, &GENESIS, &device(), &requester()),
            job: record.job,
            settled: false,
        }
    }

    /// The door that refuses it, if any does.
    fn refused(&self) -> Option<Door> {
        let context = RecordContext {
            job: Some(self.job),
            settled: self.settled,
        };
        let signed = SignedRecord {
            bytes: &self.parts.bytes,
            device_signature: &self.parts.by_device,
            requester_signature: self.parts.by_requester.as_deref(),
        };
        Some(match verify_usage_record(&signed, &GENESIS, &context).err()? {
            RecordError::Decode(_) => Door::Decoder,
            RecordError::BadDeviceSignature | RecordError::BadRequesterSignature => Door::Signature,
            RecordError::OtherJob | RecordError::Replayed => Door::Rules,
        })
    }

    /// One part of it changed.
    fn with(&self, part: usize, change: impl FnOnce(&[u8]) -> Vec<u8>) -> Self {
        let mut other = self.clone();
        match part % 3 {
            0 => other.parts.bytes = change(&self.parts.bytes),
            1 => other.parts.by_device = change(&self.parts.by_device),
            _ => other.parts.by_requester = self.parts.by_requester.as_deref().map(change),
        }
        other
    }

    fn signed(mut self, parts: Signed) -> Self {
        self.parts = parts;
        self
    }
}

/// A record in which this is wrong. `b` is any other good one than `a`, which is that of `record`.
fn mutate(kind: &str, entropy: &Entropy, record: &UsageRecord, a: &Claimed, b: &Claimed) -> Claimed {
    let (part, choice) = (entropy.below(6, 3), entropy.below(7, 60));
    let bytes = &a.parts.bytes;
    let length = bytes.len();
    match kind {
        "bit_flip" => a.with(part, |bytes| flip_bit(bytes, entropy.below(0, bytes.len() * 8))),
        "noise" => a.with(part, |bytes| add_noise(bytes, entropy)),
        "truncated" => a.with(part, |bytes| truncate(bytes, entropy)),
        "trailing" => a.with(part, |bytes| extend(bytes, entropy)),
        "other_chain" => {
            let parts = Signed::by(record, &H256(entropy.0), &device(), &requester());
            let there = a.clone().signed(parts);
            match choice % 2 {
                0 => there,
                // Made to look like ours.
                _ => there.with(0, |bytes| overwrite(bytes, AT_GENESIS, GENESIS.as_bytes())),
            }
        }
        "other_place" => {
            let mut there = a.clone();
            there.job = b.job;
            match choice % 2 {
                0 => there,
                _ => there.with(0, |bytes| overwrite(bytes, AT_JOB, b.job.as_bytes())),
            }
        }
        "other_version" => {
            let version = [2 + (choice as u8), 0][choice % 2];
            let bytes = overwrite(bytes, AT_VERSION, &[version]);
            match choice % 3 {
                0 => a
                    .clone()
                    .signed(Signed::over(bytes, &GENESIS, &device(), &requester())),
                _ => a.with(0, |_| bytes),
            }
        }
        "other_message" => {
            let mut other = a.clone();
            match choice % 3 {
                // The device's word for the requester's, and none.
                0 => other.parts.by_requester = Some(a.parts.by_device.clone()),
                1 => other.parts.by_requester = None,
                _ => {
                    let bytes = voucher().signing_bytes(&GENESIS);
                    other.parts = Signed::over(bytes, &GENESIS, &device(), &requester());
                }
            }
            other
        }
        "wrong_signer" => {
            let anybody = pair(entropy.0);
            let signers = [
                (anybody.clone(), requester()),
                (device(), anybody),
                (requester(), device()),
                (device(), device()),
                (requester(), requester()),
            ];
            let (by, countersigner) = &signers[choice % signers.len()];
            a.clone().signed(Signed::by(record, &GENESIS, by, countersigner))
        }
        "replay" => Claimed {
            settled: true,
            ..a.clone()
        },
        "reorder" => match choice % 5 {
            0 => a.clone().signed(a.parts.clone().swapped()),
            1 => a.with(0, |bytes| swap(bytes, AT_REQUESTER, AT_DEVICE, 32)),
            2 => a.with(0, |bytes| {
                swap(bytes, length - END_STARTED, length - END_ENDED, 8)
            }),
            3 => a.with(1 + part % 2, |signature| swap(signature, 0, 32, 32)),
            _ => a.with(1 + part % 2, |_| match part % 2 {
                0 => b.parts.by_device.clone(),
                _ => b.parts.by_requester.clone().unwrap_or_default(),
            }),
        },
        // Jobs and prices differ between any two, and the cut lies between them.
        "splice" => {
            let cut = AT_REQUESTER + entropy.below(0, length - END_PRICE - AT_REQUESTER);
            let spliced = [&bytes[..cut], &b.parts.bytes[cut..]].concat();
            let signatures = [a, b][choice % 2].parts.clone();
            let mut other = a.clone().signed(signatures);
            other.parts.bytes = spliced;
            other
        }
        _ => {
            let fields = [
                (AT_JOB, 32),
                (AT_REQUESTER, 32),
                (AT_DEVICE, 32),
                (AT_OWNER, 32),
                (length - END_PRICE, 16),
            ];
            let (at, count) = fields[choice % fields.len()];
            a.with(0, |bytes| overwrite(bytes, at, &entropy.0[..count]))
        }
    }
}

#[test]
fn no_mutated_usage_record_is_ever_accepted() {
    let records: Vec<_> = (0..RECORDS).map(record).collect();
    let good: Vec<_> = records.iter().map(Claimed::good).collect();
    let mut mutations = Mutations::of("record");
    for n in Mutations::numbers(DEFAULT_MUTATIONS) {
        let entropy = entropy(n);
        let (nth, kind) = (
            entropy.below(4, RECORDS),
            KINDS[(n % KINDS.len() as u64) as usize],
        );
        let other = (nth + 1 + entropy.below(5, RECORDS - 1)) % RECORDS;
        let mutated = mutate(kind, &entropy, &records[nth], &good[nth], &good[other]);
        assert!(!good.contains(&mutated), "mutation {n}, {kind}, changes nothing");
        mutations.count(n, kind, mutated.refused());
    }
    mutations.report();
    // And what they all were made from is good.
    assert!(good.iter().all(|one| one.refused().is_none()));
}

#[test]
fn every_bit_of_a_usage_record_and_its_signatures_counts() {
    let good = Claimed::good(&record(0));
    assert!(good.refused().is_none());
    for part in 0..3 {
        let bits = [good.parts.bytes.len() * 8, 512, 512][part];
        for bit in 0..bits {
            let flipped = good.with(part, |bytes| flip_bit(bytes, bit));
            assert!(flipped.refused().is_some(), "part {part}, bit {bit}");
        }
    }
}
