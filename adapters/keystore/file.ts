import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { err, ok, type Result } from "../../protocol/index.ts";
import { createMemoryKeystore, SEED_BYTES } from "./memory.ts";
import type { Keystore, KeystoreError } from "./port.ts";
import { writeFirst } from "./write-first.ts";

/** Cost of one guess: 128 MiB and about 0.3 s; OWASP Password Storage Cheat Sheet (scrypt, N = 2^17, r = 8, p = 1). */
const SCRYPT_LOG_N = 17;
/** Costs that we accept from a file; more would only be a way to stall us. */
const SCRYPT_LOG_N_RANGE = { min: 10, max: 20 };
/** Bytes. AES-GCM's nonce and tag; NIST SP 800-38D. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const fileSchema = z.object({
  version: z.literal(1),
  kdf: z.enum(["scrypt", "key-file"]),
  scryptLogN: z.number().int().min(SCRYPT_LOG_N_RANGE.min).max(SCRYPT_LOG_N_RANGE.max),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  nonce: z.string().regex(/^[0-9a-f]{24}$/),
  /** Ciphertext and tag. */
  sealed: z.string().regex(/^[0-9a-f]{96}$/),
});
type KeystoreFile = z.infer<typeof fileSchema>;

/** What a file says of how its key is made. */
type Derivation = Pick<KeystoreFile, "kdf" | "scryptLogN" | "salt">;

function scryptKey(passphrase: string, salt: Uint8Array, logN: number): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  // Needs 128 · N · r bytes, and a little.
  const cost = { N: 2 ** logN, r: 8, p: 1, maxmem: 2 ** (logN + 11) };
  scrypt(passphrase, salt, 32, cost, (error, key) => {
    if (error) reject(error);
    else resolve(key);
  });
  return promise;
}

/**
 * The key `name` of a folder: `<name>.keystore.json`, made at the first call, mode 0600.
 *
 * With a passphrase (the server takes it from `COCO_PASSPHRASE`) the file is worthless without it, so a stolen disk or
 * backup costs an attacker a guess of 128 MiB each. Without one the encrypting key is `<name>.keystore.key` beside it,
 * mode 0600: that only protects a copy of the one file, and against other users of the machine; whoever can read the
 * folder as this user has the key.
 */
export async function openFileKeystore(options: {
  folder: string;
  name: string;
  passphrase?: string | undefined;
  /** Cost of a new file, as the logarithm of N; tests take less. */
  scryptLogN?: number;
}): Promise<Result<Keystore, KeystoreError>> {
  const { folder, name, passphrase, scryptLogN = SCRYPT_LOG_N } = options;
  const path = join(folder, `${name}.keystore.json`);
  const keyPath = join(folder, `${name}.keystore.key`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const found = (await readOrNull(path)) ?? (await create(path, keyPath, passphrase, scryptLogN));
    const file = parseFile(found);
    return file === null ? damaged() : await unseal(file, keyPath, passphrase);
  } catch {
    return err({
      code: "keystore_failed",
      message: "The key's folder cannot be used. Check that it is writable.",
    });
  }
}

/** Writes a new key unless another process was first; what lies there then is the answer. */
async function create(
  path: string,
  keyPath: string,
  passphrase: string | undefined,
  scryptLogN: number,
): Promise<Buffer> {
  const kdf = passphrase ? "scrypt" : "key-file";
  if (kdf === "key-file") await writeFirst(keyPath, randomBytes(32));
  const derivation: Derivation = { kdf, scryptLogN, salt: randomBytes(32).toString("hex") };
  const nonce = randomBytes(NONCE_BYTES);
  const key = await deriveKey(derivation, keyPath, passphrase);
  if (key === null) throw new Error("the key file vanished");
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(randomBytes(SEED_BYTES)), cipher.final(), cipher.getAuthTag()]);
  const file: KeystoreFile = {
    version: 1,
    ...derivation,
    nonce: nonce.toString("hex"),
    sealed: sealed.toString("hex"),
  };
  await writeFirst(path, Buffer.from(JSON.stringify(file)));
  return readFile(path);
}

async function unseal(
  file: KeystoreFile,
  keyPath: string,
  passphrase: string | undefined,
): Promise<Result<Keystore, KeystoreError>> {
  const key = await deriveKey(file, keyPath, passphrase);
  if (key === null) return locked(file.kdf);
  const sealed = Buffer.from(file.sealed, "hex");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(file.nonce, "hex"));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const seed = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    return ok(createMemoryKeystore(seed));
  } catch {
    return locked(file.kdf);
  }
}

/** Null: what the key is made of is not there. */
async function deriveKey(
  { kdf, scryptLogN, salt }: Derivation,
  keyPath: string,
  passphrase: string | undefined,
): Promise<Uint8Array | null> {
  const saltBytes = Buffer.from(salt, "hex");
  if (kdf === "scrypt") return passphrase ? scryptKey(passphrase, saltBytes, scryptLogN) : null;
  const secret = await readOrNull(keyPath);
  if (secret?.length !== 32) return null;
  return new Uint8Array(hkdfSync("sha256", secret, saltBytes, "coco keystore", 32));
}

function locked(kdf: KeystoreFile["kdf"]): Result<never, KeystoreError> {
  const message =
    kdf === "scrypt"
      ? "The passphrase does not open this key. Set COCO_PASSPHRASE to the one it was made with."
      : "The key file beside the keystore is missing or another one. Bring it back from your backup.";
  return err({ code: "keystore_locked", message });
}

function damaged(): Result<never, KeystoreError> {
  return err({
    code: "keystore_damaged",
    message: "The keystore file is damaged. Bring it back from your backup.",
  });
}

function parseFile(bytes: Buffer): KeystoreFile | null {
  try {
    return fileSchema.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    return null;
  }
}

async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return null;
    throw thrown;
  }
}
