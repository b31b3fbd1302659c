//! Channels to a device that got another key, or another owner, in between. `docs/PROTOCOL.md` says what becomes of them.

use super::*;
use coco_primitives::DeviceRekey;

/// Gives [`device`] the key of [`stranger_pair`].
fn rekey() -> DeviceKey {
    let new = stranger_pair().public().0;
    let rekey = DeviceRekey {
        device: device(),
        new_device: new,
        owner: OWNER,
        nonce: 1,
    };
    let signature = sign(&stranger_pair(), &rekey);
    assert_ok!(Devices::rekey_device(
        signed(owner()),
        device(),
        new,
        1,
        signature
    ));
    new
}

#[test]
fn a_channel_to_the_old_key_goes_on_and_its_records_stay_provable() {
    ExtBuilder::default().opened().build_and_execute(|| {
        let new = rekey();
        let totals = totals(&[("tiny", 700)]);
        assert_ok!(claim(voucher_for(channel(), &totals, 2), totals));
        let path = coco_primitives::merkle::inclusion_path(&record_leaves(2), 1).unwrap();
        let path: frame_support::BoundedVec<_, _> = path.try_into().unwrap();
        let prove = |record| Settlement::prove_record(signed(STRANGER), channel(), record, 1, path.clone());
        assert_ok!(prove(record(1)));
        let by_new_key = coco_primitives::UsageRecord {
            device: new,
            ..record(1)
        };
        assert_noop!(prove(by_new_key), Error::<Test>::RecordOtherDevice);
    });
}

#[test]
fn channels_open_to_the_new_key_alone() {
    ExtBuilder::default().build_and_execute(|| {
        let new = rekey();
        assert_noop!(open(PAYER, device(), DEPOSIT), Error::<Test>::DeviceNotInService);
        assert_ok!(open(PAYER, new, DEPOSIT));
    });
}

#[test]
fn a_channel_pays_the_owner_of_when_it_opened_whoever_has_the_device_now() {
    ExtBuilder::default().opened().build_and_execute(|| {
        assert_ok!(Devices::offer_device(signed(owner()), device(), OTHER_OWNER));
        assert_ok!(Devices::accept_device(signed(OTHER_OWNER.into()), device()));
        assert_ok!(claim_planck(channel(), 1_000));
        assert_eq!(money(&owner()), EXISTENTIAL_DEPOSIT + 990);
        assert_eq!(money(&OTHER_OWNER.into()), EXISTENTIAL_DEPOSIT);
    });
}
