/** What waits for the chain, on disk: in order of arrival, each thing once. */
import { z } from "zod";
import type { Store } from "../adapters/storage/port.ts";
import { accountSchema, err, type Hex, jobIdSchema, ok, type Result } from "../protocol/index.ts";
import { MAX_OUTBOX_ENTRIES } from "./limits.ts";

const ENTRY = "chain-outbox/";
const IDENTITY = "chain-outbox-id/";

const hex = z
  .string()
  .regex(/^0x(?:[0-9a-f]{2})*$/)
  .transform((value) => value as Hex);

const entrySchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("job"),
    job: jobIdSchema,
    device: accountSchema,
    intent: hex,
    intentSignature: hex,
    acceptance: hex,
    acceptanceSignature: hex,
    record: hex,
    deviceSignature: hex,
    requesterSignature: hex,
  }),
  z.object({ kind: z.literal("register"), device: accountSchema, registration: hex, signature: hex }),
  z.object({
    kind: z.literal("update"),
    device: accountSchema,
    nonce: z.string().regex(/^\d{1,20}$/),
    update: hex,
    signature: hex,
  }),
]);
export type OutboxEntry = z.infer<typeof entrySchema>;

export interface Waiting {
  readonly key: string;
  readonly entry: OutboxEntry;
}

export interface ChainOutbox {
  /** Durable when it resolves. `already_waiting` when the same thing is in it. */
  add(entry: OutboxEntry): Promise<Result<Waiting>>;
  remove(waiting: Waiting): Promise<void>;
  /** Oldest first; a live view. */
  readonly waiting: readonly Waiting[];
}

function identityOf(entry: OutboxEntry): string {
  switch (entry.kind) {
    case "job":
      return `job/${entry.job}`;
    case "register":
      return `register/${entry.device}`;
    case "update":
      return `update/${entry.device}/${entry.nonce}`;
  }
}

export async function openChainOutbox(store: Store): Promise<ChainOutbox> {
  const waiting: Waiting[] = [];
  let next = 0;
  for (const { key, value } of await store.scan({ prefix: ENTRY, limit: Number.MAX_SAFE_INTEGER })) {
    waiting.push({ key, entry: entrySchema.parse(JSON.parse(new TextDecoder().decode(value))) });
    next = Number(key.slice(ENTRY.length)) + 1;
  }
  return {
    waiting,
    async add(entry) {
      if (waiting.length >= MAX_OUTBOX_ENTRIES) return err({ code: "outbox_full" });
      const key = ENTRY + String(next++).padStart(16, "0");
      const identity = IDENTITY + identityOf(entry);
      const written = await store.batch(
        [
          { key, value: new TextEncoder().encode(JSON.stringify(entry)) },
          { key: identity, value: new TextEncoder().encode(key) },
        ],
        [{ key: identity, value: null }],
      );
      if (!written.ok)
        return err({ code: written.error.code === "conflict" ? "already_waiting" : "storage_failed" });
      const added = { key, entry };
      waiting.push(added);
      return ok(added);
    },
    async remove(done) {
      const at = waiting.indexOf(done);
      if (at >= 0) waiting.splice(at, 1);
      await store.batch([
        { key: done.key, value: null },
        { key: IDENTITY + identityOf(done.entry), value: null },
      ]);
    },
  };
}
