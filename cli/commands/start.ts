/** `coco start`: the server, until it is told to stop. */
import type { Command } from "commander";
import { type Context, note } from "../context.ts";
import { orRefuse } from "../refused.ts";
import { untilStopped } from "../until-stopped.ts";

export function startCommand(program: Command, context: Context): void {
  program
    .command("start")
    .description("run chain, signaling, gateway and app; settings are environment variables, see README.md")
    .option("--app <folder>", "the built app; without it only the APIs are served")
    .action(async ({ app }: { app?: string }) => {
      const { readConfig, startServer } = await import("../../server/index.ts");
      const config = orRefuse(readConfig(context.environment));
      const server = orRefuse(
        await startServer({ config, appFolder: app ?? null, log: (line) => note(context, line) }),
      );
      context.out(`${server.url}\n`);
      await untilStopped(context.stop);
      await server.close();
    });
}
