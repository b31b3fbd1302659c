/** Accounts that the `development` preset endows, and transfers that they sign. */
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import type { ProviderInterface } from "@polkadot/rpc-provider/types";
import { z } from "zod";
import { callOf, storageOf } from "../../adapters/chain/decorated.ts";

const NAMES = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"];
/** Accounts that are endowed. */
export const SENDERS = NAMES.flatMap((name) => [`//${name}`, `//${name}//stash`]);
/** Planck of one transfer; more than the existential deposit. */
const AMOUNT_PLANCK = 10n ** 9n;
/** Accounts that receive, in turn. */
const RECIPIENTS = 64;

const accountSchema = z.object({
  data: z.object({ free: z.string().transform((free) => BigInt(free.replaceAll(",", ""))) }),
});

export interface Accounts {
  /** `count` signed transfers of the first `senders` accounts, each with its next nonces. */
  transfers(count: number, senders: number): Promise<string[]>;
  /** Throws unless every transfer that was ever signed here arrived. */
  expectAllArrived(): Promise<void>;
  close(): Promise<void>;
}

export async function openAccounts(url: string): Promise<Accounts> {
  const provider = new WsProvider(url);
  const api = await ApiPromise.create({ provider: provider as ProviderInterface, noInitWarn: true });
  const keyring = new Keyring({ type: "sr25519" });
  const pairs = SENDERS.map((uri) => ({ pair: keyring.addFromUri(uri), nonce: 0 }));
  const recipient = (index: number): string => `0x${(index + 1).toString(16).padStart(64, "0")}`;
  let signed = 0;
  return {
    async transfers(count, senders) {
      const extrinsics: string[] = [];
      for (let index = 0; index < count; index++) {
        const sender = pairs[index % senders];
        if (sender === undefined) throw new RangeError(`there are ${pairs.length} senders`);
        const call = callOf(
          api,
          "balances",
          "transferKeepAlive",
          recipient(signed++ % RECIPIENTS),
          AMOUNT_PLANCK,
        );
        extrinsics.push((await call.signAsync(sender.pair, { nonce: sender.nonce++, era: 0 })).toHex());
      }
      return extrinsics;
    },
    async expectAllArrived() {
      let arrived = 0n;
      for (let index = 0; index < RECIPIENTS; index++) {
        const account = await storageOf(api, "system", "account")(recipient(index));
        arrived += accountSchema.parse(account.toHuman()).data.free;
      }
      if (arrived !== BigInt(signed) * AMOUNT_PLANCK)
        throw new Error(`of ${signed} transfers ${arrived / AMOUNT_PLANCK} arrived`);
    },
    close: () => api.disconnect(),
  };
}
