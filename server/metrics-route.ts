/** `GET /metrics`. Asks for the gateway's keys where the gateway does: numbers of use are the operator's. */
import { ApiError, apiKeyCheck, errorResponse, type Gateway } from "../gateway/index.ts";
import type { Signaling } from "../signaling/index.ts";
import { type Metric, processMetrics, renderMetrics } from "./metrics.ts";

export function createMetricsRoute(of: {
  readonly signaling: Signaling;
  readonly gateway: Gateway;
  readonly apiKeys: readonly string[] | null;
}): (request: Request) => Promise<Response> {
  const check = apiKeyCheck(of.apiKeys);
  // Jobs by the last phase they were seen in; counted from events, so that a scrape costs nothing.
  const ended = new Map<string, number>();
  of.signaling.onEvent((event) => {
    if (event.type === "job") ended.set(event.job.phase, (ended.get(event.job.phase) ?? 0) + 1);
  });
  return async (request) => {
    try {
      check(request.headers.get("authorization") ?? undefined);
    } catch (error) {
      if (error instanceof ApiError) return errorResponse(error);
      throw error;
    }
    const body = renderMetrics([
      ...processMetrics(),
      ...networkMetrics(of.signaling, ended),
      ...gatewayMetrics(of.gateway),
    ]);
    return new Response(body, { headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" } });
  };
}

function networkMetrics(signaling: Signaling, phases: ReadonlyMap<string, number>): readonly Metric[] {
  const { nodes, head } = signaling.snapshot();
  const serving = nodes.filter((node) => node.presence.serving).length;
  return [
    {
      name: "nodes",
      type: "gauge",
      help: "Nodes connected to signaling.",
      samples: [
        { labels: { serving: "true" }, value: serving },
        { labels: { serving: "false" }, value: nodes.length - serving },
      ],
    },
    {
      name: "job_phases_total",
      type: "counter",
      help: "Jobs that entered a phase since the start.",
      samples: [...phases].map(([phase, value]) => ({ labels: { phase }, value })),
    },
    {
      name: "chain_waiting",
      type: "gauge",
      help: "Records and registrations that wait for the chain.",
      samples: [{ value: signaling.waitingForChain }],
    },
    {
      name: "chain_block",
      type: "gauge",
      help: "Best block.",
      samples: head === null ? [] : [{ value: head.number }],
    },
  ];
}

function gatewayMetrics({ counters }: Gateway): readonly Metric[] {
  return [
    {
      name: "gateway_requests_total",
      type: "counter",
      help: "Chat requests by HTTP status.",
      samples: [...counters.byStatus].map(([status, value]) => ({
        labels: { status: String(status) },
        value,
      })),
    },
    {
      name: "gateway_jobs_active",
      type: "gauge",
      help: "Gateway jobs that run.",
      samples: [{ value: counters.active }],
    },
    {
      name: "gateway_completion_tokens_total",
      type: "counter",
      help: "Tokens that the gateway's jobs brought.",
      samples: [{ value: counters.completionTokens }],
    },
  ];
}
