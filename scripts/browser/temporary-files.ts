/** Chromium's temporary files go with the script that started it. */
import { temporaryFolder } from "../temporary-folder.ts";

/**
 * The environment for a Chromium that a script starts. A Chromium that is killed, or stopped while it starts, leaves
 * `org.chromium.Chromium.…` in the system's temporary folder; in one of the script's own nothing is left.
 */
export async function ownTemporaryFiles(): Promise<Record<string, string>> {
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) inherited[name] = value;
  // Elsewhere the path of Chromium's socket, which is in there, would become too long.
  if (process.platform !== "linux") return inherited;
  return { ...inherited, TMPDIR: await temporaryFolder("browser") };
}
