"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { ComputeNode, NodeSnapshot } from "../../../node/index.ts";
import { Badge } from "../../_ui/badge.tsx";
import { formatBytes, formatCoco, formatCount, formatPlanck } from "../../_ui/format.ts";
import type { NodeController } from "./node-controller.ts";
import type { OpenPage } from "./open-node.tsx";
import { StateActions } from "./state-actions.tsx";

const WORDS: Record<
  NodeSnapshot["phase"],
  { title: string; text: string; tone: "off" | "on" | "wait" | "bad" }
> = {
  idle: { title: "Checking", text: "Checking your graphics card…", tone: "wait" },
  probing: { title: "Checking", text: "Checking your graphics card…", tone: "wait" },
  ready: { title: "Ready", text: "Choose a model, and this tab starts to serve it.", tone: "off" },
  loading: {
    title: "Loading",
    text: "The model is kept in this browser: the next start is quick.",
    tone: "wait",
  },
  serving: { title: "Serving", text: "This tab answers prompts. Keep it open.", tone: "on" },
  draining: { title: "Finishing", text: "No new jobs; the running one ends first.", tone: "wait" },
  paused: {
    title: "Paused",
    text: "No jobs come in. The model stays loaded, so that you can go on at once.",
    tone: "off",
  },
  stopped: { title: "Stopped", text: "The model is unloaded and the network was told.", tone: "off" },
  failed: {
    title: "Stopped by an error",
    text: "Nothing runs. Start again, or choose another model.",
    tone: "bad",
  },
};

export function StateCard({
  controller,
  node,
  snapshot,
  page,
}: {
  controller: NodeController;
  node: ComputeNode;
  snapshot: NodeSnapshot;
  page: OpenPage;
}) {
  const { title, text, tone } = WORDS[snapshot.phase];
  const heading = useRef<HTMLHeadingElement>(null);
  useShownOnLoad(heading, snapshot.phase);
  const met = useMet(snapshot);
  const cutOff = snapshot.phase === "serving" && !snapshot.online;
  const model =
    page.choices.find((choice) => choice.model.id === snapshot.model)?.model.title ?? snapshot.model;
  return (
    <section
      className={`card state state-${cutOff ? "wait" : tone}`}
      aria-labelledby="state"
      data-testid="state"
    >
      <div className="state-top">
        <span className="state-light" aria-hidden="true" />
        <div className="state-words">
          <h2 id="state" ref={heading} tabIndex={-1} data-testid="state-title">
            {title}
          </h2>
          <p className="muted">
            {!cutOff
              ? text
              : met
                ? "The server cannot be reached. No new jobs arrive until it is back; a running one goes on."
                : "Connecting to the server. No jobs arrive until it answers."}
          </p>
        </div>
      </div>
      {snapshot.phase === "loading" ? (
        <LoadProgress snapshot={snapshot} />
      ) : (
        model !== null && (
          <div className="row">
            <Badge>{model}</Badge>
            {snapshot.phase !== "stopped" && <Connection online={snapshot.online} met={met} />}
          </div>
        )
      )}
      <StateActions controller={controller} node={node} snapshot={snapshot} title={heading} />
      <dl className="stats state-totals">
        <div className="stat">
          <dt>Jobs done</dt>
          <dd data-testid="total-jobs">{formatCount(snapshot.totals.jobs)}</dd>
        </div>
        <div className="stat">
          <dt>Tokens written</dt>
          <dd data-testid="total-tokens">{formatCount(snapshot.totals.completionTokens)}</dd>
        </div>
        <div className="stat earned">
          <dt>Earned</dt>
          <dd title={`${formatPlanck(snapshot.totals.earnedPlanck)} planck`}>
            {formatCoco(snapshot.totals.earnedPlanck)} <small>COCO</small>
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** The start button is far below on a phone and goes away with the list: show and name what came of it. */
function useShownOnLoad(heading: RefObject<HTMLElement | null>, phase: NodeSnapshot["phase"]): void {
  useEffect(() => {
    // A restart without a click must not take the focus from a field that somebody types in.
    if (phase !== "loading" || document.activeElement !== document.body) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    heading.current?.focus({ preventScroll: true });
    heading.current
      ?.closest("section")
      ?.scrollIntoView({ behavior: still ? "instant" : "smooth", block: "start" });
  }, [heading, phase]);
}

/** Whether the server was connected since the model was loaded. */
function useMet({ online, phase }: NodeSnapshot): boolean {
  const [before, setBefore] = useState(false);
  const met = online || (before && phase !== "loading");
  if (met !== before) setBefore(met);
  return met;
}

function Connection({ online, met }: { online: boolean; met: boolean }) {
  return online ? (
    <Badge tone="good" dot>
      Connected
    </Badge>
  ) : (
    <Badge tone="warn" live>
      {met ? "Reconnecting; records wait" : "Connecting…"}
    </Badge>
  );
}

const LOAD_WORDS = {
  download: "Downloading",
  verify: "Checking every file",
  compile: "Preparing the graphics card",
};

function LoadProgress({ snapshot }: { snapshot: NodeSnapshot }) {
  const load = snapshot.load;
  const total = load?.totalBytes ?? null;
  const known = load !== null && total !== null && total > 0;
  const percent = known ? Math.min(100, Math.floor((100 * load.loadedBytes) / total)) : null;
  return (
    <div className="stack load" data-testid="load">
      <div className="row row-between">
        <span className="label" id="load-label">
          {load === null ? "Starting" : LOAD_WORDS[load.phase]}
          {snapshot.model === null ? "" : `: ${snapshot.model}`}
        </span>
        <span className="num small muted">
          {load === null
            ? "…"
            : known
              ? `${formatBytes(load.loadedBytes)} of ${formatBytes(total)} · ${percent ?? 0} %`
              : formatBytes(load.loadedBytes)}
        </span>
      </div>
      <progress
        className="meter"
        aria-labelledby="load-label"
        max={100}
        {...(percent === null ? {} : { value: percent })}
      />
    </div>
  );
}
