/** The secrets that people bring from elsewhere. */
import { cryptoWaitReady, mnemonicToMiniSecret } from "@polkadot/util-crypto";
import { fromHex } from "../../protocol/index.ts";
import { SEED_BYTES } from "./memory.ts";

/** Word counts of BIP 39. */
const MNEMONIC_WORDS: ReadonlySet<number> = new Set([12, 15, 18, 21, 24]);

/**
 * 32-byte mini secret of a mnemonic phrase (English BIP 39 words, substrate's derivation, no path, no password) or of
 * `0x` hex; null when it is neither.
 */
export async function readSecret(text: string): Promise<Uint8Array | null> {
  const trimmed = text.trim();
  const seed = fromHex(trimmed);
  if (seed !== null) return seed.length === SEED_BYTES ? seed : null;
  const words = trimmed.toLowerCase().split(/\s+/);
  if (!MNEMONIC_WORDS.has(words.length)) return null;
  await cryptoWaitReady();
  try {
    return mnemonicToMiniSecret(words.join(" "));
  } catch {
    return null; // its error would quote nothing, but says nothing either
  }
}
