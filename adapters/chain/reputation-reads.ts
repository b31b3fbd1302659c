/** What the runtime says of reputations, at the time of its best block. */
import {
  accountCodec,
  type AccountId,
  encode,
  list,
  MAX_MODEL_ID_BYTES,
  oneOf,
  option,
  struct,
  tagged,
  text,
  u32,
  u64,
  u8,
} from "../../protocol/index.ts";
import { MAX_REPUTATION_NOTES } from "./chain-limits.ts";
import type { Connection } from "./polkadot-connection.ts";
import type { ReputationNote, ReputationView } from "./reputation-port.ts";
import { askRuntime } from "./runtime-api.ts";

const viewCodec = struct({
  score: u8,
  expectationMillionths: u32,
  assuredMillionths: u32,
  goodMicros: u64,
  badMicros: u64,
});
const answerCodec = option(viewCodec);
const modelCodec = text(1, MAX_MODEL_ID_BYTES);
const modelRequest = struct({ device: accountCodec, model: modelCodec });
const historyCodec = list(
  struct({
    atMs: u64,
    model: modelCodec,
    note: tagged({
      work: struct({}),
      fault: struct({ kind: oneOf(["missedDeadline", "wrongOutput", "equivocation"]) }),
    }),
    weightMicros: u64,
  }),
  MAX_REPUTATION_NOTES,
);

export function readReputation(connection: Connection, device: AccountId): Promise<ReputationView | null> {
  return askRuntime(connection, "ReputationApi_reputation", encode(accountCodec, device), answerCodec);
}

export function readModelReputation(
  connection: Connection,
  device: AccountId,
  model: string,
): Promise<ReputationView | null> {
  const request = encode(modelRequest, { device, model });
  return askRuntime(connection, "ReputationApi_model_reputation", request, answerCodec);
}

export function readReputationHistory(connection: Connection, device: AccountId): Promise<ReputationNote[]> {
  return askRuntime(connection, "ReputationApi_history", encode(accountCodec, device), historyCodec);
}
