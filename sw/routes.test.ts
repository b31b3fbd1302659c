import { describe, expect, it } from "vitest";
import { pageOf, precachedUrlOf } from "./routes.ts";

describe("the pages of the shell", () => {
  it.each([
    ["/", "/index.html"],
    ["", "/index.html"],
    ["/node", "/node.html"],
    ["/node/", "/node.html"],
    ["/node.html", "/node.html"],
    ["/v1/models", "/v1/models.html"],
  ])("maps %s to %s", (path, file) => {
    expect(pageOf(path)).toBe(file);
  });

  it("reads manifest entries with and without a leading slash", () => {
    expect(precachedUrlOf("play.html")).toBe("/play.html");
    expect(precachedUrlOf("/play.html")).toBe("/play.html");
  });
});
