/** Writing files so that they are there after a power cut. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** Whole or not at all: written beside, synced, renamed. */
export function replaceFile(path: string, parts: readonly Uint8Array[]): void {
  const beside = `${path}.new`;
  const file = openSync(beside, "w");
  try {
    for (const part of parts) writeAll(file, part);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  syncFolder(dirname(path));
}

export function writeAll(file: number, bytes: Uint8Array, position?: number): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(
      file,
      bytes,
      written,
      bytes.length - written,
      position === undefined ? null : position + written,
    );
  }
}

/** A new name is only durable when its folder is synced; Windows has no such thing. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Bytes handed to the system in one go, with a turn of the event loop after each. */
const CHUNK_BYTES = 256 * 1024;

/** As `replaceFile`, for long files: their parts are asked for as they are written, and everybody else has turns in between. */
export async function replaceFileInTurns(path: string, parts: Iterable<Uint8Array>): Promise<void> {
  const beside = `${path}.new`;
  const file = await open(beside, "w");
  try {
    let chunk: Uint8Array[] = [];
    let bytes = 0;
    for (const part of parts) {
      chunk.push(part);
      bytes += part.length;
      if (bytes < CHUNK_BYTES) continue;
      await file.writev(chunk);
      chunk = [];
      bytes = 0;
    }
    if (chunk.length > 0) await file.writev(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  syncFolder(dirname(path));
}
