import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AccountId, JobIntent, Presence } from "../../protocol/index.ts";
import { createPerson, intentOf, presence } from "../testing/people.ts";
import { type Candidate, compareCandidates, match } from "./match.ts";
import { MAX_BELIEVED_SLOTS, PresenceRegistry } from "./presence.ts";

const requester = createPerson();
const accounts = Array.from({ length: 8 }, (_, i) => `0x${String(i).repeat(64)}` as AccountId);
const accountAt = (i: number): AccountId => accounts[i] ?? (`0x${"ff".repeat(32)}` as AccountId);

function registryOf(nodes: Partial<Presence>[], nowMs = 0): PresenceRegistry {
  const registry = new PresenceRegistry();
  nodes.forEach((change, i) => {
    registry.announce(accountAt(i), accountAt(i), presence(change), nowMs);
    // What these nodes claim they have shown.
    registry.trust(accountAt(i), presence(change).milliTokensPerSecond || null);
  });
  return registry;
}
function chosen(
  registry: PresenceRegistry,
  change: Partial<JobIntent> = {},
  excluded: AccountId[] = [],
  nowMs = 1,
) {
  const intent = intentOf(requester, change);
  const found = match(
    intent,
    registry.candidates(intent.model, intent.strategy) ?? [],
    nowMs,
    new Set(excluded),
  );
  return found.ok ? accounts.indexOf(found.value.account) : found.error.code;
}

describe("match", () => {
  test("takes a free slot before a place in a queue, however quick the queue's node", () => {
    expect(chosen(registryOf([{ freeSlots: 0, freeQueue: 5, milliTokensPerSecond: 500_000 }, {}]))).toBe(1);
  });

  test("takes the quickest, or the cheapest when that is wished", () => {
    const registry = registryOf([
      { milliTokensPerSecond: 10_000, completionTokenPricePlanck: "2" },
      { milliTokensPerSecond: 80_000, completionTokenPricePlanck: "9" },
    ]);
    expect(chosen(registry)).toBe(1);
    expect(chosen(registry, { strategy: "cheapest" })).toBe(0);
  });

  test("queues a job only for a requester who can wait", () => {
    const registry = registryOf([{ freeSlots: 0, freeQueue: 1 }]);
    expect(chosen(registry)).toBe(0);
    expect(chosen(registry, { maxTtftMs: 500 })).toBe("no_free_node");
  });

  test("tells busy nodes from nodes that would never take the job", () => {
    expect(chosen(registryOf([{ freeSlots: 0 }]))).toBe("no_free_node");
    expect(chosen(registryOf([{}]), {}, [accountAt(0)])).toBe("no_free_node");
    expect(chosen(registryOf([{ serving: false }]))).toBe("no_suitable_node");
    expect(chosen(registryOf([{}]), { maxPricePlanck: 399n })).toBe("no_suitable_node");
    expect(chosen(registryOf([{}]), { maxPricePlanck: 400n })).toBe(0);
    expect(chosen(registryOf([{ contextTokens: 12 }]))).toBe("no_suitable_node");
    expect(chosen(registryOf([{}]), { minMilliTokensPerSecond: 20_001 })).toBe("no_suitable_node");
    expect(chosen(registryOf([{ milliTokensPerSecond: 0 }]), { minMilliTokensPerSecond: 20_001 })).toBe(0);
  });

  test("does not ask nodes that were not heard of in time, or that cool down", () => {
    const registry = registryOf([{}, {}]);
    registry.coolDown(accountAt(0), 5_000);
    expect(chosen(registry, {}, [], 4_999)).toBe(1);
    expect(chosen(registry, {}, [accountAt(1)], 5_000)).toBe(0);
    expect(chosen(registry, {}, [], 9_000)).toBe("no_suitable_node");
  });

  test("believes a speed only as far as a record showed it", () => {
    const registry = registryOf([{}]);
    const boaster = accountAt(1);
    const boast = presence({ milliTokensPerSecond: Number.MAX_SAFE_INTEGER, freeSlots: 64 });
    registry.announce(boaster, boaster, boast, 0);
    expect(chosen(registry)).toBe(0);
    expect(registry.get(boaster)?.presence.freeSlots).toBe(MAX_BELIEVED_SLOTS);
    registry.trust(boaster, 15_000);
    expect(chosen(registry)).toBe(0);
    expect(chosen(registry, { minMilliTokensPerSecond: 15_001 }, [accountAt(0)])).toBe("no_free_node");
    registry.trust(boaster, 90_000);
    expect(chosen(registry)).toBe(1);
  });

  test("asks a node last whose leases were not used, for longer with each requester, also after it reconnects", () => {
    const registry = registryOf([{ milliTokensPerSecond: 90_000 }, {}]);
    const [hole, other] = [accountAt(0), accountAt(1)];
    registry.suspect(hole, "one", 0);
    expect(chosen(registry, {}, [], 1)).toBe(1);
    // Nobody is left waiting for its sake: the fault may be the requester's.
    expect(chosen(registry, {}, [other], 1)).toBe(0);
    expect(registry.get(hole)?.suspectUntilMs).toBe(30_000);
    registry.suspect(hole, "one", 0);
    expect(registry.get(hole)?.suspectUntilMs).toBe(30_000);
    registry.suspect(hole, "two", 0);
    expect(registry.get(hole)?.suspectUntilMs).toBe(60_000);
    for (let i = 0; i < 40; i++) registry.suspect(hole, String(i), 0);
    expect(registry.get(hole)?.suspectUntilMs).toBe(600_000);
    registry.remove(hole);
    registry.announce(hole, hole, presence(), 0);
    expect(registry.get(hole)?.suspectUntilMs).toBe(600_000);
    registry.trust(hole, null);
    expect(registry.get(hole)?.suspectUntilMs).toBe(0);
  });

  test("spreads jobs evenly over equals", () => {
    const registry = registryOf([{ freeSlots: 9 }, { freeSlots: 9 }, { freeSlots: 9 }]);
    const counts = [0, 0, 0];
    for (let turn = 1; turn <= 9; turn++) {
      const at = chosen(registry, {}, [], turn);
      if (typeof at === "number") counts[at] = (counts[at] ?? 0) + 1;
      registry.take(accountAt(Number(at)), turn);
    }
    expect(counts).toEqual([3, 3, 3]);
  });

  const anyPresence = fc.record({
    freeSlots: fc.nat(2),
    freeQueue: fc.nat(2),
    milliTokensPerSecond: fc.constantFrom(0, 5_000, 20_000, 21_000, 90_000),
    completionTokenPricePlanck: fc.constantFrom("1", "3", "50"),
    contextTokens: fc.constantFrom(0, 12, 2_048),
    serving: fc.boolean(),
  });

  test("never chooses a node that must not be chosen, and none when a better one could be", () => {
    fc.assert(
      fc.property(
        fc.array(anyPresence, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("fastest", "cheapest"),
        fc.constantFrom(0, 500),
        fc.constantFrom(150n, 400n, 100_000n),
        fc.subarray(accounts),
        (nodes, strategy, maxTtftMs, maxPricePlanck, excluded) => {
          const registry = registryOf(nodes);
          const intent = intentOf(requester, { strategy, maxTtftMs, maxPricePlanck });
          const allowed = (one: Candidate) =>
            !excluded.includes(one.account) &&
            one.presence.serving &&
            one.presence.contextTokens * 8 >= 100 &&
            100n + 100n * BigInt(one.presence.completionTokenPricePlanck) <= maxPricePlanck &&
            (one.presence.freeSlots > 0 || (maxTtftMs === 0 && one.presence.freeQueue > 0));
          const best = [...registry].filter(allowed).sort(compareCandidates(strategy))[0];
          const found = match(
            intent,
            registry.candidates(intent.model, strategy) ?? [],
            1,
            new Set(excluded),
          );
          expect(found.ok ? found.value.account : null).toBe(best?.account ?? null);
        },
      ),
    );
  });

  test("orders any two nodes, the same way round whoever asks", () => {
    fc.assert(
      fc.property(
        fc.array(anyPresence, { minLength: 3, maxLength: 3 }),
        fc.constantFrom("fastest", "cheapest"),
        (nodes, strategy) => {
          const [a, b, c] = [...registryOf(nodes)];
          if (!a || !b || !c) return;
          const compare = compareCandidates(strategy);
          expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)));
          expect(compare(a, b)).not.toBe(0);
          if (compare(a, b) < 0 && compare(b, c) < 0) expect(compare(a, c)).toBeLessThan(0);
        },
      ),
    );
  });
});

describe("the presence registry", () => {
  const anyStep = fc.oneof(
    fc.record({
      do: fc.constant("announce" as const),
      who: fc.nat(4),
      models: fc.subarray(["a", "b"]),
      speed: fc.nat(50_000),
    }),
    fc.record({
      do: fc.constantFrom("take" as const, "giveBack" as const, "remove" as const, "coolDown" as const),
      who: fc.nat(4),
    }),
    fc.record({ do: fc.constant("heartbeat" as const), who: fc.nat(4), free: fc.nat(2) }),
  );

  test("keeps every model's order right through any run of changes", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
        const registry = new PresenceRegistry();
        steps.forEach((step, nowMs) => {
          const who = accountAt(step.who);
          if (step.do === "announce")
            registry.announce(
              who,
              who,
              presence({ models: step.models, milliTokensPerSecond: step.speed }),
              nowMs,
            );
          else if (step.do === "heartbeat")
            registry.heartbeat(who, { freeSlots: step.free, freeQueue: 1, milliTokensPerSecond: 9 }, nowMs);
          else if (step.do === "take") registry.take(who, nowMs);
          else if (step.do === "giveBack") registry.giveBack(who);
          else if (step.do === "coolDown") registry.coolDown(who, nowMs + 5);
          else registry.remove(who);
        });
        for (const model of ["a", "b"])
          for (const strategy of ["fastest", "cheapest"] as const) {
            const expected = [...registry]
              .filter((node) => node.presence.models.includes(model))
              .sort(compareCandidates(strategy));
            expect([...(registry.candidates(model, strategy) ?? [])]).toEqual(expected);
          }
      }),
    );
  });

  test("never gives more slots back than a node ever had", () => {
    const registry = registryOf([{ freeSlots: 1 }]);
    registry.giveBack(accountAt(0));
    expect(registry.get(accountAt(0))?.presence.freeSlots).toBe(1);
    registry.take(accountAt(0), 1);
    expect(registry.get(accountAt(0))?.presence.freeSlots).toBe(0);
    registry.giveBack(accountAt(0));
    expect(registry.get(accountAt(0))?.presence.freeSlots).toBe(1);
  });
});
