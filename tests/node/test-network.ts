/** Four validators in a folder of their own, for a test file. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeSpec } from "../../scripts/chain/chain-spec.ts";
import { finalizedNumber } from "../../scripts/chain/json-rpc.ts";
import { LocalNetwork } from "../../scripts/chain/local-network.ts";
import type { Validator, ValidatorName } from "../../scripts/chain/validator.ts";
import { findChainNode } from "../../scripts/setup/chain-node.ts";

/** ms. Against hanging: on an idle machine a block is final after 3–5 s. */
const LIMIT_MS = 170_000;

/** ms. Half of a real network's: tests wait for blocks, and four validators on two cores still keep this pace. */
export const TEST_SLOT_MS = 500;

export class TestNetwork {
  readonly spec: string;
  readonly #folder: string;
  readonly #network: LocalNetwork;

  private constructor(folder: string, spec: string, network: LocalNetwork) {
    this.#folder = folder;
    this.spec = spec;
    this.#network = network;
  }

  static async open(): Promise<TestNetwork> {
    const binary = findChainNode();
    if (binary === null) throw new Error("the node is not built: npm run chain:node builds it");
    const folder = await mkdtemp(join(tmpdir(), "coco-node-test-"));
    const spec = join(folder, "spec.json");
    try {
      await writeSpec(binary, "network", spec, TEST_SLOT_MS);
      const network = await LocalNetwork.start({ binary, spec, shape: "network", folder, ports: "any" });
      return new TestNetwork(folder, spec, network);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get validators(): readonly Validator[] {
    return this.#network.validators;
  }

  get lightClientAddresses(): string[] {
    return this.#network.lightClientAddresses;
  }

  validator(name: ValidatorName): Validator {
    return this.#network.validator(name);
  }

  async close(): Promise<void> {
    await this.#network.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

export async function until(look: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await sleep(200);
  }
}

/** Number of the newest block that is final, as a validator knows it. */
export async function finalizedAt(validator: Validator): Promise<number> {
  return finalizedNumber(validator.place.rpcPort);
}
