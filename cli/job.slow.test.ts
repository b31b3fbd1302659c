/** A job by the command line: a real server, a real node over real data channels; only its engine is scripted. */
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { Cast } from "../adapters/chain/conformance-cast.ts";
import { connectPolkadotChain } from "../adapters/chain/polkadot.ts";
import { createMemoryEngine } from "../adapters/engine/index.ts";
import { createMemoryKeystore } from "../adapters/keystore/memory.ts";
import { httpSignaling } from "../adapters/signaling/http.ts";
import { openNodeLink } from "../adapters/signaling/websocket.ts";
import { createMemoryStore } from "../adapters/storage/memory.ts";
import { openNodeTransport } from "../adapters/webrtc/node.ts";
import { DEFAULT_POLICY } from "../node/core/admission.ts";
import { createComputeNode } from "../node/core/compute-node.ts";
import type { ComputeNode } from "../node/port.ts";
import {
  jobIdOf,
  jobIntentMessage,
  keyPairFromSeed,
  type ModelEntry,
  ok,
  signBytes,
  toHex,
} from "../protocol/index.ts";
import { readConfig, type RunningServer, startServer } from "../server/index.ts";
import { runCoco, type RunOptions } from "./testing/run-coco.ts";

const SEED = new Uint8Array(32).fill(9);
/** Tokens a second of the scripted engine: an answer of 64 takes a second, one of 4,000 a minute. */
const PACE = 64;
const model: ModelEntry = {
  id: "scripted",
  title: "Scripted",
  engine: "memory",
  baseUrl: "/",
  libraryUrl: null,
  contextTokens: 8192,
  memoryMib: 1,
  downloadBytes: 0,
  requiredFeatures: [],
  files: [],
  weightsDigest: `0x${"22".repeat(32)}`,
  licence: "MIT",
};
const submittedSchema = z.object({ job: z.string(), answer: z.string(), recordVerified: z.boolean() });
const jobsSchema = z.object({
  jobs: z.array(z.object({ job: z.string(), operator: z.looseObject({ phase: z.string() }).nullable() })),
});
const statusSchema = z.looseObject({
  operator: z.looseObject({ phase: z.string() }).nullable(),
  chain: z.looseObject({ phase: z.string() }).nullable(),
});

let folder: string;
let server: RunningServer;
let node: ComputeNode;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coco-job-"));
  const config = readConfig({ PORT: "0", DATA_DIR: join(folder, "data") });
  if (!config.ok) throw new Error(config.error.message);
  const started = await startServer({ config: config.value, appFolder: null, log: () => undefined });
  if (!started.ok) throw new Error(started.error.message);
  server = started.value;
  node = await nodeAt(server);
  await coco(["account", "import", "me", "--no-passphrase"], { input: toHex(SEED) });
});
afterAll(async () => {
  await node.stop({ now: true });
  await server.close();
  await rm(folder, { recursive: true });
});

async function nodeAt({ url: origin, genesis }: RunningServer): Promise<ComputeNode> {
  const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
  const keystore = createMemoryKeystore(random(32));
  const network = { brokerPath: "/v1/peer", iceServers: [], relayOnly: false };
  const made = await createComputeNode({
    keystore,
    store: createMemoryStore(),
    genesis,
    engineFor: async () => ok(createMemoryEngine({ tokensPerSecond: PACE, tokens: 4_000 })),
    probes: ["memory"],
    join: () => ({
      link: openNodeLink({ origin, keystore }),
      transport: openNodeTransport({ ...network, keystore, genesis, role: "node", origin }),
    }),
    clock: { wallMs: () => Date.now(), monotonicMs: () => performance.now() },
    random,
    policy: DEFAULT_POLICY,
    device: { arch: "x86_64", ramMib: 1024, metadata: "test" },
  });
  const started = await made.start(model);
  if (!started.ok) throw new Error(started.error.code);
  await until(async () => (await coco(["models", "--json"])).out.includes(model.id));
  return made;
}

function coco(args: readonly string[], options: RunOptions = {}) {
  const environment = { COCO_HOME: join(folder, "home"), COCO_URL: server.url, COCO_ACCOUNT: "me" };
  return runCoco(args, { ...options, environment: { ...environment, ...options.environment } });
}

async function until(is: () => Promise<boolean>, limitMs = 120_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await is())) {
    if (Date.now() > deadline) throw new Error(`not within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function statusOf(job: string) {
  return statusSchema.parse(JSON.parse((await coco(["job", "status", job, "--json"])).out));
}

describe("coco job", () => {
  test("has a prompt answered in an account's name, and follows the job until the chain has its record", async () => {
    const submit = ["job", "submit", "-m", model.id, "--max-tokens", "16", "--prompt-file", "-", "--json"];
    const ran = await coco(submit, { input: "What is the secret word? xyzzy\n" });
    expect([ran.code, ran.err]).toEqual([0, ""]);
    const { job, answer, recordVerified } = submittedSchema.parse(JSON.parse(ran.out));
    expect(recordVerified).toBe(true);
    expect(answer).not.toBe("");

    await until(async () => (await statusOf(job)).chain?.phase === "completed");
    await until(async () => (await statusOf(job)).operator?.phase === "settled");
    const list = await coco(["job", "list"]);
    expect(list.out).toMatch(new RegExp(`${job} +settled +completed +scripted`));
    const logs = await coco(["job", "logs", job]);
    const events = logs.out.split("\n").flatMap((line) => /computeJobs\.\w+/.exec(line)?.[0] ?? []);
    expect(events).toEqual([
      "computeJobs.JobSubmitted",
      "computeJobs.JobAccepted",
      "computeJobs.JobCompleted",
    ]);
    expect(ran.out + list.out + logs.out).not.toContain("xyzzy");
  });

  test("shows the answer as it comes, then the job and what it cost", async () => {
    await writeFile(join(folder, "prompt"), "Hello\n");
    const submit = [
      "job",
      "submit",
      "-m",
      model.id,
      "--max-tokens",
      "8",
      "--prompt-file",
      join(folder, "prompt"),
    ];
    const { code, out } = await coco(submit);
    expect(code).toBe(0);
    expect(out).toMatch(/\n\njob +0x[0-9a-f]{64}\nmodel +scripted\n/);
    expect(out).toMatch(/tokens +\d+ in, 8 out\n/);
  });

  test("leaves a running job to who asked: Ctrl-C there stops the node, and ends with 130", async () => {
    const submit = ["job", "submit", "-m", model.id, "--max-tokens", "4000", "--prompt-file", "-"];
    const ctrlC = new AbortController();
    const running = coco(submit, { input: "A long story", stop: ctrlC.signal });
    let job = "";
    await until(async () => {
      const { jobs } = jobsSchema.parse(JSON.parse((await coco(["job", "list", "--json"])).out));
      job = jobs.find(({ operator }) => operator?.phase === "running")?.job ?? "";
      return job !== "";
    });
    const refused = await coco(["job", "cancel", job]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("job_running")]);
    ctrlC.abort();
    expect((await running).code).toBe(130);
    // Its 4,000 tokens would take a minute.
    await until(async () => node.snapshot.jobs.length === 0, 15_000);
  });

  test("takes a job back that no node runs yet, by the account that asked and no other", async () => {
    const { account, secret } = keyPairFromSeed(SEED);
    const intent = { ...new Cast(server.genesis).intent(Date.now()), requester: account, model: model.id };
    const job = jobIdOf(intent, server.genesis);
    const bytes = jobIntentMessage.encode(intent, server.genesis);
    const post = { intent: toHex(bytes), signature: toHex(signBytes(secret, bytes)) };
    expect(await httpSignaling(server.url).requestLease(post)).toMatchObject({ ok: true });
    await coco(["account", "new", "stranger", "--no-passphrase"]);
    const refused = await coco(["job", "cancel", job, "--account", "stranger"]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("cancellation_bad_signature")]);
    const cancelled = await coco(["job", "cancel", job]);
    expect([cancelled.code, cancelled.err]).toEqual([0, ""]);
    expect(cancelled.out).toMatch(/operator +cancelled\nchain +does not know it\n/);
    expect((await statusOf(job)).operator?.phase).toBe("cancelled");
  });

  test("takes a job back that only the chain knows, and pays for the call", async () => {
    const { account, secret } = keyPairFromSeed(SEED);
    const intent = { ...new Cast(server.genesis).intent(Date.now()), requester: account };
    const job = jobIdOf(intent, server.genesis);
    const operator = createMemoryKeystore(new Uint8Array(32).fill(1));
    const chain = await connectPolkadotChain({ url: `${server.url.replace("http", "ws")}/rpc`, operator });
    if (!chain.ok) throw new Error(chain.error.code);
    await chain.value.fundFromDevelopmentFaucet(10n ** 14n);
    const signature = signBytes(secret, jobIntentMessage.encode(intent, server.genesis));
    expect(await chain.value.submitJobIntent(intent, signature)).toMatchObject({ ok: true });
    await chain.value.close();

    const poor = await coco(["job", "cancel", job]);
    expect([poor.code, poor.err]).toEqual([1, expect.stringContaining("coco account fund me")]);
    expect((await coco(["account", "fund", "me"])).code).toBe(0);
    const cancelled = await coco(["job", "cancel", job]);
    expect(cancelled.out).toMatch(/operator +does not know it\nchain +cancelled\n/);
    expect((await statusOf(job)).chain?.phase).toBe("cancelled");
    expect((await coco(["job", "cancel", job])).err).toContain("computeJobs.JobAlreadyCancelled");
  });

  test("says so when nobody knows a job, no prompt is given, or a key lies open", async () => {
    const unknown = await coco(["job", "status", `0x${"77".repeat(32)}`]);
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining("job_unknown")]);
    expect((await coco(["job", "logs", `0x${"77".repeat(32)}`])).code).toBe(1);
    expect((await coco(["job", "submit", "--prompt-file", "-"], { input: "\n" })).code).toBe(2);
    expect((await coco(["job", "submit", "--prompt-file", join(folder, "none")])).code).toBe(2);
    await chmod(join(folder, "home", "accounts", "me.json"), 0o644);
    const open = await coco(["job", "submit", "-m", model.id, "--prompt-file", "-"], { input: "Hello" });
    expect([open.code, open.err]).toEqual([4, expect.stringContaining("key_exposed")]);
    await chmod(join(folder, "home", "accounts", "me.json"), 0o600);
  });

  test("tells what one side knows when the other is away", async () => {
    const away = { environment: { COCO_RPC: "ws://127.0.0.1:1" } };
    const list = await coco(["job", "list"], away);
    expect([list.code, list.err]).toEqual([0, expect.stringContaining("the chain: ")]);
    expect(list.out).toContain("scripted");
    const json = z
      .object({ unanswered: z.unknown() })
      .parse(JSON.parse((await coco(["job", "list", "--json"], away)).out));
    expect(json.unanswered).toEqual({ chain: "chain_unreachable" });
  });
});
