/** The one process behind `npm start`. */
export { type ConfigError, readConfig, type ServerConfig } from "./config.ts";
export type { StartError } from "./errors.ts";
export { type RunningServer, type ServerOptions, startServer } from "./start-server.ts";
