/** What a node page says of itself on `<html data-node-…>` (app/_features/node/publish.ts). */
import type { Page } from "playwright-core";

export interface NodeStatus {
  /** A node phase, or the page's stage before there is a node; empty before the page ran. */
  readonly phase: string;
  readonly model: string;
  readonly account: string;
  readonly registration: string;
  readonly online: boolean;
  /** Code of what is wrong; empty when nothing is. */
  readonly error: string;
}

export async function readNodeStatus(page: Page): Promise<NodeStatus> {
  return page.evaluate(() => {
    const { dataset } = document.documentElement;
    return {
      phase: dataset["nodePhase"] ?? "",
      model: dataset["nodeModel"] ?? "",
      account: dataset["nodeAccount"] ?? "",
      registration: dataset["nodeRegistration"] ?? "",
      online: dataset["nodeOnline"] === "true",
      error: dataset["nodeError"] ?? "",
    };
  });
}

/** One line for people. */
export function describeStatus(status: NodeStatus): string {
  const parts = [status.phase === "" ? "page is loading" : status.phase];
  if (status.model !== "") parts.push(status.model);
  if (status.account !== "") parts.push(`as ${status.account.slice(0, 10)}…`);
  if (status.registration !== "" && status.registration !== "unknown") parts.push(status.registration);
  if (status.account !== "" && !status.online) parts.push("offline");
  if (status.error !== "") parts.push(`error ${status.error}`);
  return parts.join(", ");
}
