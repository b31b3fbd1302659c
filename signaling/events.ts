import type { AccountId, Hex, NetworkEvent, NodeView } from "../protocol/index.ts";
import {
  EVENTS_HEARTBEAT_MS,
  MAX_EVENT_STREAMS,
  MAX_EVENT_STREAMS_PER_ADDRESS,
  MAX_EVENTS_WAITING,
} from "./limits.ts";

export interface EventHub {
  publish(event: NetworkEvent): void;
  /** What changed, for listeners in this process. Returns the unsubscriber. */
  readonly listen: (listener: (event: NetworkEvent) => void) => () => void;
  /** A stream of server-sent events that begins with `snapshot()`; null when there are too many. */
  stream(address: string, snapshot: () => NetworkEvent): ReadableStream<Uint8Array> | null;
  close(): void;
}

interface Stream {
  readonly address: string;
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
}

/** Fans changes out to listeners. A slow one is cut off instead of filling our memory; EventSource comes back by itself. */
export function createEventHub(): EventHub {
  const utf8 = new TextEncoder();
  const listeners = new Set<(event: NetworkEvent) => void>();
  const streams = new Set<Stream>();

  function push(stream: Stream, bytes: Uint8Array): void {
    if ((stream.controller.desiredSize ?? 0) > 0) stream.controller.enqueue(bytes);
    else end(stream);
  }
  function end(stream: Stream): void {
    if (!streams.delete(stream)) return;
    stream.controller.close();
  }
  const beat = setInterval(() => {
    const comment = utf8.encode(": alive\n\n");
    for (const stream of [...streams]) push(stream, comment);
  }, EVENTS_HEARTBEAT_MS);
  beat.unref();

  return {
    publish(event) {
      for (const listener of listeners) listener(event);
      if (streams.size === 0) return;
      const bytes = utf8.encode(format(event));
      for (const stream of [...streams]) push(stream, bytes);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stream(address, snapshot) {
      const ofAddress = [...streams].filter((stream) => stream.address === address).length;
      if (streams.size >= MAX_EVENT_STREAMS || ofAddress >= MAX_EVENT_STREAMS_PER_ADDRESS) return null;
      let own: Stream | null = null;
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            own = { address, controller };
            streams.add(own);
            // `retry`: EventSource's wait before it comes back, ms.
            controller.enqueue(utf8.encode(`retry: 2000\n\n${format(snapshot())}`));
          },
          cancel() {
            if (own) streams.delete(own);
          },
        },
        new CountQueuingStrategy({ highWaterMark: MAX_EVENTS_WAITING }),
      );
    },
    close() {
      clearInterval(beat);
      listeners.clear();
      for (const stream of [...streams]) end(stream);
    },
  };
}

function format(event: NetworkEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

/** Changes of one node are shown at most this often; its heartbeats are no news. ms */
const NODE_EVENT_INTERVAL_MS = 1_000;

/** Publishes a node's changes, and leaves out those that nobody can see. */
export function createNodePublisher(hub: EventHub, now: () => number) {
  const last = new Map<AccountId, { json: string; atMs: number }>();
  return {
    changed(view: NodeView, urgent: boolean): void {
      const json = JSON.stringify(view);
      const before = last.get(view.account);
      const nowMs = now();
      if (before && (before.json === json || (!urgent && nowMs - before.atMs < NODE_EVENT_INTERVAL_MS)))
        return;
      last.set(view.account, { json, atMs: nowMs });
      hub.publish({ type: "node", node: view });
    },
    left(account: AccountId): void {
      if (last.delete(account)) hub.publish({ type: "node_left", account });
    },
  };
}

export type Head = { readonly number: number; readonly hash: Hex };
