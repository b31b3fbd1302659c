import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  assuredIntentMessage,
  blake2b256,
  deviceRegistrationMessage,
  deviceRekeyMessage,
  deviceUpdateMessage,
  EMPTY_ROOT,
  fromHex,
  type Hex,
  inclusionPath,
  jobAcceptanceMessage,
  jobCancellationMessage,
  jobIntentMessage,
  jobMatchMessage,
  jobStartMessage,
  merkleRoot,
  modelTotalsRootOf,
  parseAccountId,
  parseGenesisHash,
  parseJobId,
  parseModelTotals,
  peerProofMessage,
  recordHashOf,
  RecordsTree,
  type SignedMessage,
  sessionProofMessage,
  sumOfTotals,
  usageRecordViewSchema,
  verifyBytes,
  verifyInclusion,
  verifyUsageRecord,
  viewUsageRecord,
  voteCommitmentMessage,
  voteMessage,
  voucherMessage,
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

const hash = z.custom<Hex>((value) => typeof value === "string" && fromHex(value)?.length === 32);

const messages: Record<string, SignedMessage<never> | undefined> = {
  JobIntent: jobIntentMessage as SignedMessage<never>,
  JobAcceptance: jobAcceptanceMessage as SignedMessage<never>,
  JobCancellation: jobCancellationMessage as SignedMessage<never>,
  DeviceRegistration: deviceRegistrationMessage as SignedMessage<never>,
  DeviceUpdate: deviceUpdateMessage as SignedMessage<never>,
  DeviceRekey: deviceRekeyMessage as SignedMessage<never>,
  SessionProof: sessionProofMessage as SignedMessage<never>,
  PeerProof: peerProofMessage as SignedMessage<never>,
  Voucher: voucherMessage as SignedMessage<never>,
  AssuredIntent: assuredIntentMessage as SignedMessage<never>,
  JobMatch: jobMatchMessage as SignedMessage<never>,
  JobStart: jobStartMessage as SignedMessage<never>,
  Vote: voteMessage as SignedMessage<never>,
  VoteCommitment: voteCommitmentMessage as SignedMessage<never>,
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

  it("has every kind of message, and what a vote's hash and an assured job's id are", () => {
    const good = messageCases.filter((one) => one.expect === "ok");
    expect(new Set(good.map((one) => one.message))).toEqual(new Set(Object.keys(messages)));
    const hashes = new Set(good.map((one) => blake2b256(bytes(one.bytes))));
    const naming = z.object({ job: z.string(), commitment: z.string().optional() });
    const named = good.flatMap(({ message, fields }) =>
      ["JobMatch", "JobStart", "Vote", "VoteCommitment"].includes(message) ? [naming.parse(fields)] : [],
    );
    expect(named.length).toBeGreaterThan(3);
    for (const { job, commitment } of named) {
      expect(hashes.has(hash.parse(job))).toBe(true);
      if (commitment !== undefined) expect(hashes.has(hash.parse(commitment))).toBe(true);
    }
  });
});

const merkleCases = z
  .object({
    cases: z
      .array(
        z.discriminatedUnion("kind", [
          z.object({ name: z.string(), kind: z.literal("records"), leaves: z.array(hash), root: hash }),
          z.object({
            name: z.string(),
            kind: z.literal("totals"),
            totals: z.array(z.tuple([z.string(), z.string().regex(/^\d+$/)])),
            root: hash,
            expect: z.enum(["ok", "not_ascending", "too_many"]),
          }),
          z.object({
            name: z.string(),
            kind: z.literal("inclusion"),
            leaf: hash,
            index: z.number(),
            size: z.number(),
            path: z.array(hash),
            root: hash,
            expect: z.enum(["ok", "bad_proof"]),
          }),
        ]),
      )
      .min(100),
  })
  .parse(read("merkle")).cases;

describe("Merkle vectors", () => {
  it.each(merkleCases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    switch (one.kind) {
      case "records": {
        const leaves = one.leaves.map(bytes);
        expect(merkleRoot(leaves)).toBe(one.root);
        expect(one.leaves.reduce((tree, leaf) => tree.append(leaf), RecordsTree.empty).root()).toBe(one.root);
        leaves.forEach((leaf, index) => {
          const proof = { index, size: leaves.length, path: inclusionPath(leaves, index) };
          expect(verifyInclusion(leaf, proof, one.root)).toBe(true);
        });
        return;
      }
      case "totals": {
        const totals = one.totals.map(([model, planck]) => ({ model, totalPlanck: BigInt(planck) }));
        const parsed = parseModelTotals(totals);
        expect(parsed.ok ? "ok" : parsed.error.code).toBe(one.expect);
        if (parsed.ok) expect(modelTotalsRootOf(parsed.value)).toBe(one.root);
        return;
      }
      case "inclusion":
        expect(verifyInclusion(bytes(one.leaf), one, one.root) ? "ok" : "bad_proof").toBe(one.expect);
    }
  });

  it("have trees of many sizes, and every answer", () => {
    const sizes = merkleCases.flatMap((one) => (one.kind === "records" ? [one.leaves.length] : []));
    expect(new Set(sizes)).toEqual(new Set([0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 100]));
    const answers = merkleCases.flatMap((one) =>
      one.kind === "records" ? [] : [`${one.kind} ${one.expect}`],
    );
    expect(new Set(answers).size).toBe(5);
    expect(merkleCases.find((one) => one.kind === "records" && one.leaves.length === 0)?.root).toBe(
      EMPTY_ROOT,
    );
  });

  it("tell of one channel: the example of docs/vouchers.md", () => {
    const spec = readFileSync(new URL("../docs/vouchers.md", import.meta.url), "utf8");
    const example = merkleCases.filter((one) => one.name.endsWith("the example of docs/vouchers.md"));
    const [records, totals] = [
      example.find((one) => one.kind === "records"),
      example.find((one) => one.kind === "totals"),
    ];
    const signed = messageCases.find((one) => one.name === "Voucher");
    if (!records || !totals || !signed) throw new Error("the vector files are malformed");
    const voucher = voucherMessage.decode(bytes(signed.bytes), known(parseGenesisHash(signed.genesis)));
    if (!voucher.ok) throw new Error(voucher.error.code);
    const parsed = parseModelTotals(
      totals.totals.map(([model, planck]) => ({ model, totalPlanck: BigInt(planck) })),
    );
    expect(voucher.value).toMatchObject({
      cumulativePlanck: parsed.ok ? sumOfTotals(parsed.value) : -1n,
      recordsRoot: records.root,
      recordCount: records.leaves.length,
      modelTotalsRoot: totals.root,
    });
    expect(records.leaves[0]).toBe(recordHashOf(bytes(recordCases[0]?.bytes ?? "")));
    const told = [
      ...records.leaves,
      records.root,
      totals.root,
      ...totals.totals.flat(),
      voucher.value.channel,
    ];
    for (const word of told) expect(spec.includes(word.replace("0x", "")), word).toBe(true);
    const table = spec.slice(spec.indexOf("domain             "));
    expect([...table.matchAll(/^\w+ +([0-9a-f]+)$/gm)].map((match) => match[1]).join("")).toBe(
      signed.bytes.slice(2),
    );
  });
});
