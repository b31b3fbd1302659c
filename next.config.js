/** @type {import("next").NextConfig} */
const nextConfig = {
  // Static files only: our own server, or any static host, serves them (docs: DESIGN, "Where it runs").
  output: "export",
  // `/node` is `node.html`; the server and every common static host map the one to the other.
  trailingSlash: false,
  images: { unoptimized: true },
  reactStrictMode: true,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // `npm run check` runs tsc over every room; twice is 30 s and 1 GB more for the same answer.
  typescript: { ignoreBuildErrors: true },
  // Rooms beside `app/` are bundled too, so the root is the repository and never a parent with another lock file.
  turbopack: {
    root: import.meta.dirname,
    // Its package.json names an index.js that is not in the package.
    resolveAlias: { "@wllama/wllama": "@wllama/wllama/esm/index.js" },
  },
};

export default nextConfig;
