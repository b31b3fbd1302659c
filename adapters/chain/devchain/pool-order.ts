/** The order of a block: best first among those whose predecessors are in. Source: sc-transaction-pool `BestIterator`. */
import type { Pooled } from "./pool-transaction.ts";

/** `provided`: tag → hash of the ready transaction that provides it. Tags that none of them provides are the chain's. */
export function inOrder(ready: readonly Pooled[], provided: ReadonlyMap<string, string>): Pooled[] {
  const missing = new Map<string, number>();
  const followers = new Map<string, Pooled[]>();
  const heap: Pooled[] = [];
  for (const pooled of ready) {
    const before = new Set(pooled.requires.flatMap((tag) => provided.get(tag) ?? []));
    missing.set(pooled.hash, before.size);
    for (const hash of before) followers.set(hash, [...(followers.get(hash) ?? []), pooled]);
    if (before.size === 0) push(heap, pooled);
  }
  const order: Pooled[] = [];
  for (let best = pop(heap); best !== undefined; best = pop(heap)) {
    order.push(best);
    for (const follower of followers.get(best.hash) ?? []) {
      const left = (missing.get(follower.hash) ?? 0) - 1;
      missing.set(follower.hash, left);
      if (left === 0) push(heap, follower);
    }
  }
  return order;
}

/** Higher priority first, then the one that dies sooner, then the older. */
function before(a: Pooled, b: Pooled): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  if (a.validTill !== b.validTill) return a.validTill < b.validTill;
  return a.sequence < b.sequence;
}

function push(heap: Pooled[], pooled: Pooled): void {
  let at = heap.push(pooled) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || before(above, pooled)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = pooled;
}

function pop(heap: Pooled[]): Pooled | undefined {
  const best = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return best;
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    const child = left !== undefined && right !== undefined && before(right, left) ? right : left;
    if (child === undefined || before(last, child)) break;
    heap[at] = child;
    at = child === left ? 2 * at + 1 : 2 * at + 2;
  }
  heap[at] = last;
  return best;
}
