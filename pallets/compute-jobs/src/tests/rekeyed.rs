//! Jobs of a device that got another key in between. `docs/PROTOCOL.md` says what becomes of them.

use super::*;
use coco_primitives::DeviceRekey;

/// Gives [`device`] the key of [`stranger`].
fn rekey() {
    let (old, new) = (device().public().0, stranger().public().0);
    let rekey = DeviceRekey {
        device: old,
        new_device: new,
        owner: OWNER,
        nonce: 1,
    };
    let signature = sign(&stranger(), &rekey);
    let owner = RuntimeOrigin::signed(OWNER.into());
    assert_ok!(Devices::rekey_device(owner, old, new, 1, signature));
}

#[test]
fn a_job_that_was_accepted_under_the_old_key_completes_under_it_and_counts_for_the_device() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        rekey();
        assert_ok!(complete(record()));
        let info = Devices::device_info(&stranger().public().0).unwrap();
        assert_eq!(info.device.jobs_done, 1);
    });
}

#[test]
fn refuses_an_acceptance_by_the_old_key_and_takes_one_by_the_new() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        rekey();
        assert_noop!(accept(acceptance()), Error::<Test>::DeviceNotInService);
        let by_new_key = JobAcceptance {
            device: stranger().public().0,
            ..acceptance()
        };
        let signature = sign(&stranger(), &by_new_key);
        assert_ok!(ComputeJobs::accept_job(operator(), by_new_key, signature));
    });
}
