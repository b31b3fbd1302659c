//! What running a node and looking into its database have in common: client, pool and import queue.

use crate::{
    consensus::{self, Inherents},
    runtime_shape::{Block, RuntimeApi},
};
use sc_consensus_aura::ImportQueueParams;
use sc_service::{error::Error, Configuration, KeystoreContainer, TFullBackend, TFullClient, TaskManager};
use sp_consensus_aura::sr25519::AuthorityPair as AuraPair;
use std::sync::Arc;

pub type FullClient =
    TFullClient<Block, RuntimeApi, sc_executor::WasmExecutor<sp_io::SubstrateHostFunctions>>;
pub type Backend = TFullBackend<Block>;
pub type SelectChain = sc_consensus::LongestChain<Backend, Block>;
pub type Pool = sc_transaction_pool::TransactionPoolHandle<Block, FullClient>;
pub type GrandpaImport = sc_consensus_grandpa::GrandpaBlockImport<Backend, Block, FullClient, SelectChain>;
pub type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, FullClient, SelectChain>;

pub struct Parts {
    pub client: Arc<FullClient>,
    pub backend: Arc<Backend>,
    pub tasks: TaskManager,
    pub keystore: KeystoreContainer,
    pub select_chain: SelectChain,
    pub pool: Arc<Pool>,
    pub import_queue: sc_consensus::DefaultImportQueue<Block>,
    pub inherents: Inherents,
    pub grandpa_import: GrandpaImport,
    pub grandpa_link: GrandpaLink,
}

/// Opens the database, writing the genesis into a new one. Fails on a configuration with telemetry: nothing here sends any.
pub fn open(config: &Configuration) -> Result<Parts, Error> {
    if config
        .telemetry_endpoints
        .as_ref()
        .is_some_and(|endpoints| !endpoints.is_empty())
    {
        return Err(Error::Other(
            "telemetry_unsupported: this node sends no telemetry; take it out of the command line and the specification".into(),
        ));
    }
    let executor = sc_service::new_wasm_executor::<sp_io::SubstrateHostFunctions>(&config.executor);
    let (client, backend, keystore, tasks) =
        sc_service::new_full_parts::<Block, RuntimeApi, _>(config, None, executor, Vec::new())?;
    let client = Arc::new(client);
    let select_chain = sc_consensus::LongestChain::new(backend.clone());

    let pool = sc_transaction_pool::Builder::new(
        tasks.spawn_essential_handle(),
        client.clone(),
        config.role.is_authority().into(),
    )
    .with_options(config.transaction_pool.clone())
    .with_prometheus(config.prometheus_registry())
    .build();

    let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
        client.clone(),
        consensus::JUSTIFICATION_PERIOD_BLOCKS,
        &client,
        select_chain.clone(),
        None,
    )?;
    let inherents = Inherents::of(&client)?;
    let import_queue = sc_consensus_aura::import_queue::<AuraPair, _, _, _, _, _>(ImportQueueParams {
        block_import: grandpa_import.clone(),
        justification_import: Some(Box::new(grandpa_import.clone())),
        client: client.clone(),
        create_inherent_data_providers: move |_, ()| async move { Ok(inherents.now()) },
        spawner: &tasks.spawn_essential_handle(),
        registry: config.prometheus_registry(),
        check_for_equivocation: Default::default(),
        telemetry: None,
        compatibility_mode: Default::default(),
    })?;
    Ok(Parts {
        client,
        backend,
        tasks,
        keystore,
        select_chain,
        pool: Arc::new(pool),
        import_queue,
        inherents,
        grandpa_import,
        grandpa_link,
    })
}
