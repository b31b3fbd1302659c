import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { runCoco, type RunOptions } from "./testing/run-coco.ts";

const PHRASE = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
const SEED = "0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";
/** `subkey inspect` of the phrase. */
const ADDRESS = "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV";
const PASSPHRASE = "correct horse battery";

const accountSchema = z.object({
  name: z.string(),
  address: z.string(),
  file: z.string(),
  encrypted: z.boolean(),
});
const accountIn = (out: string) => accountSchema.parse(JSON.parse(out));

let home: string;
/** Everything that was said in a test. */
let said: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "coco-home-"));
  said = "";
});
afterEach(async () => {
  for (const secret of [PHRASE, "bottom", SEED.slice(2), PASSPHRASE, "battery"])
    expect(said).not.toContain(secret);
  await rm(home, { recursive: true });
});

async function coco(args: readonly string[], options: RunOptions = {}) {
  const ran = await runCoco(args, { ...options, environment: { COCO_HOME: home, ...options.environment } });
  said += ran.out + ran.err;
  return ran;
}

async function passphraseFile(text = `${PASSPHRASE}\n`, mode = 0o600) {
  const path = join(home, "passphrase");
  await writeFile(path, text);
  await chmod(path, mode);
  return { COCO_PASSPHRASE_FILE: path };
}

describe("coco account", () => {
  test("makes an encrypted file that only its user can read, asks twice, and prints no secret", async () => {
    const made = await coco(["account", "new", "me", "--json"], { typed: [PASSPHRASE, PASSPHRASE] });
    expect(made).toMatchObject({ code: 0, err: "New passphrase for me: \nOnce more: \n" });
    const { file, encrypted } = accountIn(made.out);
    expect(encrypted).toBe(true);
    expect(file).toBe(join(home, "accounts", "me.json"));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, "accounts"))).mode & 0o777).toBe(0o700);
    expect(await readFile(file, "utf8")).toContain("xsalsa20-poly1305");
    const again = await coco(["account", "new", "me", "--json"], { typed: [] });
    expect([again.code, again.err]).toEqual([4, expect.stringContaining("account_exists")]);
  }, 60_000);

  test("brings a mnemonic from a prompt and a seed from standard input, never from an argument", async () => {
    const asked = await coco(["account", "import", "a", "--json"], {
      typed: [PHRASE, PASSPHRASE, PASSPHRASE],
    });
    expect(accountIn(asked.out)).toMatchObject({ address: ADDRESS, encrypted: true });
    const piped = await coco(["account", "import", "b", "--json"], {
      input: `${SEED}\n`,
      environment: await passphraseFile(),
    });
    expect(accountIn(piped.out).address).toBe(ADDRESS);
    const argued = await coco(["account", "import", "c", SEED.slice(2)], { input: "" });
    expect(argued.code).toBe(2);
    for (const input of ["", "0x12", PHRASE.replace("walk", "walks")])
      expect(await coco(["account", "import", "d", "--no-passphrase"], { input })).toMatchObject({
        code: 4,
        err: expect.stringContaining("bad_secret") as unknown,
      });
  }, 60_000);

  test("takes a wallet's file only when it opens, and gives a copy back that a wallet takes", async () => {
    await coco(["account", "import", "a"], { input: SEED, environment: await passphraseFile() });
    const copy = join(home, "copy.json");
    expect((await coco(["account", "export", "a", copy])).code).toBe(0);
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
    expect((await coco(["account", "export", "a", copy])).err).toContain("export_failed");
    const wrong = await coco(["account", "import", "b", "--file", copy], { typed: ["another one"] });
    expect([wrong.code, wrong.err]).toEqual([4, expect.stringContaining("bad_passphrase")]);
    const right = await coco(["account", "import", "b", "--file", copy, "--json"], { typed: [PASSPHRASE] });
    expect(accountIn(right.out).address).toBe(ADDRESS);
  }, 60_000);

  test("refuses weak and mistyped passphrases, and passphrase files that others can read", async () => {
    const codeOf = async (options: RunOptions) => {
      const ran = await coco(["account", "new", "me", "--json"], options);
      expect([ran.code, ran.out]).toEqual([4, ""]);
      return z
        .object({ error: z.object({ code: z.string() }) })
        .parse(JSON.parse(ran.err.split("\n").at(-2) ?? "")).error.code;
    };
    expect(await codeOf({ typed: ["short"] })).toBe("passphrase_weak");
    expect(await codeOf({ typed: [PASSPHRASE, `${PASSPHRASE}!`] })).toBe("passphrase_mismatch");
    expect(await codeOf({})).toBe("passphrase_needed");
    expect(await codeOf({ environment: await passphraseFile(undefined, 0o644) })).toBe(
      "passphrase_file_unusable",
    );
    expect(await codeOf({ environment: await passphraseFile("\n") })).toBe("passphrase_file_unusable");
    expect(await codeOf({ environment: await passphraseFile("x".repeat(5000)) })).toBe(
      "passphrase_file_unusable",
    );
    expect(await codeOf({ environment: { COCO_PASSPHRASE_FILE: join(home, "none") } })).toBe(
      "passphrase_file_unusable",
    );
    expect((await coco(["account", "list", "--json"])).out).toBe("[]\n");
  });

  test("lists what it can read, names what it cannot, and warns of a key without a passphrase", async () => {
    const made = await coco(["account", "new", "dev", "--no-passphrase"]);
    expect(made.err).toContain("development only");
    await writeFile(join(home, "accounts", "broken.json"), "{}", { mode: 0o600 });
    const list = await coco(["account", "list"]);
    expect(list.out).toMatch(/^NAME +ADDRESS +ENCRYPTED\ndev +5\w+ +NO\n$/);
    expect(list.err).toContain("broken: The key file is damaged");
    expect((await coco(["account", "show", "broken"])).code).toBe(4);
    expect((await coco(["account", "show", "../dev"])).code).toBe(2);
  });
});
