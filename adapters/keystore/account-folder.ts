/** A folder of account files, `<name>.json`, that only its user can read. */
import { mkdir, open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { err, ok, type Result } from "../../protocol/index.ts";
import { type AccountFile, MAX_ACCOUNT_FILE_CHARS, parseAccountFile } from "./account-file.ts";
import type { AccountFileError } from "./port.ts";
import { writeFirst } from "./write-first.ts";

/** A file's name before `.json`: no path, no hidden file, nothing that a shell or a terminal reads otherwise. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/;
const ENDING = ".json";
/** Permission bits of everybody but the owner. */
const OTHERS = 0o077;

export interface StoredAccount extends AccountFile {
  readonly name: string;
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  readonly text: string;
}

export function isAccountName(name: string): boolean {
  return NAME.test(name) && !name.endsWith(ENDING);
}

/** Writes a new account's file, mode 0600, in a folder of mode 0700. Errors: `bad_account_name`, `account_exists`, `key_folder_failed`. */
export async function addAccount(
  folder: string,
  name: string,
  text: string,
): Promise<Result<string, AccountFileError>> {
  if (!isAccountName(name)) return badName();
  const path = join(folder, `${name}${ENDING}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (await writeFirst(path, new TextEncoder().encode(text))) return ok(path);
  } catch {
    return folderFailed();
  }
  const message = `There is an account ${name} already; nothing was written. Choose another name.`;
  return err({ code: "account_exists", message });
}

/** Errors: `bad_account_name`, `account_unknown`, `key_exposed`, `key_damaged`, `key_folder_failed`. */
export async function readAccount(
  folder: string,
  name: string,
): Promise<Result<StoredAccount, AccountFileError>> {
  if (!isAccountName(name)) return badName();
  const read = await readWhatever(folder, name);
  if (!read.ok || (read.value.mode & OTHERS) === 0) return read;
  const message = `Others on this machine can read or change ${read.value.path}. Run: chmod 600 ${read.value.path}`;
  return err({ code: "key_exposed", message });
}

/** Every account of the folder by name, with what is wrong where a file cannot be read. An absent folder has none. */
export async function listAccounts(
  folder: string,
): Promise<
  Result<readonly { name: string; read: Result<StoredAccount, AccountFileError> }[], AccountFileError>
> {
  let files: string[];
  try {
    files = await readdir(folder);
  } catch (thrown) {
    return isMissing(thrown) ? ok([]) : folderFailed();
  }
  const names = files
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .filter(isAccountName)
    .sort((a, b) => (a < b ? -1 : 1));
  return ok(await Promise.all(names.map(async (name) => ({ name, read: await readWhatever(folder, name) }))));
}

/** Permission bits of the folder; null when it is not there. */
export async function folderMode(folder: string): Promise<number | null> {
  try {
    return (await stat(folder)).mode & 0o777;
  } catch {
    return null;
  }
}

/** Whether permission bits keep everybody else out. */
export function isPrivate(mode: number): boolean {
  return (mode & OTHERS) === 0;
}

async function readWhatever(folder: string, name: string): Promise<Result<StoredAccount, AccountFileError>> {
  const path = join(folder, `${name}${ENDING}`);
  try {
    const file = await open(path, "r");
    try {
      const { mode, size } = await file.stat();
      const text = size > MAX_ACCOUNT_FILE_CHARS ? "" : await file.readFile("utf8");
      const parsed = parseAccountFile(text);
      return parsed.ok ? ok({ ...parsed.value, name, path, mode: mode & 0o777, text }) : parsed;
    } finally {
      await file.close();
    }
  } catch (thrown) {
    if (!isMissing(thrown)) return folderFailed();
    return err({ code: "account_unknown", message: `There is no account ${name}. See: coco account list` });
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";
}

function badName(): Result<never, AccountFileError> {
  const message =
    "An account's name has 1 to 64 letters, digits, dots, dashes and underscores, and begins with a letter or digit.";
  return err({ code: "bad_account_name", message });
}

function folderFailed(): Result<never, AccountFileError> {
  return err({
    code: "key_folder_failed",
    message: "The folder of accounts cannot be used. Check COCO_HOME and that it is yours and writable.",
  });
}
