/** People and messages for the chain's conformance suite: everything is really signed. */
import { randomBytes } from "node:crypto";
import {
  countersignatureBytes,
  deviceRegistrationMessage,
  deviceUpdateMessage,
  jobAcceptanceMessage,
  jobCancellationMessage,
  jobIdOf,
  jobIntentMessage,
  keyPairFromSeed,
  signBytes,
  toHex,
  type AccountId,
  type DeviceAction,
  type DeviceRegistration,
  type GenesisHash,
  type Hex,
  type JobAcceptance,
  type JobId,
  type JobIntent,
  type LeaseId,
  type SessionId,
  type UsageRecord,
  usageRecordMessage,
} from "../../protocol/index.ts";

export interface Person {
  readonly account: AccountId;
  sign(message: Uint8Array): Uint8Array;
}

export function person(): Person {
  const { account, secret } = keyPairFromSeed(new Uint8Array(randomBytes(32)));
  return { account, sign: (message) => signBytes(secret, message) };
}

/** `bytes` random ones as hex. */
export function randomHex(bytes: number): Hex {
  return toHex(new Uint8Array(randomBytes(bytes)));
}

interface Known {
  readonly owner: Person;
  readonly requester: Person;
}

export class Cast {
  readonly genesis: GenesisHash;
  readonly device = person();
  readonly owner: Person;
  readonly requester: Person;

  /** Strangers, but for those that are given. */
  constructor(genesis: GenesisHash, { owner = person(), requester = person() }: Partial<Known> = {}) {
    this.genesis = genesis;
    this.owner = owner;
    this.requester = requester;
  }

  registration(): DeviceRegistration {
    return {
      device: this.device.account,
      owner: this.owner.account,
      capabilities: {
        arch: "arm64",
        ramMib: 4096,
        gpu: "vendor architektur ä",
        engine: "memory",
        models: ["tiny-q0f32", "other"],
        milliTokensPerSecond: 12_345,
      },
      metadata: "kiosk in the hall",
    };
  }

  registrationSignature(signer: Person = this.device, registration = this.registration()): Uint8Array {
    return signer.sign(deviceRegistrationMessage.encode(registration, this.genesis));
  }

  update(nonce: bigint, action: DeviceAction) {
    const update = { device: this.device.account, nonce, action };
    return [update, this.device.sign(deviceUpdateMessage.encode(update, this.genesis))] as const;
  }

  intent(nowMs: number): JobIntent {
    return {
      requester: this.requester.account,
      nonce: randomHex(16),
      model: "tiny-q0f32",
      maxPricePlanck: 1_000_000n,
      maxPromptTokens: 100,
      maxCompletionTokens: 200,
      deadlineMs: BigInt(nowMs + 60_000),
      strategy: "fastest",
      maxTtftMs: 0,
      minMilliTokensPerSecond: 0,
    };
  }

  intentSignature(intent: JobIntent, signer: Person = this.requester): Uint8Array {
    return signer.sign(jobIntentMessage.encode(intent, this.genesis));
  }

  acceptance(intent: JobIntent): JobAcceptance {
    return {
      job: jobIdOf(intent, this.genesis),
      lease: randomHex(16) as LeaseId,
      device: this.device.account,
      owner: this.owner.account,
      promptTokenPricePlanck: 10n,
      completionTokenPricePlanck: 20n,
      acceptedAtMs: intent.deadlineMs - 50_000n,
    };
  }

  acceptanceSignature(acceptance: JobAcceptance, signer: Person = this.device): Uint8Array {
    return signer.sign(jobAcceptanceMessage.encode(acceptance, this.genesis));
  }

  record(intent: JobIntent, acceptance: JobAcceptance): UsageRecord {
    return {
      job: acceptance.job,
      lease: acceptance.lease,
      session: randomHex(16) as SessionId,
      requester: intent.requester,
      device: acceptance.device,
      owner: acceptance.owner,
      model: intent.model,
      weightsDigest: randomHex(32),
      engine: "memory",
      promptTokens: 12,
      completionTokens: 34,
      bytesIn: 100n,
      bytesOut: 200n,
      queueMs: 1,
      ttftMs: 20,
      durationMs: 300,
      outputDigest: randomHex(32),
      sequence: 1n,
      startedAtMs: acceptance.acceptedAtMs,
      endedAtMs: acceptance.acceptedAtMs + 300n,
      pricePlanck: 12n * 10n + 34n * 20n,
    };
  }

  /** Device's and requester's signature. */
  recordSignatures(record: UsageRecord, device: Person = this.device, requester: Person = this.requester) {
    const bytes = usageRecordMessage.encode(record, this.genesis);
    const deviceSignature = device.sign(bytes);
    const requesterSignature = requester.sign(countersignatureBytes(bytes, deviceSignature, this.genesis));
    return [deviceSignature, requesterSignature] as const;
  }

  cancellationSignature(job: JobId, signer: Person = this.requester): Uint8Array {
    return signer.sign(jobCancellationMessage.encode({ job }, this.genesis));
  }
}
