/** `coco chain`: the embedded development chain alone, and what any chain says of itself. */
import { join } from "node:path";
import type { Command } from "commander";
import { withChain } from "../chain-access.ts";
import { answer, type Context, note, rpcAddress } from "../context.ts";
import { port } from "../options.ts";
import { orRefuse } from "../refused.ts";
import { count, fields, time } from "../text.ts";
import { untilStopped } from "../until-stopped.ts";

/** What tools of the substrate world try first. */
const DEFAULT_PORT = 9944;

export function chainCommands(program: Command, context: Context): void {
  const chain = program.command("chain").description("the chain that jobs settle on");

  chain
    .command("start")
    .description("run the embedded development chain alone, on this machine only, until Ctrl-C")
    .option("--port <number>", "0 takes a free one", port, DEFAULT_PORT)
    .option("--data <folder>", "the folder of `coco start` (DATA_DIR); the chain is in its folder chain")
    .option("--temporary", "keep nothing")
    .action(async (options: { port: number; data?: string; temporary?: true }) => {
      const { loadRuntime, openDevchain, serveOnLoopback } =
        await import("../../adapters/chain/devchain/index.ts");
      const { wasm, properties } = orRefuse(await loadRuntime());
      const data = options.data ?? (context.environment["DATA_DIR"] || ".data");
      const devchain = orRefuse(
        await openDevchain({
          folder: options.temporary === true ? null : join(data, "chain"),
          wasm,
          preset: "development",
          properties,
          log: (line) => note(context, line),
        }),
      );
      const serving = await serveOnLoopback(devchain, options.port);
      if (!serving.ok) await devchain.close();
      const served = orRefuse(serving);
      const rpc = `ws://127.0.0.1:${served.port}`;
      answer(context, { rpc, genesis: devchain.genesisHash }, () => `${rpc}\n`);
      note(context, `other commands find it by --rpc ${rpc} or COCO_RPC=${rpc}; Ctrl-C stops it`);
      await untilStopped(context.stop);
      await devchain.close();
      await served.close();
    });

  chain
    .command("status")
    .description("name, runtime, blocks, peers and pool of a chain")
    .action(async () => {
      const rpc = rpcAddress(context.globals());
      const { genesis, said } = await withChain(context, async (open) => ({
        genesis: open.genesis,
        said: orRefuse(await open.describe()),
      }));
      answer(context, { rpc, genesis, ...said }, () =>
        fields([
          ["chain", said.development ? `${said.name} (development: well-known keys, no value)` : said.name],
          ["genesis", genesis],
          ["runtime", `${said.specName} ${said.specVersion}`],
          ["best block", said.timeMs === null ? String(said.best) : `${said.best}, ${time(said.timeMs)}`],
          ["finalized", String(said.finalized)],
          ["peers", said.syncing ? `${said.peers}, syncing` : String(said.peers)],
          ["pool", count(said.pooled, "extrinsic")],
        ]),
      );
    });
}
