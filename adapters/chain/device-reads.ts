/** What the runtime says of devices. */
import {
  accountCodec,
  type AccountId,
  bool,
  capabilitiesCodec,
  deviceStatusCodec,
  encode,
  list,
  MAX_DEVICE_METADATA_BYTES,
  option,
  parseAccountId,
  struct,
  text,
  u128,
  u32,
  u64,
} from "../../protocol/index.ts";
import { MAX_DEVICES_PER_QUERY, MAX_FORMER_KEYS, MAX_OWNED_DEVICES, MAX_UNBONDINGS } from "./chain-limits.ts";
import type { Connection } from "./polkadot-connection.ts";
import type { ChainDevice } from "./registry-port.ts";
import { askRuntime } from "./runtime-api.ts";
import { deviceKeys, inBatches } from "./stored-order.ts";

const bondCodec = struct({
  activePlanck: u128,
  unbonding: list(struct({ planck: u128, untilMs: u64 }), MAX_UNBONDINGS),
});
const deviceCodec = struct({
  owner: accountCodec,
  operator: accountCodec,
  capabilities: capabilitiesCodec,
  metadata: text(0, MAX_DEVICE_METADATA_BYTES),
  status: deviceStatusCodec,
  nonce: u64,
  registeredAt: u32,
  lastHeartbeat: struct({ block: u32, atMs: u64 }),
  jobsDone: u64,
});
const infoCodec = struct({
  key: accountCodec,
  device: deviceCodec,
  online: bool,
  bond: bondCodec,
  formerKeys: list(accountCodec, MAX_FORMER_KEYS),
  offeredTo: option(accountCodec),
});
const answerCodec = option(infoCodec);
const ownedCodec = list(accountCodec, MAX_OWNED_DEVICES);

export async function readDevice(connection: Connection, account: AccountId): Promise<ChainDevice | null> {
  const info = await askRuntime(connection, "DeviceApi_device", encode(accountCodec, account), answerCodec);
  if (info === null) return null;
  const { key, device, online, bond, formerKeys, offeredTo } = info;
  const { owner, capabilities, metadata, status, nonce, lastHeartbeat, jobsDone } = device;
  return {
    device: key,
    owner,
    capabilities,
    metadata,
    status,
    nonce,
    lastHeartbeatMs: lastHeartbeat.atMs,
    online,
    jobsDone,
    bond,
    formerKeys,
    offeredTo,
  };
}

export async function readDevicesOf(connection: Connection, owner: AccountId): Promise<AccountId[]> {
  return askRuntime(connection, "DeviceApi_devices_of", encode(accountCodec, owner), ownedCodec);
}

/** In the chain's own order, which means nothing. */
export async function readDevices(connection: Connection, limit: number): Promise<ChainDevice[]> {
  const keys = await deviceKeys(connection, Math.min(limit, MAX_DEVICES_PER_QUERY));
  const accounts = keys.flatMap((key) => parseAccountId(key) ?? []);
  const devices = await inBatches(accounts, (account) => readDevice(connection, account));
  return devices.flatMap((device) => device ?? []);
}
