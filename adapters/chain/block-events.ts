/** What happened in a block, by extrinsic. */
import type { DispatchError, EventRecord } from "@polkadot/types/interfaces";
import type { Vec } from "@polkadot/types";
import type { Codec } from "@polkadot/types/types";
import { z } from "zod";
import { blake2b256, err, fromHex, ok, type Hex, type JobId, type Result } from "../../protocol/index.ts";
import { dispatchError } from "./chain-errors.ts";
import { REMEMBERED_BLOCKS } from "./chain-limits.ts";
import { storageOf } from "./decorated.ts";
import type { Connection } from "./polkadot-connection.ts";
import type { ChainError, ChainJobStep, Inclusion } from "./port.ts";
import type { EventOf, OurPallet } from "./runtime-names.ts";

/** What a block knows of an extrinsic; whether it is final it does not. */
export type Landed = Omit<Inclusion, "finalized">;

interface SeenBlock {
  readonly number: number;
  readonly hash: Hex;
  /** Lower-case hex. */
  readonly extrinsics: readonly string[];
  readonly events: () => Promise<readonly EventRecord[]>;
}

const hex = z.string().regex(/^0x[0-9a-fA-F]*$/);
const blockSchema = z.object({
  block: z.object({ header: z.object({ number: z.union([hex, z.number()]) }), extrinsics: z.array(hex) }),
});

export class BlockEvents {
  readonly #connection: Connection;
  readonly #blocks = new Map<string, Promise<SeenBlock>>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Whether an extrinsic (hex) is in that block. Rejects when the node cannot be asked. */
  async has(blockHash: string, extrinsic: Hex): Promise<boolean> {
    return (await this.#block(blockHash)).extrinsics.includes(extrinsic.toLowerCase());
  }

  /** Where and how an extrinsic landed; null when it is not in that block. Rejects when the node cannot be asked. */
  async outcome(
    blockHash: string,
    extrinsic: Hex,
    extrinsicHash: Hex,
  ): Promise<Result<Landed, ChainError> | null> {
    const block = await this.#block(blockHash);
    const index = block.extrinsics.indexOf(extrinsic.toLowerCase());
    if (index < 0) return null;
    const own = await eventsOf(block, index);
    const { api } = this.#connection;
    for (const { event } of own) {
      if (event.section !== "system" || event.method !== "ExtrinsicFailed") continue;
      return err(dispatchError(api, event.data[0] as DispatchError));
    }
    const events = own.map(({ event }) => `${event.section}.${event.method}`);
    return ok({ block: block.number, blockHash: block.hash, extrinsicHash, events });
  }

  /** The events of `computeJobs` about a job in a block, in order. Rejects when the node cannot be asked. */
  async jobEvents(blockHash: string, job: JobId): Promise<readonly Omit<ChainJobStep, "timeMs">[]> {
    const block = await this.#block(blockHash);
    return (await block.events()).flatMap(({ event, phase }) => {
      const extrinsic = phase.isApplyExtrinsic
        ? block.extrinsics[phase.asApplyExtrinsic.toNumber()]
        : undefined;
      // Every event of the pallet begins with its job.
      if (extrinsic === undefined || event.section !== "computeJobs" || event.data[0]?.toHex() !== job)
        return [];
      const extrinsicHash = blake2b256(fromHex(extrinsic) ?? new Uint8Array());
      const { number, hash } = block;
      return [{ event: `${event.section}.${event.method}`, block: number, blockHash: hash, extrinsicHash }];
    });
  }

  /** Fields of the first event of this name that an extrinsic of that block caused; null without one. */
  async dataOf<P extends OurPallet>(
    blockHash: string,
    extrinsicHash: Hex,
    section: P,
    method: EventOf<P>,
  ): Promise<readonly Codec[] | null> {
    const block = await this.#block(blockHash);
    const index = block.extrinsics.findIndex(
      (one) => blake2b256(fromHex(one) ?? new Uint8Array()) === extrinsicHash,
    );
    const own = await eventsOf(block, index);
    const found = own.find(({ event }) => event.section === section && event.method === method);
    return found === undefined ? null : [...found.event.data];
  }

  #block(hash: string): Promise<SeenBlock> {
    const known = this.#blocks.get(hash);
    if (known !== undefined) return known;
    const asked = this.#ask(hash);
    this.#blocks.set(hash, asked);
    asked.catch(() => this.#blocks.delete(hash));
    if (this.#blocks.size > REMEMBERED_BLOCKS) {
      const oldest = this.#blocks.keys().next();
      if (!oldest.done) this.#blocks.delete(oldest.value);
    }
    return asked;
  }

  async #ask(hash: string): Promise<SeenBlock> {
    const { block } = blockSchema.parse(await this.#connection.call("chain_getBlock", [hash]));
    let events: Promise<readonly EventRecord[]> | null = null;
    const ask = () => this.#events(hash);
    return {
      number: Number(block.header.number),
      hash: hash as Hex,
      extrinsics: block.extrinsics.map((one) => one.toLowerCase()),
      events() {
        if (events === null) {
          events = ask();
          events.catch(() => (events = null)); // the connection broke: the next one asks again
        }
        return events;
      },
    };
  }

  async #events(hash: string): Promise<readonly EventRecord[]> {
    const { api } = this.#connection;
    const raw = await this.#connection.call("state_getStorage", [
      storageOf(api, "system", "events").key(),
      hash,
    ]);
    const decoded: Vec<EventRecord> = api.registry.createType(
      "Vec<EventRecord>",
      typeof raw === "string" ? raw : "0x00",
    );
    return [...decoded];
  }
}

/** What the extrinsic at `index` of a block caused, in order; nothing when there is none. */
async function eventsOf(block: SeenBlock, index: number): Promise<EventRecord[]> {
  return (await block.events()).filter(
    ({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.toNumber() === index,
  );
}
