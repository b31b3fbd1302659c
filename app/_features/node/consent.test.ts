import { afterEach, describe, expect, it, vi } from "vitest";
import { giveConsent, launcherConsent } from "../../../scripts/browser/consent.ts";
import { clearConsent, CONSENT_KEY, readConsent, writeConsent } from "./consent.ts";

function storageWith(value: string | null) {
  const map = new Map<string, string>(value === null ? [] : [[CONSENT_KEY, value]]);
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, text: string) => void map.set(key, text),
    removeItem: (key: string) => void map.delete(key),
  };
}

const ORIGIN = "https://coco.example";
const consent = launcherConsent("coco-tiny", 1_700_000_000_000);

afterEach(() => vi.unstubAllGlobals());

/** What a page's storage holds after the launcher's own script ran in that page, where a browser would run it. */
async function launchedAt(page: { origin: string; framed: boolean }) {
  const storage = storageWith(null);
  const window = { location: { origin: page.origin }, top: null as unknown };
  window.top = page.framed ? {} : window;
  vi.stubGlobal("window", window);
  vi.stubGlobal("localStorage", storage);
  const addInitScript = async (script: unknown, given: unknown) => {
    (script as (argument: unknown) => void)(structuredClone(given));
    return { dispose: async () => undefined, [Symbol.asyncDispose]: async () => undefined };
  };
  await giveConsent({ addInitScript }, ORIGIN, "coco-tiny");
  return storage;
}

describe("consent", () => {
  it("is what the kiosk launcher writes", async () => {
    const before = Date.now();
    const read = readConsent(await launchedAt({ origin: ORIGIN, framed: false }));
    expect(read).toEqual(launcherConsent("coco-tiny", read?.grantedAtMs ?? 0));
    expect(read?.grantedAtMs).toBeGreaterThanOrEqual(before);
    expect(read).toMatchObject({ model: "coco-tiny", autostart: true });
  });

  it.each([
    ["another origin", { origin: "https://other.example", framed: false }],
    ["a frame", { origin: ORIGIN, framed: true }],
  ])("is not written by the launcher into %s", async (_where, page) => {
    expect(readConsent(await launchedAt(page))).toBeNull();
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
