import type { AccountId, Refusal } from "../../protocol/index.ts";

/**
 * Holds one sr25519 key and signs with it. The secret never leaves an implementation except through `exportSecret`,
 * which a person asks for (a lost tab must not lose earnings silently).
 */
export interface Keystore {
  readonly account: AccountId;
  /** 64-byte sr25519 signature, signing context `substrate`, over exactly these bytes. */
  sign(message: Uint8Array): Promise<Uint8Array>;
  /** 32-byte mini secret, for a person's own backup. */
  exportSecret(): Promise<Uint8Array>;
}

/** Why a keystore did not open. */
export interface KeystoreError extends Refusal {
  /** `keystore_locked`: wrong or missing passphrase; `keystore_damaged`: not what we wrote; `keystore_failed`: no place to keep it. */
  readonly code: "keystore_locked" | "keystore_damaged" | "keystore_failed";
}
