import type { AccountId, Refusal } from "../../protocol/index.ts";

/** An sr25519 account that signs. Enough for whoever asks, pays or registers. */
export interface Signer {
  readonly account: AccountId;
  /** 64-byte sr25519 signature, signing context `substrate`, over exactly these bytes. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/**
 * Holds one sr25519 key and signs with it. The secret never leaves an implementation except through `exportSecret`,
 * which a person asks for (a lost tab must not lose earnings silently).
 */
export interface Keystore extends Signer {
  /** 32-byte mini secret, for a person's own backup. */
  exportSecret(): Promise<Uint8Array>;
}

/** Why a keystore did not open. */
export interface KeystoreError extends Refusal {
  /** `keystore_locked`: wrong or missing passphrase; `keystore_damaged`: not what we wrote; `keystore_failed`: no place to keep it. */
  readonly code: "keystore_locked" | "keystore_damaged" | "keystore_failed";
}

/** Why an account's key file was not made, read or opened. */
export interface AccountFileError extends Refusal {
  readonly code:
    /** The name is not one of a file, or there is none of this name, or there is one already. */
    | "bad_account_name"
    | "account_unknown"
    | "account_exists"
    /** Not the format, not sr25519, or its parts contradict each other. */
    | "key_damaged"
    /** Others on this machine can read or change the file. */
    | "key_exposed"
    | "bad_passphrase"
    | "passphrase_needed"
    /** The folder cannot be used. */
    | "key_folder_failed";
  readonly message: string;
}
