import { expect, it } from "vitest";
import { protocolTables, readProtocolDocument, withTables } from "./protocol-tables.ts";

it("documents the messages, frames and limits as the schemas have them", () => {
  expect(readProtocolDocument()).toBe(withTables(readProtocolDocument()));
});

it("finds a reason for every limit", () => {
  const rows = protocolTables().limits?.split("\n").slice(2) ?? [];
  expect(rows.length).toBeGreaterThan(20);
  for (const one of rows) expect(one, one).toMatch(/\| [^|]{10,} \|$/);
});
