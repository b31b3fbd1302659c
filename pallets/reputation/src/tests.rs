use crate::{mock::*, Error, Event, History, HistoryEntry, Note, Place, Standings, DAY_MS};
use coco_primitives::{DeviceKey, FaultKind, Reputation as _, ReputationView};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::BadOrigin;

mod api;
mod faults;
mod history;
mod properties;
mod state;
mod transfer;
mod work;

/// Nothing is ever noted of it in these tests.
const STRANGER: DeviceKey = [66; 32];

fn view() -> ReputationView {
    Reputation::score(&device())
}

/// Whether this changes nothing in storage.
fn writes_nothing(act: impl FnOnce()) -> bool {
    let root = || sp_io::storage::root(sp_runtime::StateVersion::V1);
    let before = root();
    act();
    root() == before
}
