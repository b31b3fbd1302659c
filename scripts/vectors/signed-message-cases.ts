/** Cases of `signed-messages.json`: every signed message, and what must be refused of each. */
import {
  deviceRegistrationMessage,
  deviceRekeyMessage,
  deviceUpdateMessage,
  jobAcceptanceMessage,
  jobCancellationMessage,
  jobIntentMessage,
  peerProofMessage,
  sessionProofMessage,
  type SignedMessage,
  voucherMessage,
} from "../../protocol/index.ts";
import { assuredCases } from "./assured-cases.ts";
import { voucher, voucherKey } from "./example-channel.ts";
import { device, hexOf, intent, job, lease, newDevice, owner, requester } from "./example-job.ts";
import { casesOf, type Key, type MessageCase } from "./message-case.ts";

export function messageCases(): MessageCase[] {
  const cases: MessageCase[] = [];
  function add<T>(name: string, message: SignedMessage<T>, value: T, by: Key): void {
    cases.push(...casesOf(name, message, value, by));
  }
  const capabilities = {
    arch: "arm64",
    ramMib: 8192,
    gpu: "broadcom videocore-vii",
    engine: "wllama",
    models: ["tiny-q0f32", "tiny-f16"],
    milliTokensPerSecond: 41_500,
  } as const;
  add("JobIntent", jobIntentMessage, intent, requester);
  add(
    "JobAcceptance",
    jobAcceptanceMessage,
    {
      job,
      lease,
      device: device.account,
      owner: owner.account,
      promptTokenPricePlanck: 10n,
      completionTokenPricePlanck: 30n,
      acceptedAtMs: 1_800_000_000_000n,
    },
    device,
  );
  add("JobCancellation", jobCancellationMessage, { job }, requester);
  add(
    "DeviceRegistration",
    deviceRegistrationMessage,
    {
      device: device.account,
      owner: owner.account,
      capabilities: { ...capabilities, models: [...capabilities.models] },
      metadata: "kiosk in the hall",
    },
    device,
  );
  add(
    "DeviceUpdate",
    deviceUpdateMessage,
    {
      device: device.account,
      nonce: 1n,
      action: { type: "updateMetadata", capabilities: { ...capabilities, models: [] }, metadata: "" },
    },
    device,
  );
  add(
    "DeviceUpdate",
    deviceUpdateMessage,
    { device: device.account, nonce: 2n, action: { type: "setStatus", status: "paused" } },
    device,
  );
  add(
    "DeviceUpdate",
    deviceUpdateMessage,
    { device: device.account, nonce: 3n, action: { type: "heartbeat" } },
    device,
  );
  const proof = {
    initiatorFingerprint: hexOf("fingerprint a", 32),
    responderFingerprint: hexOf("fingerprint b", 32),
    initiator: requester.account,
    responder: device.account,
    initiatorNonce: hexOf("nonce a", 32),
    responderNonce: hexOf("nonce b", 32),
  };
  add("SessionProof", sessionProofMessage, { role: "requester", ...proof }, requester);
  add("SessionProof", sessionProofMessage, { role: "node", ...proof }, device);
  add(
    "PeerProof",
    peerProofMessage,
    {
      identity: device.account,
      role: "node",
      challenge: hexOf("challenge", 32),
      expiresAtMs: 1_800_000_060_000n,
    },
    device,
  );
  add("Voucher", voucherMessage, voucher, voucherKey);
  add(
    "Voucher",
    voucherMessage,
    { ...voucher, cumulativePlanck: 2n ** 128n - 1n, recordCount: 2 ** 32 - 1 },
    voucherKey,
  );
  const rekey = { device: device.account, newDevice: newDevice.account, owner: owner.account };
  add("DeviceRekey", deviceRekeyMessage, { ...rekey, nonce: 4n }, newDevice);
  add("DeviceRekey", deviceRekeyMessage, { ...rekey, nonce: 2n ** 64n - 1n }, newDevice);
  return [...cases, ...assuredCases()];
}
