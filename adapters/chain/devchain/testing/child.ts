/**
 * A development chain in a process of its own, for tests that kill it: `child.ts FOLDER [OPTIONS]`, options of the chain as JSON.
 * Prints one line of JSON when it serves.
 */
import { serveDevchain } from "./serve.ts";
import type { ToldOptions } from "./processes.ts";

const [folder, options] = process.argv.slice(2);
const given = JSON.parse(options ?? "{}") as ToldOptions;
const { chain, url } = await serveDevchain({ ...given, folder: folder ?? null });
process.stdout.write(
  `${JSON.stringify({ url, genesis: chain.genesisHash, head: chain.head(), recovered: chain.recovered })}\n`,
);
