/** A payment channel on a running chain, and work that is paid by it: every message really signed. */
import { z } from "zod";
import { ChannelReads } from "../../adapters/chain/channel-reads.ts";
import { Cast, person } from "../../adapters/chain/conformance-cast.ts";
import {
  type Call,
  type CallArguments,
  type CallName,
  callOf,
  type PalletWithCalls,
} from "../../adapters/chain/decorated.ts";
import { signerOn, type Signer } from "../../adapters/chain/devchain/testing/transactions.ts";
import { connect, type Connection } from "../../adapters/chain/polkadot-connection.ts";
import {
  addToTotals,
  channelIdOf,
  type ChannelId,
  encode,
  type GenesisHash,
  idBytes,
  jobAcceptanceMessage,
  jobIntentMessage,
  modelTotalsCodec,
  type ModelTotals,
  NO_TOTALS,
  deviceRegistrationMessage,
  recordHashOf,
  RecordsTree,
  usageRecordMessage,
  voucherMessage,
  voucherOf,
} from "../../protocol/index.ts";

/** Planck of every job: the owner's account, which does not exist before, can be paid so much. */
const PRICE_PLANCK = 10n ** 9n;
/** Planck held for the channel: enough for every job of a run. */
const DEPOSIT_PLANCK = 10n ** 15n;

/** What a node says an extrinsic costs. */
export interface Cost {
  readonly bytes: number;
  /** Picoseconds of weight. */
  readonly weight: number;
  /** Planck. */
  readonly fee: number;
}

const infoSchema = z.object({
  weight: z.object({ ref_time: z.coerce.number() }),
  partialFee: z.coerce.number(),
});

export class ChannelWork {
  readonly #signer: Signer;
  readonly #connection: Connection;
  readonly #people: Cast;
  readonly #key = person();
  readonly channel: ChannelId;
  #tree = RecordsTree.empty;
  #totals: ModelTotals = NO_TOTALS;
  #nonce = 0;

  private constructor(signer: Signer, connection: Connection, people: Cast) {
    this.#signer = signer;
    this.#connection = connection;
    this.#people = people;
    const payer = signer.api.createType("AccountId", signer.address).toHex() as Cast["device"]["account"];
    // The chain is new: this is its first channel.
    this.channel = channelIdOf(payer, people.device.account, 0n);
  }

  /** On a chain without channels. */
  static async on(url: string): Promise<ChannelWork> {
    const signer = await signerOn(url);
    const genesis = signer.api.genesisHash.toHex() as GenesisHash;
    const connected = await connect({ url });
    if (!connected.ok) throw new Error(connected.error.code);
    return new ChannelWork(signer, connected.value, new Cast(genesis));
  }

  /** Registration of the device and opening of the channel, to be applied in this order. */
  async begin(): Promise<{ readonly register: string; readonly open: string }> {
    const people = this.#people;
    const registration = encode(deviceRegistrationMessage.body, people.registration());
    const register = await this.#signed(
      this.#call("deviceRegistry", "registerDevice", registration, people.registrationSignature()),
    );
    const open = await this.#signed(
      this.#call(
        "settlement",
        "openChannel",
        idBytes(people.device.account),
        idBytes(this.#key.account),
        DEPOSIT_PLANCK,
      ),
    );
    return { register, open };
  }

  /** `count` jobs more, and the claim of the voucher that pays for all until then. */
  async claimAfter(count: number): Promise<string> {
    for (let n = 0; n < count; n++) {
      const record = { ...this.#job().record, pricePlanck: PRICE_PLANCK };
      this.#tree = this.#tree.append(recordHashOf(usageRecordMessage.encode(record, this.#people.genesis)));
      const totals = addToTotals(this.#totals, record);
      if (!totals.ok) throw new Error(totals.error.code);
      this.#totals = totals.value;
    }
    const voucher = voucherOf(this.channel, this.#tree, this.#totals);
    const signature = this.#key.sign(voucherMessage.encode(voucher, this.#people.genesis));
    const totals = encode(modelTotalsCodec, [...this.#totals]);
    return this.#signed(
      this.#call("settlement", "claim", encode(voucherMessage.body, voucher), signature, totals),
    );
  }

  async close(): Promise<string> {
    return this.#signed(this.#call("settlement", "closeChannel", idBytes(this.channel)));
  }

  /** The three extrinsics of one job that is settled by its record: intent, acceptance, record. */
  async settled(): Promise<readonly [intent: string, acceptance: string, record: string]> {
    const people = this.#people;
    const { intent, acceptance, record } = this.#job();
    const signatures = people.recordSignatures(record);
    return [
      await this.#signed(
        this.#call(
          "computeJobs",
          "submitJobIntent",
          encode(jobIntentMessage.body, intent),
          people.intentSignature(intent),
        ),
      ),
      await this.#signed(
        this.#call(
          "computeJobs",
          "acceptJob",
          encode(jobAcceptanceMessage.body, acceptance),
          people.acceptanceSignature(acceptance),
        ),
      ),
      await this.#signed(
        this.#call("computeJobs", "completeJob", encode(usageRecordMessage.body, record), ...signatures),
      ),
    ];
  }

  async cost(extrinsic: string): Promise<Cost> {
    const answer = await this.#connection.call("payment_queryInfo", [extrinsic]);
    const { weight, partialFee } = infoSchema.parse(answer);
    return { bytes: (extrinsic.length - 2) / 2, weight: weight.ref_time, fee: partialFee };
  }

  /** Throws unless the chain has paid for every job until now. */
  async expectClaimed(): Promise<void> {
    const seen = await new ChannelReads(this.#connection).channel(this.channel);
    const owed = BigInt(this.#tree.count) * PRICE_PLANCK;
    if (seen?.recordCount !== this.#tree.count || seen.claimedPlanck !== owed)
      throw new Error(`the chain paid for ${seen?.recordCount ?? 0} of ${this.#tree.count} jobs`);
  }

  async end(): Promise<void> {
    await this.#connection.close();
    await this.#signer.close();
  }

  #job() {
    const intent = this.#people.intent(Date.now());
    const acceptance = this.#people.acceptance(intent);
    return { intent, acceptance, record: this.#people.record(intent, acceptance) };
  }

  #call<P extends PalletWithCalls, N extends CallName<P>>(
    pallet: P,
    name: N,
    ...args: CallArguments<P, N>
  ): Call {
    return callOf(this.#signer.api, pallet, name, ...args);
  }

  async #signed(call: Call): Promise<string> {
    return (await this.#signer.signed(call, { nonce: this.#nonce++ })).toHex();
  }
}
