/** Bonds that stand behind open jobs and votes, for the chain in memory: the same planck never behind two. */
import type { AccountId } from "../../protocol/index.ts";
import type { MemoryRegistry } from "./memory-registry.ts";

export class MemoryPromises {
  /** Planck, by the devices' current keys. */
  readonly #promised = new Map<AccountId, bigint>();
  readonly #registry: MemoryRegistry;

  constructor(registry: MemoryRegistry) {
    this.#registry = registry;
  }

  of(device: AccountId): bigint {
    return this.#promised.get(device) ?? 0n;
  }

  /** False when other jobs and votes leave too little of the bond. */
  promise(device: AccountId, planck: bigint): boolean {
    if (planck === 0n) return true;
    const promised = this.of(device) + planck;
    if (promised > (this.#registry.get(device)?.bond.activePlanck ?? 0n)) return false;
    this.#promised.set(device, promised);
    return true;
  }

  /** What so much stood behind is over. `key` may be one that the device had. */
  release(key: AccountId, planck: bigint): void {
    const device = this.#registry.get(key)?.device ?? key;
    const left = this.of(device) - planck;
    if (left > 0n) this.#promised.set(device, left);
    else this.#promised.delete(device);
  }

  /** What a device's bond stands behind stays with its new key. */
  move(old: AccountId, key: AccountId): void {
    const planck = this.of(old);
    this.#promised.delete(old);
    if (planck > 0n) this.#promised.set(key, planck);
  }
}
