import type { Session } from "../../adapters/webrtc/port.ts";
import { type FrameBody, JOB_SILENCE_TIMEOUT_MS, type Refusal } from "../../protocol/index.ts";

/** Bytes of frames that a slow reader leaves waiting; more than the longest answer has, less than a page's memory. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/** Frames of one stream, in order, until the session closes. */
export interface StreamFrames {
  /** The next frame; or why there is none: the session's end, an abort, or 10 s of silence. */
  next(signal: AbortSignal): Promise<{ frame: FrameBody; bytes: number } | { stopped: Refusal }>;
  stop(): void;
}

export function streamFrames(session: Session, stream: number): StreamFrames {
  const waiting: { frame: FrameBody; bytes: number }[] = [];
  let waitingBytes = 0;
  let closed: Refusal | null = session.closed ? { code: "session_closed" } : null;
  let wake = (): void => undefined;
  const offFrame = session.onFrame((frame, bytes) => {
    if (!("stream" in frame) || frame.stream !== stream) return;
    waitingBytes += bytes;
    if (waitingBytes > MAX_WAITING_BYTES) closed ??= { code: "too_many_tokens" };
    else waiting.push({ frame, bytes });
    wake();
  });
  const offClose = session.onClose((reason) => {
    closed ??= reason;
    wake();
  });

  return {
    async next(signal) {
      let silent = false;
      const deadline = setTimeout(() => {
        silent = true;
        wake();
      }, JOB_SILENCE_TIMEOUT_MS);
      const onAbort = (): void => wake();
      signal.addEventListener("abort", onAbort, { once: true });
      try {
        for (;;) {
          // An abort is answered at once; what a closed session had sent before is still read.
          if (signal.aborted) return { stopped: { code: "aborted" } };
          const first = waiting.shift();
          if (first) {
            waitingBytes -= first.bytes;
            return first;
          }
          if (closed) return { stopped: closed };
          if (isTrue(silent)) return { stopped: { code: "node_silent" } };
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        clearTimeout(deadline);
        signal.removeEventListener("abort", onAbort);
      }
    },
    stop() {
      offFrame();
      offClose();
    },
  };
}

/** TypeScript cannot see that a timer changed the variable. */
function isTrue(value: boolean): boolean {
  return value;
}
