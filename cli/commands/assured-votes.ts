/** What verifiers do about assured jobs, with keys that are accounts on this machine. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Argument, type Command } from "commander";
import type { PolkadotChain } from "../../adapters/chain/polkadot.ts";
import type { AssuredJobView } from "../../adapters/chain/port.ts";
import { readAccount } from "../../adapters/keystore/account-folder.ts";
import type { Signer } from "../../adapters/keystore/port.ts";
import {
  blake2b256,
  type Hex,
  type JobId,
  toHex,
  type Verdict,
  type Vote,
  voteCommitmentMessage,
  voteCommitmentOf,
} from "../../protocol/index.ts";
import { keepVote, keptVote, votePath } from "../assured-files.ts";
import { knownAssured, payingFor } from "../assured-view.ts";
import { landing, withPayer } from "../chain-access.ts";
import { accountsFolder, answer, type Context, note } from "../context.ts";
import { accountName, openKeys } from "../keys.ts";
import { jobId } from "../options.ts";
import { removePrivate } from "../private-file.ts";
import { misused, orRefuse, Refused } from "../refused.ts";
import { fields, time } from "../text.ts";
import { PAYER, type Paying } from "./assured-work.ts";

/** The output digest of a verifier that did not run the input. */
const NO_OUTPUT: Hex = `0x${"00".repeat(32)}`;

interface VoteOptions extends Paying {
  readonly verifier: string;
  readonly output?: string;
}

export function assuredVoteCommands(job: Command, context: Context): void {
  job
    .command("commit")
    .description(
      "vote on an assured job's record without saying how yet; the vote's salt stays in a file until it is revealed",
    )
    .argument("<job>", "its id")
    .addArgument(
      new Argument("<verdict>", "the record is the model's, or it is not").choices(["upheld", "refuted"]),
    )
    .requiredOption("--verifier <name>", "the verifier's account on this machine; it signs")
    .option("--output <path>", "what the verifier got itself; only its hash is ever sent")
    .option(...PAYER)
    .action((text: string, verdict: Verdict, options: VoteOptions) =>
      commit(context, jobId(text), verdict, options),
    );

  job
    .command("reveal")
    .description("say how a verifier voted, once nobody can commit any more")
    .argument("<job>", "its id")
    .requiredOption("--verifier <name>", "whose vote: the account that committed it on this machine")
    .option(...PAYER)
    .action((text: string, options: Paying & { verifier: string }) => reveal(context, jobId(text), options));
}

async function commit(context: Context, job: JobId, verdict: Verdict, options: VoteOptions): Promise<void> {
  const outputDigest = await digest(options.output);
  const name = accountName(context, options.account);
  const [verifier, payer] = await openKeys(context, [options.verifier, name]);
  const path = votePath(context, options.verifier, job);
  const committed = await withPayer(context, payer, name, async (chain) => {
    const view = await knownAssured(chain, job);
    if (view.recordHash === null)
      throw new Refused("assuredJobs.JobNotDelivered", "The job has no record yet.");
    const vote = {
      job,
      recordHash: view.recordHash,
      verifier: verifier.account,
      verdict,
      outputDigest,
      salt: toHex(new Uint8Array(randomBytes(32))),
    };
    const inclusion = await send(chain, verifier, await kept(path, vote, view, chain), path);
    return { job, verifier: verifier.account, voteFile: path, revealFrom: whenToReveal(view), inclusion };
  });
  const { inclusion, revealFrom } = committed;
  answer(
    context,
    committed,
    () =>
      fields([
        ["job", job],
        ["vote kept in", path],
        ["reveal from", revealFrom === null ? "" : `${time(revealFrom)}, or when the whole panel committed`],
      ]) + landing(inclusion),
  );
  if (context.globals().json !== true)
    note(
      context,
      `keep ${path} until the vote is revealed: without it the vote is lost, its fee, and a tenth of the bond behind it`,
    );
}

function whenToReveal({ delivery }: AssuredJobView): bigint | null {
  return delivery === null ? null : delivery.commitUntilMs;
}

/** The vote that is sent: one that an earlier try kept, else this one, which is kept first. */
async function kept(path: string, vote: Vote, view: AssuredJobView, chain: PolkadotChain): Promise<Vote> {
  if (await keepVote(path, vote, chain.genesis)) return vote;
  const before = await keptVote(path, chain.genesis);
  const isSent = view.ballots.some(({ verifier }) => verifier === vote.verifier);
  if (before !== null && !isSent && before.verdict === vote.verdict && before.recordHash === vote.recordHash)
    return before;
  throw new Refused(
    "vote_exists",
    `There is a vote of this key on this job: ${path}. To reveal it: coco job reveal`,
  );
}

async function send(chain: PolkadotChain, verifier: Signer, vote: Vote, path: string) {
  const { job, recordHash } = vote;
  const commitment = {
    job,
    recordHash,
    verifier: verifier.account,
    commitment: voteCommitmentOf(vote, chain.genesis),
  };
  const signature = await verifier.sign(voteCommitmentMessage.encode(commitment, chain.genesis));
  const sent = await chain.commitVote(commitment, signature);
  // What the pallet refused is not there to be revealed; of anything else nobody knows whether it arrived.
  const pallet = sent.ok ? undefined : sent.error.pallet;
  if (pallet !== undefined && pallet !== "assuredJobs.AlreadyVoted") await removePrivate(path);
  return orRefuse(sent);
}

async function reveal(
  context: Context,
  job: JobId,
  { verifier, account }: Paying & { verifier: string },
): Promise<void> {
  orRefuse(await readAccount(accountsFolder(context.environment), verifier));
  const path = votePath(context, verifier, job);
  const revealed = await payingFor(context, account, async (chain) => {
    const vote = await keptVote(path, chain.genesis);
    if (vote === null)
      throw new Refused("vote_unknown", `There is no vote of ${verifier} on this job here: ${path}`);
    const inclusion = orRefuse(await chain.revealVote(vote));
    await removePrivate(path);
    const { verdict } = await knownAssured(chain, job);
    return { job, vote: vote.verdict, verdict, inclusion };
  });
  answer(
    context,
    revealed,
    () =>
      fields([
        ["job", job],
        ["vote", revealed.vote],
        ["verdict", revealed.verdict ?? "not yet"],
      ]) + landing(revealed.inclusion),
  );
}

async function digest(path: string | undefined): Promise<Hex> {
  if (path === undefined) return NO_OUTPUT;
  const output = await readFile(path).catch(() => null);
  if (output === null) throw misused("--output: the file cannot be read.");
  return blake2b256(new Uint8Array(output));
}
