//! What clients ask about devices. Nobody needs to know how they are stored.

// The macro's code, which is not ours.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use crate::DeviceInfo;
use alloc::vec::Vec;
use coco_primitives::{DeviceKey, OwnerKey};
use codec::Codec;

sp_api::decl_runtime_apis! {
    /// Devices.
    pub trait DeviceApi<AccountId: Codec, BlockNumber: Codec> {
        /// The device that has this key, or had it; `None` for a key that no device ever had.
        fn device(key: DeviceKey) -> Option<DeviceInfo<AccountId, BlockNumber>>;

        /// Keys of an owner's devices that are not retired, in no order that means anything.
        fn devices_of(owner: OwnerKey) -> Vec<DeviceKey>;
    }
}
