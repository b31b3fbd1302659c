/** `chain_*`. Every block is final as soon as it is there: the chain has one author and its log is durable. */
import type { Header } from "./block.ts";
import { hexOf } from "./bytes.ts";
import type { RpcContext, RpcMethod, RpcMethods } from "./rpc-context.ts";
import { blockNumber, optionalHash, text } from "./rpc-params.ts";
import { MAX_RPC_BATCH } from "./limits.ts";
import { invalidParams } from "./rpc-errors.ts";

export function headerJson(header: Header): Record<string, unknown> {
  return {
    parentHash: hexOf(header.parentHash),
    number: `0x${header.number.toString(16)}`,
    stateRoot: hexOf(header.stateRoot),
    extrinsicsRoot: hexOf(header.extrinsicsRoot),
    digest: { logs: header.digest.map(hexOf) },
  };
}

export function chainMethods(context: RpcContext): RpcMethods {
  const { chain } = context;
  const numberAt = (hash: string | null): number | null =>
    hash === null ? chain.head.number : chain.numberOf(hash);
  const heads =
    (notification: string): RpcMethod =>
    (_params, session) =>
      session.subscribe(notification, (notify) => {
        notify(headerJson(chain.head.header));
        return chain.onHead((head) => notify(headerJson(head.header)));
      });
  const unsubscribe: RpcMethod = (params, session) => session.unsubscribe(text(params, 0, "subscription"));
  return {
    chain_getHeader: (params) => {
      const number = numberAt(optionalHash(params, 0, "hash"));
      return number === null ? null : headerJson(chain.block(number).header);
    },
    chain_getBlock: (params) => {
      const number = numberAt(optionalHash(params, 0, "hash"));
      if (number === null) return null;
      const { header, extrinsics } = chain.block(number);
      return {
        block: { header: headerJson(header), extrinsics: extrinsics.map(hexOf) },
        justifications: null,
      };
    },
    chain_getBlockHash: ([wanted]) => {
      if (wanted === undefined || wanted === null) return hexOf(chain.head.hash);
      if (!Array.isArray(wanted)) return chain.hashOf(blockNumber(wanted, "number"));
      if (wanted.length > MAX_RPC_BATCH) throw invalidParams(`more than ${MAX_RPC_BATCH} numbers`);
      return wanted.map((one: unknown) => chain.hashOf(blockNumber(one, "number")));
    },
    chain_getFinalizedHead: () => hexOf(chain.head.hash),
    chain_subscribeNewHeads: heads("chain_newHead"),
    chain_subscribeFinalizedHeads: heads("chain_finalizedHead"),
    chain_subscribeAllHeads: heads("chain_allHead"),
    chain_unsubscribeNewHeads: unsubscribe,
    chain_unsubscribeFinalizedHeads: unsubscribe,
    chain_unsubscribeAllHeads: unsubscribe,
  };
}
