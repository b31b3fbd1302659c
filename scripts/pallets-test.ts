/**
 * `npm run pallets:test [-- arguments of cargo test]`: the Rust suites, and what they proved. `COCO_FUZZ` sets how many random calls each
 * property test makes (100,000), `COCO_SEED` which.
 */
import { runScript } from "./lifetime.ts";
import { testPallets } from "./pallets/tests.ts";
import { skipped } from "./setup/progress.ts";
import { ensureRust } from "./setup/rust.ts";

await runScript(async () => {
  const rust = await ensureRust();
  if (!rust.available) {
    skipped("the pallets' tests", rust.why);
    return 3;
  }
  const tests = await testPallets(process.argv.slice(2));
  console.log(["", ...tests.summary, ""].join("\n"));
  const { passed, failed, skipped: ignored } = tests.report;
  console.log(`${passed} passed, ${failed} failed, ${ignored} skipped`);
  return failed > 0 ? 1 : 0;
});
