//! Payment channels: how they are named, and what a payer promises in one.

use crate::{
    message::{domain, SignedMessage, DOMAIN_BYTES},
    DeviceKey,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// Names a payment channel, for ever; made by [`channel_id`].
pub type ChannelId = H256;

/// Id of the channel that this payer opens to this device when `index` channels were opened on the chain before:
/// blake2-256 of SCALE(`payer`, `device`, `index`).
pub fn channel_id(payer: &[u8; 32], device: &DeviceKey, index: u64) -> ChannelId {
    H256((payer, device, index).using_encoded(sp_io::hashing::blake2_256))
}

/// What a payer owes a device's owner so far. Signed by the channel's voucher key. Everything in it is cumulative over
/// the channel's life, so that only the newest counts.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct Voucher {
    pub channel: ChannelId,
    /// Planck, of all jobs in the channel.
    pub cumulative_planck: u128,
    /// Root of the tree over the hashes of all usage records in the channel; 32 zero bytes without any.
    pub records_root: H256,
    /// Leaves of that tree.
    pub record_count: u32,
    /// [`crate::ModelTotals::root`] of what each model earned in the channel.
    pub model_totals_root: H256,
}

impl SignedMessage for Voucher {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/voucher");
}

impl Voucher {
    /// Whether there is a root exactly when there are records.
    pub fn root_fits_count(&self) -> bool {
        self.records_root.is_zero() == (self.record_count == 0)
    }
}
