/**
 * A second runtime without building one: the same code under a higher `spec_version`. Patched are the custom section
 * `runtime_version`, which `system.setCode` reads, and the export `Core_version`, which gets a new function that returns other bytes. The
 * constant that `CheckSpecVersion` compares is inlined into the code and stays, so transactions go on being signed for the old version.
 */
import { Executor } from "../executor.ts";
import { Overlay } from "../overlay.ts";
import { concat, Cursor, u32le } from "../scale.ts";
import { SignatureCache } from "../signature-cache.ts";
import { Trie } from "../trie.ts";
import { leb, sections, signedLeb, wasmOf, WasmReader, type Section } from "./wasm-binary.ts";

/** Sections of a WebAssembly module. Source: WebAssembly core specification §5.5. */
const CUSTOM = 0;
const IMPORT = 2;
const FUNCTION = 3;
const EXPORT = 7;
const CODE = 10;
const DATA = 11;
const DATA_COUNT = 12;
/** Where the new version bytes lie: at the very end of the stack, which grows downwards and comes nowhere near. */
const VERSION_AT = 64;
const METHOD = "Core_version";
const SECTION = "runtime_version";

/** `wasm` under `specVersion`. `hashingReady` must have resolved. */
export function upgradedRuntime(wasm: Uint8Array, specVersion: number): Uint8Array {
  const stated = new Executor(wasm, new SignatureCache()).call(
    METHOD,
    new Uint8Array(),
    new Overlay(Trie.empty(1)),
  );
  const version = withSpecVersion(stated, specVersion);
  const all = sections(wasm);
  const imported = count(all, IMPORT, importedFunctions);
  const defined = count(all, FUNCTION, (reader) => reader.number());
  return wasmOf(
    all.map((section) => {
      const { kind, body } = section;
      switch (kind) {
        case CUSTOM:
          return withCustomVersion(section, specVersion);
        case FUNCTION:
          return { kind, body: appended(body, leb(typeOfMethod(all, imported))) };
        case EXPORT:
          return { kind, body: redirected(body, imported + defined) };
        case CODE: {
          const packed = (BigInt(version.length) << 32n) | BigInt(VERSION_AT);
          const code = concat(Uint8Array.of(0, 0x42), signedLeb(packed), Uint8Array.of(0x0b)); // i64.const, end
          return { kind, body: appended(body, concat(leb(code.length), code)) };
        }
        case DATA: {
          const offset = concat(Uint8Array.of(0, 0x41), signedLeb(BigInt(VERSION_AT)), Uint8Array.of(0x0b));
          return { kind, body: appended(body, concat(offset, leb(version.length), version)) };
        }
        case DATA_COUNT:
          return { kind, body: leb(new WasmReader(body).number() + 1) };
        default:
          return section;
      }
    }),
  );
}

/** SCALE `RuntimeVersion`: two strings, the authoring version, and then it. */
function withSpecVersion(version: Uint8Array, specVersion: number): Uint8Array {
  const cursor = new Cursor(version);
  cursor.str();
  cursor.str();
  cursor.u32();
  return concat(version.subarray(0, cursor.at), u32le(specVersion), version.subarray(cursor.at + 4));
}

function withCustomVersion({ kind, body }: Section, specVersion: number): Section {
  const reader = new WasmReader(body);
  const name = reader.text();
  if (name !== SECTION) return { kind, body };
  return {
    kind,
    body: concat(body.subarray(0, reader.at), withSpecVersion(body.subarray(reader.at), specVersion)),
  };
}

function count(all: readonly Section[], kind: number, read: (reader: WasmReader) => number): number {
  const section = all.find((one) => one.kind === kind);
  return section === undefined ? 0 : read(new WasmReader(section.body));
}

function importedFunctions(reader: WasmReader): number {
  let functions = 0;
  for (let left = reader.number(); left > 0; left--) {
    reader.text();
    reader.text();
    const kind = reader.byte();
    if (kind === 0) {
      reader.number();
      functions++;
    } else if (kind === 2) {
      if ((reader.byte() & 1) === 1) reader.number();
      reader.number();
    } else throw new Error("the runtime imports only functions and a memory");
  }
  return functions;
}

/** Type index of the function that is exported as `Core_version`. */
function typeOfMethod(all: readonly Section[], imported: number): number {
  const { index } = exportOf(all.find(({ kind }) => kind === EXPORT)?.body ?? new Uint8Array());
  const reader = new WasmReader(all.find(({ kind }) => kind === FUNCTION)?.body ?? new Uint8Array());
  reader.number();
  for (let skip = index - imported; skip > 0; skip--) reader.number();
  return reader.number();
}

function redirected(body: Uint8Array, index: number): Uint8Array {
  const { from, to } = exportOf(body);
  return concat(body.subarray(0, from), leb(index), body.subarray(to));
}

/** The index behind `Core_version` and where its bytes lie. */
function exportOf(body: Uint8Array): { index: number; from: number; to: number } {
  const reader = new WasmReader(body);
  for (let left = reader.number(); left > 0; left--) {
    const name = reader.text();
    reader.byte();
    const from = reader.at;
    const index = reader.number();
    if (name === METHOD) return { index, from, to: reader.at };
  }
  throw new Error(`the runtime exports no ${METHOD}`);
}

/** A vector with one item more. */
function appended(body: Uint8Array, item: Uint8Array): Uint8Array {
  const reader = new WasmReader(body);
  const items = reader.number();
  return concat(leb(items + 1), body.subarray(reader.at), item);
}
