/** Devices as commands look them up and show them. */
import type { PolkadotChain } from "../adapters/chain/polkadot.ts";
import type { ChainDevice, DeviceBond, Inclusion, ReputationView } from "../adapters/chain/port.ts";
import { addressOf } from "../adapters/keystore/account-file.ts";
import type { AccountId } from "../protocol/index.ts";
import { landing } from "./chain-access.ts";
import { answer, type Context } from "./context.ts";
import { orRefuse, Refused } from "./refused.ts";
import { fields, time, tokens } from "./text.ts";

/** The device that has this key or had it. Throws `Refused` `device_unknown`. */
export async function registered(chain: PolkadotChain, id: AccountId): Promise<ChainDevice> {
  const device = orRefuse(await chain.device(id));
  if (device !== null) return device;
  throw new Refused("device_unknown", "The chain knows no such device. Register it: coco device register");
}

export function tellChange(context: Context, device: AccountId, inclusion: Inclusion): void {
  const address = addressOf(device);
  answer(context, { device, address, inclusion }, () => fields([["device", address]]) + landing(inclusion));
}

export function viewDevice(device: ChainDevice) {
  return { ...device, address: addressOf(device.device) };
}

export function bondFields({ activePlanck, unbonding }: DeviceBond): (readonly [string, string])[] {
  return [
    ["bond", tokens(activePlanck)],
    ...unbonding.map(
      ({ planck, untilMs }) => ["", `${tokens(planck)} on the way back, until ${time(untilMs)}`] as const,
    ),
  ];
}

export function showDevice(device: ChainDevice, reputation: ReputationView | null): string {
  const { capabilities: can, formerKeys, offeredTo } = device;
  return fields([
    ["device", addressOf(device.device)],
    ["public key", device.device],
    ["owner", addressOf(device.owner)],
    ...(offeredTo === null ? [] : [["offered to", addressOf(offeredTo)] as const]),
    ["status", `${device.status}${device.online ? ", online" : ""}`],
    ["reputation", reputation === null ? "" : scored(reputation)],
    ...bondFields(device.bond),
    ["models", can.models.join(" ")],
    ["engine", can.engine],
    ["gpu", can.gpu],
    ["arch", can.arch],
    ["memory", `${can.ramMib} MiB`],
    ["speed", `${can.milliTokensPerSecond / 1000} tokens/s`],
    ["label", device.metadata],
    ["jobs done", device.jobsDone.toString()],
    ["updates", device.nonce.toString()],
    ["last heard of", time(device.lastHeartbeatMs)],
    ...formerKeys.map((key, place) => [place === 0 ? "former keys" : "", addressOf(key)] as const),
  ]);
}

function scored({ score, assuredMillionths }: ReputationView): string {
  return `${score} of 100, of which evidence assures ${(assuredMillionths / 10_000).toFixed(1)} %`;
}
