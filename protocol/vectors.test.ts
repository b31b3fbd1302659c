import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  deviceRegistrationMessage,
  deviceUpdateMessage,
  fromHex,
  jobAcceptanceMessage,
  jobCancellationMessage,
  jobIntentMessage,
  parseAccountId,
  parseGenesisHash,
  parseJobId,
  peerProofMessage,
  type SignedMessage,
  sessionProofMessage,
  usageRecordViewSchema,
  verifyBytes,
  verifyUsageRecord,
  viewUsageRecord,
} from "./index.ts";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), "utf8"));
const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();
function known<T>(value: T | null): T {
  if (value === null) throw new Error("the vector file is malformed");
  return value;
}

const recordCases = z
  .object({
    cases: z
      .array(
        z.object({
          name: z.string(),
          genesis: z.string(),
          bytes: z.string(),
          deviceSignature: z.string(),
          requesterSignature: z.string(),
          context: z.object({ job: z.string().optional(), settled: z.boolean().optional() }),
          expect: z.string(),
          view: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        }),
      )
      .min(20),
  })
  .parse(read("usage-record")).cases;

describe("usage record vectors", () => {
  it.each(recordCases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const genesis = known(parseGenesisHash(one.genesis));
    const verified = verifyUsageRecord(
      {
        bytes: bytes(one.bytes),
        deviceSignature: bytes(one.deviceSignature),
        requesterSignature: bytes(one.requesterSignature),
      },
      {
        genesis,
        isSettled: () => one.context.settled ?? false,
        ...(one.context.job === undefined ? {} : { job: known(parseJobId(one.context.job)) }),
      },
    );
    expect(verified.ok ? "ok" : verified.error.code).toBe(one.expect);
    if (verified.ok) expect(viewUsageRecord(verified.value, genesis)).toEqual(one.view);
  });

  it("publishes the schema that its views pass", () => {
    const published = read("../usage-record.schema") as {
      properties: Record<string, unknown>;
      required: string[];
    };
    const current = z.toJSONSchema(usageRecordViewSchema) as { properties: Record<string, unknown> };
    expect(published.properties).toEqual(current.properties);
    const views = recordCases.flatMap((one) => (one.view ? [one.view] : []));
    expect(views.length).toBeGreaterThan(2);
    for (const view of views) expect(usageRecordViewSchema.parse(view)).toEqual(view);
  });

  it("has a case of every code", () => {
    const spec = readFileSync(new URL("../docs/usage-record.md", import.meta.url), "utf8");
    const codes = [...spec.matchAll(/^\| `(record_\w+)` \|/gm)].map((match) => match[1]);
    expect(codes.length).toBe(10);
    expect(new Set(recordCases.map((one) => one.expect))).toEqual(new Set(["ok", ...codes]));
  });
});

const messages: Record<string, SignedMessage<never> | undefined> = {
  JobIntent: jobIntentMessage as SignedMessage<never>,
  JobAcceptance: jobAcceptanceMessage as SignedMessage<never>,
  JobCancellation: jobCancellationMessage as SignedMessage<never>,
  DeviceRegistration: deviceRegistrationMessage as SignedMessage<never>,
  DeviceUpdate: deviceUpdateMessage as SignedMessage<never>,
  SessionProof: sessionProofMessage as SignedMessage<never>,
  PeerProof: peerProofMessage as SignedMessage<never>,
};
const messageCases = z
  .object({
    cases: z
      .array(
        z.object({
          name: z.string(),
          message: z.string(),
          genesis: z.string(),
          fields: z.unknown(),
          bytes: z.string(),
          signer: z.string(),
          signature: z.string(),
          expect: z.string(),
        }),
      )
      .min(50),
  })
  .parse(read("signed-messages")).cases;

describe("signed message vectors", () => {
  it.each(messageCases.map((one, index) => [`${index} ${one.name}`, one] as const))("%s", (_name, one) => {
    const message = messages[one.message];
    if (!message) throw new Error(`no message ${one.message}`);
    const genesis = known(parseGenesisHash(one.genesis));
    const decoded = message.decode(bytes(one.bytes), genesis);
    if (!decoded.ok) {
      expect(decoded.error.code).toBe(one.expect);
      return;
    }
    const signer = known(parseAccountId(one.signer));
    expect(verifyBytes(bytes(one.bytes), bytes(one.signature), signer) ? "ok" : "bad_signature").toBe(
      one.expect,
    );
    expect(message.encode(decoded.value, genesis)).toEqual(bytes(one.bytes));
    if (one.expect === "ok") {
      const plain: unknown = JSON.parse(
        JSON.stringify(decoded.value, (_key, value: unknown) =>
          typeof value === "bigint" ? value.toString() : value,
        ),
      );
      expect(plain).toEqual(one.fields);
    }
  });
});
