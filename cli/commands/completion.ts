/** `coco completion`. */
import { Argument, type Command } from "commander";
import { completionScript, type Shell } from "../completion.ts";
import { answer, type Context } from "../context.ts";

export function completionCommand(program: Command, context: Context): void {
  program
    .command("completion")
    .description("print a script that completes coco in a shell")
    .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"]))
    .action((shell: Shell) => {
      const script = completionScript(program, shell);
      answer(context, { shell, script }, () => script);
    });
}
