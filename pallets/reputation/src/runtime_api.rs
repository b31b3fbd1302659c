//! What whoever matches jobs may ask the runtime.

// The macro's code, which is not ours.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use crate::HistoryEntry;
use alloc::vec::Vec;
use coco_primitives::{DeviceKey, ModelId, ReputationView};

sp_api::decl_runtime_apis! {
    /// How well devices work. All answers are of the block's own time: what was forgotten until then is forgotten.
    pub trait ReputationApi {
        /// With all models: a stranger's for a registered device of which nothing was noted, `None` for a key that is no device's.
        fn reputation(device: DeviceKey) -> Option<ReputationView>;

        /// With one model; `None` when nothing is known of that, and the device's own reputation says more.
        fn model_reputation(device: DeviceKey, model: ModelId) -> Option<ReputationView>;

        /// What was noted lately, the newest first. Bounded by the pallet's `MaxHistory`, for work and again for faults.
        fn history(device: DeviceKey) -> Vec<HistoryEntry>;
    }
}
