import type { ComputeNode, NodeSnapshot, RankedModel } from "../../../node/index.ts";
import type { ModelEntry } from "../../../protocol/index.ts";
import { clearConsent, type Consent, readConsent, writeConsent } from "./consent.ts";
import { FIRST_RESTART_MS, keepServing } from "./keep-serving.ts";
import { publishNode, publishStage } from "./publish.ts";

/** What the page is at, before and around the node's own phases. */
export type NodePage =
  | { readonly stage: "boot" }
  | { readonly stage: "framed" }
  /** No secure context: neither WebGPU nor keys. */
  | { readonly stage: "insecure" }
  | { readonly stage: "consent" }
  | { readonly stage: "opening"; readonly consent: Consent }
  | {
      readonly stage: "refused";
      readonly consent: Consent;
      readonly code: string;
      readonly message: string | undefined;
    }
  | {
      readonly stage: "open";
      readonly consent: Consent;
      readonly node: ComputeNode;
      /** Every model of the catalogue, best first; empty until the probe is done. */
      readonly choices: readonly RankedModel[];
      /** Of the page's own doing, beside the node's errors. */
      readonly code: string | null;
    };

/** Owns the node of one page: from consent to the last word before the tab closes. */
export class NodeController {
  readonly #listeners = new Set<() => void>();
  #page: NodePage = { stage: "boot" };
  #probe: () => Promise<void> = async () => undefined;
  #unwatch: (() => void)[] = [];
  #endKeeping: (() => void) | null = null;
  #reopen: ReturnType<typeof setTimeout> | undefined;

  getPage = (): NodePage => this.#page;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  boot(): void {
    if (window.top !== window.self) {
      this.#go({ stage: "framed" });
      return;
    }
    if (!window.isSecureContext) {
      this.#go({ stage: "insecure" });
      return;
    }
    const consent = readConsent(localStorage);
    if (consent === null) this.#go({ stage: "consent" });
    else void this.#open(consent);
  }

  grant(): void {
    const consent: Consent = { version: 1, grantedAtMs: Date.now(), model: null, autostart: false };
    writeConsent(localStorage, consent);
    void this.#open(consent);
  }

  /** Ends in a fresh page, as if nobody had ever agreed. */
  async withdraw(): Promise<void> {
    clearConsent(localStorage);
    await this.stop(true);
    window.location.reload();
  }

  retryOpen(): void {
    if (this.#page.stage === "refused") void this.#open(this.#page.consent);
  }

  probeAgain(): void {
    void this.#probe();
  }

  setAutostart(autostart: boolean): void {
    this.#changeConsent({ autostart });
  }

  /** Load and serve. What goes wrong shows in the node's snapshot. */
  start(model: ModelEntry): void {
    this.#stopKeeping();
    this.#changeConsent({ model: model.id });
    if (this.#page.stage !== "open") return;
    const { consent, node } = this.#page;
    // Without it browsers may throw the weights away when the disk gets full. They may refuse; nothing depends on it.
    void navigator.storage.persist().catch(() => false);
    if (consent.autostart) this.#endKeeping = keepServing(node, model);
    else void node.start(model);
  }

  async stop(now: boolean): Promise<void> {
    this.#stopKeeping();
    if (this.#page.stage === "open") await this.#page.node.stop({ now });
  }

  dispose(): void {
    void this.stop(true);
    for (const end of this.#unwatch) end();
    this.#unwatch = [];
    clearTimeout(this.#reopen);
    this.#page = { stage: "boot" };
  }

  async #open(consent: Consent): Promise<void> {
    clearTimeout(this.#reopen);
    const opening: NodePage = { stage: "opening", consent };
    this.#go(opening);
    // Not in the cache of an offline visit.
    const room = await import("./node-room.ts").catch(() => null);
    const opened = await room?.openNode();
    if (this.#page !== opening) {
      if (opened?.ok === true) await opened.value.stop({ now: true });
      return;
    }
    if (room === null || opened === undefined) {
      this.#refuse(consent, { code: "app_unreachable" });
      return;
    }
    if (!opened.ok) {
      this.#refuse(consent, opened.error);
      return;
    }
    const node = opened.value;
    this.#go({ stage: "open", consent, node, choices: [], code: null });
    this.#watch(node);
    this.#probe = async () => {
      const [probed, catalogue] = await Promise.all([
        node.probe(),
        room.loadCatalogue(window.location.origin),
      ]);
      if (!catalogue.ok) this.#setChoices(node, [], catalogue.error.code);
      else if (probed.ok) this.#setChoices(node, room.rankModels(catalogue.value, node.snapshot), null);
    };
    await this.#probe();
  }

  #refuse(consent: Consent, error: { readonly code: string; readonly message?: string }): void {
    this.#go({ stage: "refused", consent, code: error.code, message: error.message });
    // A kiosk that boots faster than its server must not stay here.
    if (!consent.autostart) return;
    this.#reopen = setTimeout(() => {
      this.retryOpen();
    }, FIRST_RESTART_MS);
  }

  #setChoices(node: ComputeNode, choices: readonly RankedModel[], code: string | null): void {
    if (this.#page.stage !== "open" || this.#page.node !== node) return;
    const { consent } = this.#page;
    const wanted = consent.autostart ? consent.model : null;
    const model = choices.find((choice) => choice.model.id === wanted)?.model;
    const missing = wanted !== null && model === undefined ? "model_not_in_catalogue" : null;
    this.#go({ ...this.#page, choices, code: code ?? missing });
    if (model !== undefined) this.start(model);
    else if (code !== null && wanted !== null)
      this.#reopen = setTimeout(() => void this.#probe(), FIRST_RESTART_MS);
  }

  #watch(node: ComputeNode): void {
    const publish = () => {
      publishNode(node.snapshot, this.#page.stage === "open" && this.#page.consent.autostart);
    };
    // The tab goes away: hand back what runs, as far as the browser still lets us. Unlike `beforeunload` it also comes
    // on phones, and does not come when a navigation is cancelled.
    const leave = () => void node.stop({ now: true });
    // A page that comes back from the back-forward cache has a stopped node: start anew.
    const comeBack = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", comeBack);
    this.#unwatch = [
      node.subscribe(publish),
      () => {
        window.removeEventListener("pagehide", leave);
        window.removeEventListener("pageshow", comeBack);
      },
    ];
    publish();
  }

  #stopKeeping(): void {
    this.#endKeeping?.();
    this.#endKeeping = null;
  }

  #changeConsent(change: Partial<Pick<Consent, "model" | "autostart">>): void {
    if (this.#page.stage !== "open") return;
    const consent = { ...this.#page.consent, ...change };
    writeConsent(localStorage, consent);
    this.#go({ ...this.#page, consent });
    publishNode(this.#page.node.snapshot, consent.autostart);
  }

  #go(page: NodePage): void {
    this.#page = page;
    if (page.stage !== "open") publishStage(page.stage);
    for (const listener of this.#listeners) listener();
  }
}

/** Phases in which the node holds or will soon hold work of others. */
export function isActive(phase: NodeSnapshot["phase"]): boolean {
  return phase === "loading" || phase === "serving" || phase === "draining" || phase === "paused";
}
