/** `author_*`: transactions. Keys are not held here, so the methods about keys do not exist. */
import { extrinsicHash, isExtrinsic } from "./block.ts";
import { hexOf } from "./bytes.ts";
import { RuntimeTrap } from "./executor.ts";
import { FINALIZED_NOTICE_DELAY_MS } from "./limits.ts";
import type { PoolEvent } from "./pool-transaction.ts";
import type { RpcContext, RpcMethods } from "./rpc-context.ts";
import { badFormat, invalidTransaction, poolError, verificationFailed } from "./rpc-errors.ts";
import { bytes, extrinsicHashes, text } from "./rpc-params.ts";
import type { RpcSession } from "./rpc-session.ts";
import { isInvalid, type Invalidity, type Validity } from "./validity.ts";

type Watch = (event: PoolEvent | { inBlock: string } | { finalized: string }) => void;

export function authorMethods(context: RpcContext): RpcMethods {
  const { chain, pool } = context;
  const watches = new Map<string, Watch>();
  chain.onHead((head, block) => {
    if (watches.size === 0) return;
    const at = hexOf(head.hash);
    for (const extrinsic of block.extrinsics) {
      watches.get(hexOf(extrinsicHash(extrinsic)))?.({ inBlock: at });
    }
  });

  return {
    author_submitExtrinsic: (params, session) =>
      submit(context, bytes(params, 0, "extrinsic"), session, null),
    author_submitAndWatchExtrinsic: (params, session) => {
      const extrinsic = bytes(params, 0, "extrinsic");
      const hash = hexOf(extrinsicHash(extrinsic));
      return session.subscribe("author_extrinsicUpdate", (notify, end) => {
        let later: NodeJS.Timeout | undefined;
        const stop = (): void => {
          clearTimeout(later);
          watches.delete(hash);
          pool.unwatch(hash);
        };
        const watch: Watch = (event) => {
          notify(event);
          if (typeof event === "object" && "inBlock" in event) {
            later = setTimeout(() => watch({ finalized: event.inBlock }), FINALIZED_NOTICE_DELAY_MS);
          } else if (isLast(event)) {
            watches.delete(hash);
            end();
          }
        };
        submit(context, extrinsic, session, watch);
        watches.set(hash, watch);
        return stop;
      });
    },
    author_unwatchExtrinsic: (params, session) => session.unsubscribe(text(params, 0, "subscription")),
    // A node lets its operator remove anybody's; here strangers may be connected, so each removes what it sent itself.
    author_removeExtrinsic: (params, session) =>
      extrinsicHashes(params).filter((hash) => pool.takeBack(hash, session)),
    author_pendingExtrinsics: () => pool.ordered().map((pooled) => hexOf(pooled.bytes)),
  };
}

function isLast(event: Parameters<Watch>[0]): boolean {
  return event === "invalid" || event === "dropped" || typeof event === "object";
}

/** Returns the transaction's hash. Throws `RpcError`. */
function submit(
  context: RpcContext,
  extrinsic: Uint8Array,
  sender: RpcSession,
  notify: Watch | null,
): string {
  const { chain, pool } = context;
  if (!isExtrinsic(extrinsic)) throw badFormat();
  const hash = hexOf(extrinsicHash(extrinsic));
  const refused = pool.refuse(hash, sender);
  if (refused !== null) throw poolError(refused);
  const validity = validated(context, extrinsic);
  if (isInvalid(validity)) throw invalidTransaction(validity);
  const refusal = pool.submit({
    hash,
    bytes: extrinsic,
    validity,
    at: chain.head.number,
    sender,
    ...(notify === null ? {} : { notify }),
  });
  if (refusal !== null) throw poolError(refusal);
  context.wake();
  return hash;
}

function validated({ chain, runtime }: RpcContext, extrinsic: Uint8Array): Validity | Invalidity {
  try {
    return runtime.validate(chain.head.state, extrinsic, chain.head.hash);
  } catch (thrown) {
    if (thrown instanceof RuntimeTrap) throw verificationFailed(); // bytes that are no transaction of this runtime
    throw thrown;
  }
}
