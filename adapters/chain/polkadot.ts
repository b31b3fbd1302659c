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
  capabilitiesCodec,
  deviceRegistrationMessage,
  type DeviceUpdate,
} from "../../protocol/index.ts";
import type { Signer } from "../keystore/port.ts";
import { BlockEvents } from "./block-events.ts";
import { type ChainDescription, describeChain } from "./chain-description.ts";
import { callError } from "./chain-errors.ts";
import { channelCalls } from "./channel-calls.ts";
import { ChannelReads } from "./channel-reads.ts";
import { ChainReads, hasOurPallets } from "./chain-reads.ts";
import { callOf, type Call } from "./decorated.ts";
import { sendFromAlice } from "./faucet.ts";
import { estimateFee } from "./fees.ts";
import { headOf, HeadFollower } from "./head-follower.ts";
import type { WaitFor } from "./inclusion-wait.ts";
import { readJobLife } from "./job-steps.ts";
import { connect, type Connection, type ConnectOptions } from "./polkadot-connection.ts";
import type { Chain, ChainError, Inclusion, OpenedChannel, PaidVerb } from "./port.ts";
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
  const reads = new ChainReads(connection);
  const closing = new AbortController();
  const operator = options.operator.account;
  const limits: SubmitOptions = {
    signal: closing.signal,
    waitFor: options.waitFor ?? "inclusion",
    ...(options.inclusionTimeoutMs === undefined ? {} : { timeoutMs: options.inclusionTimeoutMs }),
  };
  const submit = (call: () => Call) => submissions.submit(call, limits);
  const jobs: PalletCalls = (name, ...args) => callOf(api, "computeJobs", name, ...args);
  const registry: PalletCalls = (name, ...args) => callOf(api, "deviceRegistry", name, ...args);

  const channels = new ChannelReads(connection);
  const settlement = channelCalls(api);

  const verbs = <T>(submit: (call: () => Call) => T): Verbs<T> => ({
    registerDevice: (registration, signature) =>
      submit(() =>
        registry("registerDevice", encode(deviceRegistrationMessage.body, registration), signature),
      ),
    updateDevice: (update, signature) => submit(() => updateCall(registry, update, signature)),
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
    channel: (id) => answered(() => channels.channel(id)),
    openChannels: (after, limit) => answered(() => channels.openChannels(after, limit)),
    channelTerms: () => answered(() => channels.terms()),
    estimateFee: (verb, ...parameters) =>
      answered(() => estimateFee(connection, operator, verbs((call) => call())[verb](...parameters))),
    device: (account) => answered(() => reads.device(account)),
    devices: (limit) => answered(() => reads.devices(limit)),
    job: (job) => answered(() => reads.job(job)),
    finishedJobs: (limit) => answered(() => reads.finishedJobs(limit)),
    jobLife: (job) =>
      answered(async () => {
        const lastBlock = await reads.lastBlockOf(job);
        return lastBlock === null ? null : readJobLife(connection, events, job, lastBlock);
      }),
    head: () => answered(() => headAndFinalized(connection)),
    onHead: (listener) => heads.onHead(listener),
    describe: () => answered(() => describeChain(connection)),
    balance: () => answered(() => reads.freeBalance(operator)),
    fundFromDevelopmentFaucet: (amountPlanck) =>
      sendFromAlice(connection, heads, events, operator, amountPlanck, limits),
    async close() {
      closing.abort();
      await connection.close();
    },
  };
}

type Verbs<T> = { readonly [V in PaidVerb]: (...parameters: Parameters<Chain[V]>) => T };
type PalletCalls = (name: string, ...args: unknown[]) => Call;

function updateCall(call: PalletCalls, { device, nonce, action }: DeviceUpdate, signature: Uint8Array): Call {
  const key = idBytes(device);
  switch (action.type) {
    case "updateMetadata":
      return call(
        "updateMetadata",
        key,
        nonce,
        encode(capabilitiesCodec, action.capabilities),
        action.metadata,
        signature,
      );
    case "setStatus":
      return call("setStatus", key, nonce, action.status, signature);
    case "heartbeat":
      return call("heartbeat", key, nonce, signature);
  }
}

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
