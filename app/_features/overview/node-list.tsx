import type { NodeView } from "../../../protocol/index.ts";
import { Account } from "../../_ui/account.tsx";
import { Badge } from "../../_ui/badge.tsx";
import { formatCount, formatRate } from "../../_ui/format.ts";
import type { NetworkState } from "../network/network-state.ts";
import { ListSkeleton } from "./list-skeleton.tsx";

/** Rows shown; a busy network has more nodes than a person reads. */
const MAX_ROWS = 8;

export function NodeList({ network }: { network: NetworkState }) {
  return (
    <section className="card list-card" aria-labelledby="nodes" data-testid="nodes">
      <h2 id="nodes">Nodes</h2>
      {!network.known ? (
        <ListSkeleton lost={network.status === "lost"} />
      ) : network.nodes.length === 0 ? (
        <div className="empty">
          <strong>No node is online yet</strong>
          <p>Yours could be the first. It takes one click and, with the small test model, a few megabytes.</p>
          <a className="button" href="/node">
            Start a node
          </a>
        </div>
      ) : (
        <ul className="list">
          {network.nodes.slice(0, MAX_ROWS).map((node) => (
            <NodeRow key={node.account} node={node} />
          ))}
        </ul>
      )}
      {network.nodes.length > MAX_ROWS && (
        <p className="small muted">and {formatCount(network.nodes.length - MAX_ROWS)} more</p>
      )}
    </section>
  );
}

function NodeRow({ node }: { node: NodeView }) {
  const { presence } = node;
  const speed = presence.milliTokensPerSecond / 1000;
  return (
    <li className="list-row">
      <div className="list-main">
        <Account id={node.account} />
        <NodeState node={node} />
      </div>
      <div className="list-detail small muted">
        <span className="list-grow">
          {presence.models.length === 0 ? "no model loaded" : presence.models.join(", ")}
          {presence.gpu !== "" && ` · ${presence.gpu}`}
        </span>
        <span className="num">
          {speed > 0 ? `${formatRate(speed)} tokens/s` : "not measured yet"} · {formatCount(node.completed)}{" "}
          {node.completed === 1 ? "job" : "jobs"}
        </span>
      </div>
    </li>
  );
}

function NodeState({ node }: { node: NodeView }) {
  if (node.running > 0)
    return (
      <Badge tone="good" live>
        Answering
      </Badge>
    );
  if (!node.presence.serving) return <Badge tone="warn">Paused</Badge>;
  return <Badge dot>Waiting</Badge>;
}
