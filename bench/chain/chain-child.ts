/**
 * The embedded chain in a process of its own, as a server has it beside its clients: `chain-child.ts OPTIONS`, JSON. Sends one message when it
 * serves, and answers every message with its memory.
 */
import { serveDevchain } from "../../adapters/chain/devchain/testing/serve.ts";
import type { ChildOptions, ChildReady } from "./chain-process.ts";

/** ms of one slot of the `development` preset. */
const SLOT_MS = 20;
/** ms. Where the quick clock begins: so far back that the blocks that it hurries through do not reach today. */
const LONG_AGO_MS = 7 * 24 * 3_600_000;

const options = JSON.parse(process.argv[2] ?? "{}") as ChildOptions;
const { folder, grow } = options;
let clockMs = Date.now() - LONG_AGO_MS;
// No slot is waited for when every look at the clock finds the next one.
const growing = { heartbeatMs: 0, now: () => (clockMs += SLOT_MS) };
const start = performance.now();
const { chain, url } = await serveDevchain({ folder, ...(grow ? growing : {}) });
const ready: ChildReady = { url, ...chain.recovered, openMs: performance.now() - start };
process.send?.(ready);
process.on("message", (message) => {
  if (message === "close") void chain.close().then(() => process.exit(0));
  else process.send?.(process.memoryUsage().rss);
});
