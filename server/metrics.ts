/** Prometheus text, version 0.0.4; https://prometheus.io/docs/instrumenting/exposition_formats/ */

export interface Metric {
  /** Snake case with its unit, without the `coco_` prefix. */
  readonly name: string;
  readonly type: "counter" | "gauge";
  readonly help: string;
  readonly samples: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[];
}

export function renderMetrics(metrics: readonly Metric[]): string {
  const lines = metrics.flatMap(({ name, type, help, samples }) => [
    `# HELP coco_${name} ${help}`,
    `# TYPE coco_${name} ${type}`,
    ...samples.map(({ labels = {}, value }) => `coco_${name}${renderLabels(labels)} ${value}`),
  ]);
  return `${lines.join("\n")}\n`;
}

function renderLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escape(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escape(value: string): string {
  return value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
}

/** What the process itself uses. */
export function processMetrics(): readonly Metric[] {
  const { rss, heapUsed } = process.memoryUsage();
  return [
    {
      name: "process_uptime_seconds",
      type: "gauge",
      help: "Seconds since the start.",
      samples: [{ value: process.uptime() }],
    },
    { name: "process_resident_bytes", type: "gauge", help: "Resident memory.", samples: [{ value: rss }] },
    {
      name: "process_heap_used_bytes",
      type: "gauge",
      help: "JavaScript heap in use.",
      samples: [{ value: heapUsed }],
    },
  ];
}
