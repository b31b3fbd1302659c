/** Mutations through the TypeScript verifiers, on every core. sr25519 in JavaScript takes nearly all of the time. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import {
  type Accepted,
  addTally,
  emptyTally,
  mutationTester,
  type Tally,
} from "../../protocol/testing/mutations.ts";
import { stopSignal } from "../lifetime.ts";
import { say } from "../setup/progress.ts";

/** Mutations that a thread is sent at once. */
const CHUNK = 2_000;
/** ms between two lines of progress. */
const PROGRESS_MS = 15_000;

export interface Judged {
  readonly tally: Tally;
  readonly accepted: readonly Accepted[];
}

/** Judges mutations 0 to `count` of a seed. Throws when an unchanged message is refused: then refusals would prove nothing. */
export async function judgeInTypeScript(seed: number, count: number): Promise<Judged> {
  const controls = mutationTester(seed).controls();
  if (controls.accepted !== controls.tried) throw new Error("unchanged messages are refused");
  const judged: { tally: Tally; accepted: Accepted[] } = { tally: emptyTally(), accepted: [] };
  const started = performance.now();
  let [next, done, told] = [0, 0, started];

  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: { seed } });
      let sent = 0;
      const send = () => {
        if (next >= count || stopSignal.aborted) {
          void worker.terminate();
          return;
        }
        const [from, to] = [next, Math.min(next + CHUNK, count)];
        [next, sent] = [to, to - from];
        worker.postMessage({ from, to });
      };
      worker.on("message", (part: Judged) => {
        addTally(judged.tally, part.tally);
        judged.accepted.push(...part.accepted);
        done += sent;
        const now = performance.now();
        if (now - told >= PROGRESS_MS) {
          told = now;
          const leftS = (((now - started) / done) * (count - done)) / 1_000;
          say(`TypeScript: ${done} of ${count} mutations, about ${Math.ceil(leftS / 60)} min to go`);
        }
        send();
      });
      worker.on("error", reject);
      worker.on("exit", () => resolve());
      send();
    });
  const threads = Math.min(availableParallelism(), Math.ceil(count / CHUNK));
  await Promise.all(Array.from({ length: threads }, work));
  if (done !== count) throw new Error(`only ${done} of ${count} mutations were judged`);
  return judged;
}
