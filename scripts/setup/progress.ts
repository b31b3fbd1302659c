/** Long steps say what they do and how long it took, on standard error so that `--json` output stays clean. */

/** ms. Steps shorter than this need no closing line. */
const QUIET_BELOW_MS = 1_000;

export function say(message: string): void {
  process.stderr.write(`coco: ${message}\n`);
}

/** Announces a step, runs it, says how long it took. */
export async function step<T>(what: string, run: () => Promise<T>): Promise<T> {
  const started = performance.now();
  say(`${what} …`);
  const result = await run();
  const tookMs = performance.now() - started;
  if (tookMs >= QUIET_BELOW_MS) say(`${what}: done in ${(tookMs / 1000).toFixed(1)} s`);
  return result;
}

/** Something that should have run did not: loud for people, an error for CI. */
export function skipped(what: string, why: string): void {
  say(`SKIPPED: ${what}: ${why}`);
  if (isCi()) throw new Error(`CI=true: nothing may be skipped (${what}: ${why})`);
}

export function isCi(): boolean {
  return process.env["CI"] === "true" || process.env["CI"] === "1";
}
