// One row a room, as in docs/ARCHITECTURE.md: what a path may import of ours. Everything not in a row is an error.
// A row's `may` are regular expressions over paths; a room may always import itself.
const ROOMS = [
  { room: "protocol", may: [] },
  { room: "adapters", may: ["^protocol/index\\.ts$"] },
  // Within adapters a port knows the others by their port.ts only: see `port-` below.
  // The rules of a node and a client know ports, never an implementation; only the rooms' own doors wire adapters.
  {
    room: "node/core",
    may: ["^node/(port\\.ts$|outbox/)", "^protocol/index\\.ts$", "^adapters/[^/]+/port\\.ts$"],
  },
  { room: "node/outbox", may: ["^protocol/index\\.ts$", "^adapters/[^/]+/port\\.ts$"] },
  { room: "node", may: ["^protocol/index\\.ts$", "^adapters/"] },
  { room: "client/core", may: ["^client/port\\.ts$", "^protocol/index\\.ts$", "^adapters/[^/]+/port\\.ts$"] },
  { room: "client", may: ["^protocol/index\\.ts$", "^adapters/"] },
  { room: "signaling", may: ["^protocol/index\\.ts$", "^adapters/[^/]+/port\\.ts$"] },
  {
    room: "gateway",
    may: [
      "^protocol/index\\.ts$",
      "^adapters/[^/]+/port\\.ts$",
      "^client/(index|node)\\.ts$",
      "^signaling/index\\.ts$",
    ],
  },
  {
    room: "server",
    may: [
      "^protocol/index\\.ts$",
      "^adapters/",
      "^(gateway|signaling|node)/index\\.ts$",
      "^client/(index|node)\\.ts$",
    ],
  },
  {
    room: "cli",
    // find-chromium: `coco doctor` looks where the kiosk looks, and installs nothing.
    may: [
      "^protocol/index\\.ts$",
      "^client/(index|node)\\.ts$",
      "^server/index\\.ts$",
      "^adapters/",
      "^scripts/find-chromium\\.ts$",
    ],
  },
  // models/ holds the catalogue, a JSON file that pages import.
  { room: "app", may: ["^protocol/index\\.ts$", "^(node|client)/index\\.ts$", "^models/.*\\.json$"] },
  { room: "sw", may: ["^protocol/index\\.ts$", "^node/outbox", "^adapters/storage/"] },
  { room: "models", may: [] },
];

/** Rooms whose inner rows are stricter than their own. */
const inner = (room) =>
  ROOMS.filter((other) => other.room.startsWith(`${room}/`)).map((other) => `^${other.room}/`);
const ours =
  "^(protocol|adapters|node|client|signaling|gateway|server|cli|app|sw|models|scripts|tests|bench|docs|deploy)/";
/** Tests may reach what the room's code may not: memory implementations and conformance suites of any adapter. */
const TESTS = "\\.(browser\\.|slow\\.)?test\\.tsx?$|/conformance\\.ts$|/fixtures?/|/testing/";

module.exports = {
  forbidden: [
    ...ROOMS.map(({ room, may }) => ({
      name: `room-${room.replace("/", "-")}`,
      severity: "error",
      from: { path: `^${room}/`, pathNot: [TESTS, ...inner(room)] },
      to: { path: ours, pathNot: [`^${room}/`, ...may] },
    })),
    {
      name: "port-knows-ports",
      comment: "One port's implementation never imports another port's.",
      severity: "error",
      from: { path: "^adapters/([^/]+)/", pathNot: TESTS },
      to: { path: "^adapters/", pathNot: ["^adapters/$1/", "^adapters/[^/]+/port\\.ts$"] },
    },
    {
      name: "room-tests-beside-code",
      comment:
        "Tests beside the code may use adapters' memory implementations, never scripts or another room's inside.",
      severity: "error",
      from: { path: `^(protocol|adapters|node|client|signaling|gateway|server|cli|sw)/.*(${TESTS})` },
      to: { path: "^(scripts/(?!find-chromium)|tests|bench|docs|deploy|app|sw|cli)/", pathNot: "^$1/" },
    },
    {
      name: "nobody-imports-these",
      severity: "error",
      from: { pathNot: "^(scripts|tests|bench|docs|deploy)/" },
      to: { path: "^(tests|bench|docs|deploy)/" },
    },
    {
      name: "core-does-no-io",
      comment: "core/ takes time, randomness and I/O as arguments.",
      severity: "error",
      from: { path: "(^protocol/|/core/)", pathNot: TESTS },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "core-knows-no-server-package",
      severity: "error",
      from: { path: "(^protocol/|/core/)", pathNot: TESTS },
      to: {
        path: "node_modules/(hono|ws|peer|peerjs|express|react|next|@polkadot|node-datachannel|playwright-core)/",
      },
    },
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: { pathNot: "^(next-env|sw/\\.build)" },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(\\.next|out|dist|pallets|test-results)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "browser", "default", "types"],
    },
  },
};
