/** `state_*`. */
import { CODE_KEY, hexOf, hexOfKey } from "./bytes.ts";
import { RuntimeTrap } from "./executor.ts";
import { blake2b256 } from "./hashing.ts";
import { MAX_KEYS_PER_PAGE, MAX_QUERY_RANGE_BLOCKS, MAX_STORAGE_KEYS_PER_REQUEST } from "./limits.ts";
import { blockAt, type At, type RpcContext, type RpcMethod, type RpcMethods } from "./rpc-context.ts";
import { executionFailed, RpcError } from "./rpc-errors.ts";
import { bytes, count, key, keys, optionalHash, text, type Params } from "./rpc-params.ts";
import type { RuntimeVersion } from "./runtime.ts";
import type { Trie } from "./trie.ts";

export function stateMethods(context: RpcContext): RpcMethods {
  const { chain, runtime } = context;
  const at = (params: Params, index: number): At => blockAt(context, optionalHash(params, index, "at"));
  const storage: RpcMethod = (params) => valueHex(at(params, 1).state, key(params, 0, "key"));
  const keysPaged: RpcMethod = (params) => {
    const prefix = key(params, 0, "prefix");
    const most = count(params, 1, "count", MAX_KEYS_PER_PAGE);
    const after = (params[2] ?? null) === null ? undefined : key(params, 2, "start_key");
    const page: string[] = [];
    for (const found of at(params, 3).state.keys(prefix, after)) {
      if (page.length === most) break;
      page.push(hexOfKey(found));
    }
    return page;
  };
  const unsubscribe: RpcMethod = (params, session) => session.unsubscribe(text(params, 0, "subscription"));
  return {
    state_getMetadata: (params) => hexOf(runtime.metadata(at(params, 0).state)),
    state_getRuntimeVersion: (params) => versionJson(runtime.version(at(params, 0).state)),
    state_getStorage: storage,
    state_getStorageAt: storage,
    state_getStorageHash: (params) => {
      const value = at(params, 1).state.get(key(params, 0, "key"));
      return value === null ? null : hexOf(blake2b256(value));
    },
    state_getStorageSize: (params) => at(params, 1).state.get(key(params, 0, "key"))?.length ?? null,
    state_getKeysPaged: keysPaged,
    state_getKeysPagedAt: keysPaged,
    state_queryStorageAt: (params) => {
      const wanted = keys(params, 0, "keys", MAX_STORAGE_KEYS_PER_REQUEST);
      const { hash, state } = at(params, 1);
      return [{ block: hash, changes: wanted.map((one) => [hexOfKey(one), valueHex(state, one)]) }];
    },
    state_queryStorage: (params) => {
      const wanted = keys(params, 0, "keys", MAX_STORAGE_KEYS_PER_REQUEST);
      return changesBetween(context, wanted, at(params, 1).number, at(params, 2).number);
    },
    state_call: (params) => {
      const method = text(params, 0, "method");
      const argument = bytes(params, 1, "data");
      const { state } = at(params, 2);
      try {
        return hexOf(runtime.call(state, method, argument));
      } catch (thrown) {
        if (thrown instanceof RuntimeTrap) throw executionFailed(thrown.message);
        throw thrown;
      }
    },
    state_subscribeStorage: (params, session) => {
      const wanted = keys(params, 0, "keys", MAX_STORAGE_KEYS_PER_REQUEST);
      return session.subscribe("state_storage", (notify) => {
        const pairs = (state: Trie, from: readonly string[]) =>
          from.map((one) => [hexOfKey(one), valueHex(state, one)]);
        notify({ block: hexOf(chain.head.hash), changes: pairs(chain.head.state, wanted) });
        return chain.onHead((head, _block, previous) => {
          const changed = wanted.filter((one) => differs(previous.state, head.state, one));
          if (changed.length > 0) notify({ block: hexOf(head.hash), changes: pairs(head.state, changed) });
        });
      });
    },
    state_unsubscribeStorage: unsubscribe,
    state_subscribeRuntimeVersion: (_params, session) =>
      session.subscribe("state_runtimeVersion", (notify) => {
        notify(versionJson(runtime.version(chain.head.state)));
        return chain.onHead((head, _block, previous) => {
          if (differs(previous.state, head.state, CODE_KEY)) notify(versionJson(runtime.version(head.state)));
        });
      }),
    state_unsubscribeRuntimeVersion: unsubscribe,
  };
}

function valueHex(state: Trie, wanted: string): string | null {
  const value = state.get(wanted);
  return value === null ? null : hexOf(value);
}

/** States share the values that no block between them wrote. */
function differs(before: Trie, after: Trie, wanted: string): boolean {
  const a = before.value(wanted);
  const b = after.value(wanted);
  if (a === b) return false;
  return a === null || b === null || Buffer.compare(a.bytes, b.bytes) !== 0;
}

function changesBetween(context: RpcContext, wanted: readonly string[], from: number, to: number): unknown[] {
  if (to < from)
    throw new RpcError(4001, "Cannot resolve a block range", "the last block comes before the first");
  if (to - from > MAX_QUERY_RANGE_BLOCKS)
    throw new RpcError(4001, "Cannot resolve a block range", `more than ${MAX_QUERY_RANGE_BLOCKS} blocks`);
  const sets: unknown[] = [];
  let before: Trie | null = null;
  for (let number = from; number <= to; number++) {
    const { hash, state } = blockAt(context, context.chain.hashOf(number));
    const previous: Trie | null = before;
    const changed = previous === null ? wanted : wanted.filter((one) => differs(previous, state, one));
    if (changed.length > 0)
      sets.push({ block: hash, changes: changed.map((one) => [hexOfKey(one), valueHex(state, one)]) });
    before = state;
  }
  return sets;
}

function versionJson(version: RuntimeVersion): Record<string, unknown> {
  const { apis, ...rest } = version;
  return {
    ...rest,
    systemVersion: version.stateVersion,
    apis: apis.map(([id, number]) => [hexOf(id), number]),
  };
}
