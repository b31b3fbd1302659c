import type { NodeSnapshot } from "../../../node/index.ts";
import { Account } from "../../_ui/account.tsx";
import { Badge, type Tone } from "../../_ui/badge.tsx";
import { CopyButton } from "../../_ui/copy-button.tsx";
import { formatBytes, formatRate } from "../../_ui/format.ts";

const REGISTRATION: Record<NodeSnapshot["registration"], { text: string; tone: Tone }> = {
  unknown: { text: "not asked yet", tone: "plain" },
  registering: { text: "registering", tone: "plain" },
  registered: { text: "registered", tone: "good" },
  failed: { text: "not registered", tone: "warn" },
};

function graphicsOf(probe: NodeSnapshot["probe"]): string {
  if (probe === null) return "checking…";
  if (!probe.available) return "none usable";
  return probe.adapter === "wasm" ? "no WebGPU here: the processor computes" : probe.adapter;
}

export function DeviceCard({
  probe,
  account,
  registration,
}: {
  probe: NodeSnapshot["probe"];
  account: string;
  registration: NodeSnapshot["registration"];
}) {
  const chain = REGISTRATION[registration];
  return (
    <section className="card stack" aria-labelledby="device" data-testid="device">
      <h2 id="device">This device</h2>
      <dl className="facts">
        <dt>Graphics</dt>
        <dd>{graphicsOf(probe)}</dd>
        <dt>Speed</dt>
        <dd>
          {probe === null
            ? "checking…"
            : probe.gflops === null
              ? "not measured"
              : `${formatRate(probe.gflops)} GFLOP/s`}
        </dd>
        <dt>Largest buffer</dt>
        <dd>
          {probe === null
            ? "checking…"
            : probe.maxBufferBytes > 0
              ? formatBytes(probe.maxBufferBytes)
              : "not measured"}
        </dd>
        <dt>Half precision</dt>
        <dd>{probe === null ? "checking…" : probe.features.includes("shader-f16") ? "yes" : "no"}</dd>
        <dt>Chain</dt>
        <dd>
          <Badge tone={chain.tone}>{chain.text}</Badge>
        </dd>
        <dt>Public key</dt>
        <dd className="row device-key">
          <Account id={account} size={20} />
          <CopyButton text={account} what="public key" />
        </dd>
      </dl>
    </section>
  );
}
