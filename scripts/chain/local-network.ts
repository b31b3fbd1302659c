/** Validators on the loopback that know each other, started from one specification. */
import { join } from "node:path";
import type { Shape } from "./chain-spec.ts";
import { freePorts } from "./free-ports.ts";
import {
  tcpAddress,
  Validator,
  VALIDATOR_NAMES,
  type ValidatorName,
  type ValidatorPlace,
  webSocketAddress,
} from "./validator.ts";

/** Where people look first: the SDK's own defaults for RPC and peers. */
const FIRST_RPC_PORT = 9_944;
const FIRST_PEER_PORT = 30_333;
const FIRST_WEB_SOCKET_PORT = 30_433;

export interface LocalNetworkOptions {
  readonly binary: string;
  readonly spec: string;
  readonly shape: Shape;
  /** A folder for each validator is made in it. */
  readonly folder: string;
  /** `usual`: the SDK's ports where they are free. `any`: for tests, side by side. */
  readonly ports: "usual" | "any";
  readonly extraArguments?: readonly string[];
}

export class LocalNetwork {
  readonly validators: readonly Validator[];

  private constructor(validators: readonly Validator[]) {
    this.validators = validators;
  }

  /** Resolves when every validator answers; stops those that run when one does not start. */
  static async start(options: LocalNetworkOptions): Promise<LocalNetwork> {
    const names = options.shape === "single" ? VALIDATOR_NAMES.slice(0, 1) : VALIDATOR_NAMES;
    const places = await choosePlaces(names, options.ports);
    const network = new LocalNetwork(
      places.map(
        (place) =>
          new Validator(place, {
            binary: options.binary,
            spec: options.spec,
            folder: join(options.folder, place.name),
            bootnodes: places.filter((other) => other !== place).map(tcpAddress),
            alone: options.shape === "single",
            extraArguments: options.extraArguments ?? [],
          }),
      ),
    );
    try {
      await Promise.all(network.validators.map((validator) => validator.start()));
    } catch (error) {
      await network.close();
      throw error;
    }
    return network;
  }

  validator(name: ValidatorName): Validator {
    const found = this.validators.find(({ place }) => place.name === name);
    if (found === undefined) throw new Error(`this network has no ${name}`);
    return found;
  }

  /** Addresses that light clients find the network by. */
  get lightClientAddresses(): string[] {
    return this.validators.map(({ place }) => webSocketAddress(place));
  }

  async close(): Promise<void> {
    await Promise.all(this.validators.map((validator) => validator.stop()));
  }
}

async function choosePlaces(
  names: readonly ValidatorName[],
  choice: LocalNetworkOptions["ports"],
): Promise<ValidatorPlace[]> {
  const wish = (port: number): number | null => (choice === "usual" ? port : null);
  const ports = await freePorts(
    names.flatMap((_, index) => [
      wish(FIRST_RPC_PORT + index),
      wish(FIRST_PEER_PORT + index),
      wish(FIRST_WEB_SOCKET_PORT + index),
    ]),
  );
  return names.map((name, index) => {
    const [rpcPort, peerPort, webSocketPort] = ports.slice(index * 3);
    if (rpcPort === undefined || peerPort === undefined || webSocketPort === undefined)
      throw new Error("fewer ports than validators");
    return { name, rpcPort, peerPort, webSocketPort };
  });
}
