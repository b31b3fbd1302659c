/** The owner's consent, given by whoever starts the launcher. What it is, the node page alone says. */
import type { BrowserContext } from "playwright-core";
import { type Consent, CONSENT_KEY } from "../../app/_features/node/consent.ts";

/** To serve `model` without a click. */
export function launcherConsent(model: string, nowMs: number): Consent {
  return { version: 1, grantedAtMs: nowMs, model, autostart: true };
}

/** Writes the consent before a page of this very origin runs, and only in its top frame. Never by a URL. */
export async function giveConsent(
  context: Pick<BrowserContext, "addInitScript">,
  origin: string,
  model: string,
): Promise<void> {
  await context.addInitScript(
    (given) => {
      if (window.top !== window || window.location.origin !== given.origin) return;
      localStorage.setItem(given.key, given.value);
    },
    { origin, key: CONSENT_KEY, value: JSON.stringify(launcherConsent(model, Date.now())) },
  );
}
