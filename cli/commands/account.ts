/** `coco account`: keys in encrypted files. No secret is ever an argument, and none is ever printed. */
import { randomBytes } from "node:crypto";
import { copyFile, constants, readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import {
  addressOf,
  MAX_ACCOUNT_FILE_CHARS,
  openAccount,
  parseAccountFile,
  sealAccount,
} from "../../adapters/keystore/account-file.ts";
import {
  addAccount,
  listAccounts,
  readAccount,
  type StoredAccount,
} from "../../adapters/keystore/account-folder.ts";
import { readSecret } from "../../adapters/keystore/account-secret.ts";
import { withChain, onlyAccount, landing } from "../chain-access.ts";
import { accountsFolder, answer, type Context, note } from "../context.ts";
import { accountName } from "../keys.ts";
import { amount } from "../options.ts";
import { newPassphrase, passphraseFor } from "../passphrase.ts";
import { misused, orRefuse, Refused } from "../refused.ts";
import { fields, table, tokens } from "../text.ts";

/** planck. What `fund` gives: 1,000 COCO, some hundred thousand calls. */
const DEFAULT_GIFT_PLANCK = 1_000_000_000_000_000n;

interface NewOptions {
  /** Commander's form of `--no-passphrase`. */
  readonly passphrase: boolean;
}

export function accountCommands(program: Command, context: Context): void {
  const account = program.command("account").description("keys of people and devices, in encrypted files");
  const folder = accountsFolder(context.environment);

  const write = async (name: string, seed: Uint8Array, { passphrase }: NewOptions): Promise<void> => {
    orRefuse(await free(folder, name));
    if (!passphrase)
      note(context, "without a passphrase, whoever can read the file has the key: for development only");
    const sealed = await sealAccount(seed, {
      name,
      passphrase: passphrase ? await newPassphrase(context, name) : null,
      createdAtMs: Date.now(),
    });
    seed.fill(0);
    orRefuse(await addAccount(folder, name, sealed.text));
    await show(context, name);
  };

  account
    .command("new")
    .description("make an account; its file is all there is, so keep a copy (coco account export)")
    .argument("<name>")
    .option("--no-passphrase", "leave the key unencrypted: for development only")
    .action((name: string, options: NewOptions) => write(name, new Uint8Array(randomBytes(32)), options));

  account
    .command("import")
    .description(
      "bring an account: a mnemonic phrase or 0x seed, asked for or on standard input, or a wallet's file",
    )
    .argument("<name>")
    .option("--file <path>", "a JSON file that a wallet exported, instead of a phrase or seed")
    .option("--no-passphrase", "leave the key unencrypted: for development only")
    .action(async (name: string, { file, ...options }: NewOptions & { file?: string }) => {
      orRefuse(await free(folder, name));
      if (file !== undefined) return importFile(context, name, file);
      const text =
        context.askSecret === null
          ? await context.readInput()
          : await context.askSecret("Mnemonic phrase or 0x seed: ");
      const seed = await readSecret(text);
      if (seed === null)
        throw new Refused(
          "bad_secret",
          "That is no English mnemonic phrase of 12 to 24 words and no 0x seed of 32 bytes.",
        );
      return write(name, seed, options);
    });

  account
    .command("show")
    .description("an account's address; with --balance what it has on the chain")
    .argument("[name]", "default: COCO_ACCOUNT")
    .option("--balance", "ask the chain")
    .action((name: string | undefined, { balance }: { balance?: true }) =>
      show(context, accountName(context, name), balance === true),
    );

  account
    .command("list")
    .description("accounts on this machine")
    .action(async () => {
      const accounts = orRefuse(await listAccounts(folder));
      const readable = accounts.flatMap(({ read }) => (read.ok ? [view(read.value)] : []));
      answer(context, readable, () =>
        table(
          ["NAME", "ADDRESS", "ENCRYPTED"],
          readable.map(({ name, address, encrypted }) => [name, address, encrypted ? "yes" : "NO"]),
        ),
      );
      for (const { name, read } of accounts)
        if (!read.ok) note(context, `${name}: ${read.error.message} (${read.error.code})`);
    });

  account
    .command("export")
    .description("copy an account's encrypted file, for a backup or a wallet")
    .argument("<name>")
    .argument("<file>", "a new file")
    .action(async (name: string, file: string) => {
      const stored = orRefuse(await readAccount(folder, name));
      try {
        await copyFile(stored.path, file, constants.COPYFILE_EXCL);
      } catch {
        throw new Refused("export_failed", "The file is there already, or cannot be written.");
      }
      if (!stored.encrypted) note(context, "this key is not encrypted: whoever can read the copy has it");
      answer(context, { name, file }, () => fields([[name, file]]));
    });

  account
    .command("fund")
    .description("give an account tokens of a development chain")
    .argument("<name>")
    .addOption(
      new Option("--amount <coco>", "how many COCO").argParser(amount).default(DEFAULT_GIFT_PLANCK, "1000"),
    )
    .action(async (name: string, options: { amount: bigint }) => {
      const { account: to } = orRefuse(await readAccount(folder, name));
      await withChain(
        context,
        async (chain) => {
          const inclusion = orRefuse(await chain.fundFromDevelopmentFaucet(options.amount));
          const balance = orRefuse(await chain.balance());
          answer(
            context,
            { name, balancePlanck: balance, inclusion },
            () => fields([[name, tokens(balance)]]) + landing(inclusion),
          );
        },
        onlyAccount(to),
      );
    });
}

async function show(context: Context, name: string, balance = false): Promise<void> {
  const stored = orRefuse(await readAccount(accountsFolder(context.environment), name));
  const planck = balance
    ? await withChain(context, async (chain) => orRefuse(await chain.balance()), onlyAccount(stored.account))
    : null;
  const shown = { ...view(stored), ...(planck === null ? {} : { balancePlanck: planck }) };
  answer(context, shown, () =>
    fields([
      ["name", shown.name],
      ["address", shown.address],
      ["public key", shown.account],
      ["encrypted", shown.encrypted ? "yes" : "NO: for development only"],
      ["file", shown.file],
      ...(planck === null ? [] : ([["balance", tokens(planck)]] as const)),
    ]),
  );
}

/** A wallet's file is opened before it is kept: one that nobody can open would be found out too late. */
async function importFile(context: Context, name: string, path: string): Promise<void> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null || text.length > MAX_ACCOUNT_FILE_CHARS)
    throw misused("--file: the file cannot be read.");
  const file = orRefuse(parseAccountFile(text));
  orRefuse(await openAccount(file, file.encrypted ? await passphraseFor(context, name) : null));
  orRefuse(await addAccount(accountsFolder(context.environment), name, text));
  await show(context, name);
}

function view({ name, account, encrypted, path }: StoredAccount) {
  return { name, address: addressOf(account), account, encrypted, file: path };
}

/** Whether a name can be taken: said before anybody types a passphrase. */
async function free(folder: string, name: string) {
  const stored = await readAccount(folder, name);
  if (!stored.ok && stored.error.code === "account_unknown") return { ok: true as const, value: null };
  if (!stored.ok && stored.error.code === "bad_account_name") return stored;
  const message = `There is an account ${name} already; nothing was written. Choose another name.`;
  return { ok: false as const, error: { code: "account_exists", message } };
}
