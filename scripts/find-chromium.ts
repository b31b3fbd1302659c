import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Names that Chromium and Chrome go by on a PATH. */
const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const FIXED_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Folders of Playwright's own downloads, and where the program lies in one (`chromium-<build>/…`). */
const PLAYWRIGHT_CACHES = [
  join(homedir(), ".cache", "ms-playwright"),
  join(homedir(), "Library", "Caches", "ms-playwright"),
];
const PLAYWRIGHT_PROGRAMS = [
  join("chrome-linux", "chrome"),
  join("chrome-linux64", "chrome"),
  join("chrome-mac", "Chromium.app", "Contents", "MacOS", "Chromium"),
];

/** Path of a Chromium or Chrome program, or null. `COCO_CHROMIUM` wins, then `CHROME_PATH`, then the system's, then Playwright's. */
export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const named = [env["COCO_CHROMIUM"], env["CHROME_PATH"]].filter(
    (path) => path !== undefined && path !== "",
  );
  const onPath = (env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  const candidates = [...named, ...FIXED_PLACES, ...onPath, ...playwrightPrograms()];
  return candidates.find((path): path is string => path !== undefined && existsSync(path)) ?? null;
}

function playwrightPrograms(): string[] {
  return PLAYWRIGHT_CACHES.filter((cache) => existsSync(cache)).flatMap((cache) =>
    readdirSync(cache)
      .filter((name) => name.startsWith("chromium-"))
      .sort()
      .reverse()
      .flatMap((name) => PLAYWRIGHT_PROGRAMS.map((program) => join(cache, name, program))),
  );
}
