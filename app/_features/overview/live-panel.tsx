import { Badge } from "../../_ui/badge.tsx";
import { Bars } from "../../_ui/charts.tsx";
import { formatCount, formatRate } from "../../_ui/format.ts";
import { useNowMs } from "../../_ui/hooks.ts";
import { jobsDone, type NetworkState, runningJobs, tokensByMinute } from "../network/network-state.ts";

/** Minutes of the plot: long enough to see a rhythm, short enough that a new job is seen. */
const MINUTES = 30;

const STATUS = {
  connecting: { text: "Connecting", tone: "plain" },
  live: { text: "Live", tone: "good" },
  lost: { text: "Reconnecting", tone: "warn" },
} as const;

export function LivePanel({ network }: { network: NetworkState }) {
  const nowMs = useNowMs(5_000);
  const { known } = network;
  const status = STATUS[network.status];
  const perMinute = tokensByMinute(network.jobs, nowMs, MINUTES);
  const tokens = perMinute.reduce((sum, value) => sum + value, 0);
  const running = runningJobs(network);
  const completed = jobsDone(network);
  const speed = network.nodes.reduce((sum, node) => sum + node.presence.milliTokensPerSecond, 0) / 1000;
  const show = (value: string) => (known ? value : "–");
  return (
    <section className="card live-panel" aria-labelledby="network-now" data-testid="live-panel">
      <div className="row row-between">
        <h2 id="network-now">The network now</h2>
        <Badge tone={status.tone} live={network.status === "live"} dot>
          {status.text}
        </Badge>
      </div>
      <dl className="stats">
        <div className="stat">
          <dt>{known && network.nodes.length === 1 ? "Node online" : "Nodes online"}</dt>
          <dd data-testid="nodes-online">{show(formatCount(network.nodes.length))}</dd>
        </div>
        <div className="stat">
          <dt>Running jobs</dt>
          <dd data-testid="jobs-running">{show(formatCount(running))}</dd>
        </div>
        <div className="stat">
          <dt>Jobs done</dt>
          <dd>{show(formatCount(completed))}</dd>
        </div>
        <div className="stat">
          <dt>Network speed</dt>
          <dd>
            {show(formatRate(speed))} <small>tokens/s</small>
          </dd>
        </div>
      </dl>
      <figure className="stack live-plot">
        <Bars
          values={perMinute}
          label={`${formatCount(tokens)} tokens written in the last ${MINUTES} minutes, by minute`}
        />
        <figcaption className="row row-between small muted">
          <span>Tokens written, last {MINUTES} minutes</span>
          <span className="num">
            {network.head === null
              ? "Chain: no block yet"
              : `Chain: block ${formatCount(network.head.number)}`}
          </span>
        </figcaption>
      </figure>
    </section>
  );
}
