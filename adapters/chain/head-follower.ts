/** The best block, as the node reports it. */
import type { Header } from "@polkadot/types/interfaces";
import { toHex, type Hex } from "../../protocol/index.ts";
import type { Connection } from "./polkadot-connection.ts";

export interface Head {
  readonly number: number;
  readonly hash: Hex;
}

export class HeadFollower {
  readonly #listeners = new Set<(head: Head) => void>();
  #head: Head;

  private constructor(head: Head) {
    this.#head = head;
  }

  /** Rejects when the node cannot be asked. */
  static async start(connection: Connection): Promise<HeadFollower> {
    const read = (json: unknown): Head => headOf(connection, json);
    const follower = new HeadFollower(read(await connection.call("chain_getHeader", [])));
    await connection.subscribe("chain_newHead", "chain_subscribeNewHeads", [], (json) =>
      follower.#move(read(json)),
    );
    return follower;
  }

  get head(): Head {
    return this.#head;
  }

  onHead(listener: (head: Head) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #move(head: Head): void {
    if (head.hash === this.#head.hash) return;
    this.#head = head;
    for (const listener of this.#listeners) listener(head);
  }
}

export function headOf(connection: Connection, json: unknown): Head {
  const header: Header = connection.api.registry.createType("Header", json);
  return { number: header.number.toNumber(), hash: toHex(header.hash.toU8a()) };
}
