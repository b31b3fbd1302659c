import { afterEach, describe, expect, it, vi } from "vitest";
import { type FrameBody, FrameAssembler } from "../../protocol/index.ts";
import { sessionConformance } from "./conformance.ts";
import { accountOf, GENESIS, keystoreOf } from "./fixtures/frames.ts";
import { MemoryBroker, type MemoryLink, MemoryTransport } from "./memory.ts";

const open: MemoryTransport[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(open.splice(0).map((transport) => transport.close()));
});

function join(
  broker: MemoryBroker,
  seed: number,
  role: "requester" | "node",
  genesis = GENESIS,
): MemoryTransport {
  const transport = new MemoryTransport(broker, { keystore: keystoreOf(seed), genesis, role });
  open.push(transport);
  return transport;
}

describe("in-memory sessions", () => {
  for (const { name, run } of sessionConformance)
    it(name, async () => {
      const broker = new MemoryBroker({ latencyMs: 1, bytesPerMs: 40_000 });
      await run({
        transport: ({ seed, role, genesis }) => join(broker, seed, role, genesis),
        doomedNode: async (seed) => {
          const node = join(broker, seed, "node");
          vi.useFakeTimers({
            shouldAdvanceTime: true,
            toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"],
          });
          const kill = async (): Promise<void> => {
            node.vanish();
            await vi.advanceTimersByTimeAsync(9_000);
          };
          return { kill };
        },
        broker: async (state) => broker.setUp(state === "up"),
        redirect: async (from, to) => broker.redirect(from, to),
      });
    });
});

describe("a man in the middle of an in-memory session", () => {
  const fingerprint = (byte: string) => `0x${byte.repeat(32)}` as const;

  async function attack(link: MemoryLink) {
    const seen: FrameBody["type"][] = [];
    const assemblers = { initiator: new FrameAssembler(), responder: new FrameAssembler() };
    const broker = new MemoryBroker({
      ...link,
      tamper(bytes, from) {
        const frame = assemblers[from].push(bytes);
        if (frame.ok && frame.value) seen.push(frame.value.type);
        return link.tamper ? link.tamper(bytes, from) : bytes;
      },
    });
    const node = join(broker, 2, "node");
    let sessions = 0;
    node.onSession(() => sessions++);
    const answer = await join(broker, 1, "requester").connect(accountOf(2), {
      signal: new AbortController().signal,
    });
    return { code: answer.ok ? "accepted" : answer.error.code, sessions, seen: new Set(seen) };
  }

  it("is refused by both sides when he shows certificates of his own", async () => {
    const { code, sessions, seen } = await attack({
      fingerprints: (side, real) => ({
        local: real.local,
        remote: fingerprint(side === "initiator" ? "aa" : "bb"),
      }),
    });
    expect(code).toBe("bad_proof");
    expect(sessions).toBe(0);
    expect([...seen].sort()).toEqual(["hello", "proof"]);
  });

  it("is refused when he changes one bit of a hello", async () => {
    for (const [at, codes] of [
      [3, ["identity_mismatch", "session_closed"]],
      [40, ["bad_proof", "session_closed"]],
      [70, ["other_genesis", "session_closed"]],
    ] as const) {
      for (const victim of ["initiator", "responder"] as const) {
        const { code, sessions } = await attack({
          tamper(bytes, from) {
            if (from === victim && bytes[2] === 0) bytes[at] = (bytes[at] ?? 0) ^ 1;
            return bytes;
          },
        });
        expect(codes).toContain(code);
        expect(sessions).toBe(0);
      }
    }
  });

  it("is refused when he sends a side's own frames back to it", async () => {
    const broker = new MemoryBroker();
    const echo = join(broker, 1, "node");
    const answer = await join(broker, 1, "requester").connect(echo.account, {
      signal: new AbortController().signal,
    });
    expect(answer).toMatchObject({ ok: false });
  });
});
