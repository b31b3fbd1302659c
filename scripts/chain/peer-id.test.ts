import { expect, test } from "vitest";
import { peerIdOf } from "./peer-id.ts";

// From the SDK: `echo -n 00…01 | coco-node key inspect-node-key` says the same.
test("names a node as the SDK does", () => {
  expect(peerIdOf("1".padStart(64, "0"))).toBe("12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp");
});

test("refuses what is no key", () => {
  expect(() => peerIdOf("01")).toThrow();
});
