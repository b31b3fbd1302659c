// Made by `npm run chain:types` from the metadata of pallets/artifacts/runtime.wasm.zst; not to be edited.
/* eslint-disable */

// import type lookup before we augment - in some environments
// this is required to allow for ambient/previous definitions
import '@polkadot/api-base/types/errors';

import type { ApiTypes, AugmentedError } from '@polkadot/api-base/types';

export type __AugmentedError<ApiType extends ApiTypes> = AugmentedError<ApiType>;

declare module '@polkadot/api-base/types/errors' {
  interface AugmentedErrors<ApiType extends ApiTypes> {
    assuredJobs: {
      /**
       * The device accepted too long ago, or in the future, by the chain's clock.
       **/
      AcceptanceStale: AugmentedError<ApiType>;
      /**
       * The verifier voted already.
       **/
      AlreadyVoted: AugmentedError<ApiType>;
      /**
       * The signature is not the device's over this message on this chain.
       **/
      BadDeviceSignature: AugmentedError<ApiType>;
      /**
       * The match is for another job or device, its time is over, or its signature is not the matcher's.
       **/
      BadMatch: AugmentedError<ApiType>;
      /**
       * The signature is not the requester's over this message on this chain.
       **/
      BadRequesterSignature: AugmentedError<ApiType>;
      /**
       * The signature is not the verifier's over this commitment on this chain.
       **/
      BadVerifierSignature: AugmentedError<ApiType>;
      /**
       * The device's bond, less what other jobs and votes rely on, is below what is asked for.
       **/
      BondTooSmall: AugmentedError<ApiType>;
      /**
       * The account does not have the deposit of a job or a dispute, or would not exist without it.
       **/
      CannotPayDeposit: AugmentedError<ApiType>;
      /**
       * The deadline is further away than an intent's may be.
       **/
      DeadlineTooFar: AugmentedError<ApiType>;
      /**
       * The device is not registered, or retired.
       **/
      DeviceNotInService: AugmentedError<ApiType>;
      /**
       * A device accepted the job already.
       **/
      JobAlreadyAccepted: AugmentedError<ApiType>;
      /**
       * The job was cancelled.
       **/
      JobAlreadyCancelled: AugmentedError<ApiType>;
      /**
       * The job has its record.
       **/
      JobAlreadyDelivered: AugmentedError<ApiType>;
      /**
       * The job's verdict is disputed.
       **/
      JobAlreadyDisputed: AugmentedError<ApiType>;
      /**
       * The job expired.
       **/
      JobAlreadyExpired: AugmentedError<ApiType>;
      /**
       * The job's record was refuted.
       **/
      JobAlreadyRefuted: AugmentedError<ApiType>;
      /**
       * The device began already.
       **/
      JobAlreadyRunning: AugmentedError<ApiType>;
      /**
       * The job is settled.
       **/
      JobAlreadySettled: AugmentedError<ApiType>;
      /**
       * A job of this id was submitted before.
       **/
      JobAlreadySubmitted: AugmentedError<ApiType>;
      /**
       * Nobody accepted the job yet.
       **/
      JobNotAccepted: AugmentedError<ApiType>;
      /**
       * The job has no record yet.
       **/
      JobNotDelivered: AugmentedError<ApiType>;
      /**
       * Nobody disputes the job's verdict.
       **/
      JobNotDisputed: AugmentedError<ApiType>;
      /**
       * The requester wants to hear that the device starts, and it did not say so.
       **/
      JobNotStarted: AugmentedError<ApiType>;
      /**
       * The terms name a matcher, and no match of it came along.
       **/
      MatchMissing: AugmentedError<ApiType>;
      /**
       * The verifier committed to no vote.
       **/
      NothingCommitted: AugmentedError<ApiType>;
      /**
       * The account is not the party that the verdict goes against.
       **/
      NotTheLosingParty: AugmentedError<ApiType>;
      /**
       * The verifier is not on the job's panel.
       **/
      NotVerifier: AugmentedError<ApiType>;
      /**
       * The start names another lease than the acceptance.
       **/
      OtherLease: AugmentedError<ApiType>;
      /**
       * The acceptance names another owner than the registry.
       **/
      OtherOwner: AugmentedError<ApiType>;
      /**
       * The vote is about another record.
       **/
      OtherRecord: AugmentedError<ApiType>;
      /**
       * The vote is not the one that was committed to.
       **/
      OtherVote: AugmentedError<ApiType>;
      /**
       * A verifier cannot vote on this device's work: it is not in service, or its owner is the requester, the device's owner or another
       * verifier's.
       **/
      PanelNotImpartial: AugmentedError<ApiType>;
      /**
       * The record ends after the job's settle-by.
       **/
      RecordAfterDeadline: AugmentedError<ApiType>;
      /**
       * The device's signature is not over this record on this chain.
       **/
      RecordBadDeviceSignature: AugmentedError<ApiType>;
      /**
       * The requester's countersignature is not over this record and the device's signature.
       **/
      RecordBadRequesterSignature: AugmentedError<ApiType>;
      /**
       * The record ends before it starts.
       **/
      RecordMalformed: AugmentedError<ApiType>;
      /**
       * The record is of another device than the one that accepted.
       **/
      RecordOtherDevice: AugmentedError<ApiType>;
      /**
       * The record was made under another lease.
       **/
      RecordOtherLease: AugmentedError<ApiType>;
      /**
       * The record is of another model than the intent's.
       **/
      RecordOtherModel: AugmentedError<ApiType>;
      /**
       * The record names another owner than the acceptance.
       **/
      RecordOtherOwner: AugmentedError<ApiType>;
      /**
       * The record names another requester than the intent.
       **/
      RecordOtherRequester: AugmentedError<ApiType>;
      /**
       * The price is above the intent's maximum, or past what planck can count.
       **/
      RecordPriceAboveMaximum: AugmentedError<ApiType>;
      /**
       * More completion tokens than the intent allows.
       **/
      RecordTooManyCompletionTokens: AugmentedError<ApiType>;
      /**
       * More prompt tokens than the intent allows.
       **/
      RecordTooManyPromptTokens: AugmentedError<ApiType>;
      /**
       * The price is not tokens times the prices of the acceptance.
       **/
      RecordWrongPrice: AugmentedError<ApiType>;
      /**
       * The device's reputation is below what the terms ask for.
       **/
      ReputationTooLow: AugmentedError<ApiType>;
      /**
       * The requester's account does not have what the job may cost, or would not exist without it.
       **/
      RequesterCannotPay: AugmentedError<ApiType>;
      /**
       * The terms give a device less time to start than it needs to say so.
       **/
      StartTooSoon: AugmentedError<ApiType>;
      /**
       * The terms contradict themselves: see `JobTerms`.
       **/
      TermsMalformed: AugmentedError<ApiType>;
      /**
       * The time for this has not come.
       **/
      TooEarly: AugmentedError<ApiType>;
      /**
       * The time for this is over.
       **/
      TooLate: AugmentedError<ApiType>;
      /**
       * No job of this id is known.
       **/
      UnknownJob: AugmentedError<ApiType>;
      /**
       * The verifier has a stake in the job: its owner is the requester, the device's owner, or another verifier's.
       **/
      VerifierNotImpartial: AugmentedError<ApiType>;
    };
    balances: {
      /**
       * Beneficiary account must pre-exist.
       **/
      DeadAccount: AugmentedError<ApiType>;
      /**
       * The delta cannot be zero.
       **/
      DeltaZero: AugmentedError<ApiType>;
      /**
       * Value too low to create account due to existential deposit.
       **/
      ExistentialDeposit: AugmentedError<ApiType>;
      /**
       * A vesting schedule already exists for this account.
       **/
      ExistingVestingSchedule: AugmentedError<ApiType>;
      /**
       * Transfer/payment would kill account.
       **/
      Expendability: AugmentedError<ApiType>;
      /**
       * Balance too low to send value.
       **/
      InsufficientBalance: AugmentedError<ApiType>;
      /**
       * The issuance cannot be modified since it is already deactivated.
       **/
      IssuanceDeactivated: AugmentedError<ApiType>;
      /**
       * Account liquidity restrictions prevent withdrawal.
       **/
      LiquidityRestrictions: AugmentedError<ApiType>;
      /**
       * Number of freezes exceed `MaxFreezes`.
       **/
      TooManyFreezes: AugmentedError<ApiType>;
      /**
       * Number of holds exceed `VariantCountOf<T::RuntimeHoldReason>`.
       **/
      TooManyHolds: AugmentedError<ApiType>;
      /**
       * Number of named reserves exceed `MaxReserves`.
       **/
      TooManyReserves: AugmentedError<ApiType>;
      /**
       * Vesting balance too high to send value.
       **/
      VestingBalance: AugmentedError<ApiType>;
    };
    computeJobs: {
      /**
       * The device says that it accepted after the deadline.
       **/
      AcceptedAfterDeadline: AugmentedError<ApiType>;
      /**
       * The signature is not the device's over this message on this chain.
       **/
      BadDeviceSignature: AugmentedError<ApiType>;
      /**
       * The signature is not the requester's over this message on this chain.
       **/
      BadRequesterSignature: AugmentedError<ApiType>;
      /**
       * The job cannot expire yet.
       **/
      DeadlineNotReached: AugmentedError<ApiType>;
      /**
       * The job's settle-by lies in the past.
       **/
      DeadlinePassed: AugmentedError<ApiType>;
      /**
       * The deadline is further away than an intent's may be.
       **/
      DeadlineTooFar: AugmentedError<ApiType>;
      /**
       * The device is not registered, or retired.
       **/
      DeviceNotInService: AugmentedError<ApiType>;
      /**
       * A device accepted the job already.
       **/
      JobAlreadyAccepted: AugmentedError<ApiType>;
      /**
       * The job was cancelled.
       **/
      JobAlreadyCancelled: AugmentedError<ApiType>;
      /**
       * The job is completed.
       **/
      JobAlreadyCompleted: AugmentedError<ApiType>;
      /**
       * The job expired.
       **/
      JobAlreadyExpired: AugmentedError<ApiType>;
      /**
       * A job of this id was submitted before.
       **/
      JobAlreadySubmitted: AugmentedError<ApiType>;
      /**
       * The job was not accepted yet.
       **/
      JobNotAccepted: AugmentedError<ApiType>;
      /**
       * The record ends after the job's settle-by.
       **/
      RecordAfterDeadline: AugmentedError<ApiType>;
      /**
       * The device's signature is not over this record on this chain.
       **/
      RecordBadDeviceSignature: AugmentedError<ApiType>;
      /**
       * The requester's countersignature is not over this record and the device's signature.
       **/
      RecordBadRequesterSignature: AugmentedError<ApiType>;
      /**
       * The record ends before it starts.
       **/
      RecordMalformed: AugmentedError<ApiType>;
      /**
       * The record is of another device than the one that accepted.
       **/
      RecordOtherDevice: AugmentedError<ApiType>;
      /**
       * The record was made under another lease.
       **/
      RecordOtherLease: AugmentedError<ApiType>;
      /**
       * The record is of another model than the intent's.
       **/
      RecordOtherModel: AugmentedError<ApiType>;
      /**
       * The record names another owner than the acceptance.
       **/
      RecordOtherOwner: AugmentedError<ApiType>;
      /**
       * The record names another requester than the intent.
       **/
      RecordOtherRequester: AugmentedError<ApiType>;
      /**
       * The price is above the intent's maximum, or past what planck can count.
       **/
      RecordPriceAboveMaximum: AugmentedError<ApiType>;
      /**
       * A record of this job was already settled.
       **/
      RecordReplayed: AugmentedError<ApiType>;
      /**
       * More completion tokens than the intent allows.
       **/
      RecordTooManyCompletionTokens: AugmentedError<ApiType>;
      /**
       * More prompt tokens than the intent allows.
       **/
      RecordTooManyPromptTokens: AugmentedError<ApiType>;
      /**
       * The price is not tokens times the prices of the acceptance.
       **/
      RecordWrongPrice: AugmentedError<ApiType>;
      /**
       * No job of this id is known.
       **/
      UnknownJob: AugmentedError<ApiType>;
    };
    council: {
      /**
       * Members are already initialized!
       **/
      AlreadyInitialized: AugmentedError<ApiType>;
      /**
       * Duplicate proposals not allowed
       **/
      DuplicateProposal: AugmentedError<ApiType>;
      /**
       * Duplicate vote ignored
       **/
      DuplicateVote: AugmentedError<ApiType>;
      /**
       * Account is not a member
       **/
      NotMember: AugmentedError<ApiType>;
      /**
       * Prime account is not a member
       **/
      PrimeAccountNotMember: AugmentedError<ApiType>;
      /**
       * Proposal is still active.
       **/
      ProposalActive: AugmentedError<ApiType>;
      /**
       * Proposal must exist
       **/
      ProposalMissing: AugmentedError<ApiType>;
      /**
       * The close call was made too early, before the end of the voting.
       **/
      TooEarly: AugmentedError<ApiType>;
      /**
       * There can only be a maximum of `MaxProposals` active proposals.
       **/
      TooManyProposals: AugmentedError<ApiType>;
      /**
       * Mismatched index
       **/
      WrongIndex: AugmentedError<ApiType>;
      /**
       * The given length bound for the proposal was too low.
       **/
      WrongProposalLength: AugmentedError<ApiType>;
      /**
       * The given weight bound for the proposal was too low.
       **/
      WrongProposalWeight: AugmentedError<ApiType>;
    };
    deviceRegistry: {
      /**
       * The device is offered to its own owner.
       **/
      AlreadyOwner: AugmentedError<ApiType>;
      /**
       * The signature is not the device's over this message on this chain.
       **/
      BadDeviceSignature: AugmentedError<ApiType>;
      /**
       * The signature is not the new key's over this re-keying, for this owner, on this chain.
       **/
      BadNewKeySignature: AugmentedError<ApiType>;
      /**
       * There is a bond, or a part of one that was not withdrawn; a device changes hands without.
       **/
      BondNotEmpty: AugmentedError<ApiType>;
      /**
       * Less than this is active.
       **/
      BondTooSmall: AugmentedError<ApiType>;
      /**
       * A device has this key, or had it.
       **/
      DeviceAlreadyRegistered: AugmentedError<ApiType>;
      /**
       * The device has another key now; this one is burned.
       **/
      DeviceRekeyed: AugmentedError<ApiType>;
      /**
       * The device is retired; nothing changes it any more.
       **/
      DeviceRetired: AugmentedError<ApiType>;
      /**
       * The owner does not have this much, or would not exist without it.
       **/
      InsufficientBalance: AugmentedError<ApiType>;
      /**
       * The nonce is not the device's next: the message was used before, or an earlier one is missing.
       **/
      NonceMismatch: AugmentedError<ApiType>;
      /**
       * Nothing of the bond came back yet.
       **/
      NothingToWithdraw: AugmentedError<ApiType>;
      /**
       * The device is not offered to anybody.
       **/
      NotOffered: AugmentedError<ApiType>;
      /**
       * The account is not the device's owner.
       **/
      NotOwner: AugmentedError<ApiType>;
      /**
       * The account is neither the device's owner nor the one that it is offered to.
       **/
      NotParty: AugmentedError<ApiType>;
      /**
       * The device is offered to another account.
       **/
      OfferedToAnother: AugmentedError<ApiType>;
      /**
       * The operator registered as many devices as one may have in service.
       **/
      OperatorQuotaReached: AugmentedError<ApiType>;
      /**
       * The owner has as many devices as one may have.
       **/
      TooManyDevices: AugmentedError<ApiType>;
      /**
       * The device had as many keys as one may have had.
       **/
      TooManyFormerKeys: AugmentedError<ApiType>;
      /**
       * No device of this key was ever registered.
       **/
      UnknownDevice: AugmentedError<ApiType>;
      /**
       * There is nothing to bond or to take back.
       **/
      ZeroAmount: AugmentedError<ApiType>;
    };
    grandpa: {
      /**
       * Attempt to signal GRANDPA change with one already pending.
       **/
      ChangePending: AugmentedError<ApiType>;
      /**
       * A given equivocation report is valid but already previously reported.
       **/
      DuplicateOffenceReport: AugmentedError<ApiType>;
      /**
       * An equivocation proof provided as part of an equivocation report is invalid.
       **/
      InvalidEquivocationProof: AugmentedError<ApiType>;
      /**
       * A key ownership proof provided as part of an equivocation report is invalid.
       **/
      InvalidKeyOwnershipProof: AugmentedError<ApiType>;
      /**
       * Attempt to signal GRANDPA pause when the authority set isn't live
       * (either paused or already pending pause).
       **/
      PauseFailed: AugmentedError<ApiType>;
      /**
       * Attempt to signal GRANDPA resume when the authority set isn't paused
       * (either live or already pending resume).
       **/
      ResumeFailed: AugmentedError<ApiType>;
      /**
       * Cannot signal forced change so soon after last.
       **/
      TooSoon: AugmentedError<ApiType>;
    };
    multisig: {
      /**
       * Call is already approved by this signatory.
       **/
      AlreadyApproved: AugmentedError<ApiType>;
      /**
       * The data to be stored is already stored.
       **/
      AlreadyStored: AugmentedError<ApiType>;
      /**
       * The maximum weight information provided was too low.
       **/
      MaxWeightTooLow: AugmentedError<ApiType>;
      /**
       * Threshold must be 2 or greater.
       **/
      MinimumThreshold: AugmentedError<ApiType>;
      /**
       * Call doesn't need any (more) approvals.
       **/
      NoApprovalsNeeded: AugmentedError<ApiType>;
      /**
       * Multisig operation not found in storage.
       **/
      NotFound: AugmentedError<ApiType>;
      /**
       * No timepoint was given, yet the multisig operation is already underway.
       **/
      NoTimepoint: AugmentedError<ApiType>;
      /**
       * Only the account that originally created the multisig is able to cancel it or update
       * its deposits.
       **/
      NotOwner: AugmentedError<ApiType>;
      /**
       * The sender was contained in the other signatories; it shouldn't be.
       **/
      SenderInSignatories: AugmentedError<ApiType>;
      /**
       * The signatories were provided out of order; they should be ordered.
       **/
      SignatoriesOutOfOrder: AugmentedError<ApiType>;
      /**
       * There are too few signatories in the list.
       **/
      TooFewSignatories: AugmentedError<ApiType>;
      /**
       * There are too many signatories in the list.
       **/
      TooManySignatories: AugmentedError<ApiType>;
      /**
       * A timepoint was given, yet no multisig operation is underway.
       **/
      UnexpectedTimepoint: AugmentedError<ApiType>;
      /**
       * A different timepoint was given to the multisig operation that is underway.
       **/
      WrongTimepoint: AugmentedError<ApiType>;
    };
    nfts: {
      /**
       * The provided Item was already used for claiming.
       **/
      AlreadyClaimed: AugmentedError<ApiType>;
      /**
       * The item ID has already been used for an item.
       **/
      AlreadyExists: AugmentedError<ApiType>;
      /**
       * The approval had a deadline that expired, so the approval isn't valid anymore.
       **/
      ApprovalExpired: AugmentedError<ApiType>;
      /**
       * The provided attribute can't be found.
       **/
      AttributeNotFound: AugmentedError<ApiType>;
      /**
       * The witness data given does not match the current state of the chain.
       **/
      BadWitness: AugmentedError<ApiType>;
      /**
       * The provided bid is too low.
       **/
      BidTooLow: AugmentedError<ApiType>;
      /**
       * Collection ID is already taken.
       **/
      CollectionIdInUse: AugmentedError<ApiType>;
      /**
       * Can't delete non-empty collections.
       **/
      CollectionNotEmpty: AugmentedError<ApiType>;
      /**
       * The deadline has already expired.
       **/
      DeadlineExpired: AugmentedError<ApiType>;
      /**
       * Item's config already exists and should be equal to the provided one.
       **/
      InconsistentItemConfig: AugmentedError<ApiType>;
      /**
       * The provided data is incorrect.
       **/
      IncorrectData: AugmentedError<ApiType>;
      /**
       * The provided metadata might be too long.
       **/
      IncorrectMetadata: AugmentedError<ApiType>;
      /**
       * The item is locked (non-transferable).
       **/
      ItemLocked: AugmentedError<ApiType>;
      /**
       * Items within that collection are non-transferable.
       **/
      ItemsNonTransferable: AugmentedError<ApiType>;
      /**
       * Collection's attributes are locked.
       **/
      LockedCollectionAttributes: AugmentedError<ApiType>;
      /**
       * Collection's metadata is locked.
       **/
      LockedCollectionMetadata: AugmentedError<ApiType>;
      /**
       * Item's attributes are locked.
       **/
      LockedItemAttributes: AugmentedError<ApiType>;
      /**
       * Item's metadata is locked.
       **/
      LockedItemMetadata: AugmentedError<ApiType>;
      /**
       * Can't set more attributes per one call.
       **/
      MaxAttributesLimitReached: AugmentedError<ApiType>;
      /**
       * The max supply is locked and can't be changed.
       **/
      MaxSupplyLocked: AugmentedError<ApiType>;
      /**
       * All items have been minted.
       **/
      MaxSupplyReached: AugmentedError<ApiType>;
      /**
       * The provided max supply is less than the number of items a collection already has.
       **/
      MaxSupplyTooSmall: AugmentedError<ApiType>;
      /**
       * The given item has no metadata set.
       **/
      MetadataNotFound: AugmentedError<ApiType>;
      /**
       * The method is disabled by system settings.
       **/
      MethodDisabled: AugmentedError<ApiType>;
      /**
       * Mint has already ended.
       **/
      MintEnded: AugmentedError<ApiType>;
      /**
       * Mint has not started yet.
       **/
      MintNotStarted: AugmentedError<ApiType>;
      /**
       * Config for a collection or an item can't be found.
       **/
      NoConfig: AugmentedError<ApiType>;
      /**
       * The signing account has no permission to do the operation.
       **/
      NoPermission: AugmentedError<ApiType>;
      /**
       * The provided account is not a delegate.
       **/
      NotDelegate: AugmentedError<ApiType>;
      /**
       * Item is not for sale.
       **/
      NotForSale: AugmentedError<ApiType>;
      /**
       * The item has reached its approval limit.
       **/
      ReachedApprovalLimit: AugmentedError<ApiType>;
      /**
       * Some roles were not cleared.
       **/
      RolesNotCleared: AugmentedError<ApiType>;
      /**
       * The named owner has not signed ownership acceptance of the collection.
       **/
      Unaccepted: AugmentedError<ApiType>;
      /**
       * No approval exists that would allow the transfer.
       **/
      Unapproved: AugmentedError<ApiType>;
      /**
       * The given item ID is unknown.
       **/
      UnknownCollection: AugmentedError<ApiType>;
      /**
       * The given item ID is unknown.
       **/
      UnknownItem: AugmentedError<ApiType>;
      /**
       * Swap doesn't exist.
       **/
      UnknownSwap: AugmentedError<ApiType>;
      /**
       * The witness data should be provided.
       **/
      WitnessRequired: AugmentedError<ApiType>;
      /**
       * The delegate turned out to be different to what was expected.
       **/
      WrongDelegate: AugmentedError<ApiType>;
      /**
       * The duration provided should be less than or equal to `MaxDeadlineDuration`.
       **/
      WrongDuration: AugmentedError<ApiType>;
      /**
       * The provided namespace isn't supported in this call.
       **/
      WrongNamespace: AugmentedError<ApiType>;
      /**
       * The extrinsic was sent by the wrong origin.
       **/
      WrongOrigin: AugmentedError<ApiType>;
      /**
       * The owner turned out to be different to what was expected.
       **/
      WrongOwner: AugmentedError<ApiType>;
      /**
       * The provided setting can't be set.
       **/
      WrongSetting: AugmentedError<ApiType>;
      /**
       * The provided signature is incorrect.
       **/
      WrongSignature: AugmentedError<ApiType>;
    };
    proxy: {
      /**
       * Account is already a proxy.
       **/
      Duplicate: AugmentedError<ApiType>;
      /**
       * Call may not be made by proxy because it may escalate its privileges.
       **/
      NoPermission: AugmentedError<ApiType>;
      /**
       * Cannot add self as proxy.
       **/
      NoSelfProxy: AugmentedError<ApiType>;
      /**
       * Proxy registration not found.
       **/
      NotFound: AugmentedError<ApiType>;
      /**
       * Sender is not a proxy of the account to be proxied.
       **/
      NotProxy: AugmentedError<ApiType>;
      /**
       * There are too many proxies registered or too many announcements pending.
       **/
      TooMany: AugmentedError<ApiType>;
      /**
       * Announcement, if made at all, was made too recently.
       **/
      Unannounced: AugmentedError<ApiType>;
      /**
       * A call which is incompatible with the proxy type's filter was attempted.
       **/
      Unproxyable: AugmentedError<ApiType>;
    };
    reputation: {
      /**
       * As much counted against the device today already as a day may bring without proof.
       **/
      DayLimitReached: AugmentedError<ApiType>;
      /**
       * Something is known of the new key already.
       **/
      KeyHasReputation: AugmentedError<ApiType>;
      /**
       * No device of this key was ever registered.
       **/
      UnknownDevice: AugmentedError<ApiType>;
    };
    settlement: {
      /**
       * The path does not lead from the record to the claimed root.
       **/
      BadProof: AugmentedError<ApiType>;
      /**
       * There is nothing to add, or planck could not count the deposit.
       **/
      BadTopUp: AugmentedError<ApiType>;
      /**
       * The signature is not the channel's voucher key's over this voucher on this chain.
       **/
      BadVoucherSignature: AugmentedError<ApiType>;
      /**
       * The channel is closed.
       **/
      ChannelClosed: AugmentedError<ApiType>;
      /**
       * The payer closed the channel already.
       **/
      ChannelClosing: AugmentedError<ApiType>;
      /**
       * The payer did not close the channel.
       **/
      ChannelNotClosing: AugmentedError<ApiType>;
      /**
       * The deposit is smaller than a channel's may be.
       **/
      DepositTooSmall: AugmentedError<ApiType>;
      /**
       * The device is not registered, or retired.
       **/
      DeviceNotInService: AugmentedError<ApiType>;
      /**
       * The payer does not have this much, or would not exist without it.
       **/
      InsufficientBalance: AugmentedError<ApiType>;
      /**
       * A model earned less than it had when the last voucher was claimed.
       **/
      ModelTotalFell: AugmentedError<ApiType>;
      /**
       * The account is neither the channel's payer nor its owner.
       **/
      NotParty: AugmentedError<ApiType>;
      /**
       * The account is not the channel's payer.
       **/
      NotPayer: AugmentedError<ApiType>;
      /**
       * The owner's account does not exist, and what it would be paid is below the existential deposit.
       **/
      OwnerCannotReceive: AugmentedError<ApiType>;
      /**
       * The voucher has fewer records than the one claimed before.
       **/
      RecordCountFell: AugmentedError<ApiType>;
      /**
       * The record ends before it starts.
       **/
      RecordMalformed: AugmentedError<ApiType>;
      /**
       * The record is of another device than the channel's.
       **/
      RecordOtherDevice: AugmentedError<ApiType>;
      /**
       * The voucher has a root without records, or records without a root.
       **/
      RecordsMalformed: AugmentedError<ApiType>;
      /**
       * The models are not in strictly ascending order of their bytes.
       **/
      TotalsNotAscending: AugmentedError<ApiType>;
      /**
       * The models' totals are not those that the voucher was signed with.
       **/
      TotalsWrongRoot: AugmentedError<ApiType>;
      /**
       * The models' totals do not add up to the voucher's amount.
       **/
      TotalsWrongSum: AugmentedError<ApiType>;
      /**
       * No channel of this id is known: it was never opened, or closed so long ago that its summary is gone.
       **/
      UnknownChannel: AugmentedError<ApiType>;
      /**
       * The voucher is for more than the deposit. Nothing is paid; the payer may top up.
       **/
      VoucherAboveDeposit: AugmentedError<ApiType>;
      /**
       * The voucher is for no more than was claimed already.
       **/
      VoucherNotNewer: AugmentedError<ApiType>;
      /**
       * Claims still count.
       **/
      WindowNotOver: AugmentedError<ApiType>;
      /**
       * Claims no longer count.
       **/
      WindowOver: AugmentedError<ApiType>;
    };
    sudo: {
      /**
       * Sender must be the Sudo account.
       **/
      RequireSudo: AugmentedError<ApiType>;
    };
    system: {
      /**
       * The origin filter prevent the call to be dispatched.
       **/
      CallFiltered: AugmentedError<ApiType>;
      /**
       * Failed to extract the runtime version from the new runtime.
       *
       * Either calling `Core_version` or decoding `RuntimeVersion` failed.
       **/
      FailedToExtractRuntimeVersion: AugmentedError<ApiType>;
      /**
       * The name of specification does not match between the current runtime
       * and the new runtime.
       **/
      InvalidSpecName: AugmentedError<ApiType>;
      /**
       * A multi-block migration is ongoing and prevents the current code from being replaced.
       **/
      MultiBlockMigrationsOngoing: AugmentedError<ApiType>;
      /**
       * Suicide called when the account has non-default composite data.
       **/
      NonDefaultComposite: AugmentedError<ApiType>;
      /**
       * There is a non-zero reference count preventing the account from being purged.
       **/
      NonZeroRefCount: AugmentedError<ApiType>;
      /**
       * No upgrade authorized.
       **/
      NothingAuthorized: AugmentedError<ApiType>;
      /**
       * The specification version is not allowed to decrease between the current runtime
       * and the new runtime.
       **/
      SpecVersionNeedsToIncrease: AugmentedError<ApiType>;
      /**
       * The submitted code is not authorized.
       **/
      Unauthorized: AugmentedError<ApiType>;
    };
    treasury: {
      /**
       * The payment has already been attempted.
       **/
      AlreadyAttempted: AugmentedError<ApiType>;
      /**
       * The spend is not yet eligible for payout.
       **/
      EarlyPayout: AugmentedError<ApiType>;
      /**
       * The balance of the asset kind is not convertible to the balance of the native asset.
       **/
      FailedToConvertBalance: AugmentedError<ApiType>;
      /**
       * The payment has neither failed nor succeeded yet.
       **/
      Inconclusive: AugmentedError<ApiType>;
      /**
       * The spend origin is valid but the amount it is allowed to spend is lower than the
       * amount to be spent.
       **/
      InsufficientPermission: AugmentedError<ApiType>;
      /**
       * No proposal, bounty or spend at that index.
       **/
      InvalidIndex: AugmentedError<ApiType>;
      /**
       * The payout was not yet attempted/claimed.
       **/
      NotAttempted: AugmentedError<ApiType>;
      /**
       * There was some issue with the mechanism of payment.
       **/
      PayoutError: AugmentedError<ApiType>;
      /**
       * Proposal has not been approved.
       **/
      ProposalNotApproved: AugmentedError<ApiType>;
      /**
       * The spend has expired and cannot be claimed.
       **/
      SpendExpired: AugmentedError<ApiType>;
      /**
       * Too many approvals in the queue.
       **/
      TooManyApprovals: AugmentedError<ApiType>;
    };
    utility: {
      /**
       * Too many calls batched.
       **/
      TooManyCalls: AugmentedError<ApiType>;
    };
    whitelist: {
      /**
       * The dispatch has already been deferred.
       **/
      AlreadyDeferred: AugmentedError<ApiType>;
      /**
       * The call was already whitelisted; No-Op.
       **/
      CallAlreadyWhitelisted: AugmentedError<ApiType>;
      /**
       * The call was not whitelisted.
       **/
      CallIsNotWhitelisted: AugmentedError<ApiType>;
      /**
       * The deferred dispatch has expired.
       **/
      DeferredDispatchExpired: AugmentedError<ApiType>;
      /**
       * The deferred dispatch entry has not yet expired.
       **/
      DeferredDispatchNotExpired: AugmentedError<ApiType>;
      /**
       * No deferred dispatch entry exists for this call hash.
       **/
      DeferredDispatchNotFound: AugmentedError<ApiType>;
      /**
       * The weight of the decoded call was higher than the witness.
       **/
      InvalidCallWeightWitness: AugmentedError<ApiType>;
      /**
       * The preimage of the call hash could not be loaded.
       **/
      UnavailablePreImage: AugmentedError<ApiType>;
      /**
       * The call could not be decoded.
       **/
      UndecodableCall: AugmentedError<ApiType>;
    };
  } // AugmentedErrors
} // declare module
