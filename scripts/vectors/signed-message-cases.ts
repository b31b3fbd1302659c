/** Cases of `signed-messages.json`: every signed message, and what must be refused of each. */
import {
  type Hex,
  deviceRegistrationMessage,
  deviceRekeyMessage,
  deviceUpdateMessage,
  jobAcceptanceMessage,
  jobCancellationMessage,
  jobIntentMessage,
  peerProofMessage,
  sessionProofMessage,
  type SignedMessage,
  toHex,
  voucherMessage,
} from "../../protocol/index.ts";
import { voucher, voucherKey } from "./example-channel.ts";
import {
  device,
  genesis,
  hexOf,
  intent,
  job,
  type key,
  lease,
  newDevice,
  otherGenesis,
  owner,
  requester,
  signWith,
  stranger,
} from "./example-job.ts";

interface MessageCase {
  name: string;
  message: string;
  genesis: Hex;
  fields: unknown;
  bytes: Hex;
  signer: Hex;
  signature: Hex;
  expect: string;
}

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, one: unknown) => (typeof one === "bigint" ? one.toString() : one)));

export function messageCases(): MessageCase[] {
  const cases: MessageCase[] = [];
  function add<T>(name: string, message: SignedMessage<T>, value: T, by: ReturnType<typeof key>): void {
    const bytes = message.encode(value, genesis);
    const one: MessageCase = {
      name,
      message: name,
      genesis,
      fields: plain(value),
      bytes: toHex(bytes),
      signer: by.account,
      signature: toHex(signWith(by, bytes)),
      expect: "ok",
    };
    const changed = (label: string, other: Uint8Array, expect: string): MessageCase => ({
      ...one,
      name: `${name}: ${label}`,
      bytes: toHex(other),
      expect,
    });
    const flip = (at: number): Uint8Array => {
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    };
    cases.push(
      one,
      {
        ...one,
        name: `${name}: signed by a stranger`,
        signature: toHex(signWith(stranger, bytes)),
        expect: "bad_signature",
      },
      { ...one, name: `${name}: other genesis`, genesis: otherGenesis, expect: "other_genesis" },
      changed("truncated", bytes.slice(0, -1), "truncated"),
      changed("trailing byte", Uint8Array.of(...bytes, 0), "trailing_bytes"),
      changed("other domain", flip(6), "wrong_domain"),
      changed("other version", flip(16), "wrong_version"),
      changed("tampered", flip(49), "bad_signature"),
    );
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
  return cases;
}
