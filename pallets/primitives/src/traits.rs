//! How pallets reach each other: by these traits, never by storage.

use crate::{DeviceKey, FaultKind, ModelId, OwnerKey, ReputationView};
use sp_runtime::DispatchResult;

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

/// What other pallets tell, and ask, of how well devices work. They tell of devices that the registry knows, and are never refused:
/// what a note may change is the reputation's own decision.
pub trait Reputation {
    /// A job of the device with this model was settled by a record that both sides signed, for so much.
    fn note_verified_work(device: &DeviceKey, model: &ModelId, value_planck: u128);

    /// The device did something wrong with this model.
    fn note_fault(device: &DeviceKey, model: &ModelId, kind: FaultKind);

    /// What is known of the device now; a stranger's when nothing is.
    fn score(device: &DeviceKey) -> ReputationView;

    /// A device goes on under another key: everything that is known of `old` is known of `new` from now on. That the two are one
    /// device is the caller's to check. Refused when something is known of `new` already, so that no reputation hides another.
    fn transfer(old: &DeviceKey, new: &DeviceKey) -> DispatchResult;

    /// Makes the device one of which as much is known as can be.
    #[cfg(feature = "runtime-benchmarks")]
    fn benchmark_fill(device: &DeviceKey);
}

/// Nothing is remembered; all devices are strangers.
impl Reputation for () {
    fn note_verified_work(_: &DeviceKey, _: &ModelId, _: u128) {}

    fn note_fault(_: &DeviceKey, _: &ModelId, _: FaultKind) {}

    fn score(_: &DeviceKey) -> ReputationView {
        ReputationView::of_stranger()
    }

    fn transfer(_: &DeviceKey, _: &DeviceKey) -> DispatchResult {
        Ok(())
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn benchmark_fill(_: &DeviceKey) {}
}
