//! Who writes blocks and who makes them final: Aura's slots and GRANDPA's votes.

use crate::{
    parts::{FullClient, GrandpaImport, GrandpaLink, Pool, SelectChain},
    runtime_shape::Block,
};
use prometheus_endpoint::Registry;
use sc_consensus_aura::{SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{GrandpaParams, SharedVoterState, VotingRulesBuilder};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_network::{
    config::Role,
    service::traits::{NetworkService, NotificationService},
    types::ProtocolName,
};
use sc_network_sync::SyncingService;
use sc_service::{error::Error, TaskManager};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::{
    inherents::InherentDataProvider as SlotProvider,
    sr25519::{AuthorityId as AuraId, AuthorityPair as AuraPair},
    SlotDuration,
};
use sp_keystore::KeystorePtr;
use sp_timestamp::InherentDataProvider as TimeProvider;
use std::{sync::Arc, time::Duration};

/// Blocks. At least this often a proof of finality is kept, which peers that sync and light clients begin from; the SDK's value.
pub const JUSTIFICATION_PERIOD_BLOCKS: u32 = 512;

/// How long a vote may travel; the SDK's value. With slots of a second, blocks are final after 3–5 s.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// Share of a slot that writing a block may take; the rest is for importing and passing it on. The SDK's value.
const PROPOSAL_SHARE: f32 = 2.0 / 3.0;

/// What the author tells the runtime at the top of each block: the time, and the slot that it falls into.
///
/// Aura's authorship keeps the slot length of the start; a runtime that changed it would want its nodes restarted.
#[derive(Clone, Copy)]
pub struct Inherents {
    slot_duration: SlotDuration,
}

impl Inherents {
    pub fn of(client: &Arc<FullClient>) -> Result<Self, Error> {
        let slot_duration = sc_consensus_aura::slot_duration::<AuraId, _, _>(&**client)?;
        Ok(Self { slot_duration })
    }

    pub fn now(self) -> (SlotProvider, TimeProvider) {
        let time = TimeProvider::from_system_time();
        (
            SlotProvider::from_timestamp_and_slot_duration(*time, self.slot_duration),
            time,
        )
    }
}

/// What writing blocks takes.
pub struct Author {
    pub client: Arc<FullClient>,
    pub select_chain: SelectChain,
    pub block_import: GrandpaImport,
    pub pool: Arc<Pool>,
    pub keystore: KeystorePtr,
    pub sync: Arc<SyncingService<Block>>,
    pub inherents: Inherents,
    /// Write blocks even without peers: for a network's first node, and for a network of one.
    pub force: bool,
    pub prometheus: Option<Registry>,
}

impl Author {
    /// Writes blocks in the slots of the keys in the keystore. When it ends, the node ends.
    pub fn start(self, tasks: &TaskManager) -> Result<(), Error> {
        let inherents = self.inherents;
        let aura =
            sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(StartAuraParams {
                slot_duration: inherents.slot_duration,
                proposer_factory: sc_basic_authorship::ProposerFactory::new(
                    tasks.spawn_handle(),
                    self.client.clone(),
                    self.pool,
                    self.prometheus.as_ref(),
                    None,
                ),
                client: self.client,
                select_chain: self.select_chain,
                block_import: self.block_import,
                create_inherent_data_providers: move |_, ()| async move { Ok(inherents.now()) },
                force_authoring: self.force,
                // Without finality the chain slows down instead of growing a long tail that may be thrown away.
                backoff_authoring_blocks: Some(BackoffAuthoringOnFinalizedHeadLagging::default()),
                keystore: self.keystore,
                sync_oracle: self.sync.clone(),
                justification_sync_link: self.sync,
                block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SHARE),
                max_block_proposal_slot_portion: None,
                telemetry: None,
                compatibility_mode: Default::default(),
            })?;
        tasks
            .spawn_essential_handle()
            .spawn_blocking("aura", Some("block-authoring"), aura);
        Ok(())
    }
}

/// What voting on finality takes. Nodes without keys run it as well: they follow the votes of the others.
pub struct Voter {
    pub link: GrandpaLink,
    pub network: Arc<dyn NetworkService>,
    pub sync: Arc<SyncingService<Block>>,
    pub protocol_name: ProtocolName,
    pub notifications: Box<dyn NotificationService>,
    pub pool: Arc<Pool>,
    /// None: follows, and does not vote.
    pub keystore: Option<KeystorePtr>,
    pub role: Role,
    pub name: String,
    pub prometheus: Option<Registry>,
}

impl Voter {
    /// Votes, and finalizes what two thirds voted for. When it ends, the node ends.
    pub fn start(self, tasks: &TaskManager) -> Result<(), Error> {
        let voter = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
            config: sc_consensus_grandpa::Config {
                gossip_duration: GOSSIP_DURATION,
                justification_generation_period: JUSTIFICATION_PERIOD_BLOCKS,
                name: Some(self.name),
                observer_enabled: false,
                keystore: self.keystore,
                local_role: self.role,
                telemetry: None,
                protocol_name: self.protocol_name,
            },
            link: self.link,
            network: self.network,
            sync: self.sync,
            notification_service: self.notifications,
            voting_rule: VotingRulesBuilder::default().build(),
            prometheus_registry: self.prometheus,
            shared_voter_state: SharedVoterState::empty(),
            telemetry: None,
            offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(self.pool),
        })?;
        tasks
            .spawn_essential_handle()
            .spawn_blocking("grandpa-voter", None, voter);
        Ok(())
    }
}
