//! From one layout of storage to the next.

use crate::{Config, Counts, DeviceCounts, Devices, OperatorDeviceCount, Pallet};
use alloc::collections::BTreeMap;
use coco_primitives::DeviceStatus;
use core::marker::PhantomData;
use frame_support::{
    migrations::VersionedMigration,
    traits::{Get, UncheckedOnRuntimeUpgrade},
    weights::Weight,
};

#[cfg(feature = "try-runtime")]
use {alloc::vec::Vec, sp_runtime::TryRuntimeError};

/// Version 2 counts devices by their status and by their operator. Everything else that it has begins empty.
///
/// In one block, since the networks of version 1 have at most thousands of devices. An operator that has more than
/// [`Config::MaxDevicesPerOperator`] by then keeps them, and registers no other.
pub type MigrateV1ToV2<T> =
    VersionedMigration<1, 2, CountDevices<T>, Pallet<T>, <T as frame_system::Config>::DbWeight>;

/// The inside of [`MigrateV1ToV2`], which alone knows whether it has to run.
pub struct CountDevices<T>(PhantomData<T>);

impl<T: Config> UncheckedOnRuntimeUpgrade for CountDevices<T> {
    fn on_runtime_upgrade() -> Weight {
        let mut counts = DeviceCounts::default();
        let mut operators = BTreeMap::<T::AccountId, u32>::new();
        let mut reads = 0u64;
        for device in Devices::<T>::iter_values() {
            reads = reads.saturating_add(1);
            counts.enter(device.status);
            if device.status != DeviceStatus::Retired {
                let count = operators.entry(device.operator).or_default();
                *count = count.saturating_add(1);
            }
        }
        let writes = u64::try_from(operators.len())
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        for (operator, count) in operators {
            OperatorDeviceCount::<T>::insert(operator, count);
        }
        Counts::<T>::put(counts);
        T::DbWeight::get().reads_writes(reads, writes)
    }

    #[cfg(feature = "try-runtime")]
    fn pre_upgrade() -> Result<Vec<u8>, TryRuntimeError> {
        frame_support::ensure!(
            !Counts::<T>::exists() && OperatorDeviceCount::<T>::iter().next().is_none(),
            "version 1 counts devices already"
        );
        Ok(Vec::new())
    }

    #[cfg(feature = "try-runtime")]
    fn post_upgrade(_: Vec<u8>) -> Result<(), TryRuntimeError> {
        Pallet::<T>::do_try_state()
    }
}
