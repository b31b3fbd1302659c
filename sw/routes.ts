/** How a page's address maps to its exported file: `/node` and `/node/` are `/node.html`, `/` is `/index.html`. */
export function pageOf(path: string): string {
  const trimmed = path.replace(/\/+$/, "");
  if (trimmed === "") return "/index.html";
  return trimmed.endsWith(".html") ? trimmed : `${trimmed}.html`;
}

/** Manifest entries are relative to the origin's root, some with a leading slash and some without. */
export function precachedUrlOf(url: string): string {
  return url.startsWith("/") ? url : `/${url}`;
}
