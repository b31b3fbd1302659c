/** What devices do about assured jobs, with keys that are accounts on this machine. */
import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import type { PolkadotChain } from "../../adapters/chain/polkadot.ts";
import type { Inclusion } from "../../adapters/chain/port.ts";
import type { Signer } from "../../adapters/keystore/port.ts";
import {
  type GenesisHash,
  type JobAcceptance,
  jobAcceptanceMessage,
  type JobId,
  jobStartMessage,
  type LeaseId,
  toHex,
  usageRecordMessage,
} from "../../protocol/index.ts";
import {
  acceptancePath,
  keepAcceptance,
  keptAcceptance,
  readMatchFile,
  readRecordFile,
} from "../assured-files.ts";
import { knownAssured } from "../assured-view.ts";
import { landing, withPayer } from "../chain-access.ts";
import { answer, type Context } from "../context.ts";
import { accountName, openKeys } from "../keys.ts";
import { amount, jobId } from "../options.ts";
import { removePrivate } from "../private-file.ts";
import { misused, orRefuse, Refused } from "../refused.ts";
import { fields } from "../text.ts";

export interface Paying {
  readonly account?: string;
}

export const PAYER = ["--account <name>", "the account that pays (COCO_ACCOUNT)"] as const;
const DEVICE = ["--device <name>", "the device's account on this machine; it signs"] as const;

interface AcceptOptions extends Paying {
  readonly device: string;
  readonly promptPrice: bigint;
  readonly completionPrice: bigint;
  readonly match?: string;
}

export function assuredWorkCommands(job: Command, context: Context): void {
  job
    .command("accept")
    .description(
      "promise, as a device, to run an assured job; the requester's money is held, and the bond with it",
    )
    .argument("<job>", "its id")
    .requiredOption(...DEVICE)
    .requiredOption("--prompt-price <coco>", "for each token of the input, in COCO", amount)
    .requiredOption("--completion-price <coco>", "for each token of the answer, in COCO", amount)
    .option("--match <path>", "the file of coco job match, where the job names a matcher")
    .option(...PAYER)
    .action((text: string, options: AcceptOptions) => accept(context, jobId(text), options));

  job
    .command("start")
    .description("say, as a device, that an accepted job starts")
    .argument("<job>", "its id")
    .requiredOption(...DEVICE)
    .option(...PAYER)
    .action((text: string, options: Paying & { device: string }) => start(context, jobId(text), options));

  job
    .command("deliver")
    .description(
      "bring an assured job's usage record, from a file with its signatures or with the device's key here",
    )
    .argument("<file>", "JSON with the record and its signatures; see docs/cli.md")
    .option("--device <name>", "signs the record, where the file has no signature of the device")
    .option(...PAYER)
    .action((path: string, options: Paying & { device?: string }) => deliver(context, path, options));
}

async function accept(context: Context, job: JobId, options: AcceptOptions): Promise<void> {
  const { device, payer, name } = await keys(context, options.device, options.account);
  const accepted = await withPayer(context, payer, name, async (chain) => {
    const known = orRefuse(await chain.device(device.account));
    if (known === null) throw new Refused("device_unknown", "The chain knows no device of this key.");
    const matched = options.match === undefined ? null : await readMatchFile(options.match, chain.genesis);
    const path = acceptancePath(context, job, device.account);
    const acceptance = await promised(path, chain.genesis, {
      job,
      lease: toHex(new Uint8Array(randomBytes(16))) as LeaseId,
      device: device.account,
      owner: known.owner,
      promptTokenPricePlanck: options.promptPrice,
      completionTokenPricePlanck: options.completionPrice,
      acceptedAtMs: BigInt(Date.now()),
    });
    const signature = await device.sign(jobAcceptanceMessage.encode(acceptance, chain.genesis));
    const sent = await chain.acceptAssuredJob(acceptance, signature, matched);
    // What the pallet refused binds nobody; of anything else nobody knows whether it arrived.
    const pallet = sent.ok ? undefined : sent.error.pallet;
    if (pallet !== undefined && pallet !== "assuredJobs.JobAlreadyAccepted") await removePrivate(path);
    const inclusion = orRefuse(sent);
    return { ...acceptance, inclusion };
  });
  const { inclusion, lease } = accepted;
  answer(
    context,
    accepted,
    () =>
      fields([
        ["job", job],
        ["lease", lease],
      ]) + landing(inclusion),
  );
}

/** The promise that is sent: one that an earlier try kept, else this one, which is kept first: without its lease nothing can be delivered. */
async function promised(
  path: string,
  genesis: GenesisHash,
  acceptance: JobAcceptance,
): Promise<JobAcceptance> {
  if (await keepAcceptance(path, acceptance, genesis)) return acceptance;
  const before = await keptAcceptance(path, genesis);
  if (
    before !== null &&
    before.owner === acceptance.owner &&
    before.promptTokenPricePlanck === acceptance.promptTokenPricePlanck &&
    before.completionTokenPricePlanck === acceptance.completionTokenPricePlanck
  )
    return before;
  throw new Refused("acceptance_exists", `This device promised the job before, on other terms: ${path}`);
}

async function start(context: Context, job: JobId, options: Paying & { device: string }): Promise<void> {
  const { device, payer, name } = await keys(context, options.device, options.account);
  const inclusion = await withPayer(context, payer, name, async (chain) => {
    await knownAssured(chain, job);
    const path = acceptancePath(context, job, device.account);
    const acceptance = await keptAcceptance(path, chain.genesis);
    if (acceptance === null)
      throw new Refused(
        "acceptance_unknown",
        "This machine did not accept the job with this key: it has no lease of it.",
      );
    const begun = { job, lease: acceptance.lease };
    const signature = await device.sign(jobStartMessage.encode(begun, chain.genesis));
    return orRefuse(await chain.startAssuredJob(begun, signature));
  });
  answer(context, { job, inclusion }, () => fields([["job", job]]) + landing(inclusion));
}

async function deliver(context: Context, path: string, options: Paying & { device?: string }): Promise<void> {
  const name = accountName(context, options.account);
  const [payer, device] = await openKeys(context, [name, options.device ?? name]);
  const delivered = await withPayer(context, payer, name, async (chain) =>
    bring(chain, path, options.device === undefined ? null : device),
  );
  const { inclusion, job, phase, recordHash } = delivered;
  answer(
    context,
    delivered,
    () =>
      fields([
        ["job", job],
        ["phase", phase],
        ["record", recordHash ?? ""],
      ]) + landing(inclusion),
  );
}

async function bring(chain: PolkadotChain, path: string, device: Signer | null) {
  const file = await readRecordFile(path, chain.genesis);
  const { record } = file;
  const signed =
    file.deviceSignature ?? (await device?.sign(usageRecordMessage.encode(record, chain.genesis)));
  if (signed === undefined)
    throw misused("The file has no signature of the device. Say who signs: --device <name>.");
  const inclusion: Inclusion = orRefuse(await chain.deliverRecord(record, signed, file.requesterSignature));
  const { phase, recordHash } = await knownAssured(chain, record.job);
  return { job: record.job, phase, recordHash, inclusion };
}

async function keys(context: Context, deviceName: string, account: string | undefined) {
  const name = accountName(context, account);
  const [device, payer] = await openKeys(context, [deviceName, name]);
  return { device, payer, name };
}
