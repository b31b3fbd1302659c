/** The device's place in the registry: registered once, kept up to date. The operator pays; the device only signs. */
import type { NodeLink } from "../../adapters/signaling/port.ts";
import {
  type AccountId,
  type Capabilities,
  type DeviceAction,
  deviceRegistrationMessage,
  type DeviceStatus,
  deviceUpdateMessage,
  type SignalingMessage,
  toHex,
} from "../../protocol/index.ts";
import type { NodeDeps } from "./node-deps.ts";

/** ms between heartbeats on the chain: storage that others read, fees that the operator pays. Presence has its own, quicker. */
export const CHAIN_HEARTBEAT_MS = 10 * 60 * 1000;

export type RegistrationState = "unknown" | "registering" | "registered" | "failed";

export interface Registration {
  handle(message: SignalingMessage): Promise<void>;
  /** Also tells the chain what the device can do, when that is not what the chain was told last. */
  setStatus(status: DeviceStatus): void;
  heartbeat(): void;
}

/** Where the digest of what the chain was told last of this device's abilities is kept. */
const TOLD_KEY = "node/told-capabilities";

export function createRegistration(
  deps: Pick<NodeDeps, "keystore" | "genesis" | "store">,
  link: NodeLink,
  say: {
    owner: () => AccountId;
    capabilities: () => Capabilities;
    metadata: string;
    onState: (state: RegistrationState) => void;
  },
): Registration {
  let nextNonce: bigint | null = null;
  /** One update is under way at a time, because the chain takes nonces in order; of each kind the newest wish waits. */
  const pending = new Map<DeviceAction["type"], DeviceAction>();
  let busy = false;

  async function register(): Promise<void> {
    say.onState("registering");
    const capabilities = say.capabilities();
    const registration = {
      device: deps.keystore.account,
      owner: say.owner(),
      capabilities,
      metadata: say.metadata,
    };
    await rememberTold(capabilities);
    const bytes = deviceRegistrationMessage.encode(registration, deps.genesis);
    link.send({
      type: "register",
      registration: toHex(bytes),
      signature: toHex(await deps.keystore.sign(bytes)),
    });
  }

  function rememberTold(capabilities: Capabilities): Promise<unknown> {
    return deps.store.batch([{ key: TOLD_KEY, value: digestOf(capabilities) }]);
  }

  /** What the device can do, once it differs from what the chain was told. */
  async function tellCapabilities(): Promise<void> {
    const capabilities = say.capabilities();
    const told = await deps.store.get(TOLD_KEY);
    if (told && sameBytes(told, digestOf(capabilities))) return;
    await rememberTold(capabilities);
    await update({ type: "updateMetadata", capabilities, metadata: say.metadata });
  }

  async function update(action: DeviceAction): Promise<void> {
    if (nextNonce === null || busy) {
      pending.set(action.type, action);
      return;
    }
    busy = true;
    pending.delete(action.type);
    const bytes = deviceUpdateMessage.encode(
      { device: deps.keystore.account, nonce: nextNonce, action },
      deps.genesis,
    );
    busy = link.send({
      type: "update",
      update: toHex(bytes),
      signature: toHex(await deps.keystore.sign(bytes)),
    });
  }

  function resume(nonce: bigint): void {
    nextNonce = nonce;
    busy = false;
    const [next] = pending.values();
    if (next) void update(next);
  }

  return {
    async handle(message) {
      if (message.type === "welcome") {
        if (message.nextNonce === null) return register();
        say.onState("registered");
        resume(BigInt(message.nextNonce));
        await tellCapabilities();
      } else if (message.type === "registered") {
        const known = message.inclusion !== null || message.code === "already_registered";
        say.onState(known ? "registered" : "failed");
        if (known) resume(nextNonce ?? 1n);
      } else if (message.type === "updated") {
        resume(BigInt(message.nextNonce));
      }
    },
    setStatus(status) {
      void update({ type: "setStatus", status });
      // A paused node has nothing new to say, and one that never registered says all of it then.
      if (status === "active" && nextNonce !== null) void tellCapabilities();
    },
    heartbeat() {
      if (!busy && pending.size === 0) void update({ type: "heartbeat" });
    },
  };
}

/** Speed is left out: it is measured anew at every start, and presence tells it. */
function digestOf(capabilities: Capabilities): Uint8Array<ArrayBuffer> {
  const { arch, ramMib, gpu, engine, models } = capabilities;
  return new TextEncoder().encode(JSON.stringify([arch, ramMib, gpu, engine, models]));
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
