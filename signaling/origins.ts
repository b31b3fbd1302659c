/** Which web pages may use this server. Other programs send no origin and are told apart by their keys alone. */
export interface Origins {
  /** `origin` and `host` as the headers say. */
  allows(origin: string | undefined, host: string | undefined): boolean;
}

/** The server's own pages, and those of `others` (`https://app.example`; `*` for every page). */
export function createOrigins(others: readonly string[]): Origins {
  const named = new Set(others.map((origin) => origin.replace(/\/$/, "").toLowerCase()));
  return {
    allows(origin, host) {
      if (origin === undefined || named.has("*") || named.has(origin.toLowerCase())) return true;
      try {
        // The host alone: behind a TLS proxy the scheme that we see is not the page's.
        return host !== undefined && new URL(origin).host === host.toLowerCase();
      } catch {
        return false;
      }
    },
  };
}
