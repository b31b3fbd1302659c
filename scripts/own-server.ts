/** The server that a command runs for itself, with the operator's settings, as long as the command lasts. */
import { readConfig, type RunningServer, type ServerConfig, startServer } from "../server/index.ts";
import { apiKeys } from "../server/secrets.ts";
import { onExit, Refused } from "./lifetime.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** OpenAI's package insists on a key, also where nobody asks for one. */
const NO_KEY = "none";

export interface OwnServerOptions {
  /** Of the command; stands in the name of its temporary folder. */
  readonly name: string;
  readonly appFolder: string;
  /** As for `npm start`, but that without DATA_DIR everything is in a temporary folder, which goes with the command. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: (line: string) => void;
}

export interface OwnServer {
  readonly server: RunningServer;
  /** What the gateway takes. */
  readonly apiKey: string;
}

/** Throws `Refused` when the settings do not do. The server is closed with the script. */
export async function openOwnServer({
  name,
  appFolder,
  environment,
  log,
}: OwnServerOptions): Promise<OwnServer> {
  // An empty variable counts as absent, as for the server.
  const given = environment["DATA_DIR"] ?? "";
  const dataDir = given === "" ? await temporaryFolder(name) : given;
  const config = readConfig({ ...environment, DATA_DIR: dataDir });
  if (!config.ok) throw new Refused(config.error.message);
  const started = await startServer({ config: config.value, appFolder, log });
  if (!started.ok) throw new Refused(started.error.message);
  const server = started.value;
  onExit(() => server.close());
  return { server, apiKey: await gatewayKey(config.value, log) };
}

/** One of the keys that a running server with these settings takes, the one it made for itself included. */
export async function gatewayKey(config: ServerConfig, log: (line: string) => void): Promise<string> {
  return (await apiKeys(config, log))?.[0] ?? NO_KEY;
}
