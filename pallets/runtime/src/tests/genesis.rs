use super::*;

#[test]
fn the_development_preset_has_one_author_and_short_slots() {
    on_preset("development", || {
        assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), 1);
        assert_eq!(slot_duration::SlotMs::<Runtime>::get(), 20);
        assert_eq!(
            Balances::free_balance(Sr25519Keyring::Bob.to_account_id()),
            1_000_000 * COCO
        );
        assert_eq!(
            pallet_sudo::Key::<Runtime>::get(),
            Some(Sr25519Keyring::Alice.to_account_id())
        );
    });
}

#[test]
fn the_local_preset_has_four_validators_and_slots_of_a_second() {
    on_preset("local_testnet", || {
        assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), 4);
        assert_eq!(Grandpa::grandpa_authorities().len(), 4);
        assert_eq!(slot_duration::SlotMs::<Runtime>::get(), 1_000);
    });
}

#[test]
fn every_named_preset_exists_and_no_other() {
    for name in presets::names() {
        assert!(presets::get(&name).is_some());
    }
    assert!(presets::get(&PresetId::from("mainnet")).is_none());
}

#[test]
#[should_panic(expected = "slotDuration.slotMs")]
fn refuses_a_genesis_without_a_slot_length() {
    let mut config = genesis_json("development");
    config["slotDuration"]["slotMs"] = 0.into();
    sp_io::TestExternalities::default().execute_with(|| {
        let _ = build_state::<RuntimeGenesisConfig>(config.to_string().into_bytes());
    });
}

#[test]
fn only_the_development_preset_has_a_sudo_key() {
    for preset in presets::names() {
        on_preset(&preset, || {
            let expected = (preset == "development").then(|| Sr25519Keyring::Alice.to_account_id());
            assert_eq!(pallet_sudo::Key::<Runtime>::get(), expected, "{preset:?}");
        });
    }
}

#[test]
fn the_treasury_exists_from_the_start() {
    for preset in presets::names() {
        on_preset(&preset, || {
            assert_eq!(
                Balances::free_balance(Treasury::account_id()),
                EXISTENTIAL_DEPOSIT,
                "{preset:?}"
            );
        });
    }
}

#[test]
fn the_staging_preset_names_nobody() {
    on_preset("staging", || {
        assert_eq!(slot_duration::SlotMs::<Runtime>::get(), 1_000);
        assert!(pallet_aura::Authorities::<Runtime>::get().is_empty());
        assert!(Grandpa::grandpa_authorities().is_empty());
        assert!(pallet_collective::Members::<Runtime, CouncilSeats>::get().is_empty());
        // The treasury's own.
        assert_eq!(Balances::total_issuance(), EXISTENTIAL_DEPOSIT);
    });
}

#[test]
fn an_operator_completes_the_staging_preset() {
    let mut config = genesis_json("staging");
    let alice = sp_core::crypto::Ss58Codec::to_ss58check(&Sr25519Keyring::Alice.to_account_id());
    config["aura"]["authorities"] = serde_json::json!([alice]);
    config["council"]["members"] = serde_json::json!([alice]);
    sp_io::TestExternalities::default().execute_with(|| {
        build_state::<RuntimeGenesisConfig>(config.to_string().into_bytes()).unwrap();
        assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), 1);
        assert_eq!(
            pallet_collective::Members::<Runtime, CouncilSeats>::get(),
            [Sr25519Keyring::Alice.to_account_id()]
        );
    });
}
