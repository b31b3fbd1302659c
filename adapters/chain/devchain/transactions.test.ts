import type { ApplyExtrinsicResult } from "@polkadot/types/interfaces";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dispatchError } from "../chain-errors.ts";
import { callOf, type Call } from "../decorated.ts";
import { bytesOfHex, hexOf } from "./bytes.ts";
import { blake2b256 } from "./hashing.ts";
import { RawClient } from "./testing/raw-client.ts";
import { serveDevchain, type ServedDevchain } from "./testing/serve.ts";
import { signerOn, type Signer } from "./testing/transactions.ts";

describe("transactions over the development chain's RPC", () => {
  let served: ServedDevchain;
  let signer: Signer;
  let client: RawClient;
  let nonce = 0;
  beforeAll(async () => {
    served = await serveDevchain();
    signer = await signerOn(served.url);
    client = await RawClient.open(served.url);
  });
  afterAll(async () => {
    client.close();
    await signer.close();
    await served.close();
  });

  const status = async (fits: (status: unknown) => boolean) =>
    (await client.next(({ method, params }) => method === "author_extrinsicUpdate" && fits(params?.result)))
      .params?.result;
  const isIn = (one: unknown): one is { inBlock: string } =>
    typeof one === "object" && one !== null && "inBlock" in one;
  const codeOf = async (method: string, ...params: unknown[]) =>
    (await client.call(method, ...params)).error?.code;

  test("tells the watcher of a transaction that another one replaced it, and which", async () => {
    const far = nonce + 1; // they wait, so that no block comes between
    const [first, second] = [
      await signer.remark({ nonce: far }),
      await signer.remark({ nonce: far, tip: 10 ** 9 }),
    ];
    await client.call("author_submitAndWatchExtrinsic", first);
    await client.call("author_submitAndWatchExtrinsic", second);
    const isUsurped = (one: unknown): one is { usurped: string } =>
      typeof one === "object" && one !== null && "usurped" in one;
    await client.call("author_submitExtrinsic", await signer.remark({ nonce }));
    nonce = far + 1;
    const usurper = hexOf(blake2b256(bytesOfHex(second) ?? new Uint8Array()));
    expect(await status(isUsurped)).toEqual({ usurped: usurper });
    const { inBlock } = (await status(isIn)) as { inBlock: string };
    const { result } = await client.call("chain_getBlock", inBlock);
    expect(JSON.stringify(result)).toContain(second);
    expect(JSON.stringify(result)).not.toContain(first);
  });

  test("lets a connection take back what it sent, and nobody else's, and bans it for a while", async () => {
    const waiting = await signer.remark({ nonce: nonce + 70 });
    const hash = String((await client.call("author_submitExtrinsic", waiting)).result);
    const stranger = await RawClient.open(served.url);
    expect((await stranger.call("author_removeExtrinsic", [{ hash }])).result).toEqual([]);
    stranger.close();
    expect(await codeOf("author_submitExtrinsic", waiting)).toBe(1013);
    expect((await client.call("author_removeExtrinsic", [{ extrinsic: waiting }, { hash }])).result).toEqual([
      hash,
    ]);
    expect(await codeOf("author_submitExtrinsic", waiting)).toBe(1012);
    for (const wrong of ["all", [{ hash: "0x00" }], [null], [{ extrinsic: 1 }]])
      expect(await codeOf("author_removeExtrinsic", wrong)).toBe(-32602);
  });

  test("tries an extrinsic without keeping anything of it, and says by name how it would fail", async () => {
    const { api } = signer;
    const applied = (result: unknown): ApplyExtrinsicResult => api.createType("ApplyExtrinsicResult", result);
    const outcome = async (call: Call) => {
      const extrinsic = (await signer.signed(call, { nonce })).toHex();
      const { result } = await client.call("system_dryRun", extrinsic);
      const dispatched = applied(result).asOk;
      return dispatched.isOk ? "ok" : dispatchError(api, dispatched.asErr).pallet;
    };
    const head = served.chain.head();
    expect(await outcome(callOf(api, "system", "remark", "0x01"))).toBe("ok");
    expect(await outcome(callOf(api, "computeJobs", "expireJob", new Uint8Array(32)))).toBe(
      "computeJobs.UnknownJob",
    );
    expect(await outcome(callOf(api, "balances", "forceSetBalance", signer.address, 1))).toBe("BadOrigin");
    const stale = await client.call("system_dryRun", await signer.remark({ nonce: 0 }));
    expect(applied(stale.result).asErr.asInvalid.type).toBe("Stale");
    expect(await codeOf("system_dryRun", "0x0c010203")).toBe(2);
    expect(await codeOf("system_dryRun", "0x")).toBe(2);
    expect(served.chain.head()).toEqual(head);
  });
});
