/** The operator's settings, parsed once; what is wrong is said by the variable's name and stops the start. */
import { isIP } from "node:net";
import { z } from "zod";
import { err, networkInfoSchema, ok, type Refusal, type Result } from "../protocol/index.ts";

const text = z.string().trim().min(1);
/** `a,b` as a list. */
const commaList = text.transform((value) =>
  value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== ""),
);
const flag = z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1");
const httpUrl = z.url({ protocol: /^https?$/ });
const origin = httpUrl.transform((value) => new URL(value).origin);

const environmentSchema = z.object({
  /** TCP port of everything; 0 takes a free one. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Address to listen on. Any other than loopback asks gateway callers for API keys. */
  HOST: text.default("127.0.0.1"),
  /** The one folder that holds everything. */
  DATA_DIR: text.default(".data"),
  /** `embedded`, or the WebSocket address of a node of the same runtime. */
  COCO_CHAIN: z.union([z.literal("embedded"), z.url({ protocol: /^wss?$/ })]).default("embedded"),
  /** JSON list of `RTCIceServer`s that pages use; none by default, so no third party is contacted. */
  COCO_ICE_SERVERS: text.optional(),
  /** Hide addresses: only relayed connections. Needs a TURN server in COCO_ICE_SERVERS. */
  COCO_RELAY_ONLY: flag.default(false),
  /** Keys that the gateway accepts, comma-separated. */
  COCO_API_KEYS: commaList.optional(),
  /** Origins whose pages may call the gateway, comma-separated. */
  COCO_CORS_ORIGINS: text.pipe(commaList).pipe(z.array(origin)).optional(),
  /** The address that people use when a proxy stands in front, for instance https://coco.example. */
  COCO_PUBLIC_URL: httpUrl.optional(),
  /** Serve the embedded chain's RPC to others too; its keys are well-known, so only for test networks. */
  COCO_PUBLIC_RPC: flag.default(false),
  /** One reverse proxy stands in front: the last address of its X-Forwarded-For is who asks. */
  COCO_TRUST_PROXY: flag.default(false),
  /** PEM files; both or neither. */
  COCO_TLS_CERT: text.optional(),
  COCO_TLS_KEY: text.optional(),
  /** Encrypts the operator's keys at rest. */
  COCO_PASSPHRASE: text.optional(),
  /** Shown to people. */
  COCO_NETWORK_NAME: text.max(64).default("coco"),
});

type Environment = z.output<typeof environmentSchema>;
type IceServers = z.output<typeof networkInfoSchema>["iceServers"];

export interface ServerConfig {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly chain: string;
  readonly iceServers: IceServers;
  readonly relayOnly: boolean;
  /** Null: none configured. */
  readonly apiKeys: readonly string[] | null;
  readonly corsOrigins: readonly string[];
  readonly publicUrl: string | null;
  readonly publicRpc: boolean;
  readonly trustProxy: boolean;
  readonly tls: { readonly certPath: string; readonly keyPath: string } | null;
  readonly passphrase: string | undefined;
  readonly networkName: string;
  /** Reachable only from this machine: no keys are asked. */
  readonly loopback: boolean;
}

export interface ConfigError extends Refusal {
  readonly code: "bad_config";
  readonly message: string;
}

/** Settings out of environment variables. Empty variables count as absent. Messages name variables, never their values. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<ServerConfig, ConfigError> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    return err({ code: "bad_config", message: lines.join("; ") });
  }
  const env = parsed.data;
  if ((env.COCO_TLS_CERT === undefined) !== (env.COCO_TLS_KEY === undefined))
    return err({ code: "bad_config", message: "COCO_TLS_CERT and COCO_TLS_KEY: set both or neither" });
  const iceServers = readIceServers(env.COCO_ICE_SERVERS);
  if (!iceServers.ok) return iceServers;
  if (env.COCO_RELAY_ONLY && !hasRelay(iceServers.value))
    return err({
      code: "bad_config",
      message: "COCO_RELAY_ONLY: needs a turn: or turns: server in COCO_ICE_SERVERS",
    });
  return ok(toConfig(env, iceServers.value));
}

function toConfig(env: Environment, iceServers: IceServers): ServerConfig {
  const publicUrl = env.COCO_PUBLIC_URL ?? null;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    chain: env.COCO_CHAIN,
    iceServers,
    relayOnly: env.COCO_RELAY_ONLY,
    apiKeys: env.COCO_API_KEYS ?? null,
    corsOrigins: env.COCO_CORS_ORIGINS ?? [],
    publicUrl,
    publicRpc: env.COCO_PUBLIC_RPC,
    trustProxy: env.COCO_TRUST_PROXY,
    tls:
      env.COCO_TLS_CERT === undefined || env.COCO_TLS_KEY === undefined
        ? null
        : { certPath: env.COCO_TLS_CERT, keyPath: env.COCO_TLS_KEY },
    passphrase: env.COCO_PASSPHRASE,
    networkName: env.COCO_NETWORK_NAME,
    // A proxy on this machine makes a loopback server public.
    loopback: isLoopback(env.HOST) && (publicUrl === null || isLoopback(new URL(publicUrl).hostname)),
  };
}

function readIceServers(json: string | undefined): Result<IceServers, ConfigError> {
  if (json === undefined) return ok([]);
  try {
    const parsed = networkInfoSchema.shape.iceServers.safeParse(JSON.parse(json));
    if (parsed.success) return ok(parsed.data);
  } catch {
    // Said below; the parser's own words would quote credentials.
  }
  return err({
    code: "bad_config",
    message:
      'COCO_ICE_SERVERS: not a JSON list like [{"urls":"turn:turn.example:3478","username":"…","credential":"…"}]',
  });
}

function hasRelay(iceServers: IceServers): boolean {
  return iceServers.flatMap(({ urls }) => urls).some((url) => /^turns?:/.test(url));
}

/** Whether a host name or address is this machine's own. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  if (name === "localhost" || name === "::1") return true;
  return isIP(name) === 4 && name.startsWith("127.");
}
