/** Devices on the chain, and what their owners do. docs/adr/0013-device-registry.md has the design. */
import type { AccountId, Capabilities, DeviceRekey, DeviceStatus, Result } from "../../protocol/index.ts";
import type { ChainError, Inclusion } from "./port.ts";

/** The operator's account is the owner, but where it says otherwise. */
export interface OwnerVerbs {
  /** Holds `addedPlanck` more on the owner's account for what the device does. */
  bondDevice(device: AccountId, addedPlanck: bigint): Promise<Result<Inclusion, ChainError>>;
  /** Starts the way back of a part of the bond, which stays slashable until its time is over. */
  unbondDevice(device: AccountId, planck: bigint): Promise<Result<Inclusion, ChainError>>;
  /** Pays the device's owner what came back by now. By any account. */
  withdrawBond(device: AccountId): Promise<Result<Inclusion, ChainError>>;
  /** Offers a device without a bond to another owner; nothing changes until that one accepts. */
  offerDevice(device: AccountId, to: AccountId): Promise<Result<Inclusion, ChainError>>;
  /** By the account that the device is offered to. */
  acceptDevice(device: AccountId): Promise<Result<Inclusion, ChainError>>;
  /** By the owner, or by the account that the device is offered to. */
  withdrawOffer(device: AccountId): Promise<Result<Inclusion, ChainError>>;
  /** Gives a device another key, for good; `signature` is the new key's. `rekey.owner` is the operator's account. */
  rekeyDevice(rekey: DeviceRekey, signature: Uint8Array): Promise<Result<Inclusion, ChainError>>;
  /** Retires a device without its word, for good, and starts the way back of its bond. */
  deregisterDevice(device: AccountId): Promise<Result<Inclusion, ChainError>>;
  /** Keys of an owner's devices that are not retired, in no order. */
  devicesOf(owner: AccountId): Promise<Result<readonly AccountId[], ChainError>>;
}

/** The verbs of owners that become extrinsics. */
export type PaidOwnerVerb = Exclude<keyof OwnerVerbs, "devicesOf">;

export interface ChainDevice {
  /** The key that it has now. */
  readonly device: AccountId;
  readonly owner: AccountId;
  readonly capabilities: Capabilities;
  readonly metadata: string;
  readonly status: DeviceStatus;
  readonly nonce: bigint;
  readonly lastHeartbeatMs: bigint;
  /** Active, and heard of lately by the chain's clock. */
  readonly online: boolean;
  readonly jobsDone: bigint;
  readonly bond: DeviceBond;
  /** Which it had, the oldest first; burned. */
  readonly formerKeys: readonly AccountId[];
  /** Who may take it over. */
  readonly offeredTo: AccountId | null;
}

/** All of it can be slashed until it is withdrawn. */
export interface DeviceBond {
  readonly activePlanck: bigint;
  /** On its way back, the oldest first; `untilMs` is the last moment of it, Unix ms by the chain's clock. */
  readonly unbonding: readonly { readonly planck: bigint; readonly untilMs: bigint }[];
}

export const NO_BOND: DeviceBond = { activePlanck: 0n, unbonding: [] };
