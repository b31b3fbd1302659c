"use client";

import { useCallback, useSyncExternalStore } from "react";
import { LiveStatus } from "../../_ui/live-status.tsx";
import { Notice } from "../../_ui/notice.tsx";
import type { NodeSnapshot } from "../../../node/index.ts";
import { adviceFor } from "./advice.ts";
import { DeviceCard } from "./device-card.tsx";
import { JobCard } from "./job-card.tsx";
import { ModelPicker } from "./model-picker.tsx";
import { isActive, type NodeController, type NodePage } from "./node-controller.ts";
import { OptionsCard } from "./options-card.tsx";
import { PayoutCard } from "./payout-card.tsx";
import { RecentJobs } from "./recent-jobs.tsx";
import { StateCard } from "./state-card.tsx";

export type OpenPage = Extract<NodePage, { stage: "open" }>;

export function OpenNode({ controller, page }: { controller: NodeController; page: OpenPage }) {
  const { node } = page;
  const subscribe = useCallback((listener: () => void) => node.subscribe(listener), [node]);
  const snapshot = useSyncExternalStore(
    subscribe,
    () => node.snapshot,
    () => node.snapshot,
  );
  const active = isActive(snapshot.phase);
  const worked = snapshot.recent.length > 0 || snapshot.totals.jobs > 0;
  return (
    <div className="stack-l" data-testid="node">
      <h1 className="node-title" tabIndex={-1}>
        Give compute
      </h1>
      <LiveStatus text={`${problem(snapshot)}${spoken(snapshot)}`} />
      <Problem snapshot={snapshot} code={page.code} />
      <div className="node-columns">
        <div className="node-main">
          <StateCard controller={controller} node={node} snapshot={snapshot} page={page} />
          {active && snapshot.phase !== "loading" && (
            <JobCard jobs={snapshot.jobs} recent={snapshot.recent} phase={snapshot.phase} worked={worked} />
          )}
          {!active &&
            snapshot.phase !== "probing" &&
            snapshot.phase !== "idle" &&
            page.choices.length > 0 && (
              <ModelPicker
                choices={page.choices}
                preferred={page.consent.model}
                onStart={(model) => {
                  controller.start(model);
                }}
              />
            )}
          {(active || worked) && <RecentJobs jobs={snapshot.recent} />}
        </div>
        <div className="node-side">
          <DeviceCard
            probe={snapshot.probe}
            account={snapshot.account}
            registration={snapshot.registration}
          />
          <PayoutCard node={node} account={snapshot.account} owner={snapshot.owner} />
          <OptionsCard
            controller={controller}
            consent={page.consent}
            serving={snapshot.phase === "serving"}
          />
        </div>
      </div>
    </div>
  );
}

function Problem({ snapshot, code }: { snapshot: NodeSnapshot; code: string | null }) {
  const shown = snapshot.error?.code ?? code;
  if (shown === null) return null;
  const { title, todo } = adviceFor(shown, snapshot.error?.message);
  return (
    <Notice tone={snapshot.phase === "failed" ? "bad" : "warn"} title={title} code={shown}>
      {todo}
    </Notice>
  );
}

/** An error that stops nothing is no alert, but must not pass unheard. */
function problem({ error, phase }: NodeSnapshot): string {
  return error === null || phase === "failed" ? "" : `${adviceFor(error.code, error.message).title}. `;
}

/** Changes at every tenth of a download and not with a token, nor from job to job in a row: screen readers read all of it. */
function spoken(snapshot: NodeSnapshot): string {
  switch (snapshot.phase) {
    case "idle":
    case "probing":
      return "Checking your graphics card.";
    case "ready":
      return "Device checked. Choose a model.";
    case "loading": {
      const { load } = snapshot;
      if (load === null || load.totalBytes === null || load.totalBytes === 0) return "Loading the model.";
      return `Loading the model, ${Math.floor((10 * load.loadedBytes) / load.totalBytes) * 10} percent.`;
    }
    case "serving":
      if (!snapshot.online) return "Serving, but the server is not connected. No new jobs arrive.";
      return snapshot.jobs.length === 0 ? "Serving. Waiting for a job." : "Answering a job.";
    case "draining":
      return "Finishing the running job.";
    case "paused":
      return "Paused.";
    case "stopped":
      return "Stopped.";
    case "failed":
      return "The node stopped with an error.";
  }
}
