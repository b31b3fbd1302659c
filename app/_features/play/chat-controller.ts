import { type Answer, applyAnswerEvent, messagesOf, type Turn, waitingAnswer } from "./conversation.ts";

export interface AskOptions {
  readonly model: string;
  readonly system: string;
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed: number | null;
}

export interface Chat {
  readonly turns: readonly Turn[];
  /** A question is under way: asked, not yet answered to the end. */
  readonly busy: boolean;
}

export const EMPTY_CHAT: Chat = { turns: [], busy: false };

/** One conversation, in this tab's memory only. */
export class ChatController {
  readonly #listeners = new Set<() => void>();
  #chat = EMPTY_CHAT;
  #nextId = 1;
  #abort: AbortController | null = null;

  getChat = (): Chat => this.#chat;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  async ask(question: string, options: AskOptions): Promise<void> {
    if (this.#chat.busy) return;
    const messages = messagesOf(this.#chat.turns, options.system, question);
    const id = this.#nextId++;
    const abort = new AbortController();
    this.#abort = abort;
    const turn: Turn = { id, question, answer: waitingAnswer(options.model, performance.now()) };
    this.#set({ turns: [...this.#chat.turns, turn], busy: true });
    try {
      const { ask } = await import("./client-room.ts");
      for await (const event of ask({ ...options, messages }, abort.signal)) {
        this.#change(id, (answer) => applyAnswerEvent(answer, event, performance.now()));
        if (event.type === "ended") this.#release(abort);
      }
    } catch {
      const failed = {
        type: "failed",
        code: "client_failed",
        message: "Reload the page and ask again.",
      } as const;
      this.#change(id, (answer) => applyAnswerEvent(answer, failed, performance.now()));
    } finally {
      this.#release(abort);
    }
  }

  stop(): void {
    this.#abort?.abort();
  }

  clear(): void {
    this.stop();
    this.#abort = null;
    this.#set(EMPTY_CHAT);
  }

  /** The next question may come; a record may still be on its way. */
  #release(abort: AbortController): void {
    if (this.#abort !== abort) return;
    this.#abort = null;
    this.#set({ ...this.#chat, busy: false });
  }

  #change(id: number, change: (answer: Answer) => Answer): void {
    this.#set({
      ...this.#chat,
      turns: this.#chat.turns.map((turn) =>
        turn.id === id ? { ...turn, answer: change(turn.answer) } : turn,
      ),
    });
  }

  #set(chat: Chat): void {
    this.#chat = chat;
    for (const listener of this.#listeners) listener();
  }
}
