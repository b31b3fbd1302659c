/** `coco device`: the registry of devices. The device signs what is said of it, an account pays. */
import { Argument, type Command } from "commander";
import type { ChainDevice } from "../../adapters/chain/port.ts";
import { addressOf } from "../../adapters/keystore/account-file.ts";
import type { Signer } from "../../adapters/keystore/port.ts";
import {
  type DeviceAction,
  deviceRegistrationMessage,
  type DeviceStatus,
  deviceUpdateMessage,
} from "../../protocol/index.ts";
import { type CapabilityOptions, capabilityOptions, describe, thisMachine } from "../capabilities.ts";
import { withChain, withPayer } from "../chain-access.ts";
import { answer, type Context } from "../context.ts";
import { registered, showDevice, tellChange, viewDevice } from "../devices.ts";
import { accountName, accountOf, openKeys } from "../keys.ts";
import { wholeNumber } from "../options.ts";
import { misused, orRefuse } from "../refused.ts";
import { table } from "../text.ts";
import { ownerCommands } from "./device-owner.ts";

interface Paying {
  readonly account?: string;
}

const PAYER = ["--account <name>", "the account that pays (COCO_ACCOUNT)"] as const;
/** Devices in a list that nobody limited. */
const DEFAULT_LIMIT = 100;

export function deviceCommands(program: Command, context: Context): void {
  const device = program.command("device").description("devices on the chain");

  capabilityOptions(
    device
      .command("register")
      .description("put a device on the chain")
      .requiredOption("--device <name>", "the device's own account on this machine; it signs")
      .option(...PAYER)
      .option(
        "--owner <account>",
        "who is paid for its work: a name or an address; default: the paying account",
      ),
  ).action(async (options: Paying & CapabilityOptions & { device: string; owner?: string }) => {
    const payerName = accountName(context, options.account);
    const described = describe(thisMachine(), options);
    const named = options.owner === undefined ? null : await accountOf(context, options.owner);
    const [key, payer] = await openKeys(context, [options.device, payerName]);
    await withPayer(context, payer, payerName, async (chain) => {
      const registration = { device: key.account, owner: named ?? payer.account, ...described };
      const signature = await key.sign(deviceRegistrationMessage.encode(registration, chain.genesis));
      tellChange(context, key.account, orRefuse(await chain.registerDevice(registration, signature)));
    });
  });

  capabilityOptions(
    device
      .command("update")
      .description("change what the chain knows of a device; what is not named stays")
      .argument("<device>", "its account's name on this machine")
      .option(...PAYER),
  ).action(async (name: string, { account, ...options }: Paying & CapabilityOptions) => {
    if (Object.keys(options).length === 0) throw misused("Nothing to change: name at least one option.");
    await change(context, name, account, (known) => ({
      type: "updateMetadata",
      ...describe(known, options),
    }));
  });

  device
    .command("status")
    .description("say whether a device works: active, paused or, for good, retired")
    .argument("<device>", "its account's name on this machine")
    .addArgument(new Argument("<status>").choices(["active", "paused", "retired"]))
    .option(...PAYER)
    .action((name: string, status: DeviceStatus, { account }: Paying) =>
      change(context, name, account, () => ({ type: "setStatus", status })),
    );

  device
    .command("list")
    .description("devices on the chain")
    .option("--limit <count>", "how many at the most", wholeNumber, DEFAULT_LIMIT)
    .action(async ({ limit }: { limit: number }) => {
      const devices = await withChain(context, async (chain) => orRefuse(await chain.devices(limit)));
      answer(context, devices.map(viewDevice), () =>
        table(
          ["DEVICE", "STATUS", "MODELS", "ENGINE", "ARCH", "TOKENS/S", "LABEL"],
          devices.map(({ device: id, status, capabilities: can, metadata }) => [
            addressOf(id),
            status,
            can.models.join(" "),
            can.engine,
            can.arch,
            String(can.milliTokensPerSecond / 1000),
            metadata,
          ]),
        ),
      );
    });

  device
    .command("show")
    .description("one device")
    .argument("<device>", "a name on this machine, an address or a public key")
    .action(async (text: string) => {
      const id = await accountOf(context, text);
      const found = await withChain(context, async (chain) => {
        const known = await registered(chain, id);
        return { known, reputation: orRefuse(await chain.reputation(known.device)) };
      });
      const { known, reputation } = found;
      answer(context, { ...viewDevice(known), reputation }, () => showDevice(known, reputation));
    });

  ownerCommands(device, context);
}

/** The device's next update: signed by it, paid by the account. */
async function change(
  context: Context,
  name: string,
  account: string | undefined,
  action: (known: ChainDevice) => DeviceAction,
): Promise<void> {
  const payerName = accountName(context, account);
  const [key, payer]: readonly [Signer, Signer] = await openKeys(context, [name, payerName]);
  await withPayer(context, payer, payerName, async (chain) => {
    const known = await registered(chain, key.account);
    const update = { device: key.account, nonce: known.nonce + 1n, action: action(known) };
    const signature = await key.sign(deviceUpdateMessage.encode(update, chain.genesis));
    tellChange(context, key.account, orRefuse(await chain.updateDevice(update, signature)));
  });
}
