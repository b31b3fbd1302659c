import type { JobView } from "../../../protocol/index.ts";
import { Badge } from "../../_ui/badge.tsx";
import { formatCount, formatMillis, formatRate } from "../../_ui/format.ts";
import { Notice } from "../../_ui/notice.tsx";
import { RecordView } from "../../_ui/record-view.tsx";
import { type Answer, tokensPerSecond, ttftMs, type Turn } from "./conversation.ts";

export function TurnView({
  turn,
  jobs,
  onRetry,
}: {
  turn: Turn;
  jobs: readonly JobView[];
  /** Asks the same question again; null while that is not possible. */
  onRetry: (() => void) | null;
}) {
  const { answer } = turn;
  return (
    <li className="turn">
      <p className="question">
        <span className="visually-hidden">You asked: </span>
        {turn.question}
      </p>
      <div className="answer" data-testid="answer" data-status={answer.status}>
        {answer.status !== "failed" || answer.text !== "" ? (
          <p className="answer-text" data-testid="answer-text" aria-busy={answer.status === "streaming"}>
            {answer.status === "waiting" ? <span className="muted">Finding a node…</span> : answer.text}
            {answer.status === "streaming" && <span className="caret" aria-hidden="true" />}
          </p>
        ) : null}
        {answer.code !== null && (
          <Notice
            tone={answer.status === "failed" ? "bad" : "warn"}
            title={problemTitle(answer)}
            code={answer.code}
          >
            {answer.message === null ? null : sentence(answer.message)}
          </Notice>
        )}
        {answer.status === "failed" && (
          <div>
            <button
              type="button"
              className="button"
              data-testid="retry"
              disabled={onRetry === null}
              onClick={() => onRetry?.()}
            >
              Try again
            </button>
          </div>
        )}
        <Measures answer={answer} />
        <Receipt answer={answer} jobs={jobs} />
      </div>
    </li>
  );
}

function problemTitle({ status, text }: Answer): string {
  if (status !== "failed") return "The record did not come through";
  return text === "" ? "No answer" : "The answer broke off";
}

/** Messages from deep below begin small and end without a stop. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function Measures({ answer }: { answer: Answer }) {
  const first = ttftMs(answer);
  const speed = tokensPerSecond(answer);
  if (first === null) return null;
  return (
    <p className="small muted num answer-measures">
      {formatCount(answer.completionTokens)} tokens
      {speed !== null && (
        <>
          {" · "}
          <span data-testid="tokens-per-second">{formatRate(speed)} tokens/s</span>
        </>
      )}
      {" · "}
      <span data-testid="ttft">first after {formatMillis(first)}</span>
      {answer.status === "stopped" && " · stopped"}
    </p>
  );
}

function Receipt({ answer, jobs }: { answer: Answer; jobs: readonly JobView[] }) {
  if (answer.status !== "ended") return null;
  if (answer.record === undefined) return <p className="small muted">Signing the usage record…</p>;
  if (answer.record === null) return null;
  const { view, verified, code } = answer.record;
  if (view === null || !verified)
    return (
      <Notice tone="warn" title="The usage record failed its check" code={code ?? "record_unverified"}>
        This page did not sign it. The answer came, but its cost is not agreed on.
      </Notice>
    );
  const inclusion = jobs.find((entry) => entry.job === view["job"])?.inclusion ?? null;
  return (
    <details className="receipt" data-testid="receipt" data-verified="true">
      <summary>
        <span>Usage record</span>
        <span className="row receipt-badges">
          <Badge tone="good">Verified</Badge>
          {inclusion === null ? (
            <Badge live>Settling</Badge>
          ) : (
            <Badge tone="good">Block {formatCount(inclusion.block)}</Badge>
          )}
        </span>
      </summary>
      <div className="stack receipt-body">
        <p className="small muted">
          This page checked the node’s signature and that the record says what was received, then signed it
          too.
        </p>
        <RecordView record={view} inclusion={inclusion} />
      </div>
    </details>
  );
}
