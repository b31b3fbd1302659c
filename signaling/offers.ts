import {
  type AccountId,
  type Hex,
  LEASE_OFFER_TIMEOUT_MS,
  type LeaseId,
  type Millis,
  type SignalingMessage,
} from "../protocol/index.ts";

/** What became of an offer. */
export type OfferAnswer =
  | { readonly type: "accepted"; readonly acceptance: Hex; readonly signature: Hex }
  | { readonly type: "declined"; readonly code: string }
  /** `unreachable`: not connected, or gone while we waited. */
  | { readonly type: "timed_out" | "unreachable" };

/** Offers that wait for their node's word. Each is answered exactly once, by its node, by time or by the node's end. */
export interface OfferBook {
  make(
    account: AccountId,
    offer: Extract<SignalingMessage, { type: "offer" }>,
    timeoutMs: Millis,
  ): Promise<OfferAnswer>;
  /** False when no such offer waits for this node: too late, or never made. */
  answer(account: AccountId, lease: LeaseId, answer: OfferAnswer): boolean;
  nodeLeft(account: AccountId): void;
}

export function createOfferBook(send: (account: AccountId, message: SignalingMessage) => boolean): OfferBook {
  const open = new Map<LeaseId, { account: AccountId; settle: (answer: OfferAnswer) => void }>();
  return {
    async make(account, offer, timeoutMs) {
      const { promise, resolve } = Promise.withResolvers<OfferAnswer>();
      open.set(offer.lease, { account, settle: resolve });
      const wait = Math.min(timeoutMs, LEASE_OFFER_TIMEOUT_MS);
      const timer = setTimeout(() => resolve({ type: "timed_out" }), wait);
      if (!send(account, offer)) resolve({ type: "unreachable" });
      const answer = await promise;
      clearTimeout(timer);
      open.delete(offer.lease);
      return answer;
    },
    answer(account, lease, answer) {
      const offer = open.get(lease);
      if (offer?.account !== account) return false;
      offer.settle(answer);
      return true;
    },
    nodeLeft(account) {
      for (const offer of open.values()) if (offer.account === account) offer.settle({ type: "unreachable" });
    },
  };
}
