//! Genesis presets, served by the GenesisBuilder runtime API.
//!
//! `development` and `local_testnet` name well-known development keys: they are for one's own machine and for tests, never
//! for value. `staging` names no key at all: whoever starts such a network gives authorities, council and balances.

use crate::{
    AccountId, AuraConfig, Balance, BalancesConfig, CouncilConfig, GrandpaConfig, RuntimeGenesisConfig,
    SlotDurationConfig, SudoConfig, COCO,
};
use alloc::{vec, vec::Vec};
use frame_support::build_struct_json_patch;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// Planck given to each well-known account. Below 2^53 × 10^3 and a power of ten, so that hosts which parse the preset
/// as JSON doubles print it back unchanged.
const ENDOWMENT: Balance = 1_000_000 * COCO;

/// Milliseconds. The embedded chain authors a block per transaction in 19–35 ms; a shorter slot would only add
/// empty slots, a longer one would make it wait.
const DEVELOPMENT_SLOT_MS: u64 = 20;

/// Milliseconds. Measured with four loopback validators: final in 3–5 s.
const NETWORK_SLOT_MS: u64 = 1_000;

fn authority(aura: Sr25519Keyring, grandpa: Ed25519Keyring) -> (AuraId, GrandpaId) {
    (aura.public().into(), grandpa.public().into())
}

fn well_known(
    authorities: Vec<(AuraId, GrandpaId)>,
    slot_ms: u64,
    sudo: Option<AccountId>,
) -> serde_json::Value {
    let (aura, grandpa): (Vec<AuraId>, Vec<GrandpaId>) = authorities.into_iter().unzip();
    let endowed: Vec<(AccountId, Balance)> = Sr25519Keyring::well_known()
        .map(|key| (key.to_account_id(), ENDOWMENT))
        .collect();
    let council: Vec<AccountId> = [
        Sr25519Keyring::Alice,
        Sr25519Keyring::Bob,
        Sr25519Keyring::Charlie,
    ]
    .map(|key| key.to_account_id())
    .into();
    build_struct_json_patch!(RuntimeGenesisConfig {
        balances: BalancesConfig { balances: endowed },
        aura: AuraConfig { authorities: aura },
        grandpa: GrandpaConfig {
            authorities: grandpa.into_iter().map(|key| (key, 1)).collect::<Vec<_>>()
        },
        slot_duration: SlotDurationConfig { slot_ms },
        council: CouncilConfig { members: council },
        sudo: SudoConfig { key: sudo },
    })
}

/// The only one with a sudo key.
fn development() -> serde_json::Value {
    well_known(
        vec![authority(Sr25519Keyring::Alice, Ed25519Keyring::Alice)],
        DEVELOPMENT_SLOT_MS,
        Some(Sr25519Keyring::Alice.to_account_id()),
    )
}

/// Four, because with three the death of one stalls finality (2 of 3 is not more than two thirds).
fn local_testnet() -> serde_json::Value {
    well_known(
        vec![
            authority(Sr25519Keyring::Alice, Ed25519Keyring::Alice),
            authority(Sr25519Keyring::Bob, Ed25519Keyring::Bob),
            authority(Sr25519Keyring::Charlie, Ed25519Keyring::Charlie),
            authority(Sr25519Keyring::Dave, Ed25519Keyring::Dave),
        ],
        NETWORK_SLOT_MS,
        None,
    )
}

/// The pace of a real network, and nobody in it yet.
fn staging() -> serde_json::Value {
    build_struct_json_patch!(RuntimeGenesisConfig {
        slot_duration: SlotDurationConfig {
            slot_ms: NETWORK_SLOT_MS
        },
    })
}

/// Name of the preset for a network that runs as production does.
pub const STAGING_RUNTIME_PRESET: &str = "staging";

/// The JSON patch of a preset, or `None` for a name that does not exist.
pub fn get(id: &PresetId) -> Option<Vec<u8>> {
    let patch = match id.as_ref() {
        DEV_RUNTIME_PRESET => development(),
        LOCAL_TESTNET_RUNTIME_PRESET => local_testnet(),
        STAGING_RUNTIME_PRESET => staging(),
        _ => return None,
    };
    serde_json::to_vec(&patch).ok()
}

/// Every name that [`get`] answers.
pub fn names() -> Vec<PresetId> {
    vec![
        PresetId::from(DEV_RUNTIME_PRESET),
        PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET),
        PresetId::from(STAGING_RUNTIME_PRESET),
    ]
}
