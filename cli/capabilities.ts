/** What a device can do, from options. */
import { arch, totalmem } from "node:os";
import { type Command, Option } from "commander";
import {
  type Capabilities,
  MAX_DEVICE_METADATA_BYTES,
  MAX_ENGINE_NAME_BYTES,
  MAX_GPU_NAME_BYTES,
  MAX_MODEL_ID_BYTES,
  MAX_MODELS_PER_DEVICE,
} from "../protocol/index.ts";
import { number, several, wholeNumber } from "./options.ts";
import { misused } from "./refused.ts";

/** Bytes of a MiB. */
const MIB = 1024 * 1024;
/** Largest `u32`: what speed and memory are on the wire. */
const U32_MAX = 0xffff_ffff;

export interface CapabilityOptions {
  readonly model?: readonly string[];
  readonly ram?: number;
  readonly gpu?: string;
  readonly arch?: Capabilities["arch"];
  readonly engine?: string;
  readonly speed?: number;
  readonly metadata?: string;
}

export interface Described {
  readonly capabilities: Capabilities;
  readonly metadata: string;
}

export function capabilityOptions(command: Command): Command {
  return command
    .option("--model <id>", "a model that it serves; several times for several", several)
    .option("--ram <MiB>", "memory; default: this machine's", wholeNumber)
    .addOption(
      new Option("--arch <name>", "its processor; default: this machine's").choices([
        "x86_64",
        "arm64",
        "unknown",
      ]),
    )
    .option("--gpu <name>", "its GPU, in words")
    .option("--engine <name>", "webllm or wllama")
    .option("--speed <tokens>", "tokens a second", number)
    .option("--metadata <text>", "a label for people, public on the chain");
}

/** This machine, before anything is said of it. */
export function thisMachine(): Described {
  const ramMib = Math.min(Math.floor(totalmem() / MIB), U32_MAX);
  const capabilities: Capabilities = {
    arch: archOf(arch()),
    ramMib,
    gpu: "",
    engine: "",
    models: [],
    milliTokensPerSecond: 0,
  };
  return { capabilities, metadata: "" };
}

/** Node's name for a processor as the protocol's. */
export function archOf(name: string): Capabilities["arch"] {
  return name === "x64" ? "x86_64" : name === "arm64" ? "arm64" : "unknown";
}

/** `known` with what the options say. Throws `Refused` `usage` on what the protocol cannot carry. */
export function describe(known: Described, options: CapabilityOptions): Described {
  const { capabilities } = known;
  return {
    capabilities: {
      arch: options.arch ?? capabilities.arch,
      ramMib: options.ram ?? capabilities.ramMib,
      gpu: fits("--gpu", options.gpu ?? capabilities.gpu, MAX_GPU_NAME_BYTES),
      engine: fits("--engine", options.engine ?? capabilities.engine, MAX_ENGINE_NAME_BYTES),
      models: models(options.model ?? capabilities.models),
      milliTokensPerSecond:
        options.speed === undefined ? capabilities.milliTokensPerSecond : milli(options.speed),
    },
    metadata: fits("--metadata", options.metadata ?? known.metadata, MAX_DEVICE_METADATA_BYTES),
  };
}

function models(ids: readonly string[]): string[] {
  if (ids.length > MAX_MODELS_PER_DEVICE) throw misused(`--model: ${MAX_MODELS_PER_DEVICE} at the most.`);
  if (ids.includes("")) throw misused("--model: an empty id.");
  return ids.map((id) => fits("--model", id, MAX_MODEL_ID_BYTES));
}

function milli(tokensPerSecond: number): number {
  const value = Math.round(tokensPerSecond * 1000);
  if (value < 0 || value > U32_MAX) throw misused("--speed: not a number of tokens a second.");
  return value;
}

function fits(option: string, text: string, maxBytes: number): string {
  if (new TextEncoder().encode(text).length <= maxBytes) return text;
  throw misused(`${option}: longer than ${maxBytes} bytes.`);
}
