/** What a command line has around it; tests bring their own. */
export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stop: AbortSignal;
  /** Standard input to its end, as text. */
  readonly readInput: () => Promise<string>;
  /** Asks the person at the terminal without echo; null: there is no terminal. Rejects with `Refused` `interrupted`. */
  readonly askSecret: ((question: string) => Promise<string>) | null;
  /** Whether standard output shows colours. */
  readonly colour: boolean;
}
