/** The owner's consent as the node page keeps it (app/_features/node/consent.ts), given by whoever starts the launcher. */
import type { BrowserContext } from "playwright-core";

const CONSENT_KEY = "coco.consent";

/** Writes the consent before a page of this very origin runs, and only in its top frame. Never by a URL. */
export async function giveConsent(context: BrowserContext, origin: string, model: string): Promise<void> {
  const consent = { version: 1, grantedAtMs: Date.now(), model, autostart: true };
  await context.addInitScript(
    (given) => {
      if (window.top !== window || window.location.origin !== given.origin) return;
      localStorage.setItem(given.key, given.value);
    },
    { origin, key: CONSENT_KEY, value: JSON.stringify(consent) },
  );
}
