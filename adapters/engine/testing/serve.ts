import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = new URL("../../../", import.meta.url);
const WLLAMA_WASM = new URL("node_modules/@wllama/wllama/esm/wasm/wllama.wasm", ROOT);
const PAGE = `<!doctype html><meta charset="utf-8"><title>engine harness</title><script type="module" src="/harness/page.js"></script>`;

const TYPES: readonly (readonly [string, string])[] = [
  [".js", "text/javascript"],
  [".json", "application/json"],
  [".wasm", "application/wasm"],
];

export interface HarnessServer {
  readonly origin: string;
  /** Paths of the model files that were asked for since the last `resetRequests`. */
  readonly requests: readonly string[];
  resetRequests(): void;
  /** While set, files whose path contains it are cut off in the middle, as a dying connection does. */
  cutOff: string | null;
  close(): Promise<void>;
}

/**
 * Serves the harness page, the models (also under web-llm's `resolve/main/` addresses), under `/corrupt/` the models with
 * one flipped byte in every `.bin`, `.gguf` and `.wasm` file, and under `/html/` an error page with status 200 for
 * everything, as single-page hosts do. Loopback only.
 */
export async function serveHarness({ isolated = false } = {}): Promise<HarnessServer> {
  const bundle = await bundleHarness();
  const requests: string[] = [];
  const state = { cutOff: null as string | null };
  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (isolated) {
      response.setHeader("cross-origin-opener-policy", "same-origin");
      response.setHeader("cross-origin-embedder-policy", "require-corp");
    }
    const isModel = /^\/(models|corrupt|html)\//.test(pathname);
    if (isModel) requests.push(pathname);
    const isPage = pathname === "/" || pathname.startsWith("/html/");
    const body = isPage
      ? Buffer.from(PAGE)
      : (bundle.get(pathname) ?? readModelFile(pathname.replace("/resolve/main/", "/")));
    if (body === null) {
      response.writeHead(404).end("not found");
      return;
    }
    const type = isPage ? "text/html" : TYPES.find(([suffix]) => pathname.endsWith(suffix))?.[1];
    response.writeHead(200, {
      "content-type": type ?? "application/octet-stream",
      "content-length": body.byteLength,
    });
    if (isModel && state.cutOff !== null && pathname.includes(state.cutOff)) {
      response.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => response.destroy());
    } else response.end(body);
  };
  const server = createServer(respond);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the harness server has no port");
  return {
    // Not `localhost`: web-llm leaves its library cache aside there.
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    resetRequests: () => requests.splice(0),
    get cutOff() {
      return state.cutOff;
    },
    set cutOff(part) {
      state.cutOff = part;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bundleHarness(): Promise<ReadonlyMap<string, Buffer>> {
  const built = await build({
    entryPoints: {
      page: fileURLToPath(new URL("page.ts", import.meta.url)),
      worker: fileURLToPath(new URL("../webllm/worker.ts", import.meta.url)),
      "reference-worker": fileURLToPath(new URL("reference-worker.ts", import.meta.url)),
    },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "chrome130",
    outdir: "/harness",
    write: false,
    logLevel: "error",
  });
  return new Map(
    built.outputFiles.map(({ path, contents }) => [
      path.slice(path.indexOf("/harness/")),
      Buffer.from(contents),
    ]),
  );
}

function readModelFile(pathname: string): Buffer | null {
  if (pathname.includes("..")) return null;
  if (pathname === "/wllama.wasm") return readFileSync(WLLAMA_WASM);
  const [, kind, ...rest] = pathname.split("/");
  if (kind !== "models" && kind !== "corrupt") return null;
  const file = new URL(`models/${rest.join("/")}`, ROOT);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return null;
  const body = readFileSync(file);
  const middle = Math.floor(body.byteLength / 2);
  if (kind === "corrupt" && /\.(bin|gguf|wasm)$/.test(pathname)) body[middle] = (body[middle] ?? 0) ^ 1;
  return body;
}
