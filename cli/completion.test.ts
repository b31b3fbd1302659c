import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCoco } from "./testing/run-coco.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coco-completion-"));
  await writeFile(join(folder, "coco.bash"), (await runCoco(["completion", "bash"])).out);
});
afterAll(() => rm(folder, { recursive: true }));

/** What a real bash offers after these words; the last one is being typed. */
async function offered(...words: string[]): Promise<string[]> {
  const script = `
    source "$1"; shift
    COMP_WORDS=(coco "$@"); COMP_CWORD=$#
    complete -p coco >/dev/null || exit 1
    _coco; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const args = ["--norc", "-c", script, "bash", join(folder, "coco.bash"), ...words];
  const { stdout } = await promisify(execFile)("bash", args);
  return stdout.split("\n").filter((line) => line !== "");
}

describe("completion in bash", () => {
  test("offers groups, then their commands, then their options", async () => {
    expect(await offered("ac")).toEqual(["account"]);
    expect(await offered("account", "")).toEqual(
      expect.arrayContaining(["new", "import", "show", "list", "fund"]),
    );
    expect(await offered("device", "register", "--mo")).toEqual(["--model"]);
    expect(await offered("chain", "start", "--p")).toEqual(["--port"]);
    expect(await offered("device", "list", "--mo")).toEqual([]);
  });

  test("offers the few values that an argument can have", async () => {
    expect(await offered("device", "status", "kiosk", "p")).toEqual(["paused"]);
    expect(await offered("completion", "")).toEqual(expect.arrayContaining(["bash", "zsh", "fish"]));
  });

  test("takes no option's value for a command", async () => {
    expect(await offered("--rpc", "account", "jo")).toEqual(["job"]);
    expect(await offered("device", "register", "--device", "list", "--own")).toEqual(["--owner"]);
    expect(await offered("job", "submit", "--prompt-file", "")).toEqual([]);
  });
});

test("completion for zsh and fish names every command and takes no quote from a description", async () => {
  for (const shell of ["zsh", "fish"]) {
    const { out } = await runCoco(["completion", shell]);
    for (const word of ["account", "register", "doctor", "prompt-file", "paused"])
      expect(out).toContain(word);
    for (const line of out.split("\n")) expect((line.match(/'/g) ?? []).length % 2).toBe(0);
  }
});
