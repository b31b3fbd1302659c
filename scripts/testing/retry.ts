/** A second try in CI, for stages of real processes and real time: one lost race in hundreds of tests says so (FLAKY) and fails no run. */

/** A property with a counterexample has found a bug; with other random input the second try would hide it. */
const NOT_A_PROPERTY = /^(?!Property (failed|interrupted|timeout)|Failed to run property)/;

/** For vitest's `retry`: none on a person's machine, who shall see it. */
export function retryInCi(isCi: boolean): { count: number; condition: RegExp } {
  return { count: isCi ? 1 : 0, condition: NOT_A_PROPERTY };
}
