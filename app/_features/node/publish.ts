import type { NodeSnapshot } from "../../../node/index.ts";

/** The tab's title is what a person sees of a node in the background. */
const TITLES: Record<NodeSnapshot["phase"], string> = {
  idle: "Give compute",
  probing: "◌ checking device",
  ready: "Give compute",
  loading: "◌ loading model",
  serving: "● serving",
  draining: "◐ finishing",
  paused: "❚❚ paused",
  stopped: "○ stopped",
  failed: "⚠ needs attention",
};

/**
 * State on `<html data-node-…>`, for kiosks, tests and automation: `data-node-phase` is a node phase, or the page's stage
 * (`boot`, `framed`, `insecure`, `consent`, `opening`, `refused`) before there is a node.
 */
export function publishNode(snapshot: NodeSnapshot, kiosk: boolean): void {
  const answering = snapshot.jobs.length > 0 && snapshot.phase === "serving";
  document.title = `${answering ? "● answering" : TITLES[snapshot.phase]} — coco`;
  const { dataset } = document.documentElement;
  dataset["nodePhase"] = snapshot.phase;
  dataset["nodeBusy"] = String(snapshot.jobs.length > 0 || snapshot.phase === "loading");
  dataset["nodeKiosk"] = String(kiosk);
  dataset["nodeOnline"] = String(snapshot.online);
  dataset["nodeAccount"] = snapshot.account;
  dataset["nodeRegistration"] = snapshot.registration;
  dataset["nodeModel"] = snapshot.model ?? "";
  dataset["nodeError"] = snapshot.error?.code ?? "";
}

export function publishStage(stage: string): void {
  document.title = "Give compute — coco";
  const { dataset } = document.documentElement;
  for (const key of Object.keys(dataset)) {
    if (key.startsWith("node")) Reflect.deleteProperty(dataset, key);
  }
  dataset["nodePhase"] = stage;
}
