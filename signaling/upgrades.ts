import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type Millis, parsePeerId, type PeerProof } from "../protocol/index.ts";
import type { Broker } from "./broker.ts";
import { addressKey, TokenBuckets } from "./core/token-bucket.ts";
import { BROKER_SILENCE_MS, MAX_BUCKETS, type RateRules } from "./limits.ts";
import type { NodeGate } from "./node-gate.ts";
import type { Origins } from "./origins.ts";
import type { ProofGate } from "./proof-gate.ts";

/** Where PeerJS connects: it appends `/peerjs` itself. */
export const PEER_PATH = "/v1/peer";
export const NODE_PATH = "/v1/node";

type Door = Pick<Broker & NodeGate, "upgrade" | "isFull">;

/** Lets WebSocket upgrades in: cheap checks first, then the proof, then the door. A refused one gets an HTTP answer. */
export function createUpgrades(of: {
  proofs: ProofGate;
  gate: NodeGate;
  broker: Broker;
  origins: Origins;
  rates: RateRules;
  now: () => Millis;
  addressOf: (request: IncomingMessage) => string;
}) {
  const { proofs, gate, broker, origins, rates, now } = of;
  const byAddress = new TokenBuckets(rates.connectPerAddress, MAX_BUCKETS);
  const byIdentity = new TokenBuckets(rates.connectPerIdentity, MAX_BUCKETS);
  let closed = false;

  async function enter(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    door: Door,
    proofText: string,
    placeFor: (proof: PeerProof) => string | null,
  ): Promise<void> {
    if (closed) {
      refuse(socket, 503, "going_away");
      return;
    }
    if (!origins.allows(request.headers.origin, request.headers.host)) {
      refuse(socket, 403, "origin_refused");
      return;
    }
    const address = of.addressOf(request);
    const waitMs = byAddress.take(addressKey(address), now());
    if (waitMs > 0) {
      refuse(socket, 429, "rate_limited", waitMs);
      return;
    }
    if (door.isFull) {
      refuse(socket, 503, "server_full");
      return;
    }
    const proof = await proofs.check(proofText);
    if (!proof.ok) {
      refuse(socket, 401, proof.error.code);
      return;
    }
    const place = placeFor(proof.value);
    if (place === null) {
      refuse(socket, 403, "proof_other_identity");
      return;
    }
    const account = proof.value.identity;
    const identityWaitMs = byIdentity.take(account, now());
    if (identityWaitMs > 0) {
      refuse(socket, 429, "rate_limited", identityWaitMs);
      return;
    }
    const entered = await door.upgrade(request, socket, head, { place, account, address });
    // What crashed without a goodbye is noticed by then.
    if (!entered.ok) refuse(socket, 429, entered.error.code, BROKER_SILENCE_MS);
  }

  return {
    handle(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
      const target = targetOf(request);
      const query = target?.searchParams;
      const at = (name: string) => query?.get(name) ?? "";
      const entering =
        target?.pathname === `${PEER_PATH}/peerjs`
          ? () =>
              enter(request, socket, head, broker, at("key"), (proof) => {
                const claimed = parsePeerId(at("id"));
                return claimed?.account === proof.identity && claimed.role === proof.role ? at("id") : null;
              })
          : target?.pathname === NODE_PATH
            ? () =>
                enter(request, socket, head, gate, at("proof"), (proof) =>
                  proof.role === "node" ? proof.identity : null,
                )
            : null;
      if (entering === null) return false;
      // A client that leaves while we check must not end the process.
      socket.on("error", () => socket.destroy());
      entering().catch(() => socket.destroy());
      return true;
    },
    close() {
      closed = true;
    },
  };
}

function targetOf(request: IncomingMessage): URL | null {
  try {
    return new URL(request.url ?? "", "http://localhost");
  } catch {
    return null;
  }
}

/** Browsers do not show it to the page, other clients and people with `curl` see why. */
function refuse(socket: Duplex, status: number, code: string, retryAfterMs = 0): void {
  const body = JSON.stringify({ error: { code, message: code.replaceAll("_", " ") } });
  const retry = retryAfterMs > 0 ? `Retry-After: ${Math.ceil(retryAfterMs / 1000)}\r\n` : "";
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n${retry}\r\n${body}`,
  );
  // Whoever does not read it is not waited for.
  socket.once("finish", () => socket.destroy());
}
