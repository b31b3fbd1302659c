import { createHmac, timingSafeEqual } from "node:crypto";
import type { Store } from "../adapters/storage/port.ts";
import {
  err,
  type GenesisHash,
  type Hex,
  idBytes,
  type Millis,
  ok,
  PEER_CHALLENGE_TTL_MS,
  type PeerProof,
  type PeerProofError,
  type Refusal,
  type Result,
  toHex,
  verifyPeerProof,
} from "../protocol/index.ts";

const SECRET_KEY = "signaling/challenge-secret";
const USED_PREFIX = "signaling/challenge-used/";
/** Bytes of the challenge: random, and the tag over it and its expiry. */
const RANDOM_BYTES = 16;
const TAG_BYTES = 16;
/** Used challenges deleted in one sweep. */
const SWEEP_LIMIT = 1_000;

export interface ProofRefusal extends Refusal {
  readonly code: PeerProofError["code"] | "challenge_unknown" | "challenge_used" | "storage_failed";
}

/** Challenges that need no memory to be given, and are good for one connection. */
export interface ProofGate {
  issue(): { challenge: Hex; expiresAtMs: Millis };
  /** Spends the challenge: a second look at the same proof is refused, also after a restart. */
  check(proof: string): Promise<Result<PeerProof, ProofRefusal>>;
  /** Forgets spent challenges that have expired. */
  sweep(): Promise<void>;
}

/**
 * A challenge is 16 random bytes and an HMAC over them and the expiry, so that giving one costs no memory and a restart
 * does not make it worthless. That it was used is written down: whoever reads an address out of a proxy's log within the
 * minute gets nothing.
 */
export async function createProofGate(options: {
  store: Store;
  genesis: GenesisHash;
  now: () => Millis;
  random: (bytes: number) => Uint8Array;
}): Promise<ProofGate> {
  const { store, genesis, now, random } = options;
  const secret = await keptSecret(store, random);

  function tag(nonce: Uint8Array, expiresAtMs: bigint): Uint8Array {
    const expiry = new Uint8Array(8);
    new DataView(expiry.buffer).setBigUint64(0, expiresAtMs);
    const mac = createHmac("sha256", secret).update(nonce).update(expiry).digest();
    return new Uint8Array(mac.subarray(0, TAG_BYTES));
  }

  return {
    issue() {
      const expiresAtMs = Math.floor(now()) + PEER_CHALLENGE_TTL_MS;
      const nonce = random(RANDOM_BYTES);
      const challenge = new Uint8Array(RANDOM_BYTES + TAG_BYTES);
      challenge.set(nonce);
      challenge.set(tag(nonce, BigInt(expiresAtMs)), RANDOM_BYTES);
      return { challenge: toHex(challenge), expiresAtMs };
    },
    async check(text) {
      const proof = verifyPeerProof(text, genesis, now());
      if (!proof.ok) return proof;
      const { challenge, expiresAtMs } = proof.value;
      const bytes = idBytes(challenge);
      const expected = tag(bytes.subarray(0, RANDOM_BYTES), expiresAtMs);
      if (!timingSafeEqual(expected, bytes.subarray(RANDOM_BYTES))) return err({ code: "challenge_unknown" });
      const key = `${USED_PREFIX}${expiresAtMs.toString().padStart(16, "0")}/${challenge.slice(2)}`;
      const spent = await store.batch([{ key, value: Uint8Array.of(1) }], [{ key, value: null }]);
      if (spent.ok) return ok(proof.value);
      return err({ code: spent.error.code === "conflict" ? "challenge_used" : "storage_failed" });
    },
    async sweep() {
      const used = await store.scan({ prefix: USED_PREFIX, limit: SWEEP_LIMIT });
      const nowMs = now();
      const over = used.filter(({ key }) => Number(key.slice(USED_PREFIX.length).split("/")[0]) <= nowMs);
      if (over.length > 0) await store.batch(over.map(({ key }) => ({ key, value: null })));
    },
  };
}

async function keptSecret(store: Store, random: (bytes: number) => Uint8Array): Promise<Uint8Array> {
  // Two servers that start at once over one store end with one secret.
  for (;;) {
    const kept = await store.get(SECRET_KEY);
    if (kept) return kept;
    const written = await store.batch(
      [{ key: SECRET_KEY, value: random(32) }],
      [{ key: SECRET_KEY, value: null }],
    );
    if (!written.ok && written.error.code !== "conflict")
      throw new Error(`signaling: the store refused its first write (${written.error.code})`);
  }
}
