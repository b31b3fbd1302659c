use coco_primitives::{Capabilities, DeviceStatus, Metadata, OwnerKey};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;

/// When a device was last heard of.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Heartbeat<BlockNumber> {
    pub block: BlockNumber,
    /// Unix ms, by the chain's clock.
    pub at_ms: u64,
}

/// A registered device.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct Device<AccountId, BlockNumber> {
    /// Is paid for its work.
    pub owner: OwnerKey,
    /// Submitted and paid the registration.
    pub operator: AccountId,
    pub capabilities: Capabilities,
    pub metadata: Metadata,
    pub status: DeviceStatus,
    /// Of its last update; 0 before the first. The next update carries one more.
    pub nonce: u64,
    pub registered_at: BlockNumber,
    /// The registration counts as the first one.
    pub last_heartbeat: Heartbeat<BlockNumber>,
    /// Jobs that it completed.
    pub jobs_done: u64,
}

/// [`Device`] of a runtime.
pub type DeviceOf<T> = Device<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
