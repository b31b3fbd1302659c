/** Command line of the Chromium that scripts start. */
import { readdirSync } from "node:fs";

export type GpuMode = "auto" | "software" | "vulkan";

/** Nothing that talks to Chromium's makers, nothing that asks questions. */
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-sync",
  "--metrics-recording-only",
  "--no-default-browser-check",
  "--no-first-run",
];

/** A node's page is never in the foreground of a headless browser, and must not be slowed down for it. */
const AWAKE = [
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

/** `auto`: Vulkan where the system has a render node, else software. */
export function chromiumFlags(gpu: GpuMode): string[] {
  const vulkan = gpu === "vulkan" || (gpu === "auto" && hasRenderNode());
  return [
    ...QUIET,
    ...AWAKE,
    // Chromium on Linux still keeps WebGPU behind this, and it allows the software adapter.
    "--enable-unsafe-webgpu",
    ...(vulkan ? ["--enable-features=Vulkan", "--use-angle=vulkan"] : []),
  ];
}

function hasRenderNode(): boolean {
  try {
    return readdirSync("/dev/dri").some((name) => name.startsWith("renderD"));
  } catch {
    return false;
  }
}
