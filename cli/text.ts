/** What people read: tables, amounts, times. Every cell may come from the network and is made harmless first. */

/** planck of one COCO. */
const PLANCK_PER_COCO = 10n ** 12n;
const DECIMALS = 12;
/** Between two columns. */
const GAP = "  ";

/** Control characters but line break and tab, what turns or hides the direction of text, halves of characters. */
const HARMFUL = /[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]|\p{Cs}/gu;

/** Without what could move a terminal's cursor, ring its bell or show text as another. Emoji stay whole. */
export function harmless(text: string): string {
  return text.replace(HARMFUL, "\uFFFD");
}

/** Aligned columns under their titles. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [titles, ...rows].map((row) => row.map((cell) => harmless(cell).replace(/[\n\t]/g, " ")));
  const widths = titles.map((_, column) => Math.max(...lines.map((row) => width(row[column] ?? ""))));
  return lines
    .map((row) =>
      row
        .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell)))
        .join(GAP)
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}

/** One thing: its fields under each other. */
export function fields(pairs: readonly (readonly [name: string, value: string])[]): string {
  const widest = Math.max(...pairs.map(([name]) => width(name)));
  return pairs
    .map(([name, value]) => {
      const shown = harmless(value).replace(/[\n\t]/g, " ");
      return `${`${name}${" ".repeat(widest - width(name))}${GAP}${shown}`.trimEnd()}\n`;
    })
    .join("");
}

function width(text: string): number {
  return Array.from(text).length;
}

/** `1,234.5 COCO` of planck; never rounded. */
export function tokens(planck: bigint): string {
  const whole = (planck / PLANCK_PER_COCO).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = (planck % PLANCK_PER_COCO).toString().padStart(DECIMALS, "0").replace(/0+$/, "");
  return `${whole}${rest === "" ? "" : `.${rest}`} COCO`;
}

/** planck of `1.5`, in COCO; null when it is no amount, or finer than a planck. */
export function parseTokens(text: string): bigint | null {
  const match = /^(\d{1,26})(?:\.(\d{1,12}))?$/.exec(text);
  if (match === null) return null;
  const [, whole = "", rest = ""] = match;
  return BigInt(whole) * PLANCK_PER_COCO + BigInt(rest.padEnd(DECIMALS, "0"));
}

/** UTC to the second. */
export function time(unixMs: number | bigint): string {
  const date = new Date(Number(unixMs));
  return Number.isNaN(date.getTime()) ? "?" : `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** One line of JSON; 64- and 128-bit numbers as decimal strings. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? item.toString() : item))}\n`;
}

/** `3 nodes`, `1 node`. */
export function count(many: number, one: string): string {
  return `${many} ${one}${many === 1 ? "" : "s"}`;
}
