/** Values of options and arguments, parsed where they come in. A wrong one names itself and is wrong usage. */
import { InvalidArgumentError } from "commander";
import { type ChannelId, type JobId, parseChannelId, parseJobId } from "../protocol/index.ts";
import { misused } from "./refused.ts";
import { parseTokens } from "./text.ts";

/** Largest number of a `u32` on the wire. */
const U32_MAX = 0xffff_ffff;

export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("Not a number.");
  return value;
}

export function wholeNumber(text: string): number {
  const value = number(text);
  if (!Number.isInteger(value) || value < 0 || value > U32_MAX)
    throw new InvalidArgumentError("Not a whole number.");
  return value;
}

export function port(text: string): number {
  const value = wholeNumber(text);
  if (value > 65_535) throw new InvalidArgumentError("Not a port.");
  return value;
}

/** planck of an amount in COCO. */
export function amount(text: string): bigint {
  const planck = parseTokens(text);
  if (planck === null) throw new InvalidArgumentError("Not an amount of COCO, for instance 1.5.");
  return planck;
}

/** ms of each unit that a duration may be given in. */
const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 60 * 60_000 };

/** ms of `90s`, `10m` or `1h`. */
export function duration(text: string): number {
  const [, count = "", unit = ""] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const ms = Number(count) * (UNIT_MS[unit] ?? 0);
  if (ms === 0 || ms > U32_MAX)
    throw new InvalidArgumentError("Not a duration, for instance 90s, 10m or 1h.");
  return ms;
}

/** An option that is given several times. */
export function several(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

export function jobId(text: string): JobId {
  const job = parseJobId(text);
  if (job === null) throw misused("A job's id is 0x and 64 hexadecimal digits.");
  return job;
}

export function channelId(text: string): ChannelId {
  const channel = parseChannelId(text);
  if (channel === null) throw misused("A channel's id is 0x and 64 hexadecimal digits.");
  return channel;
}
