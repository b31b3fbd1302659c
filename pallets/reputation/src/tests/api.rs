//! The runtime API as a client calls it: by name, SCALE in, SCALE out.

use super::*;
use coco_primitives::ModelId;
use codec::{Decode, Encode};
use sp_api::__private::metadata_ir::InternalImplRuntimeApis as _;
use sp_runtime::{traits::Block as BlockT, ExtrinsicInclusionMode};

sp_api::impl_runtime_apis! {
    // Every runtime has this one. Blocks are not executed here.
    impl sp_api::Core<Block> for Test {
        fn version() -> sp_version::RuntimeVersion { sp_version::RuntimeVersion::default() }
        fn execute_block(_: <Block as BlockT>::LazyBlock) { unreachable!() }
        fn initialize_block(_: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode { unreachable!() }
    }
    impl crate::runtime_api::ReputationApi<Block> for Test {
        fn reputation(device: DeviceKey) -> Option<ReputationView> { Reputation::reputation(&device) }
        fn model_reputation(device: DeviceKey, model: ModelId) -> Option<ReputationView> {
            Reputation::model_reputation(&device, &model)
        }
        fn history(device: DeviceKey) -> Vec<HistoryEntry> { Reputation::history(&device) }
    }
}

/// What the runtime answers to a call of this name.
fn call<Answer: Decode>(method: &str, arguments: impl Encode) -> Answer {
    let answer = api::dispatch(&format!("ReputationApi_{method}"), &arguments.encode());
    Answer::decode(&mut &answer.expect("the method exists")[..]).expect("the answer is of its type")
}

#[test]
fn answers_what_is_left_now() {
    execute(|| {
        work("tiny", 3 * PRICE);
        fault("large", FaultKind::WrongOutput);
        work("tiny", PRICE);
        fault("large", FaultKind::MissedDeadline);
        wait(HALF_LIFE_MS);
        let view: Option<ReputationView> = call("reputation", device());
        assert_eq!(view, Some(ReputationView::new(UNIT / 20, 10 * UNIT + UNIT / 8)));
        let tiny: Option<ReputationView> = call("model_reputation", (device(), model("tiny")));
        assert_eq!(tiny, Some(ReputationView::new(UNIT / 20, 0)));
        let large: Option<ReputationView> = call("model_reputation", (device(), model("large")));
        assert_eq!(large, Some(ReputationView::new(0, 10 * UNIT + UNIT / 8)));
        let history: Vec<HistoryEntry> = call("history", device());
        assert_eq!(history.len(), 4);
        assert_eq!(history, Reputation::history(&device()));
    });
}

#[test]
fn tells_a_registered_device_without_notes_from_a_key_that_is_no_devices() {
    execute(|| {
        let view: Option<ReputationView> = call("reputation", device());
        assert_eq!(view, Some(ReputationView::of_stranger()));
        let nothing: Option<ReputationView> = call("reputation", STRANGER);
        assert_eq!(nothing, None);
        let nothing: Option<ReputationView> = call("model_reputation", (device(), model("tiny")));
        assert_eq!(nothing, None);
        let nothing: Vec<HistoryEntry> = call("history", device());
        assert_eq!(nothing, []);
        // Noted, though the registry does not know it.
        Reputation::note_fault(&STRANGER, &model("tiny"), FaultKind::WrongOutput);
        let noted: Option<ReputationView> = call("reputation", STRANGER);
        assert_eq!(noted, Some(ReputationView::new(0, 20 * UNIT)));
    });
}

#[test]
fn the_metadata_describes_every_method() {
    let metadata = Test.runtime_metadata();
    let ours = metadata.iter().find(|api| api.name == "ReputationApi");
    let methods = ours.expect("it is in the metadata").methods.iter();
    let described: Vec<_> = methods
        .map(|method| (method.name, method.inputs.len(), method.docs.is_empty()))
        .collect();
    assert_eq!(
        described,
        [
            ("reputation", 1, false),
            ("model_reputation", 2, false),
            ("history", 1, false),
        ]
    );
}
