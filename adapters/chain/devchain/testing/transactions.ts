/** Real signed extrinsics of the well-known development accounts. */
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import type { ProviderInterface } from "@polkadot/rpc-provider/types";
import { callOf, type Call } from "../../decorated.ts";

export interface SigningOptions {
  readonly nonce: number;
  readonly tip?: number;
  /** Blocks it lives from the block of that number and hash. */
  readonly mortal?: { readonly blocks: number; readonly number: number; readonly hash: string };
}

export interface Signer {
  signed(call: Call, options: SigningOptions): Promise<Call>;
  /** `0x` hex of a signed `system.remark` of some bytes. */
  remark(options: SigningOptions): Promise<string>;
  readonly address: string;
  readonly api: ApiPromise;
  close(): Promise<void>;
}

export async function signerOn(url: string, uri = "//Alice"): Promise<Signer> {
  const provider = new WsProvider(url, false);
  await provider.connect();
  const api = await ApiPromise.create({ provider: provider as ProviderInterface, noInitWarn: true });
  const pair = new Keyring({ type: "sr25519" }).addFromUri(uri);
  const signed: Signer["signed"] = async (call, { nonce, tip = 0, mortal }) => {
    const life =
      mortal === undefined
        ? { era: 0 }
        : {
            era: api.createType("ExtrinsicEra", { current: mortal.number, period: mortal.blocks }),
            blockHash: mortal.hash,
          };
    return call.signAsync(pair, { nonce, tip, ...life });
  };
  return {
    api,
    address: pair.address,
    signed,
    async remark(options) {
      const call = callOf(api, "system", "remark", `0x${options.nonce.toString(16).padStart(8, "0")}`);
      return (await signed(call, options)).toHex();
    },
    close: () => api.disconnect(),
  };
}
