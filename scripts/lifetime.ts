/** Whatever a script starts ends with it: on Ctrl-C, on SIGTERM, and when the process that started it dies. */

type Cleanup = () => Promise<void> | void;

/** ms. Cleaning up may drain a server (10 s); past this the process leaves without. */
const CLEANUP_LIMIT_MS = 15_000;

const cleanups: Cleanup[] = [];
let stopping: Promise<void> | null = null;
let runs = false;

/** Aborted when the script was told to stop. */
const stop = new AbortController();
export const stopSignal: AbortSignal = stop.signal;

/** Run at the end, the newest first. Returns the function that forgets it. */
export function onExit(cleanup: Cleanup): () => void {
  cleanups.push(cleanup);
  return () => {
    const index = cleanups.indexOf(cleanup);
    if (index >= 0) cleanups.splice(index, 1);
  };
}

/** Something that the user can mend: told in one line, without a stack. */
export class Refused extends Error {}

/** Whether this process is a script that `runScript` runs, so that whatever it starts is ended with it. */
export function hasLifetime(): boolean {
  return runs;
}

/** Cleans up once, whoever asks. Errors of single steps are told and do not stop the rest. */
export function cleanUp(): Promise<void> {
  stopping ??= (async () => {
    stop.abort();
    const limit = setTimeout(() => process.exit(1), CLEANUP_LIMIT_MS);
    limit.unref();
    for (let cleanup = cleanups.pop(); cleanup !== undefined; cleanup = cleanups.pop()) {
      try {
        await cleanup();
      } catch (error) {
        console.error(`coco: while stopping: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  })();
  return stopping;
}

/** Runs a script's body to its exit code, with clean-up whatever happens. */
export async function runScript(body: () => Promise<number>): Promise<void> {
  runs = true;
  const leave = (code: number) => {
    void cleanUp().then(() => process.exit(code));
  };
  let signals = 0;
  const onSignal = (code: number) => () => {
    // A second Ctrl-C does not wait for the drain.
    if (++signals > 1) process.exit(code);
    leave(code);
  };
  process.on("SIGINT", onSignal(130));
  process.on("SIGTERM", onSignal(143));
  process.on("SIGHUP", onSignal(129));
  // scripts/run.mjs holds the other end of this channel.
  process.on("disconnect", onSignal(143));
  let code = 1;
  try {
    code = await body();
  } catch (error) {
    if (!stop.signal.aborted) console.error(describe(error));
  }
  await cleanUp();
  if (signals === 0) process.exit(code);
}

function describe(error: unknown): unknown {
  if (error instanceof Refused) return `coco: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : error;
}
