import { ok, type Result } from "../../protocol/index.ts";
import { describeFailure, isAbort, refuse } from "./errors.ts";
import type { EngineError, LoadProgress } from "./port.ts";

/** One file of a model on its way into the browser's Cache API, from where the engine's library reads it. */
export interface Artifact {
  /** Named in error texts. */
  readonly path: string;
  /** Absolute address to download from. */
  readonly url: string;
  /** Name of the cache, and the address under which the library looks the file up in it. */
  readonly cacheName: string;
  readonly cacheKey: string;
  /** Bytes; null when unknown before the download. */
  readonly bytes: number | null;
  /** Lower-case hex; null: not pinned, taken as it comes. */
  readonly sha256: string | null;
}

export interface FetchOptions {
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal: AbortSignal;
}

/** Files downloaded at once: browsers open six connections to a host over HTTP/1.1, and the page needs some too. */
const PARALLEL_DOWNLOADS = 4;

/** Attempts for one file before a network failure counts; what was stored before stays stored. */
const MAX_ATTEMPTS = 3;

/** ms before the second attempt; doubled for the third. */
const RETRY_DELAY_MS = 400;

/** ms between progress reports; more would only cost the page time. */
const PROGRESS_INTERVAL_MS = 100;

/**
 * Brings every file that is not there yet into the cache, checking each one's SHA-256 before it is stored: a library that
 * reads the cache never sees an unchecked byte, and an interrupted download goes on with the first missing file.
 *
 * Errors: `quota_exceeded` before anything is downloaded (or when the browser refuses a write), `integrity_failed`,
 * `bad_model` (a file does not exist), `network_failed`, `aborted`.
 */
export async function fetchArtifacts(
  artifacts: readonly Artifact[],
  options: FetchOptions,
): Promise<Result<null, EngineError>> {
  if (typeof caches === "undefined")
    return refuse("engine_unavailable", "this page has no storage: open it over HTTPS or on localhost");
  const missing: Artifact[] = [];
  let loadedBytes = 0;
  for (const artifact of artifacts) {
    const cached = await (await caches.open(artifact.cacheName)).match(artifact.cacheKey);
    if (cached === undefined) missing.push(artifact);
    else loadedBytes += artifact.bytes ?? 0;
  }
  let totalBytes = knownBytes(artifacts);
  const neededBytes = missingBytes(missing);
  const room = await checkRoom(neededBytes);
  if (!room.ok) return room;

  let reportedAt = Number.NEGATIVE_INFINITY;
  let reportedBytes = 0;
  const report = (force: boolean): void => {
    if (!force && performance.now() - reportedAt < PROGRESS_INTERVAL_MS) return;
    reportedAt = performance.now();
    // A repeated file takes its bytes back; what people see does not.
    reportedBytes = Math.max(reportedBytes, loadedBytes);
    options.onProgress({ phase: "download", loadedBytes: reportedBytes, totalBytes });
  };
  report(true);
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const queue = [...missing];
  const failures: Result<null, EngineError>[] = [];
  const lane = async (): Promise<void> => {
    for (
      let artifact = queue.shift();
      artifact !== undefined && failures.length === 0;
      artifact = queue.shift()
    ) {
      const sizeKnown = artifact.bytes !== null;
      const stored = await fetchOne(artifact, signal, (bytes) => {
        loadedBytes += bytes;
        if (!sizeKnown && totalBytes !== null) totalBytes += bytes;
        report(false);
      });
      if (!stored.ok) {
        // What one file lacks does not help a person; what the model lacks does.
        failures.push(stored.error.code === "quota_exceeded" ? outOfRoom(neededBytes, null) : stored);
        failed.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_DOWNLOADS }, lane));
  if (options.signal.aborted)
    return refuse("aborted", "the download was cancelled; it goes on where it stopped");
  if (failures[0] !== undefined) return failures[0];
  report(true);
  return ok(null);
}

/** Total of the known sizes; null when none is known. */
function knownBytes(artifacts: readonly Artifact[]): number | null {
  return artifacts.reduce<number | null>(
    (sum, { bytes }) => (bytes === null ? sum : (sum ?? 0) + bytes),
    null,
  );
}

/** Drops files from the cache, so that the next load asks for them again. */
export async function forgetArtifacts(artifacts: readonly Artifact[]): Promise<void> {
  for (const { cacheName, cacheKey } of artifacts) await (await caches.open(cacheName)).delete(cacheKey);
}

function missingBytes(missing: readonly Artifact[]): number {
  return missing.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
}

/** Chrome reports a fixed 10 GiB for privacy, whatever it will really store: this refuses early where it can, no more. */
async function checkRoom(neededBytes: number): Promise<Result<null, EngineError>> {
  if (neededBytes === 0) return ok(null);
  const { quota, usage } = await navigator.storage.estimate();
  if (quota === undefined) return ok(null);
  const availableBytes = Math.max(0, quota - (usage ?? 0));
  return availableBytes >= neededBytes ? ok(null) : outOfRoom(neededBytes, availableBytes);
}

function outOfRoom(neededBytes: number, availableBytes: number | null): Result<null, EngineError> {
  const mib = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`;
  return availableBytes === null
    ? refuse("quota_exceeded", `needs ${mib(neededBytes)} of storage, more than the browser stores`, {
        neededBytes,
      })
    : refuse(
        "quota_exceeded",
        `needs ${mib(neededBytes)} of storage, the browser offers ${mib(availableBytes)}`,
        { neededBytes, availableBytes },
      );
}

async function fetchOne(
  artifact: Artifact,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Result<null, EngineError>> {
  let result: Result<null, EngineError> = refuse("network_failed", `${artifact.path}: not attempted`);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS * attempt));
    let counted = 0;
    result = await fetchOnce(artifact, signal, (bytes) => {
      counted += bytes;
      onBytes(bytes);
    });
    if (result.ok || result.error.code !== "network_failed" || signal.aborted) return result;
    onBytes(-counted);
  }
  return result;
}

async function fetchOnce(
  artifact: Artifact,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Result<null, EngineError>> {
  try {
    // The HTTP cache would store the same gigabytes a second time.
    const response = await fetch(artifact.url, { signal, cache: "no-store" });
    if (!response.ok) {
      const missing = response.status >= 400 && response.status < 500 && response.status !== 429;
      return refuse(missing ? "bad_model" : "network_failed", `${artifact.path}: HTTP ${response.status}`);
    }
    const bytes = await readBytes(response, artifact.bytes, onBytes);
    if (bytes === null) return mismatch(artifact, "is longer than announced");
    if (artifact.bytes !== null && bytes.byteLength !== artifact.bytes)
      return mismatch(artifact, "is shorter than announced");
    if (artifact.sha256 !== null && (await sha256Hex(bytes)) !== artifact.sha256)
      return mismatch(artifact, "does not have the pinned SHA-256");
    const headers = {
      "content-length": String(bytes.byteLength),
      "content-type": response.headers.get("content-type") ?? "application/octet-stream",
    };
    await (await caches.open(artifact.cacheName)).put(artifact.cacheKey, new Response(bytes, { headers }));
    return ok(null);
  } catch (error) {
    if (signal.aborted || isAbort(error)) return refuse("aborted", "the download was cancelled");
    if (error instanceof Error && error.name === "QuotaExceededError")
      return outOfRoom(artifact.bytes ?? 0, null);
    if (error instanceof RangeError)
      return refuse("out_of_memory", `${artifact.path}: no memory for ${artifact.bytes ?? 0} bytes`);
    return refuse("network_failed", `${artifact.path}: ${describeFailure(error)}`);
  }
}

function mismatch(artifact: Artifact, what: string): Result<null, EngineError> {
  // Without a pin a wrong length says that the model's own list and its files disagree.
  return refuse(artifact.sha256 === null ? "bad_model" : "integrity_failed", `${artifact.path} ${what}`);
}

/** The body's bytes, or null when it is longer than `expected`. */
async function readBytes(
  response: Response,
  expected: number | null,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (response.body === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  const whole = expected === null ? null : new Uint8Array(expected);
  let length = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (whole === null) chunks.push(next.value);
    else if (length + next.value.byteLength > whole.byteLength) {
      await reader.cancel();
      return null;
    } else whole.set(next.value, length);
    length += next.value.byteLength;
    onBytes(next.value.byteLength);
  }
  if (whole !== null) return whole.subarray(0, length);
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return joined;
}

export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Address that stands for the pinned content of a model, whatever mirror it came from: other bytes get another address,
 * so nothing stale or unchecked is ever found under it. `.invalid` (RFC 2606) never resolves: what is not in the cache fails.
 */
export async function pinnedBase(
  files: readonly { readonly path: string; readonly sha256: string }[],
): Promise<string> {
  const list = files
    .map(({ path, sha256 }) => `${path}\0${sha256}\n`)
    .sort()
    .join("");
  return `https://pinned.coco.invalid/${await sha256Hex(new TextEncoder().encode(list))}/resolve/main/`;
}
