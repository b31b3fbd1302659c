/** The chain over `@polkadot/api`: any node that runs our runtime, the embedded development chain included. */
import {
  encode,
  err,
  idBytes,
  jobAcceptanceMessage,
  jobIntentMessage,
  ok,
  parseChannelId,
  parseGenesisHash,
  type GenesisHash,
  type Result,
  usageRecordMessage,
} from "../../protocol/index.ts";
import type { Signer } from "../keystore/port.ts";
import { assuredCalls } from "./assured-calls.ts";
import { AssuredReads } from "./assured-reads.ts";
import { BlockEvents } from "./block-events.ts";
import { type ChainDescription, describeChain } from "./chain-description.ts";
import { callError } from "./chain-errors.ts";
import { channelCalls } from "./channel-calls.ts";
import { ChannelReads } from "./channel-reads.ts";
import { type Call, callsOf, hasOurPallets } from "./decorated.ts";
import { readDevice, readDevices, readDevicesOf } from "./device-reads.ts";
import { sendFromAlice } from "./faucet.ts";
import { estimateFee } from "./fees.ts";
import { headOf, HeadFollower } from "./head-follower.ts";
import type { WaitFor } from "./inclusion-wait.ts";
import { readFinishedJobs, readJob, readOpenIntents } from "./job-reads.ts";
import { readJobLife } from "./job-steps.ts";
import { connect, type Connection, type ConnectOptions } from "./polkadot-connection.ts";
import type { Chain, ChainError, Inclusion, OpenedChannel, PaidVerb } from "./port.ts";
import { registryCalls } from "./registry-calls.ts";
import { readModelReputation, readReputation, readReputationHistory } from "./reputation-reads.ts";
import { freeBalance, lastBlockOf } from "./stored-order.ts";
import { Submissions, type SubmitOptions } from "./submission.ts";

export interface PolkadotChainOptions extends ConnectOptions {
  /** Signs and pays for every call. */
  readonly operator: Signer;
  /** ms until a verb gives up waiting for its block. */
  readonly inclusionTimeoutMs?: number;
  /** When a verb resolves: `inclusion` (the default), or `finality`, some seconds later on a network. */
  readonly waitFor?: WaitFor;
}

export interface PolkadotChain extends Chain {
  /** What the node says of itself. */
  describe(): Promise<Result<ChainDescription, ChainError>>;
  /** Planck that the operator can spend on fees. */
  balance(): Promise<Result<bigint, ChainError>>;
  /**
   * Gives the operator's account planck from the well-known `//Alice`. Only on a chain that says it is for development; everybody
   * knows that key, so on any other chain this is refused.
   */
  fundFromDevelopmentFaucet(amountPlanck: bigint): Promise<Result<Inclusion, ChainError>>;
}

/** Connects to `url`. Errors: `chain_unreachable` (also for a chain without our pallets), `aborted`. */
export async function connectPolkadotChain(
  options: PolkadotChainOptions,
): Promise<Result<PolkadotChain, ChainError>> {
  const connected = await connect(options);
  if (!connected.ok) return connected;
  const connection = connected.value;
  const genesis = parseGenesisHash(connection.api.genesisHash.toHex());
  if (genesis === null || !hasOurPallets(connection.api)) {
    await connection.close();
    return err({
      code: "chain_unreachable",
      message: "the chain at this address runs another runtime than ours",
    });
  }
  try {
    return ok(chainOver(connection, await HeadFollower.start(connection), genesis, options));
  } catch (thrown) {
    await connection.close();
    return err(callError(thrown));
  }
}

function chainOver(
  connection: Connection,
  heads: HeadFollower,
  genesis: GenesisHash,
  options: PolkadotChainOptions,
): PolkadotChain {
  const { api } = connection;
  const events = new BlockEvents(connection);
  const submissions = new Submissions(connection, heads, events, options.operator);
  const closing = new AbortController();
  const operator = options.operator.account;
  const limits: SubmitOptions = {
    signal: closing.signal,
    waitFor: options.waitFor ?? "inclusion",
    ...(options.inclusionTimeoutMs === undefined ? {} : { timeoutMs: options.inclusionTimeoutMs }),
  };
  const submit = (call: () => Call) => submissions.submit(call, limits);
  const jobs = callsOf(api, "computeJobs");
  const registry = registryCalls(api);
  const channels = new ChannelReads(connection);
  const settlement = channelCalls(api);
  const assured = new AssuredReads(connection);
  const assuredJobs = assuredCalls(api);

  const verbs = <T>(submit: (call: () => Call) => T): Verbs<T> => ({
    registerDevice: (...given) => submit(() => registry.registerDevice(...given)),
    updateDevice: (...given) => submit(() => registry.updateDevice(...given)),
    bondDevice: (...given) => submit(() => registry.bondDevice(...given)),
    unbondDevice: (...given) => submit(() => registry.unbondDevice(...given)),
    withdrawBond: (...given) => submit(() => registry.withdrawBond(...given)),
    offerDevice: (...given) => submit(() => registry.offerDevice(...given)),
    acceptDevice: (...given) => submit(() => registry.acceptDevice(...given)),
    withdrawOffer: (...given) => submit(() => registry.withdrawOffer(...given)),
    rekeyDevice: (...given) => submit(() => registry.rekeyDevice(...given)),
    deregisterDevice: (...given) => submit(() => registry.deregisterDevice(...given)),
    submitJobIntent: (intent, signature) =>
      submit(() => jobs("submitJobIntent", encode(jobIntentMessage.body, intent), signature)),
    acceptJob: (acceptance, signature) =>
      submit(() => jobs("acceptJob", encode(jobAcceptanceMessage.body, acceptance), signature)),
    completeJob: (record, deviceSignature, requesterSignature) =>
      submit(() =>
        jobs("completeJob", encode(usageRecordMessage.body, record), deviceSignature, requesterSignature),
      ),
    cancelJob: (job, signature) => submit(() => jobs("cancelJob", idBytes(job), signature)),
    expireJob: (job) => submit(() => jobs("expireJob", idBytes(job))),
    submitAssuredJob: (...given) => submit(() => assuredJobs.submitAssuredJob(...given)),
    acceptAssuredJob: (...given) => submit(() => assuredJobs.acceptAssuredJob(...given)),
    startAssuredJob: (...given) => submit(() => assuredJobs.startAssuredJob(...given)),
    deliverRecord: (...given) => submit(() => assuredJobs.deliverRecord(...given)),
    commitVote: (...given) => submit(() => assuredJobs.commitVote(...given)),
    revealVote: (...given) => submit(() => assuredJobs.revealVote(...given)),
    disputeJob: (...given) => submit(() => assuredJobs.disputeJob(...given)),
    settleAssuredJob: (...given) => submit(() => assuredJobs.settleAssuredJob(...given)),
    cancelAssuredJob: (...given) => submit(() => assuredJobs.cancelAssuredJob(...given)),
    expireAssuredJob: (...given) => submit(() => assuredJobs.expireAssuredJob(...given)),
    openChannel: (...given) => submit(() => settlement.openChannel(...given)),
    topUpChannel: (...given) => submit(() => settlement.topUpChannel(...given)),
    claimVoucher: (...given) => submit(() => settlement.claimVoucher(...given)),
    closeChannel: (...given) => submit(() => settlement.closeChannel(...given)),
    forceCloseChannel: (...given) => submit(() => settlement.forceCloseChannel(...given)),
    proveRecord: (...given) => submit(() => settlement.proveRecord(...given)),
  });

  return {
    genesis,
    operator,
    get connected() {
      return connection.connected;
    },
    ...verbs(submit),
    openChannel: async (...given) => {
      const landed = await submit(() => settlement.openChannel(...given));
      return landed.ok ? answered(async () => openedChannel(landed.value, events)) : landed;
    },
    assuredJob: (job) => answered(() => assured.job(job)),
    openAssuredIntents: (...given) => answered(() => assured.openIntents(...given)),
    promisedPlanck: (device) => answered(() => assured.promisedPlanck(device)),
    assuranceRules: () => answered(() => assured.rules()),
    channel: (id) => answered(() => channels.channel(id)),
    openChannels: (after, limit) => answered(() => channels.openChannels(after, limit)),
    channelTerms: () => answered(() => channels.terms()),
    estimateFee: (verb, ...parameters) =>
      answered(() => estimateFee(connection, operator, verbs((call) => call())[verb](...parameters))),
    device: (account) => answered(() => readDevice(connection, account)),
    devices: (limit) => answered(() => readDevices(connection, limit)),
    devicesOf: (owner) => answered(() => readDevicesOf(connection, owner)),
    reputation: (device) => answered(() => readReputation(connection, device)),
    modelReputation: (...given) => answered(() => readModelReputation(connection, ...given)),
    reputationHistory: (device) => answered(() => readReputationHistory(connection, device)),
    job: (job) => answered(() => readJob(connection, job)),
    openIntents: (...given) => answered(() => readOpenIntents(connection, ...given)),
    finishedJobs: (limit) => answered(() => readFinishedJobs(connection, limit)),
    jobLife: (job) =>
      answered(async () => {
        const lastBlock = await lastBlockOf(connection, job);
        return lastBlock === null ? null : readJobLife(connection, events, job, lastBlock);
      }),
    head: () => answered(() => headAndFinalized(connection)),
    onHead: (listener) => heads.onHead(listener),
    describe: () => answered(() => describeChain(connection)),
    balance: () => answered(() => freeBalance(connection, operator)),
    fundFromDevelopmentFaucet: (amountPlanck) =>
      sendFromAlice(connection, heads, events, operator, amountPlanck, limits),
    async close() {
      closing.abort();
      await connection.close();
    },
  };
}

type Verbs<T> = { readonly [V in PaidVerb]: (...parameters: Parameters<Chain[V]>) => T };

/** The chain names a channel when it opens it. */
async function openedChannel(inclusion: Inclusion, events: BlockEvents): Promise<OpenedChannel> {
  const { blockHash, extrinsicHash } = inclusion;
  const opened = await events.dataOf(blockHash, extrinsicHash, "settlement", "ChannelOpened");
  const channel = parseChannelId(opened?.[0]?.toHex() ?? "");
  if (channel === null) throw new Error("the chain does not say which channel it opened");
  return { ...inclusion, channel };
}

async function headAndFinalized(connection: Connection) {
  const best = headOf(connection, await connection.call("chain_getHeader", []));
  const hash = await connection.call("chain_getFinalizedHead", []);
  const finalized = headOf(connection, await connection.call("chain_getHeader", [hash]));
  return { ...best, finalized: finalized.number };
}

/** Reads never refuse; what goes wrong is the way there. Anything else is a bug, and throws. */
async function answered<T>(ask: () => Promise<T>): Promise<Result<T, ChainError>> {
  try {
    return ok(await ask());
  } catch (thrown) {
    return err(callError(thrown));
  }
}
