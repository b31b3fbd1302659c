/** Host functions: the state. Child tries are not offered: no pallet of ours uses them, and a runtime that does fails at start by the function's name. */
import { bytesOfKey } from "./bytes.ts";
import type { HostContext, HostFunctions } from "./host-context.ts";
import { stateVersion } from "./host-system.ts";
import { concat, Cursor, optionVec, u32le } from "./scale.ts";

const NONE = Uint8Array.of(0);
const SOME = Uint8Array.of(1);

export function storageFunctions(context: HostContext): HostFunctions {
  const { memory } = context;
  return {
    ext_storage_get_version_1: (key: bigint) =>
      memory.putFat(optionVec(context.overlay.get(memory.key(key)))),
    ext_storage_read_version_1: (key: bigint, out: bigint, offset: number) => {
      const value = context.overlay.get(memory.key(key));
      if (value === null) return memory.putFat(NONE);
      const rest = value.subarray(Math.min(offset >>> 0, value.length));
      const target = memory.fatView(out);
      target.set(rest.subarray(0, target.length));
      return memory.putFat(concat(SOME, u32le(rest.length)));
    },
    ext_storage_set_version_1: (key: bigint, value: bigint) =>
      context.overlay.set(memory.key(key), memory.fatCopy(value)),
    ext_storage_clear_version_1: (key: bigint) => context.overlay.set(memory.key(key), null),
    ext_storage_exists_version_1: (key: bigint) => (context.overlay.get(memory.key(key)) === null ? 0 : 1),
    ext_storage_append_version_1: (key: bigint, item: bigint) =>
      context.overlay.append(memory.key(key), memory.fatCopy(item)),
    ext_storage_next_key_version_1: (key: bigint) => {
      const next = context.overlay.next(memory.key(key));
      return memory.putFat(optionVec(next === null ? null : bytesOfKey(next)));
    },
    ext_storage_clear_prefix_version_1: (prefix: bigint) => {
      context.overlay.clearPrefix(memory.key(prefix), null);
    },
    ext_storage_clear_prefix_version_2: (prefix: bigint, limit: bigint) => {
      const cursor = new Cursor(memory.fatView(limit));
      const cleared = context.overlay.clearPrefix(
        memory.key(prefix),
        cursor.u8() === 0 ? null : cursor.u32(),
      );
      return memory.putFat(concat(Uint8Array.of(cleared.remaining ? 1 : 0), u32le(cleared.visited)));
    },
    ext_storage_root_version_2: (version: number) => {
      const trie = context.overlay.trie();
      if (stateVersion(version) !== trie.version)
        throw new Error(`this chain's state has version ${trie.version}`);
      return memory.putFat(trie.root());
    },
    ext_storage_start_transaction_version_1: () => context.overlay.begin(),
    ext_storage_commit_transaction_version_1: () => context.overlay.commit(),
    ext_storage_rollback_transaction_version_1: () => context.overlay.rollback(),
  };
}
