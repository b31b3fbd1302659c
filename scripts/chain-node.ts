/**
 * `npm run chain:node`: the real node with one validator; `-- --local` starts four. What stands after a second `--` goes to
 * the nodes. State in DATA_DIR; Ctrl-C ends it.
 */
import { join, resolve } from "node:path";
import { keepSpec, type Shape } from "./chain/chain-spec.ts";
import { LocalNetwork } from "./chain/local-network.ts";
import { onExit, Refused, runScript, stopSignal } from "./lifetime.ts";
import { ensureChainNode } from "./setup/chain-node.ts";
import { say, step } from "./setup/progress.ts";

function readArguments(args: readonly string[]): { shape: Shape; extraArguments: readonly string[] } {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  const unknown = own.find((argument) => argument !== "--local");
  if (unknown !== undefined)
    throw new Refused(`${unknown} is not known: npm run chain:node -- [--local] [-- arguments of the node]`);
  return { shape: own.length > 0 ? "network" : "single", extraArguments: end < 0 ? [] : args.slice(end + 1) };
}

async function main(): Promise<number> {
  const { shape, extraArguments } = readArguments(process.argv.slice(2));
  const binary = await ensureChainNode();
  const dataDir = process.env["DATA_DIR"];
  const folder = resolve(dataDir === undefined || dataDir === "" ? ".data" : dataDir, "chain-node", shape);
  const spec = join(folder, "spec.json");
  const { outdated } = await keepSpec(binary, shape, spec);
  if (outdated)
    say(
      `this chain was begun with another runtime than the committed one; move ${folder} away to begin anew`,
    );
  const network = await step("starting the chain", () =>
    LocalNetwork.start({ binary, spec, shape, folder, ports: "usual", extraArguments }),
  );
  onExit(() => network.close());
  const [first] = network.validators;
  if (first === undefined) throw new Error("a network without validators");
  console.log(`
  A chain of ${shape === "single" ? "one validator" : "four validators"} is running, with well-known keys: for this machine only.
  Everything it keeps is in ${folder}

${network.validators.map(({ place, rpcUrl, log }) => `  ${place.name.padEnd(8)}${rpcUrl}   log: ${log}`).join("\n")}

  The product on it:  COCO_CHAIN=${first.rpcUrl} npm start

  Ctrl-C stops it.
`);
  await new Promise<void>((stop) => {
    if (stopSignal.aborted) stop();
    stopSignal.addEventListener("abort", () => stop(), { once: true });
  });
  return 0;
}

await runScript(main);
