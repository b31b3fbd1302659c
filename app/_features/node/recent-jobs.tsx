"use client";

import type { FinishedJob } from "../../../node/index.ts";
import { Badge, type Tone } from "../../_ui/badge.tsx";
import { CodeBlock } from "../../_ui/code-block.tsx";
import { formatAge, formatCount, formatMillis, formatRate, shortId } from "../../_ui/format.ts";
import { useNowMs } from "../../_ui/hooks.ts";
import { Identicon } from "../../_ui/identicon.tsx";
import { SignedTrail } from "./signed-trail.tsx";

const STATUS: Record<FinishedJob["status"], { text: string; tone: Tone }> = {
  signed: { text: "Waiting for the asker", tone: "plain" },
  unconfirmed: { text: "Signed by you only", tone: "warn" },
  confirmed: { text: "Signed by both", tone: "good" },
  settled: { text: "On chain", tone: "good" },
  refused: { text: "Refused", tone: "warn" },
  failed: { text: "Failed", tone: "bad" },
  cancelled: { text: "Cancelled", tone: "plain" },
};

export function RecentJobs({ jobs }: { jobs: readonly FinishedJob[] }) {
  const nowMs = useNowMs(1_000);
  return (
    <section className="card" aria-labelledby="recent" data-testid="recent-jobs">
      <h2 id="recent">Recent jobs</h2>
      {jobs.length === 0 ? (
        <div className="empty">
          <p>Each finished job is listed here with what this device signed.</p>
          <a className="button" href="/play" target="_blank">
            Ask yourself something<span className="visually-hidden"> (opens in a new tab)</span>
          </a>
        </div>
      ) : (
        <ul className="recent">
          {jobs.map((job) => (
            <li key={job.job}>
              <Finished job={job} nowMs={nowMs} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Finished({ job, nowMs }: { job: FinishedJob; nowMs: number }) {
  const { text, tone } = STATUS[job.status];
  return (
    <details className="finished" data-testid="finished-job" data-status={job.status}>
      <summary>
        <Identicon id={job.requester} />
        <span className="finished-words">
          <span className="num">
            {formatCount(job.completionTokens)} tokens
            {job.tokensPerSecond > 0 && ` at ${formatRate(job.tokensPerSecond)}/s`}
          </span>
          <span className="small muted">
            for <span className="mono">{shortId(job.requester)}</span>
            {nowMs > 0 && ` · ${formatAge(job.endedAtMs, nowMs)}`}
            {job.code !== null && (
              <>
                {" · "}
                <span className="mono">{job.code}</span>
              </>
            )}
          </span>
        </span>
        <Badge tone={tone}>{text}</Badge>
      </summary>
      <div className="stack finished-detail">
        <dl className="facts">
          <dt>Job</dt>
          <dd className="mono">{job.job}</dd>
          <dt>Took</dt>
          <dd>{formatMillis(job.durationMs)}</dd>
        </dl>
        <SignedTrail signatures={job.signatures} model={job.model} finished={job} />
        {job.record !== null && (
          <div data-testid="record">
            <CodeBlock code={JSON.stringify(job.record, null, 2)} what="usage record" />
          </div>
        )}
      </div>
    </details>
  );
}
