/** A node's name in the peer-to-peer network, out of its key. */
import { createPrivateKey, createPublicKey } from "node:crypto";
import { base58 } from "@scure/base";

/** PKCS #8 before the 32 bytes of an Ed25519 seed; RFC 8410, section 7. */
const PKCS8_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");
/** Identity multihash of 36 bytes, then protobuf `{ type: Ed25519, data: 32 bytes }`; libp2p's peer-ids specification. */
const PEER_ID_PREFIX = Buffer.from("00240801" + "1220", "hex");
const KEY_BYTES = 32;

/** `seedHex`: 64 hexadecimal digits, as `--node-key` takes them. */
export function peerIdOf(seedHex: string): string {
  const der = Buffer.concat([PKCS8_ED25519, Buffer.from(seedHex, "hex")]);
  const spki = createPublicKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" })).export({
    format: "der",
    type: "spki",
  });
  return base58.encode(Buffer.concat([PEER_ID_PREFIX, spki.subarray(spki.length - KEY_BYTES)]));
}
