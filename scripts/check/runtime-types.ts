/** Whether the committed types are those of the committed runtime wasm. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GENERATED, runtimeTypes } from "../chain/runtime-types.ts";

export interface RuntimeTypesCheck {
  /** Where the types lie that are compared. */
  readonly folder?: string;
  readonly say: (line: string) => void;
}

/** Some seconds; needs neither Rust nor network. */
export async function compareRuntimeTypes({ folder = GENERATED, say }: RuntimeTypesCheck): Promise<boolean> {
  const differing: string[] = [];
  for (const [file, text] of await runtimeTypes()) {
    const committed = await readFile(join(folder, file), "utf8").catch(() => null);
    if (committed !== text) differing.push(file);
  }
  if (differing.length === 0) return true;
  say(`not the committed runtime's: ${differing.join(", ")}; write them anew: npm run chain:types`);
  return false;
}
