//! A running node: database, network, RPC, and the consensus of its role.

use crate::{
    consensus::{Author, Voter},
    network::{self, Hash},
    parts::{self, Parts},
    rpc,
    runtime_shape::Block,
};
use sc_consensus_grandpa::warp_proof;
use sc_network::{config::NetworkBackendType, Litep2pNetworkBackend, NetworkBackend, NetworkWorker};
use sc_service::{error::Error, Configuration, SpawnTasksParams, TaskManager};
use std::sync::Arc;

/// Starts a node over the network library that the configuration names. It runs until the tasks are dropped.
pub fn start(config: Configuration) -> Result<TaskManager, Error> {
    match config.network.network_backend {
        NetworkBackendType::Litep2p => start_over::<Litep2pNetworkBackend>(config),
        NetworkBackendType::Libp2p => start_over::<NetworkWorker<Block, Hash>>(config),
    }
}

fn start_over<N: NetworkBackend<Block, Hash>>(config: Configuration) -> Result<TaskManager, Error> {
    let Parts {
        client,
        backend,
        mut tasks,
        keystore,
        select_chain,
        pool,
        import_queue,
        inherents,
        grandpa_import,
        grandpa_link,
    } = parts::open(&config)?;
    let authorities = grandpa_link.shared_authority_set().clone();
    let warp_proofs = Arc::new(warp_proof::NetworkProvider::new(
        backend.clone(),
        authorities,
        Vec::new(),
    ));
    let network = network::join::<N>(&config, &client, &pool, import_queue, warp_proofs, &tasks)?;

    let role = config.role;
    let prometheus = config.prometheus_registry().cloned();
    let votes = !config.disable_grandpa;
    let author = role.is_authority().then(|| Author {
        client: client.clone(),
        select_chain,
        block_import: grandpa_import,
        pool: pool.clone(),
        keystore: keystore.keystore(),
        sync: network.sync.clone(),
        inherents,
        force: config.force_authoring,
        prometheus: prometheus.clone(),
    });
    let voter = votes.then(|| Voter {
        link: grandpa_link,
        network: network.service.clone(),
        sync: network.sync.clone(),
        protocol_name: network.grandpa_protocol,
        notifications: network.grandpa_notifications,
        pool: pool.clone(),
        keystore: role.is_authority().then(|| keystore.keystore()),
        role,
        name: config.network.node_name.clone(),
        prometheus,
    });

    let (rpc_client, rpc_pool) = (client.clone(), pool.clone());
    sc_service::spawn_tasks(SpawnTasksParams {
        config,
        client,
        backend,
        task_manager: &mut tasks,
        keystore: keystore.keystore(),
        transaction_pool: pool,
        rpc_builder: Box::new(move |_| {
            rpc::create(rpc_client.clone(), rpc_pool.clone()).map_err(|error| Error::Other(error.to_string()))
        }),
        network: network.service,
        system_rpc_tx: network.system_rpc,
        tx_handler_controller: network.transactions,
        sync_service: network.sync,
        telemetry: None,
        tracing_execute_block: None,
    })?;
    if let Some(author) = author {
        author.start(&tasks)?;
    }
    if let Some(voter) = voter {
        voter.start(&tasks)?;
    }
    Ok(tasks)
}
