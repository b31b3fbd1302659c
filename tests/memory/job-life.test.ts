/** What a node's own page can see of a job, from its admission to the countersigned record. */
import { afterEach, expect, it } from "vitest";
import { recordHashOf, toHex } from "../../protocol/index.ts";
import { DEFAULT_POLICY } from "../../node/core/admission.ts";
import { read, TestNetwork, until } from "./network.ts";

let network: TestNetwork;
afterEach(() => network.close());

it("shows both signed terms while a job runs, then the record, then the countersignature", async () => {
  network = new TestNetwork();
  const seen = Promise.withResolvers<undefined>();
  const { node, engine } = await network.node();
  engine.hold(seen.promise);
  const reading = read(network.client().ask({ maxTokens: 64 }));
  await until(() => node.snapshot.jobs[0]?.phase === "decoding", "decoding");
  const live = node.snapshot.jobs[0]?.signatures;
  seen.resolve(undefined);
  const { steps } = await reading;
  const [first, done] = [steps[0], steps.at(-1)];
  if (first?.type !== "node" || done?.type !== "done" || !done.receipt.verified) throw new Error("no answer");
  expect(live).toMatchObject({
    intent: {
      maxCompletionTokens: 64,
      maxPricePlanck: (10n ** 12n).toString(),
      signature: toHex(first.terms.intentSignature),
    },
    acceptance: { completionTokenPricePlanck: DEFAULT_POLICY.completionTokenPricePlanck.toString() },
    record: null,
    countersignature: null,
  });
  await until(() => node.snapshot.recent[0]?.status === "confirmed", "countersigned");
  const { bytes, deviceSignature, requesterSignature } = done.receipt.signed;
  if (requesterSignature === null) throw new Error("the client did not countersign");
  expect(node.snapshot.recent[0]?.signatures).toEqual({
    ...live,
    record: { hash: recordHashOf(bytes), signature: toHex(deviceSignature) },
    countersignature: toHex(requesterSignature),
  });
});

it("loses sight of a job at no moment between its admission and its countersignature", async () => {
  network = new TestNetwork();
  const { node } = await network.node({ engine: { tokens: 5 } });
  const seen: string[] = [];
  node.subscribe(() => {
    const { jobs, recent } = node.snapshot;
    const now = jobs[0]?.phase ?? recent[0]?.status ?? "nowhere";
    if (seen.at(-1) !== now) seen.push(now);
  });
  await read(network.client().ask());
  await until(() => node.snapshot.recent[0]?.status === "confirmed", "countersigned");
  expect(seen.slice(seen.indexOf("queued"))).toEqual([
    "queued",
    "prefill",
    "decoding",
    "signing",
    "signed",
    "confirmed",
  ]);
});

it("counts a job once, when its countersignature came", async () => {
  network = new TestNetwork();
  const { node } = await network.node();
  const counts: number[] = [];
  node.subscribe(() => counts.push(node.snapshot.totals.jobs));
  await read(network.client().ask());
  await until(() => node.snapshot.recent[0]?.status === "confirmed", "countersigned");
  expect(new Set(counts)).toEqual(new Set([0, 1]));
  expect(node.snapshot.recent).toHaveLength(1);
});
