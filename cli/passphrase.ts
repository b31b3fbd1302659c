/** Passphrases: from the person at the terminal or from a file that only they can read, never from the command line. */
import { open } from "node:fs/promises";
import { isPrivate } from "../adapters/keystore/account-folder.ts";
import { Refused } from "./refused.ts";
import type { Surroundings } from "./surroundings.ts";

/** Characters; NIST SP 800-63B §3.1.1.2 for passwords that stand alone is 15, its floor is 8, and scrypt makes guesses dear. */
const SHORTEST = 8;
/** Bytes of a passphrase file. */
const MAX_FILE_BYTES = 4096;

const NO_WAY =
  "There is no terminal to ask for the passphrase. Put it into a file of mode 0600 and set COCO_PASSPHRASE_FILE to its path.";

/** The passphrase of an existing key. Throws `Refused`. */
export async function passphraseFor(at: Surroundings, name: string): Promise<string> {
  const written = await passphraseFile(at);
  if (written !== null) return written;
  if (at.askSecret === null) throw new Refused("passphrase_needed", NO_WAY);
  return at.askSecret(`Passphrase of ${name}: `);
}

/** A passphrase for a new key; from a terminal it is asked for twice. Throws `Refused`. */
export async function newPassphrase(at: Surroundings, name: string): Promise<string> {
  const written = await passphraseFile(at);
  if (written !== null) return strongEnough(written);
  if (at.askSecret === null) throw new Refused("passphrase_needed", NO_WAY);
  const first = strongEnough(await at.askSecret(`New passphrase for ${name}: `));
  if ((await at.askSecret("Once more: ")) === first) return first;
  throw new Refused("passphrase_mismatch", "The two passphrases are not the same; nothing was written.");
}

function strongEnough(passphrase: string): string {
  if (Array.from(passphrase).length >= SHORTEST) return passphrase;
  throw new Refused(
    "passphrase_weak",
    `A new passphrase has at least ${SHORTEST} characters; nothing was written.`,
  );
}

/** The first line of `COCO_PASSPHRASE_FILE`; null when it is not set. */
async function passphraseFile(at: Surroundings): Promise<string | null> {
  const path = at.environment["COCO_PASSPHRASE_FILE"] ?? "";
  if (path === "") return null;
  const unusable = (why: string) => new Refused("passphrase_file_unusable", `COCO_PASSPHRASE_FILE: ${why}`);
  const file = await open(path, "r").catch(() => null);
  if (file === null) throw unusable("the file cannot be read.");
  try {
    const { mode, size } = await file.stat();
    if (!isPrivate(mode)) throw unusable("others on this machine can read the file. Run chmod 600 on it.");
    if (size > MAX_FILE_BYTES) throw unusable("the file is too large for a passphrase.");
    const [line = ""] = (await file.readFile("utf8")).split(/\r?\n/);
    if (line === "") throw unusable("the file's first line is empty.");
    return line;
  } finally {
    await file.close();
  }
}
