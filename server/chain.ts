/** The chain that the server settles on: its own embedded one, or a node elsewhere. */
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { type Devchain, loadRuntime, openDevchain } from "../adapters/chain/devchain/index.ts";
import { connectPolkadotChain, type PolkadotChain } from "../adapters/chain/polkadot.ts";
import type { Keystore } from "../adapters/keystore/port.ts";
import { err, ok, type Result } from "../protocol/index.ts";
import type { ServerConfig } from "./config.ts";
import { type StartError, startError } from "./errors.ts";

/** planck. What the operator gets from the development faucet: 1,000 COCO, some hundred thousand submissions. */
const FAUCET_PLANCK = 1_000_000_000_000_000n;
/** planck. Below this the operator is given more. */
const FAUCET_BELOW_PLANCK = 100_000_000_000_000n;

/** The embedded chain's folder and RPC; null when the chain is elsewhere. */
export interface EmbeddedChain {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

export async function openEmbeddedChain(
  config: ServerConfig,
  log: (line: string) => void,
): Promise<Result<Devchain | null, StartError>> {
  if (config.chain !== "embedded") return ok(null);
  const runtime = await loadRuntime();
  if (!runtime.ok) return err(startError(runtime.error));
  const folder = join(config.dataDir, "chain");
  const opened = await openDevchain({
    folder,
    wasm: runtime.value.wasm,
    preset: "development",
    properties: runtime.value.properties,
    log,
  });
  if (opened.ok) return opened;
  const error = startError(opened.error);
  if (error.code !== "runtime_changed") return err(error);
  const message = `${error.message}. The chain in ${folder} was begun with another runtime: move the folder away to begin anew.`;
  return err({ code: error.code, message });
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
