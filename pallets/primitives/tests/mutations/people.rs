//! The keys and records that mutations are made of.

use coco_primitives::*;
use coco_testing::{seed, Entropy};
use sp_core::{sr25519, Pair, H256};

pub const GENESIS: H256 = H256([7; 32]);

/// The same in every run of a seed, and other for every `n`.
pub fn entropy(n: u64) -> Entropy {
    Entropy(sp_io::hashing::blake2_256(
        &[seed().to_le_bytes(), n.to_le_bytes()].concat(),
    ))
}

pub fn pair(seed: [u8; 32]) -> sr25519::Pair {
    sr25519::Pair::from_seed(&seed)
}

pub fn device() -> sr25519::Pair {
    pair([1; 32])
}

pub fn requester() -> sr25519::Pair {
    pair([2; 32])
}

/// The nth of the device's; each of another job.
pub fn record(nth: usize) -> UsageRecord {
    let n = nth as u64;
    UsageRecord {
        job: H256(sp_io::hashing::blake2_256(&[nth as u8])),
        lease: [3 + nth as u8; 16],
        session: [4; 16],
        requester: requester().public().0,
        device: device().public().0,
        owner: [5; 32],
        model: Text::try_from("tiny-q0f32").unwrap(),
        weights_digest: [6; 32],
        engine: Text::try_from("webllm").unwrap(),
        prompt_tokens: 20 + nth as u32,
        completion_tokens: 64,
        bytes_in: 412,
        bytes_out: 1_733 + n,
        queue_ms: 3,
        ttft_ms: 58,
        duration_ms: 1_544,
        output_digest: [8 + nth as u8; 32],
        sequence: 1 + n,
        started_at_ms: 1_800_000_000_000 + n,
        ended_at_ms: 1_800_000_001_544 + n,
        price_planck: 1_000 + u128::from(n),
    }
}

/// Something else that is signed.
pub fn voucher() -> Voucher {
    Voucher {
        channel: H256([9; 32]),
        cumulative_planck: 1_000,
        records_root: H256([10; 32]),
        record_count: 1,
        model_totals_root: H256([11; 32]),
    }
}

/// Signed bytes with both signatures.
#[derive(Clone, PartialEq)]
pub struct Signed {
    pub bytes: Vec<u8>,
    pub by_device: Vec<u8>,
    pub by_requester: Option<Vec<u8>>,
}

impl Signed {
    pub fn by(
        record: &UsageRecord,
        genesis: &H256,
        device: &sr25519::Pair,
        requester: &sr25519::Pair,
    ) -> Self {
        Self::over(record.signing_bytes(genesis), genesis, device, requester)
    }

    pub fn over(bytes: Vec<u8>, genesis: &H256, device: &sr25519::Pair, requester: &sr25519::Pair) -> Self {
        let device_signature = device.sign(&bytes).0;
        let countersignature = Countersignature {
            record_hash: H256(sp_io::hashing::blake2_256(&bytes)),
            device_signature,
        };
        let by_requester = requester.sign(&countersignature.signing_bytes(genesis)).0;
        Self {
            bytes,
            by_device: device_signature.to_vec(),
            by_requester: Some(by_requester.to_vec()),
        }
    }

    /// Each signature in the other's place.
    pub fn swapped(self) -> Self {
        let by_device = self.by_requester.unwrap_or_default();
        Self {
            bytes: self.bytes,
            by_device,
            by_requester: Some(self.by_device),
        }
    }
}
