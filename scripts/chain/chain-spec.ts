/** Chain specifications for one's own machine, made by the node out of the committed runtime. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Refused } from "../lifetime.ts";
import { repositoryRoot, runCommand } from "../setup/commands.ts";

const RUNTIME = join(repositoryRoot, "pallets", "artifacts", "runtime.wasm.zst");

/** `single`: one validator. `network`: four. */
export type Shape = "single" | "network";

const PRESETS: Readonly<Record<Shape, readonly string[]>> = {
  single: ["--preset", "development", "--id", "coco_dev"],
  network: ["--preset", "local_testnet", "--id", "coco_local"],
};

/** ms; null: what the preset says. The embedded chain's 20 ms are too short for a real node, which gets the network's. */
const SLOT_MS: Readonly<Record<Shape, number | null>> = { single: 1_000, network: null };

/** Makes the specification. Both kinds say `Development`, because their keys are well-known: the product's faucet gives there. */
export async function writeSpec(
  binary: string,
  shape: Shape,
  path: string,
  slotMs = SLOT_MS[shape],
): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const name = shape === "single" ? "coco development" : "coco local network";
  const { code } = await runCommand(binary, [
    "build-spec",
    ...["--runtime", RUNTIME],
    ...PRESETS[shape],
    ...(slotMs === null ? [] : ["--patch", JSON.stringify({ slotDuration: { slotMs } })]),
    ...["--name", name, "--kind", "development", "--output", `${path}.part`],
  ]);
  if (code !== 0) throw new Refused("the node could not make a chain specification; why stands above");
  renameSync(`${path}.part`, path);
}

/** A chain keeps the specification that it began with. Says whether the committed runtime is another one by now. */
export async function keepSpec(binary: string, shape: Shape, path: string): Promise<{ outdated: boolean }> {
  const runtime = createHash("sha256").update(readFileSync(RUNTIME)).digest("hex");
  const begunWith = `${path}.runtime`;
  if (!existsSync(path)) {
    await writeSpec(binary, shape, path);
    writeFileSync(begunWith, runtime);
  }
  return { outdated: !existsSync(begunWith) || readFileSync(begunWith, "utf8") !== runtime };
}
