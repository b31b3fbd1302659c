/** The embedded development chain: the real runtime wasm in V8, one author, one folder. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { err, ok, toHex, type GenesisHash, type Hex, type Result } from "../../../protocol/index.ts";
import { Author } from "./author.ts";
import { CODE_KEY, sameBytes } from "./bytes.ts";
import { OpenFailure, type DevchainError } from "./errors.ts";
import { lockFolder } from "./folder-lock.ts";
import { buildGenesis, GenesisError } from "./genesis.ts";
import { hashingReady } from "./hashing.ts";
import { RuntimeUnsupported } from "./instance.ts";
import { SNAPSHOT_EVERY_BLOCKS } from "./limits.ts";
import { TransactionPool } from "./pool.ts";
import { ensureFolder, inMemory, openFolder, snapshotPath, type Recovered } from "./replay.ts";
import { Rpc } from "./rpc.ts";
import { RpcServer } from "./rpc-server.ts";
import { Runtime } from "./runtime.ts";
import { SignatureCache } from "./signature-cache.ts";
import { Snapshots } from "./snapshots.ts";

export interface DevchainOptions {
  /** Where blocks are kept; null: only in memory. */
  readonly folder: string | null;
  /** The runtime, from `loadRuntime()`. */
  readonly wasm: Uint8Array;
  /** A genesis preset of the runtime, for instance `development`. */
  readonly preset: string;
  /** Unix milliseconds; `Date.now` by default. */
  readonly now?: () => number;
  /** Milliseconds without a block after which an empty one is written; null (the default): only transactions make blocks. */
  readonly heartbeatMs?: number | null;
  /** Go on with the runtime the folder's chain was started with, when `wasm` is another. Refused by default. */
  readonly keepRuntime?: boolean;
  /** Blocks between two state snapshots; `SNAPSHOT_EVERY_BLOCKS` by default. */
  readonly snapshotEveryBlocks?: number;
  /** `system_properties`. */
  readonly properties?: Readonly<Record<string, string | number>>;
  /** Where notices go, one line each. Nothing is printed by default. */
  readonly log?: (line: string) => void;
}

export interface Devchain {
  readonly genesisHash: GenesisHash;
  /** What was found in the folder. */
  readonly recovered: Recovered;
  head(): { readonly number: number; readonly hash: Hex };
  /** Whether the best block's runtime is this one. */
  runs(wasm: Uint8Array): boolean;
  /** Serves JSON-RPC on a socket that is open. */
  handle(socket: WebSocket): void;
  /** Serves JSON-RPC from an HTTP server's `upgrade` event. The caller checks path and origin. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Finishes the block in hand, closes every connection and frees the folder. */
  close(): Promise<void>;
}

/** Said at every start. */
export const DEVCHAIN_NOTICE =
  "development chain: a single author on this machine, well-known keys, no value; use a real node for anything else";

/** Opens (or creates) the chain of a folder. */
export async function openDevchain(options: DevchainOptions): Promise<Result<Devchain, DevchainError>> {
  let release: (() => void) | null = null;
  try {
    await hashingReady();
    if (options.folder !== null) {
      ensureFolder(options.folder);
      release = lockFolder(options.folder);
    }
    return ok(await start(options, release ?? (() => undefined)));
  } catch (thrown) {
    release?.();
    return err(refusalOf(thrown));
  }
}

async function start(options: DevchainOptions, release: () => void): Promise<Devchain> {
  const log = options.log ?? (() => undefined);
  const now = options.now ?? Date.now;
  const signatures = new SignatureCache();
  const runtime = new Runtime(signatures);
  const make = () => buildGenesis(options.wasm, options.preset, signatures);
  const { folder, wasm, keepRuntime = false } = options;
  const opened =
    folder === null
      ? inMemory(make)
      : await openFolder(folder, { wasm, keepRuntime, runtime, buildGenesis: make, log });
  const { chain, recovered } = opened;
  const version = runtime.version(chain.head.state); // also: fails here when the runtime cannot run
  log(DEVCHAIN_NOTICE);
  if (recovered.droppedBytes > 0)
    log(
      `an unfinished block (${recovered.droppedBytes} bytes) was cut off the end of the block log; nobody had been told of it`,
    );
  const pool = new TransactionPool(now);
  const author = new Author({ chain, pool, runtime, now, heartbeatMs: options.heartbeatMs ?? null, log });
  const name = `${version.specName} ${options.preset}`;
  const rpc = new Rpc(
    { chain, pool, runtime, name, properties: options.properties ?? {}, wake: () => author.wake() },
    log,
  );
  const server = new RpcServer(rpc);
  const { snapshotEveryBlocks: everyBlocks = SNAPSHOT_EVERY_BLOCKS } = options;
  const snapshots =
    folder === null ? null : new Snapshots({ chain, path: snapshotPath(folder), everyBlocks, log });
  author.start();
  return {
    genesisHash: toHex(chain.genesisHash) as GenesisHash,
    recovered,
    head: () => ({ number: chain.head.number, hash: toHex(chain.head.hash) }),
    runs: (code) => {
      const own = chain.head.state.get(CODE_KEY);
      return own !== null && sameBytes(own, code);
    },
    handle: (socket) => server.handle(socket),
    handleUpgrade: (request, socket, head) => server.handleUpgrade(request, socket, head),
    async close() {
      await author.stop();
      await server.close();
      await snapshots?.close();
      opened.log.close();
      release();
    },
  };
}

function refusalOf(thrown: unknown): DevchainError {
  if (thrown instanceof OpenFailure) return thrown.refusal;
  if (thrown instanceof RuntimeUnsupported) return { code: "runtime_unsupported", message: thrown.message };
  if (thrown instanceof GenesisError) return { code: "genesis_failed", message: thrown.message };
  if (isFileError(thrown))
    return { code: "folder_unusable", message: `the chain folder cannot be used (${thrown.code})` };
  throw thrown;
}

function isFileError(thrown: unknown): thrown is { code: string } {
  return (
    thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" && "syscall" in thrown
  );
}
