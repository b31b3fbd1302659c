/** Countersigned records on their way to the chain: durable before anything else happens with them. */
import type { Store } from "../../adapters/storage/port.ts";
import { type JobId, type NodeMessage, nodeMessageSchema } from "../../protocol/index.ts";

export type RecordMessage = Extract<NodeMessage, { type: "record" }>;

const PREFIX = "outbox/";
/** Records sent again in one go after a reconnect; the rest follow as these are settled. */
const FLUSH_LIMIT = 64;

export interface Outbox {
  /** Durable when it resolves. Refused only by a full or broken disk. */
  add(job: JobId, message: RecordMessage): Promise<boolean>;
  /** Hands waiting records to `send`, oldest first, until it says no. */
  flush(send: (message: RecordMessage) => boolean): Promise<void>;
  /** The record reached the chain, or was refused for good. */
  remove(job: JobId): Promise<void>;
  count(): Promise<number>;
}

export function openOutbox(store: Store): Outbox {
  const key = (job: JobId): string => PREFIX + job;
  return {
    async add(job, message) {
      const written = await store.batch([
        { key: key(job), value: new TextEncoder().encode(JSON.stringify(message)) },
      ]);
      return written.ok;
    },
    async flush(send) {
      for (const entry of await store.scan({ prefix: PREFIX, limit: FLUSH_LIMIT })) {
        const message = parse(entry.value);
        if (message === null) continue;
        if (!send(message)) return;
      }
    },
    async remove(job) {
      await store.batch([{ key: key(job), value: null }]);
    },
    async count() {
      return (await store.scan({ prefix: PREFIX, limit: 1000 })).length;
    },
  };
}

/** What this very module wrote; still parsed, because a disk is an outside world too. */
function parse(value: Uint8Array): RecordMessage | null {
  try {
    const message = nodeMessageSchema.parse(JSON.parse(new TextDecoder().decode(value)));
    return message.type === "record" ? message : null;
  } catch {
    return null;
  }
}
