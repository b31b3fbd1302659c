/** The calls of the registry of devices. */
import type { ApiPromise } from "@polkadot/api";
import {
  capabilitiesCodec,
  deviceRegistrationMessage,
  deviceStatusCodec,
  type DeviceUpdate,
  encode,
  idBytes,
} from "../../protocol/index.ts";
import { type Call, callsOf } from "./decorated.ts";
import type { Chain } from "./port.ts";
import type { PaidOwnerVerb } from "./registry-port.ts";

type PaidDeviceVerb = PaidOwnerVerb | "registerDevice" | "updateDevice";

export function registryCalls(api: ApiPromise): {
  readonly [V in PaidDeviceVerb]: (...parameters: Parameters<Chain[V]>) => Call;
} {
  const registry = callsOf(api, "deviceRegistry");
  return {
    registerDevice: (registration, signature) =>
      registry("registerDevice", encode(deviceRegistrationMessage.body, registration), signature),
    updateDevice: (update, signature) => updateCall(api, update, signature),
    bondDevice: (device, addedPlanck) => registry("bond", idBytes(device), addedPlanck),
    unbondDevice: (device, planck) => registry("unbond", idBytes(device), planck),
    withdrawBond: (device) => registry("withdrawUnbonded", idBytes(device)),
    offerDevice: (device, to) => registry("offerDevice", idBytes(device), idBytes(to)),
    acceptDevice: (device) => registry("acceptDevice", idBytes(device)),
    withdrawOffer: (device) => registry("withdrawOffer", idBytes(device)),
    rekeyDevice: ({ device, newDevice, nonce }, signature) =>
      registry("rekeyDevice", idBytes(device), idBytes(newDevice), nonce, signature),
    deregisterDevice: (device) => registry("deregisterDevice", idBytes(device)),
  };
}

function updateCall(api: ApiPromise, { device, nonce, action }: DeviceUpdate, signature: Uint8Array): Call {
  const call = callsOf(api, "deviceRegistry");
  const key = idBytes(device);
  switch (action.type) {
    case "updateMetadata":
      return call(
        "updateMetadata",
        key,
        nonce,
        encode(capabilitiesCodec, action.capabilities),
        action.metadata,
        signature,
      );
    case "setStatus":
      return call("setStatus", key, nonce, encode(deviceStatusCodec, action.status), signature);
    case "heartbeat":
      return call("heartbeat", key, nonce, signature);
  }
}
