/** Response headers of the app's files: what a page may load, who may frame it, how long it may be kept. */
import { mediaTypeOf } from "./media-types.ts";
import { type PagePolicy, policyOf } from "./page-policy.ts";

const YEAR_S = 365 * 24 * 60 * 60;

/** `name` is the file's path under the export, with a leading slash. */
export function headersFor(name: string, policy: PagePolicy): Headers {
  const type = mediaTypeOf(name);
  const headers = new Headers({
    "content-type": type,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    // Names with a hash in them never change; everything else is asked for again, and answered 304.
    "cache-control": name.startsWith("/_next/static/") ? `public, max-age=${YEAR_S}, immutable` : "no-cache",
  });
  if (type.startsWith("text/html")) setPageHeaders(headers, name, policy);
  // A page that is isolated only starts workers whose scripts say the same of themselves.
  else if (type.startsWith("text/javascript") && name !== "/sw.js")
    headers.set("cross-origin-embedder-policy", "credentialless");
  return headers;
}

function setPageHeaders(headers: Headers, name: string, policy: PagePolicy): void {
  headers.set("content-security-policy", policyOf(name, policy));
  headers.set("x-frame-options", "DENY");
  headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
  if (!isNodePage(name)) return;
  // Threads for wllama need isolation, which cuts popups' opener: so on this route only.
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-embedder-policy", "credentialless");
}

function isNodePage(name: string): boolean {
  return name === "/node.html" || name === "/node/index.html";
}
