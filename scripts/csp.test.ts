import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { inlineAttributes, inlineScriptHashes } from "./csp.ts";

const hash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

describe("the content security policy of an exported page", () => {
  it("hashes each inline script once and leaves files alone", () => {
    const html =
      '<script src="/a.js" async=""></script><script>go("é")</script><script id="x">\n1 < 2\n</script><script>go("é")</script>';
    expect(inlineScriptHashes(html)).toEqual([hash('go("é")'), hash("\n1 < 2\n")]);
  });

  it("finds styles and handlers that no hash allows, but not those inside scripts", () => {
    expect(inlineAttributes('<p class="a" style="color:red">x</p><b onclick="go()">')).toEqual([
      "style",
      "onclick",
    ]);
    expect(inlineAttributes('<script>"<p style=\\"x\\">"</script><p class="style=">')).toEqual([]);
  });
});
