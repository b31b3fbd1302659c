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
    /// Of its last update or re-keying; 0 before the first. The next one carries one more.
    pub nonce: u64,
    pub registered_at: BlockNumber,
    /// The registration counts as the first one.
    pub last_heartbeat: Heartbeat<BlockNumber>,
    /// Jobs that it completed, under whichever key.
    pub jobs_done: u64,
}

impl<AccountId, BlockNumber> Device<AccountId, BlockNumber> {
    /// Whether the device takes jobs, and was heard of within the last `timeout_ms`.
    pub fn is_online(&self, now_ms: u64, timeout_ms: u64) -> bool {
        let silent_ms = now_ms.saturating_sub(self.last_heartbeat.at_ms);
        self.status == DeviceStatus::Active && silent_ms <= timeout_ms
    }
}

/// [`Device`] of a runtime.
pub type DeviceOf<T> = Device<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

/// How many devices there are in each status.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct DeviceCounts {
    pub active: u32,
    pub paused: u32,
    pub retired: u32,
}

impl DeviceCounts {
    /// A device entered a status.
    pub fn enter(&mut self, status: DeviceStatus) {
        let count = self.of(status);
        *count = count.saturating_add(1);
    }

    /// A device left a status.
    pub fn leave(&mut self, status: DeviceStatus) {
        let count = self.of(status);
        *count = count.saturating_sub(1);
    }

    fn of(&mut self, status: DeviceStatus) -> &mut u32 {
        match status {
            DeviceStatus::Active => &mut self.active,
            DeviceStatus::Paused => &mut self.paused,
            DeviceStatus::Retired => &mut self.retired,
        }
    }
}
