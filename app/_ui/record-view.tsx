import type { UsageRecordView } from "../../protocol/index.ts";
import { CodeBlock } from "./code-block.tsx";
import { formatCount } from "./format.ts";

/** A usage record as JSON, and where on the chain it landed. */
export function RecordView({
  record,
  inclusion,
}: {
  record: UsageRecordView;
  inclusion: { readonly block: number; readonly extrinsicHash: string } | null;
}) {
  return (
    <div className="stack" data-testid="record">
      <dl className="facts">
        <dt>Landed in</dt>
        <dd data-testid="record-block">
          {inclusion === null ? "not on the chain yet" : `block ${formatCount(inclusion.block)}`}
        </dd>
        {inclusion !== null && (
          <>
            <dt>Extrinsic</dt>
            <dd className="mono">{inclusion.extrinsicHash}</dd>
          </>
        )}
      </dl>
      <CodeBlock code={JSON.stringify(record, null, 2)} what="usage record" />
    </div>
  );
}
