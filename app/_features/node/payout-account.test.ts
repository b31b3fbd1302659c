import { encodeAddress } from "@polkadot/util-crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../../../protocol/index.ts";
import { parsePayoutAccount } from "./payout-account.ts";

const ALICE = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";

describe("a payout account", () => {
  it("is read from hex and from the address that wallets show", () => {
    expect(parsePayoutAccount(` ${ALICE} `)).toBe(ALICE);
    expect(parsePayoutAccount("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY")).toBe(ALICE);
  });

  it("equals what @polkadot/util-crypto encodes for any key and network", () => {
    const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
    // 46 and 47 are reserved.
    const network = fc.integer({ min: 0, max: 16_383 }).filter((id) => id !== 46 && id !== 47);
    fc.assert(
      fc.property(key, network, (bytes, id) => {
        expect(parsePayoutAccount(encodeAddress(bytes, id))).toBe(toHex(bytes));
      }),
    );
  });

  it.each([
    ["nothing", ""],
    ["a word", "alice"],
    ["one mistyped letter", "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ"],
    ["a cut address", "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQ"],
    ["an Ethereum address", "0x52908400098527886E0F7030069857D2E4169EE7"],
    ["hex that is too long", `${ALICE}00`],
  ])("is refused: %s", (_name, text) => {
    expect(parsePayoutAccount(text)).toBeNull();
  });
});
