//! The peer-to-peer network: blocks, transactions, GRANDPA's votes, and the proofs that light clients and fast syncs ask for.

use crate::{
    parts::{FullClient, Pool},
    runtime_shape::Block,
};
use sc_client_api::BlockBackend;
use sc_network::{
    config::FullNetworkConfiguration, service::traits::NetworkService, service::traits::NotificationService,
    types::ProtocolName, NetworkBackend,
};
use sc_network_sync::{
    strategy::warp::{WarpSyncConfig, WarpSyncProvider},
    SyncingService,
};
use sc_network_transactions::TransactionsHandlerController;
use sc_service::{error::Error, BuildNetworkParams, Configuration, TaskManager};
use sc_utils::mpsc::TracingUnboundedSender;
use sp_runtime::traits::Block as BlockT;
use std::sync::Arc;

pub type Hash = <Block as BlockT>::Hash;

/// Handles of the running network.
pub struct Network {
    pub service: Arc<dyn NetworkService>,
    pub sync: Arc<SyncingService<Block>>,
    pub grandpa_protocol: ProtocolName,
    pub grandpa_notifications: Box<dyn NotificationService>,
    pub system_rpc: TracingUnboundedSender<sc_rpc::system::Request<Block>>,
    pub transactions: TransactionsHandlerController<Hash>,
}

/// Joins the network over the library `N`.
pub fn join<N: NetworkBackend<Block, Hash>>(
    config: &Configuration,
    client: &Arc<FullClient>,
    pool: &Arc<Pool>,
    import_queue: sc_consensus::DefaultImportQueue<Block>,
    warp_proofs: Arc<dyn WarpSyncProvider<Block>>,
    tasks: &TaskManager,
) -> Result<Network, Error> {
    let prometheus = config.prometheus_registry();
    let mut net_config =
        FullNetworkConfiguration::<Block, Hash, N>::new(&config.network, prometheus.cloned());
    let metrics = N::register_notification_metrics(prometheus);
    let genesis = client
        .block_hash(0)?
        .ok_or_else(|| Error::Other("the database holds no genesis block".into()))?;
    let grandpa_protocol = sc_consensus_grandpa::protocol_standard_name(&genesis, &config.chain_spec);
    let (grandpa_config, grandpa_notifications) = sc_consensus_grandpa::grandpa_peers_set_config::<_, N>(
        grandpa_protocol.clone(),
        metrics.clone(),
        net_config.peer_store_handle(),
    );
    net_config.add_notification_protocol(grandpa_config);

    let (service, system_rpc, transactions, sync, _bitswap) =
        sc_service::build_network(BuildNetworkParams {
            config,
            net_config,
            client: client.clone(),
            transaction_pool: pool.clone(),
            spawn_handle: tasks.spawn_handle(),
            spawn_essential_handle: tasks.spawn_essential_handle(),
            import_queue,
            block_announce_validator_builder: None,
            warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_proofs)),
            block_relay: None,
            metrics,
            gap_sync_body_policy: None,
        })?;
    Ok(Network {
        service,
        sync,
        grandpa_protocol,
        grandpa_notifications,
        system_rpc,
        transactions,
    })
}
