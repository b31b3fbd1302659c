import { describe, expect, test } from "vitest";
import type { AccountId } from "./ids.ts";
import { nodePeerId, parsePeerId, requesterPeerId } from "./peer-id.ts";

const account = `0x${"ab".repeat(32)}` as AccountId;
const bare = "ab".repeat(32);

describe("a peer's id at the broker", () => {
  test("is a node's account, and nothing else", () => {
    expect(nodePeerId(account)).toBe(bare);
    expect(parsePeerId(bare)).toEqual({ account, role: "node" });
  });

  test("is a requester's account and 16 characters that are new each time", () => {
    const [one, other] = [requesterPeerId(account), requesterPeerId(account)];
    expect(one).toMatch(new RegExp(`^${bare}[0-9a-f]{16}$`));
    expect(other).not.toBe(one);
    expect(parsePeerId(one)).toEqual({ account, role: "requester" });
  });

  test.each([
    ["nothing", ""],
    ["a short account", bare.slice(1)],
    ["a suffix that is too short", `${bare}${"0".repeat(15)}`],
    ["a suffix that is too long", `${bare}${"0".repeat(17)}`],
    ["capitals", bare.toUpperCase()],
    ["capitals in the suffix", `${bare}${"A".repeat(16)}`],
    ["a line end", `${bare}\n`],
    ["a dash", `${bare}-${"0".repeat(15)}`],
    ["the prefix of accounts", `0x${bare}`],
    ["a prototype", "__proto__"],
  ])("is not %s", (_name, id) => {
    expect(parsePeerId(id)).toBeNull();
  });
});
