/** The calls of the settlement pallet. */
import type { ApiPromise } from "@polkadot/api";
import {
  encode,
  idBytes,
  modelTotalsCodec,
  usageRecordMessage,
  voucherMessage,
} from "../../protocol/index.ts";
import type { ChannelVerbs, PaidChannelVerb } from "./channel-port.ts";
import { type Call, callsOf } from "./decorated.ts";

export function channelCalls(api: ApiPromise): {
  readonly [V in PaidChannelVerb]: (...parameters: Parameters<ChannelVerbs[V]>) => Call;
} {
  const settlement = callsOf(api, "settlement");
  return {
    openChannel: (device, voucherKey, depositPlanck) =>
      settlement("openChannel", idBytes(device), idBytes(voucherKey), depositPlanck),
    topUpChannel: (channel, addedPlanck) => settlement("topUp", idBytes(channel), addedPlanck),
    claimVoucher: (voucher, signature, totals) =>
      settlement(
        "claim",
        encode(voucherMessage.body, voucher),
        signature,
        encode(modelTotalsCodec, [...totals]),
      ),
    closeChannel: (channel) => settlement("closeChannel", idBytes(channel)),
    forceCloseChannel: (channel) => settlement("forceClose", idBytes(channel)),
    proveRecord: (channel, record, index, path) =>
      settlement(
        "proveRecord",
        idBytes(channel),
        encode(usageRecordMessage.body, record),
        index,
        path.map(idBytes),
      ),
  };
}
