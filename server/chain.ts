/** The chain that the server settles on: its own embedded one, or a node elsewhere. */
import { join } from "node:path";
import {
  type Devchain,
  loadRuntime,
  openDevchain,
  type RuntimeArtifact,
} from "../adapters/chain/devchain/index.ts";
import { upgradeDevelopmentChain } from "../adapters/chain/development-upgrade.ts";
import { connectPolkadotChain, type PolkadotChain } from "../adapters/chain/polkadot.ts";
import type { Keystore } from "../adapters/keystore/port.ts";
import { err, ok, type Result } from "../protocol/index.ts";
import type { ServerConfig } from "./config.ts";
import { type StartError, startError } from "./errors.ts";

/** planck. What the operator gets from the development faucet: 1,000 COCO, some hundred thousand submissions. */
const FAUCET_PLANCK = 1_000_000_000_000_000n;
/** planck. Below this the operator is given more. */
const FAUCET_BELOW_PLANCK = 100_000_000_000_000n;

/** The chain that this process runs. */
export interface EmbeddedChain {
  readonly devchain: Devchain;
  /** What comes with this version of the product; the chain may still run an older one. */
  readonly installed: RuntimeArtifact;
}

/** Null when the chain is elsewhere. */
export async function openEmbeddedChain(
  config: ServerConfig,
  log: (line: string) => void,
): Promise<Result<EmbeddedChain | null, StartError>> {
  if (config.chain !== "embedded") return ok(null);
  const runtime = await loadRuntime();
  if (!runtime.ok) return err(startError(runtime.error));
  const { wasm, properties } = runtime.value;
  const folder = join(config.dataDir, "chain");
  // A chain of an earlier version goes on with its runtime until `upgradeEmbeddedChain`.
  const opened = await openDevchain({
    folder,
    wasm,
    preset: "development",
    keepRuntime: true,
    properties,
    log,
  });
  return opened.ok ? ok({ devchain: opened.value, installed: runtime.value }) : err(startError(opened.error));
}

/** Lets the chain run what is installed now. Its state stays. */
export async function upgradeEmbeddedChain(
  { devchain, installed }: EmbeddedChain,
  url: string,
  log: (line: string) => void,
): Promise<Result<void, StartError>> {
  if (devchain.runs(installed.wasm)) return ok(undefined);
  const upgraded = await upgradeDevelopmentChain(installed, { url });
  if (!upgraded.ok) return err(startError(upgraded.error));
  const { outcome, from, to } = upgraded.value;
  if (outcome === "other") {
    const message =
      from > to
        ? `the chain in DATA_DIR runs version ${from} of the runtime, this is an older product with ${to}: start the newer one, or choose another DATA_DIR`
        : `the chain in DATA_DIR runs another runtime of the same version ${from}: choose another DATA_DIR to begin anew`;
    return err({ code: "runtime_changed", message });
  }
  if (outcome === "upgraded")
    log(`chain: its runtime was upgraded from version ${from} to ${to}; its state stays`);
  return ok(undefined);
}

/** Connects with the operator's key, and sees to it that a development chain's operator can pay, wherever that chain runs. */
export async function connectChain(options: {
  readonly url: string;
  readonly operator: Keystore;
  readonly embedded: boolean;
  readonly log: (line: string) => void;
  /** ms until the start gives up; default: the chain adapter's, 30 s. */
  readonly timeoutMs?: number;
}): Promise<Result<PolkadotChain, StartError>> {
  const { url, operator, embedded, log, timeoutMs } = options;
  if (!embedded) log(`waiting for the chain at ${url}`);
  const connected = await connectPolkadotChain({
    url,
    operator,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  if (!connected.ok) {
    const { code, message } = startError(connected.error);
    return err({ code, message: `${message} (chain at ${url})` });
  }
  const chain = connected.value;
  await fund(chain, log);
  return ok(chain);
}

/**
 * An operator without planck cannot sponsor anybody; that is said, and does not stop the start. The faucet refuses on any chain
 * that does not say that it is for development: there somebody has to send planck.
 */
async function fund(chain: PolkadotChain, log: (line: string) => void): Promise<void> {
  const balance = await chain.balance();
  if (balance.ok && balance.value >= FAUCET_BELOW_PLANCK) return;
  const funded = balance.ok ? await chain.fundFromDevelopmentFaucet(FAUCET_PLANCK) : balance;
  if (funded.ok) log(`the operator's account ${chain.operator} was funded from the development faucet`);
  else
    log(
      `the operator's account ${chain.operator} holds little and could not be funded (${funded.error.code}): ` +
        "send it planck, or nothing will settle",
    );
}
