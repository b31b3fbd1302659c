/** Why a block does not execute to its header: the runtime only panics, so the block is taken step by step. */
import type { Header } from "./block.ts";
import { sameBytes } from "./bytes.ts";
import { RuntimeTrap } from "./executor.ts";
import { orderedRoot } from "./list-root.ts";
import { Overlay } from "./overlay.ts";
import type { Runtime } from "./runtime.ts";
import { compact, concat, vec } from "./scale.ts";
import type { Trie } from "./trie.ts";
import type { StateVersion } from "./trie-node.ts";

export interface Difference {
  readonly code:
    /** The extrinsics are not those that the header counts. */
    | "extrinsics_root_differs"
    /** The runtime does not take one of the extrinsics; `extrinsic` says which. */
    | "extrinsic_refused"
    /** Everything was taken, and the state is another than the header says. */
    | "state_root_differs"
    /** The runtime writes another digest into the header. */
    | "digest_differs"
    /** The runtime panicked for another reason; the message is its own. */
    | "execution_trapped";
  /** Place of the extrinsic in the block, from 0. */
  readonly extrinsic?: number;
  readonly message?: string;
}

/** `trap`: how the execution of the whole block ended. */
export function diagnose(
  runtime: Runtime,
  parent: Trie,
  header: Header,
  extrinsics: readonly Uint8Array[],
  trap: RuntimeTrap,
): Difference {
  const list = concat(compact(extrinsics.length), ...extrinsics.map(vec));
  if (!sameBytes(orderedRoot(list, extrinsicsVersion(runtime, parent)), header.extrinsicsRoot))
    return { code: "extrinsics_root_differs" };
  const trapped: Difference = { code: "execution_trapped", message: trap.message };
  const overlay = new Overlay(parent);
  let at = 0;
  try {
    runtime.initializeBlock(overlay, header);
    for (const extrinsic of extrinsics) {
      if (!runtime.applyExtrinsic(overlay, extrinsic).included)
        return { code: "extrinsic_refused", extrinsic: at };
      at++;
    }
    const made = runtime.finalizeBlock(overlay);
    if (!sameBytes(concat(...made.digest), concat(...header.digest))) return { code: "digest_differs" };
    return sameBytes(made.stateRoot, header.stateRoot) ? trapped : { code: "state_root_differs" };
  } catch (thrown) {
    if (thrown instanceof RuntimeTrap) return trapped;
    throw thrown;
  }
}

/** Roots of extrinsics became version 1 with system version 2. Source: sp-version `RuntimeVersion::extrinsics_root_state_version`. */
function extrinsicsVersion(runtime: Runtime, state: Trie): StateVersion {
  return runtime.version(state).stateVersion >= 2 ? 1 : 0;
}
