/** The calls of the pallet for assured jobs. */
import type { ApiPromise } from "@polkadot/api";
import {
  assuredIntentMessage,
  encode,
  idBytes,
  jobAcceptanceMessage,
  jobMatchMessage,
  jobStartMessage,
  usageRecordMessage,
  voteCommitmentMessage,
  voteMessage,
} from "../../protocol/index.ts";
import type { AssuredVerbs, PaidAssuredVerb } from "./assured-port.ts";
import { type Call, callsOf } from "./decorated.ts";

export function assuredCalls(api: ApiPromise): {
  readonly [V in PaidAssuredVerb]: (...parameters: Parameters<AssuredVerbs[V]>) => Call;
} {
  const assuredJobs = callsOf(api, "assuredJobs");
  return {
    submitAssuredJob: (assured, signature) =>
      assuredJobs("submitJob", encode(assuredIntentMessage.body, assured), signature),
    acceptAssuredJob: (acceptance, signature, matched) =>
      assuredJobs(
        "acceptJob",
        encode(jobAcceptanceMessage.body, acceptance),
        signature,
        optional(
          matched && Uint8Array.of(...encode(jobMatchMessage.body, matched.match), ...matched.signature),
        ),
      ),
    startAssuredJob: (start, signature) =>
      assuredJobs("startJob", encode(jobStartMessage.body, start), signature),
    deliverRecord: (record, deviceSignature, requesterSignature) =>
      assuredJobs(
        "deliverRecord",
        encode(usageRecordMessage.body, record),
        deviceSignature,
        optional(requesterSignature),
      ),
    commitVote: (commitment, signature) =>
      assuredJobs("commitVote", encode(voteCommitmentMessage.body, commitment), signature),
    revealVote: (vote) => assuredJobs("revealVote", encode(voteMessage.body, vote)),
    disputeJob: (job, evidence) => assuredJobs("disputeJob", idBytes(job), idBytes(evidence)),
    settleAssuredJob: (job) => assuredJobs("settleJob", idBytes(job)),
    cancelAssuredJob: (job, signature) => assuredJobs("cancelJob", idBytes(job), signature),
    expireAssuredJob: (job) => assuredJobs("expireJob", idBytes(job)),
  };
}

/** SCALE of an `Option`: the api takes bare bytes for the encoded option, not for what is in it. */
function optional(bytes: Uint8Array | null): Uint8Array {
  return bytes === null ? Uint8Array.of(0) : Uint8Array.of(1, ...bytes);
}
