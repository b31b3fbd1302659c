/** `coco job` for assured jobs: who asks, and what everybody may do. Devices: assured-work.ts; verifiers: assured-votes.ts. */
import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import type { PolkadotChain } from "../../adapters/chain/polkadot.ts";
import type { AssuredJobView, Inclusion, OpenAssuredIntents } from "../../adapters/chain/port.ts";
import {
  type AccountId,
  assuredIntentMessage,
  assuredJobIdOf,
  blake2b256,
  heldPlanck,
  jobMatchMessage,
  type JobId,
  toHex,
} from "../../protocol/index.ts";
import { keepSalt } from "../assured-files.ts";
import { assuredIntentOf, type AssuredWish, digestOf } from "../assured-terms.ts";
import { nextSteps } from "../assured-next.ts";
import { chainTimeMs, knownAssured, payingFor, showAssured } from "../assured-view.ts";
import { landing, withChain, withPayer } from "../chain-access.ts";
import { answer, type Context, note } from "../context.ts";
import { accountName, accountOf, openKey } from "../keys.ts";
import { amount, duration, jobId, several, wholeNumber } from "../options.ts";
import { misused, orRefuse, Refused } from "../refused.ts";
import { fields, table, time, tokens } from "../text.ts";
import { assuredVoteCommands } from "./assured-votes.ts";
import { assuredWorkCommands, PAYER, type Paying } from "./assured-work.ts";

/** ms that a match lasts when nobody says otherwise. */
const DEFAULT_MATCH_MS = 10 * 60_000;

interface AssureOptions extends AssuredWish, Paying {
  readonly input: string;
  readonly verifier?: readonly string[];
  readonly matcher?: string;
}

export function assuredCommands(job: Command, context: Context): void {
  job
    .command("assure")
    .description(
      "submit a job whose price is held, with a bond behind the answer and, if wanted, a panel that votes on it",
    )
    .requiredOption("-m, --model <id>", "the model that answers")
    .requiredOption("--max-price <coco>", "what the answer may cost at the most, in COCO", amount)
    .requiredOption("--max-prompt-tokens <count>", "tokens of the input at the most", wholeNumber)
    .requiredOption("--max-completion-tokens <count>", "tokens of the answer at the most", wholeNumber)
    .requiredOption("--deadline <duration>", "time for the answer from now: 90s, 10m, at most 1h", duration)
    .requiredOption(
      "--input <path>",
      "what the model is given, byte for byte; - is standard input. Only its salted hash is sent",
    )
    .addOption(nothingElse("--bond <coco>", "what the device loses when the answer is refuted, in COCO"))
    .option("--min-score <score>", "least reputation of the device, 0 to 100", wholeNumber, 0)
    .option("--min-evidence <percent>", "how much of it evidence has to assure", wholeNumber, 0)
    .option("--start-within <duration>", "the device has to say within this time that it starts", duration)
    .option(
      "--verifier <device>",
      "on the panel: a name, an address or a public key; give it several times",
      several,
    )
    .option("--threshold <votes>", "votes that decide; default: the smallest majority", wholeNumber)
    .addOption(nothingElse("--fee <coco>", "for each verifier that votes with the outcome, in COCO"))
    .addOption(
      new Option(
        "--verification <kind>",
        "whether the panel runs the input itself or scores the answer's tokens",
      )
        .choices(["reexecution", "audit"])
        .default("reexecution"),
    )
    .option("--matcher <account>", "whose match a device needs to accept: a name or an address")
    .option("--account <name>", "who asks, signs and pays (COCO_ACCOUNT)")
    .action((options: AssureOptions) => assure(context, options));

  job
    .command("show")
    .description("an assured job: terms, windows, votes, verdict, and what can be done next")
    .argument("<job>", "its id")
    .action((text: string) => show(context, jobId(text)));

  assuredWorkCommands(job, context);
  assuredVoteCommands(job, context);

  job
    .command("match")
    .description(
      "give an assured job that names this account as its matcher to a device; the answer is the match's file",
    )
    .argument("<job>", "its id")
    .argument("<device>", "a name, an address or a public key")
    .option("--valid <duration>", "how long it lasts", duration, DEFAULT_MATCH_MS)
    .option("--account <name>", "the matcher; it signs, nothing is paid (COCO_ACCOUNT)")
    .action((text: string, device: string, options: Paying & { valid: number }) =>
      match(context, jobId(text), device, options),
    );

  job
    .command("dispute")
    .description("do not take an assured job's verdict; holds a deposit. By the party that it goes against")
    .argument("<job>", "its id")
    .requiredOption("--evidence <path>", "what the arbiter will be shown; only its hash is sent")
    .option(...PAYER)
    .action((text: string, options: Paying & { evidence: string }) => dispute(context, jobId(text), options));

  job
    .command("settle")
    .description("end an assured job by its verdict, once its windows are over")
    .argument("<job>", "its id")
    .option(...PAYER)
    .action(async (text: string, { account }: Paying) => {
      const id = jobId(text);
      await finish(context, id, account, (chain) => chain.settleAssuredJob(id));
    });

  job
    .command("expire")
    .description("end a job whose time ran out without a record, assured or not; what was held goes back")
    .argument("<job>", "its id")
    .option(...PAYER)
    .action(async (text: string, { account }: Paying) => {
      const id = jobId(text);
      await finish(context, id, account, async (chain) => {
        const isAssured = orRefuse(await chain.assuredJob(id)) !== null;
        return isAssured ? chain.expireAssuredJob(id) : chain.expireJob(id);
      });
    });
}

/** An amount that is nothing unless told. */
function nothingElse(flags: string, about: string): Option {
  return new Option(flags, about).argParser(amount).default(0n, "0");
}

async function assure(context: Context, options: AssureOptions): Promise<void> {
  const name = accountName(context, options.account);
  const input = await readInput(context, options.input);
  const panel: AccountId[] = [];
  for (const verifier of options.verifier ?? []) panel.push(await accountOf(context, verifier));
  const matcher = options.matcher === undefined ? null : await accountOf(context, options.matcher);
  const signer = await openKey(context, name);
  const salted = digestOf(input);
  const parties = { requester: signer.account, matcher, panel };
  const submitted = await withPayer(context, signer, name, async (chain) => {
    const assured = assuredIntentOf(options, parties, salted, Date.now());
    const job = assuredJobIdOf(assured, chain.genesis);
    const saltFile = await keepSalt(context, job, salted);
    const signature = await signer.sign(assuredIntentMessage.encode(assured, chain.genesis));
    const inclusion = orRefuse(await chain.submitAssuredJob(assured, signature));
    return { job, ...salted, saltFile, heldPlanck: heldPlanck(assured), inclusion };
  });
  answer(
    context,
    submitted,
    () =>
      fields([
        ["job", submitted.job],
        ["input salt", submitted.inputSalt],
        ["kept in", submitted.saltFile],
        ["will hold", tokens(submitted.heldPlanck)],
      ]) + landing(submitted.inclusion),
  );
  if (context.globals().json !== true)
    note(
      context,
      "hand the input and its salt to the device and the verifiers: the chain has the salted hash only",
    );
}

/** The bytes as they are: device and verifiers hash the same ones. */
async function readInput(context: Context, path: string): Promise<Uint8Array> {
  const input =
    path === "-"
      ? new TextEncoder().encode(await context.readInput())
      : await readFile(path).catch(() => null);
  if (input === null) throw misused("--input: the file cannot be read.");
  if (input.length === 0) throw misused("--input: the input is empty.");
  return new Uint8Array(input);
}

async function show(context: Context, id: JobId): Promise<void> {
  const told = await withChain(context, async (chain) => {
    const view = await knownAssured(chain, id);
    const [nowMs, rules] = [await chainTimeMs(chain), orRefuse(await chain.assuranceRules())];
    return { view, rules, next: nextSteps(view, nowMs) };
  });
  const { view, next, rules } = told;
  answer(context, { ...view, next }, () => showAssured(view, next, rules));
}

/** Page by page, until there are enough or no more. */
export async function listAssured(context: Context, limit: number): Promise<void> {
  const jobs = await withChain(context, async (chain) => {
    const found: AssuredJobView[] = [];
    let after: JobId | null = null;
    do {
      const page: OpenAssuredIntents = orRefuse(await chain.openAssuredIntents(null, after, limit));
      found.push(...page.jobs);
      after = page.next;
    } while (after !== null && found.length < limit);
    return found.slice(0, limit);
  });
  answer(context, jobs, () =>
    table(
      ["JOB", "MODEL", "MAX PRICE", "BOND", "PANEL", "DEADLINE"],
      jobs.flatMap(({ job, assured }) =>
        assured === null
          ? []
          : [
              [
                job,
                assured.intent.model,
                tokens(assured.intent.maxPricePlanck),
                tokens(assured.terms.bondPlanck),
                String(assured.terms.verifiers.length),
                time(assured.intent.deadlineMs),
              ],
            ],
      ),
    ),
  );
}

async function match(
  context: Context,
  job: JobId,
  to: string,
  { account, valid }: Paying & { valid: number },
): Promise<void> {
  const [name, device] = [accountName(context, account), await accountOf(context, to)];
  const signer = await openKey(context, name);
  const made = await withChain(context, async (chain) => {
    const { assured } = await knownAssured(chain, job);
    if (assured !== null && assured.terms.matcher !== signer.account)
      throw new Refused("not_matcher", "The job's terms name another matcher, or none.");
    const matched = { job, device, expiresAtMs: BigInt(Date.now() + valid) };
    const bytes = jobMatchMessage.encode(matched, chain.genesis);
    return { match: toHex(bytes), signature: toHex(await signer.sign(bytes)) };
  });
  // A file for `coco job accept --match`, with and without `--json`.
  answer(context, made, () => `${JSON.stringify(made)}\n`);
}

async function dispute(
  context: Context,
  job: JobId,
  { evidence: path, account }: Paying & { evidence: string },
): Promise<void> {
  const shown = await readFile(path).catch(() => null);
  if (shown === null) throw misused("--evidence: the file cannot be read.");
  const evidence = blake2b256(new Uint8Array(shown));
  const inclusion = await payingFor(context, account, async (chain) =>
    orRefuse(await chain.disputeJob(job, evidence)),
  );
  answer(
    context,
    { job, evidence, inclusion },
    () =>
      fields([
        ["job", job],
        ["evidence", evidence],
      ]) + landing(inclusion),
  );
}

type Ending = Awaited<ReturnType<PolkadotChain["settleAssuredJob"]>>;

async function finish(
  context: Context,
  job: JobId,
  account: string | undefined,
  end: (chain: PolkadotChain) => Promise<Ending>,
): Promise<void> {
  const ended = await payingFor(
    context,
    account,
    async (chain): Promise<{ inclusion: Inclusion; view: AssuredJobView | null }> => {
      const inclusion = orRefuse(await end(chain));
      return { inclusion, view: orRefuse(await chain.assuredJob(job)) };
    },
  );
  const phase = ended.view?.phase ?? "expired";
  answer(
    context,
    { job, phase, inclusion: ended.inclusion },
    () =>
      fields([
        ["job", job],
        ["phase", phase],
      ]) + landing(ended.inclusion),
  );
}
