/** A voucher as a file: what a payer gave, in a form that people can pass on. */
import { z } from "zod";
import {
  fromHex,
  type GenesisHash,
  MAX_MODEL_ID_BYTES,
  MAX_MODEL_TOTALS,
  type ModelTotals,
  parseModelTotals,
  type Voucher,
  voucherMessage,
} from "../protocol/index.ts";
import { hex, readJsonFile } from "./json-file.ts";
import { Refused } from "./refused.ts";

/** Characters: 165 bytes of voucher, 64 of signature, 16 models with their totals, and white space. */
const MAX_FILE_CHARS = 16 * 1024;

const fileSchema = z.object({
  /** The voucher's signed bytes, docs/vouchers.md. */
  voucher: hex,
  signature: hex.length(2 + 2 * 64),
  totals: z
    .array(
      z.object({
        model: z
          .string()
          .refine((id) => id !== "" && new TextEncoder().encode(id).length <= MAX_MODEL_ID_BYTES),
        totalPlanck: z
          .string()
          .regex(/^\d{1,39}$/)
          .transform(BigInt)
          .refine((planck) => planck < 2n ** 128n),
      }),
    )
    .max(MAX_MODEL_TOTALS),
});

export interface VoucherFile {
  readonly signature: Uint8Array;
  readonly totals: ModelTotals;
  /** Throws `Refused` `voucher_…` when the bytes are not a voucher of that chain. */
  voucher(genesis: GenesisHash): Voucher;
}

/** Throws `Refused`: `usage` for no file, `voucher_malformed` for another one, `totals_…` as in docs/vouchers.md. */
export async function readVoucherFile(path: string): Promise<VoucherFile> {
  const parsed = await readJsonFile(path, "voucher", MAX_FILE_CHARS, fileSchema);
  if (parsed === null)
    throw new Refused(
      "voucher_malformed",
      "The file is no voucher with signature and totals as JSON; see docs/cli.md.",
    );
  const totals = parseModelTotals(parsed.totals);
  if (!totals.ok)
    throw new Refused(`totals_${totals.error.code}`, "The file's totals are not in their order.");
  const bytes = (value: string): Uint8Array => fromHex(value) ?? new Uint8Array();
  return {
    signature: bytes(parsed.signature),
    totals: totals.value,
    voucher(genesis) {
      const decoded = voucherMessage.decode(bytes(parsed.voucher), genesis);
      if (decoded.ok) return decoded.value;
      throw new Refused(`voucher_${decoded.error.code}`, "The file's voucher is none of this chain.");
    },
  };
}
