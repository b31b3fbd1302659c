/** A development chain in a process of its own, for tests that kill it. Prints one line of JSON when it serves. */
import { serveDevchain } from "./serve.ts";

const [folder] = process.argv.slice(2);
const { chain, url } = await serveDevchain({ folder: folder ?? null });
process.stdout.write(
  `${JSON.stringify({ url, genesis: chain.genesisHash, head: chain.head(), recovered: chain.recovered })}\n`,
);
