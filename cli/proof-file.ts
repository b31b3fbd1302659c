/** Where a usage record lies under a channel's claimed root, as a file: what a node gives who asks for a proof. */
import { z } from "zod";
import {
  fromHex,
  type GenesisHash,
  type Hex,
  MAX_INCLUSION_PATH,
  type UsageRecord,
  usageRecordMessage,
} from "../protocol/index.ts";
import { hex, readJsonFile } from "./json-file.ts";
import { Refused } from "./refused.ts";

/** Characters: about 600 bytes of record, 32 hashes, and white space. */
const MAX_FILE_CHARS = 16 * 1024;
/** Largest number of a `u32`: records of one channel. */
const U32_MAX = 0xffff_ffff;

const hash = z.custom<Hex>((value) => hex.length(2 + 2 * 32).safeParse(value).success);
const fileSchema = z.object({
  /** The record's signed bytes, docs/usage-record.md. */
  record: hex,
  /** Its place among the channel's records, from 0. */
  index: z.number().int().min(0).max(U32_MAX),
  /** docs/vouchers.md. */
  path: z.array(hash).max(MAX_INCLUSION_PATH),
});

export interface ProofFile {
  readonly index: number;
  readonly path: readonly Hex[];
  /** Throws `Refused` `record_…` when the bytes are not a record of that chain. */
  record(genesis: GenesisHash): UsageRecord;
}

/** Throws `Refused`: `usage` for no file, `proof_malformed` for another one. */
export async function readProofFile(path: string): Promise<ProofFile> {
  const parsed = await readJsonFile(path, "proof", MAX_FILE_CHARS, fileSchema);
  if (parsed === null)
    throw new Refused(
      "proof_malformed",
      "The file is no record with its place and path as JSON; see docs/cli.md.",
    );
  const bytes = fromHex(parsed.record) ?? new Uint8Array();
  return {
    index: parsed.index,
    path: parsed.path,
    record(genesis) {
      const decoded = usageRecordMessage.decode(bytes, genesis);
      if (decoded.ok) return decoded.value;
      throw new Refused(`record_${decoded.error.code}`, "The file's record is none of this chain.");
    },
  };
}
