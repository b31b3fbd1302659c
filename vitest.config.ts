import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { isCi } from "./scripts/setup/progress.ts";
import { retryInCi } from "./scripts/testing/retry.ts";

/** Against hanging only: a busy machine takes twenty times what an idle one does, and vitest's own second is soon over. */
const expect = { poll: { timeout: 60_000 } };
/** `unit` needs nothing but Node; `browser` drives a real Chromium; `journey` runs the whole product; `node` starts validators. */
const slow = {
  expect,
  fileParallelism: false,
  testTimeout: 360_000,
  hookTimeout: 360_000,
  // Real processes in real time; what needs neither has no excuse.
  retry: retryInCi(isCi()),
};
const ignored = ["**/node_modules/**", "out/**", ".next/**", "pallets/**"];

export default defineConfig({
  test: {
    // Vitest leaves a core free, which on two cores is half of them; what is timed runs one file at a time anyway.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [
            ...ignored,
            "**/*.browser.test.ts",
            "**/*.slow.test.ts",
            "tests/journey/**",
            "tests/node/**",
          ],
          expect,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      // Needs Node only, but takes seconds a case: kill -9 and restarts, real data channels, the runtime wasm.
      { test: { name: "slow", include: ["**/*.slow.test.ts"], exclude: ignored, ...slow } },
      { test: { name: "browser", include: ["**/*.browser.test.ts"], exclude: ignored, ...slow } },
      { test: { name: "journey", include: ["tests/journey/**/*.test.ts"], exclude: ignored, ...slow } },
      // Needs the binary that scripts/setup/chain-node.ts builds.
      { test: { name: "node", include: ["tests/node/**/*.test.ts"], exclude: ignored, ...slow } },
    ],
  },
});
