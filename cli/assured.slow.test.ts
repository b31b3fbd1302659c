/** Assured jobs by the command line, over the real runtime; the way of one to its payment as a script would run it, every step a process. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Cast } from "../adapters/chain/conformance-cast.ts";
import { serveDevchain, type ServedDevchain } from "../adapters/chain/devchain/testing/serve.ts";
import {
  blake2b256,
  countersignatureBytes,
  fromHex,
  type JobAcceptance,
  keyPairFromSeed,
  parseGenesisHash,
  signBytes,
  toHex,
  usageRecordMessage,
} from "../protocol/index.ts";
import { coco as asProcess } from "./testing/process.ts";
import { runCoco } from "./testing/run-coco.ts";

const REQUESTER_SEED = new Uint8Array(32).fill(21);
const DEVICE_SEED = new Uint8Array(32).fill(22);
const INPUT = "What is the secret word? xyzzy\n";
const DAY_MS = 24 * 60 * 60 * 1000;
const PEOPLE = ["requester", "owner", "kiosk", "judge1", "judge2", "boss1", "boss2"];

const jobSchema = z.looseObject({ job: z.string(), inputSalt: z.string(), saltFile: z.string() });
const acceptedSchema = z.looseObject({ lease: z.string(), owner: z.string(), acceptedAtMs: z.string() });
const committedSchema = z.looseObject({ voteFile: z.string() });
const shownSchema = z.looseObject({
  phase: z.string(),
  verdict: z.string().nullable(),
  next: z.array(z.looseObject({ who: z.looseObject({ role: z.string() }), command: z.string().nullable() })),
});

let folder: string;
let served: ServedDevchain;
/** ms that the chain's clock is ahead of ours. */
let aheadMs = 0;
let environment: Record<string, string>;
/** Whether each command line is a process of its own. */
let processes = false;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coco-assured-"));
  served = await serveDevchain({ now: () => Date.now() + aheadMs });
  environment = { COCO_HOME: join(folder, "home"), COCO_RPC: served.url };
  const seeds: Record<string, Uint8Array> = { requester: REQUESTER_SEED, kiosk: DEVICE_SEED };
  for (const name of PEOPLE) {
    const seed = seeds[name];
    if (seed === undefined) await done(z.unknown(), ["account", "new", name, "--no-passphrase"]);
    else await done(z.unknown(), ["account", "import", name, "--no-passphrase"], toHex(seed));
  }
  for (const name of ["requester", "owner", "boss1", "boss2"])
    await done(z.unknown(), ["account", "fund", name]);
  for (const [device, owner] of [
    ["kiosk", "owner"],
    ["judge1", "boss1"],
    ["judge2", "boss2"],
  ] as const) {
    await done(z.unknown(), ["device", "register", "--device", device, "--account", owner]);
    await done(z.unknown(), ["device", "bond", device, "--amount", "20", "--account", owner]);
  }
  await writeFile(join(folder, "input"), INPUT);
}, 600_000);
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

function coco(args: readonly string[], input = "") {
  return processes ? asProcess(args, environment, input) : runCoco(args, { environment, input });
}

/** A command that must succeed, as JSON. */
async function done<T>(schema: z.ZodType<T>, args: readonly string[], input = ""): Promise<T> {
  const ran = await coco([...args, "--json"], input);
  if (ran.code !== 0) throw new Error(`coco ${args.join(" ")}: ${ran.err}`);
  return schema.parse(JSON.parse(ran.out));
}

/** Exit code and error code of a command that must not succeed. */
async function failed(args: readonly string[]) {
  const ran = await coco(args);
  return [ran.code, /\(([^()]+)\)\n$/.exec(ran.err)?.[1]];
}

const ASSURE = [
  ["job", "assure", "-m", "tiny-q0f32", "--max-price", "0.001", "--max-prompt-tokens", "100"],
  ["--max-completion-tokens", "200", "--deadline", "10m", "--bond", "2", "--account", "requester"],
].flat();

async function assured(...more: string[]) {
  return done(jobSchema, [...ASSURE, "--input", join(folder, "input"), ...more]);
}

async function accepted(job: string): Promise<JobAcceptance> {
  const prices = ["--prompt-price", "0.00000000001", "--completion-price", "0.00000000002"];
  const args = ["job", "accept", job, "--device", "kiosk", ...prices, "--account", "owner"];
  const { lease, owner, acceptedAtMs } = await done(acceptedSchema, args);
  return {
    job,
    lease,
    owner,
    device: keyPairFromSeed(DEVICE_SEED).account,
    promptTokenPricePlanck: 10n,
    completionTokenPricePlanck: 20n,
    acceptedAtMs: BigInt(acceptedAtMs),
  } as JobAcceptance;
}

/** What a node writes of a job that it ran. */
async function recordFile(acceptance: JobAcceptance, countersigned: boolean): Promise<string> {
  const genesis = parseGenesisHash(served.chain.genesisHash);
  if (genesis === null) throw new Error("not a genesis hash");
  const cast = new Cast(genesis);
  const requester = keyPairFromSeed(REQUESTER_SEED);
  const intent = { ...cast.intent(Date.now()), requester: requester.account };
  const bytes = usageRecordMessage.encode(cast.record(intent, acceptance), genesis);
  const device = signBytes(keyPairFromSeed(DEVICE_SEED).secret, bytes);
  const counter = signBytes(requester.secret, countersignatureBytes(bytes, device, genesis));
  const path = join(folder, `${acceptance.job}.record.json`);
  const file = { record: toHex(bytes), deviceSignature: toHex(device) };
  await writeFile(
    path,
    JSON.stringify(countersigned ? { ...file, requesterSignature: toHex(counter) } : file),
  );
  return path;
}

async function shown(job: string) {
  return done(shownSchema, ["job", "show", job]);
}

test("is settled at once by both signatures, taken back before anybody accepts it, disputed by who asked", async () => {
  const { job } = await assured();
  const record = await recordFile(await accepted(job), true);
  const delivered = await coco(["job", "deliver", record, "--account", "owner"]);
  expect(delivered.out).toMatch(/phase +settled\n/);

  const second = await assured();
  const url = ["--url", "http://127.0.0.1:1"];
  const cancelled = await coco(["job", "cancel", second.job, "--account", "requester", ...url]);
  expect([cancelled.code, cancelled.out]).toEqual([0, expect.stringMatching(/chain +cancelled\n/)]);

  const third = await assured();
  const silent = await recordFile(await accepted(third.job), false);
  await done(z.unknown(), ["job", "deliver", silent, "--account", "owner"]);
  const evidence = ["--evidence", join(folder, "input")];
  expect(await failed(["job", "dispute", third.job, ...evidence, "--account", "owner"])).toEqual([
    1,
    "assuredJobs.NotTheLosingParty",
  ]);
  await done(z.unknown(), ["job", "dispute", third.job, ...evidence, "--account", "requester"]);
  expect(await shown(third.job)).toMatchObject({ phase: "disputed", next: [{ who: { role: "arbiter" } }] });
}, 600_000);

test("lets only the device that was matched accept, and refuses what contradicts itself before anything is sent", async () => {
  const { job } = await assured("--matcher", "boss1");
  const accept = [
    "job",
    "accept",
    job,
    "--device",
    "kiosk",
    "--prompt-price",
    "0",
    "--completion-price",
    "0",
  ];
  expect(await failed([...accept, "--account", "owner"])).toEqual([1, "assuredJobs.MatchMissing"]);
  expect(await failed(["job", "match", job, "kiosk", "--account", "owner"])).toEqual([1, "not_matcher"]);
  const match = join(folder, "match.json");
  await writeFile(match, (await coco(["job", "match", job, "kiosk", "--account", "boss1"])).out);
  await done(z.unknown(), [...accept, "--match", match, "--account", "owner"]);
  expect(await failed(["job", "expire", job, "--account", "owner"])).toEqual([1, "assuredJobs.TooEarly"]);

  const input = ["--input", join(folder, "input")];
  const unknown = `0x${"77".repeat(32)}`;
  for (const [args, ...ending] of [
    [[...ASSURE, ...input, "--verifier", "judge1", "--verifier", "judge1"], 2, "usage"],
    [[...ASSURE, ...input, "--threshold", "1"], 2, "usage"],
    [[...ASSURE, "--input", join(folder, "none")], 2, "usage"],
    [["job", "show", unknown], 1, "job_unknown"],
    [["job", "start", job, "--device", "judge1", "--account", "owner"], 1, "acceptance_unknown"],
    [["job", "deliver", match, "--account", "owner"], 1, "record_malformed"],
    [["job", "reveal", job, "--verifier", "judge1", "--account", "boss1"], 1, "vote_unknown"],
    [["job", "reveal", job, "--verifier", "../judge1", "--account", "boss1"], 2, "bad_account_name"],
  ] as const)
    expect([args, await failed(args)]).toEqual([args, ending]);
}, 600_000);

test("an assured job goes from its terms over a record and two votes to its payment", async () => {
  processes = true;
  const panel = ["--verifier", "judge1", "--verifier", "judge2", "--fee", "0.0001"];
  const { job, inputSalt, saltFile } = await assured(...panel);
  const salt = await readFile(saltFile, "utf8");
  expect([(await stat(saltFile)).mode & 0o777, salt]).toEqual([0o600, expect.stringContaining(inputSalt)]);
  expect(salt).not.toContain("xyzzy");
  const input = new TextEncoder().encode(INPUT);
  const digest = blake2b256(Uint8Array.of(...(fromHex(inputSalt) ?? []), ...input));
  const words = await coco(["job", "show", job]);
  expect(words.out).toMatch(new RegExp(`input +${digest}\n`));
  expect(words.out).toMatch(/next +a device may accept it until \d{4}-[^\n]+\(coco job accept\)\n/);
  expect((await coco(["job", "list", "--assured"])).out).toMatch(
    new RegExp(`${job} +tiny-q0f32 +0.001 COCO +2 COCO +2 `),
  );

  const acceptance = await accepted(job);
  await done(z.unknown(), ["job", "start", job, "--device", "kiosk", "--account", "owner"]);
  expect((await shown(job)).phase).toBe("running");
  const path = await recordFile(acceptance, true);
  expect(
    await done(z.looseObject({ phase: z.string() }), ["job", "deliver", path, "--account", "owner"]),
  ).toMatchObject({ phase: "delivered" });
  expect((await shown(job)).next.map(({ who, command }) => [who.role, command])).toEqual([
    ["verifier", "commit"],
    ["verifier", "commit"],
  ]);

  const vote = (judge: string, boss: string) => ["--verifier", judge, "--account", boss];
  const first = await done(committedSchema, ["job", "commit", job, "upheld", ...vote("judge1", "boss1")]);
  expect((await stat(first.voteFile)).mode & 0o777).toBe(0o600);
  expect(await failed(["job", "commit", job, "upheld", ...vote("judge1", "boss1")])).toEqual([
    1,
    "vote_exists",
  ]);
  expect(await failed(["job", "reveal", job, ...vote("judge1", "boss1")])).toEqual([
    1,
    "assuredJobs.TooEarly",
  ]);
  const second = await coco(["job", "commit", job, "upheld", ...vote("judge2", "boss2")]);
  expect([second.code, second.err]).toEqual([0, expect.stringContaining("without it the vote is lost")]);
  // A kept vote is no account.
  expect((await coco(["account", "list"])).err).toBe("");
  await done(z.unknown(), ["job", "reveal", job, ...vote("judge1", "boss1")]);
  await done(z.unknown(), ["job", "reveal", job, ...vote("judge2", "boss2")]);
  const left = await readdir(join(folder, "home", "accounts"));
  expect(left.filter((name) => name.endsWith(".vote"))).toEqual([]);
  expect(await shown(job)).toMatchObject({ verdict: "upheld", next: [{ command: "dispute" }] });

  expect(await failed(["job", "settle", job, "--account", "owner"])).toEqual([1, "assuredJobs.TooEarly"]);
  aheadMs += 2 * DAY_MS;
  const settled = await coco(["job", "settle", job, "--account", "owner"]);
  expect(settled.out).toMatch(/phase +settled\n/);
  expect(settled.out).toContain("assuredJobs.JobSettled");
  expect(await shown(job)).toMatchObject({ phase: "settled", verdict: "upheld", next: [] });
  const status = await coco(["job", "status", job, "--url", "http://127.0.0.1:1"]);
  expect(status.out).toMatch(/chain +settled \(assured: coco job show\)\n/);
}, 600_000);
