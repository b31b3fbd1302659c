import { Keyring } from "@polkadot/api";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { keyPairFromSeed, toHex, verifyBytes } from "../../protocol/index.ts";
import { addressOf, openAccount, parseAccountFile, parseAddress, sealAccount } from "./account-file.ts";
import { addAccount, listAccounts, readAccount } from "./account-folder.ts";
import { readSecret } from "./account-secret.ts";

const seed = new Uint8Array(32).map((_, i) => i + 1);
const { account } = keyPairFromSeed(seed);
const about = { name: "me", createdAtMs: 1_700_000_000_000 };
const message = new TextEncoder().encode("message");
const jsonSchema = z.looseObject({ encoded: z.string(), address: z.string(), encoding: z.looseObject({}) });
const jsonOf = (text: string) => jsonSchema.parse(JSON.parse(text));

async function opened(text: string, passphrase: string | null) {
  const file = parseAccountFile(text);
  return file.ok ? openAccount(file.value, passphrase) : file;
}

describe("an account file", () => {
  let sealed: string;
  let open: string;
  beforeAll(async () => {
    sealed = (await sealAccount(seed, { ...about, passphrase: "correct horse" })).text;
    open = (await sealAccount(seed, { ...about, passphrase: null })).text;
  }, 60_000);

  test("signs as its account once opened, and is worthless without its passphrase", async () => {
    const signer = await opened(sealed, "correct horse");
    if (!signer.ok) throw new Error(signer.error.code);
    expect(signer.value.account).toBe(account);
    expect(verifyBytes(message, await signer.value.sign(message), account)).toBe(true);
    expect(await opened(sealed, "another")).toMatchObject({ error: { code: "bad_passphrase" } });
    expect(await opened(sealed, null)).toMatchObject({ error: { code: "passphrase_needed" } });
  }, 60_000);

  test("is what polkadot-js reads, and reads what polkadot-js writes", async () => {
    const keyring = new Keyring({ type: "sr25519", ss58Format: 42 });
    const theirs = keyring.createFromJson(JSON.parse(sealed) as Parameters<Keyring["createFromJson"]>[0]);
    theirs.unlock("correct horse");
    expect(toHex(theirs.publicKey)).toBe(account);
    expect(verifyBytes(message, theirs.sign(message), account)).toBe(true);
    const written = JSON.stringify(keyring.addFromSeed(seed).toJson("theirs"));
    expect(await opened(written, "theirs")).toMatchObject({ ok: true, value: { account } });
  }, 60_000);

  test("holds no secret in the clear when it is encrypted", () => {
    const secret = keyPairFromSeed(seed).secret;
    for (const bytes of [seed, secret.subarray(0, 32)]) {
      expect(sealed).not.toContain(toHex(bytes).slice(2));
      expect(Buffer.from(jsonOf(sealed).encoded, "base64").includes(Buffer.from(bytes))).toBe(false);
    }
    expect(Buffer.from(jsonOf(open).encoded, "base64").includes(Buffer.from(secret))).toBe(true);
  });

  test("is refused when it was tampered with, wherever", async () => {
    const json = jsonOf(sealed);
    const flip = (at: number) => {
      const bytes = Buffer.from(json.encoded, "base64");
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return JSON.stringify({ ...json, encoded: bytes.toString("base64") });
    };
    const stranger = addressOf(keyPairFromSeed(new Uint8Array(32)).account);
    const codes = async (...texts: string[]) =>
      Promise.all(
        texts.map(async (text) => {
          const answer = await opened(text, "correct horse");
          return answer.ok ? "opened" : answer.error.code;
        }),
      );
    expect(await codes(flip(120), flip(50))).toEqual(["bad_passphrase", "bad_passphrase"]);
    expect(await codes(flip(34), JSON.stringify({ ...json, address: stranger }))).toEqual([
      "key_damaged", // a cost that is not the format's
      "key_damaged",
    ]);
    const plain = jsonOf(open);
    const swapped = Buffer.from(plain.encoded, "base64");
    swapped.writeUInt8(swapped.readUInt8(20) ^ 8, 20);
    expect(
      await codes(
        sealed.slice(0, 80),
        "{}",
        "null",
        JSON.stringify({ ...json, encoded: "AAAA" }),
        JSON.stringify({ ...json, encoding: { ...json.encoding, content: ["pkcs8", "ed25519"] } }),
        JSON.stringify({ ...plain, encoded: swapped.toString("base64") }),
      ),
    ).toEqual(Array.from({ length: 6 }, () => "key_damaged"));
  }, 60_000);
});

describe("a folder of accounts", () => {
  let folder: string;
  beforeAll(async () => {
    folder = join(await mkdtemp(join(tmpdir(), "coco-accounts-")), "deep", "accounts");
  });
  afterAll(() => rm(join(folder, "..", ".."), { recursive: true }));

  test("keeps files from others, never writes over one, leaves no drafts", async () => {
    const { text } = await sealAccount(seed, { ...about, passphrase: null });
    const added = await addAccount(folder, "me", text);
    if (!added.ok) throw new Error(added.error.code);
    expect((await stat(added.value)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await addAccount(folder, "me", "other")).toMatchObject({ error: { code: "account_exists" } });
    expect(await readFile(added.value, "utf8")).toBe(text);
    expect(await readdir(folder)).toEqual(["me.json"]);
  });

  test("says which file is damaged and goes on with the others", async () => {
    await writeFile(join(folder, "broken.json"), "{", { mode: 0o600 });
    await writeFile(join(folder, "big.json"), "x".repeat(100_000), { mode: 0o600 });
    const list = await listAccounts(folder);
    if (!list.ok) throw new Error(list.error.code);
    expect(
      list.value.map(({ name, read }) => [name, read.ok ? read.value.account : read.error.code]),
    ).toEqual([
      ["big", "key_damaged"],
      ["broken", "key_damaged"],
      ["me", account],
    ]);
    expect(await listAccounts(join(folder, "nowhere"))).toEqual({ ok: true, value: [] });
  });

  test("does not use a file that others can read, and tells how to mend it", async () => {
    await chmod(join(folder, "me.json"), 0o640);
    expect(await readAccount(folder, "me")).toMatchObject({
      error: { code: "key_exposed", message: expect.stringContaining("chmod 600") as unknown },
    });
    await chmod(join(folder, "me.json"), 0o600);
    expect(await readAccount(folder, "me")).toMatchObject({ ok: true, value: { account, encrypted: false } });
  });

  test("takes no name that leads out of the folder", async () => {
    for (const name of ["../me", "", ".me", "a/b", "me.json", "x".repeat(65), "a\nb", "-x"]) {
      expect(await readAccount(folder, name)).toMatchObject({ error: { code: "bad_account_name" } });
      expect(await addAccount(folder, name, "")).toMatchObject({ error: { code: "bad_account_name" } });
    }
    expect(await readAccount(folder, "you")).toMatchObject({ error: { code: "account_unknown" } });
  });
});

describe("secrets and addresses that people bring", () => {
  test("takes substrate's development phrase and a seed, and nothing else", async () => {
    const phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
    // From `subkey inspect` of the same phrase.
    const known = "0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";
    expect(toHex((await readSecret(` ${phrase.toUpperCase()}\n`)) ?? new Uint8Array())).toBe(known);
    expect(toHex((await readSecret(`${known}\n`)) ?? new Uint8Array())).toBe(known);
    for (const text of ["", "0x00", `${phrase} walk`, phrase.replace("walk", "drive"), `${phrase}//Alice`])
      expect(await readSecret(text)).toBeNull();
  });

  test("reads addresses of any network and public keys in hex", () => {
    const alice = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
    expect(parseAddress("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY")).toBe(alice);
    expect(parseAddress("15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5")).toBe(alice);
    expect(parseAddress(alice)).toBe(alice);
    expect(parseAddress(alice.toUpperCase().replace("0X", "0x"))).toBe(alice);
    for (const text of ["", "0x", "0x00", "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ", `${alice}00`])
      expect(parseAddress(text)).toBeNull();
  });
});
