/** The crates of `pallets/`, as their folders say: a new one is found without a change here. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../setup/commands.ts";

export const palletsFolder = join(repositoryRoot, "pallets");

export interface Crate {
  /** `pallet-settlement`. */
  readonly name: string;
  /** `settlement`. */
  readonly folder: string;
  /** Whether it is a FRAME pallet, by its own code. */
  readonly isPallet: boolean;
}

/** Members of the workspace; `node/` is one of its own. */
export function palletCrates(root = palletsFolder): Crate[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((folder) => existsSync(join(root, folder, "src", "lib.rs")))
    .map((folder) => {
      const manifest = readFileSync(join(root, folder, "Cargo.toml"), "utf8");
      const name = /^name = "([^"]+)"/m.exec(manifest)?.[1] ?? folder;
      const source = readFileSync(join(root, folder, "src", "lib.rs"), "utf8");
      return { name, folder, isPallet: /^#\[frame_support::pallet/m.test(source) };
    });
}
