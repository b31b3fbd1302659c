/** The registry's rules over devices in memory. Every owner has enough planck; nothing is held. */
import {
  type AccountId,
  deviceRegistrationMessage,
  type DeviceRegistration,
  type DeviceRekey,
  deviceRekeyMessage,
  type DeviceUpdate,
  deviceUpdateMessage,
  type GenesisHash,
  verifyBytes,
} from "../../protocol/index.ts";
import { MAX_FORMER_KEYS, MAX_OWNED_DEVICES, MAX_UNBONDINGS } from "./chain-limits.ts";
import { type ChainDevice, type DeviceBond, NO_BOND } from "./registry-port.ts";
import type { ErrorName, ErrorOf, EventName, EventOf } from "./runtime-names.ts";

/** `HEARTBEAT_TIMEOUT_MS` and `UNBONDING_MS` of `pallets/runtime`. */
const HEARTBEAT_TIMEOUT_MS = 30n * 60n * 1000n;
const UNBONDING_MS = 7n * 24n * 60n * 60n * 1000n;

type Device = Omit<ChainDevice, "online">;
/** The event that a call deposits, or the error that it fails with. */
type Outcome = { readonly event: EventName } | { readonly error: ErrorName };
const refused = (error: ErrorOf<"deviceRegistry">): { readonly error: ErrorName } => ({
  error: `deviceRegistry.${error}`,
});
const done = (event: EventOf<"deviceRegistry">): Outcome => ({ event: `deviceRegistry.${event}` });
const isEmpty = (bond: DeviceBond): boolean => bond.activePlanck === 0n && bond.unbonding.length === 0;

export class MemoryRegistry {
  readonly #devices = new Map<AccountId, Device>();
  /** The key that a device has, by each of those that it had. */
  readonly #successors = new Map<AccountId, AccountId>();
  readonly #genesis: GenesisHash;
  readonly #nowMs: () => bigint;

  constructor(genesis: GenesisHash, nowMs: () => bigint) {
    this.#genesis = genesis;
    this.#nowMs = nowMs;
  }

  register(registration: DeviceRegistration, signature: Uint8Array): Outcome {
    const { device, owner, capabilities, metadata } = registration;
    if (this.get(device) !== null) return refused("DeviceAlreadyRegistered");
    if (this.of(owner).length >= MAX_OWNED_DEVICES) return refused("TooManyDevices");
    const bytes = deviceRegistrationMessage.encode(registration, this.#genesis);
    if (!verifyBytes(bytes, signature, device)) return refused("BadDeviceSignature");
    this.#put({
      device,
      owner,
      capabilities,
      metadata,
      status: "active",
      nonce: 0n,
      lastHeartbeatMs: this.#nowMs(),
      jobsDone: 0n,
      bond: NO_BOND,
      formerKeys: [],
      offeredTo: null,
    });
    return done("DeviceRegistered");
  }

  update(update: DeviceUpdate, signature: Uint8Array): Outcome {
    const device = this.#known(update.device);
    if ("error" in device) return device;
    if (device.status === "retired") return refused("DeviceRetired");
    if (update.nonce !== device.nonce + 1n) return refused("NonceMismatch");
    const bytes = deviceUpdateMessage.encode(update, this.#genesis);
    if (!verifyBytes(bytes, signature, update.device)) return refused("BadDeviceSignature");
    const { nonce, action } = update;
    switch (action.type) {
      case "updateMetadata": {
        const { capabilities, metadata } = action;
        this.#put({ ...device, nonce, capabilities, metadata });
        return done("DeviceMetadataUpdated");
      }
      case "setStatus":
        if (action.status === "retired") return this.#retire({ ...device, nonce });
        this.#put({ ...device, nonce, status: action.status });
        return done("DeviceStatusChanged");
      case "heartbeat":
        this.#put({ ...device, nonce, lastHeartbeatMs: this.#nowMs() });
        return done("DeviceHeartbeat");
    }
  }

  bond(who: AccountId, key: AccountId, addedPlanck: bigint): Outcome {
    const device = this.#ownLive(who, key);
    if ("error" in device) return device;
    if (addedPlanck === 0n) return refused("ZeroAmount");
    this.#putBond(device, { ...device.bond, activePlanck: device.bond.activePlanck + addedPlanck });
    return done("DeviceBonded");
  }

  unbond(who: AccountId, key: AccountId, planck: bigint): Outcome {
    const device = this.#own(who, key);
    if ("error" in device) return device;
    if (planck === 0n) return refused("ZeroAmount");
    if (planck > device.bond.activePlanck) return refused("BondTooSmall");
    this.#putBond(device, this.#unbonded(device.bond, planck));
    return done("DeviceUnbonding");
  }

  withdrawBond(key: AccountId): Outcome {
    const device = this.#known(key);
    if ("error" in device) return device;
    const { activePlanck, unbonding } = device.bond;
    const left = unbonding.filter(({ untilMs }) => this.#nowMs() <= untilMs);
    if (left.length === unbonding.length) return refused("NothingToWithdraw");
    this.#putBond(device, { activePlanck, unbonding: left });
    return done("BondWithdrawn");
  }

  offer(who: AccountId, key: AccountId, to: AccountId): Outcome {
    const device = this.#ownLive(who, key);
    if ("error" in device) return device;
    if (to === device.owner) return refused("AlreadyOwner");
    if (!isEmpty(device.bond)) return refused("BondNotEmpty");
    this.#put({ ...device, offeredTo: to });
    return done("DeviceOffered");
  }

  accept(who: AccountId, key: AccountId): Outcome {
    const device = this.#known(key);
    if ("error" in device) return device;
    if (device.offeredTo === null) return refused("NotOffered");
    if (device.offeredTo !== who) return refused("OfferedToAnother");
    if (!isEmpty(device.bond)) return refused("BondNotEmpty");
    if (this.of(who).length >= MAX_OWNED_DEVICES) return refused("TooManyDevices");
    this.#put({ ...device, owner: who, offeredTo: null });
    return done("DeviceTransferred");
  }

  withdrawOffer(who: AccountId, key: AccountId): Outcome {
    const device = this.#known(key);
    if ("error" in device) return device;
    if (device.offeredTo === null) return refused("NotOffered");
    if (who !== device.owner && who !== device.offeredTo) return refused("NotParty");
    this.#put({ ...device, offeredTo: null });
    return done("DeviceOfferWithdrawn");
  }

  rekey(who: AccountId, rekey: DeviceRekey, signature: Uint8Array): Outcome {
    const { device: old, newDevice, nonce } = rekey;
    const device = this.#ownLive(who, old);
    if ("error" in device) return device;
    if (nonce !== device.nonce + 1n) return refused("NonceMismatch");
    if (this.get(newDevice) !== null) return refused("DeviceAlreadyRegistered");
    if (device.formerKeys.length >= MAX_FORMER_KEYS) return refused("TooManyFormerKeys");
    // The owner in the signed bytes is the chain's, whatever the caller says.
    const bytes = deviceRekeyMessage.encode({ ...rekey, owner: device.owner }, this.#genesis);
    if (!verifyBytes(bytes, signature, newDevice)) return refused("BadNewKeySignature");
    this.#devices.delete(old);
    const formerKeys = [...device.formerKeys, old];
    for (const key of formerKeys) this.#successors.set(key, newDevice);
    this.#put({ ...device, device: newDevice, nonce, formerKeys, offeredTo: null });
    return done("DeviceRekeyed");
  }

  deregister(who: AccountId, key: AccountId): Outcome {
    const device = this.#ownLive(who, key);
    return "error" in device ? device : this.#retire(device);
  }

  /** The device that has this key or had it. */
  get(key: AccountId): ChainDevice | null {
    const device = this.#devices.get(this.#successors.get(key) ?? key);
    return device === undefined ? null : this.#view(device);
  }

  /** By its own key only: a burned one begins nothing new. */
  inService(key: AccountId): { readonly owner: AccountId; readonly inService: boolean } | null {
    const device = this.#devices.get(key);
    return device === undefined ? null : { owner: device.owner, inService: device.status !== "retired" };
  }

  list(limit: number): ChainDevice[] {
    return [...this.#devices.values()].slice(0, limit).map((device) => this.#view(device));
  }

  /** Keys of an owner's devices that are not retired. */
  of(owner: AccountId): AccountId[] {
    return [...this.#devices.values()].flatMap(({ device, owner: by, status }) =>
      by === owner && status !== "retired" ? [device] : [],
    );
  }

  jobDone(key: AccountId): void {
    const device = this.#devices.get(this.#successors.get(key) ?? key);
    if (device !== undefined) this.#put({ ...device, jobsDone: device.jobsDone + 1n });
  }

  /** Takes of a bond what there is, up to so much: what is active first, then what would be back first. By any key it had. */
  slash(key: AccountId, planck: bigint): void {
    const device = this.#devices.get(this.#successors.get(key) ?? key);
    if (device === undefined) return;
    let left = planck;
    const without = (have: bigint): bigint => {
      const taken = left < have ? left : have;
      left -= taken;
      return have - taken;
    };
    const activePlanck = without(device.bond.activePlanck);
    const unbonding = device.bond.unbonding.map((one) => ({ ...one, planck: without(one.planck) }));
    this.#putBond(device, { activePlanck, unbonding: unbonding.filter((one) => one.planck > 0n) });
  }

  #view(device: Device): ChainDevice {
    const isHeard = this.#nowMs() - device.lastHeartbeatMs <= HEARTBEAT_TIMEOUT_MS;
    return { ...device, online: device.status === "active" && isHeard };
  }

  #known(key: AccountId): Device | { readonly error: ErrorName } {
    const device = this.#devices.get(key);
    if (device !== undefined) return device;
    return refused(this.#successors.has(key) ? "DeviceRekeyed" : "UnknownDevice");
  }

  #own(who: AccountId, key: AccountId): Device | { readonly error: ErrorName } {
    const device = this.#known(key);
    return "error" in device || device.owner === who ? device : refused("NotOwner");
  }

  #ownLive(who: AccountId, key: AccountId): Device | { readonly error: ErrorName } {
    const device = this.#own(who, key);
    return "error" in device || device.status !== "retired" ? device : refused("DeviceRetired");
  }

  #retire(device: Device): Outcome {
    const { activePlanck } = device.bond;
    const bond = activePlanck === 0n ? device.bond : this.#unbonded(device.bond, activePlanck);
    this.#put({ ...device, status: "retired", offeredTo: null, bond });
    return done("DeviceStatusChanged");
  }

  /** What comes beyond the most that may be under way joins the newest, which then takes as long. */
  #unbonded({ activePlanck, unbonding }: DeviceBond, planck: bigint): DeviceBond {
    const untilMs = this.#nowMs() + UNBONDING_MS;
    const newest = unbonding.length < MAX_UNBONDINGS ? undefined : unbonding.at(-1);
    const added = { planck: planck + (newest?.planck ?? 0n), untilMs };
    const kept = newest === undefined ? unbonding : unbonding.slice(0, -1);
    return { activePlanck: activePlanck - planck, unbonding: [...kept, added] };
  }

  #putBond(device: Device, bond: DeviceBond): void {
    this.#put({ ...device, bond });
  }

  #put(device: Device): void {
    this.#devices.set(device.device, device);
  }
}
