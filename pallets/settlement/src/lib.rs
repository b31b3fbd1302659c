//! # Settlement
//!
//! Payment channels from payers to the owners of devices. A payer holds a deposit on its own account; off chain it signs
//! vouchers, each of which says what it owes in all so far; the owner claims the newest whenever it likes. Any
//! number of jobs costs one claim, and every usage record under a claimed voucher stays provable.
//! `docs/adr/0011-payment-channels.md` has the design.
//!
//! Channels are told apart by an id that is never used twice ([`coco_primitives::channel_id`]). Their states and the ways
//! between them are in [`ChannelState`], the ways of the money in `payments.rs`.
//!
//! ## Who does what
//!
//! The payer opens, tops up, and starts the closing. The device's owner, as the registry knew it when the channel was
//! opened, closes at once. Anybody may submit a claim, end a channel whose window is over, and prove a record: the money
//! goes where the channel says in any case.
//!
//! ## Time
//!
//! When the payer closes, claims still count for [`Config::ChallengeMs`], up to and including the last millisecond, and
//! not after it, whether somebody ended the channel by then or not.
//!
//! ## Storage
//!
//! A channel that is not closed has at least [`Config::MinDeposit`] put into it, which bounds how many somebody can afford
//! to open. Closed ones keep a summary of about 150 bytes; beyond [`Config::MaxClosedChannels`] the oldest are removed.
//!
//! ## Known limits
//!
//! A channel pays for [`coco_primitives::MAX_MODEL_TOTALS`] models in its life, since a model's total never goes; then it takes
//! a new one. That a voucher's tree of records continues the one before is not checked (that would take consistency proofs): the
//! owner, who claims, has both. Somebody with a device of their own can push old summaries out, at the price of
//! two extrinsics each.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    not(any(test, feature = "runtime-benchmarks")),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod checks;
mod claims;
mod closed;
#[cfg(test)]
mod mock;
mod payments;
pub mod runtime_api;
mod state;
#[cfg(test)]
mod tests;
mod try_state;
pub mod weights;

pub use pallet::*;
pub use state::{Channel, ChannelOf, ChannelState, Claimed, ClosedChannel, ClosedChannelOf, Refusal};
pub use weights::WeightInfo;

// FRAME's macros expand to `expect` here; `lint.sh` looks for ours. Calls are encoded at once, their largest variants
// cost nothing.
#[allow(clippy::expect_used, clippy::large_enum_variant)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use crate::checks::Records;
    use coco_primitives::{
        channel_id, merkle, ChannelId, DeviceKey, DeviceRegistry, JobId, ModelTotals, OnModelEarned,
        OwnerKey, Positions, SignatureBytes, SignedMessage, UsageRecord, Voucher, MAX_PROOF_HASHES,
    };
    use frame_support::{
        pallet_prelude::*,
        traits::{fungible, UnixTime},
    };
    use frame_system::pallet_prelude::*;
    use sp_core::H256;
    use sp_runtime::{ArithmeticError, Permill};

    /// The layout of this pallet's storage.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    /// What the runtime decides. Accounts are 32 bytes, so that an owner's key in the registry is an account.
    #[pallet::config]
    pub trait Config:
        frame_system::Config<
        Hash = H256,
        RuntimeEvent: From<Event<Self>>,
        AccountId: From<[u8; 32]> + Into<[u8; 32]>,
    >
    {
        /// What is held, paid and given back, in planck.
        type Currency: fungible::Inspect<Self::AccountId, Balance = u128>
            + fungible::Mutate<Self::AccountId>
            + fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// The runtime's reasons for holds, this pallet's among them.
        type RuntimeHoldReason: From<HoldReason>;

        /// The clock of the chain; windows are compared with it.
        type Time: UnixTime;

        /// Who knows the devices.
        type Devices: DeviceRegistry;

        /// The protocol's share of every claim, rounded down. May change while the chain runs.
        type ProtocolFee: Get<Permill>;

        /// Receives the protocol's share. Should exist from genesis: as long as it does not, a share below the existential
        /// deposit stays with the owner.
        #[pallet::constant]
        type Treasury: Get<Self::AccountId>;

        /// Planck. Smallest deposit to open a channel with; bounds how many somebody can afford.
        #[pallet::constant]
        type MinDeposit: Get<u128>;

        /// Milliseconds in which claims still count after the payer closed. Long enough for a node that slept. May change
        /// while the chain runs; a window that was started keeps its end.
        type ChallengeMs: Get<u64>;

        /// Closed channels whose summary stays in storage; older ones go.
        #[pallet::constant]
        type MaxClosedChannels: Get<u32>;

        /// Who is told what each model earned.
        type OnModelEarned: OnModelEarned;

        /// Weights of the calls, as measured.
        type WeightInfo: WeightInfo;
    }

    /// Why this pallet holds funds.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// They are the deposits of payment channels.
        Channel,
    }

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// Channels that are not closed.
    #[pallet::storage]
    pub type Channels<T: Config> = StorageMap<_, Blake2_128Concat, ChannelId, ChannelOf<T>>;

    /// Channels ever opened; the `index` in the next one's id. Never goes back.
    #[pallet::storage]
    pub type NextChannel<T> = StorageValue<_, u64, ValueQuery>;

    /// What closed channels left behind, the newest [`Config::MaxClosedChannels`] of them.
    #[pallet::storage]
    pub type ClosedChannels<T: Config> = StorageMap<_, Blake2_128Concat, ChannelId, ClosedChannelOf<T>>;

    /// Ids in [`ClosedChannels`], by the order in which they closed.
    #[pallet::storage]
    pub type ClosedOrder<T> = StorageMap<_, Twox64Concat, u64, ChannelId>;

    /// Which positions of [`ClosedOrder`] are in use.
    #[pallet::storage]
    pub type Closed<T> = StorageValue<_, Positions, ValueQuery>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A payer put a deposit into a new channel.
        ChannelOpened {
            channel: ChannelId,
            payer: T::AccountId,
            device: DeviceKey,
            owner: OwnerKey,
            voucher_key: [u8; 32],
            deposit_planck: u128,
        },
        /// A payer added to a channel's deposit, which is now `deposit_planck`.
        ChannelToppedUp {
            channel: ChannelId,
            added_planck: u128,
            deposit_planck: u128,
        },
        /// A voucher was paid: `paid_planck` to the owner, `fee_planck` to the treasury. The rest is what the channel now keeps.
        VoucherClaimed {
            channel: ChannelId,
            paid_planck: u128,
            fee_planck: u128,
            claimed_planck: u128,
            records_root: H256,
            record_count: u32,
        },
        /// The payer closed; claims count until `until_ms`, by the chain's clock.
        ChannelClosing { channel: ChannelId, until_ms: u64 },
        /// A channel is closed; what was not claimed went back to the payer.
        ChannelClosed {
            channel: ChannelId,
            claimed_planck: u128,
            refunded_planck: u128,
        },
        /// A usage record is under what was claimed in a channel.
        RecordProven {
            channel: ChannelId,
            record_hash: H256,
            index: u32,
            job: JobId,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// The device is not registered, or retired.
        DeviceNotInService,
        /// The deposit is smaller than a channel's may be.
        DepositTooSmall,
        /// There is nothing to add, or planck could not count the deposit.
        BadTopUp,
        /// The payer does not have this much, or would not exist without it.
        InsufficientBalance,
        /// No channel of this id is known: it was never opened, or closed so long ago that its summary is gone.
        UnknownChannel,
        /// The channel is closed.
        ChannelClosed,
        /// The payer closed the channel already.
        ChannelClosing,
        /// The payer did not close the channel.
        ChannelNotClosing,
        /// Claims still count.
        WindowNotOver,
        /// Claims no longer count.
        WindowOver,
        /// The account is not the channel's payer.
        NotPayer,
        /// The account is neither the channel's payer nor its owner.
        NotParty,
        /// The voucher is for no more than was claimed already.
        VoucherNotNewer,
        /// The voucher has fewer records than the one claimed before.
        RecordCountFell,
        /// The voucher has a root without records, or records without a root.
        RecordsMalformed,
        /// The voucher is for more than the deposit. Nothing is paid; the payer may top up.
        VoucherAboveDeposit,
        /// The signature is not the channel's voucher key's over this voucher on this chain.
        BadVoucherSignature,
        /// The models are not in strictly ascending order of their bytes.
        TotalsNotAscending,
        /// The models' totals do not add up to the voucher's amount.
        TotalsWrongSum,
        /// The models' totals are not those that the voucher was signed with.
        TotalsWrongRoot,
        /// A model earned less than it had when the last voucher was claimed.
        ModelTotalFell,
        /// The owner's account does not exist, and what it would be paid is below the existential deposit.
        OwnerCannotReceive,
        /// The record ends before it starts.
        RecordMalformed,
        /// The record is of another device than the channel's.
        RecordOtherDevice,
        /// The path does not lead from the record to the claimed root.
        BadProof,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(T::MinDeposit::get() > 0, "channels must cost something");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Opens a channel to the owner of a device, over a deposit that is held on the payer's account.
        ///
        /// Origin: the payer. `voucher_key` is the sr25519 key whose vouchers will count.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::open_channel())]
        pub fn open_channel(
            origin: OriginFor<T>,
            device: DeviceKey,
            voucher_key: [u8; 32],
            deposit_planck: u128,
        ) -> DispatchResult {
            let payer = ensure_signed(origin)?;
            ensure!(
                deposit_planck >= T::MinDeposit::get(),
                Error::<T>::DepositTooSmall
            );
            ensure!(T::Devices::is_in_service(&device), Error::<T>::DeviceNotInService);
            let owner = T::Devices::owner_of(&device).ok_or(Error::<T>::DeviceNotInService)?;
            Self::check_can_hold(&payer, deposit_planck)?;
            let index = NextChannel::<T>::get();
            let next = index.checked_add(1).ok_or(ArithmeticError::Overflow)?;
            let channel = channel_id(&payer.clone().into(), &device, index);

            Self::hold(&payer, deposit_planck)?;
            NextChannel::<T>::put(next);
            Channels::<T>::insert(
                channel,
                Channel {
                    payer: payer.clone(),
                    device,
                    owner,
                    voucher_key,
                    deposit_planck,
                    claimed: Claimed::default(),
                    state: ChannelState::Open,
                },
            );
            Self::deposit_event(Event::ChannelOpened {
                channel,
                payer,
                device,
                owner,
                voucher_key,
                deposit_planck,
            });
            Ok(())
        }

        /// Adds to the deposit of a channel that nobody closed.
        ///
        /// Origin: the channel's payer.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::top_up())]
        pub fn top_up(origin: OriginFor<T>, channel: ChannelId, added_planck: u128) -> DispatchResult {
            let payer = ensure_signed(origin)?;
            let mut funded = Self::channel(&channel)?;
            ensure!(funded.payer == payer, Error::<T>::NotPayer);
            funded.state = funded.state.top_up().map_err(Self::refusal)?;
            ensure!(added_planck > 0, Error::<T>::BadTopUp);
            let deposit_planck = funded
                .deposit_planck
                .checked_add(added_planck)
                .ok_or(Error::<T>::BadTopUp)?;
            Self::check_can_hold(&payer, added_planck)?;

            Self::hold(&payer, added_planck)?;
            funded.deposit_planck = deposit_planck;
            Channels::<T>::insert(channel, funded);
            Self::deposit_event(Event::ChannelToppedUp {
                channel,
                added_planck,
                deposit_planck,
            });
            Ok(())
        }

        /// Pays what a voucher adds to what was claimed before, whole or not at all.
        ///
        /// Origin: any signed account. `signature` is the channel's voucher key's over `voucher`; `totals` are what each model
        /// earned over the channel's life, the voucher's `model_totals_root` being theirs.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::claim())]
        pub fn claim(
            origin: OriginFor<T>,
            voucher: Voucher,
            signature: SignatureBytes,
            totals: ModelTotals,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_claim(voucher, signature, totals)
        }

        /// Closes a channel. The owner ends it at once; the payer starts the window in which claims still count.
        ///
        /// Origin: the channel's owner or payer. Who is both is its owner.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::close_channel())]
        pub fn close_channel(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let mut closing = Self::channel(&channel)?;
            if who == T::AccountId::from(closing.owner) {
                return Self::end(channel, closing);
            }
            ensure!(who == closing.payer, Error::<T>::NotParty);
            let until_ms = Self::now_ms().saturating_add(T::ChallengeMs::get());
            closing.state = closing.state.start_closing(until_ms).map_err(Self::refusal)?;

            Channels::<T>::insert(channel, closing);
            Self::deposit_event(Event::ChannelClosing { channel, until_ms });
            Ok(())
        }

        /// Ends a channel that its payer closed, once the window is over.
        ///
        /// Origin: any signed account.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::force_close())]
        pub fn force_close(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
            ensure_signed(origin)?;
            let closing = Self::channel(&channel)?;
            closing.state.force_close(Self::now_ms()).map_err(Self::refusal)?;
            Self::end(channel, closing)
        }

        /// Shows that a usage record is of a channel's device and lies under what was claimed in it. Changes nothing.
        ///
        /// Origin: any signed account. `index` is the record's place among the channel's, from 0; `path` the hashes
        /// beside its way to the root, from the leaf upwards.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::prove_record())]
        pub fn prove_record(
            origin: OriginFor<T>,
            channel: ChannelId,
            record: UsageRecord,
            index: u32,
            path: BoundedVec<H256, ConstU32<MAX_PROOF_HASHES>>,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            let Records { device, root, count } = Self::records(&channel)?;
            ensure!(record.is_well_formed(), Error::<T>::RecordMalformed);
            ensure!(record.device == device, Error::<T>::RecordOtherDevice);
            let record_hash = record.signing_hash(&Self::genesis_hash());
            let leaf = merkle::leaf_hash(&record_hash);
            let proven = merkle::verify_inclusion(&leaf, index, count, &path, &root);
            ensure!(proven, Error::<T>::BadProof);

            Self::deposit_event(Event::RecordProven {
                channel,
                record_hash,
                index,
                job: record.job,
            });
            Ok(())
        }
    }
}
