/**
 * An account in the JSON format, version 3, that polkadot-js and the wallets around it export and import: PKCS#8-like
 * bytes of the expanded secret, encrypted by XSalsa20-Poly1305 under a scrypt key (N = 2^17, r = 8, p = 1).
 */
import { getPublicKey, secretFromSeed } from "@scure/sr25519";
import {
  cryptoWaitReady,
  decodeAddress,
  encodeAddress,
  jsonEncrypt,
  naclDecrypt,
  scryptEncode,
  scryptFromU8a,
} from "@polkadot/util-crypto";
import { z } from "zod";
import {
  type AccountId,
  err,
  ok,
  parseAccountId,
  type Result,
  signBytes,
  toHex,
} from "../../protocol/index.ts";
import type { AccountFileError, Signer } from "./port.ts";

/** Before the secret in every generation of the format; source: `@polkadot/keyring` `pair/defaults`. */
const HEADER = Uint8Array.of(48, 83, 2, 1, 1, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32);
/** Between secret and public key; same source. */
const DIVIDER = Uint8Array.of(161, 35, 3, 33, 0);
/** Bytes of an expanded sr25519 secret, and of a public key. */
const SECRET_BYTES = 64;
const PUBLIC_BYTES = 32;
/** Bytes of salt, N, p and r before the nonce. */
const SCRYPT_BYTES = 44;
/** Bytes. XSalsa20's nonce. */
const NONCE_BYTES = 24;
/** The generic SS58 format, which the runtime names in its properties. */
export const SS58_FORMAT = 42;
/** Characters of a file; ours have about 600, wallets add a few words of their own. */
export const MAX_ACCOUNT_FILE_CHARS = 16 * 1024;

const fileSchema = z.looseObject({
  encoded: z.base64(),
  encoding: z.object({
    content: z.tuple([z.literal("pkcs8"), z.literal("sr25519")]),
    type: z.union([
      z.tuple([z.literal("scrypt"), z.literal("xsalsa20-poly1305")]),
      z.tuple([z.literal("none")]),
    ]),
    version: z.literal("3"),
  }),
  address: z.string().max(64),
});

/** What a file says without its passphrase. */
export interface AccountFile {
  readonly account: AccountId;
  readonly encrypted: boolean;
  readonly sealed: Uint8Array;
}

/** The file's text for a 32-byte mini secret. `passphrase` null: not encrypted, for development only. */
export async function sealAccount(
  seed: Uint8Array,
  about: { readonly name: string; readonly passphrase: string | null; readonly createdAtMs: number },
): Promise<{ account: AccountId; text: string }> {
  await cryptoWaitReady();
  const secret = secretFromSeed(seed);
  const publicKey = getPublicKey(secret);
  const plain = Buffer.concat([HEADER, secret, DIVIDER, publicKey]);
  const json = {
    ...jsonEncrypt(plain, ["pkcs8", "sr25519"], about.passphrase),
    address: addressOf(toHex(publicKey) as AccountId),
    meta: { name: about.name, whenCreated: about.createdAtMs },
  };
  plain.fill(0);
  secret.fill(0);
  return { account: toHex(publicKey) as AccountId, text: `${JSON.stringify(json)}\n` };
}

/** Errors: `key_damaged`. */
export function parseAccountFile(text: string): Result<AccountFile, AccountFileError> {
  if (text.length > MAX_ACCOUNT_FILE_CHARS) return damaged();
  try {
    const { encoded, encoding, address } = fileSchema.parse(JSON.parse(text));
    const account = parseAddress(address);
    if (account === null) return damaged();
    const sealed = new Uint8Array(Buffer.from(encoded, "base64"));
    return ok({ account, encrypted: encoding.type[0] === "scrypt", sealed });
  } catch {
    return damaged();
  }
}

/** Errors: `passphrase_needed`, `bad_passphrase` (also for changed ciphertext: the two cannot be told apart), `key_damaged`. */
export async function openAccount(
  file: AccountFile,
  passphrase: string | null,
): Promise<Result<Signer, AccountFileError>> {
  if (!file.encrypted) return signerOf(file.account, file.sealed);
  if (passphrase === null || passphrase === "")
    return err({ code: "passphrase_needed", message: "This key is encrypted and needs its passphrase." });
  await cryptoWaitReady();
  let key: Uint8Array;
  try {
    const { params, salt } = scryptFromU8a(file.sealed.subarray(0, SCRYPT_BYTES));
    key = scryptEncode(passphrase, salt, params).password.subarray(0, 32);
  } catch {
    return damaged(); // costs that are not the format's would only be a way to stall us
  }
  const nonceEnd = SCRYPT_BYTES + NONCE_BYTES;
  if (file.sealed.length <= nonceEnd) return damaged();
  const plain = naclDecrypt(
    file.sealed.subarray(nonceEnd),
    file.sealed.subarray(SCRYPT_BYTES, nonceEnd),
    key,
  );
  key.fill(0);
  if (plain !== null) return signerOf(file.account, plain);
  return err({
    code: "bad_passphrase",
    message: "The passphrase does not open this key, or its file was changed.",
  });
}

/** SS58 of an account, as wallets show it. */
export function addressOf(account: AccountId): string {
  return encodeAddress(account, SS58_FORMAT);
}

/** The account of an SS58 address of any network, or of a public key in hex; null when it is neither. */
export function parseAddress(text: string): AccountId | null {
  if (/^0x/i.test(text)) return parseAccountId(text);
  try {
    const bytes = decodeAddress(text);
    return bytes.length === PUBLIC_BYTES ? (toHex(bytes) as AccountId) : null;
  } catch {
    return null;
  }
}

function signerOf(account: AccountId, plain: Uint8Array): Result<Signer, AccountFileError> {
  const secretEnd = HEADER.length + SECRET_BYTES;
  const publicStart = secretEnd + DIVIDER.length;
  const whole =
    plain.length === publicStart + PUBLIC_BYTES &&
    same(plain.subarray(0, HEADER.length), HEADER) &&
    same(plain.subarray(secretEnd, publicStart), DIVIDER) &&
    toHex(plain.subarray(publicStart)) === account;
  if (!whole) return damaged();
  const secret = new Uint8Array(plain.subarray(HEADER.length, secretEnd));
  plain.fill(0);
  try {
    if (toHex(getPublicKey(secret)) !== account) return damaged();
  } catch {
    return damaged(); // 64 bytes that are no secret
  }
  return ok({ account, sign: async (message) => signBytes(secret, message) });
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function damaged(): Result<never, AccountFileError> {
  const message = "The key file is damaged, or not an sr25519 account in polkadot-js format, version 3.";
  return err({ code: "key_damaged", message });
}
