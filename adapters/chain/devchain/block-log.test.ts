import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openLog } from "./block-log.ts";
import { OpenFailure } from "./errors.ts";

const genesis = new Uint8Array(32).fill(7);
const block = (n: number) => new Uint8Array(50 + n).fill(n);

describe("block log", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "coco-log-"));
    path = join(folder, "blocks.log");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = async (count: number) => {
    const log = openLog(path, genesis);
    for (let n = 1; n <= count; n++) await log.append(block(n));
    log.close();
    return statSync(path).size;
  };
  const flip = (at: number) => {
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 0x40;
    writeFileSync(path, bytes);
  };
  const refusal = () => {
    try {
      openLog(path, genesis).close();
    } catch (thrown) {
      if (thrown instanceof OpenFailure) return thrown.refusal;
      throw thrown;
    }
    return null;
  };

  test("gives back what was appended, after it was opened again", async () => {
    await write(3);
    const log = openLog(path, genesis);
    expect([log.count, log.droppedBytes]).toEqual([3, 0]);
    expect([1, 2, 3].map((n) => log.read(n))).toEqual([1, 2, 3].map(block));
    expect(() => log.read(4)).toThrow(RangeError);
    log.close();
  });

  test("cuts a torn last record off wherever it was torn, and goes on after it", async () => {
    const whole = await write(2);
    const size = await write(1).then(() => statSync(path).size); // a third record, numbered 1 in content
    const original = readFileSync(path);
    for (let cut = whole + 1; cut < size; cut++) {
      writeFileSync(path, original);
      truncateSync(path, cut);
      const log = openLog(path, genesis);
      expect([log.count, log.droppedBytes]).toEqual([2, cut - whole]);
      await log.append(block(9));
      log.close();
      const again = openLog(path, genesis);
      expect(again.read(3)).toEqual(block(9));
      again.close();
    }
  });

  test("cuts off a last record whose bytes never reached the disk", async () => {
    const whole = await write(2);
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(400)]));
    const log = openLog(path, genesis);
    expect([log.count, log.droppedBytes]).toEqual([2, 400]);
    log.close();
    expect(statSync(path).size).toBe(whole);
  });

  test("refuses damage before the end, and names the block, whichever byte it hit", async () => {
    const first = await write(1);
    const size = await write(2).then(() => statSync(path).size);
    const original = readFileSync(path);
    expect(size).toBeGreaterThan(first);
    for (let at = first; at < first + 16 + 51; at += 3) {
      writeFileSync(path, original);
      flip(at);
      expect(refusal()).toMatchObject({ code: "log_corrupted", block: 2 });
    }
  });

  test("refuses a log of another genesis, and a file that is no log", async () => {
    await write(1);
    expect(() => openLog(path, new Uint8Array(32))).toThrow(
      expect.objectContaining({
        refusal: expect.objectContaining({ code: "genesis_mismatch" }) as unknown,
      }) as Error,
    );
    flip(0);
    expect(refusal()).toMatchObject({ code: "log_corrupted", block: 0 });
  });
});
