/** Who may talk to this server from a browser: guards against rebound names and other sites' pages. */
import type { ServerConfig } from "./config.ts";
import { isLoopback } from "./config.ts";

type Access = Pick<ServerConfig, "loopback" | "publicUrl" | "corsOrigins">;

/**
 * A loopback server asks for no keys, so a site that points its own name at 127.0.0.1 must not be taken for local: the
 * `Host` has to be this machine's. A public one is reached by names that only its operator knows.
 */
export function hostAllowed(host: string | undefined, access: Access): boolean {
  if (!access.loopback) return true;
  const name = hostName(host);
  if (name === null) return false;
  return isLoopback(name) || (access.publicUrl !== null && name === new URL(access.publicUrl).hostname);
}

/** WebSockets know no CORS: without this any page could open one. Programs send no `Origin` and may. */
export function originAllowed(origin: string | undefined, host: string | undefined, access: Access): boolean {
  if (origin === undefined) return true;
  if (access.corsOrigins.includes(origin)) return true;
  if (access.publicUrl !== null && origin === new URL(access.publicUrl).origin) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false; // `null`, of sandboxed pages and files
  }
}

function hostName(host: string | undefined): string | null {
  try {
    return host === undefined ? null : new URL(`http://${host}`).hostname;
  } catch {
    return null;
  }
}
