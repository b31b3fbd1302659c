import { memo, type ReactNode } from "react";
import type { FinishedJob, JobSignatures } from "../../../node/index.ts";
import { CopyButton } from "../../_ui/copy-button.tsx";
import { formatCoco, formatCount, formatPlanck, shortId } from "../../_ui/format.ts";

/** Prices are told for so many tokens, as everywhere in this field: one token costs too little to be read. */
const PRICED_TOKENS = 1_000_000n;

/** `none`: it will not come, and need not. `failed`: it should have come. */
type Step = "done" | "now" | "later" | "none" | "failed";

/**
 * Who signed what for a job, in the order of signing. A job that runs has no `finished` yet. Nothing here changes with a
 * token, so it is drawn anew only when something was signed or settled.
 */
export const SignedTrail = memo(function SignedTrail({
  signatures,
  model,
  finished,
}: {
  signatures: JobSignatures;
  model: string;
  finished: FinishedJob | null;
}) {
  const { intent, acceptance, record } = signatures;
  return (
    <ol className="trail" data-testid="signed">
      <Signed step="done" title="Asker’s terms" hex={intent.signature} what="asker’s signature of the terms">
        {model}, up to {formatCount(intent.maxCompletionTokens)} tokens, for at most{" "}
        <Coco planck={intent.maxPricePlanck} />
      </Signed>
      <Signed
        step="done"
        title="This device’s promise"
        hex={acceptance.signature}
        what="this device’s signature of its promise"
      >
        <Coco planck={perMillion(acceptance.promptTokenPricePlanck)} /> per million tokens read,{" "}
        <Coco planck={perMillion(acceptance.completionTokenPricePlanck)} /> written
      </Signed>
      <Signed
        step={record !== null ? "done" : finished === null ? "later" : "none"}
        title="Usage record"
        hex={record?.signature ?? null}
        what="this device’s signature of the usage record"
      >
        {finished?.record ? (
          <>
            {formatCount(finished.promptTokens)} tokens read, {formatCount(finished.completionTokens)}{" "}
            written: <Coco planck={finished.record.pricePlanck} />
          </>
        ) : finished === null ? (
          "Signed by this device when the answer ends"
        ) : (
          "Nothing to sign"
        )}
      </Signed>
      <Countersigned signatures={signatures} finished={finished} />
      <OnChain finished={finished} />
    </ol>
  );
});

function Countersigned({
  signatures: { record, countersignature },
  finished,
}: {
  signatures: JobSignatures;
  finished: FinishedJob | null;
}) {
  const what = "asker’s signature of the usage record";
  if (countersignature !== null)
    return (
      <Signed step="done" title="Asker’s countersignature" hex={countersignature} what={what}>
        The asker agrees to the record
      </Signed>
    );
  if (finished === null)
    return (
      <Signed step="later" title="Asker’s countersignature">
        Asked for with the record
      </Signed>
    );
  if (finished.status === "signed")
    return (
      <Signed step="now" title="Asker’s countersignature">
        Waiting for the asker
      </Signed>
    );
  return (
    <Signed step={record === null ? "none" : "failed"} title="Asker’s countersignature">
      {record === null ? "Not asked for" : "It did not come: this job is not paid"}
    </Signed>
  );
}

function OnChain({ finished }: { finished: FinishedJob | null }) {
  const { status, code, inclusion } = finished ?? { status: "signed", code: null, inclusion: null };
  switch (status) {
    case "signed":
      return (
        <Signed step="later" title="Settled">
          On the chain, when both have signed
        </Signed>
      );
    case "confirmed":
      return (
        <Signed step="now" title="Settled">
          On its way to the chain
        </Signed>
      );
    case "settled":
      return (
        <Signed step="done" title="Settled" hex={inclusion?.extrinsicHash ?? null} what="extrinsic’s hash">
          {inclusion === null ? "The chain has it" : `In block ${formatCount(inclusion.block)}`}
        </Signed>
      );
    case "refused":
      return (
        <Signed step="failed" title="Settled">
          The chain refused it{code !== null && `: ${code}`}
        </Signed>
      );
    case "unconfirmed":
    case "failed":
    case "cancelled":
      return (
        <Signed step="none" title="Settled">
          Nothing that both signed
        </Signed>
      );
  }
}

/** Words beside each mark say the same: colour alone tells nobody anything. */
function Signed({
  step,
  title,
  hex = null,
  what = "",
  children,
}: {
  step: Step;
  title: string;
  /** A signature or hash; null while there is none. */
  hex?: string | null;
  /** What `hex` is, for who cannot see the line it stands in. */
  what?: string;
  children: ReactNode;
}) {
  return (
    <li className={`trail-step trail-${step}`} data-step={step}>
      <span className="trail-words">
        <span className="trail-title">{title}</span>
        <span className="small muted">{children}</span>
      </span>
      {hex !== null && (
        <span className="trail-hex">
          <span className="mono" title={hex}>
            {shortId(hex)}
          </span>
          <CopyButton text={hex} what={what} />
        </span>
      )}
    </li>
  );
}

function Coco({ planck }: { planck: string }) {
  return (
    <span className="num" title={`${formatPlanck(planck)} planck`}>
      {formatCoco(planck)} COCO
    </span>
  );
}

function perMillion(planck: string): string {
  return (BigInt(planck) * PRICED_TOKENS).toString();
}
