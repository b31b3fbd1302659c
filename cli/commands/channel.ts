/** `coco channel` and `coco withdraw`: deposits that vouchers are paid from. */
import type { Command } from "commander";
import type { PolkadotChain } from "../../adapters/chain/polkadot.ts";
import type { ChainChannel } from "../../adapters/chain/port.ts";
import { addressOf } from "../../adapters/keystore/account-file.ts";
import type { AccountId, ChannelId } from "../../protocol/index.ts";
import { landing, withChain, withPayer } from "../chain-access.ts";
import { answer, type Context } from "../context.ts";
import { accountName, accountOf, openKey } from "../keys.ts";
import { amount, channelId, wholeNumber } from "../options.ts";
import { readProofFile } from "../proof-file.ts";
import { orRefuse, Refused } from "../refused.ts";
import { fields, table, time, tokens } from "../text.ts";
import { readVoucherFile } from "../voucher-file.ts";

interface Paying {
  readonly account?: string;
}

const PAYER = ["--account <name>", "the account that pays (COCO_ACCOUNT)"] as const;
/** Channels in a list that nobody limited. */
const DEFAULT_LIMIT = 100;
/** Channels in one answer of the chain. */
const PAGE = 256;

export function channelCommands(program: Command, context: Context): void {
  const channel = program
    .command("channel")
    .description("payment channels: deposits that vouchers are paid from");

  channel
    .command("open")
    .description("hold a deposit for the owner of a device")
    .argument("<device>", "a name on this machine, an address or a public key")
    .requiredOption("--deposit <coco>", "how much, in COCO", amount)
    .option(...PAYER)
    .option(
      "--voucher-key <account>",
      "whose vouchers count: a name or an address; default: the paying account",
    )
    .action(async (device: string, options: Paying & { deposit: bigint; voucherKey?: string }) => {
      const to = await accountOf(context, device);
      const voucherKey =
        options.voucherKey === undefined ? null : await accountOf(context, options.voucherKey);
      const opened = await paying(context, options.account, async (chain) =>
        orRefuse(await chain.openChannel(to, voucherKey ?? chain.operator, options.deposit)),
      );
      const { channel: id, ...inclusion } = opened;
      answer(context, { channel: id, inclusion }, () => fields([["channel", id]]) + landing(inclusion));
    });

  channel
    .command("list")
    .description("channels that are not closed")
    .option("--of <account>", "only those that this account pays or is paid by")
    .option("--limit <count>", "how many at the most", wholeNumber, DEFAULT_LIMIT)
    .action(async ({ of, limit }: { of?: string; limit: number }) => {
      const party = of === undefined ? null : await accountOf(context, of);
      const channels = await withChain(context, (chain) =>
        openChannels(chain, (one) => isParty(one, party), limit),
      );
      answer(context, channels, () =>
        table(
          ["CHANNEL", "PHASE", "HELD", "CLAIMED", "PAYER", "OWNER"],
          channels.map((one) => [
            one.channel,
            one.phase.type,
            tokens(one.heldPlanck),
            tokens(one.claimedPlanck),
            addressOf(one.payer),
            addressOf(one.owner),
          ]),
        ),
      );
    });

  channel
    .command("show")
    .description("one channel")
    .argument("<channel>", "its id")
    .action(async (text: string) => {
      const id = channelId(text);
      const found = await withChain(context, (chain) => known(chain, id));
      answer(context, found, () => show(found));
    });

  channel
    .command("claim")
    .description("show a voucher to the chain, which pays the owner what it adds to the last one")
    .argument("<file>", "JSON with the voucher, its signature and its totals; see docs/cli.md")
    .option(...PAYER)
    .action(async (path: string, { account }: Paying) => {
      const file = await readVoucherFile(path);
      const claimed = await paying(context, account, async (chain) => {
        const voucher = file.voucher(chain.genesis);
        const inclusion = orRefuse(await chain.claimVoucher(voucher, file.signature, file.totals));
        return { inclusion, channel: await known(chain, voucher.channel) };
      });
      answer(context, claimed, () => show(claimed.channel) + landing(claimed.inclusion));
    });

  channel
    .command("top-up")
    .description("add to the deposit of a channel that the account pays")
    .argument("<channel>", "its id")
    .requiredOption("--amount <coco>", "how much more, in COCO", amount)
    .option(...PAYER)
    .action(async (text: string, { amount: planck, account }: Paying & { amount: bigint }) => {
      const id = channelId(text);
      const topped = await paying(context, account, async (chain) => {
        const inclusion = orRefuse(await chain.topUpChannel(id, planck));
        return { inclusion, channel: await known(chain, id) };
      });
      answer(context, topped, () => show(topped.channel) + landing(topped.inclusion));
    });

  channel
    .command("prove")
    .description("put on record that a usage record lies under what was claimed")
    .argument("<channel>", "its id")
    .argument("<file>", "JSON with the record, its place and its path; see docs/cli.md")
    .option(...PAYER)
    .action(async (text: string, path: string, { account }: Paying) => {
      const id = channelId(text);
      const file = await readProofFile(path);
      const proven = await paying(context, account, async (chain) => {
        const record = file.record(chain.genesis);
        const inclusion = orRefuse(await chain.proveRecord(id, record, file.index, file.path));
        return { channel: id, job: record.job, inclusion };
      });
      answer(
        context,
        proven,
        () =>
          fields([
            ["channel", id],
            ["job", proven.job],
          ]) + landing(proven.inclusion),
      );
    });

  channel
    .command("close")
    .description("end a channel: its owner at once, its payer after a window in which vouchers still count")
    .argument("<channel>", "its id")
    .option(...PAYER)
    .action(async (text: string, { account }: Paying) => {
      const id = channelId(text);
      const closed = await paying(context, account, async (chain) => {
        const inclusion = orRefuse(await chain.closeChannel(id));
        return { inclusion, channel: await known(chain, id) };
      });
      answer(context, closed, () => show(closed.channel) + landing(closed.inclusion));
    });

  program
    .command("withdraw")
    .description("take back the deposits of an account's channels whose closing window is over")
    .option(...PAYER)
    .action(async ({ account }: Paying) => withdraw(context, account));
}

async function withdraw(context: Context, account: string | undefined): Promise<void> {
  const done = await paying(context, account, async (chain) => {
    const { timeMs } = orRefuse(await chain.describe());
    const mine = await openChannels(
      chain,
      (one) => one.payer === chain.operator && one.phase.type === "closing",
      PAGE,
    );
    const withdrawn: { channel: ChannelId; planck: bigint; block: number }[] = [];
    const waiting: { channel: ChannelId; planck: bigint; untilMs: bigint }[] = [];
    for (const { channel, phase, heldPlanck: planck } of mine) {
      if (phase.type !== "closing") continue;
      // By this machine's clock as well: a chain without calls has an old block, and takes the next one's time.
      const nowMs = BigInt(Math.max(timeMs ?? 0, Date.now()));
      if (phase.untilMs >= nowMs) waiting.push({ channel, planck, untilMs: phase.untilMs });
      else withdrawn.push({ channel, planck, block: orRefuse(await chain.forceCloseChannel(channel)).block });
    }
    return { withdrawn, waiting };
  });
  answer(context, done, () => {
    const rows = [
      ...done.withdrawn.map((one) => [one.channel, tokens(one.planck), `back since block ${one.block}`]),
      ...done.waiting.map((one) => [
        one.channel,
        tokens(one.planck),
        `vouchers count until ${time(one.untilMs)}`,
      ]),
    ];
    return rows.length === 0
      ? "nothing to withdraw: no closing channel of this account\n"
      : table(["CHANNEL", "DEPOSIT", "STATE"], rows);
  });
}

async function paying<T>(
  context: Context,
  account: string | undefined,
  use: (chain: PolkadotChain) => Promise<T>,
): Promise<T> {
  const name = accountName(context, account);
  return withPayer(context, await openKey(context, name), name, use);
}

async function known(chain: PolkadotChain, id: ChannelId): Promise<ChainChannel> {
  const channel = orRefuse(await chain.channel(id));
  if (channel !== null) return channel;
  throw new Refused(
    "channel_unknown",
    "The chain knows no such channel, or closed it so long ago that it forgot it.",
  );
}

/** Page by page, until there are enough or no more. */
async function openChannels(
  chain: PolkadotChain,
  wanted: (channel: ChainChannel) => boolean,
  limit: number,
): Promise<ChainChannel[]> {
  const found: ChainChannel[] = [];
  let after: ChannelId | null = null;
  while (found.length < limit) {
    const page: readonly ChainChannel[] = orRefuse(await chain.openChannels(after, PAGE));
    found.push(...page.filter(wanted));
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined) break;
    after = last.channel;
  }
  return found.slice(0, limit);
}

function isParty({ payer, owner }: ChainChannel, party: AccountId | null): boolean {
  return party === null || party === payer || party === owner;
}

function show(channel: ChainChannel): string {
  const { phase, voucherKey, totals } = channel;
  const until = phase.type === "closing" ? `, vouchers count until ${time(phase.untilMs)}` : "";
  return fields([
    ["channel", channel.channel],
    ["phase", `${phase.type}${until}`],
    ["payer", addressOf(channel.payer)],
    ["device", addressOf(channel.device)],
    ["owner", addressOf(channel.owner)],
    ["voucher key", voucherKey === null ? "" : addressOf(voucherKey)],
    ["held", tokens(channel.heldPlanck)],
    ["claimed", tokens(channel.claimedPlanck)],
    ["records", `${channel.recordCount} under ${channel.recordsRoot}`],
    ...totals.map(({ model, totalPlanck }) => ["", `${model} ${tokens(totalPlanck)}`] as const),
  ]);
}
