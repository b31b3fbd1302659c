/** One validator: a process of the real node on the loopback, with its folder and its log. */
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type GroupedCommand, spawnGroup } from "../setup/process-group.ts";
import { askNode } from "./json-rpc.ts";
import { peerIdOf } from "./peer-id.ts";

/** ms. Against hanging: a start takes a second or two, on a busy machine some more. */
const START_LIMIT_MS = 120_000;
const LOOK_INTERVAL_MS = 100;
/** Lines of the log that are told when a node does not start. */
const TOLD_LINES = 8;

/** The development keys that the runtime's presets name as authorities, in their order. */
export const VALIDATOR_NAMES = ["alice", "bob", "charlie", "dave"] as const;
export type ValidatorName = (typeof VALIDATOR_NAMES)[number];

export interface ValidatorPlace {
  readonly name: ValidatorName;
  /** JSON-RPC, HTTP and WebSocket. */
  readonly rpcPort: number;
  /** Peers, TCP. */
  readonly peerPort: number;
  /** Peers, WebSocket: what light clients in pages speak. */
  readonly webSocketPort: number;
}

export interface ValidatorOptions {
  readonly binary: string;
  readonly spec: string;
  /** Holds the node's database and log. */
  readonly folder: string;
  /** Peers that it finds the others by. */
  readonly bootnodes: readonly string[];
  /** Writes blocks without peers: for a network of one. */
  readonly alone: boolean;
  readonly extraArguments: readonly string[];
}

/** A node key as well-known as the development keys: the validator's place in their order. */
function nodeKey(name: ValidatorName): string {
  return String(VALIDATOR_NAMES.indexOf(name) + 1).padStart(64, "0");
}

export function tcpAddress({ name, peerPort }: ValidatorPlace): string {
  return `/ip4/127.0.0.1/tcp/${peerPort}/p2p/${peerIdOf(nodeKey(name))}`;
}

export function webSocketAddress({ name, webSocketPort }: ValidatorPlace): string {
  return `/ip4/127.0.0.1/tcp/${webSocketPort}/ws/p2p/${peerIdOf(nodeKey(name))}`;
}

export class Validator {
  readonly place: ValidatorPlace;
  /** For `@polkadot/api` and for the product's `COCO_CHAIN`. */
  readonly rpcUrl: string;
  readonly log: string;
  readonly #options: ValidatorOptions;
  #process: GroupedCommand | null = null;

  constructor(place: ValidatorPlace, options: ValidatorOptions) {
    this.place = place;
    this.rpcUrl = `ws://127.0.0.1:${place.rpcPort}`;
    this.log = join(options.folder, "node.log");
    this.#options = options;
  }

  get running(): boolean {
    const child = this.#process?.child;
    return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
  }

  /** Resolves when the RPC answers. Also after `kill`, on the same ports and folder. */
  async start(): Promise<void> {
    const { folder, binary } = this.#options;
    mkdirSync(folder, { recursive: true });
    const log = openSync(this.log, "a");
    const started = spawnGroup(binary, this.#arguments(), { stdio: ["ignore", log, log] });
    closeSync(log);
    this.#process = started;
    // Not being there shows by having no process id.
    started.child.on("error", () => undefined);
    // A crash of this process waits for nothing.
    process.once("exit", started.kill);
    started.child.once("exit", () => process.off("exit", started.kill));
    const deadline = performance.now() + START_LIMIT_MS;
    while (!(await this.#answers())) {
      if (!this.running || performance.now() > deadline) {
        await this.stop();
        throw new Error(`the node ${this.place.name} did not start:\n${this.#lastWords()}`);
      }
      await sleep(LOOK_INTERVAL_MS);
    }
  }

  /** As a power cut: nothing is flushed, nobody is told. */
  async kill(): Promise<void> {
    const running = this.#process;
    if (running === null) return;
    const gone = new Promise((exited) => running.child.once("exit", exited));
    running.kill();
    if (this.running) await gone;
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  #arguments(): string[] {
    const { name, rpcPort, peerPort, webSocketPort } = this.place;
    const { spec, folder, bootnodes, alone, extraArguments } = this.#options;
    return [
      ...["--chain", spec, `--${name}`, "--base-path", folder, "--node-key", nodeKey(name)],
      ...["--rpc-port", String(rpcPort)],
      ...["--listen-addr", `/ip4/127.0.0.1/tcp/${peerPort}`],
      ...["--listen-addr", `/ip4/127.0.0.1/tcp/${webSocketPort}/ws`],
      ...bootnodes.flatMap((address) => ["--bootnodes", address]),
      ...(alone ? ["--force-authoring"] : []),
      ...["--allow-private-ip", "--no-mdns", "--no-telemetry", "--no-prometheus"],
      ...extraArguments,
    ];
  }

  async #answers(): Promise<boolean> {
    return askNode(this.place.rpcPort, "system_health").then(
      () => this.running,
      () => false,
    );
  }

  #lastWords(): string {
    return readFileSync(this.log, "utf8").trimEnd().split("\n").slice(-TOLD_LINES).join("\n");
  }
}
