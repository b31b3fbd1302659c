/** Real signed extrinsics of the well-known development accounts. */
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import type { ProviderInterface } from "@polkadot/rpc-provider/types";
import { callOf } from "../../decorated.ts";

export interface Signer {
  /** `0x` hex of a signed `system.remark` of some bytes. `mortal`: blocks it lives from the block of that number and hash. */
  remark(options: {
    nonce: number;
    tip?: number;
    mortal?: { blocks: number; number: number; hash: string };
  }): Promise<string>;
  readonly address: string;
  readonly api: ApiPromise;
  close(): Promise<void>;
}

export async function signerOn(url: string, uri = "//Alice"): Promise<Signer> {
  const provider = new WsProvider(url, false);
  await provider.connect();
  const api = await ApiPromise.create({ provider: provider as ProviderInterface, noInitWarn: true });
  const pair = new Keyring({ type: "sr25519" }).addFromUri(uri);
  return {
    api,
    address: pair.address,
    async remark({ nonce, tip = 0, mortal }) {
      const life =
        mortal === undefined
          ? { era: 0 }
          : {
              era: api.createType("ExtrinsicEra", { current: mortal.number, period: mortal.blocks }),
              blockHash: mortal.hash,
            };
      const call = callOf(api, "system", "remark", `0x${nonce.toString(16).padStart(8, "0")}`);
      return (await call.signAsync(pair, { nonce, tip, ...life })).toHex();
    },
    close: () => api.disconnect(),
  };
}
