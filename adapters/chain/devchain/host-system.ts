/** Host functions: heap, log, tries of lists, runtime version of a new wasm. */
import type { HostContext, HostFunctions } from "./host-context.ts";
import { orderedRoot, pairsRoot } from "./list-root.ts";
import { concat, vec } from "./scale.ts";
import type { StateVersion } from "./trie-node.ts";
import { readRuntimeVersion } from "./wasm-sections.ts";

const text = new TextDecoder();
/** `log::LevelFilter::Warn`. */
const LOG_LEVEL_WARN = 2;

export function systemFunctions({ memory, log }: HostContext): HostFunctions {
  return {
    ext_allocator_malloc_version_1: (size: number) => memory.allocate(size >>> 0),
    ext_allocator_free_version_1: (pointer: number) => memory.release(pointer >>> 0),
    ext_logging_max_level_version_1: () => LOG_LEVEL_WARN,
    ext_logging_log_version_1: (_level: number, target: bigint, message: bigint) =>
      log(`${text.decode(memory.fatView(target))}: ${text.decode(memory.fatView(message))}`),
    ext_misc_print_num_version_1: (value: bigint) => log(String(BigInt.asUintN(64, value))),
    ext_misc_print_utf8_version_1: (message: bigint) => log(text.decode(memory.fatView(message))),
    ext_misc_print_hex_version_1: (bytes: bigint) => log(Buffer.from(memory.fatView(bytes)).toString("hex")),
    ext_misc_runtime_version_version_1: (wasm: bigint) => {
      const version = readRuntimeVersion(memory.fatCopy(wasm));
      return memory.putFat(version === null ? Uint8Array.of(0) : concat(Uint8Array.of(1), vec(version)));
    },
    ext_panic_handler_abort_on_panic_version_1: (message: bigint) => {
      throw new Error(text.decode(memory.fatView(message)));
    },
    ext_trie_blake2_256_root_version_2: (pairs: bigint, version: number) =>
      memory.put(pairsRoot(memory.fatCopy(pairs), stateVersion(version))),
    ext_trie_blake2_256_ordered_root_version_2: (items: bigint, version: number) =>
      memory.put(orderedRoot(memory.fatCopy(items), stateVersion(version))),
  };
}

export function stateVersion(value: number): StateVersion {
  if (value !== 0 && value !== 1) throw new RangeError(`state version ${value} is not known`);
  return value;
}
