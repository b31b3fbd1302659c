//! How pallets reach each other: by these traits, never by storage.

use crate::{DeviceKey, FaultKind, ModelId, OwnerKey, ReputationView, RequesterKey};
use sp_runtime::{DispatchResult, Weight};

/// What other pallets may ask and tell the registry of devices.
///
/// A key that its device no longer has is not in service and never online, so nothing new begins under it. What began under
/// it ends well: owner, jobs done and bond are those of the device, under its newest key.
pub trait DeviceRegistry {
    /// Whether the device is registered and not retired. A paused one is: it settles what it accepted before.
    fn is_in_service(device: &DeviceKey) -> bool;

    /// Whether the device takes jobs and was heard of lately. `now_ms` is Unix ms by the chain's clock.
    fn is_online(device: &DeviceKey, now_ms: u64) -> bool;

    /// The key that the device of this key has now: another one when it was re-keyed; `None` for a key that no device ever had.
    /// What is kept by device belongs under this one.
    fn current_key(device: &DeviceKey) -> Option<DeviceKey>;

    /// The account that is paid for the device's work; `None` for a device that was never registered.
    fn owner_of(device: &DeviceKey) -> Option<OwnerKey>;

    /// A job of this device was completed. Does nothing for an unknown device.
    fn note_job_done(device: &DeviceKey);

    /// Puts an active device under `owner`, without a signature.
    #[cfg(feature = "runtime-benchmarks")]
    fn benchmark_register(device: DeviceKey, owner: OwnerKey);
}

/// Who keeps something by device key, and moves it when a device gets another one.
pub trait OnDeviceRekeyed {
    /// The device of `old` goes on under `new`, which no device had before. The registry has checked that and says it last
    /// of all that can be refused; an error undoes the re-keying.
    fn on_device_rekeyed(old: &DeviceKey, new: &DeviceKey) -> DispatchResult;

    /// What moving may cost at most.
    fn weight() -> Weight;
}

/// Nobody does.
impl OnDeviceRekeyed for () {
    fn on_device_rekeyed(_: &DeviceKey, _: &DeviceKey) -> DispatchResult {
        Ok(())
    }

    fn weight() -> Weight {
        Weight::zero()
    }
}

/// Who has a share in a slashed bond. A share of nobody's is the treasury's, and so is one that goes to the device's own owner.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SlashBeneficiaries {
    /// Whom the fault harmed.
    pub requester: Option<RequesterKey>,
    /// The account that proved the fault.
    pub reporter: Option<[u8; 32]>,
}

/// What owners put up for their devices, and lose by a proven fault.
pub trait Bonds {
    /// Planck that stand for what the device does now. What its owner is taking back does not count any more.
    fn bonded(device: &DeviceKey) -> u128;

    /// Planck that a slash can take: what is bonded, and what is on its way back.
    fn slashable(device: &DeviceKey) -> u128;

    /// Milliseconds in which what an owner takes back can still be slashed.
    fn unbonding_ms() -> u64;

    /// Takes `planck` out of the device's bond, or all there is, and shares it. Returns how much was taken: less also when
    /// neither a beneficiary nor the treasury can receive it, because their accounts do not exist and the amount could not
    /// create them. Whether there was a fault is the caller's to prove, and that it is slashed once.
    fn slash(device: &DeviceKey, planck: u128, to: SlashBeneficiaries) -> u128;

    /// Bonds so much for a registered device, with money made for it.
    #[cfg(feature = "runtime-benchmarks")]
    fn benchmark_bond(device: &DeviceKey, planck: u128);
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
    /// A job of the device with this model was settled for so much: by a record that both sides signed, or one that stood.
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
