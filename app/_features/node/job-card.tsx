"use client";

import { type ReactNode, useState } from "react";
import type { FinishedJob, LiveJob, NodeSnapshot } from "../../../node/index.ts";
import { Account } from "../../_ui/account.tsx";
import { Sparkline } from "../../_ui/charts.tsx";
import { formatCount, formatRate } from "../../_ui/format.ts";
import { useSamples } from "../../_ui/hooks.ts";
import { SignedTrail } from "./signed-trail.tsx";

/** ms between samples of the plot, and how many fit across: half a minute. */
const SAMPLE_MS = 250;
const SAMPLES = 120;

const PHASES: { key: LiveJob["phase"]; text: string }[] = [
  { key: "queued", text: "Queued" },
  { key: "prefill", text: "Reading" },
  { key: "decoding", text: "Writing" },
  { key: "signing", text: "Signing" },
];

export function JobCard({
  jobs,
  recent,
  phase,
  worked,
}: {
  jobs: readonly LiveJob[];
  recent: readonly FinishedJob[];
  phase: NodeSnapshot["phase"];
  /** Whether any job ever ran: before that there is nothing to plot. */
  worked: boolean;
}) {
  const job = jobs[0];
  const last = useLastSinceMount(recent);
  const speed = job?.tokensPerSecond ?? 0;
  const samples = useSamples(speed, "node", SAMPLE_MS, SAMPLES);
  return (
    <section
      className="card stack job"
      aria-labelledby="running"
      data-testid="live-job"
      data-job={job?.job ?? ""}
    >
      <div className="row row-between">
        <h2 id="running">Running now</h2>
        {jobs.length > 1 && <span className="small muted">{formatCount(jobs.length - 1)} waiting</span>}
      </div>
      <div className={worked || job !== undefined ? "job-body" : undefined}>
        {job === undefined ? (
          <p className="muted job-idle">
            {phase === "paused" ? "Nothing: the node is paused." : "Nothing. Waiting for somebody to ask."}
          </p>
        ) : (
          <>
            <Steps phase={job.phase} />
            <p className="row job-for">
              <span className="muted">For</span>
              <Account id={job.requester} size={20} />
            </p>
          </>
        )}
      </div>
      {(worked || job !== undefined) && (
        <div className="job-plot">
          <Sparkline values={samples} capacity={SAMPLES} label="Tokens per second, last half minute" />
          <dl className="job-numbers">
            <div className="stat">
              <dt>Tokens</dt>
              <dd data-testid="live-tokens">{formatCount(job?.completionTokens ?? 0)}</dd>
            </div>
            <div className="stat">
              <dt>Tokens/s</dt>
              <dd data-testid="live-speed">{formatRate(speed)}</dd>
            </div>
          </dl>
        </div>
      )}
      {job !== undefined ? (
        <JobTrail title="Signed so far">
          <SignedTrail signatures={job.signatures} model={job.model} finished={null} />
        </JobTrail>
      ) : (
        last !== null && (
          <JobTrail title="Signed for the last job">
            <SignedTrail signatures={last.signatures} model={last.model} finished={last} />
          </JobTrail>
        )
      )}
    </section>
  );
}

/** Stays when a job ends: its last signatures come after it, and the card does not jump. */
function useLastSinceMount(recent: readonly FinishedJob[]): FinishedJob | null {
  const [before] = useState(recent[0]?.job);
  const last = recent[0];
  return last === undefined || last.job === before ? null : last;
}

function JobTrail({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="job-trail">
      <h3>{title}</h3>
      {children}
    </div>
  );
}

function Steps({ phase }: { phase: LiveJob["phase"] }) {
  const at = PHASES.findIndex(({ key }) => key === phase);
  return (
    <ol className="phases" aria-label="Phase of the job">
      {PHASES.map(({ key, text }, index) => (
        <li
          key={key}
          className={index < at ? "phase phase-done" : index === at ? "phase phase-now" : "phase"}
          aria-current={index === at ? "step" : undefined}
        >
          {text}
        </li>
      ))}
    </ol>
  );
}
