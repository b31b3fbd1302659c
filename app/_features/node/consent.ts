import { z } from "zod";

/**
 * The owner's agreement, in `localStorage` on this origin and nowhere else: never in a URL, where a link could give it in
 * the owner's place. The kiosk launcher writes the same value before the page opens.
 */
export const CONSENT_KEY = "coco.consent";

const consentSchema = z.object({
  /** Of the words that were agreed to; a new meaning asks again. */
  version: z.literal(1),
  grantedAtMs: z.number().int().positive(),
  /** Last chosen model id; null before a first choice. */
  model: z.string().min(1).max(96).nullable(),
  /** Probe and serve `model` without a click whenever the page opens. */
  autostart: z.boolean(),
});
export type Consent = z.infer<typeof consentSchema>;

type ConsentStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Null when there is none, or when what is stored is not a consent of this version. */
export function readConsent(storage: ConsentStorage): Consent | null {
  try {
    const raw = storage.getItem(CONSENT_KEY);
    if (raw === null) return null;
    const parsed = consentSchema.safeParse(JSON.parse(raw));
    return parsed.success ? parsed.data : null;
  } catch {
    // Storage may be forbidden, and the text may be no JSON: both mean that nobody agreed.
    return null;
  }
}

/** False when the browser keeps nothing: the consent then holds for this visit only. */
export function writeConsent(storage: ConsentStorage, consent: Consent): boolean {
  try {
    storage.setItem(CONSENT_KEY, JSON.stringify(consent));
    return true;
  } catch {
    return false;
  }
}

export function clearConsent(storage: ConsentStorage): void {
  try {
    storage.removeItem(CONSENT_KEY);
  } catch {
    // Nothing is kept, so there is nothing to remove.
  }
}
