/** Lets the operator's keystore sign extrinsics; the secret stays where it is. */
import type { Signer, SignerResult } from "@polkadot/api/types";
import type { SignerPayloadRaw } from "@polkadot/types/types";
import { blake2b256, fromHex, idBytes, toHex } from "../../protocol/index.ts";
import type { Keystore } from "../keystore/port.ts";

/** What signing extrinsics needs of a keystore. */
export type ExtrinsicKey = Pick<Keystore, "account" | "sign">;

/** `MultiSignature::Sr25519`. */
const SR25519 = 1;

/** Bytes. A longer payload is signed by its blake2-256. Source: sp-runtime `SignedPayload::using_encoded`. */
const MOST_SIGNED_BYTES = 256;

function hashed(payload: Uint8Array): Uint8Array {
  return idBytes(blake2b256(payload));
}

export function keystoreSigner(key: ExtrinsicKey): Signer {
  let signed = 0;
  return {
    async signRaw({ data }: SignerPayloadRaw): Promise<SignerResult> {
      const payload = fromHex(data);
      if (payload === null) throw new Error("the payload to sign is not hex");
      const signature = await key.sign(payload.length > MOST_SIGNED_BYTES ? hashed(payload) : payload);
      const tagged = new Uint8Array(1 + signature.length);
      tagged[0] = SR25519;
      tagged.set(signature, 1);
      return { id: ++signed, signature: toHex(tagged) };
    },
  };
}
