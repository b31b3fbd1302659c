/** The chain as commands use it: opened for one, closed after it. */
import type { PolkadotChain } from "../adapters/chain/polkadot.ts";
import type { Inclusion } from "../adapters/chain/port.ts";
import type { Signer } from "../adapters/keystore/port.ts";
import type { AccountId } from "../protocol/index.ts";
import { addressOf } from "../adapters/keystore/account-file.ts";
import { type Context, rpcAddress } from "./context.ts";
import { misused, orRefuse, Refused } from "./refused.ts";
import { fields } from "./text.ts";

/** ms. A person waits for an address that does not answer; the adapter's own 30 s are for servers that start together. */
const CONNECT_TIMEOUT_MS = 8_000;

/** Who looks at the chain without paying. */
const NOBODY: Signer = onlyAccount(`0x${"00".repeat(32)}` as AccountId);

/** An account that pays nothing here and signs nothing. */
export function onlyAccount(account: AccountId): Signer {
  return {
    account,
    sign: () => Promise.reject(new Error("this account was only named, its key is not open")),
  };
}

/** Throws `Refused` `chain_unreachable` where nothing of ours answers. */
export async function withChain<T>(
  context: Context,
  use: (chain: PolkadotChain) => Promise<T>,
  payer: Signer = NOBODY,
): Promise<T> {
  const url = rpcAddress(context.globals());
  if (!/^wss?:\/\//.test(url)) throw misused("--rpc: the chain's address begins with ws:// or wss://.");
  // `@polkadot/api` takes a second to load: commands that ask no chain need not wait for it.
  const { connectPolkadotChain } = await import("../adapters/chain/polkadot.ts");
  const connected = await connectPolkadotChain({
    url,
    operator: payer,
    timeoutMs: CONNECT_TIMEOUT_MS,
    once: true,
    signal: context.stop,
  });
  if (!connected.ok) {
    const { code, message = code } = connected.error;
    throw new Refused(code, `${message} (${withoutCredentials(url)})`);
  }
  const chain = connected.value;
  try {
    return await use(chain);
  } finally {
    await chain.close();
  }
}

/** A chain on which `payer` can pay for a call. Throws `Refused` `account_unfunded` when it has nothing. */
export async function withPayer<T>(
  context: Context,
  payer: Signer,
  name: string,
  use: (chain: PolkadotChain) => Promise<T>,
): Promise<T> {
  const funded = async (chain: PolkadotChain): Promise<T> => {
    if (orRefuse(await chain.balance()) === 0n) {
      const { development } = orRefuse(await chain.describe());
      const how = development
        ? `On this development chain: coco account fund ${name}`
        : `Send some to ${addressOf(payer.account)}.`;
      throw new Refused("account_unfunded", `${name} has nothing to pay fees with. ${how}`);
    }
    return use(chain);
  };
  return withChain(context, funded, payer);
}

/** Events that every call has: its success and its fee. */
const USUAL = /^system\.|^transactionPayment\.|^balances\.(?:Withdraw|Deposit|BurnedDebt)$/;

/** Where a call landed, for people. */
export function landing({ block, blockHash, extrinsicHash, events }: Inclusion): string {
  return fields([
    ["block", `${block} ${blockHash}`],
    ["extrinsic", extrinsicHash],
    ["events", events.filter((event) => !USUAL.test(event)).join(" ")],
  ]);
}

function withoutCredentials(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return "not an address";
  }
}
