import type { JobView } from "../../../protocol/index.ts";
import { formatAge, formatCount, formatMillis, shortId } from "../../_ui/format.ts";
import { useNowMs } from "../../_ui/hooks.ts";
import { JobPhaseBadge } from "../network/job-phase.tsx";
import type { NetworkState } from "../network/network-state.ts";
import { ListSkeleton } from "./list-skeleton.tsx";

/** Rows shown: enough to see the network work. */
const MAX_ROWS = 6;

export function JobList({ network }: { network: NetworkState }) {
  const nowMs = useNowMs(1_000);
  return (
    <section className="card list-card" aria-labelledby="jobs" data-testid="jobs">
      <h2 id="jobs">Jobs</h2>
      {!network.known ? (
        <ListSkeleton lost={network.status === "lost"} />
      ) : network.jobs.length === 0 ? (
        <div className="empty">
          <strong>No job yet</strong>
          <p>Ask something in the playground and it shows up here: its size and its cost, never its text.</p>
          <a className="button" href="/play">
            Ask something
          </a>
        </div>
      ) : (
        <ul className="list">
          {network.jobs.slice(0, MAX_ROWS).map((job) => (
            <JobRow key={job.job} job={job} nowMs={nowMs} />
          ))}
        </ul>
      )}
    </section>
  );
}

function JobRow({ job, nowMs }: { job: JobView; nowMs: number }) {
  return (
    <li className="list-row">
      <div className="list-main">
        <span className="list-grow">
          <span className="mono" title={job.job}>
            {shortId(job.job)}
          </span>
        </span>
        <JobPhaseBadge phase={job.phase} />
      </div>
      <div className="list-detail small muted">
        <span className="list-grow">
          {job.model}
          {job.node !== null && ` · on ${shortId(job.node)}`}
          {job.code !== null && (
            <>
              {" · "}
              <span className="mono">{job.code}</span>
            </>
          )}
        </span>
        <span className="num">{measures(job, nowMs).join(" · ")}</span>
      </div>
    </li>
  );
}

function measures(job: JobView, nowMs: number): readonly string[] {
  const { completionTokens, durationMs, inclusion } = job;
  const took = durationMs === null ? "" : ` in ${formatMillis(durationMs)}`;
  return [
    ...(completionTokens === null ? [] : [`${formatCount(completionTokens)} tokens${took}`]),
    ...(inclusion === null ? [] : [`block ${formatCount(inclusion.block)}`]),
    ...(nowMs === 0 ? [] : [formatAge(job.updatedAtMs, nowMs)]),
  ];
}
