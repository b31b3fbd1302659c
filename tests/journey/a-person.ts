/** What tests look for on behalf of people who do not see the page, or use it without a mouse. */
import { AxeBuilder } from "@axe-core/playwright";
import type { JSHandle, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { screenshot } from "./product.ts";

/** axe over a page as it stands now, light and dark. `mark` is what makes it this state: it must outlast axe's look. */
export async function axe(page: Page, state: string, mark: Locator): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) await axeIn(page, colorScheme, state, mark);
  await page.emulateMedia({ colorScheme: null });
}

/** One scheme only, for a state that passes too quickly for both. */
export async function axeIn(
  page: Page,
  colorScheme: "light" | "dark",
  state: string,
  mark: Locator,
): Promise<void> {
  await mark.waitFor();
  // Colours that are still fading to the other scheme have no contrast that anybody sees. It stays so: software that
  // draws a pulsing light sixty times a second takes the time that the model needs.
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const still = await mark.isVisible();
  await screenshot(page, `${state}-${colorScheme}`);
  expect(violations.map(({ id, nodes }) => [state, id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(passes.length).toBeGreaterThan(10);
  expect(still, `${state} was over before axe had looked`).toBe(true);
}

/** Where the keyboard is: the test id, else the tag. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute("data-testid") ?? element?.tagName.toLowerCase() ?? "nowhere";
  });
}

/** Every text that a screen reader is told from now on: changes of live regions, and alerts that appear. */
export function listen(page: Page): Promise<JSHandle<string[]>> {
  return page.evaluateHandle(() => {
    const said: string[] = [];
    const before = new WeakMap<Element, string>();
    const look = () => {
      for (const region of document.querySelectorAll(
        "[aria-live], [role=status], [role=alert], [role=log]",
      )) {
        const text = region.textContent;
        const was = before.get(region) ?? (region.role === "alert" ? "" : text);
        if (was !== text && text !== "") said.push(text);
        before.set(region, text);
      }
    };
    look();
    said.length = 0;
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    return said;
  });
}
