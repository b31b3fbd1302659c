/** A Chromium with WebGPU: the system's, else Playwright's, else Debian's package. */
import { join } from "node:path";
import { findChromium } from "../find-chromium.ts";
import { commandExists, isRoot, repositoryRoot, runCommand } from "./commands.ts";
import { aptInstall } from "./apt.ts";
import { step } from "./progress.ts";

/** ms. Playwright's download host is not reachable everywhere; its own default would wait for minutes. */
const DOWNLOAD_CONNECT_TIMEOUT_MS = 15_000;

/** Path of an executable. Throws with what to do when there is none and none can be installed. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found !== null) return found;
  const playwright = join(repositoryRoot, "node_modules", "playwright-core", "cli.js");
  await step("installing Chromium by Playwright (about 170 MB)", async () =>
    runCommand(process.execPath, [playwright, "install", "chromium", ...(isRoot() ? ["--with-deps"] : [])], {
      env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(DOWNLOAD_CONNECT_TIMEOUT_MS) },
    }),
  );
  const downloaded = findChromium();
  if (downloaded !== null) return downloaded;
  if (isRoot() && commandExists("apt-get")) await aptInstall(["chromium"]);
  const installed = findChromium();
  if (installed !== null) return installed;
  throw new Error(
    "No Chromium was found and none could be installed. Install one (Debian: apt install chromium) or set COCO_CHROMIUM " +
      "to the path of a Chrome or Chromium 113 or later.",
  );
}
