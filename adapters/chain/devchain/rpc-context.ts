/** What RPC methods work on. */
import type { Chain } from "./chain.ts";
import type { TransactionPool } from "./pool.ts";
import { stateDiscarded, unknownBlock } from "./rpc-errors.ts";
import type { Params } from "./rpc-params.ts";
import type { RpcSession } from "./rpc-session.ts";
import type { Runtime } from "./runtime.ts";
import type { Trie } from "./trie.ts";

export interface RpcContext {
  readonly chain: Chain;
  readonly pool: TransactionPool;
  readonly runtime: Runtime;
  /** `system_chain`. */
  readonly name: string;
  /** `system_properties`: `ss58Format`, `tokenDecimals`, `tokenSymbol`. */
  readonly properties: Readonly<Record<string, string | number>>;
  /** Tells the author that the pool has grown. */
  readonly wake: () => void;
}

export type RpcMethod = (params: Params, session: RpcSession) => unknown;
export type RpcMethods = Readonly<Record<string, RpcMethod>>;

export interface At {
  readonly number: number;
  readonly hash: string;
  readonly state: Trie;
}

/** The block of a hash (null: the head) with its state. Throws `RpcError` when unknown or no longer kept. */
export function blockAt({ chain }: RpcContext, hash: string | null): At {
  const number = hash === null ? chain.head.number : chain.numberOf(hash);
  if (number === null) throw unknownBlock();
  const state = chain.state(number);
  if (state === null) throw stateDiscarded();
  return { number, hash: chain.hashOf(number) ?? "", state };
}
