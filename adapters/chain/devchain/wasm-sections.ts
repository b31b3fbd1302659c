/** The runtime version that `sp_version` embeds in a wasm's custom sections. */
import { concat } from "./scale.ts";

/** SCALE `RuntimeVersion` (with its API list) of a runtime wasm; null when it carries none or is no wasm. */
export function readRuntimeVersion(wasm: Uint8Array): Uint8Array | null {
  try {
    const module = new WebAssembly.Module(new Uint8Array(wasm));
    const version = WebAssembly.Module.customSections(module, "runtime_version")[0];
    const apis = WebAssembly.Module.customSections(module, "runtime_apis")[0];
    if (version === undefined) return null;
    return withApis(new Uint8Array(version), apis === undefined ? new Uint8Array() : new Uint8Array(apis));
  } catch {
    return null; // not a wasm
  }
}

/** The section holds a version with an empty API list; the list has a section of its own (12 bytes each, no length). */
function withApis(version: Uint8Array, apis: Uint8Array): Uint8Array {
  const count = apis.length / 12;
  // Two strings, three u32, then the empty list's single zero byte; walk to it.
  let at = 0;
  for (let strings = 0; strings < 2; strings++) at += 1 + ((version[at] ?? 0) >> 2);
  at += 12;
  const length =
    count < 64 ? Uint8Array.of(count << 2) : Uint8Array.of(((count << 2) | 1) & 0xff, count >> 6);
  return concat(version.subarray(0, at), length, apis, version.subarray(at + 1));
}
