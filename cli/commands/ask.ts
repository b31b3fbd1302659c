/** `coco ask`. */
import type { Command } from "commander";
import { answer, type Context, note } from "../context.ts";
import { chatOptions, type ChatOptions, runChat } from "../chat.ts";

export function askCommand(program: Command, context: Context): void {
  chatOptions(
    program.command("ask").description("ask the network and stream the answer").argument("<prompt>"),
  ).action(async (prompt: string, options: ChatOptions) => {
    const json = context.globals().json === true;
    const asked = await runChat(context, { prompt, options, signer: null, streamed: !json });
    const { verified, code, view } = asked.receipt;
    if (json)
      answer(context, { answer: asked.text, recordVerified: verified, code, usageRecord: view }, () => "");
    else if (!verified) note(context, `the node's usage record was not accepted (${code ?? "no code"})`);
  });
}
