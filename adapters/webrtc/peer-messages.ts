/**
 * What PeerJS may see of the broker's messages. PeerJS 1.5.5 trusts them: an offer of an unknown serialization throws out of
 * its socket handler (in Node: the end of the process), candidates of unknown connections are kept for ever, and a `LEAVE`
 * closes open connections, though a session must outlive the broker. So they are parsed here first, and the rest is dropped.
 */
import { z } from "zod";
import { type AccountId, MAX_SIGNALING_MESSAGE_BYTES, parsePeerId } from "../../protocol/index.ts";

/** Whom a peer's id names; the handshake must prove it. */
export function accountOfPeer(id: string): AccountId | null {
  return parsePeerId(id)?.account ?? null;
}

const src = z.string().refine((id) => accountOfPeer(id) !== null);
const connectionId = z.string().min(1).max(64);
const sdp = z.string().max(MAX_SIGNALING_MESSAGE_BYTES);

const peerMessageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("OPEN") }),
  z.object({ type: z.literal("ID-TAKEN") }),
  z.object({ type: z.literal("INVALID-KEY") }),
  z.object({ type: z.literal("ERROR"), payload: z.object({ msg: z.string().max(256) }) }),
  z.object({ type: z.literal("EXPIRE"), src }),
  z.object({
    type: z.literal("OFFER"),
    src,
    payload: z.object({
      connectionId,
      type: z.literal("data"),
      serialization: z.literal("raw"),
      reliable: z.literal(true),
      label: z.string().max(64),
      sdp: z.object({ type: z.literal("offer"), sdp }),
    }),
  }),
  z.object({
    type: z.literal("ANSWER"),
    src,
    payload: z.object({
      connectionId,
      type: z.literal("data"),
      sdp: z.object({ type: z.literal("answer"), sdp }),
    }),
  }),
  z.object({
    type: z.literal("CANDIDATE"),
    src,
    payload: z.object({
      connectionId,
      type: z.literal("data"),
      candidate: z.object({
        candidate: z.string().max(1024),
        sdpMid: z.string().max(3).nullable().optional(),
        sdpMLineIndex: z.number().int().min(0).max(16).nullable().optional(),
        usernameFragment: z.string().max(256).nullable().optional(),
      }),
    }),
  }),
]);
export type PeerMessage = z.infer<typeof peerMessageSchema>;

/** Null: not for PeerJS. */
export function parsePeerMessage(message: unknown): PeerMessage | null {
  const parsed = peerMessageSchema.safeParse(message);
  return parsed.success ? parsed.data : null;
}
