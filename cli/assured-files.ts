/** What parties of an assured job pass on or keep: input salts, matches, acceptances, records and votes. */
import { join } from "node:path";
import { z } from "zod";
import type { SignedMatch } from "../adapters/chain/port.ts";
import {
  type DecodeError,
  fromHex,
  type GenesisHash,
  type JobAcceptance,
  jobAcceptanceMessage,
  type JobId,
  jobMatchMessage,
  type Result,
  toHex,
  type UsageRecord,
  usageRecordMessage,
  type Vote,
  voteMessage,
} from "../protocol/index.ts";
import { accountsFolder, type Context, homeFolder } from "./context.ts";
import { readJsonFile } from "./json-file.ts";
import { readPrivate, writePrivate } from "./private-file.ts";
import { Refused } from "./refused.ts";
import type { Salted } from "./assured-terms.ts";

/** Characters: a record of at most 600 bytes, two signatures, and white space. */
const MAX_FILE_CHARS = 16 * 1024;

const hex = z.string().regex(/^0x(?:[0-9a-f]{2})*$/);
const signature = hex.length(2 + 2 * 64);
const recordSchema = z.object({
  /** The record's signed bytes, docs/PROTOCOL.md. */
  record: hex,
  deviceSignature: signature.optional(),
  requesterSignature: signature.optional(),
});
const matchSchema = z.object({ match: hex, signature });
const acceptanceSchema = z.object({ acceptance: hex });
const voteSchema = z.object({ vote: hex });

export interface RecordFile {
  readonly record: UsageRecord;
  readonly deviceSignature: Uint8Array | null;
  readonly requesterSignature: Uint8Array | null;
}

/** Throws `Refused`: `usage` for no file, `record_malformed`, or `record_…` of another chain or version. */
export async function readRecordFile(path: string, genesis: GenesisHash): Promise<RecordFile> {
  const { record, deviceSignature, requesterSignature } = await readShared(path, "record", recordSchema);
  return {
    record: decoded("record", usageRecordMessage.decode(bytes(record), genesis)),
    deviceSignature: deviceSignature === undefined ? null : bytes(deviceSignature),
    requesterSignature: requesterSignature === undefined ? null : bytes(requesterSignature),
  };
}

/** As `readRecordFile`, with `match_…`. */
export async function readMatchFile(path: string, genesis: GenesisHash): Promise<SignedMatch> {
  const file = await readShared(path, "match", matchSchema);
  return {
    match: decoded("match", jobMatchMessage.decode(bytes(file.match), genesis)),
    signature: bytes(file.signature),
  };
}

/** Keeps an input's salt before the job is sent: without it nobody can run the job. Returns the file's path. */
export async function keepSalt(context: Context, job: JobId, salted: Salted): Promise<string> {
  const path = inJobs(context, `${job}.input.json`);
  await writePrivate(path, { job, ...salted });
  return path;
}

/** Where a device's promise is kept: its lease is in every later step. */
export function acceptancePath(context: Context, job: JobId, device: JobAcceptance["device"]): string {
  return inJobs(context, `${job}.${device}.json`);
}

/** False: there is one already. */
export async function keepAcceptance(
  path: string,
  acceptance: JobAcceptance,
  genesis: GenesisHash,
): Promise<boolean> {
  return writePrivate(path, { acceptance: toHex(jobAcceptanceMessage.encode(acceptance, genesis)) });
}

/** Null when this machine made none. */
export async function keptAcceptance(path: string, genesis: GenesisHash): Promise<JobAcceptance | null> {
  const file = await readPrivate(path, acceptanceSchema);
  return file === null
    ? null
    : decoded("acceptance", jobAcceptanceMessage.decode(bytes(file.acceptance), genesis));
}

/** Where the vote of a verifier's key is kept until it is revealed: beside the key. Its name does not end as a key's does. */
export function votePath(context: Context, verifier: string, job: JobId): string {
  return join(accountsFolder(context.environment), `${verifier}.${job}.vote`);
}

/** False: there is one already. */
export async function keepVote(path: string, vote: Vote, genesis: GenesisHash): Promise<boolean> {
  return writePrivate(path, { vote: toHex(voteMessage.encode(vote, genesis)) });
}

/** Null when there is none. */
export async function keptVote(path: string, genesis: GenesisHash): Promise<Vote | null> {
  const file = await readPrivate(path, voteSchema);
  return file === null ? null : decoded("vote", voteMessage.decode(bytes(file.vote), genesis));
}

function inJobs(context: Context, name: string): string {
  return join(homeFolder(context.environment), "jobs", name);
}

async function readShared<S extends z.ZodType>(path: string, what: string, schema: S): Promise<z.output<S>> {
  const read = await readJsonFile(path, what, MAX_FILE_CHARS, schema);
  if (read !== null) return read;
  throw new Refused(`${what}_malformed`, `The file is no ${what} as JSON; see docs/cli.md.`);
}

function bytes(text: string): Uint8Array {
  return fromHex(text) ?? new Uint8Array();
}

function decoded<T>(what: string, result: Result<T, { readonly code: string } | DecodeError>): T {
  if (result.ok) return result.value;
  throw new Refused(`${what}_${result.error.code}`, `The file's ${what} is none of this chain.`);
}
