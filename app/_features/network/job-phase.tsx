import type { JobView } from "../../../protocol/index.ts";
import { Badge, type Tone } from "../../_ui/badge.tsx";

const PHASES: Record<JobView["phase"], { text: string; tone: Tone; live?: boolean }> = {
  matching: { text: "Finding a node", tone: "plain", live: true },
  leased: { text: "Leased", tone: "plain", live: true },
  running: { text: "Running", tone: "good", live: true },
  recorded: { text: "Signed", tone: "good" },
  settled: { text: "On chain", tone: "good" },
  failed: { text: "Failed", tone: "bad" },
  cancelled: { text: "Cancelled", tone: "plain" },
  expired: { text: "Expired", tone: "warn" },
};

export function JobPhaseBadge({ phase }: { phase: JobView["phase"] }) {
  const { text, tone, live = false } = PHASES[phase];
  return (
    <Badge tone={tone} live={live}>
      {text}
    </Badge>
  );
}
