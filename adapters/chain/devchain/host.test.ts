import { beforeAll, describe, expect, test } from "vitest";
import { keyPairFromSeed, signBytes } from "../../../protocol/index.ts";
import { bytesOfHex, hexOf } from "./bytes.ts";
import { hashingReady } from "./hashing.ts";
import { hostFunctions } from "./host.ts";
import { Overlay } from "./overlay.ts";
import { SignatureCache } from "./signature-cache.ts";
import { Trie } from "./trie.ts";
import { WasmMemory } from "./wasm-memory.ts";

const text = new TextEncoder();

/** Host functions over a memory of their own, called as a runtime calls them. */
function host(base = Trie.empty(1)) {
  const wasm = new WebAssembly.Memory({ initial: 2 });
  const memory = new WasmMemory();
  memory.attach(wasm);
  memory.reset(1024, 100);
  const overlay = new Overlay(base);
  const lines: string[] = [];
  const functions = hostFunctions({
    memory,
    overlay,
    signatures: new SignatureCache(),
    log: (line) => lines.push(line),
  });
  const call = (name: string, ...args: (number | bigint)[]): unknown =>
    (functions[name] as (...args: (number | bigint)[]) => unknown)(...args);
  const fat = (bytes: Uint8Array | string) =>
    memory.putFat(typeof bytes === "string" ? text.encode(bytes) : bytes);
  const at = (address: unknown, length: number) => hexOf(memory.view(Number(address), length));
  const read = (result: unknown) => hexOf(memory.fatView(result as bigint));
  return { call, fat, at, read, memory, overlay, lines };
}

const bytes = (hex: string): Uint8Array => bytesOfHex(hex) ?? new Uint8Array();

describe("host functions", () => {
  beforeAll(hashingReady);

  test.for([
    ["ext_hashing_twox_64_version_1", "", 8, "0x99e9d85137db46ef"],
    ["ext_hashing_twox_128_version_1", "System", 16, "0x26aa394eea5630e07c48ae0c9558cef7"],
    [
      "ext_hashing_blake2_256_version_1",
      "",
      32,
      "0x0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
    ],
    ["ext_hashing_blake2_128_version_1", "", 16, "0xcae66941d9efbd404e4d88758ea67670"],
    [
      "ext_hashing_keccak_256_version_1",
      "",
      32,
      "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
    ],
    [
      "ext_hashing_sha2_256_version_1",
      "abc",
      32,
      "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ],
  ] as const)("%s gives the published digest", ([name, input, length, digest]) => {
    const { call, fat, at } = host();
    expect(at(call(name, fat(input)), length)).toBe(digest);
  });

  test("storage: get, set, clear, exists and append as a runtime sees them", () => {
    const { call, fat, read } = host();
    expect(read(call("ext_storage_get_version_1", fat("k")))).toBe("0x00");
    call("ext_storage_set_version_1", fat("k"), fat("abc"));
    expect(read(call("ext_storage_get_version_1", fat("k")))).toBe("0x010c616263");
    expect(call("ext_storage_exists_version_1", fat("k"))).toBe(1);
    call("ext_storage_append_version_1", fat("list"), fat("x"));
    call("ext_storage_append_version_1", fat("list"), fat("y"));
    expect(read(call("ext_storage_get_version_1", fat("list")))).toBe("0x010c087879");
    call("ext_storage_clear_version_1", fat("k"));
    expect(call("ext_storage_exists_version_1", fat("k"))).toBe(0);
    expect(read(call("ext_storage_next_key_version_1", fat("a")))).toBe("0x01106c697374");
  });

  test("storage: read copies from an offset and reports what there is from there", () => {
    const { call, fat, read, memory } = host();
    call("ext_storage_set_version_1", fat("k"), fat("abcdef"));
    const out = fat("......");
    expect(read(call("ext_storage_read_version_1", fat("k"), (out & 0xffffffffn) | (2n << 32n), 3))).toBe(
      "0x0103000000",
    );
    expect(Buffer.from(memory.fatView(out)).toString()).toBe("de....");
    expect(read(call("ext_storage_read_version_1", fat("k"), out, 99))).toBe("0x0100000000");
    expect(read(call("ext_storage_read_version_1", fat("none"), out, 0))).toBe("0x00");
  });

  test("storage: clear_prefix tells how many it went through and whether some remain", () => {
    const base = Trie.of(
      ["pa", "pb", "pc"].map((name) => [name, Uint8Array.of(1)]),
      1,
    );
    const { call, fat, read } = host(base);
    expect(
      read(call("ext_storage_clear_prefix_version_2", fat("p"), fat(Uint8Array.of(1, 2, 0, 0, 0)))),
    ).toBe("0x0102000000");
    expect(read(call("ext_storage_clear_prefix_version_2", fat("p"), fat(Uint8Array.of(0))))).toBe(
      "0x0003000000",
    );
  });

  test("storage: the root is that of all changes, and another state version is refused", () => {
    const { call, fat, read, overlay } = host();
    call("ext_storage_set_version_1", fat("k"), fat("v"));
    expect(read(call("ext_storage_root_version_2", 1))).toBe(
      hexOf(Trie.of([["k", text.encode("v")]], 1).root()),
    );
    expect(() => call("ext_storage_root_version_2", 0)).toThrow("state has version 1");
    expect(overlay.depth).toBe(0);
  });

  test("signatures: sr25519 verifies schnorrkel's, and what is malformed is false, never a trap", () => {
    const { call, fat, memory } = host();
    // Another implementation's signature (@scure/sr25519), over exactly the message.
    const { account, secret } = keyPairFromSeed(new Uint8Array(32).fill(7));
    const alice = bytes(account);
    const good = signBytes(secret, text.encode("coco"));
    const verify = (signature: Uint8Array, account: Uint8Array) =>
      call("ext_crypto_sr25519_verify_version_2", memory.put(signature), fat("coco"), memory.put(account));
    expect(verify(good, alice)).toBe(1);
    expect(
      verify(
        good.map((byte, index) => (index === 9 ? byte ^ 1 : byte)),
        alice,
      ),
    ).toBe(0);
    expect(verify(new Uint8Array(64), alice)).toBe(0);
    expect(verify(new Uint8Array(64).fill(255), new Uint8Array(32).fill(255))).toBe(0);
  });

  test("signatures: ecdsa recovery names what is wrong", () => {
    const { call, memory, read } = host();
    const name = "ext_crypto_secp256k1_ecdsa_recover_compressed_version_2";
    const signature = new Uint8Array(65).fill(1);
    signature[64] = 9;
    expect(read(call(name, memory.put(signature), memory.put(new Uint8Array(32))))).toBe("0x0101");
    expect(read(call(name, memory.put(new Uint8Array(65)), memory.put(new Uint8Array(32))))).toBe("0x0102");
  });

  test("keys: nothing here signs, and it says so", () => {
    const { call } = host();
    expect(() => call("ext_crypto_sr25519_sign_version_1", 0, 0, 0n)).toThrow("keeps no keys");
  });

  test("memory: a pointer outside of it is an error, not a read", () => {
    const { call } = host();
    expect(() => call("ext_hashing_twox_64_version_1", (1n << 32n) * 100n + 0xffff0000n)).toThrow(
      "outside its memory",
    );
  });
});
