/** The tables of docs/PROTOCOL.md, made from the schemas. `node scripts/vectors/protocol-tables.ts` writes them; a test compares. */
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { chatRequestCodec } from "../../protocol/chat-codec.ts";
import { frameCodec } from "../../protocol/frames.ts";
import * as protocol from "../../protocol/index.ts";
import * as limits from "../../protocol/limits.ts";
import type { Layout } from "../../protocol/scale.ts";

const DOC = new URL("../../docs/PROTOCOL.md", import.meta.url);
const LIMITS = new URL("../../protocol/limits.ts", import.meta.url);

const cell = (text: string): string => text.replaceAll("|", "\\|");
const row = (...cells: string[]): string => `| ${cells.map(cell).join(" | ")} |`;

function fieldList(codec: Layout): string {
  const fields = codec.fields ?? [];
  return fields.length === 0 ? "–" : fields.map(([name, field]) => `\`${name} ${field.layout}\``).join(", ");
}

const signedMessages: readonly (readonly [string, string, { domain: string; body: Layout }])[] = [
  ["JobIntent", "requester", protocol.jobIntentMessage],
  ["JobAcceptance", "device", protocol.jobAcceptanceMessage],
  ["UsageRecord", "device", protocol.usageRecordMessage],
  ["Countersignature", "requester", protocol.countersignatureMessage],
  ["AssuredIntent", "requester", protocol.assuredIntentMessage],
  ["JobMatch", "the terms' matcher", protocol.jobMatchMessage],
  ["JobStart", "device", protocol.jobStartMessage],
  ["Vote", "nobody; hashed", protocol.voteMessage],
  ["VoteCommitment", "verifier", protocol.voteCommitmentMessage],
  ["Voucher", "the channel's voucher key", protocol.voucherMessage],
  ["JobCancellation", "requester", protocol.jobCancellationMessage],
  ["DeviceRegistration", "device", protocol.deviceRegistrationMessage],
  ["DeviceUpdate", "device", protocol.deviceUpdateMessage],
  ["DeviceRekey", "the device's new key", protocol.deviceRekeyMessage],
  ["SessionProof", "each side", protocol.sessionProofMessage],
  ["PeerProof", "connecting peer", protocol.peerProofMessage],
];

function signedTable(): string {
  const rows = signedMessages.map(([name, by, message]) =>
    row(`\`${name}\``, `\`${message.domain}\``, by, fieldList(message.body)),
  );
  return [
    row("message", "domain", "signed by", "fields after the prefix, in order"),
    row("---", "---", "---", "---"),
    ...rows,
  ].join("\n");
}

function frameTable(): string {
  const rows = (frameCodec.variants ?? []).map(([type, codec], index) =>
    row(String(index), `\`${type}\``, fieldList(codec)),
  );
  return [row("type", "frame", "body, in order"), row("---", "---", "---"), ...rows].join("\n");
}

interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

function unionTable(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  const rows = (json.oneOf ?? []).map((variant) => {
    const fields = Object.keys(variant.properties ?? {}).filter((name) => name !== "type");
    const names = fields.map((name) => `\`${name}${variant.required?.includes(name) ? "" : "?"}\``);
    return row(`\`${String(variant.properties?.type?.const)}\``, names.join(", ") || "–");
  });
  return [row("type", "fields"), row("---", "---"), ...rows].join("\n");
}

/** Name, value and the comment above it: the constant is the limit's only home. */
function limitTable(): string {
  const source = readFileSync(LIMITS, "utf8");
  const byName = Object.entries(limits).sort(([a], [b]) => a.localeCompare(b));
  const rows = byName.map(([name, value]) => {
    const comment = new RegExp(`/\\*\\* (.+?) \\*/\\nexport const ${name}\\b`).exec(source)?.[1] ?? "";
    return row(`\`${name}\``, value.toLocaleString("en"), comment);
  });
  return [row("limit", "value", "unit, reason, source"), row("---", "---", "---"), ...rows].join("\n");
}

/** Table by the name of its markers in the document. */
export function protocolTables(): Readonly<Record<string, string>> {
  return {
    signed: signedTable(),
    chat: [
      row("field", "type"),
      row("---", "---"),
      ...(chatRequestCodec.fields ?? []).map(([name, codec]) => row(`\`${name}\``, `\`${codec.layout}\``)),
    ].join("\n"),
    frames: frameTable(),
    "node-messages": unionTable(protocol.nodeMessageSchema),
    "signaling-messages": unionTable(protocol.signalingMessageSchema),
    limits: limitTable(),
  };
}

/** The document with every table between its markers put in anew. */
export function withTables(document: string): string {
  let out = document;
  for (const [name, table] of Object.entries(protocolTables())) {
    const between = new RegExp(`(<!-- table:${name} -->\\n)[\\s\\S]*?(<!-- /table -->)`);
    if (!between.test(out)) throw new Error(`docs/PROTOCOL.md has no markers for the table ${name}`);
    out = out.replace(between, (_all, open: string, close: string) => `${open}${table}\n${close}`);
  }
  return out;
}

export function readProtocolDocument(): string {
  return readFileSync(DOC, "utf8");
}

if (import.meta.main) writeFileSync(DOC, withTables(readProtocolDocument()));
