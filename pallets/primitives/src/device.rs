//! What a device says of itself, and how it changes it.

use crate::{
    message::{domain, SignedMessage, DOMAIN_BYTES},
    DeviceKey, Metadata, ModelId, OwnerKey, Text, MAX_ENGINE_BYTES, MAX_GPU_BYTES, MAX_MODELS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{traits::ConstU32, BoundedVec};

/// Processor architecture.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum Arch {
    /// The browser does not say.
    #[default]
    #[codec(index = 0)]
    Unknown,
    #[codec(index = 1)]
    X86_64,
    #[codec(index = 2)]
    Arm64,
}

/// What a device can do. Said by the device, measured by nobody yet.
#[derive(
    Clone, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub struct Capabilities {
    pub arch: Arch,
    /// MiB of main memory; browsers round it.
    pub ram_mib: u32,
    /// Adapter description, UTF-8; empty without one.
    pub gpu: Text<0, MAX_GPU_BYTES>,
    /// Engine name, UTF-8; empty when not chosen yet.
    pub engine: Text<0, MAX_ENGINE_BYTES>,
    /// Models that it serves.
    pub models: BoundedVec<ModelId, ConstU32<MAX_MODELS>>,
    /// Thousandths of a token per second, decoding.
    pub milli_tokens_per_second: u32,
}

/// Whether a device takes jobs.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen,
)]
pub enum DeviceStatus {
    /// Takes jobs.
    #[codec(index = 0)]
    Active,
    /// Takes none for now.
    #[codec(index = 1)]
    Paused,
    /// Gone for good: nothing follows this status.
    #[codec(index = 2)]
    Retired,
}

/// A device and its owner enter the registry. Signed by the device.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct DeviceRegistration {
    pub device: DeviceKey,
    pub owner: OwnerKey,
    pub capabilities: Capabilities,
    /// Free text, UTF-8.
    pub metadata: Metadata,
}

impl SignedMessage for DeviceRegistration {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/device");
}

/// What a [`DeviceUpdate`] changes.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub enum DeviceAction {
    #[codec(index = 0)]
    UpdateMetadata {
        capabilities: Capabilities,
        metadata: Metadata,
    },
    #[codec(index = 1)]
    SetStatus(DeviceStatus),
    #[codec(index = 2)]
    Heartbeat,
}

/// A registered device changes something about itself. Signed by the device.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct DeviceUpdate {
    pub device: DeviceKey,
    /// Exactly one more than the device's last; the first is 1.
    pub nonce: u64,
    pub action: DeviceAction,
}

impl SignedMessage for DeviceUpdate {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/update");
}

/// A registered device goes on under another key. Signed by the new key, which so proves that somebody holds it; the owner
/// says that it is wanted, by submitting the call. The old key signs nothing: mostly it is lost.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo, MaxEncodedLen)]
pub struct DeviceRekey {
    /// The key that the device has until then.
    pub device: DeviceKey,
    /// The key that it gets, and the signer.
    pub new_device: DeviceKey,
    /// Whose device it becomes by this; so no other owner can use the signature.
    pub owner: OwnerKey,
    /// Exactly one more than the device's last, as in a [`DeviceUpdate`].
    pub nonce: u64,
}

impl SignedMessage for DeviceRekey {
    const DOMAIN: [u8; DOMAIN_BYTES] = domain("coco/rekey");
}
