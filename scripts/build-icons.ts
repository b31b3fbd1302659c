/** Draws the PNG icons from public/icon.svg in a headless Chromium. Run by hand after the logo changed; the PNGs are committed. */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { findChromium } from "./find-chromium.ts";

/** `share`: of the width that the mark takes. Maskable icons lose up to a fifth at each edge; the tile then fills all. */
const ICONS = [
  { file: "icon-192.png", pixels: 192, share: 1, fill: false },
  { file: "icon-512.png", pixels: 512, share: 1, fill: false },
  { file: "icon-maskable-512.png", pixels: 512, share: 0.8, fill: true },
  { file: "apple-touch-icon.png", pixels: 180, share: 0.9, fill: true },
];
const TILE = "#0b6b4d";

const publicUrl = new URL("../public/", import.meta.url);
const svg = await readFile(new URL("icon.svg", publicUrl), "utf8");
const executablePath = findChromium();
if (executablePath === null) throw new Error("no Chromium found");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  for (const { file, pixels, share, fill } of ICONS) {
    const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
    const side = Math.round(pixels * share);
    await page.setContent(
      `<style>body{margin:0;height:100vh;display:grid;place-items:center;background:${fill ? TILE : "transparent"}}svg{width:${side}px;height:${side}px}</style>${svg}`,
    );
    await writeFile(new URL(file, publicUrl), await page.screenshot({ omitBackground: true }));
    await page.close();
    console.log(fileURLToPath(new URL(file, publicUrl)));
  }
} finally {
  await browser.close();
}
