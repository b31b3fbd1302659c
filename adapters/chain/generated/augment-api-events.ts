// Made by `npm run chain:types` from the metadata of pallets/artifacts/runtime.wasm.zst; not to be edited.
/* eslint-disable */

// import type lookup before we augment - in some environments
// this is required to allow for ambient/previous definitions
import '@polkadot/api-base/types/events';

import type { ApiTypes, AugmentedEvent } from '@polkadot/api-base/types';
import type { Bytes, Null, Option, Result, U8aFixed, Vec, bool, u128, u16, u32, u64 } from '@polkadot/types-codec';
import type { ITuple } from '@polkadot/types-codec/types';
import type { AccountId32, H256 } from '@polkadot/types/interfaces/runtime';
import type { CocoPrimitivesAssuredVerdict, CocoPrimitivesDeviceDeviceStatus, CocoPrimitivesRecordUsageRecord, CocoPrimitivesReputationFaultKind, CocoRuntimeAccountsProxyType, CocoRuntimeGovernanceRuntimeParametersKey, CocoRuntimeGovernanceRuntimeParametersValue, CocoRuntimeRuntimeHoldReason, FrameSupportDispatchPostDispatchInfo, FrameSupportTokensMiscBalanceStatus, FrameSystemDispatchEventInfo, PalletBalancesUnexpectedKind, PalletMultisigTimepoint, PalletNftsAttributeNamespace, PalletNftsPalletAttributes, PalletNftsPriceWithDirection, PalletProxyDepositKind, SpConsensusGrandpaAppPublic, SpRuntimeDispatchError, SpRuntimeDispatchErrorWithPostInfo } from '@polkadot/types/lookup';

export type __AugmentedEvent<ApiType extends ApiTypes> = AugmentedEvent<ApiType>;

declare module '@polkadot/api-base/types/events' {
  interface AugmentedEvents<ApiType extends ApiTypes> {
    assuredJobs: {
      /**
       * A dispute is over. Its deposit went to the treasury when the arbiter decided and did not overturn, and back otherwise.
       **/
      DisputeResolved: AugmentedEvent<ApiType, [job: H256, verdict: CocoPrimitivesAssuredVerdict, decided: bool, overturned: bool], { job: H256, verdict: CocoPrimitivesAssuredVerdict, decided: bool, overturned: bool }>;
      /**
       * A device took a job; `held_planck` are held on the requester's account.
       **/
      JobAccepted: AugmentedEvent<ApiType, [job: H256, device: U8aFixed, owner: U8aFixed, lease: U8aFixed, heldPlanck: u128], { job: H256, device: U8aFixed, owner: U8aFixed, lease: U8aFixed, heldPlanck: u128 }>;
      /**
       * The requester took a job back before anybody accepted it.
       **/
      JobCancelled: AugmentedEvent<ApiType, [job: H256], { job: H256 }>;
      /**
       * A job's usage record is on chain. Votes can be committed, revealed, and the verdict disputed until these moments, Unix ms.
       **/
      JobDelivered: AugmentedEvent<ApiType, [job: H256, device: U8aFixed, recordHash: H256, record: CocoPrimitivesRecordUsageRecord, countersigned: bool, commitUntilMs: u64, revealUntilMs: u64, disputeUntilMs: u64], { job: H256, device: U8aFixed, recordHash: H256, record: CocoPrimitivesRecordUsageRecord, countersigned: bool, commitUntilMs: u64, revealUntilMs: u64, disputeUntilMs: u64 }>;
      /**
       * A party does not take the verdict. The arbiter has until `until_ms`.
       **/
      JobDisputed: AugmentedEvent<ApiType, [job: H256, by: AccountId32, verdict: CocoPrimitivesAssuredVerdict, evidence: H256, untilMs: u64], { job: H256, by: AccountId32, verdict: CocoPrimitivesAssuredVerdict, evidence: H256, untilMs: u64 }>;
      /**
       * A job's time ran out. What was held went back; a device that had started lost `slashed_planck` of its bond.
       **/
      JobExpired: AugmentedEvent<ApiType, [job: H256, refundedPlanck: u128, slashedPlanck: u128], { job: H256, refundedPlanck: u128, slashedPlanck: u128 }>;
      /**
       * The record is not the model's. The requester got `refunded_planck` back, and the device's bond lost `slashed_planck`.
       **/
      JobRefuted: AugmentedEvent<ApiType, [job: H256, device: U8aFixed, recordHash: H256, verifiersPlanck: u128, refundedPlanck: u128, slashedPlanck: u128], { job: H256, device: U8aFixed, recordHash: H256, verifiersPlanck: u128, refundedPlanck: u128, slashedPlanck: u128 }>;
      /**
       * The device's owner was paid `paid_planck`, the treasury `fee_planck`, the verifiers `verifiers_planck`; the rest went back.
       **/
      JobSettled: AugmentedEvent<ApiType, [job: H256, device: U8aFixed, recordHash: H256, paidPlanck: u128, feePlanck: u128, verifiersPlanck: u128, refundedPlanck: u128], { job: H256, device: U8aFixed, recordHash: H256, paidPlanck: u128, feePlanck: u128, verifiersPlanck: u128, refundedPlanck: u128 }>;
      /**
       * The device began.
       **/
      JobStarted: AugmentedEvent<ApiType, [job: H256], { job: H256 }>;
      /**
       * Somebody wants a job done, and says on which terms.
       **/
      JobSubmitted: AugmentedEvent<ApiType, [job: H256, requester: U8aFixed, operator: AccountId32, model: Bytes, maxPricePlanck: u128, deadlineMs: u64], { job: H256, requester: U8aFixed, operator: AccountId32, model: Bytes, maxPricePlanck: u128, deadlineMs: u64 }>;
      /**
       * A verifier's vote was proven wrong, or it never said how it voted.
       **/
      VerifierSlashed: AugmentedEvent<ApiType, [job: H256, verifier: U8aFixed, slashedPlanck: u128], { job: H256, verifier: U8aFixed, slashedPlanck: u128 }>;
      /**
       * A verifier voted and did not say how.
       **/
      VoteCommitted: AugmentedEvent<ApiType, [job: H256, verifier: U8aFixed], { job: H256, verifier: U8aFixed }>;
      /**
       * A verifier said how it voted, and what output it got itself.
       **/
      VoteRevealed: AugmentedEvent<ApiType, [job: H256, verifier: U8aFixed, verdict: CocoPrimitivesAssuredVerdict, outputDigest: U8aFixed], { job: H256, verifier: U8aFixed, verdict: CocoPrimitivesAssuredVerdict, outputDigest: U8aFixed }>;
    };
    balances: {
      /**
       * A balance was set by root.
       **/
      BalanceSet: AugmentedEvent<ApiType, [who: AccountId32, free: u128], { who: AccountId32, free: u128 }>;
      /**
       * Some amount was burned from an account.
       **/
      Burned: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * Some debt has been dropped from the Total Issuance.
       **/
      BurnedDebt: AugmentedEvent<ApiType, [amount: u128], { amount: u128 }>;
      /**
       * Held balance was burned from an account.
       **/
      BurnedHeld: AugmentedEvent<ApiType, [reason: CocoRuntimeRuntimeHoldReason, who: AccountId32, amount: u128], { reason: CocoRuntimeRuntimeHoldReason, who: AccountId32, amount: u128 }>;
      /**
       * Some amount was deposited (e.g. for transaction fees).
       **/
      Deposit: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * An account was removed whose balance was non-zero but below ExistentialDeposit,
       * resulting in an outright loss.
       **/
      DustLost: AugmentedEvent<ApiType, [account: AccountId32, amount: u128], { account: AccountId32, amount: u128 }>;
      /**
       * An account was created with some free balance.
       **/
      Endowed: AugmentedEvent<ApiType, [account: AccountId32, freeBalance: u128], { account: AccountId32, freeBalance: u128 }>;
      /**
       * Some balance was frozen.
       **/
      Frozen: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * Some balance was placed on hold.
       **/
      Held: AugmentedEvent<ApiType, [reason: CocoRuntimeRuntimeHoldReason, who: AccountId32, amount: u128], { reason: CocoRuntimeRuntimeHoldReason, who: AccountId32, amount: u128 }>;
      /**
       * Total issuance was increased by `amount`, creating a credit to be balanced.
       **/
      Issued: AugmentedEvent<ApiType, [amount: u128], { amount: u128 }>;
      /**
       * Some balance was locked.
       **/
      Locked: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * Some amount was minted into an account.
       **/
      Minted: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * Some credit was balanced and added to the TotalIssuance.
       **/
      MintedCredit: AugmentedEvent<ApiType, [amount: u128], { amount: u128 }>;
      /**
       * Some balance was released from hold.
       **/
      Released: AugmentedEvent<ApiType, [reason: CocoRuntimeRuntimeHoldReason, who: AccountId32, amount: u128], { reason: CocoRuntimeRuntimeHoldReason, who: AccountId32, amount: u128 }>;
      /**
       * Total issuance was decreased by `amount`, creating a debt to be balanced.
       **/
      Rescinded: AugmentedEvent<ApiType, [amount: u128], { amount: u128 }>;
      /**
       * Some balance was reserved (moved from free to reserved).
       **/
      Reserved: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * Some balance was moved from the reserve of the first account to the second account.
       * Final argument indicates the destination balance type.
       **/
      ReserveRepatriated: AugmentedEvent<ApiType, [from: AccountId32, to: AccountId32, amount: u128, destinationStatus: FrameSupportTokensMiscBalanceStatus], { from: AccountId32, to: AccountId32, amount: u128, destinationStatus: FrameSupportTokensMiscBalanceStatus }>;
      /**
       * Some amount was restored into an account.
       **/
      Restored: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * Some amount was removed from the account (e.g. for misbehavior).
       **/
      Slashed: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * Some amount was suspended from an account (it can be restored later).
       **/
      Suspended: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * Some balance was thawed.
       **/
      Thawed: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * The `TotalIssuance` was forcefully changed.
       **/
      TotalIssuanceForced: AugmentedEvent<ApiType, [old: u128, new_: u128], { old: u128, new_: u128 }>;
      /**
       * Transfer succeeded.
       **/
      Transfer: AugmentedEvent<ApiType, [from: AccountId32, to: AccountId32, amount: u128], { from: AccountId32, to: AccountId32, amount: u128 }>;
      /**
       * The `transferred` balance is placed on hold at the `dest` account.
       **/
      TransferAndHold: AugmentedEvent<ApiType, [reason: CocoRuntimeRuntimeHoldReason, source: AccountId32, dest: AccountId32, transferred: u128], { reason: CocoRuntimeRuntimeHoldReason, source: AccountId32, dest: AccountId32, transferred: u128 }>;
      /**
       * A transfer of `amount` on hold from `source` to `dest` was initiated.
       **/
      TransferOnHold: AugmentedEvent<ApiType, [reason: CocoRuntimeRuntimeHoldReason, source: AccountId32, dest: AccountId32, amount: u128], { reason: CocoRuntimeRuntimeHoldReason, source: AccountId32, dest: AccountId32, amount: u128 }>;
      /**
       * An unexpected/defensive event was triggered.
       **/
      Unexpected: AugmentedEvent<ApiType, [PalletBalancesUnexpectedKind]>;
      /**
       * Some balance was unlocked.
       **/
      Unlocked: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * Some balance was unreserved (moved from reserved to free).
       **/
      Unreserved: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
      /**
       * An account was upgraded.
       **/
      Upgraded: AugmentedEvent<ApiType, [who: AccountId32], { who: AccountId32 }>;
      /**
       * Some amount was withdrawn from the account (e.g. for transaction fees).
       **/
      Withdraw: AugmentedEvent<ApiType, [who: AccountId32, amount: u128], { who: AccountId32, amount: u128 }>;
    };
    computeJobs: {
      /**
       * A device took a job under a lease.
       **/
      JobAccepted: AugmentedEvent<ApiType, [job: H256, device: U8aFixed, owner: U8aFixed, lease: U8aFixed], { job: H256, device: U8aFixed, owner: U8aFixed, lease: U8aFixed }>;
      /**
       * The requester took a job back before anybody accepted it.
       **/
      JobCancelled: AugmentedEvent<ApiType, [job: H256], { job: H256 }>;
      /**
       * A job's usage record, signed by both sides, was checked and counted.
       **/
      JobCompleted: AugmentedEvent<ApiType, [job: H256, device: U8aFixed, requester: U8aFixed, owner: U8aFixed, recordHash: H256, pricePlanck: u128, record: CocoPrimitivesRecordUsageRecord], { job: H256, device: U8aFixed, requester: U8aFixed, owner: U8aFixed, recordHash: H256, pricePlanck: u128, record: CocoPrimitivesRecordUsageRecord }>;
      /**
       * A job's time ran out.
       **/
      JobExpired: AugmentedEvent<ApiType, [job: H256], { job: H256 }>;
      /**
       * Somebody wants a job done.
       **/
      JobSubmitted: AugmentedEvent<ApiType, [job: H256, requester: U8aFixed, operator: AccountId32, model: Bytes, maxPricePlanck: u128, deadlineMs: u64], { job: H256, requester: U8aFixed, operator: AccountId32, model: Bytes, maxPricePlanck: u128, deadlineMs: u64 }>;
    };
    council: {
      /**
       * A motion was approved by the required threshold.
       **/
      Approved: AugmentedEvent<ApiType, [proposalHash: H256], { proposalHash: H256 }>;
      /**
       * A proposal was closed because its threshold was reached or after its duration was up.
       **/
      Closed: AugmentedEvent<ApiType, [proposalHash: H256, yes: u32, no: u32], { proposalHash: H256, yes: u32, no: u32 }>;
      /**
       * A motion was not approved by the required threshold.
       **/
      Disapproved: AugmentedEvent<ApiType, [proposalHash: H256], { proposalHash: H256 }>;
      /**
       * A motion was executed; result will be `Ok` if it returned without error.
       **/
      Executed: AugmentedEvent<ApiType, [proposalHash: H256, result: Result<Null, SpRuntimeDispatchError>], { proposalHash: H256, result: Result<Null, SpRuntimeDispatchError> }>;
      /**
       * A proposal was killed.
       **/
      Killed: AugmentedEvent<ApiType, [proposalHash: H256], { proposalHash: H256 }>;
      /**
       * A single member did some action; result will be `Ok` if it returned without error.
       **/
      MemberExecuted: AugmentedEvent<ApiType, [proposalHash: H256, result: Result<Null, SpRuntimeDispatchError>], { proposalHash: H256, result: Result<Null, SpRuntimeDispatchError> }>;
      /**
       * Some cost for storing a proposal was burned.
       **/
      ProposalCostBurned: AugmentedEvent<ApiType, [proposalHash: H256, who: AccountId32], { proposalHash: H256, who: AccountId32 }>;
      /**
       * Some cost for storing a proposal was released.
       **/
      ProposalCostReleased: AugmentedEvent<ApiType, [proposalHash: H256, who: AccountId32], { proposalHash: H256, who: AccountId32 }>;
      /**
       * A motion (given hash) has been proposed (by given account) with a threshold (given
       * `MemberCount`).
       **/
      Proposed: AugmentedEvent<ApiType, [account: AccountId32, proposalIndex: u32, proposalHash: H256, threshold: u32], { account: AccountId32, proposalIndex: u32, proposalHash: H256, threshold: u32 }>;
      /**
       * A motion (given hash) has been voted on by given account, leaving
       * a tally (yes votes and no votes given respectively as `MemberCount`).
       **/
      Voted: AugmentedEvent<ApiType, [account: AccountId32, proposalHash: H256, voted: bool, yes: u32, no: u32], { account: AccountId32, proposalHash: H256, voted: bool, yes: u32, no: u32 }>;
    };
    deviceRegistry: {
      /**
       * What came back of a device's bond is its owner's again.
       **/
      BondWithdrawn: AugmentedEvent<ApiType, [device: U8aFixed, owner: U8aFixed, planck: u128], { device: U8aFixed, owner: U8aFixed, planck: u128 }>;
      /**
       * An owner put up `added_planck` for a device, of whose bond `active_planck` are now active.
       **/
      DeviceBonded: AugmentedEvent<ApiType, [device: U8aFixed, addedPlanck: u128, activePlanck: u128], { device: U8aFixed, addedPlanck: u128, activePlanck: u128 }>;
      /**
       * A device is alive. `at_ms` is the chain's time.
       **/
      DeviceHeartbeat: AugmentedEvent<ApiType, [device: U8aFixed, atMs: u64], { device: U8aFixed, atMs: u64 }>;
      /**
       * A device said anew what it can do.
       **/
      DeviceMetadataUpdated: AugmentedEvent<ApiType, [device: U8aFixed], { device: U8aFixed }>;
      /**
       * An owner offers a device to another one. An offer before this is void.
       **/
      DeviceOffered: AugmentedEvent<ApiType, [device: U8aFixed, to: U8aFixed], { device: U8aFixed, to: U8aFixed }>;
      /**
       * An offer is void: its owner or who was offered the device withdrew it, or the device got another key.
       **/
      DeviceOfferWithdrawn: AugmentedEvent<ApiType, [device: U8aFixed], { device: U8aFixed }>;
      /**
       * A device entered the registry, active.
       **/
      DeviceRegistered: AugmentedEvent<ApiType, [device: U8aFixed, owner: U8aFixed, operator: AccountId32], { device: U8aFixed, owner: U8aFixed, operator: AccountId32 }>;
      /**
       * A device goes on under `new`; `old` is burned.
       **/
      DeviceRekeyed: AugmentedEvent<ApiType, [old: U8aFixed, new_: U8aFixed], { old: U8aFixed, new_: U8aFixed }>;
      /**
       * A fault of a device cost its owner `slashed_planck`, the sum of the three shares.
       **/
      DeviceSlashed: AugmentedEvent<ApiType, [device: U8aFixed, owner: U8aFixed, slashedPlanck: u128, requesterPlanck: u128, reporterPlanck: u128, treasuryPlanck: u128], { device: U8aFixed, owner: U8aFixed, slashedPlanck: u128, requesterPlanck: u128, reporterPlanck: u128, treasuryPlanck: u128 }>;
      /**
       * A device takes jobs, takes none for now, or is gone for good.
       **/
      DeviceStatusChanged: AugmentedEvent<ApiType, [device: U8aFixed, status: CocoPrimitivesDeviceDeviceStatus], { device: U8aFixed, status: CocoPrimitivesDeviceDeviceStatus }>;
      /**
       * A device changed hands.
       **/
      DeviceTransferred: AugmentedEvent<ApiType, [device: U8aFixed, from: U8aFixed, to: U8aFixed], { device: U8aFixed, from: U8aFixed, to: U8aFixed }>;
      /**
       * A part of a device's bond is on its way back, and stays slashable until `until_ms` at least.
       **/
      DeviceUnbonding: AugmentedEvent<ApiType, [device: U8aFixed, planck: u128, untilMs: u64], { device: U8aFixed, planck: u128, untilMs: u64 }>;
    };
    grandpa: {
      /**
       * New authority set has been applied.
       **/
      NewAuthorities: AugmentedEvent<ApiType, [authoritySet: Vec<ITuple<[SpConsensusGrandpaAppPublic, u64]>>], { authoritySet: Vec<ITuple<[SpConsensusGrandpaAppPublic, u64]>> }>;
      /**
       * Current authority set has been paused.
       **/
      Paused: AugmentedEvent<ApiType, []>;
      /**
       * Current authority set has been resumed.
       **/
      Resumed: AugmentedEvent<ApiType, []>;
    };
    multisig: {
      /**
       * The deposit for a multisig operation has been updated/poked.
       **/
      DepositPoked: AugmentedEvent<ApiType, [who: AccountId32, callHash: U8aFixed, oldDeposit: u128, newDeposit: u128], { who: AccountId32, callHash: U8aFixed, oldDeposit: u128, newDeposit: u128 }>;
      /**
       * A multisig operation has been approved by someone.
       **/
      MultisigApproval: AugmentedEvent<ApiType, [approving: AccountId32, timepoint: PalletMultisigTimepoint, multisig: AccountId32, callHash: U8aFixed], { approving: AccountId32, timepoint: PalletMultisigTimepoint, multisig: AccountId32, callHash: U8aFixed }>;
      /**
       * A multisig operation has been cancelled.
       **/
      MultisigCancelled: AugmentedEvent<ApiType, [cancelling: AccountId32, timepoint: PalletMultisigTimepoint, multisig: AccountId32, callHash: U8aFixed], { cancelling: AccountId32, timepoint: PalletMultisigTimepoint, multisig: AccountId32, callHash: U8aFixed }>;
      /**
       * A multisig operation has been executed.
       **/
      MultisigExecuted: AugmentedEvent<ApiType, [approving: AccountId32, timepoint: PalletMultisigTimepoint, multisig: AccountId32, callHash: U8aFixed, result: Result<Null, SpRuntimeDispatchError>], { approving: AccountId32, timepoint: PalletMultisigTimepoint, multisig: AccountId32, callHash: U8aFixed, result: Result<Null, SpRuntimeDispatchError> }>;
      /**
       * A new multisig operation has begun.
       **/
      NewMultisig: AugmentedEvent<ApiType, [approving: AccountId32, multisig: AccountId32, callHash: U8aFixed], { approving: AccountId32, multisig: AccountId32, callHash: U8aFixed }>;
    };
    nfts: {
      /**
       * All approvals of an item got cancelled.
       **/
      AllApprovalsCancelled: AugmentedEvent<ApiType, [collection: u32, item: u32, owner: AccountId32], { collection: u32, item: u32, owner: AccountId32 }>;
      /**
       * An approval for a `delegate` account to transfer the `item` of an item
       * `collection` was cancelled by its `owner`.
       **/
      ApprovalCancelled: AugmentedEvent<ApiType, [collection: u32, item: u32, owner: AccountId32, delegate: AccountId32], { collection: u32, item: u32, owner: AccountId32, delegate: AccountId32 }>;
      /**
       * Attribute metadata has been cleared for a `collection` or `item`.
       **/
      AttributeCleared: AugmentedEvent<ApiType, [collection: u32, maybeItem: Option<u32>, key: Bytes, namespace: PalletNftsAttributeNamespace], { collection: u32, maybeItem: Option<u32>, key: Bytes, namespace: PalletNftsAttributeNamespace }>;
      /**
       * New attribute metadata has been set for a `collection` or `item`.
       **/
      AttributeSet: AugmentedEvent<ApiType, [collection: u32, maybeItem: Option<u32>, key: Bytes, value: Bytes, namespace: PalletNftsAttributeNamespace], { collection: u32, maybeItem: Option<u32>, key: Bytes, value: Bytes, namespace: PalletNftsAttributeNamespace }>;
      /**
       * An `item` was destroyed.
       **/
      Burned: AugmentedEvent<ApiType, [collection: u32, item: u32, owner: AccountId32], { collection: u32, item: u32, owner: AccountId32 }>;
      /**
       * A `collection` has had its config changed by the `Force` origin.
       **/
      CollectionConfigChanged: AugmentedEvent<ApiType, [collection: u32], { collection: u32 }>;
      /**
       * Some `collection` was locked.
       **/
      CollectionLocked: AugmentedEvent<ApiType, [collection: u32], { collection: u32 }>;
      /**
       * Max supply has been set for a collection.
       **/
      CollectionMaxSupplySet: AugmentedEvent<ApiType, [collection: u32, maxSupply: u32], { collection: u32, maxSupply: u32 }>;
      /**
       * Metadata has been cleared for a `collection`.
       **/
      CollectionMetadataCleared: AugmentedEvent<ApiType, [collection: u32], { collection: u32 }>;
      /**
       * New metadata has been set for a `collection`.
       **/
      CollectionMetadataSet: AugmentedEvent<ApiType, [collection: u32, data: Bytes], { collection: u32, data: Bytes }>;
      /**
       * Mint settings for a collection had changed.
       **/
      CollectionMintSettingsUpdated: AugmentedEvent<ApiType, [collection: u32], { collection: u32 }>;
      /**
       * A `collection` was created.
       **/
      Created: AugmentedEvent<ApiType, [collection: u32, creator: AccountId32, owner: AccountId32], { collection: u32, creator: AccountId32, owner: AccountId32 }>;
      /**
       * A `collection` was destroyed.
       **/
      Destroyed: AugmentedEvent<ApiType, [collection: u32], { collection: u32 }>;
      /**
       * A `collection` was force-created.
       **/
      ForceCreated: AugmentedEvent<ApiType, [collection: u32, owner: AccountId32], { collection: u32, owner: AccountId32 }>;
      /**
       * An `item` was issued.
       **/
      Issued: AugmentedEvent<ApiType, [collection: u32, item: u32, owner: AccountId32], { collection: u32, item: u32, owner: AccountId32 }>;
      /**
       * A new approval to modify item attributes was added.
       **/
      ItemAttributesApprovalAdded: AugmentedEvent<ApiType, [collection: u32, item: u32, delegate: AccountId32], { collection: u32, item: u32, delegate: AccountId32 }>;
      /**
       * A new approval to modify item attributes was removed.
       **/
      ItemAttributesApprovalRemoved: AugmentedEvent<ApiType, [collection: u32, item: u32, delegate: AccountId32], { collection: u32, item: u32, delegate: AccountId32 }>;
      /**
       * An item was bought.
       **/
      ItemBought: AugmentedEvent<ApiType, [collection: u32, item: u32, price: u128, seller: AccountId32, buyer: AccountId32], { collection: u32, item: u32, price: u128, seller: AccountId32, buyer: AccountId32 }>;
      /**
       * Metadata has been cleared for an item.
       **/
      ItemMetadataCleared: AugmentedEvent<ApiType, [collection: u32, item: u32], { collection: u32, item: u32 }>;
      /**
       * New metadata has been set for an item.
       **/
      ItemMetadataSet: AugmentedEvent<ApiType, [collection: u32, item: u32, data: Bytes], { collection: u32, item: u32, data: Bytes }>;
      /**
       * The price for the item was removed.
       **/
      ItemPriceRemoved: AugmentedEvent<ApiType, [collection: u32, item: u32], { collection: u32, item: u32 }>;
      /**
       * The price was set for the item.
       **/
      ItemPriceSet: AugmentedEvent<ApiType, [collection: u32, item: u32, price: u128, whitelistedBuyer: Option<AccountId32>], { collection: u32, item: u32, price: u128, whitelistedBuyer: Option<AccountId32> }>;
      /**
       * `item` metadata or attributes were locked.
       **/
      ItemPropertiesLocked: AugmentedEvent<ApiType, [collection: u32, item: u32, lockMetadata: bool, lockAttributes: bool], { collection: u32, item: u32, lockMetadata: bool, lockAttributes: bool }>;
      /**
       * An `item` became non-transferable.
       **/
      ItemTransferLocked: AugmentedEvent<ApiType, [collection: u32, item: u32], { collection: u32, item: u32 }>;
      /**
       * An `item` became transferable.
       **/
      ItemTransferUnlocked: AugmentedEvent<ApiType, [collection: u32, item: u32], { collection: u32, item: u32 }>;
      /**
       * Event gets emitted when the `NextCollectionId` gets incremented.
       **/
      NextCollectionIdIncremented: AugmentedEvent<ApiType, [nextId: Option<u32>], { nextId: Option<u32> }>;
      /**
       * The owner changed.
       **/
      OwnerChanged: AugmentedEvent<ApiType, [collection: u32, newOwner: AccountId32], { collection: u32, newOwner: AccountId32 }>;
      /**
       * Ownership acceptance has changed for an account.
       **/
      OwnershipAcceptanceChanged: AugmentedEvent<ApiType, [who: AccountId32, maybeCollection: Option<u32>], { who: AccountId32, maybeCollection: Option<u32> }>;
      /**
       * A new attribute in the `Pallet` namespace was set for the `collection` or an `item`
       * within that `collection`.
       **/
      PalletAttributeSet: AugmentedEvent<ApiType, [collection: u32, item: Option<u32>, attribute: PalletNftsPalletAttributes, value: Bytes], { collection: u32, item: Option<u32>, attribute: PalletNftsPalletAttributes, value: Bytes }>;
      /**
       * New attributes have been set for an `item` of the `collection`.
       **/
      PreSignedAttributesSet: AugmentedEvent<ApiType, [collection: u32, item: u32, namespace: PalletNftsAttributeNamespace], { collection: u32, item: u32, namespace: PalletNftsAttributeNamespace }>;
      /**
       * The deposit for a set of `item`s within a `collection` has been updated.
       **/
      Redeposited: AugmentedEvent<ApiType, [collection: u32, successfulItems: Vec<u32>], { collection: u32, successfulItems: Vec<u32> }>;
      /**
       * The swap was cancelled.
       **/
      SwapCancelled: AugmentedEvent<ApiType, [offeredCollection: u32, offeredItem: u32, desiredCollection: u32, desiredItem: Option<u32>, price: Option<PalletNftsPriceWithDirection>, deadline: u32], { offeredCollection: u32, offeredItem: u32, desiredCollection: u32, desiredItem: Option<u32>, price: Option<PalletNftsPriceWithDirection>, deadline: u32 }>;
      /**
       * The swap has been claimed.
       **/
      SwapClaimed: AugmentedEvent<ApiType, [sentCollection: u32, sentItem: u32, sentItemOwner: AccountId32, receivedCollection: u32, receivedItem: u32, receivedItemOwner: AccountId32, price: Option<PalletNftsPriceWithDirection>, deadline: u32], { sentCollection: u32, sentItem: u32, sentItemOwner: AccountId32, receivedCollection: u32, receivedItem: u32, receivedItemOwner: AccountId32, price: Option<PalletNftsPriceWithDirection>, deadline: u32 }>;
      /**
       * An `item` swap intent was created.
       **/
      SwapCreated: AugmentedEvent<ApiType, [offeredCollection: u32, offeredItem: u32, desiredCollection: u32, desiredItem: Option<u32>, price: Option<PalletNftsPriceWithDirection>, deadline: u32], { offeredCollection: u32, offeredItem: u32, desiredCollection: u32, desiredItem: Option<u32>, price: Option<PalletNftsPriceWithDirection>, deadline: u32 }>;
      /**
       * The management team changed.
       **/
      TeamChanged: AugmentedEvent<ApiType, [collection: u32, issuer: Option<AccountId32>, admin: Option<AccountId32>, freezer: Option<AccountId32>], { collection: u32, issuer: Option<AccountId32>, admin: Option<AccountId32>, freezer: Option<AccountId32> }>;
      /**
       * A tip was sent.
       **/
      TipSent: AugmentedEvent<ApiType, [collection: u32, item: u32, sender: AccountId32, receiver: AccountId32, amount: u128], { collection: u32, item: u32, sender: AccountId32, receiver: AccountId32, amount: u128 }>;
      /**
       * An `item` of a `collection` has been approved by the `owner` for transfer by
       * a `delegate`.
       **/
      TransferApproved: AugmentedEvent<ApiType, [collection: u32, item: u32, owner: AccountId32, delegate: AccountId32, deadline: Option<u32>], { collection: u32, item: u32, owner: AccountId32, delegate: AccountId32, deadline: Option<u32> }>;
      /**
       * An `item` was transferred.
       **/
      Transferred: AugmentedEvent<ApiType, [collection: u32, item: u32, from: AccountId32, to: AccountId32], { collection: u32, item: u32, from: AccountId32, to: AccountId32 }>;
    };
    parameters: {
      /**
       * A Parameter was set.
       *
       * Is also emitted when the value was not changed.
       **/
      Updated: AugmentedEvent<ApiType, [key: CocoRuntimeGovernanceRuntimeParametersKey, oldValue: Option<CocoRuntimeGovernanceRuntimeParametersValue>, newValue: Option<CocoRuntimeGovernanceRuntimeParametersValue>], { key: CocoRuntimeGovernanceRuntimeParametersKey, oldValue: Option<CocoRuntimeGovernanceRuntimeParametersValue>, newValue: Option<CocoRuntimeGovernanceRuntimeParametersValue> }>;
    };
    proxy: {
      /**
       * An announcement was placed to make a call in the future.
       **/
      Announced: AugmentedEvent<ApiType, [real: AccountId32, proxy: AccountId32, callHash: H256], { real: AccountId32, proxy: AccountId32, callHash: H256 }>;
      /**
       * A deposit stored for proxies or announcements was poked / updated.
       **/
      DepositPoked: AugmentedEvent<ApiType, [who: AccountId32, kind: PalletProxyDepositKind, oldDeposit: u128, newDeposit: u128], { who: AccountId32, kind: PalletProxyDepositKind, oldDeposit: u128, newDeposit: u128 }>;
      /**
       * A proxy was added.
       **/
      ProxyAdded: AugmentedEvent<ApiType, [delegator: AccountId32, delegatee: AccountId32, proxyType: CocoRuntimeAccountsProxyType, delay: u32], { delegator: AccountId32, delegatee: AccountId32, proxyType: CocoRuntimeAccountsProxyType, delay: u32 }>;
      /**
       * A proxy was executed correctly, with the given.
       **/
      ProxyExecuted: AugmentedEvent<ApiType, [result: Result<Null, SpRuntimeDispatchError>], { result: Result<Null, SpRuntimeDispatchError> }>;
      /**
       * A proxy was removed.
       **/
      ProxyRemoved: AugmentedEvent<ApiType, [delegator: AccountId32, delegatee: AccountId32, proxyType: CocoRuntimeAccountsProxyType, delay: u32], { delegator: AccountId32, delegatee: AccountId32, proxyType: CocoRuntimeAccountsProxyType, delay: u32 }>;
      /**
       * A pure account has been created by new proxy with given
       * disambiguation index and proxy type.
       **/
      PureCreated: AugmentedEvent<ApiType, [pure: AccountId32, who: AccountId32, proxyType: CocoRuntimeAccountsProxyType, disambiguationIndex: u16, at: u32, extrinsicIndex: u32], { pure: AccountId32, who: AccountId32, proxyType: CocoRuntimeAccountsProxyType, disambiguationIndex: u16, at: u32, extrinsicIndex: u32 }>;
      /**
       * A pure proxy was killed by its spawner.
       **/
      PureKilled: AugmentedEvent<ApiType, [pure: AccountId32, spawner: AccountId32, proxyType: CocoRuntimeAccountsProxyType, disambiguationIndex: u16], { pure: AccountId32, spawner: AccountId32, proxyType: CocoRuntimeAccountsProxyType, disambiguationIndex: u16 }>;
    };
    reputation: {
      /**
       * A device's fault counted this much against it.
       **/
      FaultNoted: AugmentedEvent<ApiType, [device: U8aFixed, model: Bytes, kind: CocoPrimitivesReputationFaultKind, weightMicros: u64], { device: U8aFixed, model: Bytes, kind: CocoPrimitivesReputationFaultKind, weightMicros: u64 }>;
      /**
       * What was known of one key is known of another from now on.
       **/
      ReputationTransferred: AugmentedEvent<ApiType, [old: U8aFixed, new_: U8aFixed], { old: U8aFixed, new_: U8aFixed }>;
      /**
       * A device's work counted this much for it.
       **/
      WorkNoted: AugmentedEvent<ApiType, [device: U8aFixed, model: Bytes, weightMicros: u64], { device: U8aFixed, model: Bytes, weightMicros: u64 }>;
    };
    settlement: {
      /**
       * A channel is closed; what was not claimed went back to the payer.
       **/
      ChannelClosed: AugmentedEvent<ApiType, [channel: H256, claimedPlanck: u128, refundedPlanck: u128], { channel: H256, claimedPlanck: u128, refundedPlanck: u128 }>;
      /**
       * The payer closed; claims count until `until_ms`, by the chain's clock.
       **/
      ChannelClosing: AugmentedEvent<ApiType, [channel: H256, untilMs: u64], { channel: H256, untilMs: u64 }>;
      /**
       * A payer put a deposit into a new channel.
       **/
      ChannelOpened: AugmentedEvent<ApiType, [channel: H256, payer: AccountId32, device: U8aFixed, owner: U8aFixed, voucherKey: U8aFixed, depositPlanck: u128], { channel: H256, payer: AccountId32, device: U8aFixed, owner: U8aFixed, voucherKey: U8aFixed, depositPlanck: u128 }>;
      /**
       * A payer added to a channel's deposit, which is now `deposit_planck`.
       **/
      ChannelToppedUp: AugmentedEvent<ApiType, [channel: H256, addedPlanck: u128, depositPlanck: u128], { channel: H256, addedPlanck: u128, depositPlanck: u128 }>;
      /**
       * A usage record is under what was claimed in a channel.
       **/
      RecordProven: AugmentedEvent<ApiType, [channel: H256, recordHash: H256, index: u32, job: H256], { channel: H256, recordHash: H256, index: u32, job: H256 }>;
      /**
       * A voucher was paid: `paid_planck` to the owner, `fee_planck` to the treasury. The rest is what the channel now keeps.
       **/
      VoucherClaimed: AugmentedEvent<ApiType, [channel: H256, paidPlanck: u128, feePlanck: u128, claimedPlanck: u128, recordsRoot: H256, recordCount: u32], { channel: H256, paidPlanck: u128, feePlanck: u128, claimedPlanck: u128, recordsRoot: H256, recordCount: u32 }>;
    };
    sudo: {
      /**
       * The sudo key has been updated.
       **/
      KeyChanged: AugmentedEvent<ApiType, [old: Option<AccountId32>, new_: AccountId32], { old: Option<AccountId32>, new_: AccountId32 }>;
      /**
       * The key was permanently removed.
       **/
      KeyRemoved: AugmentedEvent<ApiType, []>;
      /**
       * A sudo call just took place.
       **/
      Sudid: AugmentedEvent<ApiType, [sudoResult: Result<Null, SpRuntimeDispatchError>], { sudoResult: Result<Null, SpRuntimeDispatchError> }>;
      /**
       * A [sudo_as](Pallet::sudo_as) call just took place.
       **/
      SudoAsDone: AugmentedEvent<ApiType, [sudoResult: Result<Null, SpRuntimeDispatchError>], { sudoResult: Result<Null, SpRuntimeDispatchError> }>;
    };
    system: {
      /**
       * `:code` was updated to the code with the given hash.
       **/
      CodeUpdated: AugmentedEvent<ApiType, [hash_: H256], { hash_: H256 }>;
      /**
       * An extrinsic failed.
       **/
      ExtrinsicFailed: AugmentedEvent<ApiType, [dispatchError: SpRuntimeDispatchError, dispatchInfo: FrameSystemDispatchEventInfo], { dispatchError: SpRuntimeDispatchError, dispatchInfo: FrameSystemDispatchEventInfo }>;
      /**
       * An extrinsic completed successfully.
       **/
      ExtrinsicSuccess: AugmentedEvent<ApiType, [dispatchInfo: FrameSystemDispatchEventInfo], { dispatchInfo: FrameSystemDispatchEventInfo }>;
      /**
       * An account was reaped.
       **/
      KilledAccount: AugmentedEvent<ApiType, [account: AccountId32], { account: AccountId32 }>;
      /**
       * A new account was created.
       **/
      NewAccount: AugmentedEvent<ApiType, [account: AccountId32], { account: AccountId32 }>;
      /**
       * An invalid authorized upgrade was rejected while trying to apply it.
       **/
      RejectedInvalidAuthorizedUpgrade: AugmentedEvent<ApiType, [codeHash: H256, error: SpRuntimeDispatchError], { codeHash: H256, error: SpRuntimeDispatchError }>;
      /**
       * On on-chain remark happened.
       **/
      Remarked: AugmentedEvent<ApiType, [sender: AccountId32, hash_: H256], { sender: AccountId32, hash_: H256 }>;
      /**
       * An upgrade was authorized.
       **/
      UpgradeAuthorized: AugmentedEvent<ApiType, [codeHash: H256, checkVersion: bool], { codeHash: H256, checkVersion: bool }>;
    };
    transactionPayment: {
      /**
       * A transaction fee `actual_fee`, of which `tip` was added to the minimum inclusion fee,
       * has been paid by `who`.
       **/
      TransactionFeePaid: AugmentedEvent<ApiType, [who: AccountId32, actualFee: u128, tip: u128], { who: AccountId32, actualFee: u128, tip: u128 }>;
    };
    treasury: {
      /**
       * A new asset spend proposal has been approved.
       **/
      AssetSpendApproved: AugmentedEvent<ApiType, [index: u32, assetKind: Null, amount: u128, beneficiary: AccountId32, validFrom: u32, expireAt: u32], { index: u32, assetKind: Null, amount: u128, beneficiary: AccountId32, validFrom: u32, expireAt: u32 }>;
      /**
       * An approved spend was voided.
       **/
      AssetSpendVoided: AugmentedEvent<ApiType, [index: u32], { index: u32 }>;
      /**
       * Some funds have been allocated.
       **/
      Awarded: AugmentedEvent<ApiType, [proposalIndex: u32, award: u128, account: AccountId32], { proposalIndex: u32, award: u128, account: AccountId32 }>;
      /**
       * Some of our funds have been burnt.
       **/
      Burnt: AugmentedEvent<ApiType, [burntFunds: u128], { burntFunds: u128 }>;
      /**
       * Some funds have been deposited.
       **/
      Deposit: AugmentedEvent<ApiType, [value: u128], { value: u128 }>;
      /**
       * A payment happened.
       **/
      Paid: AugmentedEvent<ApiType, [index: u32, paymentId: Null], { index: u32, paymentId: Null }>;
      /**
       * A payment failed and can be retried.
       **/
      PaymentFailed: AugmentedEvent<ApiType, [index: u32, paymentId: Null], { index: u32, paymentId: Null }>;
      /**
       * Spending has finished; this is the amount that rolls over until next spend.
       **/
      Rollover: AugmentedEvent<ApiType, [rolloverBalance: u128], { rolloverBalance: u128 }>;
      /**
       * A new spend proposal has been approved.
       **/
      SpendApproved: AugmentedEvent<ApiType, [proposalIndex: u32, amount: u128, beneficiary: AccountId32], { proposalIndex: u32, amount: u128, beneficiary: AccountId32 }>;
      /**
       * We have ended a spend period and will now allocate funds.
       **/
      Spending: AugmentedEvent<ApiType, [budgetRemaining: u128], { budgetRemaining: u128 }>;
      /**
       * A spend was processed and removed from the storage. It might have been successfully
       * paid or it may have expired.
       **/
      SpendProcessed: AugmentedEvent<ApiType, [index: u32], { index: u32 }>;
      /**
       * The inactive funds of the pallet have been updated.
       **/
      UpdatedInactive: AugmentedEvent<ApiType, [reactivated: u128, deactivated: u128], { reactivated: u128, deactivated: u128 }>;
    };
    utility: {
      /**
       * Batch of dispatches completed fully with no error.
       **/
      BatchCompleted: AugmentedEvent<ApiType, []>;
      /**
       * Batch of dispatches completed but has errors.
       **/
      BatchCompletedWithErrors: AugmentedEvent<ApiType, []>;
      /**
       * Batch of dispatches did not complete fully. Index of first failing dispatch given, as
       * well as the error.
       **/
      BatchInterrupted: AugmentedEvent<ApiType, [index: u32, error: SpRuntimeDispatchError], { index: u32, error: SpRuntimeDispatchError }>;
      /**
       * A call was dispatched.
       **/
      DispatchedAs: AugmentedEvent<ApiType, [result: Result<Null, SpRuntimeDispatchError>], { result: Result<Null, SpRuntimeDispatchError> }>;
      /**
       * The fallback call was dispatched.
       **/
      IfElseFallbackCalled: AugmentedEvent<ApiType, [mainError: SpRuntimeDispatchError], { mainError: SpRuntimeDispatchError }>;
      /**
       * Main call was dispatched.
       **/
      IfElseMainSuccess: AugmentedEvent<ApiType, []>;
      /**
       * A single item within a Batch of dispatches has completed with no error.
       **/
      ItemCompleted: AugmentedEvent<ApiType, []>;
      /**
       * A single item within a Batch of dispatches has completed with error.
       **/
      ItemFailed: AugmentedEvent<ApiType, [error: SpRuntimeDispatchError], { error: SpRuntimeDispatchError }>;
    };
    whitelist: {
      CallWhitelisted: AugmentedEvent<ApiType, [callHash: H256], { callHash: H256 }>;
      /**
       * A relayer (signed origin) executed a deferred dispatch.
       *
       * Emitted whenever the deferred entry is consumed by a relayer, regardless of whether the
       * inner call itself succeeded; the inner call's outcome is reported separately by
       * [`Event::WhitelistedCallDispatched`].
       **/
      DeferredDispatchExecuted: AugmentedEvent<ApiType, [callHash: H256, who: AccountId32], { callHash: H256, who: AccountId32 }>;
      /**
       * A deferred dispatch entry has been removed after expiration.
       **/
      DeferredDispatchRemoved: AugmentedEvent<ApiType, [callHash: H256], { callHash: H256 }>;
      /**
       * A call dispatch has been deferred to a future provided block.
       **/
      DispatchDeferred: AugmentedEvent<ApiType, [callHash: H256], { callHash: H256 }>;
      WhitelistedCallDispatched: AugmentedEvent<ApiType, [callHash: H256, result: Result<FrameSupportDispatchPostDispatchInfo, SpRuntimeDispatchErrorWithPostInfo>], { callHash: H256, result: Result<FrameSupportDispatchPostDispatchInfo, SpRuntimeDispatchErrorWithPostInfo> }>;
      WhitelistedCallRemoved: AugmentedEvent<ApiType, [callHash: H256], { callHash: H256 }>;
    };
  } // AugmentedEvents
} // declare module
