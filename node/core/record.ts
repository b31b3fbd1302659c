import type { Keystore } from "../../adapters/keystore/port.ts";
import type { Store } from "../../adapters/storage/port.ts";
import type { TokenUsage } from "../../adapters/engine/port.ts";
import {
  type GenesisHash,
  type Hex,
  type SessionId,
  type UsageRecord,
  usageRecordMessage,
} from "../../protocol/index.ts";
import type { Meter } from "./meter.ts";
import type { JobTerms } from "./terms.ts";

export interface SignedRecord {
  readonly record: UsageRecord;
  readonly bytes: Uint8Array;
  readonly deviceSignature: Uint8Array;
}

export interface RecordSources {
  readonly terms: JobTerms;
  readonly session: SessionId;
  readonly engine: string;
  readonly weightsDigest: Hex;
  readonly usage: TokenUsage;
  readonly meter: Meter;
}

/** Fills, numbers and signs the usage record of a job that ended. */
export async function signUsageRecord(
  sources: RecordSources,
  by: { keystore: Keystore; store: Store; genesis: GenesisHash },
): Promise<SignedRecord> {
  const { terms, usage, meter } = sources;
  const { acceptance, intent } = terms;
  const record: UsageRecord = {
    job: acceptance.job,
    lease: acceptance.lease,
    session: sources.session,
    requester: intent.intent.requester,
    device: acceptance.device,
    owner: acceptance.owner,
    model: intent.intent.model,
    weightsDigest: sources.weightsDigest,
    engine: sources.engine,
    promptTokens: usage.promptTokens,
    completionTokens: usage.completionTokens,
    bytesIn: meter.bytesIn,
    bytesOut: meter.bytesOut,
    ...meter.finish(),
    sequence: await nextSequence(by.store),
    pricePlanck:
      BigInt(usage.promptTokens) * acceptance.promptTokenPricePlanck +
      BigInt(usage.completionTokens) * acceptance.completionTokenPricePlanck,
  };
  const bytes = usageRecordMessage.encode(record, by.genesis);
  return { record, bytes, deviceSignature: await by.keystore.sign(bytes) };
}

const SEQUENCE_KEY = "node/sequence";

/** The device's next record number, durable before it is used, and safe when two tabs share the store. */
async function nextSequence(store: Store): Promise<bigint> {
  for (;;) {
    const held = await store.get(SEQUENCE_KEY);
    const next = (held === null ? 0n : BigInt(new TextDecoder().decode(held))) + 1n;
    const value = new TextEncoder().encode(next.toString());
    const written = await store.batch([{ key: SEQUENCE_KEY, value }], [{ key: SEQUENCE_KEY, value: held }]);
    if (written.ok) return next;
    if (written.error.code !== "conflict") throw new Error(`record sequence: ${written.error.code}`);
  }
}
