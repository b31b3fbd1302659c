import { expect, it } from "vitest";
import { renderMetrics } from "./metrics.ts";

it("renders what Prometheus reads, with labels escaped", () => {
  const text = renderMetrics([
    {
      name: "jobs_total",
      type: "counter",
      help: "Jobs.",
      samples: [{ labels: { model: 'a"b\\c\n' }, value: 3 }, { value: 1 }],
    },
  ]);
  expect(text).toBe(
    '# HELP coco_jobs_total Jobs.\n# TYPE coco_jobs_total counter\ncoco_jobs_total{model="a\\"b\\\\c\\n"} 3\ncoco_jobs_total 1\n',
  );
});
