//! How pallets reach each other: by these traits, never by storage.

use crate::{DeviceKey, ModelId, OwnerKey};

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

/// Who wants to know what models earn. Royalties will sit here.
pub trait OnModelEarned {
    /// A device's work with this model was paid. `earned_planck` is what the payer paid for it since the last time, before the
    /// protocol's share, and never zero.
    fn on_model_earned(device: &DeviceKey, model: &ModelId, earned_planck: u128);
}

/// Nobody does.
impl OnModelEarned for () {
    fn on_model_earned(_: &DeviceKey, _: &ModelId, _: u128) {}
}
