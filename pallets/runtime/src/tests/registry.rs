//! Bonds, and chains that were begun with an older registry.

use super::*;
use coco_primitives::{Capabilities, DeviceRegistration, Metadata, SignedMessage};
use frame_support::{assert_ok, traits::Currency};
use sp_core::sr25519;

fn register(device: &sr25519::Pair, owner: Sr25519Keyring) {
    let registration = DeviceRegistration {
        device: device.public().0,
        owner: owner.public().0,
        capabilities: Capabilities::default(),
        metadata: Metadata::default(),
    };
    let signature = device.sign(&registration.signing_bytes(&GENESIS)).0;
    assert_ok!(apply(
        pallet_device_registry::Call::register_device {
            registration,
            signature
        },
        Sr25519Keyring::Alice
    ));
}

#[test]
fn an_upgrade_counts_the_devices_of_a_chain_that_was_begun_with_an_older_registry() {
    use frame_support::traits::{GetStorageVersion, StorageVersion};
    on_preset("development", || {
        start_block(1, START_MS);
        register(&sr25519::Pair::from_seed(&[11; 32]), Sr25519Keyring::Bob);
        // What version 1 did not have.
        pallet_device_registry::Counts::<Runtime>::kill();
        pallet_device_registry::OperatorDeviceCount::<Runtime>::remove(Sr25519Keyring::Alice.to_account_id());
        StorageVersion::new(1).put::<DeviceRegistry>();
        assert!(DeviceRegistry::do_try_state().is_err());

        Executive::execute_on_runtime_upgrade();
        assert_eq!(DeviceRegistry::on_chain_storage_version(), StorageVersion::new(2));
        DeviceRegistry::do_try_state().unwrap();
    });
}

/// A bond through real extrinsics, and a slash by the runtime's own shares into the account that the treasury will have.
#[test]
fn a_slashed_bond_reaches_requester_reporter_and_treasury() {
    use coco_primitives::{Bonds, SlashBeneficiaries};
    on_preset("development", || {
        let owner = Sr25519Keyring::Bob;
        let device = sr25519::Pair::from_seed(&[11; 32]);
        start_block(1, START_MS);
        let bond = pallet_device_registry::Call::bond {
            device: device.public().0,
            planck: 10 * COCO,
        };
        register(&device, owner);
        assert_ok!(apply(bond, owner));
        assert_eq!(DeviceRegistry::bonded(&device.public().0), 10 * COCO);

        let (requester, reporter) = (Sr25519Keyring::Charlie, Sr25519Keyring::Dave);
        let before = [requester, reporter].map(|who| Balances::total_balance(&who.to_account_id()));
        let to = SlashBeneficiaries {
            requester: Some(requester.public().0),
            reporter: Some(reporter.public().0),
        };
        assert_eq!(DeviceRegistry::slash(&device.public().0, 4 * COCO, to), 4 * COCO);
        let after = [requester, reporter].map(|who| Balances::total_balance(&who.to_account_id()));
        assert_eq!(
            [after[0] - before[0], after[1] - before[1]],
            [2 * COCO, 4 * COCO / 10]
        );
        assert_eq!(
            Balances::total_balance(&Treasury::account_id()),
            EXISTENTIAL_DEPOSIT + 16 * COCO / 10
        );
        DeviceRegistry::do_try_state().unwrap();
    });
}

#[test]
fn the_shares_of_a_slash_stay_within_the_whole_whatever_the_council_sets() {
    use crate::governance::parameters::registry;
    use frame_support::traits::Get;
    use sp_runtime::Permill;
    on_preset("development", || {
        for parameter in [
            registry::Parameters::SlashToRequester(registry::SlashToRequester, Some(Permill::one())),
            registry::Parameters::SlashToReporter(registry::SlashToReporter, Some(Permill::one())),
        ] {
            assert_ok!(Parameters::set_parameter(
                RuntimeOrigin::root(),
                RuntimeParameters::Registry(parameter)
            ));
        }
        let requester = <Runtime as pallet_device_registry::Config>::SlashToRequester::get();
        let reporter = <Runtime as pallet_device_registry::Config>::SlashToReporter::get();
        assert_eq!(
            [requester, reporter],
            [Permill::from_percent(80), Permill::from_percent(20)]
        );
    });
}
