/** Runs calls of one runtime wasm. */
import { RuntimeInstance, RuntimeUnsupported } from "./instance.ts";
import { Overlay } from "./overlay.ts";
import type { SignatureCache } from "./signature-cache.ts";
import { Trie } from "./trie.ts";

/** A runtime call ended in a panic. The message is the runtime's own. */
export class RuntimeTrap extends Error {
  readonly method: string;
  constructor(method: string, message: string) {
    super(message);
    this.method = method;
  }
}

export class Executor {
  readonly #module: WebAssembly.Module;
  readonly #signatures: SignatureCache;
  #instance: RuntimeInstance | null;

  /** Throws `RuntimeUnsupported` naming what is missing. */
  constructor(wasm: Uint8Array, signatures: SignatureCache) {
    this.#module = compile(wasm);
    this.#signatures = signatures;
    this.#instance = new RuntimeInstance(this.#module, signatures, new Overlay(Trie.empty(1)));
  }

  /** Names of the runtime's exported functions: `Core_version` and so on. */
  methods(): string[] {
    return WebAssembly.Module.exports(this.#module)
      .filter((one) => one.kind === "function")
      .map((one) => one.name);
  }

  /**
   * Calls a runtime API method with SCALE arguments. Changes stay in the overlay; after a trap (`RuntimeTrap`) the
   * transactions that the call had opened are rolled back.
   */
  call(method: string, argument: Uint8Array, overlay: Overlay): Uint8Array {
    const depth = overlay.depth;
    const instance = (this.#instance ??= new RuntimeInstance(this.#module, this.#signatures, overlay));
    try {
      return instance.call(method, argument, overlay);
    } catch (thrown) {
      this.#instance = null; // its stack pointer is wherever the trap left it
      overlay.rollbackTo(depth);
      const reason = thrown instanceof Error ? thrown.message : "trap";
      throw new RuntimeTrap(method, [...instance.lines.slice(-2), reason].join(" | "));
    }
  }
}

function compile(wasm: Uint8Array): WebAssembly.Module {
  try {
    return new WebAssembly.Module(new Uint8Array(wasm));
  } catch {
    throw new RuntimeUnsupported("the runtime is not valid WebAssembly");
  }
}
