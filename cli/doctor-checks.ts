/** The single checks of `coco doctor`. Each finds one thing and says what to do about it; none changes anything. */
import { constants } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { folderMode, isPrivate, listAccounts } from "../adapters/keystore/account-folder.ts";
import { findChromium } from "../scripts/find-chromium.ts";
import { withChain } from "./chain-access.ts";
import { accountsFolder, type Context } from "./context.ts";
import { askOperator } from "./operator.ts";
import { orRefuse, Refused } from "./refused.ts";

export interface Check {
  readonly name: string;
  /** `fail`: does not work; `warn`: may not be what you want; `note`: cannot be told from here. */
  readonly level: "ok" | "note" | "warn" | "fail";
  readonly found: string;
  readonly todo?: string;
}

/** Sources run by Node's type stripping and use `node:sqlite`. */
const NODE_MAJOR = 24;
/** Bytes. Ledger and block log grow by some KiB a job. */
const SPACE_WARN_BYTES = 1024 ** 3;
const SPACE_FAIL_BYTES = 100 * 1024 ** 2;
/** ms. Intents and leases live for seconds to minutes; a chain refuses what is too far from its own clock. */
const SKEW_WARN_MS = 5_000;

const healthSchema = z.object({ status: z.string(), version: z.string(), chain: z.boolean() });

export function nodeCheck(version: string): Check {
  const name = "Node";
  if (Number(version.split(".")[0]) >= NODE_MAJOR) return { name, level: "ok", found: version };
  const todo = "From a clone: npm ci, then node_modules/.bin/coco, which brings its own.";
  return { name, level: "fail", found: `${version} is older than ${NODE_MAJOR}`, todo };
}

export async function dataFolderCheck({ environment }: Context): Promise<Check[]> {
  const folder = resolve(environment["DATA_DIR"] || ".data");
  const name = "data folder";
  // One that is not there yet is made in the nearest one above.
  let there = folder;
  while ((await folderMode(there)) === null && dirname(there) !== there) there = dirname(there);
  const writable = await access(there, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable)
    return [
      { name, level: "fail", found: `${folder} is not writable`, todo: "Choose another one with DATA_DIR." },
    ];
  const { bavail, bsize } = await statfs(there);
  const free = bavail * bsize;
  const found = `${folder}, ${Math.floor(free / 1024 ** 2)} MiB free`;
  if (free >= SPACE_WARN_BYTES) return [{ name, level: "ok", found }];
  const level = free < SPACE_FAIL_BYTES ? "fail" : "warn";
  return [{ name, level, found, todo: "Free some space, or choose another disk with DATA_DIR." }];
}

/** Whether `coco start` could have its port, or has it. */
export async function portCheck(context: Context): Promise<Check[]> {
  const name = "port";
  const port = Number(context.environment["PORT"] || "8080");
  const host = context.environment["HOST"] || "127.0.0.1";
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return [{ name, level: "fail", found: "PORT is no port", todo: "Set it to a number from 1 to 65535." }];
  if (await canListen(port, host)) return [{ name, level: "ok", found: `${port} is free` }];
  const url = `http://127.0.0.1:${port}`;
  const ours = await health({ ...context, globals: () => ({ ...context.globals(), url }) });
  if (ours !== null) return [{ name, level: "ok", found: `${port} is ours` }];
  const todo = "Stop the other program, or choose another port with PORT.";
  return [{ name, level: "fail", found: `${port} is taken by another program`, todo }];
}

export async function serverCheck(context: Context): Promise<Check[]> {
  const { url } = context.globals();
  const name = "operator";
  const found = await health(context);
  if (found === null)
    return [
      {
        name,
        level: context.named("url") ? "fail" : "warn",
        found: `${url} does not answer`,
        todo: "Start one (npm start or coco start), or name another with --url.",
      },
    ];
  if (found.chain) return [{ name, level: "ok", found: `${url}, version ${found.version}` }];
  return [{ name, level: "fail", found: `${url} has lost its chain`, todo: "See the operator's log." }];
}

export async function chainChecks(context: Context): Promise<Check[]> {
  const name = "chain";
  const { loadRuntime } = await import("../adapters/chain/devchain/index.ts");
  const runtime = await loadRuntime();
  const own = runtime.ok
    ? []
    : [{ name: "runtime", level: "fail" as const, found: runtime.error.message ?? runtime.error.code }];
  try {
    const said = await withChain(context, async (chain) => orRefuse(await chain.describe()));
    const kind = said.development ? ", a development chain" : "";
    const found = `${said.name}${kind}, runtime ${said.specName} ${said.specVersion}, block ${said.best}`;
    const same = !runtime.ok || runtime.value.specVersion === said.specVersion;
    const todo = same
      ? {}
      : {
          todo: `This version was made for runtime ${runtime.value.specVersion}: use the same release on both sides.`,
        };
    return [
      ...own,
      { name, level: same ? "ok" : "warn", found, ...todo },
      clockCheck(said.timeMs, said.development, Date.now()),
    ];
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown;
    const level = context.named("rpc") || context.named("url") ? "fail" : "warn";
    return [
      ...own,
      {
        name,
        level,
        found: thrown.message,
        todo: "Start one (coco chain start or coco start), or name another with --rpc.",
      },
    ];
  }
}

/** A development chain has blocks only when somebody calls, so only a clock behind its newest block tells anything there. */
export function clockCheck(blockMs: number | null, development: boolean, nowMs: number): Check {
  const name = "clock";
  if (blockMs === null) return { name, level: "note", found: "the chain has no block to compare with" };
  const behindMs = blockMs - nowMs;
  const skewed = behindMs > SKEW_WARN_MS || (!development && behindMs < -60_000);
  if (skewed)
    return {
      name,
      level: "fail",
      found: `${Math.abs(Math.round(behindMs / 1000))} s ${behindMs > 0 ? "behind" : "ahead of"} the chain's newest block`,
      todo: "Set the clock by the network's time (NTP): leases and deadlines are compared with it.",
    };
  return { name, level: "ok", found: "not behind the chain's newest block" };
}

export async function accountChecks({ environment }: Context): Promise<Check[]> {
  const folder = accountsFolder(environment);
  const name = "accounts";
  const accounts = await listAccounts(folder);
  if (!accounts.ok) return [{ name, level: "fail", found: accounts.error.message }];
  const mode = await folderMode(folder);
  const problems: Check[] =
    mode === null || isPrivate(mode)
      ? []
      : [{ name, level: "warn", found: `others can look into ${folder}`, todo: `chmod 700 ${folder}` }];
  for (const one of accounts.value) {
    const account = `account ${one.name}`;
    if (!one.read.ok) problems.push({ name: account, level: "fail", found: one.read.error.message });
    else if (!isPrivate(one.read.value.mode))
      problems.push({
        name: account,
        level: "fail",
        found: "others can read its file",
        todo: `chmod 600 ${one.read.value.path}`,
      });
    else if (!one.read.value.encrypted)
      problems.push({
        name: account,
        level: "warn",
        found: "is not encrypted",
        todo: "For development only.",
      });
  }
  if (problems.length > 0) return problems;
  return [{ name, level: "ok", found: `${accounts.value.length} in ${folder}` }];
}

export async function chromiumCheck({ environment }: Context): Promise<Check[]> {
  const name = "Chromium";
  const found = findChromium(environment);
  if (found !== null) return [{ name, level: "ok", found }];
  const todo = "Only kiosks need one: npm run kiosk installs it, or set COCO_CHROMIUM.";
  return [{ name, level: "warn", found: "none found", todo }];
}

export function gpuNote(context: Context): Check {
  const found = `only a browser can tell: open ${context.globals().url}/node, whose first step tests the GPU`;
  return { name: "WebGPU", level: "note", found };
}

async function health(context: Context): Promise<z.output<typeof healthSchema> | null> {
  return askOperator(context, "/health", healthSchema).catch((thrown: unknown) => {
    if (thrown instanceof Refused) return null;
    throw thrown;
  });
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
