/** How numbers, sizes and ids are shown. Pure. */

const countFormat = new Intl.NumberFormat("en");
const rateFormat = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** `0x1234…abcd`. Enough to tell two accounts apart by eye, never to compare them. */
export function shortId(hex: string): string {
  return hex.length > 14 ? `${hex.slice(0, 6)}…${hex.slice(-4)}` : hex;
}

export function formatCount(value: number): string {
  return countFormat.format(value);
}

/** Decimal units, as browsers and shops show downloads. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${formatCount(bytes)} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = "B";
  for (const next of units) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}

/** Memory is given in MiB by the catalogue. */
export function formatMemory(mib: number): string {
  return mib < 1024 ? `${Math.round(mib)} MiB` : `${(mib / 1024).toFixed(1)} GiB`;
}

/** Tokens per second. */
export function formatRate(perSecond: number): string {
  return rateFormat.format(perSecond);
}

export function formatMillis(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** `now`, `12 s`, `4 min`, `3 h`, `2 d` before. */
export function formatAge(thenMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.round((nowMs - thenMs) / 1000));
  if (seconds < 2) return "now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** Groups the digits of a decimal string of any length; `number` would lose the last ones of a u128. */
export function formatPlanck(decimal: string): string {
  return /^\d+$/.test(decimal) ? countFormat.format(BigInt(decimal)) : decimal;
}

/** Decimals of the chain's unit: 1 COCO = 10^12 planck. */
const COCO_DECIMALS = 12;
/** Digits shown after the first that is not zero, or after the point: finer is for the title, not for reading. */
const COCO_DIGITS = 3;

/** Planck, a decimal string, as COCO with three digits that matter; rounds down, never shows more than there is. */
export function formatCoco(planck: string): string {
  if (!/^\d+$/.test(planck)) return planck;
  const digits = planck.padStart(COCO_DECIMALS + 1, "0");
  const whole = BigInt(digits.slice(0, -COCO_DECIMALS));
  const fraction = digits.slice(-COCO_DECIMALS);
  const first = whole > 0n ? 0 : Math.max(0, fraction.search(/[1-9]/));
  const shown = fraction.slice(0, first + COCO_DIGITS).replace(/0+$/, "");
  return shown === "" ? countFormat.format(whole) : `${countFormat.format(whole)}.${shown}`;
}
