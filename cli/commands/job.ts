/** `coco job`: a job from its prompt to its place on the chain. */
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { PolkadotChain } from "../../adapters/chain/polkadot.ts";
import type { AssuredPhase, ChainJob, ChainJobLife, Inclusion } from "../../adapters/chain/port.ts";
import { jobCancellationMessage, type JobId, type JobView, toHex } from "../../protocol/index.ts";
import { type ChatOptions, chatOptions, runChat } from "../chat.ts";
import { landing, withChain, withPayer } from "../chain-access.ts";
import { answer, type Context, note } from "../context.ts";
import { accountName, openKey } from "../keys.ts";
import { amount, jobId, wholeNumber } from "../options.ts";
import { cancelAtOperator, operatorJob, operatorSnapshot } from "../operator.ts";
import { EXIT, misused, orRefuse, Refused } from "../refused.ts";
import { fields, table, time, tokens } from "../text.ts";
import { assuredCommands, listAssured } from "./assured.ts";

/** Jobs in a list that nobody limited. */
const DEFAULT_LIMIT = 50;

interface SubmitOptions extends ChatOptions {
  readonly promptFile: string;
  readonly account?: string;
  readonly maxPrice?: bigint;
}

export function jobCommands(program: Command, context: Context): void {
  const job = program.command("job").description("jobs at the operator and on the chain");

  chatOptions(
    job
      .command("submit")
      .description("have a prompt answered as a job of an account, and tell its id and signed record")
      .requiredOption("--prompt-file <path>", "the prompt; - is standard input")
      .option("--account <name>", "who asks and signs (COCO_ACCOUNT)")
      .option("--max-price <coco>", "what the job may cost at the most, in COCO", amount),
  ).action((options: SubmitOptions) => submit(context, options));

  job
    .command("status")
    .description("where a job is, by the operator and by the chain")
    .argument("<job>", "its id")
    .action((text: string) => status(context, jobId(text)));

  job
    .command("list")
    .description("recent jobs of the operator, and those that ended last on the chain")
    .option("--limit <count>", "how many at the most", wholeNumber, DEFAULT_LIMIT)
    .option("--assured", "instead: assured jobs that nobody accepted yet")
    .action(({ limit, assured }: { limit: number; assured?: true }) =>
      assured === true ? listAssured(context, limit) : list(context, limit),
    );

  job
    .command("logs")
    .description("what happened to a job on the chain: event, block, time, extrinsic")
    .argument("<job>", "its id")
    .action((text: string) => logs(context, jobId(text)));

  job
    .command("cancel")
    .description(
      "take a job back before a node runs it: at the operator, and on the chain while nobody accepted it",
    )
    .argument("<job>", "its id")
    .option("--account <name>", "the account that asked; it signs and pays (COCO_ACCOUNT)")
    .action((text: string, options: { account?: string }) => cancel(context, jobId(text), options.account));

  assuredCommands(job, context);
}

async function submit(context: Context, options: SubmitOptions): Promise<void> {
  const signer = await openKey(context, accountName(context, options.account));
  const prompt = await readPrompt(context, options.promptFile);
  const json = context.globals().json === true;
  const { maxPrice } = options;
  const { text, receipt } = await runChat(context, {
    prompt,
    options,
    signer,
    ...(maxPrice === undefined ? {} : { maxPricePlanck: maxPrice }),
    streamed: !json,
  });
  const { job, verified, code, view } = receipt;
  answer(context, { job, answer: text, recordVerified: verified, code, usageRecord: view }, () =>
    view === null
      ? `\n${fields([["job", job]])}`
      : `\n${fields([
          ["job", job],
          ["model", view.model],
          ["device", view.device],
          ["tokens", `${view.promptTokens} in, ${view.completionTokens} out`],
          ["time", `${view.ttftMs} ms to the first token, ${view.durationMs} ms in all`],
          ["price", tokens(BigInt(view.pricePlanck))],
        ])}`,
  );
  if (verified) return;
  context.finish(EXIT.refused);
  if (!json) note(context, `the node's usage record was not accepted (${code ?? "no code"})`);
}

async function readPrompt(context: Context, path: string): Promise<string> {
  const text = path === "-" ? await context.readInput() : await readFile(path, "utf8").catch(() => null);
  if (text === null) throw misused("--prompt-file: the file cannot be read.");
  // Editors end a file with a line break that nobody means as part of the prompt.
  const prompt = text.replace(/\r?\n$/, "");
  if (prompt === "") throw misused("--prompt-file: the prompt is empty.");
  return prompt;
}

/** What each side said; a chain without its operator, or an operator without its chain, still says what it knows. */
interface Both<O, C> {
  readonly operator: O | null;
  readonly chain: C | null;
  /** Who did not answer, by code. */
  readonly unanswered: { readonly operator?: string; readonly chain?: string };
}

/** Throws `Refused` when neither answers. */
async function both<O, C>(
  context: Context,
  asked: { operator: Promise<O>; chain: Promise<C> },
): Promise<Both<O, C>> {
  const [operator, chain] = await Promise.all([orRefusal(asked.operator), orRefusal(asked.chain)]);
  if (operator instanceof Refused && chain instanceof Refused) throw operator;
  for (const [who, said] of [
    ["operator", operator],
    ["chain", chain],
  ] as const)
    if (said instanceof Refused && context.globals().json !== true)
      note(context, `the ${who}: ${said.message} (${said.code})`);
  return {
    operator: operator instanceof Refused ? null : operator,
    chain: chain instanceof Refused ? null : chain,
    unanswered: {
      ...(operator instanceof Refused ? { operator: operator.code } : {}),
      ...(chain instanceof Refused ? { chain: chain.code } : {}),
    },
  };
}

async function orRefusal<T>(promise: Promise<T>): Promise<T | Refused> {
  return promise.catch((thrown: unknown) => {
    if (thrown instanceof Refused) return thrown;
    throw thrown;
  });
}

async function status(context: Context, job: JobId): Promise<void> {
  const { operator, chain, unanswered } = await both(context, {
    operator: operatorJob(context, job),
    chain: withChain(context, (open) => jobOnChain(open, job)),
  });
  if (operator === null && chain === null)
    throw new Refused("job_unknown", "Whoever answered does not know this job.");
  answer(context, { job, operator, chain, unanswered }, () =>
    fields([
      ["job", job],
      ...operatorFields(operator, unanswered.operator),
      ...chainFields(chain, unanswered.chain),
    ]),
  );
}

/** A job of either kind. */
interface JobOnChain {
  readonly job: JobId;
  readonly phase: ChainJob["phase"] | AssuredPhase;
  readonly recordHash: ChainJob["recordHash"];
  readonly assured: boolean;
}

async function jobOnChain(chain: PolkadotChain, id: JobId): Promise<JobOnChain | null> {
  const plain = orRefuse(await chain.job(id));
  if (plain !== null) return { ...plain, assured: false };
  const found = orRefuse(await chain.assuredJob(id));
  if (found === null) return null;
  const { job, phase, recordHash } = found;
  return { job, phase, recordHash, assured: true };
}

const unknown = (code: string | undefined): string =>
  code === undefined ? "does not know it" : `? (${code})`;

function operatorFields(view: JobView | null, unanswered: string | undefined): (readonly [string, string])[] {
  if (view === null) return [["operator", unknown(unanswered)]];
  return [
    ["operator", view.code === null ? view.phase : `${view.phase} (${view.code})`],
    ["model", view.model],
    ["node", view.node ?? ""],
    ["tokens", `${view.promptTokens ?? "?"} in, ${view.completionTokens ?? "?"} out`],
    ["asked", time(view.createdAtMs)],
    ["last change", time(view.updatedAtMs)],
  ];
}

function chainFields(job: JobOnChain | null, unanswered: string | undefined): (readonly [string, string])[] {
  if (job === null) return [["chain", unknown(unanswered)]];
  const phase = job.assured ? `${job.phase} (assured: coco job show)` : job.phase;
  return [["chain", phase], ...(job.recordHash === null ? [] : [["record", job.recordHash] as const])];
}

async function list(context: Context, limit: number): Promise<void> {
  const told = await both(context, {
    operator: operatorSnapshot(context).then(({ jobs }) => jobs),
    chain: withChain(context, async (open) => orRefuse(await open.finishedJobs(limit))),
  });
  const jobs = merge(told.operator ?? [], told.chain ?? []).slice(0, limit);
  answer(context, { jobs, unanswered: told.unanswered }, () =>
    table(
      ["JOB", "OPERATOR", "CHAIN", "MODEL", "LAST CHANGE"],
      jobs.map(({ job, operator, chain }) => [
        job,
        operator?.phase ?? "",
        chain?.phase ?? "",
        operator?.model ?? "",
        operator === null ? "" : time(operator.updatedAtMs),
      ]),
    ),
  );
}

/** The operator's jobs, newest first, then those that only the chain still knows. */
function merge(operator: readonly JobView[], chain: readonly ChainJob[]) {
  const onChain = new Map(chain.map((one) => [one.job, one]));
  const recent = [...operator].sort((a, b) => b.updatedAtMs - a.updatedAtMs);
  const known = new Set(recent.map(({ job }) => job));
  return [
    ...recent.map((view) => ({ job: view.job, operator: view, chain: onChain.get(view.job) ?? null })),
    ...chain
      .filter(({ job }) => !known.has(job))
      .map((one) => ({ job: one.job, operator: null, chain: one })),
  ];
}

async function logs(context: Context, job: JobId): Promise<void> {
  const life = await withChain(context, async (chain) => orRefuse(await chain.jobLife(job)));
  if (life === null) throw new Refused("job_unknown", "The chain does not know this job (yet).");
  if (!life.whole && context.globals().json !== true)
    note(context, "earlier steps lie in blocks that this chain no longer answers for");
  answer(context, { job, ...life }, () => showLife(life));
}

function showLife({ steps }: ChainJobLife): string {
  return table(
    ["TIME", "BLOCK", "EVENT", "EXTRINSIC"],
    steps.map(({ timeMs, block, event, extrinsicHash }) => [
      time(timeMs),
      String(block),
      event,
      extrinsicHash,
    ]),
  );
}

async function cancel(context: Context, job: JobId, account: string | undefined): Promise<void> {
  const name = accountName(context, account);
  const signer = await openKey(context, name);
  const sign = async (genesis: Parameters<typeof jobCancellationMessage.encode>[1]) =>
    signer.sign(jobCancellationMessage.encode({ job }, genesis));
  const onChain = await withChain(context, async (chain) => {
    const found = await jobOnChain(chain, job);
    return { genesis: chain.genesis, phase: found?.phase ?? null, isAssured: found?.assured === true };
  });
  const operator = await operatorJob(context, job).catch((thrown: unknown) => {
    if (thrown instanceof Refused && thrown.code === "signaling_unreachable") return null;
    throw thrown;
  });
  if (operator === null && onChain.phase === null)
    throw new Refused("job_unknown", "Neither the operator nor the chain knows this job.");
  // The operator would strike it off while the node goes on and is never paid; only who asked can tell the node.
  if (operator?.phase === "running")
    throw new Refused(
      "job_running",
      "A node runs it already. Ctrl-C in the command that asked stops the node.",
    );
  const signature = await sign(onChain.genesis);
  const told = operator === null ? null : await cancelAtOperator(context, job, toHex(signature));
  let inclusion: Inclusion | null = null;
  // On the chain only what nobody accepted can be taken back; what was not submitted there needs no call.
  if (onChain.phase !== null)
    inclusion = await withPayer(context, signer, name, async (chain) =>
      orRefuse(
        onChain.isAssured
          ? await chain.cancelAssuredJob(job, signature)
          : await chain.cancelJob(job, signature),
      ),
    );
  answer(
    context,
    { job, operator: told, inclusion },
    () =>
      fields([
        ["job", job],
        ["operator", told?.phase ?? "does not know it"],
        ["chain", inclusion === null ? "does not know it" : "cancelled"],
      ]) + (inclusion === null ? "" : landing(inclusion)),
  );
}
