// Made by `npm run chain:types` from the metadata of pallets/artifacts/runtime.wasm.zst; not to be edited.
/* eslint-disable */

// import type lookup before we augment - in some environments
// this is required to allow for ambient/previous definitions
import '@polkadot/types/lookup';

import type { BTreeMap, Bytes, Compact, Enum, Null, Option, Result, Struct, Text, U8aFixed, Vec, bool, u128, u16, u32, u64, u8 } from '@polkadot/types-codec';
import type { ITuple } from '@polkadot/types-codec/types';
import type { AccountId32, Call, H256, MultiAddress, Permill } from '@polkadot/types/interfaces/runtime';
import type { Event } from '@polkadot/types/interfaces/system';

declare module '@polkadot/types/lookup' {
  /** @name FrameSystemCall (9) */
  interface FrameSystemCall extends Enum {
    readonly isRemark: boolean;
    readonly asRemark: {
      readonly remark: Bytes;
    } & Struct;
    readonly isSetHeapPages: boolean;
    readonly asSetHeapPages: {
      readonly pages: u64;
    } & Struct;
    readonly isSetCode: boolean;
    readonly asSetCode: {
      readonly code: Bytes;
    } & Struct;
    readonly isSetCodeWithoutChecks: boolean;
    readonly asSetCodeWithoutChecks: {
      readonly code: Bytes;
    } & Struct;
    readonly isSetStorage: boolean;
    readonly asSetStorage: {
      readonly items: Vec<ITuple<[Bytes, Bytes]>>;
    } & Struct;
    readonly isKillStorage: boolean;
    readonly asKillStorage: {
      readonly keys_: Vec<Bytes>;
    } & Struct;
    readonly isKillPrefix: boolean;
    readonly asKillPrefix: {
      readonly prefix: Bytes;
      readonly subkeys: u32;
    } & Struct;
    readonly isRemarkWithEvent: boolean;
    readonly asRemarkWithEvent: {
      readonly remark: Bytes;
    } & Struct;
    readonly isAuthorizeUpgrade: boolean;
    readonly asAuthorizeUpgrade: {
      readonly codeHash: H256;
    } & Struct;
    readonly isAuthorizeUpgradeWithoutChecks: boolean;
    readonly asAuthorizeUpgradeWithoutChecks: {
      readonly codeHash: H256;
    } & Struct;
    readonly isApplyAuthorizedUpgrade: boolean;
    readonly asApplyAuthorizedUpgrade: {
      readonly code: Bytes;
    } & Struct;
    readonly type: 'Remark' | 'SetHeapPages' | 'SetCode' | 'SetCodeWithoutChecks' | 'SetStorage' | 'KillStorage' | 'KillPrefix' | 'RemarkWithEvent' | 'AuthorizeUpgrade' | 'AuthorizeUpgradeWithoutChecks' | 'ApplyAuthorizedUpgrade';
  }

  /** @name PalletTimestampCall (16) */
  interface PalletTimestampCall extends Enum {
    readonly isSet: boolean;
    readonly asSet: {
      readonly now: Compact<u64>;
    } & Struct;
    readonly type: 'Set';
  }

  /** @name PalletBalancesCall (18) */
  interface PalletBalancesCall extends Enum {
    readonly isTransferAllowDeath: boolean;
    readonly asTransferAllowDeath: {
      readonly dest: MultiAddress;
      readonly value: Compact<u128>;
    } & Struct;
    readonly isForceTransfer: boolean;
    readonly asForceTransfer: {
      readonly source: MultiAddress;
      readonly dest: MultiAddress;
      readonly value: Compact<u128>;
    } & Struct;
    readonly isTransferKeepAlive: boolean;
    readonly asTransferKeepAlive: {
      readonly dest: MultiAddress;
      readonly value: Compact<u128>;
    } & Struct;
    readonly isTransferAll: boolean;
    readonly asTransferAll: {
      readonly dest: MultiAddress;
      readonly keepAlive: bool;
    } & Struct;
    readonly isForceUnreserve: boolean;
    readonly asForceUnreserve: {
      readonly who: MultiAddress;
      readonly amount: u128;
    } & Struct;
    readonly isUpgradeAccounts: boolean;
    readonly asUpgradeAccounts: {
      readonly who: Vec<AccountId32>;
    } & Struct;
    readonly isForceSetBalance: boolean;
    readonly asForceSetBalance: {
      readonly who: MultiAddress;
      readonly newFree: Compact<u128>;
    } & Struct;
    readonly isForceAdjustTotalIssuance: boolean;
    readonly asForceAdjustTotalIssuance: {
      readonly direction: PalletBalancesAdjustmentDirection;
      readonly delta: Compact<u128>;
    } & Struct;
    readonly isBurn: boolean;
    readonly asBurn: {
      readonly value: Compact<u128>;
      readonly keepAlive: bool;
    } & Struct;
    readonly type: 'TransferAllowDeath' | 'ForceTransfer' | 'TransferKeepAlive' | 'TransferAll' | 'ForceUnreserve' | 'UpgradeAccounts' | 'ForceSetBalance' | 'ForceAdjustTotalIssuance' | 'Burn';
  }

  /** @name PalletBalancesAdjustmentDirection (23) */
  interface PalletBalancesAdjustmentDirection extends Enum {
    readonly isIncrease: boolean;
    readonly isDecrease: boolean;
    readonly type: 'Increase' | 'Decrease';
  }

  /** @name PalletSudoCall (24) */
  interface PalletSudoCall extends Enum {
    readonly isSudo: boolean;
    readonly asSudo: {
      readonly call: Call;
    } & Struct;
    readonly isSudoUncheckedWeight: boolean;
    readonly asSudoUncheckedWeight: {
      readonly call: Call;
      readonly weight: SpWeightsWeightV2Weight;
    } & Struct;
    readonly isSetKey: boolean;
    readonly asSetKey: {
      readonly new_: MultiAddress;
    } & Struct;
    readonly isSudoAs: boolean;
    readonly asSudoAs: {
      readonly who: MultiAddress;
      readonly call: Call;
    } & Struct;
    readonly isRemoveKey: boolean;
    readonly type: 'Sudo' | 'SudoUncheckedWeight' | 'SetKey' | 'SudoAs' | 'RemoveKey';
  }

  /** @name SpWeightsWeightV2Weight (25) */
  interface SpWeightsWeightV2Weight extends Struct {
    readonly refTime: Compact<u64>;
    readonly proofSize: Compact<u64>;
  }

  /** @name PalletGrandpaCall (26) */
  interface PalletGrandpaCall extends Enum {
    readonly isReportEquivocation: boolean;
    readonly asReportEquivocation: {
      readonly equivocationProof: SpConsensusGrandpaEquivocationProof;
      readonly keyOwnerProof: SpCoreVoid;
    } & Struct;
    readonly isReportEquivocationUnsigned: boolean;
    readonly asReportEquivocationUnsigned: {
      readonly equivocationProof: SpConsensusGrandpaEquivocationProof;
      readonly keyOwnerProof: SpCoreVoid;
    } & Struct;
    readonly isNoteStalled: boolean;
    readonly asNoteStalled: {
      readonly delay: u32;
      readonly bestFinalizedBlockNumber: u32;
    } & Struct;
    readonly type: 'ReportEquivocation' | 'ReportEquivocationUnsigned' | 'NoteStalled';
  }

  /** @name SpConsensusGrandpaEquivocationProof (27) */
  interface SpConsensusGrandpaEquivocationProof extends Struct {
    readonly setId: u64;
    readonly equivocation: SpConsensusGrandpaEquivocation;
  }

  /** @name SpConsensusGrandpaEquivocation (28) */
  interface SpConsensusGrandpaEquivocation extends Enum {
    readonly isPrevote: boolean;
    readonly asPrevote: FinalityGrandpaEquivocationPrevote;
    readonly isPrecommit: boolean;
    readonly asPrecommit: FinalityGrandpaEquivocationPrecommit;
    readonly type: 'Prevote' | 'Precommit';
  }

  /** @name FinalityGrandpaEquivocationPrevote (29) */
  interface FinalityGrandpaEquivocationPrevote extends Struct {
    readonly roundNumber: u64;
    readonly identity: SpConsensusGrandpaAppPublic;
    readonly first: ITuple<[FinalityGrandpaPrevote, SpConsensusGrandpaAppSignature]>;
    readonly second: ITuple<[FinalityGrandpaPrevote, SpConsensusGrandpaAppSignature]>;
  }

  /** @name SpConsensusGrandpaAppPublic (30) */
  interface SpConsensusGrandpaAppPublic extends U8aFixed {}

  /** @name FinalityGrandpaPrevote (31) */
  interface FinalityGrandpaPrevote extends Struct {
    readonly targetHash: H256;
    readonly targetNumber: u32;
  }

  /** @name SpConsensusGrandpaAppSignature (32) */
  interface SpConsensusGrandpaAppSignature extends U8aFixed {}

  /** @name FinalityGrandpaEquivocationPrecommit (35) */
  interface FinalityGrandpaEquivocationPrecommit extends Struct {
    readonly roundNumber: u64;
    readonly identity: SpConsensusGrandpaAppPublic;
    readonly first: ITuple<[FinalityGrandpaPrecommit, SpConsensusGrandpaAppSignature]>;
    readonly second: ITuple<[FinalityGrandpaPrecommit, SpConsensusGrandpaAppSignature]>;
  }

  /** @name FinalityGrandpaPrecommit (36) */
  interface FinalityGrandpaPrecommit extends Struct {
    readonly targetHash: H256;
    readonly targetNumber: u32;
  }

  /** @name SpCoreVoid (38) */
  type SpCoreVoid = Null;

  /** @name PalletUtilityCall (39) */
  interface PalletUtilityCall extends Enum {
    readonly isBatch: boolean;
    readonly asBatch: {
      readonly calls: Vec<Call>;
    } & Struct;
    readonly isAsDerivative: boolean;
    readonly asAsDerivative: {
      readonly index: u16;
      readonly call: Call;
    } & Struct;
    readonly isBatchAll: boolean;
    readonly asBatchAll: {
      readonly calls: Vec<Call>;
    } & Struct;
    readonly isDispatchAs: boolean;
    readonly asDispatchAs: {
      readonly asOrigin: CocoRuntimeOriginCaller;
      readonly call: Call;
    } & Struct;
    readonly isForceBatch: boolean;
    readonly asForceBatch: {
      readonly calls: Vec<Call>;
    } & Struct;
    readonly isWithWeight: boolean;
    readonly asWithWeight: {
      readonly call: Call;
      readonly weight: SpWeightsWeightV2Weight;
    } & Struct;
    readonly isIfElse: boolean;
    readonly asIfElse: {
      readonly main: Call;
      readonly fallback: Call;
    } & Struct;
    readonly isDispatchAsFallible: boolean;
    readonly asDispatchAsFallible: {
      readonly asOrigin: CocoRuntimeOriginCaller;
      readonly call: Call;
    } & Struct;
    readonly type: 'Batch' | 'AsDerivative' | 'BatchAll' | 'DispatchAs' | 'ForceBatch' | 'WithWeight' | 'IfElse' | 'DispatchAsFallible';
  }

  /** @name CocoRuntimeOriginCaller (42) */
  interface CocoRuntimeOriginCaller extends Enum {
    readonly isSystem: boolean;
    readonly asSystem: FrameSupportDispatchRawOrigin;
    readonly isCouncil: boolean;
    readonly asCouncil: PalletCollectiveRawOrigin;
    readonly type: 'System' | 'Council';
  }

  /** @name FrameSupportDispatchRawOrigin (43) */
  interface FrameSupportDispatchRawOrigin extends Enum {
    readonly isRoot: boolean;
    readonly isSigned: boolean;
    readonly asSigned: AccountId32;
    readonly isNone: boolean;
    readonly isAuthorized: boolean;
    readonly type: 'Root' | 'Signed' | 'None' | 'Authorized';
  }

  /** @name PalletCollectiveRawOrigin (44) */
  interface PalletCollectiveRawOrigin extends Enum {
    readonly isMembers: boolean;
    readonly asMembers: ITuple<[u32, u32]>;
    readonly isMember: boolean;
    readonly asMember: AccountId32;
    readonly isPhantom: boolean;
    readonly type: 'Members' | 'Member' | 'Phantom';
  }

  /** @name PalletDeviceRegistryCall (45) */
  interface PalletDeviceRegistryCall extends Enum {
    readonly isRegisterDevice: boolean;
    readonly asRegisterDevice: {
      readonly registration: CocoPrimitivesDeviceDeviceRegistration;
      readonly signature: U8aFixed;
    } & Struct;
    readonly isUpdateMetadata: boolean;
    readonly asUpdateMetadata: {
      readonly device: U8aFixed;
      readonly nonce: u64;
      readonly capabilities: CocoPrimitivesDeviceCapabilities;
      readonly metadata: Bytes;
      readonly signature: U8aFixed;
    } & Struct;
    readonly isSetStatus: boolean;
    readonly asSetStatus: {
      readonly device: U8aFixed;
      readonly nonce: u64;
      readonly status: CocoPrimitivesDeviceDeviceStatus;
      readonly signature: U8aFixed;
    } & Struct;
    readonly isHeartbeat: boolean;
    readonly asHeartbeat: {
      readonly device: U8aFixed;
      readonly nonce: u64;
      readonly signature: U8aFixed;
    } & Struct;
    readonly isOfferDevice: boolean;
    readonly asOfferDevice: {
      readonly device: U8aFixed;
      readonly to: U8aFixed;
    } & Struct;
    readonly isAcceptDevice: boolean;
    readonly asAcceptDevice: {
      readonly device: U8aFixed;
    } & Struct;
    readonly isWithdrawOffer: boolean;
    readonly asWithdrawOffer: {
      readonly device: U8aFixed;
    } & Struct;
    readonly isRekeyDevice: boolean;
    readonly asRekeyDevice: {
      readonly device: U8aFixed;
      readonly newDevice: U8aFixed;
      readonly nonce: u64;
      readonly signature: U8aFixed;
    } & Struct;
    readonly isDeregisterDevice: boolean;
    readonly asDeregisterDevice: {
      readonly device: U8aFixed;
    } & Struct;
    readonly isBond: boolean;
    readonly asBond: {
      readonly device: U8aFixed;
      readonly planck: u128;
    } & Struct;
    readonly isUnbond: boolean;
    readonly asUnbond: {
      readonly device: U8aFixed;
      readonly planck: u128;
    } & Struct;
    readonly isWithdrawUnbonded: boolean;
    readonly asWithdrawUnbonded: {
      readonly device: U8aFixed;
    } & Struct;
    readonly type: 'RegisterDevice' | 'UpdateMetadata' | 'SetStatus' | 'Heartbeat' | 'OfferDevice' | 'AcceptDevice' | 'WithdrawOffer' | 'RekeyDevice' | 'DeregisterDevice' | 'Bond' | 'Unbond' | 'WithdrawUnbonded';
  }

  /** @name CocoPrimitivesDeviceDeviceRegistration (46) */
  interface CocoPrimitivesDeviceDeviceRegistration extends Struct {
    readonly device: U8aFixed;
    readonly owner: U8aFixed;
    readonly capabilities: CocoPrimitivesDeviceCapabilities;
    readonly metadata: Bytes;
  }

  /** @name CocoPrimitivesDeviceCapabilities (47) */
  interface CocoPrimitivesDeviceCapabilities extends Struct {
    readonly arch: CocoPrimitivesDeviceArch;
    readonly ramMib: u32;
    readonly gpu: Bytes;
    readonly engine: Bytes;
    readonly models: Vec<Bytes>;
    readonly milliTokensPerSecond: u32;
  }

  /** @name CocoPrimitivesDeviceArch (48) */
  interface CocoPrimitivesDeviceArch extends Enum {
    readonly isUnknown: boolean;
    readonly isX8664: boolean;
    readonly isArm64: boolean;
    readonly type: 'Unknown' | 'X8664' | 'Arm64';
  }

  /** @name CocoPrimitivesDeviceDeviceStatus (51) */
  interface CocoPrimitivesDeviceDeviceStatus extends Enum {
    readonly isActive: boolean;
    readonly isPaused: boolean;
    readonly isRetired: boolean;
    readonly type: 'Active' | 'Paused' | 'Retired';
  }

  /** @name PalletComputeJobsCall (52) */
  interface PalletComputeJobsCall extends Enum {
    readonly isSubmitJobIntent: boolean;
    readonly asSubmitJobIntent: {
      readonly intent: CocoPrimitivesJobJobIntent;
      readonly requesterSignature: U8aFixed;
    } & Struct;
    readonly isAcceptJob: boolean;
    readonly asAcceptJob: {
      readonly acceptance: CocoPrimitivesJobJobAcceptance;
      readonly deviceSignature: U8aFixed;
    } & Struct;
    readonly isCompleteJob: boolean;
    readonly asCompleteJob: {
      readonly record: CocoPrimitivesRecordUsageRecord;
      readonly deviceSignature: U8aFixed;
      readonly requesterSignature: U8aFixed;
    } & Struct;
    readonly isCancelJob: boolean;
    readonly asCancelJob: {
      readonly job: H256;
      readonly requesterSignature: U8aFixed;
    } & Struct;
    readonly isExpireJob: boolean;
    readonly asExpireJob: {
      readonly job: H256;
    } & Struct;
    readonly type: 'SubmitJobIntent' | 'AcceptJob' | 'CompleteJob' | 'CancelJob' | 'ExpireJob';
  }

  /** @name CocoPrimitivesJobJobIntent (53) */
  interface CocoPrimitivesJobJobIntent extends Struct {
    readonly requester: U8aFixed;
    readonly nonce: U8aFixed;
    readonly model: Bytes;
    readonly maxPricePlanck: u128;
    readonly maxPromptTokens: u32;
    readonly maxCompletionTokens: u32;
    readonly deadlineMs: u64;
    readonly strategy: CocoPrimitivesJobStrategy;
    readonly maxTtftMs: u32;
    readonly minMilliTokensPerSecond: u32;
  }

  /** @name CocoPrimitivesJobStrategy (55) */
  interface CocoPrimitivesJobStrategy extends Enum {
    readonly isFastest: boolean;
    readonly isCheapest: boolean;
    readonly type: 'Fastest' | 'Cheapest';
  }

  /** @name CocoPrimitivesJobJobAcceptance (56) */
  interface CocoPrimitivesJobJobAcceptance extends Struct {
    readonly job: H256;
    readonly lease: U8aFixed;
    readonly device: U8aFixed;
    readonly owner: U8aFixed;
    readonly promptTokenPricePlanck: u128;
    readonly completionTokenPricePlanck: u128;
    readonly acceptedAtMs: u64;
  }

  /** @name CocoPrimitivesRecordUsageRecord (57) */
  interface CocoPrimitivesRecordUsageRecord extends Struct {
    readonly job: H256;
    readonly lease: U8aFixed;
    readonly session: U8aFixed;
    readonly requester: U8aFixed;
    readonly device: U8aFixed;
    readonly owner: U8aFixed;
    readonly model: Bytes;
    readonly weightsDigest: U8aFixed;
    readonly engine: Bytes;
    readonly promptTokens: u32;
    readonly completionTokens: u32;
    readonly bytesIn: u64;
    readonly bytesOut: u64;
    readonly queueMs: u32;
    readonly ttftMs: u32;
    readonly durationMs: u32;
    readonly outputDigest: U8aFixed;
    readonly sequence: u64;
    readonly startedAtMs: u64;
    readonly endedAtMs: u64;
    readonly pricePlanck: u128;
  }

  /** @name PalletSettlementCall (58) */
  interface PalletSettlementCall extends Enum {
    readonly isOpenChannel: boolean;
    readonly asOpenChannel: {
      readonly device: U8aFixed;
      readonly voucherKey: U8aFixed;
      readonly depositPlanck: u128;
    } & Struct;
    readonly isTopUp: boolean;
    readonly asTopUp: {
      readonly channel: H256;
      readonly addedPlanck: u128;
    } & Struct;
    readonly isClaim: boolean;
    readonly asClaim: {
      readonly voucher: CocoPrimitivesVoucher;
      readonly signature: U8aFixed;
      readonly totals: CocoPrimitivesTotalsModelTotals;
    } & Struct;
    readonly isCloseChannel: boolean;
    readonly asCloseChannel: {
      readonly channel: H256;
    } & Struct;
    readonly isForceClose: boolean;
    readonly asForceClose: {
      readonly channel: H256;
    } & Struct;
    readonly isProveRecord: boolean;
    readonly asProveRecord: {
      readonly channel: H256;
      readonly record: CocoPrimitivesRecordUsageRecord;
      readonly index: u32;
      readonly path: Vec<H256>;
    } & Struct;
    readonly type: 'OpenChannel' | 'TopUp' | 'Claim' | 'CloseChannel' | 'ForceClose' | 'ProveRecord';
  }

  /** @name CocoPrimitivesVoucher (59) */
  interface CocoPrimitivesVoucher extends Struct {
    readonly channel: H256;
    readonly cumulativePlanck: u128;
    readonly recordsRoot: H256;
    readonly recordCount: u32;
    readonly modelTotalsRoot: H256;
  }

  /** @name CocoPrimitivesTotalsModelTotals (60) */
  interface CocoPrimitivesTotalsModelTotals extends Vec<ITuple<[Bytes, u128]>> {}

  /** @name PalletReputationCall (66) */
  interface PalletReputationCall extends Enum {
    readonly isReportFault: boolean;
    readonly asReportFault: {
      readonly device: U8aFixed;
      readonly model: Bytes;
      readonly kind: CocoPrimitivesReputationFaultKind;
    } & Struct;
    readonly type: 'ReportFault';
  }

  /** @name CocoPrimitivesReputationFaultKind (67) */
  interface CocoPrimitivesReputationFaultKind extends Enum {
    readonly isMissedDeadline: boolean;
    readonly isWrongOutput: boolean;
    readonly isEquivocation: boolean;
    readonly type: 'MissedDeadline' | 'WrongOutput' | 'Equivocation';
  }

  /** @name PalletAssuredJobsCall (68) */
  interface PalletAssuredJobsCall extends Enum {
    readonly isSubmitJob: boolean;
    readonly asSubmitJob: {
      readonly assured: CocoPrimitivesAssuredAssuredIntent;
      readonly requesterSignature: U8aFixed;
    } & Struct;
    readonly isAcceptJob: boolean;
    readonly asAcceptJob: {
      readonly acceptance: CocoPrimitivesJobJobAcceptance;
      readonly deviceSignature: U8aFixed;
      readonly matched: Option<ITuple<[CocoPrimitivesAssuredJobMatch, U8aFixed]>>;
    } & Struct;
    readonly isStartJob: boolean;
    readonly asStartJob: {
      readonly start: CocoPrimitivesAssuredJobStart;
      readonly deviceSignature: U8aFixed;
    } & Struct;
    readonly isDeliverRecord: boolean;
    readonly asDeliverRecord: {
      readonly record: CocoPrimitivesRecordUsageRecord;
      readonly deviceSignature: U8aFixed;
      readonly requesterSignature: Option<U8aFixed>;
    } & Struct;
    readonly isCommitVote: boolean;
    readonly asCommitVote: {
      readonly commitment: CocoPrimitivesAssuredVoteCommitment;
      readonly verifierSignature: U8aFixed;
    } & Struct;
    readonly isRevealVote: boolean;
    readonly asRevealVote: {
      readonly vote: CocoPrimitivesAssuredVote;
    } & Struct;
    readonly isDisputeJob: boolean;
    readonly asDisputeJob: {
      readonly job: H256;
      readonly evidence: H256;
    } & Struct;
    readonly isResolveDispute: boolean;
    readonly asResolveDispute: {
      readonly job: H256;
      readonly verdict: CocoPrimitivesAssuredVerdict;
    } & Struct;
    readonly isSettleJob: boolean;
    readonly asSettleJob: {
      readonly job: H256;
    } & Struct;
    readonly isCancelJob: boolean;
    readonly asCancelJob: {
      readonly job: H256;
      readonly requesterSignature: U8aFixed;
    } & Struct;
    readonly isExpireJob: boolean;
    readonly asExpireJob: {
      readonly job: H256;
    } & Struct;
    readonly type: 'SubmitJob' | 'AcceptJob' | 'StartJob' | 'DeliverRecord' | 'CommitVote' | 'RevealVote' | 'DisputeJob' | 'ResolveDispute' | 'SettleJob' | 'CancelJob' | 'ExpireJob';
  }

  /** @name CocoPrimitivesAssuredAssuredIntent (69) */
  interface CocoPrimitivesAssuredAssuredIntent extends Struct {
    readonly intent: CocoPrimitivesJobJobIntent;
    readonly terms: CocoPrimitivesAssuredJobTerms;
  }

  /** @name CocoPrimitivesAssuredJobTerms (70) */
  interface CocoPrimitivesAssuredJobTerms extends Struct {
    readonly inputDigest: U8aFixed;
    readonly minScore: u8;
    readonly minAssuredMillionths: u32;
    readonly bondPlanck: u128;
    readonly startWithinMs: u32;
    readonly matcher: Option<U8aFixed>;
    readonly verification: CocoPrimitivesAssuredVerification;
    readonly verifiers: Vec<U8aFixed>;
    readonly threshold: u8;
    readonly verifierFeePlanck: u128;
  }

  /** @name CocoPrimitivesAssuredVerification (72) */
  interface CocoPrimitivesAssuredVerification extends Enum {
    readonly isCountersignature: boolean;
    readonly isReexecution: boolean;
    readonly isAudit: boolean;
    readonly type: 'Countersignature' | 'Reexecution' | 'Audit';
  }

  /** @name CocoPrimitivesAssuredJobMatch (77) */
  interface CocoPrimitivesAssuredJobMatch extends Struct {
    readonly job: H256;
    readonly device: U8aFixed;
    readonly expiresAtMs: u64;
  }

  /** @name CocoPrimitivesAssuredJobStart (78) */
  interface CocoPrimitivesAssuredJobStart extends Struct {
    readonly job: H256;
    readonly lease: U8aFixed;
  }

  /** @name CocoPrimitivesAssuredVoteCommitment (80) */
  interface CocoPrimitivesAssuredVoteCommitment extends Struct {
    readonly job: H256;
    readonly recordHash: H256;
    readonly verifier: U8aFixed;
    readonly commitment: H256;
  }

  /** @name CocoPrimitivesAssuredVote (81) */
  interface CocoPrimitivesAssuredVote extends Struct {
    readonly job: H256;
    readonly recordHash: H256;
    readonly verifier: U8aFixed;
    readonly verdict: CocoPrimitivesAssuredVerdict;
    readonly outputDigest: U8aFixed;
    readonly salt: U8aFixed;
  }

  /** @name CocoPrimitivesAssuredVerdict (82) */
  interface CocoPrimitivesAssuredVerdict extends Enum {
    readonly isUpheld: boolean;
    readonly isRefuted: boolean;
    readonly type: 'Upheld' | 'Refuted';
  }

  /** @name PalletCollectiveCall (83) */
  interface PalletCollectiveCall extends Enum {
    readonly isSetMembers: boolean;
    readonly asSetMembers: {
      readonly newMembers: Vec<AccountId32>;
      readonly prime: Option<AccountId32>;
      readonly oldCount: u32;
    } & Struct;
    readonly isExecute: boolean;
    readonly asExecute: {
      readonly proposal: Call;
      readonly lengthBound: Compact<u32>;
    } & Struct;
    readonly isPropose: boolean;
    readonly asPropose: {
      readonly threshold: Compact<u32>;
      readonly proposal: Call;
      readonly lengthBound: Compact<u32>;
    } & Struct;
    readonly isVote: boolean;
    readonly asVote: {
      readonly proposal: H256;
      readonly index: Compact<u32>;
      readonly approve: bool;
    } & Struct;
    readonly isDisapproveProposal: boolean;
    readonly asDisapproveProposal: {
      readonly proposalHash: H256;
    } & Struct;
    readonly isClose: boolean;
    readonly asClose: {
      readonly proposalHash: H256;
      readonly index: Compact<u32>;
      readonly proposalWeightBound: SpWeightsWeightV2Weight;
      readonly lengthBound: Compact<u32>;
    } & Struct;
    readonly isKill: boolean;
    readonly asKill: {
      readonly proposalHash: H256;
    } & Struct;
    readonly isReleaseProposalCost: boolean;
    readonly asReleaseProposalCost: {
      readonly proposalHash: H256;
    } & Struct;
    readonly type: 'SetMembers' | 'Execute' | 'Propose' | 'Vote' | 'DisapproveProposal' | 'Close' | 'Kill' | 'ReleaseProposalCost';
  }

  /** @name PalletTreasuryCall (86) */
  interface PalletTreasuryCall extends Enum {
    readonly isSpendLocal: boolean;
    readonly asSpendLocal: {
      readonly amount: Compact<u128>;
      readonly beneficiary: MultiAddress;
    } & Struct;
    readonly isRemoveApproval: boolean;
    readonly asRemoveApproval: {
      readonly proposalId: Compact<u32>;
    } & Struct;
    readonly isSpend: boolean;
    readonly asSpend: {
      readonly assetKind: Null;
      readonly amount: Compact<u128>;
      readonly beneficiary: AccountId32;
      readonly validFrom: Option<u32>;
    } & Struct;
    readonly isPayout: boolean;
    readonly asPayout: {
      readonly index: u32;
    } & Struct;
    readonly isCheckStatus: boolean;
    readonly asCheckStatus: {
      readonly index: u32;
    } & Struct;
    readonly isVoidSpend: boolean;
    readonly asVoidSpend: {
      readonly index: u32;
    } & Struct;
    readonly type: 'SpendLocal' | 'RemoveApproval' | 'Spend' | 'Payout' | 'CheckStatus' | 'VoidSpend';
  }

  /** @name PalletParametersCall (88) */
  interface PalletParametersCall extends Enum {
    readonly isSetParameter: boolean;
    readonly asSetParameter: {
      readonly keyValue: CocoRuntimeGovernanceRuntimeParameters;
    } & Struct;
    readonly type: 'SetParameter';
  }

  /** @name CocoRuntimeGovernanceRuntimeParameters (89) */
  interface CocoRuntimeGovernanceRuntimeParameters extends Enum {
    readonly isSettlement: boolean;
    readonly asSettlement: CocoRuntimeGovernanceParametersSettlementParameters;
    readonly isRegistry: boolean;
    readonly asRegistry: CocoRuntimeGovernanceParametersRegistryParameters;
    readonly type: 'Settlement' | 'Registry';
  }

  /** @name CocoRuntimeGovernanceParametersSettlementParameters (90) */
  interface CocoRuntimeGovernanceParametersSettlementParameters extends Enum {
    readonly isProtocolFee: boolean;
    readonly asProtocolFee: ITuple<[CocoRuntimeGovernanceParametersSettlementProtocolFee, Option<Permill>]>;
    readonly isChallengeMs: boolean;
    readonly asChallengeMs: ITuple<[CocoRuntimeGovernanceParametersSettlementChallengeMs, Option<u64>]>;
    readonly type: 'ProtocolFee' | 'ChallengeMs';
  }

  /** @name CocoRuntimeGovernanceParametersSettlementProtocolFee (91) */
  type CocoRuntimeGovernanceParametersSettlementProtocolFee = Null;

  /** @name CocoRuntimeGovernanceParametersSettlementChallengeMs (94) */
  type CocoRuntimeGovernanceParametersSettlementChallengeMs = Null;

  /** @name CocoRuntimeGovernanceParametersRegistryParameters (96) */
  interface CocoRuntimeGovernanceParametersRegistryParameters extends Enum {
    readonly isSlashToRequester: boolean;
    readonly asSlashToRequester: ITuple<[CocoRuntimeGovernanceParametersRegistrySlashToRequester, Option<Permill>]>;
    readonly isSlashToReporter: boolean;
    readonly asSlashToReporter: ITuple<[CocoRuntimeGovernanceParametersRegistrySlashToReporter, Option<Permill>]>;
    readonly type: 'SlashToRequester' | 'SlashToReporter';
  }

  /** @name CocoRuntimeGovernanceParametersRegistrySlashToRequester (97) */
  type CocoRuntimeGovernanceParametersRegistrySlashToRequester = Null;

  /** @name CocoRuntimeGovernanceParametersRegistrySlashToReporter (98) */
  type CocoRuntimeGovernanceParametersRegistrySlashToReporter = Null;

  /** @name PalletWhitelistCall (99) */
  interface PalletWhitelistCall extends Enum {
    readonly isWhitelistCall: boolean;
    readonly asWhitelistCall: {
      readonly callHash: H256;
    } & Struct;
    readonly isRemoveWhitelistedCall: boolean;
    readonly asRemoveWhitelistedCall: {
      readonly callHash: H256;
    } & Struct;
    readonly isDispatchWhitelistedCall: boolean;
    readonly asDispatchWhitelistedCall: {
      readonly callHash: H256;
      readonly callEncodedLen: u32;
      readonly callWeightWitness: SpWeightsWeightV2Weight;
    } & Struct;
    readonly isDispatchWhitelistedCallWithPreimage: boolean;
    readonly asDispatchWhitelistedCallWithPreimage: {
      readonly call: Call;
    } & Struct;
    readonly isRemoveDeferredDispatch: boolean;
    readonly asRemoveDeferredDispatch: {
      readonly callHash: H256;
    } & Struct;
    readonly type: 'WhitelistCall' | 'RemoveWhitelistedCall' | 'DispatchWhitelistedCall' | 'DispatchWhitelistedCallWithPreimage' | 'RemoveDeferredDispatch';
  }

  /** @name PalletProxyCall (100) */
  interface PalletProxyCall extends Enum {
    readonly isProxy: boolean;
    readonly asProxy: {
      readonly real: MultiAddress;
      readonly forceProxyType: Option<CocoRuntimeAccountsProxyType>;
      readonly call: Call;
    } & Struct;
    readonly isAddProxy: boolean;
    readonly asAddProxy: {
      readonly delegate: MultiAddress;
      readonly proxyType: CocoRuntimeAccountsProxyType;
      readonly delay: u32;
    } & Struct;
    readonly isRemoveProxy: boolean;
    readonly asRemoveProxy: {
      readonly delegate: MultiAddress;
      readonly proxyType: CocoRuntimeAccountsProxyType;
      readonly delay: u32;
    } & Struct;
    readonly isRemoveProxies: boolean;
    readonly isCreatePure: boolean;
    readonly asCreatePure: {
      readonly proxyType: CocoRuntimeAccountsProxyType;
      readonly delay: u32;
      readonly index: u16;
    } & Struct;
    readonly isKillPure: boolean;
    readonly asKillPure: {
      readonly spawner: MultiAddress;
      readonly proxyType: CocoRuntimeAccountsProxyType;
      readonly index: u16;
      readonly height: Compact<u32>;
      readonly extIndex: Compact<u32>;
    } & Struct;
    readonly isAnnounce: boolean;
    readonly asAnnounce: {
      readonly real: MultiAddress;
      readonly callHash: H256;
    } & Struct;
    readonly isRemoveAnnouncement: boolean;
    readonly asRemoveAnnouncement: {
      readonly real: MultiAddress;
      readonly callHash: H256;
    } & Struct;
    readonly isRejectAnnouncement: boolean;
    readonly asRejectAnnouncement: {
      readonly delegate: MultiAddress;
      readonly callHash: H256;
    } & Struct;
    readonly isProxyAnnounced: boolean;
    readonly asProxyAnnounced: {
      readonly delegate: MultiAddress;
      readonly real: MultiAddress;
      readonly forceProxyType: Option<CocoRuntimeAccountsProxyType>;
      readonly call: Call;
    } & Struct;
    readonly isPokeDeposit: boolean;
    readonly type: 'Proxy' | 'AddProxy' | 'RemoveProxy' | 'RemoveProxies' | 'CreatePure' | 'KillPure' | 'Announce' | 'RemoveAnnouncement' | 'RejectAnnouncement' | 'ProxyAnnounced' | 'PokeDeposit';
  }

  /** @name CocoRuntimeAccountsProxyType (102) */
  interface CocoRuntimeAccountsProxyType extends Enum {
    readonly isAny: boolean;
    readonly isOperations: boolean;
    readonly isChannels: boolean;
    readonly isGovernance: boolean;
    readonly type: 'Any' | 'Operations' | 'Channels' | 'Governance';
  }

  /** @name PalletMultisigCall (103) */
  interface PalletMultisigCall extends Enum {
    readonly isAsMultiThreshold1: boolean;
    readonly asAsMultiThreshold1: {
      readonly otherSignatories: Vec<AccountId32>;
      readonly call: Call;
    } & Struct;
    readonly isAsMulti: boolean;
    readonly asAsMulti: {
      readonly threshold: u16;
      readonly otherSignatories: Vec<AccountId32>;
      readonly maybeTimepoint: Option<PalletMultisigTimepoint>;
      readonly call: Call;
      readonly maxWeight: SpWeightsWeightV2Weight;
    } & Struct;
    readonly isApproveAsMulti: boolean;
    readonly asApproveAsMulti: {
      readonly threshold: u16;
      readonly otherSignatories: Vec<AccountId32>;
      readonly maybeTimepoint: Option<PalletMultisigTimepoint>;
      readonly callHash: U8aFixed;
      readonly maxWeight: SpWeightsWeightV2Weight;
    } & Struct;
    readonly isCancelAsMulti: boolean;
    readonly asCancelAsMulti: {
      readonly threshold: u16;
      readonly otherSignatories: Vec<AccountId32>;
      readonly timepoint: PalletMultisigTimepoint;
      readonly callHash: U8aFixed;
    } & Struct;
    readonly isPokeDeposit: boolean;
    readonly asPokeDeposit: {
      readonly threshold: u16;
      readonly otherSignatories: Vec<AccountId32>;
      readonly callHash: U8aFixed;
    } & Struct;
    readonly type: 'AsMultiThreshold1' | 'AsMulti' | 'ApproveAsMulti' | 'CancelAsMulti' | 'PokeDeposit';
  }

  /** @name PalletMultisigTimepoint (105) */
  interface PalletMultisigTimepoint extends Struct {
    readonly height: u32;
    readonly index: u32;
  }

  /** @name PalletNftsCall (106) */
  interface PalletNftsCall extends Enum {
    readonly isCreate: boolean;
    readonly asCreate: {
      readonly admin: MultiAddress;
      readonly config: PalletNftsCollectionConfig;
    } & Struct;
    readonly isForceCreate: boolean;
    readonly asForceCreate: {
      readonly owner: MultiAddress;
      readonly config: PalletNftsCollectionConfig;
    } & Struct;
    readonly isDestroy: boolean;
    readonly asDestroy: {
      readonly collection: u32;
      readonly witness: PalletNftsDestroyWitness;
    } & Struct;
    readonly isMint: boolean;
    readonly asMint: {
      readonly collection: u32;
      readonly item: u32;
      readonly mintTo: MultiAddress;
      readonly witnessData: Option<PalletNftsMintWitness>;
    } & Struct;
    readonly isForceMint: boolean;
    readonly asForceMint: {
      readonly collection: u32;
      readonly item: u32;
      readonly mintTo: MultiAddress;
      readonly itemConfig: PalletNftsItemConfig;
    } & Struct;
    readonly isBurn: boolean;
    readonly asBurn: {
      readonly collection: u32;
      readonly item: u32;
    } & Struct;
    readonly isTransfer: boolean;
    readonly asTransfer: {
      readonly collection: u32;
      readonly item: u32;
      readonly dest: MultiAddress;
    } & Struct;
    readonly isRedeposit: boolean;
    readonly asRedeposit: {
      readonly collection: u32;
      readonly items: Vec<u32>;
    } & Struct;
    readonly isLockItemTransfer: boolean;
    readonly asLockItemTransfer: {
      readonly collection: u32;
      readonly item: u32;
    } & Struct;
    readonly isUnlockItemTransfer: boolean;
    readonly asUnlockItemTransfer: {
      readonly collection: u32;
      readonly item: u32;
    } & Struct;
    readonly isLockCollection: boolean;
    readonly asLockCollection: {
      readonly collection: u32;
      readonly lockSettings: u64;
    } & Struct;
    readonly isTransferOwnership: boolean;
    readonly asTransferOwnership: {
      readonly collection: u32;
      readonly newOwner: MultiAddress;
    } & Struct;
    readonly isSetTeam: boolean;
    readonly asSetTeam: {
      readonly collection: u32;
      readonly issuer: Option<MultiAddress>;
      readonly admin: Option<MultiAddress>;
      readonly freezer: Option<MultiAddress>;
    } & Struct;
    readonly isForceCollectionOwner: boolean;
    readonly asForceCollectionOwner: {
      readonly collection: u32;
      readonly owner: MultiAddress;
    } & Struct;
    readonly isForceCollectionConfig: boolean;
    readonly asForceCollectionConfig: {
      readonly collection: u32;
      readonly config: PalletNftsCollectionConfig;
    } & Struct;
    readonly isApproveTransfer: boolean;
    readonly asApproveTransfer: {
      readonly collection: u32;
      readonly item: u32;
      readonly delegate: MultiAddress;
      readonly maybeDeadline: Option<u32>;
    } & Struct;
    readonly isCancelApproval: boolean;
    readonly asCancelApproval: {
      readonly collection: u32;
      readonly item: u32;
      readonly delegate: MultiAddress;
    } & Struct;
    readonly isClearAllTransferApprovals: boolean;
    readonly asClearAllTransferApprovals: {
      readonly collection: u32;
      readonly item: u32;
    } & Struct;
    readonly isLockItemProperties: boolean;
    readonly asLockItemProperties: {
      readonly collection: u32;
      readonly item: u32;
      readonly lockMetadata: bool;
      readonly lockAttributes: bool;
    } & Struct;
    readonly isSetAttribute: boolean;
    readonly asSetAttribute: {
      readonly collection: u32;
      readonly maybeItem: Option<u32>;
      readonly namespace: PalletNftsAttributeNamespace;
      readonly key: Bytes;
      readonly value: Bytes;
    } & Struct;
    readonly isForceSetAttribute: boolean;
    readonly asForceSetAttribute: {
      readonly setAs: Option<AccountId32>;
      readonly collection: u32;
      readonly maybeItem: Option<u32>;
      readonly namespace: PalletNftsAttributeNamespace;
      readonly key: Bytes;
      readonly value: Bytes;
    } & Struct;
    readonly isClearAttribute: boolean;
    readonly asClearAttribute: {
      readonly collection: u32;
      readonly maybeItem: Option<u32>;
      readonly namespace: PalletNftsAttributeNamespace;
      readonly key: Bytes;
    } & Struct;
    readonly isApproveItemAttributes: boolean;
    readonly asApproveItemAttributes: {
      readonly collection: u32;
      readonly item: u32;
      readonly delegate: MultiAddress;
    } & Struct;
    readonly isCancelItemAttributesApproval: boolean;
    readonly asCancelItemAttributesApproval: {
      readonly collection: u32;
      readonly item: u32;
      readonly delegate: MultiAddress;
      readonly witness: PalletNftsCancelAttributesApprovalWitness;
    } & Struct;
    readonly isSetMetadata: boolean;
    readonly asSetMetadata: {
      readonly collection: u32;
      readonly item: u32;
      readonly data: Bytes;
    } & Struct;
    readonly isClearMetadata: boolean;
    readonly asClearMetadata: {
      readonly collection: u32;
      readonly item: u32;
    } & Struct;
    readonly isSetCollectionMetadata: boolean;
    readonly asSetCollectionMetadata: {
      readonly collection: u32;
      readonly data: Bytes;
    } & Struct;
    readonly isClearCollectionMetadata: boolean;
    readonly asClearCollectionMetadata: {
      readonly collection: u32;
    } & Struct;
    readonly isSetAcceptOwnership: boolean;
    readonly asSetAcceptOwnership: {
      readonly maybeCollection: Option<u32>;
    } & Struct;
    readonly isSetCollectionMaxSupply: boolean;
    readonly asSetCollectionMaxSupply: {
      readonly collection: u32;
      readonly maxSupply: u32;
    } & Struct;
    readonly isUpdateMintSettings: boolean;
    readonly asUpdateMintSettings: {
      readonly collection: u32;
      readonly mintSettings: PalletNftsMintSettings;
    } & Struct;
    readonly isSetPrice: boolean;
    readonly asSetPrice: {
      readonly collection: u32;
      readonly item: u32;
      readonly price: Option<u128>;
      readonly whitelistedBuyer: Option<MultiAddress>;
    } & Struct;
    readonly isBuyItem: boolean;
    readonly asBuyItem: {
      readonly collection: u32;
      readonly item: u32;
      readonly bidPrice: u128;
    } & Struct;
    readonly isPayTips: boolean;
    readonly asPayTips: {
      readonly tips: Vec<PalletNftsItemTip>;
    } & Struct;
    readonly isCreateSwap: boolean;
    readonly asCreateSwap: {
      readonly offeredCollection: u32;
      readonly offeredItem: u32;
      readonly desiredCollection: u32;
      readonly maybeDesiredItem: Option<u32>;
      readonly maybePrice: Option<PalletNftsPriceWithDirection>;
      readonly duration: u32;
    } & Struct;
    readonly isCancelSwap: boolean;
    readonly asCancelSwap: {
      readonly offeredCollection: u32;
      readonly offeredItem: u32;
    } & Struct;
    readonly isClaimSwap: boolean;
    readonly asClaimSwap: {
      readonly sendCollection: u32;
      readonly sendItem: u32;
      readonly receiveCollection: u32;
      readonly receiveItem: u32;
      readonly witnessPrice: Option<PalletNftsPriceWithDirection>;
    } & Struct;
    readonly isMintPreSigned: boolean;
    readonly asMintPreSigned: {
      readonly mintData: PalletNftsPreSignedMint;
      readonly signature: SpRuntimeMultiSignature;
      readonly signer: AccountId32;
    } & Struct;
    readonly isSetAttributesPreSigned: boolean;
    readonly asSetAttributesPreSigned: {
      readonly data: PalletNftsPreSignedAttributes;
      readonly signature: SpRuntimeMultiSignature;
      readonly signer: AccountId32;
    } & Struct;
    readonly type: 'Create' | 'ForceCreate' | 'Destroy' | 'Mint' | 'ForceMint' | 'Burn' | 'Transfer' | 'Redeposit' | 'LockItemTransfer' | 'UnlockItemTransfer' | 'LockCollection' | 'TransferOwnership' | 'SetTeam' | 'ForceCollectionOwner' | 'ForceCollectionConfig' | 'ApproveTransfer' | 'CancelApproval' | 'ClearAllTransferApprovals' | 'LockItemProperties' | 'SetAttribute' | 'ForceSetAttribute' | 'ClearAttribute' | 'ApproveItemAttributes' | 'CancelItemAttributesApproval' | 'SetMetadata' | 'ClearMetadata' | 'SetCollectionMetadata' | 'ClearCollectionMetadata' | 'SetAcceptOwnership' | 'SetCollectionMaxSupply' | 'UpdateMintSettings' | 'SetPrice' | 'BuyItem' | 'PayTips' | 'CreateSwap' | 'CancelSwap' | 'ClaimSwap' | 'MintPreSigned' | 'SetAttributesPreSigned';
  }

  /** @name PalletNftsCollectionConfig (107) */
  interface PalletNftsCollectionConfig extends Struct {
    readonly settings: u64;
    readonly maxSupply: Option<u32>;
    readonly mintSettings: PalletNftsMintSettings;
  }

  /** @name PalletNftsCollectionSetting (109) */
  interface PalletNftsCollectionSetting extends Enum {
    readonly isTransferableItems: boolean;
    readonly isUnlockedMetadata: boolean;
    readonly isUnlockedAttributes: boolean;
    readonly isUnlockedMaxSupply: boolean;
    readonly isDepositRequired: boolean;
    readonly type: 'TransferableItems' | 'UnlockedMetadata' | 'UnlockedAttributes' | 'UnlockedMaxSupply' | 'DepositRequired';
  }

  /** @name PalletNftsMintSettings (110) */
  interface PalletNftsMintSettings extends Struct {
    readonly mintType: PalletNftsMintType;
    readonly price: Option<u128>;
    readonly startBlock: Option<u32>;
    readonly endBlock: Option<u32>;
    readonly defaultItemSettings: u64;
  }

  /** @name PalletNftsMintType (111) */
  interface PalletNftsMintType extends Enum {
    readonly isIssuer: boolean;
    readonly isPublic: boolean;
    readonly isHolderOf: boolean;
    readonly asHolderOf: u32;
    readonly type: 'Issuer' | 'Public' | 'HolderOf';
  }

  /** @name PalletNftsItemSetting (114) */
  interface PalletNftsItemSetting extends Enum {
    readonly isTransferable: boolean;
    readonly isUnlockedMetadata: boolean;
    readonly isUnlockedAttributes: boolean;
    readonly type: 'Transferable' | 'UnlockedMetadata' | 'UnlockedAttributes';
  }

  /** @name PalletNftsDestroyWitness (115) */
  interface PalletNftsDestroyWitness extends Struct {
    readonly itemMetadatas: Compact<u32>;
    readonly itemConfigs: Compact<u32>;
    readonly attributes: Compact<u32>;
  }

  /** @name PalletNftsMintWitness (117) */
  interface PalletNftsMintWitness extends Struct {
    readonly ownedItem: Option<u32>;
    readonly mintPrice: Option<u128>;
  }

  /** @name PalletNftsItemConfig (118) */
  interface PalletNftsItemConfig extends Struct {
    readonly settings: u64;
  }

  /** @name PalletNftsAttributeNamespace (121) */
  interface PalletNftsAttributeNamespace extends Enum {
    readonly isPallet: boolean;
    readonly isCollectionOwner: boolean;
    readonly isItemOwner: boolean;
    readonly isAccount: boolean;
    readonly asAccount: AccountId32;
    readonly type: 'Pallet' | 'CollectionOwner' | 'ItemOwner' | 'Account';
  }

  /** @name PalletNftsCancelAttributesApprovalWitness (124) */
  interface PalletNftsCancelAttributesApprovalWitness extends Struct {
    readonly accountAttributes: u32;
  }

  /** @name PalletNftsItemTip (126) */
  interface PalletNftsItemTip extends Struct {
    readonly collection: u32;
    readonly item: u32;
    readonly receiver: AccountId32;
    readonly amount: u128;
  }

  /** @name PalletNftsPriceWithDirection (129) */
  interface PalletNftsPriceWithDirection extends Struct {
    readonly amount: u128;
    readonly direction: PalletNftsPriceDirection;
  }

  /** @name PalletNftsPriceDirection (130) */
  interface PalletNftsPriceDirection extends Enum {
    readonly isSend: boolean;
    readonly isReceive: boolean;
    readonly type: 'Send' | 'Receive';
  }

  /** @name PalletNftsPreSignedMint (131) */
  interface PalletNftsPreSignedMint extends Struct {
    readonly collection: u32;
    readonly item: u32;
    readonly attributes: Vec<ITuple<[Bytes, Bytes]>>;
    readonly metadata: Bytes;
    readonly onlyAccount: Option<AccountId32>;
    readonly deadline: u32;
    readonly mintPrice: Option<u128>;
  }

  /** @name SpRuntimeMultiSignature (132) */
  interface SpRuntimeMultiSignature extends Enum {
    readonly isEd25519: boolean;
    readonly asEd25519: U8aFixed;
    readonly isSr25519: boolean;
    readonly asSr25519: U8aFixed;
    readonly isEcdsa: boolean;
    readonly asEcdsa: U8aFixed;
    readonly isEth: boolean;
    readonly asEth: U8aFixed;
    readonly type: 'Ed25519' | 'Sr25519' | 'Ecdsa' | 'Eth';
  }

  /** @name PalletNftsPreSignedAttributes (134) */
  interface PalletNftsPreSignedAttributes extends Struct {
    readonly collection: u32;
    readonly item: u32;
    readonly attributes: Vec<ITuple<[Bytes, Bytes]>>;
    readonly namespace: PalletNftsAttributeNamespace;
    readonly deadline: u32;
  }

  /** @name FrameSystemExtensionsCheckNonZeroSender (135) */
  type FrameSystemExtensionsCheckNonZeroSender = Null;

  /** @name FrameSystemExtensionsCheckSpecVersion (136) */
  type FrameSystemExtensionsCheckSpecVersion = Null;

  /** @name FrameSystemExtensionsCheckTxVersion (137) */
  type FrameSystemExtensionsCheckTxVersion = Null;

  /** @name FrameSystemExtensionsCheckGenesis (138) */
  type FrameSystemExtensionsCheckGenesis = Null;

  /** @name FrameSystemExtensionsCheckNonce (141) */
  interface FrameSystemExtensionsCheckNonce extends Compact<u32> {}

  /** @name FrameSystemExtensionsCheckWeight (142) */
  type FrameSystemExtensionsCheckWeight = Null;

  /** @name PalletTransactionPaymentChargeTransactionPayment (143) */
  interface PalletTransactionPaymentChargeTransactionPayment extends Compact<u128> {}

  /** @name FrameSystemAccountInfo (145) */
  interface FrameSystemAccountInfo extends Struct {
    readonly nonce: u32;
    readonly consumers: u32;
    readonly providers: u32;
    readonly sufficients: u32;
    readonly data: PalletBalancesAccountData;
  }

  /** @name PalletBalancesAccountData (146) */
  interface PalletBalancesAccountData extends Struct {
    readonly free: u128;
    readonly reserved: u128;
    readonly frozen: u128;
    readonly flags: u128;
  }

  /** @name FrameSupportDispatchPerDispatchClassWeight (148) */
  interface FrameSupportDispatchPerDispatchClassWeight extends Struct {
    readonly normal: SpWeightsWeightV2Weight;
    readonly operational: SpWeightsWeightV2Weight;
    readonly mandatory: SpWeightsWeightV2Weight;
  }

  /** @name SpRuntimeDigest (149) */
  interface SpRuntimeDigest extends Struct {
    readonly logs: Vec<SpRuntimeDigestDigestItem>;
  }

  /** @name SpRuntimeDigestDigestItem (151) */
  interface SpRuntimeDigestDigestItem extends Enum {
    readonly isOther: boolean;
    readonly asOther: Bytes;
    readonly isConsensus: boolean;
    readonly asConsensus: ITuple<[U8aFixed, Bytes]>;
    readonly isSeal: boolean;
    readonly asSeal: ITuple<[U8aFixed, Bytes]>;
    readonly isPreRuntime: boolean;
    readonly asPreRuntime: ITuple<[U8aFixed, Bytes]>;
    readonly isRuntimeEnvironmentUpdated: boolean;
    readonly type: 'Other' | 'Consensus' | 'Seal' | 'PreRuntime' | 'RuntimeEnvironmentUpdated';
  }

  /** @name FrameSystemEventRecord (154) */
  interface FrameSystemEventRecord extends Struct {
    readonly phase: FrameSystemPhase;
    readonly event: Event;
    readonly topics: Vec<H256>;
  }

  /** @name FrameSystemEvent (156) */
  interface FrameSystemEvent extends Enum {
    readonly isExtrinsicSuccess: boolean;
    readonly asExtrinsicSuccess: {
      readonly dispatchInfo: FrameSystemDispatchEventInfo;
    } & Struct;
    readonly isExtrinsicFailed: boolean;
    readonly asExtrinsicFailed: {
      readonly dispatchError: SpRuntimeDispatchError;
      readonly dispatchInfo: FrameSystemDispatchEventInfo;
    } & Struct;
    readonly isCodeUpdated: boolean;
    readonly asCodeUpdated: {
      readonly hash_: H256;
    } & Struct;
    readonly isNewAccount: boolean;
    readonly asNewAccount: {
      readonly account: AccountId32;
    } & Struct;
    readonly isKilledAccount: boolean;
    readonly asKilledAccount: {
      readonly account: AccountId32;
    } & Struct;
    readonly isRemarked: boolean;
    readonly asRemarked: {
      readonly sender: AccountId32;
      readonly hash_: H256;
    } & Struct;
    readonly isUpgradeAuthorized: boolean;
    readonly asUpgradeAuthorized: {
      readonly codeHash: H256;
      readonly checkVersion: bool;
    } & Struct;
    readonly isRejectedInvalidAuthorizedUpgrade: boolean;
    readonly asRejectedInvalidAuthorizedUpgrade: {
      readonly codeHash: H256;
      readonly error: SpRuntimeDispatchError;
    } & Struct;
    readonly type: 'ExtrinsicSuccess' | 'ExtrinsicFailed' | 'CodeUpdated' | 'NewAccount' | 'KilledAccount' | 'Remarked' | 'UpgradeAuthorized' | 'RejectedInvalidAuthorizedUpgrade';
  }

  /** @name FrameSystemDispatchEventInfo (157) */
  interface FrameSystemDispatchEventInfo extends Struct {
    readonly weight: SpWeightsWeightV2Weight;
    readonly class: FrameSupportDispatchDispatchClass;
    readonly paysFee: FrameSupportDispatchPays;
  }

  /** @name FrameSupportDispatchDispatchClass (158) */
  interface FrameSupportDispatchDispatchClass extends Enum {
    readonly isNormal: boolean;
    readonly isOperational: boolean;
    readonly isMandatory: boolean;
    readonly type: 'Normal' | 'Operational' | 'Mandatory';
  }

  /** @name FrameSupportDispatchPays (159) */
  interface FrameSupportDispatchPays extends Enum {
    readonly isYes: boolean;
    readonly isNo: boolean;
    readonly type: 'Yes' | 'No';
  }

  /** @name SpRuntimeDispatchError (160) */
  interface SpRuntimeDispatchError extends Enum {
    readonly isOther: boolean;
    readonly isCannotLookup: boolean;
    readonly isBadOrigin: boolean;
    readonly isModule: boolean;
    readonly asModule: SpRuntimeModuleError;
    readonly isConsumerRemaining: boolean;
    readonly isNoProviders: boolean;
    readonly isTooManyConsumers: boolean;
    readonly isToken: boolean;
    readonly asToken: SpRuntimeTokenError;
    readonly isArithmetic: boolean;
    readonly asArithmetic: SpArithmeticArithmeticError;
    readonly isTransactional: boolean;
    readonly asTransactional: SpRuntimeTransactionalError;
    readonly isExhausted: boolean;
    readonly isCorruption: boolean;
    readonly isUnavailable: boolean;
    readonly isRootNotAllowed: boolean;
    readonly isTrie: boolean;
    readonly asTrie: SpRuntimeProvingTrieTrieError;
    readonly type: 'Other' | 'CannotLookup' | 'BadOrigin' | 'Module' | 'ConsumerRemaining' | 'NoProviders' | 'TooManyConsumers' | 'Token' | 'Arithmetic' | 'Transactional' | 'Exhausted' | 'Corruption' | 'Unavailable' | 'RootNotAllowed' | 'Trie';
  }

  /** @name SpRuntimeModuleError (161) */
  interface SpRuntimeModuleError extends Struct {
    readonly index: u8;
    readonly error: U8aFixed;
  }

  /** @name SpRuntimeTokenError (162) */
  interface SpRuntimeTokenError extends Enum {
    readonly isFundsUnavailable: boolean;
    readonly isOnlyProvider: boolean;
    readonly isBelowMinimum: boolean;
    readonly isCannotCreate: boolean;
    readonly isUnknownAsset: boolean;
    readonly isFrozen: boolean;
    readonly isUnsupported: boolean;
    readonly isCannotCreateHold: boolean;
    readonly isNotExpendable: boolean;
    readonly isBlocked: boolean;
    readonly type: 'FundsUnavailable' | 'OnlyProvider' | 'BelowMinimum' | 'CannotCreate' | 'UnknownAsset' | 'Frozen' | 'Unsupported' | 'CannotCreateHold' | 'NotExpendable' | 'Blocked';
  }

  /** @name SpArithmeticArithmeticError (163) */
  interface SpArithmeticArithmeticError extends Enum {
    readonly isUnderflow: boolean;
    readonly isOverflow: boolean;
    readonly isDivisionByZero: boolean;
    readonly type: 'Underflow' | 'Overflow' | 'DivisionByZero';
  }

  /** @name SpRuntimeTransactionalError (164) */
  interface SpRuntimeTransactionalError extends Enum {
    readonly isLimitReached: boolean;
    readonly isNoLayer: boolean;
    readonly type: 'LimitReached' | 'NoLayer';
  }

  /** @name SpRuntimeProvingTrieTrieError (165) */
  interface SpRuntimeProvingTrieTrieError extends Enum {
    readonly isInvalidStateRoot: boolean;
    readonly isIncompleteDatabase: boolean;
    readonly isValueAtIncompleteKey: boolean;
    readonly isDecoderError: boolean;
    readonly isInvalidHash: boolean;
    readonly isDuplicateKey: boolean;
    readonly isExtraneousNode: boolean;
    readonly isExtraneousValue: boolean;
    readonly isExtraneousHashReference: boolean;
    readonly isInvalidChildReference: boolean;
    readonly isValueMismatch: boolean;
    readonly isIncompleteProof: boolean;
    readonly isRootMismatch: boolean;
    readonly isDecodeError: boolean;
    readonly type: 'InvalidStateRoot' | 'IncompleteDatabase' | 'ValueAtIncompleteKey' | 'DecoderError' | 'InvalidHash' | 'DuplicateKey' | 'ExtraneousNode' | 'ExtraneousValue' | 'ExtraneousHashReference' | 'InvalidChildReference' | 'ValueMismatch' | 'IncompleteProof' | 'RootMismatch' | 'DecodeError';
  }

  /** @name PalletBalancesEvent (166) */
  interface PalletBalancesEvent extends Enum {
    readonly isEndowed: boolean;
    readonly asEndowed: {
      readonly account: AccountId32;
      readonly freeBalance: u128;
    } & Struct;
    readonly isDustLost: boolean;
    readonly asDustLost: {
      readonly account: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isTransfer: boolean;
    readonly asTransfer: {
      readonly from: AccountId32;
      readonly to: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isBalanceSet: boolean;
    readonly asBalanceSet: {
      readonly who: AccountId32;
      readonly free: u128;
    } & Struct;
    readonly isReserved: boolean;
    readonly asReserved: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isUnreserved: boolean;
    readonly asUnreserved: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isReserveRepatriated: boolean;
    readonly asReserveRepatriated: {
      readonly from: AccountId32;
      readonly to: AccountId32;
      readonly amount: u128;
      readonly destinationStatus: FrameSupportTokensMiscBalanceStatus;
    } & Struct;
    readonly isDeposit: boolean;
    readonly asDeposit: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isWithdraw: boolean;
    readonly asWithdraw: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isSlashed: boolean;
    readonly asSlashed: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isMinted: boolean;
    readonly asMinted: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isMintedCredit: boolean;
    readonly asMintedCredit: {
      readonly amount: u128;
    } & Struct;
    readonly isBurned: boolean;
    readonly asBurned: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isBurnedDebt: boolean;
    readonly asBurnedDebt: {
      readonly amount: u128;
    } & Struct;
    readonly isSuspended: boolean;
    readonly asSuspended: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isRestored: boolean;
    readonly asRestored: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isUpgraded: boolean;
    readonly asUpgraded: {
      readonly who: AccountId32;
    } & Struct;
    readonly isIssued: boolean;
    readonly asIssued: {
      readonly amount: u128;
    } & Struct;
    readonly isRescinded: boolean;
    readonly asRescinded: {
      readonly amount: u128;
    } & Struct;
    readonly isLocked: boolean;
    readonly asLocked: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isUnlocked: boolean;
    readonly asUnlocked: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isFrozen: boolean;
    readonly asFrozen: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isThawed: boolean;
    readonly asThawed: {
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isTotalIssuanceForced: boolean;
    readonly asTotalIssuanceForced: {
      readonly old: u128;
      readonly new_: u128;
    } & Struct;
    readonly isHeld: boolean;
    readonly asHeld: {
      readonly reason: CocoRuntimeRuntimeHoldReason;
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isBurnedHeld: boolean;
    readonly asBurnedHeld: {
      readonly reason: CocoRuntimeRuntimeHoldReason;
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isTransferOnHold: boolean;
    readonly asTransferOnHold: {
      readonly reason: CocoRuntimeRuntimeHoldReason;
      readonly source: AccountId32;
      readonly dest: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isTransferAndHold: boolean;
    readonly asTransferAndHold: {
      readonly reason: CocoRuntimeRuntimeHoldReason;
      readonly source: AccountId32;
      readonly dest: AccountId32;
      readonly transferred: u128;
    } & Struct;
    readonly isReleased: boolean;
    readonly asReleased: {
      readonly reason: CocoRuntimeRuntimeHoldReason;
      readonly who: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isUnexpected: boolean;
    readonly asUnexpected: PalletBalancesUnexpectedKind;
    readonly type: 'Endowed' | 'DustLost' | 'Transfer' | 'BalanceSet' | 'Reserved' | 'Unreserved' | 'ReserveRepatriated' | 'Deposit' | 'Withdraw' | 'Slashed' | 'Minted' | 'MintedCredit' | 'Burned' | 'BurnedDebt' | 'Suspended' | 'Restored' | 'Upgraded' | 'Issued' | 'Rescinded' | 'Locked' | 'Unlocked' | 'Frozen' | 'Thawed' | 'TotalIssuanceForced' | 'Held' | 'BurnedHeld' | 'TransferOnHold' | 'TransferAndHold' | 'Released' | 'Unexpected';
  }

  /** @name FrameSupportTokensMiscBalanceStatus (167) */
  interface FrameSupportTokensMiscBalanceStatus extends Enum {
    readonly isFree: boolean;
    readonly isReserved: boolean;
    readonly type: 'Free' | 'Reserved';
  }

  /** @name CocoRuntimeRuntimeHoldReason (168) */
  interface CocoRuntimeRuntimeHoldReason extends Enum {
    readonly isDeviceRegistry: boolean;
    readonly asDeviceRegistry: PalletDeviceRegistryHoldReason;
    readonly isSettlement: boolean;
    readonly asSettlement: PalletSettlementHoldReason;
    readonly isAssuredJobs: boolean;
    readonly asAssuredJobs: PalletAssuredJobsHoldReason;
    readonly isCouncil: boolean;
    readonly asCouncil: PalletCollectiveHoldReason;
    readonly type: 'DeviceRegistry' | 'Settlement' | 'AssuredJobs' | 'Council';
  }

  /** @name PalletDeviceRegistryHoldReason (169) */
  interface PalletDeviceRegistryHoldReason extends Enum {
    readonly isBond: boolean;
    readonly type: 'Bond';
  }

  /** @name PalletSettlementHoldReason (170) */
  interface PalletSettlementHoldReason extends Enum {
    readonly isChannel: boolean;
    readonly type: 'Channel';
  }

  /** @name PalletAssuredJobsHoldReason (171) */
  interface PalletAssuredJobsHoldReason extends Enum {
    readonly isJob: boolean;
    readonly isDispute: boolean;
    readonly isSubmission: boolean;
    readonly type: 'Job' | 'Dispute' | 'Submission';
  }

  /** @name PalletCollectiveHoldReason (172) */
  interface PalletCollectiveHoldReason extends Enum {
    readonly isProposalSubmission: boolean;
    readonly type: 'ProposalSubmission';
  }

  /** @name PalletBalancesUnexpectedKind (173) */
  interface PalletBalancesUnexpectedKind extends Enum {
    readonly isBalanceUpdated: boolean;
    readonly isFailedToMutateAccount: boolean;
    readonly type: 'BalanceUpdated' | 'FailedToMutateAccount';
  }

  /** @name PalletTransactionPaymentEvent (174) */
  interface PalletTransactionPaymentEvent extends Enum {
    readonly isTransactionFeePaid: boolean;
    readonly asTransactionFeePaid: {
      readonly who: AccountId32;
      readonly actualFee: u128;
      readonly tip: u128;
    } & Struct;
    readonly type: 'TransactionFeePaid';
  }

  /** @name PalletSudoEvent (175) */
  interface PalletSudoEvent extends Enum {
    readonly isSudid: boolean;
    readonly asSudid: {
      readonly sudoResult: Result<Null, SpRuntimeDispatchError>;
    } & Struct;
    readonly isKeyChanged: boolean;
    readonly asKeyChanged: {
      readonly old: Option<AccountId32>;
      readonly new_: AccountId32;
    } & Struct;
    readonly isKeyRemoved: boolean;
    readonly isSudoAsDone: boolean;
    readonly asSudoAsDone: {
      readonly sudoResult: Result<Null, SpRuntimeDispatchError>;
    } & Struct;
    readonly type: 'Sudid' | 'KeyChanged' | 'KeyRemoved' | 'SudoAsDone';
  }

  /** @name PalletGrandpaEvent (177) */
  interface PalletGrandpaEvent extends Enum {
    readonly isNewAuthorities: boolean;
    readonly asNewAuthorities: {
      readonly authoritySet: Vec<ITuple<[SpConsensusGrandpaAppPublic, u64]>>;
    } & Struct;
    readonly isPaused: boolean;
    readonly isResumed: boolean;
    readonly type: 'NewAuthorities' | 'Paused' | 'Resumed';
  }

  /** @name PalletUtilityEvent (180) */
  interface PalletUtilityEvent extends Enum {
    readonly isBatchInterrupted: boolean;
    readonly asBatchInterrupted: {
      readonly index: u32;
      readonly error: SpRuntimeDispatchError;
    } & Struct;
    readonly isBatchCompleted: boolean;
    readonly isBatchCompletedWithErrors: boolean;
    readonly isItemCompleted: boolean;
    readonly isItemFailed: boolean;
    readonly asItemFailed: {
      readonly error: SpRuntimeDispatchError;
    } & Struct;
    readonly isDispatchedAs: boolean;
    readonly asDispatchedAs: {
      readonly result: Result<Null, SpRuntimeDispatchError>;
    } & Struct;
    readonly isIfElseMainSuccess: boolean;
    readonly isIfElseFallbackCalled: boolean;
    readonly asIfElseFallbackCalled: {
      readonly mainError: SpRuntimeDispatchError;
    } & Struct;
    readonly type: 'BatchInterrupted' | 'BatchCompleted' | 'BatchCompletedWithErrors' | 'ItemCompleted' | 'ItemFailed' | 'DispatchedAs' | 'IfElseMainSuccess' | 'IfElseFallbackCalled';
  }

  /** @name PalletDeviceRegistryEvent (181) */
  interface PalletDeviceRegistryEvent extends Enum {
    readonly isDeviceRegistered: boolean;
    readonly asDeviceRegistered: {
      readonly device: U8aFixed;
      readonly owner: U8aFixed;
      readonly operator: AccountId32;
    } & Struct;
    readonly isDeviceMetadataUpdated: boolean;
    readonly asDeviceMetadataUpdated: {
      readonly device: U8aFixed;
    } & Struct;
    readonly isDeviceStatusChanged: boolean;
    readonly asDeviceStatusChanged: {
      readonly device: U8aFixed;
      readonly status: CocoPrimitivesDeviceDeviceStatus;
    } & Struct;
    readonly isDeviceHeartbeat: boolean;
    readonly asDeviceHeartbeat: {
      readonly device: U8aFixed;
      readonly atMs: u64;
    } & Struct;
    readonly isDeviceOffered: boolean;
    readonly asDeviceOffered: {
      readonly device: U8aFixed;
      readonly to: U8aFixed;
    } & Struct;
    readonly isDeviceOfferWithdrawn: boolean;
    readonly asDeviceOfferWithdrawn: {
      readonly device: U8aFixed;
    } & Struct;
    readonly isDeviceTransferred: boolean;
    readonly asDeviceTransferred: {
      readonly device: U8aFixed;
      readonly from: U8aFixed;
      readonly to: U8aFixed;
    } & Struct;
    readonly isDeviceRekeyed: boolean;
    readonly asDeviceRekeyed: {
      readonly old: U8aFixed;
      readonly new_: U8aFixed;
    } & Struct;
    readonly isDeviceBonded: boolean;
    readonly asDeviceBonded: {
      readonly device: U8aFixed;
      readonly addedPlanck: u128;
      readonly activePlanck: u128;
    } & Struct;
    readonly isDeviceUnbonding: boolean;
    readonly asDeviceUnbonding: {
      readonly device: U8aFixed;
      readonly planck: u128;
      readonly untilMs: u64;
    } & Struct;
    readonly isBondWithdrawn: boolean;
    readonly asBondWithdrawn: {
      readonly device: U8aFixed;
      readonly owner: U8aFixed;
      readonly planck: u128;
    } & Struct;
    readonly isDeviceSlashed: boolean;
    readonly asDeviceSlashed: {
      readonly device: U8aFixed;
      readonly owner: U8aFixed;
      readonly slashedPlanck: u128;
      readonly requesterPlanck: u128;
      readonly reporterPlanck: u128;
      readonly treasuryPlanck: u128;
    } & Struct;
    readonly type: 'DeviceRegistered' | 'DeviceMetadataUpdated' | 'DeviceStatusChanged' | 'DeviceHeartbeat' | 'DeviceOffered' | 'DeviceOfferWithdrawn' | 'DeviceTransferred' | 'DeviceRekeyed' | 'DeviceBonded' | 'DeviceUnbonding' | 'BondWithdrawn' | 'DeviceSlashed';
  }

  /** @name PalletComputeJobsEvent (182) */
  interface PalletComputeJobsEvent extends Enum {
    readonly isJobSubmitted: boolean;
    readonly asJobSubmitted: {
      readonly job: H256;
      readonly requester: U8aFixed;
      readonly operator: AccountId32;
      readonly model: Bytes;
      readonly maxPricePlanck: u128;
      readonly deadlineMs: u64;
    } & Struct;
    readonly isJobAccepted: boolean;
    readonly asJobAccepted: {
      readonly job: H256;
      readonly device: U8aFixed;
      readonly owner: U8aFixed;
      readonly lease: U8aFixed;
    } & Struct;
    readonly isJobCompleted: boolean;
    readonly asJobCompleted: {
      readonly job: H256;
      readonly device: U8aFixed;
      readonly requester: U8aFixed;
      readonly owner: U8aFixed;
      readonly recordHash: H256;
      readonly pricePlanck: u128;
      readonly record: CocoPrimitivesRecordUsageRecord;
    } & Struct;
    readonly isJobCancelled: boolean;
    readonly asJobCancelled: {
      readonly job: H256;
    } & Struct;
    readonly isJobExpired: boolean;
    readonly asJobExpired: {
      readonly job: H256;
    } & Struct;
    readonly type: 'JobSubmitted' | 'JobAccepted' | 'JobCompleted' | 'JobCancelled' | 'JobExpired';
  }

  /** @name PalletSettlementEvent (183) */
  interface PalletSettlementEvent extends Enum {
    readonly isChannelOpened: boolean;
    readonly asChannelOpened: {
      readonly channel: H256;
      readonly payer: AccountId32;
      readonly device: U8aFixed;
      readonly owner: U8aFixed;
      readonly voucherKey: U8aFixed;
      readonly depositPlanck: u128;
    } & Struct;
    readonly isChannelToppedUp: boolean;
    readonly asChannelToppedUp: {
      readonly channel: H256;
      readonly addedPlanck: u128;
      readonly depositPlanck: u128;
    } & Struct;
    readonly isVoucherClaimed: boolean;
    readonly asVoucherClaimed: {
      readonly channel: H256;
      readonly paidPlanck: u128;
      readonly feePlanck: u128;
      readonly claimedPlanck: u128;
      readonly recordsRoot: H256;
      readonly recordCount: u32;
    } & Struct;
    readonly isChannelClosing: boolean;
    readonly asChannelClosing: {
      readonly channel: H256;
      readonly untilMs: u64;
    } & Struct;
    readonly isChannelClosed: boolean;
    readonly asChannelClosed: {
      readonly channel: H256;
      readonly claimedPlanck: u128;
      readonly refundedPlanck: u128;
    } & Struct;
    readonly isRecordProven: boolean;
    readonly asRecordProven: {
      readonly channel: H256;
      readonly recordHash: H256;
      readonly index: u32;
      readonly job: H256;
    } & Struct;
    readonly type: 'ChannelOpened' | 'ChannelToppedUp' | 'VoucherClaimed' | 'ChannelClosing' | 'ChannelClosed' | 'RecordProven';
  }

  /** @name PalletReputationEvent (184) */
  interface PalletReputationEvent extends Enum {
    readonly isWorkNoted: boolean;
    readonly asWorkNoted: {
      readonly device: U8aFixed;
      readonly model: Bytes;
      readonly weightMicros: u64;
    } & Struct;
    readonly isFaultNoted: boolean;
    readonly asFaultNoted: {
      readonly device: U8aFixed;
      readonly model: Bytes;
      readonly kind: CocoPrimitivesReputationFaultKind;
      readonly weightMicros: u64;
    } & Struct;
    readonly isReputationTransferred: boolean;
    readonly asReputationTransferred: {
      readonly old: U8aFixed;
      readonly new_: U8aFixed;
    } & Struct;
    readonly type: 'WorkNoted' | 'FaultNoted' | 'ReputationTransferred';
  }

  /** @name PalletAssuredJobsEvent (185) */
  interface PalletAssuredJobsEvent extends Enum {
    readonly isJobSubmitted: boolean;
    readonly asJobSubmitted: {
      readonly job: H256;
      readonly requester: U8aFixed;
      readonly operator: AccountId32;
      readonly model: Bytes;
      readonly maxPricePlanck: u128;
      readonly deadlineMs: u64;
    } & Struct;
    readonly isJobAccepted: boolean;
    readonly asJobAccepted: {
      readonly job: H256;
      readonly device: U8aFixed;
      readonly owner: U8aFixed;
      readonly lease: U8aFixed;
      readonly heldPlanck: u128;
    } & Struct;
    readonly isJobStarted: boolean;
    readonly asJobStarted: {
      readonly job: H256;
    } & Struct;
    readonly isJobDelivered: boolean;
    readonly asJobDelivered: {
      readonly job: H256;
      readonly device: U8aFixed;
      readonly recordHash: H256;
      readonly record: CocoPrimitivesRecordUsageRecord;
      readonly countersigned: bool;
      readonly commitUntilMs: u64;
      readonly revealUntilMs: u64;
      readonly disputeUntilMs: u64;
    } & Struct;
    readonly isVoteCommitted: boolean;
    readonly asVoteCommitted: {
      readonly job: H256;
      readonly verifier: U8aFixed;
    } & Struct;
    readonly isVoteRevealed: boolean;
    readonly asVoteRevealed: {
      readonly job: H256;
      readonly verifier: U8aFixed;
      readonly verdict: CocoPrimitivesAssuredVerdict;
      readonly outputDigest: U8aFixed;
    } & Struct;
    readonly isJobDisputed: boolean;
    readonly asJobDisputed: {
      readonly job: H256;
      readonly by: AccountId32;
      readonly verdict: CocoPrimitivesAssuredVerdict;
      readonly evidence: H256;
      readonly untilMs: u64;
    } & Struct;
    readonly isDisputeResolved: boolean;
    readonly asDisputeResolved: {
      readonly job: H256;
      readonly verdict: CocoPrimitivesAssuredVerdict;
      readonly decided: bool;
      readonly overturned: bool;
    } & Struct;
    readonly isJobSettled: boolean;
    readonly asJobSettled: {
      readonly job: H256;
      readonly device: U8aFixed;
      readonly recordHash: H256;
      readonly paidPlanck: u128;
      readonly feePlanck: u128;
      readonly verifiersPlanck: u128;
      readonly refundedPlanck: u128;
    } & Struct;
    readonly isJobRefuted: boolean;
    readonly asJobRefuted: {
      readonly job: H256;
      readonly device: U8aFixed;
      readonly recordHash: H256;
      readonly verifiersPlanck: u128;
      readonly refundedPlanck: u128;
      readonly slashedPlanck: u128;
    } & Struct;
    readonly isVerifierSlashed: boolean;
    readonly asVerifierSlashed: {
      readonly job: H256;
      readonly verifier: U8aFixed;
      readonly slashedPlanck: u128;
    } & Struct;
    readonly isJobCancelled: boolean;
    readonly asJobCancelled: {
      readonly job: H256;
    } & Struct;
    readonly isJobExpired: boolean;
    readonly asJobExpired: {
      readonly job: H256;
      readonly refundedPlanck: u128;
      readonly slashedPlanck: u128;
    } & Struct;
    readonly type: 'JobSubmitted' | 'JobAccepted' | 'JobStarted' | 'JobDelivered' | 'VoteCommitted' | 'VoteRevealed' | 'JobDisputed' | 'DisputeResolved' | 'JobSettled' | 'JobRefuted' | 'VerifierSlashed' | 'JobCancelled' | 'JobExpired';
  }

  /** @name PalletCollectiveEvent (186) */
  interface PalletCollectiveEvent extends Enum {
    readonly isProposed: boolean;
    readonly asProposed: {
      readonly account: AccountId32;
      readonly proposalIndex: u32;
      readonly proposalHash: H256;
      readonly threshold: u32;
    } & Struct;
    readonly isVoted: boolean;
    readonly asVoted: {
      readonly account: AccountId32;
      readonly proposalHash: H256;
      readonly voted: bool;
      readonly yes: u32;
      readonly no: u32;
    } & Struct;
    readonly isApproved: boolean;
    readonly asApproved: {
      readonly proposalHash: H256;
    } & Struct;
    readonly isDisapproved: boolean;
    readonly asDisapproved: {
      readonly proposalHash: H256;
    } & Struct;
    readonly isExecuted: boolean;
    readonly asExecuted: {
      readonly proposalHash: H256;
      readonly result: Result<Null, SpRuntimeDispatchError>;
    } & Struct;
    readonly isMemberExecuted: boolean;
    readonly asMemberExecuted: {
      readonly proposalHash: H256;
      readonly result: Result<Null, SpRuntimeDispatchError>;
    } & Struct;
    readonly isClosed: boolean;
    readonly asClosed: {
      readonly proposalHash: H256;
      readonly yes: u32;
      readonly no: u32;
    } & Struct;
    readonly isKilled: boolean;
    readonly asKilled: {
      readonly proposalHash: H256;
    } & Struct;
    readonly isProposalCostBurned: boolean;
    readonly asProposalCostBurned: {
      readonly proposalHash: H256;
      readonly who: AccountId32;
    } & Struct;
    readonly isProposalCostReleased: boolean;
    readonly asProposalCostReleased: {
      readonly proposalHash: H256;
      readonly who: AccountId32;
    } & Struct;
    readonly type: 'Proposed' | 'Voted' | 'Approved' | 'Disapproved' | 'Executed' | 'MemberExecuted' | 'Closed' | 'Killed' | 'ProposalCostBurned' | 'ProposalCostReleased';
  }

  /** @name PalletTreasuryEvent (187) */
  interface PalletTreasuryEvent extends Enum {
    readonly isSpending: boolean;
    readonly asSpending: {
      readonly budgetRemaining: u128;
    } & Struct;
    readonly isAwarded: boolean;
    readonly asAwarded: {
      readonly proposalIndex: u32;
      readonly award: u128;
      readonly account: AccountId32;
    } & Struct;
    readonly isBurnt: boolean;
    readonly asBurnt: {
      readonly burntFunds: u128;
    } & Struct;
    readonly isRollover: boolean;
    readonly asRollover: {
      readonly rolloverBalance: u128;
    } & Struct;
    readonly isDeposit: boolean;
    readonly asDeposit: {
      readonly value: u128;
    } & Struct;
    readonly isSpendApproved: boolean;
    readonly asSpendApproved: {
      readonly proposalIndex: u32;
      readonly amount: u128;
      readonly beneficiary: AccountId32;
    } & Struct;
    readonly isUpdatedInactive: boolean;
    readonly asUpdatedInactive: {
      readonly reactivated: u128;
      readonly deactivated: u128;
    } & Struct;
    readonly isAssetSpendApproved: boolean;
    readonly asAssetSpendApproved: {
      readonly index: u32;
      readonly assetKind: Null;
      readonly amount: u128;
      readonly beneficiary: AccountId32;
      readonly validFrom: u32;
      readonly expireAt: u32;
    } & Struct;
    readonly isAssetSpendVoided: boolean;
    readonly asAssetSpendVoided: {
      readonly index: u32;
    } & Struct;
    readonly isPaid: boolean;
    readonly asPaid: {
      readonly index: u32;
      readonly paymentId: Null;
    } & Struct;
    readonly isPaymentFailed: boolean;
    readonly asPaymentFailed: {
      readonly index: u32;
      readonly paymentId: Null;
    } & Struct;
    readonly isSpendProcessed: boolean;
    readonly asSpendProcessed: {
      readonly index: u32;
    } & Struct;
    readonly type: 'Spending' | 'Awarded' | 'Burnt' | 'Rollover' | 'Deposit' | 'SpendApproved' | 'UpdatedInactive' | 'AssetSpendApproved' | 'AssetSpendVoided' | 'Paid' | 'PaymentFailed' | 'SpendProcessed';
  }

  /** @name PalletParametersEvent (188) */
  interface PalletParametersEvent extends Enum {
    readonly isUpdated: boolean;
    readonly asUpdated: {
      readonly key: CocoRuntimeGovernanceRuntimeParametersKey;
      readonly oldValue: Option<CocoRuntimeGovernanceRuntimeParametersValue>;
      readonly newValue: Option<CocoRuntimeGovernanceRuntimeParametersValue>;
    } & Struct;
    readonly type: 'Updated';
  }

  /** @name CocoRuntimeGovernanceRuntimeParametersKey (189) */
  interface CocoRuntimeGovernanceRuntimeParametersKey extends Enum {
    readonly isSettlement: boolean;
    readonly asSettlement: CocoRuntimeGovernanceParametersSettlementParametersKey;
    readonly isRegistry: boolean;
    readonly asRegistry: CocoRuntimeGovernanceParametersRegistryParametersKey;
    readonly type: 'Settlement' | 'Registry';
  }

  /** @name CocoRuntimeGovernanceParametersSettlementParametersKey (190) */
  interface CocoRuntimeGovernanceParametersSettlementParametersKey extends Enum {
    readonly isProtocolFee: boolean;
    readonly isChallengeMs: boolean;
    readonly type: 'ProtocolFee' | 'ChallengeMs';
  }

  /** @name CocoRuntimeGovernanceParametersRegistryParametersKey (191) */
  interface CocoRuntimeGovernanceParametersRegistryParametersKey extends Enum {
    readonly isSlashToRequester: boolean;
    readonly isSlashToReporter: boolean;
    readonly type: 'SlashToRequester' | 'SlashToReporter';
  }

  /** @name CocoRuntimeGovernanceRuntimeParametersValue (193) */
  interface CocoRuntimeGovernanceRuntimeParametersValue extends Enum {
    readonly isSettlement: boolean;
    readonly asSettlement: CocoRuntimeGovernanceParametersSettlementParametersValue;
    readonly isRegistry: boolean;
    readonly asRegistry: CocoRuntimeGovernanceParametersRegistryParametersValue;
    readonly type: 'Settlement' | 'Registry';
  }

  /** @name CocoRuntimeGovernanceParametersSettlementParametersValue (194) */
  interface CocoRuntimeGovernanceParametersSettlementParametersValue extends Enum {
    readonly isProtocolFee: boolean;
    readonly asProtocolFee: Permill;
    readonly isChallengeMs: boolean;
    readonly asChallengeMs: u64;
    readonly type: 'ProtocolFee' | 'ChallengeMs';
  }

  /** @name CocoRuntimeGovernanceParametersRegistryParametersValue (195) */
  interface CocoRuntimeGovernanceParametersRegistryParametersValue extends Enum {
    readonly isSlashToRequester: boolean;
    readonly asSlashToRequester: Permill;
    readonly isSlashToReporter: boolean;
    readonly asSlashToReporter: Permill;
    readonly type: 'SlashToRequester' | 'SlashToReporter';
  }

  /** @name PalletWhitelistEvent (196) */
  interface PalletWhitelistEvent extends Enum {
    readonly isCallWhitelisted: boolean;
    readonly asCallWhitelisted: {
      readonly callHash: H256;
    } & Struct;
    readonly isWhitelistedCallRemoved: boolean;
    readonly asWhitelistedCallRemoved: {
      readonly callHash: H256;
    } & Struct;
    readonly isWhitelistedCallDispatched: boolean;
    readonly asWhitelistedCallDispatched: {
      readonly callHash: H256;
      readonly result: Result<FrameSupportDispatchPostDispatchInfo, SpRuntimeDispatchErrorWithPostInfo>;
    } & Struct;
    readonly isDispatchDeferred: boolean;
    readonly asDispatchDeferred: {
      readonly callHash: H256;
    } & Struct;
    readonly isDeferredDispatchRemoved: boolean;
    readonly asDeferredDispatchRemoved: {
      readonly callHash: H256;
    } & Struct;
    readonly isDeferredDispatchExecuted: boolean;
    readonly asDeferredDispatchExecuted: {
      readonly callHash: H256;
      readonly who: AccountId32;
    } & Struct;
    readonly type: 'CallWhitelisted' | 'WhitelistedCallRemoved' | 'WhitelistedCallDispatched' | 'DispatchDeferred' | 'DeferredDispatchRemoved' | 'DeferredDispatchExecuted';
  }

  /** @name FrameSupportDispatchPostDispatchInfo (198) */
  interface FrameSupportDispatchPostDispatchInfo extends Struct {
    readonly actualWeight: Option<SpWeightsWeightV2Weight>;
    readonly paysFee: FrameSupportDispatchPays;
  }

  /** @name SpRuntimeDispatchErrorWithPostInfo (200) */
  interface SpRuntimeDispatchErrorWithPostInfo extends Struct {
    readonly postInfo: FrameSupportDispatchPostDispatchInfo;
    readonly error: SpRuntimeDispatchError;
  }

  /** @name PalletProxyEvent (201) */
  interface PalletProxyEvent extends Enum {
    readonly isProxyExecuted: boolean;
    readonly asProxyExecuted: {
      readonly result: Result<Null, SpRuntimeDispatchError>;
    } & Struct;
    readonly isPureCreated: boolean;
    readonly asPureCreated: {
      readonly pure: AccountId32;
      readonly who: AccountId32;
      readonly proxyType: CocoRuntimeAccountsProxyType;
      readonly disambiguationIndex: u16;
      readonly at: u32;
      readonly extrinsicIndex: u32;
    } & Struct;
    readonly isPureKilled: boolean;
    readonly asPureKilled: {
      readonly pure: AccountId32;
      readonly spawner: AccountId32;
      readonly proxyType: CocoRuntimeAccountsProxyType;
      readonly disambiguationIndex: u16;
    } & Struct;
    readonly isAnnounced: boolean;
    readonly asAnnounced: {
      readonly real: AccountId32;
      readonly proxy: AccountId32;
      readonly callHash: H256;
    } & Struct;
    readonly isProxyAdded: boolean;
    readonly asProxyAdded: {
      readonly delegator: AccountId32;
      readonly delegatee: AccountId32;
      readonly proxyType: CocoRuntimeAccountsProxyType;
      readonly delay: u32;
    } & Struct;
    readonly isProxyRemoved: boolean;
    readonly asProxyRemoved: {
      readonly delegator: AccountId32;
      readonly delegatee: AccountId32;
      readonly proxyType: CocoRuntimeAccountsProxyType;
      readonly delay: u32;
    } & Struct;
    readonly isDepositPoked: boolean;
    readonly asDepositPoked: {
      readonly who: AccountId32;
      readonly kind: PalletProxyDepositKind;
      readonly oldDeposit: u128;
      readonly newDeposit: u128;
    } & Struct;
    readonly type: 'ProxyExecuted' | 'PureCreated' | 'PureKilled' | 'Announced' | 'ProxyAdded' | 'ProxyRemoved' | 'DepositPoked';
  }

  /** @name PalletProxyDepositKind (202) */
  interface PalletProxyDepositKind extends Enum {
    readonly isProxies: boolean;
    readonly isAnnouncements: boolean;
    readonly type: 'Proxies' | 'Announcements';
  }

  /** @name PalletMultisigEvent (203) */
  interface PalletMultisigEvent extends Enum {
    readonly isNewMultisig: boolean;
    readonly asNewMultisig: {
      readonly approving: AccountId32;
      readonly multisig: AccountId32;
      readonly callHash: U8aFixed;
    } & Struct;
    readonly isMultisigApproval: boolean;
    readonly asMultisigApproval: {
      readonly approving: AccountId32;
      readonly timepoint: PalletMultisigTimepoint;
      readonly multisig: AccountId32;
      readonly callHash: U8aFixed;
    } & Struct;
    readonly isMultisigExecuted: boolean;
    readonly asMultisigExecuted: {
      readonly approving: AccountId32;
      readonly timepoint: PalletMultisigTimepoint;
      readonly multisig: AccountId32;
      readonly callHash: U8aFixed;
      readonly result: Result<Null, SpRuntimeDispatchError>;
    } & Struct;
    readonly isMultisigCancelled: boolean;
    readonly asMultisigCancelled: {
      readonly cancelling: AccountId32;
      readonly timepoint: PalletMultisigTimepoint;
      readonly multisig: AccountId32;
      readonly callHash: U8aFixed;
    } & Struct;
    readonly isDepositPoked: boolean;
    readonly asDepositPoked: {
      readonly who: AccountId32;
      readonly callHash: U8aFixed;
      readonly oldDeposit: u128;
      readonly newDeposit: u128;
    } & Struct;
    readonly type: 'NewMultisig' | 'MultisigApproval' | 'MultisigExecuted' | 'MultisigCancelled' | 'DepositPoked';
  }

  /** @name PalletNftsEvent (204) */
  interface PalletNftsEvent extends Enum {
    readonly isCreated: boolean;
    readonly asCreated: {
      readonly collection: u32;
      readonly creator: AccountId32;
      readonly owner: AccountId32;
    } & Struct;
    readonly isForceCreated: boolean;
    readonly asForceCreated: {
      readonly collection: u32;
      readonly owner: AccountId32;
    } & Struct;
    readonly isDestroyed: boolean;
    readonly asDestroyed: {
      readonly collection: u32;
    } & Struct;
    readonly isIssued: boolean;
    readonly asIssued: {
      readonly collection: u32;
      readonly item: u32;
      readonly owner: AccountId32;
    } & Struct;
    readonly isTransferred: boolean;
    readonly asTransferred: {
      readonly collection: u32;
      readonly item: u32;
      readonly from: AccountId32;
      readonly to: AccountId32;
    } & Struct;
    readonly isBurned: boolean;
    readonly asBurned: {
      readonly collection: u32;
      readonly item: u32;
      readonly owner: AccountId32;
    } & Struct;
    readonly isItemTransferLocked: boolean;
    readonly asItemTransferLocked: {
      readonly collection: u32;
      readonly item: u32;
    } & Struct;
    readonly isItemTransferUnlocked: boolean;
    readonly asItemTransferUnlocked: {
      readonly collection: u32;
      readonly item: u32;
    } & Struct;
    readonly isItemPropertiesLocked: boolean;
    readonly asItemPropertiesLocked: {
      readonly collection: u32;
      readonly item: u32;
      readonly lockMetadata: bool;
      readonly lockAttributes: bool;
    } & Struct;
    readonly isCollectionLocked: boolean;
    readonly asCollectionLocked: {
      readonly collection: u32;
    } & Struct;
    readonly isOwnerChanged: boolean;
    readonly asOwnerChanged: {
      readonly collection: u32;
      readonly newOwner: AccountId32;
    } & Struct;
    readonly isTeamChanged: boolean;
    readonly asTeamChanged: {
      readonly collection: u32;
      readonly issuer: Option<AccountId32>;
      readonly admin: Option<AccountId32>;
      readonly freezer: Option<AccountId32>;
    } & Struct;
    readonly isTransferApproved: boolean;
    readonly asTransferApproved: {
      readonly collection: u32;
      readonly item: u32;
      readonly owner: AccountId32;
      readonly delegate: AccountId32;
      readonly deadline: Option<u32>;
    } & Struct;
    readonly isApprovalCancelled: boolean;
    readonly asApprovalCancelled: {
      readonly collection: u32;
      readonly item: u32;
      readonly owner: AccountId32;
      readonly delegate: AccountId32;
    } & Struct;
    readonly isAllApprovalsCancelled: boolean;
    readonly asAllApprovalsCancelled: {
      readonly collection: u32;
      readonly item: u32;
      readonly owner: AccountId32;
    } & Struct;
    readonly isCollectionConfigChanged: boolean;
    readonly asCollectionConfigChanged: {
      readonly collection: u32;
    } & Struct;
    readonly isCollectionMetadataSet: boolean;
    readonly asCollectionMetadataSet: {
      readonly collection: u32;
      readonly data: Bytes;
    } & Struct;
    readonly isCollectionMetadataCleared: boolean;
    readonly asCollectionMetadataCleared: {
      readonly collection: u32;
    } & Struct;
    readonly isItemMetadataSet: boolean;
    readonly asItemMetadataSet: {
      readonly collection: u32;
      readonly item: u32;
      readonly data: Bytes;
    } & Struct;
    readonly isItemMetadataCleared: boolean;
    readonly asItemMetadataCleared: {
      readonly collection: u32;
      readonly item: u32;
    } & Struct;
    readonly isRedeposited: boolean;
    readonly asRedeposited: {
      readonly collection: u32;
      readonly successfulItems: Vec<u32>;
    } & Struct;
    readonly isAttributeSet: boolean;
    readonly asAttributeSet: {
      readonly collection: u32;
      readonly maybeItem: Option<u32>;
      readonly key: Bytes;
      readonly value: Bytes;
      readonly namespace: PalletNftsAttributeNamespace;
    } & Struct;
    readonly isAttributeCleared: boolean;
    readonly asAttributeCleared: {
      readonly collection: u32;
      readonly maybeItem: Option<u32>;
      readonly key: Bytes;
      readonly namespace: PalletNftsAttributeNamespace;
    } & Struct;
    readonly isItemAttributesApprovalAdded: boolean;
    readonly asItemAttributesApprovalAdded: {
      readonly collection: u32;
      readonly item: u32;
      readonly delegate: AccountId32;
    } & Struct;
    readonly isItemAttributesApprovalRemoved: boolean;
    readonly asItemAttributesApprovalRemoved: {
      readonly collection: u32;
      readonly item: u32;
      readonly delegate: AccountId32;
    } & Struct;
    readonly isOwnershipAcceptanceChanged: boolean;
    readonly asOwnershipAcceptanceChanged: {
      readonly who: AccountId32;
      readonly maybeCollection: Option<u32>;
    } & Struct;
    readonly isCollectionMaxSupplySet: boolean;
    readonly asCollectionMaxSupplySet: {
      readonly collection: u32;
      readonly maxSupply: u32;
    } & Struct;
    readonly isCollectionMintSettingsUpdated: boolean;
    readonly asCollectionMintSettingsUpdated: {
      readonly collection: u32;
    } & Struct;
    readonly isNextCollectionIdIncremented: boolean;
    readonly asNextCollectionIdIncremented: {
      readonly nextId: Option<u32>;
    } & Struct;
    readonly isItemPriceSet: boolean;
    readonly asItemPriceSet: {
      readonly collection: u32;
      readonly item: u32;
      readonly price: u128;
      readonly whitelistedBuyer: Option<AccountId32>;
    } & Struct;
    readonly isItemPriceRemoved: boolean;
    readonly asItemPriceRemoved: {
      readonly collection: u32;
      readonly item: u32;
    } & Struct;
    readonly isItemBought: boolean;
    readonly asItemBought: {
      readonly collection: u32;
      readonly item: u32;
      readonly price: u128;
      readonly seller: AccountId32;
      readonly buyer: AccountId32;
    } & Struct;
    readonly isTipSent: boolean;
    readonly asTipSent: {
      readonly collection: u32;
      readonly item: u32;
      readonly sender: AccountId32;
      readonly receiver: AccountId32;
      readonly amount: u128;
    } & Struct;
    readonly isSwapCreated: boolean;
    readonly asSwapCreated: {
      readonly offeredCollection: u32;
      readonly offeredItem: u32;
      readonly desiredCollection: u32;
      readonly desiredItem: Option<u32>;
      readonly price: Option<PalletNftsPriceWithDirection>;
      readonly deadline: u32;
    } & Struct;
    readonly isSwapCancelled: boolean;
    readonly asSwapCancelled: {
      readonly offeredCollection: u32;
      readonly offeredItem: u32;
      readonly desiredCollection: u32;
      readonly desiredItem: Option<u32>;
      readonly price: Option<PalletNftsPriceWithDirection>;
      readonly deadline: u32;
    } & Struct;
    readonly isSwapClaimed: boolean;
    readonly asSwapClaimed: {
      readonly sentCollection: u32;
      readonly sentItem: u32;
      readonly sentItemOwner: AccountId32;
      readonly receivedCollection: u32;
      readonly receivedItem: u32;
      readonly receivedItemOwner: AccountId32;
      readonly price: Option<PalletNftsPriceWithDirection>;
      readonly deadline: u32;
    } & Struct;
    readonly isPreSignedAttributesSet: boolean;
    readonly asPreSignedAttributesSet: {
      readonly collection: u32;
      readonly item: u32;
      readonly namespace: PalletNftsAttributeNamespace;
    } & Struct;
    readonly isPalletAttributeSet: boolean;
    readonly asPalletAttributeSet: {
      readonly collection: u32;
      readonly item: Option<u32>;
      readonly attribute: PalletNftsPalletAttributes;
      readonly value: Bytes;
    } & Struct;
    readonly type: 'Created' | 'ForceCreated' | 'Destroyed' | 'Issued' | 'Transferred' | 'Burned' | 'ItemTransferLocked' | 'ItemTransferUnlocked' | 'ItemPropertiesLocked' | 'CollectionLocked' | 'OwnerChanged' | 'TeamChanged' | 'TransferApproved' | 'ApprovalCancelled' | 'AllApprovalsCancelled' | 'CollectionConfigChanged' | 'CollectionMetadataSet' | 'CollectionMetadataCleared' | 'ItemMetadataSet' | 'ItemMetadataCleared' | 'Redeposited' | 'AttributeSet' | 'AttributeCleared' | 'ItemAttributesApprovalAdded' | 'ItemAttributesApprovalRemoved' | 'OwnershipAcceptanceChanged' | 'CollectionMaxSupplySet' | 'CollectionMintSettingsUpdated' | 'NextCollectionIdIncremented' | 'ItemPriceSet' | 'ItemPriceRemoved' | 'ItemBought' | 'TipSent' | 'SwapCreated' | 'SwapCancelled' | 'SwapClaimed' | 'PreSignedAttributesSet' | 'PalletAttributeSet';
  }

  /** @name PalletNftsPalletAttributes (205) */
  interface PalletNftsPalletAttributes extends Enum {
    readonly isUsedToClaim: boolean;
    readonly asUsedToClaim: u32;
    readonly isTransferDisabled: boolean;
    readonly type: 'UsedToClaim' | 'TransferDisabled';
  }

  /** @name FrameSystemPhase (206) */
  interface FrameSystemPhase extends Enum {
    readonly isApplyExtrinsic: boolean;
    readonly asApplyExtrinsic: u32;
    readonly isFinalization: boolean;
    readonly isInitialization: boolean;
    readonly type: 'ApplyExtrinsic' | 'Finalization' | 'Initialization';
  }

  /** @name FrameSystemLastRuntimeUpgradeInfo (209) */
  interface FrameSystemLastRuntimeUpgradeInfo extends Struct {
    readonly specVersion: Compact<u32>;
    readonly specName: Text;
  }

  /** @name FrameSystemCodeUpgradeAuthorization (212) */
  interface FrameSystemCodeUpgradeAuthorization extends Struct {
    readonly codeHash: H256;
    readonly checkVersion: bool;
  }

  /** @name FrameSystemLimitsBlockWeights (213) */
  interface FrameSystemLimitsBlockWeights extends Struct {
    readonly baseBlock: SpWeightsWeightV2Weight;
    readonly maxBlock: SpWeightsWeightV2Weight;
    readonly perClass: FrameSupportDispatchPerDispatchClassWeightsPerClass;
  }

  /** @name FrameSupportDispatchPerDispatchClassWeightsPerClass (214) */
  interface FrameSupportDispatchPerDispatchClassWeightsPerClass extends Struct {
    readonly normal: FrameSystemLimitsWeightsPerClass;
    readonly operational: FrameSystemLimitsWeightsPerClass;
    readonly mandatory: FrameSystemLimitsWeightsPerClass;
  }

  /** @name FrameSystemLimitsWeightsPerClass (215) */
  interface FrameSystemLimitsWeightsPerClass extends Struct {
    readonly baseExtrinsic: SpWeightsWeightV2Weight;
    readonly maxExtrinsic: Option<SpWeightsWeightV2Weight>;
    readonly maxTotal: Option<SpWeightsWeightV2Weight>;
    readonly reserved: Option<SpWeightsWeightV2Weight>;
  }

  /** @name FrameSystemLimitsBlockLength (216) */
  interface FrameSystemLimitsBlockLength extends Struct {
    readonly max: FrameSupportDispatchPerDispatchClassU32;
    readonly maxHeaderSize: Option<u32>;
  }

  /** @name FrameSupportDispatchPerDispatchClassU32 (217) */
  interface FrameSupportDispatchPerDispatchClassU32 extends Struct {
    readonly normal: u32;
    readonly operational: u32;
    readonly mandatory: u32;
  }

  /** @name SpWeightsRuntimeDbWeight (218) */
  interface SpWeightsRuntimeDbWeight extends Struct {
    readonly read: u64;
    readonly write: u64;
  }

  /** @name SpVersionRuntimeVersion (219) */
  interface SpVersionRuntimeVersion extends Struct {
    readonly specName: Text;
    readonly implName: Text;
    readonly authoringVersion: u32;
    readonly specVersion: u32;
    readonly implVersion: u32;
    readonly apis: Vec<ITuple<[U8aFixed, u32]>>;
    readonly transactionVersion: u32;
    readonly systemVersion: u8;
  }

  /** @name FrameSystemError (224) */
  interface FrameSystemError extends Enum {
    readonly isInvalidSpecName: boolean;
    readonly isSpecVersionNeedsToIncrease: boolean;
    readonly isFailedToExtractRuntimeVersion: boolean;
    readonly isNonDefaultComposite: boolean;
    readonly isNonZeroRefCount: boolean;
    readonly isCallFiltered: boolean;
    readonly isMultiBlockMigrationsOngoing: boolean;
    readonly isNothingAuthorized: boolean;
    readonly isUnauthorized: boolean;
    readonly type: 'InvalidSpecName' | 'SpecVersionNeedsToIncrease' | 'FailedToExtractRuntimeVersion' | 'NonDefaultComposite' | 'NonZeroRefCount' | 'CallFiltered' | 'MultiBlockMigrationsOngoing' | 'NothingAuthorized' | 'Unauthorized';
  }

  /** @name PalletBalancesBalanceLock (226) */
  interface PalletBalancesBalanceLock extends Struct {
    readonly id: U8aFixed;
    readonly amount: u128;
    readonly reasons: PalletBalancesReasons;
  }

  /** @name PalletBalancesReasons (227) */
  interface PalletBalancesReasons extends Enum {
    readonly isFee: boolean;
    readonly isMisc: boolean;
    readonly isAll: boolean;
    readonly type: 'Fee' | 'Misc' | 'All';
  }

  /** @name PalletBalancesReserveData (230) */
  interface PalletBalancesReserveData extends Struct {
    readonly id: U8aFixed;
    readonly amount: u128;
  }

  /** @name FrameSupportTokensMiscIdAmountRuntimeHoldReason (233) */
  interface FrameSupportTokensMiscIdAmountRuntimeHoldReason extends Struct {
    readonly id: CocoRuntimeRuntimeHoldReason;
    readonly amount: u128;
  }

  /** @name FrameSupportTokensMiscIdAmountRuntimeFreezeReason (236) */
  interface FrameSupportTokensMiscIdAmountRuntimeFreezeReason extends Struct {
    readonly id: CocoRuntimeRuntimeFreezeReason;
    readonly amount: u128;
  }

  /** @name CocoRuntimeRuntimeFreezeReason (237) */
  type CocoRuntimeRuntimeFreezeReason = Null;

  /** @name PalletBalancesError (239) */
  interface PalletBalancesError extends Enum {
    readonly isVestingBalance: boolean;
    readonly isLiquidityRestrictions: boolean;
    readonly isInsufficientBalance: boolean;
    readonly isExistentialDeposit: boolean;
    readonly isExpendability: boolean;
    readonly isExistingVestingSchedule: boolean;
    readonly isDeadAccount: boolean;
    readonly isTooManyReserves: boolean;
    readonly isTooManyHolds: boolean;
    readonly isTooManyFreezes: boolean;
    readonly isIssuanceDeactivated: boolean;
    readonly isDeltaZero: boolean;
    readonly type: 'VestingBalance' | 'LiquidityRestrictions' | 'InsufficientBalance' | 'ExistentialDeposit' | 'Expendability' | 'ExistingVestingSchedule' | 'DeadAccount' | 'TooManyReserves' | 'TooManyHolds' | 'TooManyFreezes' | 'IssuanceDeactivated' | 'DeltaZero';
  }

  /** @name PalletTransactionPaymentReleases (241) */
  interface PalletTransactionPaymentReleases extends Enum {
    readonly isV1Ancient: boolean;
    readonly isV2: boolean;
    readonly type: 'V1Ancient' | 'V2';
  }

  /** @name FrameSupportStorageNoDrop (242) */
  interface FrameSupportStorageNoDrop extends FrameSupportTokensFungibleImbalance {}

  /** @name FrameSupportTokensFungibleImbalance (243) */
  interface FrameSupportTokensFungibleImbalance extends Struct {
    readonly amount: u128;
  }

  /** @name PalletSudoError (244) */
  interface PalletSudoError extends Enum {
    readonly isRequireSudo: boolean;
    readonly type: 'RequireSudo';
  }

  /** @name SpConsensusAuraSr25519AppSr25519Public (246) */
  interface SpConsensusAuraSr25519AppSr25519Public extends U8aFixed {}

  /** @name PalletGrandpaStoredState (249) */
  interface PalletGrandpaStoredState extends Enum {
    readonly isLive: boolean;
    readonly isPendingPause: boolean;
    readonly asPendingPause: {
      readonly scheduledAt: u32;
      readonly delay: u32;
    } & Struct;
    readonly isPaused: boolean;
    readonly isPendingResume: boolean;
    readonly asPendingResume: {
      readonly scheduledAt: u32;
      readonly delay: u32;
    } & Struct;
    readonly type: 'Live' | 'PendingPause' | 'Paused' | 'PendingResume';
  }

  /** @name PalletGrandpaStoredPendingChange (250) */
  interface PalletGrandpaStoredPendingChange extends Struct {
    readonly scheduledAt: u32;
    readonly delay: u32;
    readonly nextAuthorities: Vec<ITuple<[SpConsensusGrandpaAppPublic, u64]>>;
    readonly forced: Option<u32>;
  }

  /** @name PalletGrandpaError (252) */
  interface PalletGrandpaError extends Enum {
    readonly isPauseFailed: boolean;
    readonly isResumeFailed: boolean;
    readonly isChangePending: boolean;
    readonly isTooSoon: boolean;
    readonly isInvalidKeyOwnershipProof: boolean;
    readonly isInvalidEquivocationProof: boolean;
    readonly isDuplicateOffenceReport: boolean;
    readonly type: 'PauseFailed' | 'ResumeFailed' | 'ChangePending' | 'TooSoon' | 'InvalidKeyOwnershipProof' | 'InvalidEquivocationProof' | 'DuplicateOffenceReport';
  }

  /** @name PalletUtilityError (253) */
  interface PalletUtilityError extends Enum {
    readonly isTooManyCalls: boolean;
    readonly type: 'TooManyCalls';
  }

  /** @name PalletDeviceRegistryDevice (254) */
  interface PalletDeviceRegistryDevice extends Struct {
    readonly owner: U8aFixed;
    readonly operator: AccountId32;
    readonly capabilities: CocoPrimitivesDeviceCapabilities;
    readonly metadata: Bytes;
    readonly status: CocoPrimitivesDeviceDeviceStatus;
    readonly nonce: u64;
    readonly registeredAt: u32;
    readonly lastHeartbeat: PalletDeviceRegistryHeartbeat;
    readonly jobsDone: u64;
  }

  /** @name PalletDeviceRegistryHeartbeat (255) */
  interface PalletDeviceRegistryHeartbeat extends Struct {
    readonly block: u32;
    readonly atMs: u64;
  }

  /** @name PalletDeviceRegistryDeviceCounts (257) */
  interface PalletDeviceRegistryDeviceCounts extends Struct {
    readonly active: u32;
    readonly paused: u32;
    readonly retired: u32;
  }

  /** @name PalletDeviceRegistryBond (258) */
  interface PalletDeviceRegistryBond extends Struct {
    readonly activePlanck: u128;
    readonly unbonding: Vec<PalletDeviceRegistryBondUnbonding>;
  }

  /** @name PalletDeviceRegistryBondUnbonding (260) */
  interface PalletDeviceRegistryBondUnbonding extends Struct {
    readonly planck: u128;
    readonly untilMs: u64;
  }

  /** @name PalletDeviceRegistryError (263) */
  interface PalletDeviceRegistryError extends Enum {
    readonly isDeviceAlreadyRegistered: boolean;
    readonly isUnknownDevice: boolean;
    readonly isBadDeviceSignature: boolean;
    readonly isNonceMismatch: boolean;
    readonly isDeviceRetired: boolean;
    readonly isTooManyDevices: boolean;
    readonly isOperatorQuotaReached: boolean;
    readonly isDeviceRekeyed: boolean;
    readonly isNotOwner: boolean;
    readonly isAlreadyOwner: boolean;
    readonly isBondNotEmpty: boolean;
    readonly isNotOffered: boolean;
    readonly isOfferedToAnother: boolean;
    readonly isNotParty: boolean;
    readonly isBadNewKeySignature: boolean;
    readonly isTooManyFormerKeys: boolean;
    readonly isZeroAmount: boolean;
    readonly isInsufficientBalance: boolean;
    readonly isBondTooSmall: boolean;
    readonly isNothingToWithdraw: boolean;
    readonly type: 'DeviceAlreadyRegistered' | 'UnknownDevice' | 'BadDeviceSignature' | 'NonceMismatch' | 'DeviceRetired' | 'TooManyDevices' | 'OperatorQuotaReached' | 'DeviceRekeyed' | 'NotOwner' | 'AlreadyOwner' | 'BondNotEmpty' | 'NotOffered' | 'OfferedToAnother' | 'NotParty' | 'BadNewKeySignature' | 'TooManyFormerKeys' | 'ZeroAmount' | 'InsufficientBalance' | 'BondTooSmall' | 'NothingToWithdraw';
  }

  /** @name PalletComputeJobsStateJob (264) */
  interface PalletComputeJobsStateJob extends Enum {
    readonly isSubmitted: boolean;
    readonly asSubmitted: {
      readonly intent: CocoPrimitivesJobJobIntent;
      readonly operator: AccountId32;
      readonly at: u32;
    } & Struct;
    readonly isAccepted: boolean;
    readonly asAccepted: {
      readonly intent: CocoPrimitivesJobJobIntent;
      readonly operator: AccountId32;
      readonly acceptance: CocoPrimitivesJobJobAcceptance;
      readonly at: u32;
    } & Struct;
    readonly isCompleted: boolean;
    readonly asCompleted: {
      readonly requester: U8aFixed;
      readonly settleByMs: u64;
      readonly settlement: PalletComputeJobsStateSettlement;
      readonly at: u32;
    } & Struct;
    readonly isCancelled: boolean;
    readonly asCancelled: {
      readonly requester: U8aFixed;
      readonly settleByMs: u64;
      readonly at: u32;
    } & Struct;
    readonly isExpired: boolean;
    readonly asExpired: {
      readonly requester: U8aFixed;
      readonly settleByMs: u64;
      readonly at: u32;
    } & Struct;
    readonly type: 'Submitted' | 'Accepted' | 'Completed' | 'Cancelled' | 'Expired';
  }

  /** @name PalletComputeJobsStateSettlement (265) */
  interface PalletComputeJobsStateSettlement extends Struct {
    readonly device: U8aFixed;
    readonly recordHash: H256;
    readonly pricePlanck: u128;
  }

  /** @name PalletComputeJobsStateJobCounts (266) */
  interface PalletComputeJobsStateJobCounts extends Struct {
    readonly submitted: u32;
    readonly accepted: u32;
    readonly finished: u32;
    readonly completedEver: u64;
  }

  /** @name PalletComputeJobsError (267) */
  interface PalletComputeJobsError extends Enum {
    readonly isJobAlreadySubmitted: boolean;
    readonly isUnknownJob: boolean;
    readonly isJobNotAccepted: boolean;
    readonly isJobAlreadyAccepted: boolean;
    readonly isJobAlreadyCompleted: boolean;
    readonly isJobAlreadyCancelled: boolean;
    readonly isJobAlreadyExpired: boolean;
    readonly isDeadlinePassed: boolean;
    readonly isDeadlineTooFar: boolean;
    readonly isDeadlineNotReached: boolean;
    readonly isBadRequesterSignature: boolean;
    readonly isBadDeviceSignature: boolean;
    readonly isDeviceNotInService: boolean;
    readonly isAcceptedAfterDeadline: boolean;
    readonly isRecordReplayed: boolean;
    readonly isRecordMalformed: boolean;
    readonly isRecordOtherDevice: boolean;
    readonly isRecordOtherOwner: boolean;
    readonly isRecordOtherLease: boolean;
    readonly isRecordOtherRequester: boolean;
    readonly isRecordOtherModel: boolean;
    readonly isRecordTooManyPromptTokens: boolean;
    readonly isRecordTooManyCompletionTokens: boolean;
    readonly isRecordWrongPrice: boolean;
    readonly isRecordPriceAboveMaximum: boolean;
    readonly isRecordAfterDeadline: boolean;
    readonly isRecordBadDeviceSignature: boolean;
    readonly isRecordBadRequesterSignature: boolean;
    readonly type: 'JobAlreadySubmitted' | 'UnknownJob' | 'JobNotAccepted' | 'JobAlreadyAccepted' | 'JobAlreadyCompleted' | 'JobAlreadyCancelled' | 'JobAlreadyExpired' | 'DeadlinePassed' | 'DeadlineTooFar' | 'DeadlineNotReached' | 'BadRequesterSignature' | 'BadDeviceSignature' | 'DeviceNotInService' | 'AcceptedAfterDeadline' | 'RecordReplayed' | 'RecordMalformed' | 'RecordOtherDevice' | 'RecordOtherOwner' | 'RecordOtherLease' | 'RecordOtherRequester' | 'RecordOtherModel' | 'RecordTooManyPromptTokens' | 'RecordTooManyCompletionTokens' | 'RecordWrongPrice' | 'RecordPriceAboveMaximum' | 'RecordAfterDeadline' | 'RecordBadDeviceSignature' | 'RecordBadRequesterSignature';
  }

  /** @name PalletSettlementStateChannel (268) */
  interface PalletSettlementStateChannel extends Struct {
    readonly payer: AccountId32;
    readonly device: U8aFixed;
    readonly owner: U8aFixed;
    readonly voucherKey: U8aFixed;
    readonly depositPlanck: u128;
    readonly claimed: PalletSettlementStateClaimed;
    readonly state: PalletSettlementStateChannelState;
  }

  /** @name PalletSettlementStateClaimed (269) */
  interface PalletSettlementStateClaimed extends Struct {
    readonly planck: u128;
    readonly recordsRoot: H256;
    readonly recordCount: u32;
    readonly totals: CocoPrimitivesTotalsModelTotals;
  }

  /** @name PalletSettlementStateChannelState (270) */
  interface PalletSettlementStateChannelState extends Enum {
    readonly isOpen: boolean;
    readonly isClosing: boolean;
    readonly asClosing: {
      readonly untilMs: u64;
    } & Struct;
    readonly type: 'Open' | 'Closing';
  }

  /** @name PalletSettlementStateClosedChannel (271) */
  interface PalletSettlementStateClosedChannel extends Struct {
    readonly payer: AccountId32;
    readonly device: U8aFixed;
    readonly owner: U8aFixed;
    readonly claimedPlanck: u128;
    readonly recordsRoot: H256;
    readonly recordCount: u32;
  }

  /** @name CocoPrimitivesPositions (272) */
  interface CocoPrimitivesPositions extends Struct {
    readonly oldest: u64;
    readonly next: u64;
  }

  /** @name PalletSettlementError (273) */
  interface PalletSettlementError extends Enum {
    readonly isDeviceNotInService: boolean;
    readonly isDepositTooSmall: boolean;
    readonly isBadTopUp: boolean;
    readonly isInsufficientBalance: boolean;
    readonly isUnknownChannel: boolean;
    readonly isChannelClosed: boolean;
    readonly isChannelClosing: boolean;
    readonly isChannelNotClosing: boolean;
    readonly isWindowNotOver: boolean;
    readonly isWindowOver: boolean;
    readonly isNotPayer: boolean;
    readonly isNotParty: boolean;
    readonly isVoucherNotNewer: boolean;
    readonly isRecordCountFell: boolean;
    readonly isRecordsMalformed: boolean;
    readonly isVoucherAboveDeposit: boolean;
    readonly isBadVoucherSignature: boolean;
    readonly isTotalsNotAscending: boolean;
    readonly isTotalsWrongSum: boolean;
    readonly isTotalsWrongRoot: boolean;
    readonly isModelTotalFell: boolean;
    readonly isOwnerCannotReceive: boolean;
    readonly isRecordMalformed: boolean;
    readonly isRecordOtherDevice: boolean;
    readonly isBadProof: boolean;
    readonly type: 'DeviceNotInService' | 'DepositTooSmall' | 'BadTopUp' | 'InsufficientBalance' | 'UnknownChannel' | 'ChannelClosed' | 'ChannelClosing' | 'ChannelNotClosing' | 'WindowNotOver' | 'WindowOver' | 'NotPayer' | 'NotParty' | 'VoucherNotNewer' | 'RecordCountFell' | 'RecordsMalformed' | 'VoucherAboveDeposit' | 'BadVoucherSignature' | 'TotalsNotAscending' | 'TotalsWrongSum' | 'TotalsWrongRoot' | 'ModelTotalFell' | 'OwnerCannotReceive' | 'RecordMalformed' | 'RecordOtherDevice' | 'BadProof';
  }

  /** @name PalletReputationStanding (274) */
  interface PalletReputationStanding extends Struct {
    readonly atMs: u64;
    readonly evidence: PalletReputationStandingEvidence;
    readonly models: Vec<PalletReputationStandingModelEvidence>;
    readonly day: PalletReputationStandingDay;
    readonly works: u64;
    readonly faults: u64;
  }

  /** @name PalletReputationStandingModelEvidence (276) */
  interface PalletReputationStandingModelEvidence extends Struct {
    readonly model: Bytes;
    readonly evidence: PalletReputationStandingEvidence;
  }

  /** @name PalletReputationStandingEvidence (277) */
  interface PalletReputationStandingEvidence extends Struct {
    readonly goodMicros: u64;
    readonly badMicros: u64;
  }

  /** @name PalletReputationStandingDay (279) */
  interface PalletReputationStandingDay extends Struct {
    readonly number: u64;
    readonly workMicros: u64;
    readonly missedMicros: u64;
  }

  /** @name PalletReputationHistoryPlace (281) */
  interface PalletReputationHistoryPlace extends Enum {
    readonly isWork: boolean;
    readonly asWork: u32;
    readonly isFault: boolean;
    readonly asFault: u32;
    readonly type: 'Work' | 'Fault';
  }

  /** @name PalletReputationHistoryHistoryEntry (282) */
  interface PalletReputationHistoryHistoryEntry extends Struct {
    readonly atMs: u64;
    readonly model: Bytes;
    readonly note: PalletReputationStandingNote;
    readonly weightMicros: u64;
  }

  /** @name PalletReputationStandingNote (283) */
  interface PalletReputationStandingNote extends Enum {
    readonly isWork: boolean;
    readonly isFault: boolean;
    readonly asFault: CocoPrimitivesReputationFaultKind;
    readonly type: 'Work' | 'Fault';
  }

  /** @name PalletReputationRules (284) */
  interface PalletReputationRules extends Struct {
    readonly halfLifeMs: u64;
    readonly referencePlanck: u64;
    readonly referenceMicros: u64;
    readonly maxJobMicros: u64;
    readonly maxDayMicros: u64;
    readonly missedDeadlineMicros: u64;
    readonly wrongOutputMicros: u64;
    readonly equivocationMicros: u64;
  }

  /** @name PalletReputationError (285) */
  interface PalletReputationError extends Enum {
    readonly isUnknownDevice: boolean;
    readonly isDayLimitReached: boolean;
    readonly isKeyHasReputation: boolean;
    readonly type: 'UnknownDevice' | 'DayLimitReached' | 'KeyHasReputation';
  }

  /** @name PalletAssuredJobsStateAssuredJob (286) */
  interface PalletAssuredJobsStateAssuredJob extends Struct {
    readonly assured: CocoPrimitivesAssuredAssuredIntent;
    readonly operator: AccountId32;
    readonly depositPlanck: u128;
    readonly at: u32;
    readonly state: PalletAssuredJobsState;
  }

  /** @name PalletAssuredJobsState (287) */
  interface PalletAssuredJobsState extends Enum {
    readonly isSubmitted: boolean;
    readonly isAccepted: boolean;
    readonly asAccepted: {
      readonly acceptance: CocoPrimitivesJobJobAcceptance;
      readonly startByMs: Option<u64>;
    } & Struct;
    readonly isRunning: boolean;
    readonly asRunning: {
      readonly acceptance: CocoPrimitivesJobJobAcceptance;
    } & Struct;
    readonly isDelivered: boolean;
    readonly asDelivered: {
      readonly acceptance: CocoPrimitivesJobJobAcceptance;
      readonly delivery: PalletAssuredJobsStateDelivery;
      readonly ballots: Vec<PalletAssuredJobsBallotsBallot>;
    } & Struct;
    readonly isDisputed: boolean;
    readonly asDisputed: {
      readonly acceptance: CocoPrimitivesJobJobAcceptance;
      readonly delivery: PalletAssuredJobsStateDelivery;
      readonly ballots: Vec<PalletAssuredJobsBallotsBallot>;
      readonly dispute: PalletAssuredJobsStateDispute;
    } & Struct;
    readonly type: 'Submitted' | 'Accepted' | 'Running' | 'Delivered' | 'Disputed';
  }

  /** @name PalletAssuredJobsStateDelivery (288) */
  interface PalletAssuredJobsStateDelivery extends Struct {
    readonly recordHash: H256;
    readonly pricePlanck: u128;
    readonly commitUntilMs: u64;
    readonly revealUntilMs: u64;
    readonly disputeUntilMs: u64;
  }

  /** @name PalletAssuredJobsBallotsBallot (290) */
  interface PalletAssuredJobsBallotsBallot extends Struct {
    readonly verifier: U8aFixed;
    readonly owner: U8aFixed;
    readonly bondPlanck: u128;
    readonly commitment: H256;
    readonly verdict: Option<CocoPrimitivesAssuredVerdict>;
  }

  /** @name PalletAssuredJobsStateDispute (293) */
  interface PalletAssuredJobsStateDispute extends Struct {
    readonly by: AccountId32;
    readonly evidence: H256;
    readonly depositPlanck: u128;
    readonly verdict: CocoPrimitivesAssuredVerdict;
    readonly untilMs: u64;
  }

  /** @name PalletAssuredJobsStateJobCounts (294) */
  interface PalletAssuredJobsStateJobCounts extends Struct {
    readonly submitted: u32;
    readonly accepted: u32;
    readonly running: u32;
    readonly delivered: u32;
    readonly disputed: u32;
    readonly settledEver: u64;
    readonly refutedEver: u64;
  }

  /** @name PalletAssuredJobsStateFinishedJob (295) */
  interface PalletAssuredJobsStateFinishedJob extends Struct {
    readonly requester: U8aFixed;
    readonly settleByMs: u64;
    readonly outcome: PalletAssuredJobsStateOutcome;
    readonly at: u32;
  }

  /** @name PalletAssuredJobsStateOutcome (296) */
  interface PalletAssuredJobsStateOutcome extends Enum {
    readonly isSettled: boolean;
    readonly asSettled: {
      readonly device: U8aFixed;
      readonly recordHash: H256;
      readonly pricePlanck: u128;
    } & Struct;
    readonly isRefuted: boolean;
    readonly asRefuted: {
      readonly device: U8aFixed;
      readonly recordHash: H256;
    } & Struct;
    readonly isCancelled: boolean;
    readonly isExpired: boolean;
    readonly type: 'Settled' | 'Refuted' | 'Cancelled' | 'Expired';
  }

  /** @name PalletAssuredJobsError (297) */
  interface PalletAssuredJobsError extends Enum {
    readonly isJobAlreadySubmitted: boolean;
    readonly isUnknownJob: boolean;
    readonly isJobNotAccepted: boolean;
    readonly isJobNotStarted: boolean;
    readonly isJobNotDelivered: boolean;
    readonly isJobNotDisputed: boolean;
    readonly isJobAlreadyAccepted: boolean;
    readonly isJobAlreadyRunning: boolean;
    readonly isJobAlreadyDelivered: boolean;
    readonly isJobAlreadyDisputed: boolean;
    readonly isJobAlreadySettled: boolean;
    readonly isJobAlreadyRefuted: boolean;
    readonly isJobAlreadyCancelled: boolean;
    readonly isJobAlreadyExpired: boolean;
    readonly isTermsMalformed: boolean;
    readonly isStartTooSoon: boolean;
    readonly isTooLate: boolean;
    readonly isTooEarly: boolean;
    readonly isDeadlineTooFar: boolean;
    readonly isBadRequesterSignature: boolean;
    readonly isBadDeviceSignature: boolean;
    readonly isDeviceNotInService: boolean;
    readonly isOtherOwner: boolean;
    readonly isReputationTooLow: boolean;
    readonly isBondTooSmall: boolean;
    readonly isAcceptanceStale: boolean;
    readonly isPanelNotImpartial: boolean;
    readonly isMatchMissing: boolean;
    readonly isBadMatch: boolean;
    readonly isRequesterCannotPay: boolean;
    readonly isOtherLease: boolean;
    readonly isRecordMalformed: boolean;
    readonly isRecordOtherDevice: boolean;
    readonly isRecordOtherOwner: boolean;
    readonly isRecordOtherLease: boolean;
    readonly isRecordOtherRequester: boolean;
    readonly isRecordOtherModel: boolean;
    readonly isRecordTooManyPromptTokens: boolean;
    readonly isRecordTooManyCompletionTokens: boolean;
    readonly isRecordWrongPrice: boolean;
    readonly isRecordPriceAboveMaximum: boolean;
    readonly isRecordAfterDeadline: boolean;
    readonly isRecordBadDeviceSignature: boolean;
    readonly isRecordBadRequesterSignature: boolean;
    readonly isNotVerifier: boolean;
    readonly isVerifierNotImpartial: boolean;
    readonly isAlreadyVoted: boolean;
    readonly isOtherRecord: boolean;
    readonly isBadVerifierSignature: boolean;
    readonly isNothingCommitted: boolean;
    readonly isOtherVote: boolean;
    readonly isNotTheLosingParty: boolean;
    readonly isCannotPayDeposit: boolean;
    readonly type: 'JobAlreadySubmitted' | 'UnknownJob' | 'JobNotAccepted' | 'JobNotStarted' | 'JobNotDelivered' | 'JobNotDisputed' | 'JobAlreadyAccepted' | 'JobAlreadyRunning' | 'JobAlreadyDelivered' | 'JobAlreadyDisputed' | 'JobAlreadySettled' | 'JobAlreadyRefuted' | 'JobAlreadyCancelled' | 'JobAlreadyExpired' | 'TermsMalformed' | 'StartTooSoon' | 'TooLate' | 'TooEarly' | 'DeadlineTooFar' | 'BadRequesterSignature' | 'BadDeviceSignature' | 'DeviceNotInService' | 'OtherOwner' | 'ReputationTooLow' | 'BondTooSmall' | 'AcceptanceStale' | 'PanelNotImpartial' | 'MatchMissing' | 'BadMatch' | 'RequesterCannotPay' | 'OtherLease' | 'RecordMalformed' | 'RecordOtherDevice' | 'RecordOtherOwner' | 'RecordOtherLease' | 'RecordOtherRequester' | 'RecordOtherModel' | 'RecordTooManyPromptTokens' | 'RecordTooManyCompletionTokens' | 'RecordWrongPrice' | 'RecordPriceAboveMaximum' | 'RecordAfterDeadline' | 'RecordBadDeviceSignature' | 'RecordBadRequesterSignature' | 'NotVerifier' | 'VerifierNotImpartial' | 'AlreadyVoted' | 'OtherRecord' | 'BadVerifierSignature' | 'NothingCommitted' | 'OtherVote' | 'NotTheLosingParty' | 'CannotPayDeposit';
  }

  /** @name PalletCollectiveVotes (300) */
  interface PalletCollectiveVotes extends Struct {
    readonly index: u32;
    readonly threshold: u32;
    readonly ayes: Vec<AccountId32>;
    readonly nays: Vec<AccountId32>;
    readonly end: u32;
  }

  /** @name PalletCollectiveError (301) */
  interface PalletCollectiveError extends Enum {
    readonly isNotMember: boolean;
    readonly isDuplicateProposal: boolean;
    readonly isProposalMissing: boolean;
    readonly isWrongIndex: boolean;
    readonly isDuplicateVote: boolean;
    readonly isAlreadyInitialized: boolean;
    readonly isTooEarly: boolean;
    readonly isTooManyProposals: boolean;
    readonly isWrongProposalWeight: boolean;
    readonly isWrongProposalLength: boolean;
    readonly isPrimeAccountNotMember: boolean;
    readonly isProposalActive: boolean;
    readonly type: 'NotMember' | 'DuplicateProposal' | 'ProposalMissing' | 'WrongIndex' | 'DuplicateVote' | 'AlreadyInitialized' | 'TooEarly' | 'TooManyProposals' | 'WrongProposalWeight' | 'WrongProposalLength' | 'PrimeAccountNotMember' | 'ProposalActive';
  }

  /** @name PalletTreasuryProposal (302) */
  interface PalletTreasuryProposal extends Struct {
    readonly proposer: AccountId32;
    readonly value: u128;
    readonly beneficiary: AccountId32;
    readonly bond: u128;
  }

  /** @name PalletTreasurySpendStatus (304) */
  interface PalletTreasurySpendStatus extends Struct {
    readonly assetKind: Null;
    readonly amount: u128;
    readonly beneficiary: AccountId32;
    readonly validFrom: u32;
    readonly expireAt: u32;
    readonly status: PalletTreasuryPaymentState;
  }

  /** @name PalletTreasuryPaymentState (305) */
  interface PalletTreasuryPaymentState extends Enum {
    readonly isPending: boolean;
    readonly isAttempted: boolean;
    readonly asAttempted: {
      readonly id: Null;
    } & Struct;
    readonly isFailed: boolean;
    readonly type: 'Pending' | 'Attempted' | 'Failed';
  }

  /** @name FrameSupportPalletId (306) */
  interface FrameSupportPalletId extends U8aFixed {}

  /** @name PalletTreasuryError (307) */
  interface PalletTreasuryError extends Enum {
    readonly isInvalidIndex: boolean;
    readonly isTooManyApprovals: boolean;
    readonly isInsufficientPermission: boolean;
    readonly isProposalNotApproved: boolean;
    readonly isFailedToConvertBalance: boolean;
    readonly isSpendExpired: boolean;
    readonly isEarlyPayout: boolean;
    readonly isAlreadyAttempted: boolean;
    readonly isPayoutError: boolean;
    readonly isNotAttempted: boolean;
    readonly isInconclusive: boolean;
    readonly type: 'InvalidIndex' | 'TooManyApprovals' | 'InsufficientPermission' | 'ProposalNotApproved' | 'FailedToConvertBalance' | 'SpendExpired' | 'EarlyPayout' | 'AlreadyAttempted' | 'PayoutError' | 'NotAttempted' | 'Inconclusive';
  }

  /** @name PalletWhitelistError (308) */
  interface PalletWhitelistError extends Enum {
    readonly isUnavailablePreImage: boolean;
    readonly isUndecodableCall: boolean;
    readonly isInvalidCallWeightWitness: boolean;
    readonly isCallIsNotWhitelisted: boolean;
    readonly isCallAlreadyWhitelisted: boolean;
    readonly isDeferredDispatchNotFound: boolean;
    readonly isDeferredDispatchNotExpired: boolean;
    readonly isAlreadyDeferred: boolean;
    readonly isDeferredDispatchExpired: boolean;
    readonly type: 'UnavailablePreImage' | 'UndecodableCall' | 'InvalidCallWeightWitness' | 'CallIsNotWhitelisted' | 'CallAlreadyWhitelisted' | 'DeferredDispatchNotFound' | 'DeferredDispatchNotExpired' | 'AlreadyDeferred' | 'DeferredDispatchExpired';
  }

  /** @name PalletProxyProxyDefinition (311) */
  interface PalletProxyProxyDefinition extends Struct {
    readonly delegate: AccountId32;
    readonly proxyType: CocoRuntimeAccountsProxyType;
    readonly delay: u32;
  }

  /** @name PalletProxyAnnouncement (315) */
  interface PalletProxyAnnouncement extends Struct {
    readonly real: AccountId32;
    readonly callHash: H256;
    readonly height: u32;
  }

  /** @name PalletProxyError (317) */
  interface PalletProxyError extends Enum {
    readonly isTooMany: boolean;
    readonly isNotFound: boolean;
    readonly isNotProxy: boolean;
    readonly isUnproxyable: boolean;
    readonly isDuplicate: boolean;
    readonly isNoPermission: boolean;
    readonly isUnannounced: boolean;
    readonly isNoSelfProxy: boolean;
    readonly type: 'TooMany' | 'NotFound' | 'NotProxy' | 'Unproxyable' | 'Duplicate' | 'NoPermission' | 'Unannounced' | 'NoSelfProxy';
  }

  /** @name PalletMultisigMultisig (319) */
  interface PalletMultisigMultisig extends Struct {
    readonly when: PalletMultisigTimepoint;
    readonly deposit: u128;
    readonly depositor: AccountId32;
    readonly approvals: Vec<AccountId32>;
  }

  /** @name PalletMultisigError (321) */
  interface PalletMultisigError extends Enum {
    readonly isMinimumThreshold: boolean;
    readonly isAlreadyApproved: boolean;
    readonly isNoApprovalsNeeded: boolean;
    readonly isTooFewSignatories: boolean;
    readonly isTooManySignatories: boolean;
    readonly isSignatoriesOutOfOrder: boolean;
    readonly isSenderInSignatories: boolean;
    readonly isNotFound: boolean;
    readonly isNotOwner: boolean;
    readonly isNoTimepoint: boolean;
    readonly isWrongTimepoint: boolean;
    readonly isUnexpectedTimepoint: boolean;
    readonly isMaxWeightTooLow: boolean;
    readonly isAlreadyStored: boolean;
    readonly type: 'MinimumThreshold' | 'AlreadyApproved' | 'NoApprovalsNeeded' | 'TooFewSignatories' | 'TooManySignatories' | 'SignatoriesOutOfOrder' | 'SenderInSignatories' | 'NotFound' | 'NotOwner' | 'NoTimepoint' | 'WrongTimepoint' | 'UnexpectedTimepoint' | 'MaxWeightTooLow' | 'AlreadyStored';
  }

  /** @name PalletNftsCollectionDetails (322) */
  interface PalletNftsCollectionDetails extends Struct {
    readonly owner: AccountId32;
    readonly ownerDeposit: u128;
    readonly items: u32;
    readonly itemMetadatas: u32;
    readonly itemConfigs: u32;
    readonly attributes: u32;
  }

  /** @name PalletNftsCollectionRole (327) */
  interface PalletNftsCollectionRole extends Enum {
    readonly isIssuer: boolean;
    readonly isFreezer: boolean;
    readonly isAdmin: boolean;
    readonly type: 'Issuer' | 'Freezer' | 'Admin';
  }

  /** @name PalletNftsItemDetails (328) */
  interface PalletNftsItemDetails extends Struct {
    readonly owner: AccountId32;
    readonly approvals: BTreeMap<AccountId32, Option<u32>>;
    readonly deposit: PalletNftsItemDeposit;
  }

  /** @name PalletNftsItemDeposit (329) */
  interface PalletNftsItemDeposit extends Struct {
    readonly account: AccountId32;
    readonly amount: u128;
  }

  /** @name PalletNftsCollectionMetadata (334) */
  interface PalletNftsCollectionMetadata extends Struct {
    readonly deposit: u128;
    readonly data: Bytes;
  }

  /** @name PalletNftsItemMetadata (335) */
  interface PalletNftsItemMetadata extends Struct {
    readonly deposit: PalletNftsItemMetadataDeposit;
    readonly data: Bytes;
  }

  /** @name PalletNftsItemMetadataDeposit (336) */
  interface PalletNftsItemMetadataDeposit extends Struct {
    readonly account: Option<AccountId32>;
    readonly amount: u128;
  }

  /** @name PalletNftsAttributeDeposit (339) */
  interface PalletNftsAttributeDeposit extends Struct {
    readonly account: Option<AccountId32>;
    readonly amount: u128;
  }

  /** @name PalletNftsPendingSwap (343) */
  interface PalletNftsPendingSwap extends Struct {
    readonly desiredCollection: u32;
    readonly desiredItem: Option<u32>;
    readonly price: Option<PalletNftsPriceWithDirection>;
    readonly deadline: u32;
  }

  /** @name PalletNftsPalletFeature (345) */
  interface PalletNftsPalletFeature extends Enum {
    readonly isTrading: boolean;
    readonly isAttributes: boolean;
    readonly isApprovals: boolean;
    readonly isSwaps: boolean;
    readonly type: 'Trading' | 'Attributes' | 'Approvals' | 'Swaps';
  }

  /** @name PalletNftsError (346) */
  interface PalletNftsError extends Enum {
    readonly isNoPermission: boolean;
    readonly isUnknownCollection: boolean;
    readonly isAlreadyExists: boolean;
    readonly isApprovalExpired: boolean;
    readonly isWrongOwner: boolean;
    readonly isBadWitness: boolean;
    readonly isCollectionIdInUse: boolean;
    readonly isItemsNonTransferable: boolean;
    readonly isNotDelegate: boolean;
    readonly isWrongDelegate: boolean;
    readonly isUnapproved: boolean;
    readonly isUnaccepted: boolean;
    readonly isItemLocked: boolean;
    readonly isLockedItemAttributes: boolean;
    readonly isLockedCollectionAttributes: boolean;
    readonly isLockedItemMetadata: boolean;
    readonly isLockedCollectionMetadata: boolean;
    readonly isMaxSupplyReached: boolean;
    readonly isMaxSupplyLocked: boolean;
    readonly isMaxSupplyTooSmall: boolean;
    readonly isUnknownItem: boolean;
    readonly isUnknownSwap: boolean;
    readonly isMetadataNotFound: boolean;
    readonly isAttributeNotFound: boolean;
    readonly isNotForSale: boolean;
    readonly isBidTooLow: boolean;
    readonly isReachedApprovalLimit: boolean;
    readonly isDeadlineExpired: boolean;
    readonly isWrongDuration: boolean;
    readonly isMethodDisabled: boolean;
    readonly isWrongSetting: boolean;
    readonly isInconsistentItemConfig: boolean;
    readonly isNoConfig: boolean;
    readonly isRolesNotCleared: boolean;
    readonly isMintNotStarted: boolean;
    readonly isMintEnded: boolean;
    readonly isAlreadyClaimed: boolean;
    readonly isIncorrectData: boolean;
    readonly isWrongOrigin: boolean;
    readonly isWrongSignature: boolean;
    readonly isIncorrectMetadata: boolean;
    readonly isMaxAttributesLimitReached: boolean;
    readonly isWrongNamespace: boolean;
    readonly isCollectionNotEmpty: boolean;
    readonly isWitnessRequired: boolean;
    readonly type: 'NoPermission' | 'UnknownCollection' | 'AlreadyExists' | 'ApprovalExpired' | 'WrongOwner' | 'BadWitness' | 'CollectionIdInUse' | 'ItemsNonTransferable' | 'NotDelegate' | 'WrongDelegate' | 'Unapproved' | 'Unaccepted' | 'ItemLocked' | 'LockedItemAttributes' | 'LockedCollectionAttributes' | 'LockedItemMetadata' | 'LockedCollectionMetadata' | 'MaxSupplyReached' | 'MaxSupplyLocked' | 'MaxSupplyTooSmall' | 'UnknownItem' | 'UnknownSwap' | 'MetadataNotFound' | 'AttributeNotFound' | 'NotForSale' | 'BidTooLow' | 'ReachedApprovalLimit' | 'DeadlineExpired' | 'WrongDuration' | 'MethodDisabled' | 'WrongSetting' | 'InconsistentItemConfig' | 'NoConfig' | 'RolesNotCleared' | 'MintNotStarted' | 'MintEnded' | 'AlreadyClaimed' | 'IncorrectData' | 'WrongOrigin' | 'WrongSignature' | 'IncorrectMetadata' | 'MaxAttributesLimitReached' | 'WrongNamespace' | 'CollectionNotEmpty' | 'WitnessRequired';
  }

  /** @name CocoRuntimeRuntime (347) */
  type CocoRuntimeRuntime = Null;

  /** @name SpRuntimeBlockLazyBlock (348) */
  interface SpRuntimeBlockLazyBlock extends Struct {
    readonly header: SpRuntimeHeader;
    readonly extrinsics: Vec<Bytes>;
  }

  /** @name SpRuntimeHeader (349) */
  interface SpRuntimeHeader extends Struct {
    readonly parentHash: H256;
    readonly number: Compact<u32>;
    readonly stateRoot: H256;
    readonly extrinsicsRoot: H256;
    readonly digest: SpRuntimeDigest;
  }

  /** @name SpRuntimeExtrinsicInclusionMode (353) */
  interface SpRuntimeExtrinsicInclusionMode extends Enum {
    readonly isAllExtrinsics: boolean;
    readonly isOnlyInherents: boolean;
    readonly type: 'AllExtrinsics' | 'OnlyInherents';
  }

  /** @name SpRuntimeTransactionValidityTransactionValidityError (357) */
  interface SpRuntimeTransactionValidityTransactionValidityError extends Enum {
    readonly isInvalid: boolean;
    readonly asInvalid: SpRuntimeTransactionValidityInvalidTransaction;
    readonly isUnknown: boolean;
    readonly asUnknown: SpRuntimeTransactionValidityUnknownTransaction;
    readonly type: 'Invalid' | 'Unknown';
  }

  /** @name SpRuntimeTransactionValidityInvalidTransaction (358) */
  interface SpRuntimeTransactionValidityInvalidTransaction extends Enum {
    readonly isCall: boolean;
    readonly isPayment: boolean;
    readonly isFuture: boolean;
    readonly isStale: boolean;
    readonly isBadProof: boolean;
    readonly isAncientBirthBlock: boolean;
    readonly isExhaustsResources: boolean;
    readonly isCustom: boolean;
    readonly asCustom: u8;
    readonly isBadMandatory: boolean;
    readonly isMandatoryValidation: boolean;
    readonly isBadSigner: boolean;
    readonly isIndeterminateImplicit: boolean;
    readonly isUnknownOrigin: boolean;
    readonly type: 'Call' | 'Payment' | 'Future' | 'Stale' | 'BadProof' | 'AncientBirthBlock' | 'ExhaustsResources' | 'Custom' | 'BadMandatory' | 'MandatoryValidation' | 'BadSigner' | 'IndeterminateImplicit' | 'UnknownOrigin';
  }

  /** @name SpRuntimeTransactionValidityUnknownTransaction (359) */
  interface SpRuntimeTransactionValidityUnknownTransaction extends Enum {
    readonly isCannotLookup: boolean;
    readonly isNoUnsignedValidator: boolean;
    readonly isCustom: boolean;
    readonly asCustom: u8;
    readonly type: 'CannotLookup' | 'NoUnsignedValidator' | 'Custom';
  }

  /** @name SpInherentsInherentData (360) */
  interface SpInherentsInherentData extends Struct {
    readonly data: BTreeMap<U8aFixed, Bytes>;
  }

  /** @name SpInherentsCheckInherentsResult (365) */
  interface SpInherentsCheckInherentsResult extends Struct {
    readonly okay: bool;
    readonly fatalError: bool;
    readonly errors: SpInherentsInherentData;
  }

  /** @name SpRuntimeTransactionValidityTransactionSource (366) */
  interface SpRuntimeTransactionValidityTransactionSource extends Enum {
    readonly isInBlock: boolean;
    readonly isLocal: boolean;
    readonly isExternal: boolean;
    readonly type: 'InBlock' | 'Local' | 'External';
  }

  /** @name SpRuntimeTransactionValidityValidTransaction (368) */
  interface SpRuntimeTransactionValidityValidTransaction extends Struct {
    readonly priority: u64;
    readonly requires: Vec<Bytes>;
    readonly provides: Vec<Bytes>;
    readonly longevity: u64;
    readonly propagate: bool;
  }

  /** @name SpSessionRuntimeApiOpaqueGeneratedSessionKeys (374) */
  interface SpSessionRuntimeApiOpaqueGeneratedSessionKeys extends Struct {
    readonly keys_: Bytes;
    readonly proof: Bytes;
  }

  /** @name SpCoreCryptoKeyTypeId (378) */
  interface SpCoreCryptoKeyTypeId extends U8aFixed {}

  /** @name PalletTransactionPaymentRuntimeDispatchInfo (379) */
  interface PalletTransactionPaymentRuntimeDispatchInfo extends Struct {
    readonly weight: SpWeightsWeightV2Weight;
    readonly class: FrameSupportDispatchDispatchClass;
    readonly partialFee: u128;
  }

  /** @name PalletTransactionPaymentFeeDetails (380) */
  interface PalletTransactionPaymentFeeDetails extends Struct {
    readonly inclusionFee: Option<PalletTransactionPaymentInclusionFee>;
    readonly tip: u128;
  }

  /** @name PalletTransactionPaymentInclusionFee (382) */
  interface PalletTransactionPaymentInclusionFee extends Struct {
    readonly baseFee: u128;
    readonly lenFee: u128;
    readonly adjustedWeightFee: u128;
  }

  /** @name PalletDeviceRegistryInfoDeviceInfo (384) */
  interface PalletDeviceRegistryInfoDeviceInfo extends Struct {
    readonly key: U8aFixed;
    readonly device: PalletDeviceRegistryDevice;
    readonly online: bool;
    readonly bond: PalletDeviceRegistryBond;
    readonly formerKeys: Vec<U8aFixed>;
    readonly offeredTo: Option<U8aFixed>;
  }

  /** @name PalletComputeJobsRuntimeApiJobView (386) */
  interface PalletComputeJobsRuntimeApiJobView extends Struct {
    readonly job: H256;
    readonly phase: PalletComputeJobsStatePhase;
    readonly requester: U8aFixed;
    readonly device: Option<U8aFixed>;
    readonly recordHash: Option<H256>;
    readonly pricePlanck: Option<u128>;
    readonly intent: Option<CocoPrimitivesJobJobIntent>;
  }

  /** @name PalletComputeJobsStatePhase (387) */
  interface PalletComputeJobsStatePhase extends Enum {
    readonly isSubmitted: boolean;
    readonly isAccepted: boolean;
    readonly isCompleted: boolean;
    readonly isCancelled: boolean;
    readonly isExpired: boolean;
    readonly type: 'Submitted' | 'Accepted' | 'Completed' | 'Cancelled' | 'Expired';
  }

  /** @name PalletComputeJobsRuntimeApiIntentPage (391) */
  interface PalletComputeJobsRuntimeApiIntentPage extends Struct {
    readonly jobs: Vec<PalletComputeJobsRuntimeApiJobView>;
    readonly next: Option<H256>;
  }

  /** @name PalletAssuredJobsRuntimeApiAssuredJobView (394) */
  interface PalletAssuredJobsRuntimeApiAssuredJobView extends Struct {
    readonly job: H256;
    readonly phase: PalletAssuredJobsStatePhase;
    readonly requester: U8aFixed;
    readonly device: Option<U8aFixed>;
    readonly owner: Option<U8aFixed>;
    readonly assured: Option<CocoPrimitivesAssuredAssuredIntent>;
    readonly startByMs: Option<u64>;
    readonly delivery: Option<PalletAssuredJobsStateDelivery>;
    readonly ballots: Vec<PalletAssuredJobsBallotsBallot>;
    readonly verdict: Option<CocoPrimitivesAssuredVerdict>;
    readonly dispute: Option<PalletAssuredJobsRuntimeApiDisputeView>;
    readonly recordHash: Option<H256>;
    readonly pricePlanck: Option<u128>;
  }

  /** @name PalletAssuredJobsStatePhase (395) */
  interface PalletAssuredJobsStatePhase extends Enum {
    readonly isSubmitted: boolean;
    readonly isAccepted: boolean;
    readonly isRunning: boolean;
    readonly isDelivered: boolean;
    readonly isDisputed: boolean;
    readonly isSettled: boolean;
    readonly isRefuted: boolean;
    readonly isCancelled: boolean;
    readonly isExpired: boolean;
    readonly type: 'Submitted' | 'Accepted' | 'Running' | 'Delivered' | 'Disputed' | 'Settled' | 'Refuted' | 'Cancelled' | 'Expired';
  }

  /** @name PalletAssuredJobsRuntimeApiDisputeView (399) */
  interface PalletAssuredJobsRuntimeApiDisputeView extends Struct {
    readonly by: U8aFixed;
    readonly evidence: H256;
    readonly depositPlanck: u128;
    readonly untilMs: u64;
  }

  /** @name PalletAssuredJobsRuntimeApiAssuredIntentPage (400) */
  interface PalletAssuredJobsRuntimeApiAssuredIntentPage extends Struct {
    readonly jobs: Vec<PalletAssuredJobsRuntimeApiAssuredJobView>;
    readonly next: Option<H256>;
  }

  /** @name PalletAssuredJobsRuntimeApiAssuranceRules (402) */
  interface PalletAssuredJobsRuntimeApiAssuranceRules extends Struct {
    readonly protocolFee: Permill;
    readonly commitMs: u64;
    readonly revealMs: u64;
    readonly disputeMs: u64;
    readonly arbitrationMs: u64;
    readonly verifierBondPlanck: u128;
    readonly disputeDepositPlanck: u128;
    readonly lateSlash: Permill;
  }

  /** @name CocoPrimitivesReputationReputationView (404) */
  interface CocoPrimitivesReputationReputationView extends Struct {
    readonly score: u8;
    readonly expectation: Permill;
    readonly assured: Permill;
    readonly goodMicros: u64;
    readonly badMicros: u64;
  }

  /** @name PalletSettlementRuntimeApiChannelView (407) */
  interface PalletSettlementRuntimeApiChannelView extends Struct {
    readonly channel: H256;
    readonly payer: AccountId32;
    readonly device: U8aFixed;
    readonly owner: U8aFixed;
    readonly phase: PalletSettlementRuntimeApiChannelPhase;
    readonly voucherKey: Option<U8aFixed>;
    readonly heldPlanck: u128;
    readonly claimedPlanck: u128;
    readonly recordsRoot: H256;
    readonly recordCount: u32;
    readonly totals: CocoPrimitivesTotalsModelTotals;
  }

  /** @name PalletSettlementRuntimeApiChannelPhase (408) */
  interface PalletSettlementRuntimeApiChannelPhase extends Enum {
    readonly isOpen: boolean;
    readonly isClosing: boolean;
    readonly asClosing: {
      readonly untilMs: u64;
    } & Struct;
    readonly isClosed: boolean;
    readonly type: 'Open' | 'Closing' | 'Closed';
  }

  /** @name PalletSettlementRuntimeApiTerms (410) */
  interface PalletSettlementRuntimeApiTerms extends Struct {
    readonly protocolFee: Permill;
    readonly challengeMs: u64;
    readonly minDepositPlanck: u128;
  }

  /** @name CocoRuntimeRuntimeError (414) */
  interface CocoRuntimeRuntimeError extends Enum {
    readonly isSystem: boolean;
    readonly asSystem: FrameSystemError;
    readonly isBalances: boolean;
    readonly asBalances: PalletBalancesError;
    readonly isSudo: boolean;
    readonly asSudo: PalletSudoError;
    readonly isGrandpa: boolean;
    readonly asGrandpa: PalletGrandpaError;
    readonly isUtility: boolean;
    readonly asUtility: PalletUtilityError;
    readonly isDeviceRegistry: boolean;
    readonly asDeviceRegistry: PalletDeviceRegistryError;
    readonly isComputeJobs: boolean;
    readonly asComputeJobs: PalletComputeJobsError;
    readonly isSettlement: boolean;
    readonly asSettlement: PalletSettlementError;
    readonly isReputation: boolean;
    readonly asReputation: PalletReputationError;
    readonly isAssuredJobs: boolean;
    readonly asAssuredJobs: PalletAssuredJobsError;
    readonly isCouncil: boolean;
    readonly asCouncil: PalletCollectiveError;
    readonly isTreasury: boolean;
    readonly asTreasury: PalletTreasuryError;
    readonly isWhitelist: boolean;
    readonly asWhitelist: PalletWhitelistError;
    readonly isProxy: boolean;
    readonly asProxy: PalletProxyError;
    readonly isMultisig: boolean;
    readonly asMultisig: PalletMultisigError;
    readonly isNfts: boolean;
    readonly asNfts: PalletNftsError;
    readonly type: 'System' | 'Balances' | 'Sudo' | 'Grandpa' | 'Utility' | 'DeviceRegistry' | 'ComputeJobs' | 'Settlement' | 'Reputation' | 'AssuredJobs' | 'Council' | 'Treasury' | 'Whitelist' | 'Proxy' | 'Multisig' | 'Nfts';
  }

} // declare module
