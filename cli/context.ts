/** What every group of commands gets: its surroundings, the global options, one way to answer. */
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Exit } from "./refused.ts";
import type { Surroundings } from "./surroundings.ts";
import { harmless, json } from "./text.ts";

export interface Globals {
  readonly url: string;
  readonly rpc?: string;
  readonly json?: true;
}

export interface Context extends Surroundings {
  /** Read when a command runs, not when it is declared. */
  readonly globals: () => Globals;
  /** Whether a person named this address, by option or variable, rather than leaving the default. */
  readonly named: (address: "url" | "rpc") => boolean;
  /** The exit code of a command that ended without a refusal; 0 unless told. */
  readonly finish: (exit: Exit) => void;
}

/** One value: as JSON when asked for, else in words. */
export function answer(context: Context, value: unknown, words: () => string): void {
  context.out(context.globals().json === true ? json(value) : words());
}

/** A word to the person, beside the answer. */
export function note(context: Context, words: string): void {
  context.err(`coco: ${harmless(words)}\n`);
}

/** `$COCO_HOME`, `$XDG_CONFIG_HOME/coco` or `~/.config/coco`. A relative `XDG_CONFIG_HOME` does not count, by its specification. */
export function homeFolder(environment: Surroundings["environment"]): string {
  const home = environment["COCO_HOME"] ?? "";
  if (home !== "") return home;
  const config = environment["XDG_CONFIG_HOME"] ?? "";
  return join(isAbsolute(config) ? config : join(environment["HOME"] ?? homedir(), ".config"), "coco");
}

export function accountsFolder(environment: Surroundings["environment"]): string {
  return join(homeFolder(environment), "accounts");
}

/** The chain's address: as told, else at the operator's port. */
export function rpcAddress({ url, rpc }: Globals): string {
  return rpc ?? `${url.replace(/^http/, "ws").replace(/\/+$/, "")}/rpc`;
}
