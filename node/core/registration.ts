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
  setStatus(status: DeviceStatus): void;
  heartbeat(): void;
}

export function createRegistration(
  deps: Pick<NodeDeps, "keystore" | "genesis">,
  link: NodeLink,
  say: {
    owner: () => AccountId;
    capabilities: () => Capabilities;
    metadata: string;
    onState: (state: RegistrationState) => void;
  },
): Registration {
  let nextNonce: bigint | null = null;
  /** One update is under way at a time, because the chain takes nonces in order; the newest wish waits. */
  let pending: DeviceAction | null = null;
  let busy = false;

  async function register(): Promise<void> {
    say.onState("registering");
    const registration = {
      device: deps.keystore.account,
      owner: say.owner(),
      capabilities: say.capabilities(),
      metadata: say.metadata,
    };
    const bytes = deviceRegistrationMessage.encode(registration, deps.genesis);
    link.send({
      type: "register",
      registration: toHex(bytes),
      signature: toHex(await deps.keystore.sign(bytes)),
    });
  }

  async function update(action: DeviceAction): Promise<void> {
    if (nextNonce === null || busy) {
      pending = action;
      return;
    }
    busy = true;
    pending = null;
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
    if (pending) void update(pending);
  }

  return {
    async handle(message) {
      if (message.type === "welcome") {
        if (message.nextNonce === null) return register();
        say.onState("registered");
        resume(BigInt(message.nextNonce));
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
    },
    heartbeat() {
      if (!busy && !pending) void update({ type: "heartbeat" });
    },
  };
}
