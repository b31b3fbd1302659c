import { describe, expect, it } from "vitest";
import { clearConsent, CONSENT_KEY, readConsent, writeConsent } from "./consent.ts";

function storageWith(value: string | null) {
  const map = new Map<string, string>(value === null ? [] : [[CONSENT_KEY, value]]);
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, text: string) => void map.set(key, text),
    removeItem: (key: string) => void map.delete(key),
  };
}

const consent = { version: 1, grantedAtMs: 1_700_000_000_000, model: "coco-tiny", autostart: true } as const;

describe("consent", () => {
  it("is what the kiosk launcher writes", () => {
    expect(readConsent(storageWith(JSON.stringify(consent)))).toEqual(consent);
  });

  it.each([
    ["nothing stored", null],
    ["no JSON", "yes"],
    ["a bare true", "true"],
    ["another version of the words", JSON.stringify({ ...consent, version: 2 })],
    ["no time of granting", JSON.stringify({ ...consent, grantedAtMs: 0 })],
    ["autostart that is no boolean", JSON.stringify({ ...consent, autostart: "1" })],
    ["no model field", JSON.stringify({ version: 1, grantedAtMs: 1, autostart: true })],
  ])("is not given by %s", (_name, stored) => {
    expect(readConsent(storageWith(stored))).toBeNull();
  });

  it("is gone after it was withdrawn", () => {
    const storage = storageWith(null);
    expect(writeConsent(storage, consent)).toBe(true);
    expect(readConsent(storage)).toEqual(consent);
    clearConsent(storage);
    expect(readConsent(storage)).toBeNull();
  });

  it("is not given when the browser forbids storage", () => {
    const forbidden = () => {
      throw new DOMException("denied", "SecurityError");
    };
    const storage = { getItem: forbidden, setItem: forbidden, removeItem: forbidden };
    expect(readConsent(storage)).toBeNull();
    expect(writeConsent(storage, consent)).toBe(false);
    expect(() => {
      clearConsent(storage);
    }).not.toThrow();
  });
});
