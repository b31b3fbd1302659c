/** Opening a folder: genesis, log, snapshot, and the blocks after it executed again. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { decodeBlock, headerHash } from "./block.ts";
import { memoryLog, openLog, type BlockLog } from "./block-log.ts";
import { CODE_KEY, sameBytes } from "./bytes.ts";
import { Chain } from "./chain.ts";
import { OpenFailure } from "./errors.ts";
import { RuntimeTrap } from "./executor.ts";
import { genesisHash } from "./genesis.ts";
import { YIELD_AFTER_MS } from "./limits.ts";
import type { Runtime } from "./runtime.ts";
import { ScaleError } from "./scale.ts";
import { readRecentStates, type StateAt } from "./recent-states.ts";
import { readSnapshot, writeSnapshot } from "./snapshot.ts";
import type { Trie } from "./trie.ts";
import { yieldToOthers } from "./turns.ts";

export interface Recovered {
  /** Blocks found in the log. */
  readonly blocks: number;
  /** Of them, executed again. */
  readonly replayed: number;
  /** Bytes of an unfinished last block that were cut off. */
  readonly droppedBytes: number;
}

export interface OpenedChain {
  readonly chain: Chain;
  readonly log: BlockLog;
  readonly recovered: Recovered;
}

export function inMemory(buildGenesis: () => Trie): OpenedChain {
  const log = memoryLog();
  return {
    chain: new Chain(buildGenesis(), log),
    log,
    recovered: { blocks: 0, replayed: 0, droppedBytes: 0 },
  };
}

export const snapshotPath = (folder: string): string => join(folder, "state.snapshot");
const genesisPath = (folder: string): string => join(folder, "genesis.snapshot");
const logPath = (folder: string): string => join(folder, "blocks.log");

/** The folder must be locked. Throws `OpenFailure`. */
export async function openFolder(
  folder: string,
  options: {
    wasm: Uint8Array;
    keepRuntime: boolean;
    runtime: Runtime;
    buildGenesis: () => Trie;
    log: (line: string) => void;
  },
): Promise<OpenedChain> {
  const genesis = storedGenesis(folder, options) ?? createGenesis(folder, options.buildGenesis());
  const log = openLog(logPath(folder), genesisHash(genesis));
  try {
    const chain = new Chain(genesis, log);
    const states = trustedStates(folder, log, options.log);
    const replayed = await replay(chain, log, options.runtime, states);
    return { chain, log, recovered: { blocks: log.count, replayed, droppedBytes: log.droppedBytes } };
  } catch (thrown) {
    log.close();
    throw thrown;
  }
}

export function ensureFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
}

function storedGenesis(folder: string, options: { wasm: Uint8Array; keepRuntime: boolean }): Trie | null {
  const stored = readSnapshot(genesisPath(folder));
  if (stored === null) {
    if (!existsSync(logPath(folder))) return null;
    throw new OpenFailure({
      code: "genesis_mismatch",
      message:
        "the folder has a block log but no readable genesis; restore genesis.snapshot from a copy, or remove the folder to start a new chain",
    });
  }
  const code = stored.state.get(CODE_KEY);
  if (!options.keepRuntime && (code === null || !sameBytes(code, options.wasm))) {
    throw new OpenFailure({
      code: "runtime_changed",
      message:
        "this folder's chain was started with another runtime than the one installed now; remove the folder (or use another DATA_DIR) for a new chain, or open it with keepRuntime",
    });
  }
  return stored.state;
}

function createGenesis(folder: string, state: Trie): Trie {
  writeSnapshot(genesisPath(folder), { number: 0, hash: genesisHash(state), state });
  return state;
}

/** Returns how many blocks were executed: those after `states`, which are of consecutive blocks of this log. */
async function replay(
  chain: Chain,
  log: BlockLog,
  runtime: Runtime,
  states: readonly StateAt[],
): Promise<number> {
  const kept = new Map(states.map(({ number, state }) => [number, state]));
  const last = states.at(-1)?.number ?? 0;
  let replayed = 0;
  let turn = performance.now();
  for (let number = 1; number <= log.count; number++) {
    const bytes = log.read(number);
    const block = decoded(bytes, number);
    if (!sameBytes(block.header.parentHash, chain.head.hash)) {
      throw new OpenFailure({
        code: "log_corrupted",
        block: number,
        message: `block ${number} of the log does not follow the one before it`,
      });
    }
    if (number <= last) chain.adopt(block, kept.get(number) ?? null);
    else {
      chain.adopt(block, executed(runtime, chain.head.state, bytes, number));
      replayed++;
    }
    if (performance.now() - turn > YIELD_AFTER_MS) {
      await yieldToOthers();
      turn = performance.now();
    }
  }
  return replayed;
}

/**
 * The snapshot's states, where each is the state of a block in this log: its root stands in that block's header. A snapshot
 * with one that is not does not count at all, and the log is executed from its start.
 */
function trustedStates(folder: string, log: BlockLog, say: (line: string) => void): readonly StateAt[] {
  const stored = readRecentStates(snapshotPath(folder));
  if (stored.found === "nothing") return [];
  const wrong =
    stored.found === "damage"
      ? "it is damaged"
      : stored.states.map((one) => disagreement(one, log)).find((why) => why !== null);
  if (stored.found === "states" && wrong === undefined) return stored.states;
  say(`the state snapshot is not used, ${wrong ?? ""}; all ${log.count} blocks are executed again`);
  return [];
}

function disagreement({ number, hash, state }: StateAt, log: BlockLog): string | null {
  if (number > log.count) return `it is of block ${number}, which the block log does not have`;
  if (number === 0) return null; // replaced by the genesis that was checked already
  const { header } = decoded(log.read(number), number);
  if (!sameBytes(headerHash(header), hash)) return `it is of another block ${number}`;
  return sameBytes(header.stateRoot, state.root()) ? null : `it is not the state of block ${number}`;
}

function decoded(bytes: Uint8Array, number: number): ReturnType<typeof decodeBlock> {
  try {
    return decodeBlock(bytes);
  } catch (thrown) {
    if (thrown instanceof ScaleError)
      throw new OpenFailure({
        code: "log_corrupted",
        block: number,
        message: `block ${number} of the log cannot be read`,
      });
    throw thrown;
  }
}

function executed(runtime: Runtime, parent: Trie, bytes: Uint8Array, number: number): Trie {
  try {
    return runtime.executeBlock(parent, bytes).trie();
  } catch (thrown) {
    if (thrown instanceof RuntimeTrap)
      throw new OpenFailure({
        code: "replay_failed",
        block: number,
        message: `block ${number} does not execute to the result in its header: ${thrown.message}`,
      });
    throw thrown;
  }
}
