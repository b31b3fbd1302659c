//! How pallets reach each other: by these traits, never by storage.

use crate::{DeviceKey, OwnerKey};

/// What other pallets may ask and tell the registry of devices.
pub trait DeviceRegistry {
    /// Whether the device is registered and not retired. A paused one is: it settles what it accepted before.
    fn is_in_service(device: &DeviceKey) -> bool;

    /// The account that is paid for the device's work; `None` for a device that was never registered.
    fn owner_of(device: &DeviceKey) -> Option<OwnerKey>;

    /// A job of this device was completed. Does nothing for an unknown device.
    fn note_job_done(device: &DeviceKey);

    /// Puts an active device under `owner`, without a signature.
    #[cfg(feature = "runtime-benchmarks")]
    fn benchmark_register(device: DeviceKey, owner: OwnerKey);
}
