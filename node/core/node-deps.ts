import type { Engine, EngineError } from "../../adapters/engine/port.ts";
import type { Keystore } from "../../adapters/keystore/port.ts";
import type { NodeLink } from "../../adapters/signaling/port.ts";
import type { Store } from "../../adapters/storage/port.ts";
import type { SessionTransport } from "../../adapters/webrtc/port.ts";
import type { Capabilities, GenesisHash, ModelEntry, Result } from "../../protocol/index.ts";
import type { NodePolicy } from "./admission.ts";
import type { Clock, RandomBytes } from "./clock.ts";

/** What a node is made of. `index.ts` wires the real parts, tests the in-memory ones. */
export interface NodeDeps {
  readonly keystore: Keystore;
  readonly store: Store;
  readonly genesis: GenesisHash;
  /** The engine that a catalogue entry names; the same one for the same name. */
  readonly engineFor: (name: ModelEntry["engine"]) => Promise<Result<Engine, EngineError>>;
  /** Engines to look at in `probe`, the preferred one first. */
  readonly probes: readonly ModelEntry["engine"][];
  /** Joins the network. Called at the first `start`, never before. */
  readonly join: () => Network;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly policy: NodePolicy;
  readonly device: {
    readonly arch: Capabilities["arch"];
    readonly ramMib: number;
    readonly metadata: string;
  };
}

export interface Network {
  readonly link: NodeLink;
  readonly transport: SessionTransport;
}
