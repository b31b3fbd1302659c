import { engineError } from "../errors.ts";
import type { EngineError } from "../port.ts";
import { SilenceWatch } from "../silence-watch.ts";
import type { WorkerReply, WorkerRequest } from "./messages.ts";

type Request = WorkerRequest extends infer Each
  ? Each extends { id: number }
    ? Omit<Each, "id">
    : never
  : never;
type Listener = (reply: WorkerReply) => void;

/** Pings that may go unanswered before the worker counts as dead. */
const MAX_MISSED_PINGS = 6;

/** The page's end of the conversation with the worker, and the watch over its life. */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #listeners = new Map<number, Listener>();
  readonly #onLost: (error: EngineError) => void;
  #nextId = 1;
  readonly #silence = new SilenceWatch(() =>
    this.#lose(engineError("device_lost", "the engine's worker does not answer any more")),
  );
  #lost = false;

  /** @param onLost called at most once: the device or the worker is gone, and the worker has been terminated */
  constructor(worker: Worker, onLost: (error: EngineError) => void) {
    this.#worker = worker;
    this.#onLost = onLost;
    worker.addEventListener("message", (event: MessageEvent<WorkerReply>) => this.#receive(event.data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#lose(engineError("device_lost", "the engine's worker crashed"));
    });
    worker.addEventListener("messageerror", () =>
      this.#lose(engineError("device_lost", "the engine's worker sent garbage")),
    );
  }

  /** Starts a conversation. `listener` hears every reply to it, and a `lost` when the worker goes. Returns its id. */
  open(request: Request, listener: Listener): number {
    const id = this.#nextId++;
    this.#listeners.set(id, listener);
    this.#worker.postMessage({ ...request, id });
    return id;
  }

  close(id: number): void {
    this.#listeners.delete(id);
  }

  cancel(target: number): void {
    this.#worker.postMessage({ id: 0, kind: "cancel", target } satisfies WorkerRequest);
  }

  /** While someone waits for tokens: a worker that neither answers nor fails has died without a word. */
  watch(intervalMs: number): () => void {
    return this.#silence.start(intervalMs, MAX_MISSED_PINGS, () =>
      this.#worker.postMessage({ id: 0, kind: "ping" } satisfies WorkerRequest),
    );
  }

  /** Ends the worker and all that it holds. Open conversations hear nothing more. */
  terminate(): void {
    this.#lost = true;
    this.#silence.stop();
    this.#worker.terminate();
    this.#listeners.clear();
  }

  #receive(reply: WorkerReply): void {
    if (this.#lost) return;
    this.#silence.heard();
    if (reply.kind === "lost") this.#lose(reply.error);
    else this.#listeners.get(reply.id)?.(reply);
  }

  #lose(error: EngineError): void {
    if (this.#lost) return;
    const listeners = [...this.#listeners.values()];
    this.terminate();
    for (const listener of listeners) listener({ id: 0, kind: "lost", error });
    this.#onLost(error);
  }
}
