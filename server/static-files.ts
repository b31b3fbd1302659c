/** The exported app: what may be served is listed once at the start, so no path of a request ever reaches the disk. */
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import type { PagePolicy } from "./page-policy.ts";
import { headersFor } from "./static-headers.ts";

interface StaticFile {
  readonly path: string;
  readonly bytes: number;
  readonly etag: string;
}

export interface StaticFiles {
  /** Null when there is no such file. `GET` and `HEAD`, single ranges, conditional requests. */
  respond(request: Request): Response | null;
  /** The app's own page for what is not there. */
  notFound(request: Request): Response;
}

/** Lists a folder (null: no files at all). Clean addresses: `/node` is `node.html`, `/` is `index.html`. */
export async function openStaticFiles(folder: string | null, policy: PagePolicy): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  for (const path of folder === null ? [] : await walk(folder)) {
    const { size, mtimeMs } = await stat(path);
    const name = `/${relative(folder ?? "", path)
      .split(sep)
      .join("/")}`;
    const etag = `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`;
    files.set(name, { path, bytes: size, etag });
  }
  const find = (path: string): [string, StaticFile] | null => {
    const base = path.endsWith("/") ? `${path}index.html` : path;
    for (const name of [base, `${path.replace(/\/$/, "")}.html`]) {
      const file = files.get(name);
      if (file !== undefined) return [name, file];
    }
    return null;
  };
  return {
    respond(request) {
      const path = decodedPath(request);
      const found = path === null ? null : find(path);
      if (found === null) return null;
      const [name, file] = found;
      return respondWith(request, file, headersFor(name, policy));
    },
    notFound(request) {
      const page = files.get("/404.html");
      const wantsPage = request.headers.get("accept")?.includes("text/html") ?? false;
      if (page === undefined || !wantsPage)
        return new Response("Not found\n", { status: 404, headers: headersFor("/404.txt", policy) });
      const headers = headersFor("/404.html", policy);
      return new Response(bodyOf(request, page.path), { status: 404, headers });
    },
  };
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      // Build notes (`.inputs.sha256`) and policies are for us.
      .filter((entry) => !entry.name.startsWith(".") && entry.name !== "csp.json")
      .map(async (entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? walk(path) : entry.isFile() ? [path] : [];
      }),
  );
  return nested.flat();
}

function decodedPath(request: Request): string | null {
  try {
    return decodeURIComponent(new URL(request.url).pathname);
  } catch {
    return null;
  }
}

function respondWith(request: Request, file: StaticFile, headers: Headers): Response {
  headers.set("etag", file.etag);
  headers.set("accept-ranges", "bytes");
  if (request.headers.get("if-none-match")?.includes(file.etag))
    return new Response(null, { status: 304, headers });
  const range = readRange(request, file);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${file.bytes}`);
    return new Response(null, { status: 416, headers });
  }
  if (range === null) {
    headers.set("content-length", String(file.bytes));
    return new Response(bodyOf(request, file.path), { headers });
  }
  headers.set("content-length", String(range.end - range.start + 1));
  headers.set("content-range", `bytes ${range.start}-${range.end}/${file.bytes}`);
  return new Response(bodyOf(request, file.path, range), { status: 206, headers });
}

interface Range {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

/** One `bytes=` range, RFC 9110 §14.1.2. Several at once, and units that we do not know, count as none. */
function readRange(request: Request, file: StaticFile): Range | "unsatisfiable" | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(request.headers.get("range") ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return null;
  const condition = request.headers.get("if-range");
  if (condition !== null && condition !== file.etag) return null;
  const last = file.bytes - 1;
  const [, first = "", until = ""] = match;
  const start = first === "" ? Math.max(0, file.bytes - Number(until)) : Number(first);
  const end = first === "" || until === "" ? last : Math.min(last, Number(until));
  return start > end || start > last ? "unsatisfiable" : { start, end };
}

function bodyOf(request: Request, path: string, range?: Range): ReadableStream | null {
  if (request.method === "HEAD") return null;
  return Readable.toWeb(createReadStream(path, range)) as ReadableStream;
}
