/** What a test waits for. Each hangs, and its test with it, when it never happens. */
import { expect } from "vitest";
import { type JobView, leaseGrantSchema, type NetworkEvent } from "../../protocol/index.ts";
import { type Network, post, type TestNode } from "./network.ts";
import { type Person, signIntent } from "./people.ts";

/** A job's public view, once it is as wanted. */
export async function seen(network: Network, wanted: (view: JobView) => boolean): Promise<JobView> {
  const { promise, resolve } = Promise.withResolvers<JobView>();
  const look = (view: JobView) => (wanted(view) ? resolve(view) : undefined);
  const off = network.signaling.onEvent((event: NetworkEvent) => {
    if (event.type === "job") look(event.job);
  });
  network.signaling.snapshot().jobs.forEach(look);
  const view = await promise;
  off();
  return view;
}

/** The server has noticed that a node went. */
export function gone(network: Network): Promise<void> {
  return new Promise((resolve) => {
    network.signaling.onEvent(({ type }) => {
      if (type === "node_left") resolve();
    });
  });
}

/** A lease for a new job; `node` accepts from now on. */
export async function leased(network: Network, node: TestNode, requester: Person) {
  node.acceptAll();
  const signed = signIntent(requester);
  const answer = await post(network, signed.post);
  expect(answer.status).toBe(200);
  return { signed, grant: leaseGrantSchema.parse(answer.body) };
}

/** A clock that a test can put forward; timers go on as they are. */
export function clock(): { now: () => number; forward: (ms: number) => void } {
  let offset = 0;
  return { now: () => Date.now() + offset, forward: (ms) => (offset += ms) };
}
