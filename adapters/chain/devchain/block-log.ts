/**
 * The append-only log of blocks. A header (magic, version, genesis hash), then one record a block: magic, length,
 * crc32 of the length, crc32 of the payload, payload (the SCALE block). A record is synced before anybody hears of its block,
 * so only the last one can be torn by a kill or a power cut: a bad record with no good one after it is cut off, a bad
 * record before a good one is damage that nobody should paper over.
 */
import { closeSync, fdatasync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import { sameBytes } from "./bytes.ts";
import { syncFolder, writeAll } from "./durable-file.ts";
import { OpenFailure } from "./errors.ts";
import { MAX_BLOCK_BYTES } from "./limits.ts";
import { concat, u32le } from "./scale.ts";

/** Blocks 1, 2, … in order. */
export interface BlockLog {
  readonly count: number;
  /** Bytes of a torn last record that were cut off when the log was opened. */
  readonly droppedBytes: number;
  /** Coded block `number`. */
  read(number: number): Uint8Array;
  /** Resolves when the block is durable; after a rejection the log is as before. One at a time. */
  append(block: Uint8Array): Promise<void>;
  close(): void;
}

/** A log without a folder: gone with the process. */
export function memoryLog(): BlockLog {
  const blocks: Uint8Array[] = [];
  return {
    get count() {
      return blocks.length;
    },
    droppedBytes: 0,
    read: (number) => blocks[number - 1] ?? missing(number),
    append: async (block) => void blocks.push(block),
    close: () => undefined,
  };
}

const FILE_MAGIC = new TextEncoder().encode("coco-blocks\x01");
const FILE_HEADER_BYTES = FILE_MAGIC.length + 32;
const RECORD_MAGIC = Uint8Array.of(0xb1, 0x0c, 0xc0, 0xc0);
const RECORD_HEADER_BYTES = 16;
const sync = promisify(fdatasync);

/** Opens or creates the log of a chain. Throws `OpenFailure`: `genesis_mismatch`, `log_corrupted`. */
export function openLog(path: string, genesis: Uint8Array): BlockLog {
  const file = openSync(path, "a+"); // created where missing; "r+" below, because "a+" ignores positions
  closeSync(file);
  const log = new FileLog(openSync(path, "r+"), path);
  try {
    log.open(genesis);
  } catch (thrown) {
    log.close();
    throw thrown;
  }
  return log;
}

class FileLog implements BlockLog {
  readonly #file: number;
  readonly #path: string;
  /** Where each payload lies. */
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];
  #end = FILE_HEADER_BYTES;
  droppedBytes = 0;

  constructor(file: number, path: string) {
    this.#file = file;
    this.#path = path;
  }

  get count(): number {
    return this.#starts.length;
  }

  open(genesis: Uint8Array): void {
    const size = fstatSync(this.#file).size;
    if (size < FILE_HEADER_BYTES) {
      // Never finished creating: no block can have been in it.
      ftruncateSync(this.#file, 0);
      writeAll(this.#file, concat(FILE_MAGIC, genesis), 0);
      fsyncSync(this.#file);
      syncFolder(dirname(this.#path));
      return;
    }
    const header = this.#bytes(0, FILE_HEADER_BYTES);
    if (!sameBytes(header.subarray(0, FILE_MAGIC.length), FILE_MAGIC)) {
      throw new OpenFailure({
        code: "log_corrupted",
        block: 0,
        message: "the block log does not begin as one",
      });
    }
    if (!sameBytes(header.subarray(FILE_MAGIC.length), genesis)) {
      throw new OpenFailure({
        code: "genesis_mismatch",
        message: "the block log belongs to another genesis",
      });
    }
    this.#scan(size);
  }

  read(number: number): Uint8Array {
    const start = this.#starts[number - 1];
    return start === undefined ? missing(number) : this.#bytes(start, this.#lengths[number - 1] ?? 0);
  }

  async append(block: Uint8Array): Promise<void> {
    const start = this.#end;
    try {
      writeAll(this.#file, record(block), start);
      await sync(this.#file);
    } catch (thrown) {
      ftruncateSync(this.#file, start);
      throw thrown;
    }
    this.#accept(start, block.length);
  }

  close(): void {
    closeSync(this.#file);
  }

  #scan(size: number): void {
    while (this.#end < size) {
      const length = this.#check(this.#end, size);
      if (length === null) break;
      this.#accept(this.#end, length);
    }
    if (this.#end === size) return;
    for (let at = this.#end + 1; at < size; at = this.#nextMagic(at, size)) {
      if (this.#check(at, size) === null) continue;
      const block = this.count + 1;
      throw new OpenFailure({
        code: "log_corrupted",
        block,
        message: `the block log is damaged at block ${block}, with good blocks after it; restore the folder from a copy, or remove it to start a new chain`,
      });
    }
    this.droppedBytes = size - this.#end;
    ftruncateSync(this.#file, this.#end);
    fsyncSync(this.#file);
  }

  #accept(start: number, length: number): void {
    this.#starts.push(start + RECORD_HEADER_BYTES);
    this.#lengths.push(length);
    this.#end = start + RECORD_HEADER_BYTES + length;
  }

  /** Payload length of the good record at `at`; null when there is none. */
  #check(at: number, size: number): number | null {
    if (at + RECORD_HEADER_BYTES > size) return null;
    const header = this.#bytes(at, RECORD_HEADER_BYTES);
    const view = new DataView(header.buffer, header.byteOffset);
    const length = view.getUint32(4, true);
    if (
      !sameBytes(header.subarray(0, 4), RECORD_MAGIC) ||
      crc32(header.subarray(4, 8)) !== view.getUint32(8, true)
    )
      return null;
    if (length > MAX_BLOCK_BYTES || at + RECORD_HEADER_BYTES + length > size) return null;
    return crc32(this.#bytes(at + RECORD_HEADER_BYTES, length)) === view.getUint32(12, true) ? length : null;
  }

  /** Where the next record could begin after `at`; `size` when nowhere. */
  #nextMagic(at: number, size: number): number {
    for (let from = at + 1; from < size; from += MAX_BLOCK_BYTES - RECORD_MAGIC.length) {
      const found = Buffer.from(this.#bytes(from, Math.min(MAX_BLOCK_BYTES, size - from))).indexOf(
        RECORD_MAGIC,
      );
      if (found >= 0) return from + found;
    }
    return size;
  }

  #bytes(start: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let read = 0; read < length;) {
      const count = readSync(this.#file, bytes, read, length - read, start + read);
      if (count === 0) throw new Error("the block log became shorter while it was open");
      read += count;
    }
    return bytes;
  }
}

function record(block: Uint8Array): Uint8Array {
  if (block.length > MAX_BLOCK_BYTES) throw new RangeError("a block past the log's limit");
  const length = u32le(block.length);
  return concat(RECORD_MAGIC, length, u32le(crc32(length)), u32le(crc32(block)), block);
}

function missing(number: number): never {
  throw new RangeError(`block ${number} is not in the log`);
}
