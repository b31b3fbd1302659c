/** `coco device`, what owners do: bonds, other owners, other keys. The owner's account signs and pays. */
import type { Command } from "commander";
import type { PolkadotChain } from "../../adapters/chain/polkadot.ts";
import type { ChainError, Inclusion } from "../../adapters/chain/port.ts";
import { addressOf } from "../../adapters/keystore/account-file.ts";
import { type AccountId, deviceRekeyMessage, type Result } from "../../protocol/index.ts";
import { landing, withPayer } from "../chain-access.ts";
import { answer, type Context } from "../context.ts";
import { bondFields, registered, tellChange } from "../devices.ts";
import { accountName, accountOf, openKey, openKeys } from "../keys.ts";
import { amount } from "../options.ts";
import { misused, orRefuse } from "../refused.ts";
import { fields } from "../text.ts";

interface Paying {
  readonly account?: string;
}
type Verb = (chain: PolkadotChain, device: AccountId) => Promise<Result<Inclusion, ChainError>>;

const OWNER = ["--account <name>", "the owner's account, which pays (COCO_ACCOUNT)"] as const;
const ANYBODY = ["--account <name>", "the account that pays (COCO_ACCOUNT)"] as const;
const DEVICE = ["<device>", "a name on this machine, an address or a public key"] as const;

export function ownerCommands(device: Command, context: Context): void {
  device
    .command("bond")
    .description("put up COCO for what a device does; a proven fault costs some of it")
    .argument(...DEVICE)
    .requiredOption("--amount <coco>", "how much, or how much more, in COCO", amount)
    .option(...OWNER)
    .action((name: string, { amount: planck, account }: Paying & { amount: bigint }) =>
      changeBond(context, name, account, (chain, id) => chain.bondDevice(id, planck)),
    );

  device
    .command("unbond")
    .description("start the way back of a part of a device's bond")
    .argument(...DEVICE)
    .requiredOption("--amount <coco>", "how much, in COCO", amount)
    .option(...OWNER)
    .action((name: string, { amount: planck, account }: Paying & { amount: bigint }) =>
      changeBond(context, name, account, (chain, id) => chain.unbondDevice(id, planck)),
    );

  device
    .command("withdraw-bond")
    .description("pay a device's owner what came back of its bond by now")
    .argument(...DEVICE)
    .option(...ANYBODY)
    .action((name: string, { account }: Paying) =>
      changeBond(context, name, account, (chain, id) => chain.withdrawBond(id)),
    );

  device
    .command("offer")
    .description("offer a device without a bond to another owner, who may accept it")
    .argument(...DEVICE)
    .requiredOption("--to <account>", "who shall own it: a name or an address")
    .option(...OWNER)
    .action(async (name: string, { to, account }: Paying & { to: string }) => {
      const owner = await accountOf(context, to);
      await change(context, name, account, (chain, id) => chain.offerDevice(id, owner));
    });

  device
    .command("accept")
    .description("take over a device that is offered to the account")
    .argument(...DEVICE)
    .option("--account <name>", "the new owner's account, which pays (COCO_ACCOUNT)")
    .action((name: string, { account }: Paying) =>
      change(context, name, account, (chain, id) => chain.acceptDevice(id)),
    );

  device
    .command("withdraw-offer")
    .description("take an offer back, or decline it")
    .argument(...DEVICE)
    .option("--account <name>", "the owner's account, or who the device is offered to; pays (COCO_ACCOUNT)")
    .action((name: string, { account }: Paying) =>
      change(context, name, account, (chain, id) => chain.withdrawOffer(id)),
    );

  device
    .command("rekey")
    .description("give a device another key, for good; the old one is burned")
    .argument(...DEVICE)
    .requiredOption("--to <name>", "the new key's account on this machine; it signs")
    .option(...OWNER)
    .action((name: string, { to, account }: Paying & { to: string }) => rekey(context, name, to, account));

  device
    .command("deregister")
    .description("retire a device without its key, for good; its bond starts its way back")
    .argument(...DEVICE)
    .option(...OWNER)
    .action((name: string, { account }: Paying) =>
      change(context, name, account, (chain, id) => chain.deregisterDevice(id)),
    );
}

async function paying(
  context: Context,
  name: string,
  account: string | undefined,
  use: (chain: PolkadotChain, device: AccountId) => Promise<void>,
): Promise<void> {
  const payerName = accountName(context, account);
  const id = await accountOf(context, name);
  const payer = await openKey(context, payerName);
  await withPayer(context, payer, payerName, (chain) => use(chain, id));
}

async function change(
  context: Context,
  name: string,
  account: string | undefined,
  verb: Verb,
): Promise<void> {
  await paying(context, name, account, async (chain, id) =>
    tellChange(context, id, orRefuse(await verb(chain, id))),
  );
}

async function changeBond(
  context: Context,
  name: string,
  account: string | undefined,
  verb: Verb,
): Promise<void> {
  await paying(context, name, account, async (chain, id) => {
    const inclusion = orRefuse(await verb(chain, id));
    const { bond } = await registered(chain, id);
    const address = addressOf(id);
    answer(
      context,
      { device: id, address, bond, inclusion },
      () => fields([["device", address], ...bondFields(bond)]) + landing(inclusion),
    );
  });
}

/** Signed by the new key over the device's next nonce; the owner submits it. */
async function rekey(context: Context, name: string, to: string, account: string | undefined): Promise<void> {
  const payerName = accountName(context, account);
  const old = await accountOf(context, name);
  const [next, payer] = await openKeys(context, [to, payerName]);
  if (next.account === old) throw misused("--to: that is the key which the device has.");
  await withPayer(context, payer, payerName, async (chain) => {
    const { nonce } = await registered(chain, old);
    const rekeying = { device: old, newDevice: next.account, owner: payer.account, nonce: nonce + 1n };
    const signature = await next.sign(deviceRekeyMessage.encode(rekeying, chain.genesis));
    tellChange(context, next.account, orRefuse(await chain.rekeyDevice(rekeying, signature)));
  });
}
