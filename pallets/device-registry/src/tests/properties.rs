//! Random sequences of calls, right and wrong ones mixed, beside a model of what they should do: every answer is the model's, and
//! no planck is made, lost or in another account than the model says. The money is compared after each; everything, the invariants
//! and that a refusal writes nothing, now and then and at the end.

use super::*;
use coco_testing::play_sequences;
use model::{Model, KEYS};
use proptest::prelude::*;

mod check;
mod model;
mod play;

/// Which device a step is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pick {
    /// In the order of registration, round and round.
    nth: usize,
    /// By the first key that it had, even if it has another one now.
    by_first_key: bool,
}

/// Who submits.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// Who may, if anybody.
    Right,
    /// An owner, by its number.
    Owner(usize),
}

#[derive(Clone, Debug)]
pub(super) enum Step {
    Register {
        key: usize,
        owner: usize,
        operator: usize,
        forged: bool,
    },
    Beat {
        pick: Pick,
        skip: u64,
    },
    Status {
        pick: Pick,
        skip: u64,
        status: DeviceStatus,
    },
    Offer {
        pick: Pick,
        by: By,
        to: usize,
    },
    Accept {
        pick: Pick,
        by: By,
    },
    WithdrawOffer {
        pick: Pick,
        by: By,
    },
    Rekey {
        pick: Pick,
        by: By,
        new: usize,
        skip: u64,
        forged: bool,
    },
    Deregister {
        pick: Pick,
        by: By,
    },
    Bond {
        pick: Pick,
        by: By,
        planck: u128,
    },
    /// So many thousandths of what is active.
    Unbond {
        pick: Pick,
        by: By,
        permille: u128,
    },
    Withdraw {
        pick: Pick,
    },
    Slash {
        pick: Pick,
        planck: u128,
        requester: Option<usize>,
        reporter: Option<usize>,
    },
    JobDone {
        pick: Pick,
    },
    Wait {
        ms: u64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let rarely = || prop_oneof![7 => Just(false), 1 => Just(true)];
    let pick = || (0usize..6, rarely()).prop_map(|(nth, by_first_key)| Pick { nth, by_first_key });
    // The third owner has no money, and no account before somebody pays it.
    let owner = || prop_oneof![3 => Just(0usize), 3 => Just(1usize), 1 => Just(2usize)];
    let by = move || prop_oneof![7 => Just(By::Right), 1 => owner().prop_map(By::Owner)];
    // Beyond the next nonce, or before it.
    let skip = || prop_oneof![6 => Just(0u64), 1 => Just(1u64), 1 => Just(u64::MAX)];
    let status = prop_oneof![
        4 => Just(DeviceStatus::Active),
        4 => Just(DeviceStatus::Paused),
        1 => Just(DeviceStatus::Retired),
    ];
    // Small ones, which create no account, and up to more than an owner has.
    let planck = || prop_oneof![1 => 0u128..150, 6 => 0u128..100_000, 1 => Just(RICHES)];
    let permille = prop_oneof![3 => 0u128..1_000, 3 => Just(1_000u128), 1 => Just(1_001u128)];
    // The last moments of both periods, and the first after them.
    let wait = prop_oneof![3 => 0..2 * UNBONDING_MS, 1 => Just(UNBONDING_MS), 1 => Just(TIMEOUT_MS), 1 => Just(1u64)];
    let beneficiary = move || prop_oneof![1 => Just(None), 3 => owner().prop_map(Some)];
    prop_oneof![
        2 => (0..KEYS, owner(), 0usize..2, rarely())
            .prop_map(|(key, owner, operator, forged)| Step::Register { key, owner, operator, forged }),
        1 => (pick(), skip()).prop_map(|(pick, skip)| Step::Beat { pick, skip }),
        1 => (pick(), skip(), status).prop_map(|(pick, skip, status)| Step::Status { pick, skip, status }),
        4 => (pick(), by(), owner()).prop_map(|(pick, by, to)| Step::Offer { pick, by, to }),
        4 => (pick(), by()).prop_map(|(pick, by)| Step::Accept { pick, by }),
        1 => (pick(), by()).prop_map(|(pick, by)| Step::WithdrawOffer { pick, by }),
        3 => (pick(), by(), 0..KEYS, skip(), rarely())
            .prop_map(|(pick, by, new, skip, forged)| Step::Rekey { pick, by, new, skip, forged }),
        1 => (pick(), by()).prop_map(|(pick, by)| Step::Deregister { pick, by }),
        4 => (pick(), by(), planck()).prop_map(|(pick, by, planck)| Step::Bond { pick, by, planck }),
        6 => (pick(), by(), permille).prop_map(|(pick, by, permille)| Step::Unbond { pick, by, permille }),
        4 => pick().prop_map(|pick| Step::Withdraw { pick }),
        2 => (pick(), planck(), beneficiary(), beneficiary())
            .prop_map(|(pick, planck, requester, reporter)| Step::Slash { pick, planck, requester, reporter }),
        1 => pick().prop_map(|pick| Step::JobDone { pick }),
        3 => wait.prop_map(|ms| Step::Wait { ms }),
    ]
}

/// What every sequence begins with, so that the rest of it has something to play with.
fn first_steps() -> [Step; 3] {
    [0, 1, 2].map(|n| Step::Register {
        key: n,
        owner: n % 2,
        operator: 0,
        forged: false,
    })
}

/// Calls between two looks at everything.
const FULL_CHECK: u64 = 64;

fn storage_root() -> Vec<u8> {
    sp_io::storage::root(sp_runtime::StateVersion::V1)
}

#[test]
fn any_sequence_of_calls_does_what_the_model_does_and_keeps_every_planck() {
    let sequences = prop::collection::vec(step(), 1..160);
    play_sequences("device-registry", &sequences, |steps, tally| {
        ExtBuilder::default()
            .without_beneficiaries()
            .build_and_execute(|| {
                let mut model = Model::new();
                for step in first_steps().into_iter().chain(steps) {
                    let in_full = tally.is_turn(FULL_CHECK);
                    let before = in_full.then(storage_root);
                    let (allowed, result) = model.play(step.clone());
                    assert_eq!(result.is_ok(), allowed, "{step:?}: {result:?}");
                    if let Some(before) = before.filter(|_| !allowed) {
                        assert_eq!(before, storage_root(), "{step:?}: a refusal wrote something");
                    }
                    match in_full {
                        true => model.check(),
                        false => model.check_money(),
                    }
                    if !matches!(step, Step::Wait { .. }) {
                        tally.count(allowed);
                    }
                }
                model.check();
            });
    });
}
