/** Opening the accounts that sign, each once a command. */
import { openAccount, parseAddress } from "../adapters/keystore/account-file.ts";
import { readAccount } from "../adapters/keystore/account-folder.ts";
import type { Signer } from "../adapters/keystore/port.ts";
import type { AccountId } from "../protocol/index.ts";
import { accountsFolder, type Context } from "./context.ts";
import { passphraseFor } from "./passphrase.ts";
import { misused, orRefuse } from "./refused.ts";

/** The name given by `--account` or `COCO_ACCOUNT`. Throws `Refused` `usage` when there is neither. */
export function accountName(context: Context, given: string | undefined): string {
  const name = given ?? context.environment["COCO_ACCOUNT"] ?? "";
  if (name === "") throw misused("Say which account pays: --account <name>, or set COCO_ACCOUNT.");
  return name;
}

/** Opens an account's key, asking for its passphrase if it has one. Throws `Refused`. */
export async function openKey(context: Context, name: string): Promise<Signer> {
  const stored = orRefuse(await readAccount(accountsFolder(context.environment), name));
  const passphrase = stored.encrypted ? await passphraseFor(context, name) : null;
  return orRefuse(await openAccount(stored, passphrase));
}

/** Opens several, and one that is named twice only once. */
export async function openKeys<const T extends readonly string[]>(
  context: Context,
  names: T,
): Promise<{ [K in keyof T]: Signer }> {
  const opened = new Map<string, Signer>();
  // One after the other: each may ask the person.
  for (const name of names) if (!opened.has(name)) opened.set(name, await openKey(context, name));
  return names.map((name) => opened.get(name)) as { [K in keyof T]: Signer };
}

/** An account by its local name, its SS58 address or its public key in hex. Throws `Refused`. */
export async function accountOf(context: Context, text: string): Promise<AccountId> {
  const address = parseAddress(text);
  if (address !== null) return address;
  return orRefuse(await readAccount(accountsFolder(context.environment), text)).account;
}
