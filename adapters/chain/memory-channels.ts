/** The settlement pallet's rules over channels in memory. Everybody has enough planck; nobody is paid. */
import {
  type AccountId,
  type ChannelId,
  channelIdOf,
  EMPTY_ROOT,
  type GenesisHash,
  modelTotalsRootOf,
  type ModelTotals,
  NO_TOTALS,
  parseModelTotals,
  recordHashOf,
  sumOfTotals,
  idBytes,
  usageRecordMessage,
  verifyBytes,
  verifyInclusion,
  type Voucher,
  voucherMessage,
} from "../../protocol/index.ts";
import type { ChainChannel, ChannelTerms, ChannelVerbs } from "./channel-port.ts";
import type { ErrorName, ErrorOf, EventName, EventOf } from "./runtime-names.ts";

/** As `pallets/runtime` sets them. */
export const MEMORY_TERMS: ChannelTerms = {
  protocolFeePpm: 10_000,
  challengeMs: 24n * 60n * 60n * 1000n,
  minDepositPlanck: 100_000_000_000n,
};

/** The event that a call deposits, or the error that it fails with. */
type Outcome = { readonly event: EventName } | { readonly error: ErrorName };
const refused = (error: ErrorOf<"settlement">): Outcome => ({ error: `settlement.${error}` });
const done = (event: EventOf<"settlement">): Outcome => ({ event: `settlement.${event}` });

export interface DeviceInService {
  readonly owner: AccountId;
  readonly inService: boolean;
}

export class MemoryChannels {
  readonly #channels = new Map<ChannelId, ChainChannel>();
  readonly #genesis: GenesisHash;
  readonly #operator: AccountId;
  readonly #nowMs: () => bigint;
  readonly #device: (device: AccountId) => DeviceInService | null;
  #next = 0n;

  constructor(
    genesis: GenesisHash,
    operator: AccountId,
    nowMs: () => bigint,
    device: (device: AccountId) => DeviceInService | null,
  ) {
    this.#genesis = genesis;
    this.#operator = operator;
    this.#nowMs = nowMs;
    this.#device = device;
  }

  /** The id of the channel that is opened next, to this device. */
  nextId(device: AccountId): ChannelId {
    return channelIdOf(this.#operator, device, this.#next);
  }

  open(...[device, voucherKey, depositPlanck]: Parameters<ChannelVerbs["openChannel"]>): Outcome {
    if (depositPlanck < MEMORY_TERMS.minDepositPlanck) return refused("DepositTooSmall");
    const known = this.#device(device);
    if (known?.inService !== true) return refused("DeviceNotInService");
    const channel = this.nextId(device);
    this.#next += 1n;
    this.#channels.set(channel, {
      channel,
      payer: this.#operator,
      device,
      owner: known.owner,
      phase: { type: "open" },
      voucherKey,
      heldPlanck: depositPlanck,
      claimedPlanck: 0n,
      recordsRoot: EMPTY_ROOT,
      recordCount: 0,
      totals: NO_TOTALS,
    });
    return done("ChannelOpened");
  }

  topUp(...[id, addedPlanck]: Parameters<ChannelVerbs["topUpChannel"]>): Outcome {
    const channel = this.#open(id);
    if ("error" in channel) return channel;
    if (channel.payer !== this.#operator) return refused("NotPayer");
    if (channel.phase.type === "closing") return refused("ChannelClosing");
    if (addedPlanck <= 0n) return refused("BadTopUp");
    this.#channels.set(id, { ...channel, heldPlanck: channel.heldPlanck + addedPlanck });
    return done("ChannelToppedUp");
  }

  claim(...[voucher, signature, totals]: Parameters<ChannelVerbs["claimVoucher"]>): Outcome {
    const channel = this.#open(voucher.channel);
    if ("error" in channel) return channel;
    if (channel.phase.type === "closing" && this.#nowMs() > channel.phase.untilMs)
      return refused("WindowOver");
    const broken = brokenTerm(channel, voucher, totals);
    if (broken !== null) return refused(broken);
    const bytes = voucherMessage.encode(voucher, this.#genesis);
    if (channel.voucherKey === null || !verifyBytes(bytes, signature, channel.voucherKey))
      return refused("BadVoucherSignature");
    this.#channels.set(voucher.channel, {
      ...channel,
      heldPlanck: channel.heldPlanck + channel.claimedPlanck - voucher.cumulativePlanck,
      claimedPlanck: voucher.cumulativePlanck,
      recordsRoot: voucher.recordsRoot,
      recordCount: voucher.recordCount,
      totals,
    });
    return done("VoucherClaimed");
  }

  close(id: ChannelId): Outcome {
    const channel = this.#open(id);
    if ("error" in channel) return channel;
    if (channel.owner === this.#operator) return this.#end(channel);
    if (channel.payer !== this.#operator) return refused("NotParty");
    if (channel.phase.type === "closing") return refused("ChannelClosing");
    const untilMs = this.#nowMs() + MEMORY_TERMS.challengeMs;
    this.#channels.set(id, { ...channel, phase: { type: "closing", untilMs } });
    return done("ChannelClosing");
  }

  forceClose(id: ChannelId): Outcome {
    const channel = this.#open(id);
    if ("error" in channel) return channel;
    if (channel.phase.type !== "closing") return refused("ChannelNotClosing");
    if (this.#nowMs() <= channel.phase.untilMs) return refused("WindowNotOver");
    return this.#end(channel);
  }

  prove(...[id, record, index, path]: Parameters<ChannelVerbs["proveRecord"]>): Outcome {
    const channel = this.#channels.get(id);
    if (channel === undefined) return refused("UnknownChannel");
    if (record.endedAtMs < record.startedAtMs) return refused("RecordMalformed");
    if (record.device !== channel.device) return refused("RecordOtherDevice");
    const hash = idBytes(recordHashOf(usageRecordMessage.encode(record, this.#genesis)));
    const proof = { index, size: channel.recordCount, path };
    return verifyInclusion(hash, proof, channel.recordsRoot) ? done("RecordProven") : refused("BadProof");
  }

  get(id: ChannelId): ChainChannel | null {
    return this.#channels.get(id) ?? null;
  }

  page(after: ChannelId | null, limit: number): ChainChannel[] {
    const open = [...this.#channels.values()].filter(({ phase }) => phase.type !== "closed");
    const from = after === null ? 0 : open.findIndex(({ channel }) => channel === after) + 1;
    return open.slice(from, from + limit);
  }

  #open(id: ChannelId): ChainChannel | { readonly error: ErrorName } {
    const channel = this.#channels.get(id);
    if (channel === undefined) return { error: "settlement.UnknownChannel" };
    return channel.phase.type === "closed" ? { error: "settlement.ChannelClosed" } : channel;
  }

  #end(channel: ChainChannel): Outcome {
    this.#channels.set(channel.channel, {
      ...channel,
      phase: { type: "closed" },
      voucherKey: null,
      heldPlanck: 0n,
      totals: NO_TOTALS,
    });
    return done("ChannelClosed");
  }
}

/** The first of the pallet's terms that a claim breaks, by the pallet's name and in its order. */
function brokenTerm(
  channel: ChainChannel,
  voucher: Voucher,
  totals: ModelTotals,
): ErrorOf<"settlement"> | null {
  if ((voucher.recordsRoot === EMPTY_ROOT) !== (voucher.recordCount === 0)) return "RecordsMalformed";
  if (voucher.cumulativePlanck <= channel.claimedPlanck) return "VoucherNotNewer";
  if (voucher.recordCount < channel.recordCount) return "RecordCountFell";
  if (voucher.cumulativePlanck > channel.claimedPlanck + channel.heldPlanck) return "VoucherAboveDeposit";
  if (!parseModelTotals(totals).ok) return "TotalsNotAscending";
  if (sumOfTotals(totals) !== voucher.cumulativePlanck) return "TotalsWrongSum";
  const fell = channel.totals.some(
    ({ model, totalPlanck }) => (totals.find((one) => one.model === model)?.totalPlanck ?? 0n) < totalPlanck,
  );
  if (fell) return "ModelTotalFell";
  return modelTotalsRootOf(totals) === voucher.modelTotalsRoot ? null : "TotalsWrongRoot";
}
