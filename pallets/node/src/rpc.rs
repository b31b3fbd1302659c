//! What the node answers beyond the SDK's own `chain`, `state`, `author`, `system` and `chainHead` calls.

use crate::{
    parts::{FullClient, Pool},
    runtime_shape::{AccountId, Balance, Block, Nonce},
};
use jsonrpsee::{core::RegisterMethodError, RpcModule};
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo;
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};

/// `system_accountNextIndex` and `payment_*`, which `@polkadot/api` signs and estimates with.
pub fn create(client: Arc<FullClient>, pool: Arc<Pool>) -> Result<RpcModule<()>, RegisterMethodError> {
    let mut module = RpcModule::new(());
    let system = System::<_, _, Block>::new(client.clone(), pool);
    module.merge(SystemApiServer::<_, AccountId, Nonce>::into_rpc(system))?;
    let payment = TransactionPayment::<_, Block>::new(client);
    module.merge(TransactionPaymentApiServer::<_, RuntimeDispatchInfo<Balance>>::into_rpc(payment))?;
    Ok(module)
}
