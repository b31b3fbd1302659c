/** `system_*` and `payment_*`. */
import { decodeAddress } from "@polkadot/util-crypto";
import { auraSlotOf, isExtrinsic, unfinishedHeader } from "./block.ts";
import { bytesOfHex, hexOf } from "./bytes.ts";
import { RuntimeTrap } from "./executor.ts";
import { blockAt, type RpcContext, type RpcMethod, type RpcMethods } from "./rpc-context.ts";
import { badFormat, dryRunUndecodable, executionFailed, invalidParams } from "./rpc-errors.ts";
import { bytes, optionalHash, text, type Params } from "./rpc-params.ts";
import { nonceTag } from "./runtime.ts";
import { concat, Cursor, u32le } from "./scale.ts";

const DISPATCH_CLASSES = ["normal", "operational", "mandatory"];

export function systemMethods(context: RpcContext): RpcMethods {
  const { chain, pool, runtime } = context;
  const nextIndex: RpcMethod = (params) => {
    const account = accountOf(text(params, 0, "account"));
    let nonce = runtime.nonce(chain.head.state, account);
    while (pool.provides(nonceTag(account, nonce))) nonce++;
    return nonce;
  };
  return {
    system_name: () => "coco development chain",
    system_version: () => "0.1.0",
    system_chain: () => context.name,
    system_chainType: () => "Development",
    system_properties: () => context.properties,
    system_health: () => ({ peers: 0, isSyncing: false, shouldHavePeers: false }),
    system_peers: () => [],
    system_nodeRoles: () => ["Authority"],
    system_syncState: () => ({
      startingBlock: 0,
      currentBlock: chain.head.number,
      highestBlock: chain.head.number,
    }),
    system_accountNextIndex: nextIndex,
    account_nextIndex: nextIndex,
    system_dryRun: (params) => hexOf(dryRun(context, params)),
    payment_queryInfo: (params) => {
      const cursor = new Cursor(paymentCall(context, "TransactionPaymentApi_query_info", params));
      const weight = { ref_time: cursor.compact(), proof_size: cursor.compact() };
      return {
        weight,
        class: DISPATCH_CLASSES[cursor.u8()] ?? "normal",
        partialFee: cursor.u128().toString(),
      };
    },
    payment_queryFeeDetails: (params) => {
      const cursor = new Cursor(paymentCall(context, "TransactionPaymentApi_query_fee_details", params));
      if (cursor.u8() === 0) return { inclusionFee: null };
      const fee = (): string => `0x${cursor.u128().toString(16)}`;
      return { inclusionFee: { baseFee: fee(), lenFee: fee(), adjustedWeightFee: fee() } };
    },
  };
}

/** In a block after `at` (the head), with all extrinsics of the pool left out. Nothing is kept of it. */
function dryRun(context: RpcContext, params: Params): Uint8Array {
  const { chain, runtime } = context;
  const extrinsic = bytes(params, 0, "extrinsic");
  if (!isExtrinsic(extrinsic)) throw dryRunUndecodable();
  const { number, state } = blockAt(context, optionalHash(params, 1, "at"));
  const { header, hash } = chain.block(number);
  const next = unfinishedHeader({ number, hash }, (auraSlotOf(header) ?? 0) + 1);
  try {
    return runtime.dryRun(state, next, extrinsic);
  } catch (thrown) {
    if (thrown instanceof RuntimeTrap) throw dryRunUndecodable();
    throw thrown;
  }
}

function paymentCall(context: RpcContext, method: string, params: Params): Uint8Array {
  const extrinsic = bytes(params, 0, "extrinsic");
  if (!isExtrinsic(extrinsic)) throw badFormat();
  const { state } = blockAt(context, optionalHash(params, 1, "at"));
  try {
    return context.runtime.call(state, method, concat(extrinsic, u32le(extrinsic.length)));
  } catch (thrown) {
    if (thrown instanceof RuntimeTrap) throw executionFailed("the runtime could not decode the transaction");
    throw thrown;
  }
}

/** SS58, or `0x` hex of 32 bytes. */
function accountOf(address: string): Uint8Array {
  const raw = bytesOfHex(address) ?? decoded(address);
  if (raw.length !== 32) throw invalidParams("account is not an address");
  return raw;
}

function decoded(address: string): Uint8Array {
  try {
    return decodeAddress(address);
  } catch {
    throw invalidParams("account is not an address");
  }
}
