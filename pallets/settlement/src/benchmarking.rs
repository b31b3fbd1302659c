//! Benchmarks of every call, each with the largest input there is and as many old summaries to remove as one call removes.
//!
//! Owner and treasury do not exist before a claim, which makes it create them.

use super::*;
use alloc::{format, vec, vec::Vec};
use coco_primitives::{
    merkle, ChannelId, DeviceKey, DeviceRegistry, ModelId, ModelTotals, OwnerKey, Positions, SignatureBytes,
    SignedMessage, Text, UsageRecord, Voucher, MAX_MODEL_BYTES, MAX_MODEL_TOTALS, MAX_PROOF_HASHES,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{
    fungible::{Inspect, Mutate},
    Get,
};
use frame_system::RawOrigin;
use sp_core::{crypto::KeyTypeId, H256};

/// Under which the keystore of whoever runs the benchmarks keeps their keys.
const KEYS: KeyTypeId = KeyTypeId(*b"coco");
const OWNER: OwnerKey = [1; 32];
const DEVICE: DeviceKey = [2; 32];

fn new_key() -> [u8; 32] {
    sp_io::crypto::sr25519_generate(KEYS, None).0
}

fn sign<T: Config>(signer: &[u8; 32], message: &impl SignedMessage) -> SignatureBytes {
    let bytes = message.signing_bytes(&Pallet::<T>::genesis_hash());
    let signer = sp_core::sr25519::Public::from_raw(*signer);
    sp_io::crypto::sr25519_sign(KEYS, &signer, &bytes)
        .expect("the key was just made")
        .0
}

/// Planck. Enough that a claim of it can create an account from the protocol's share alone.
fn deposit<T: Config>() -> u128 {
    T::MinDeposit::get().max(T::Currency::minimum_balance().saturating_mul(1_000_000))
}

/// An account that can pay for two deposits.
fn rich<T: Config>(who: T::AccountId) -> T::AccountId {
    let planck = deposit::<T>().saturating_mul(3);
    T::Currency::mint_into(&who, planck).expect("planck can be made");
    who
}

fn payer<T: Config>() -> T::AccountId {
    rich::<T>(account("payer", 0, 0))
}

/// As many totals of the longest models as there can be, of this much together.
fn totals(planck: u128) -> ModelTotals {
    let models = u128::from(MAX_MODEL_TOTALS);
    let pairs: Vec<(ModelId, u128)> = (0..models)
        .map(|n| {
            let name = format!("{n:0width$}", width = MAX_MODEL_BYTES as usize);
            let rest = if n == 0 { planck % models } else { 0 };
            let model = ModelId::try_from(name.as_str()).expect("as long as allowed");
            (model, planck / models + rest)
        })
        .collect();
    ModelTotals::new(pairs).expect("in order")
}

fn voucher(channel: ChannelId, totals: &ModelTotals, records_root: H256) -> Voucher {
    Voucher {
        channel,
        cumulative_planck: totals.sum().expect("not too much"),
        records_root,
        record_count: u32::MAX,
        model_totals_root: totals.root(),
    }
}

/// A channel of the benchmarks' device, opened by its call.
fn opened<T: Config>(payer: T::AccountId, owner: OwnerKey, voucher_key: [u8; 32]) -> ChannelId {
    T::Devices::benchmark_register(DEVICE, owner);
    let index = NextChannel::<T>::get();
    let channel = coco_primitives::channel_id(&payer.clone().into(), &DEVICE, index);
    Pallet::<T>::open_channel(
        RawOrigin::Signed(payer).into(),
        DEVICE,
        voucher_key,
        deposit::<T>(),
    )
    .expect("the payer can pay");
    channel
}

/// Its first half is claimed already, under this root of records.
fn half_claimed<T: Config>(channel: ChannelId, voucher_key: &[u8; 32], records_root: H256) {
    let totals = totals(deposit::<T>() / 2);
    let voucher = voucher(channel, &totals, records_root);
    let signature = sign::<T>(voucher_key, &voucher);
    Pallet::<T>::do_claim(voucher, signature, totals).expect("a good claim");
}

/// One more summary than may stay after the call, of which the two oldest can go.
fn full_of_closed<T: Config>() {
    let full = u64::from(T::MaxClosedChannels::get()).saturating_add(1);
    Closed::<T>::put(Positions {
        oldest: 0,
        next: full,
    });
    for position in 0..closed::REMOVED_PER_CLOSE {
        let channel = H256::repeat_byte(position as u8);
        let summary = ClosedChannel {
            payer: account("old", position, 0),
            device: DEVICE,
            owner: OWNER,
            claimed_planck: 0,
            records_root: H256::zero(),
            record_count: 0,
        };
        ClosedChannels::<T>::insert(channel, summary);
        ClosedOrder::<T>::insert(u64::from(position), channel);
    }
}

fn record() -> UsageRecord {
    fn longest<const MIN: u32, const MAX: u32>() -> Text<MIN, MAX> {
        Text::try_from(vec![b'x'; MAX as usize].as_slice()).expect("as long as allowed")
    }
    UsageRecord {
        job: H256::repeat_byte(1),
        lease: [1; 16],
        session: [1; 16],
        requester: [1; 32],
        device: DEVICE,
        owner: OWNER,
        model: longest(),
        weights_digest: [1; 32],
        engine: longest(),
        prompt_tokens: 1,
        completion_tokens: 1,
        bytes_in: 1,
        bytes_out: 1,
        queue_ms: 1,
        ttft_ms: 1,
        duration_ms: 1,
        output_digest: [1; 32],
        sequence: 1,
        started_at_ms: 0,
        ended_at_ms: 0,
        price_planck: 2,
    }
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn open_channel() {
        let caller: T::AccountId = rich::<T>(whitelisted_caller());
        T::Devices::benchmark_register(DEVICE, OWNER);

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), DEVICE, [3; 32], deposit::<T>());

        assert_eq!(NextChannel::<T>::get(), 1);
    }

    #[benchmark]
    fn top_up() {
        let caller: T::AccountId = rich::<T>(whitelisted_caller());
        let voucher_key = new_key();
        let channel = opened::<T>(caller.clone(), OWNER, voucher_key);
        half_claimed::<T>(channel, &voucher_key, H256::repeat_byte(1));

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), channel, deposit::<T>());

        let channel = Channels::<T>::get(channel).expect("it is open");
        assert_eq!(channel.deposit_planck, deposit::<T>().saturating_mul(2));
    }

    /// In the window, with all models there can be before and after. The accounts it pays come into being here, so the
    /// claim before this one is written without paying.
    #[benchmark]
    fn claim() {
        let caller: T::AccountId = whitelisted_caller();
        let voucher_key = new_key();
        let payer = payer::<T>();
        let id = opened::<T>(payer.clone(), OWNER, voucher_key);
        Pallet::<T>::close_channel(RawOrigin::Signed(payer).into(), id).expect("the payer closes");
        Channels::<T>::mutate(id, |channel| {
            if let Some(channel) = channel {
                channel.claimed.totals = totals(0);
            }
        });
        let totals = totals(deposit::<T>());
        let voucher = voucher(id, &totals, H256::repeat_byte(2));
        let signature = sign::<T>(&voucher_key, &voucher);

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), voucher, signature, totals);

        let channel = Channels::<T>::get(id).expect("it is not closed");
        assert_eq!(channel.claimed.planck, deposit::<T>());
        assert_eq!(channel.held_planck(), 0);
    }

    /// By the owner, which ends it.
    #[benchmark]
    fn close_channel() {
        let caller: T::AccountId = whitelisted_caller();
        let voucher_key = new_key();
        full_of_closed::<T>();
        let channel = opened::<T>(payer::<T>(), caller.clone().into(), voucher_key);
        half_claimed::<T>(channel, &voucher_key, H256::repeat_byte(1));

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), channel);

        assert!(ClosedChannels::<T>::contains_key(channel));
        assert_eq!(Closed::<T>::get().count(), u64::from(T::MaxClosedChannels::get()));
    }

    #[benchmark]
    fn force_close() {
        let caller: T::AccountId = whitelisted_caller();
        let voucher_key = new_key();
        full_of_closed::<T>();
        let channel = opened::<T>(payer::<T>(), OWNER, voucher_key);
        half_claimed::<T>(channel, &voucher_key, H256::repeat_byte(1));
        Channels::<T>::mutate(channel, |channel| {
            if let Some(channel) = channel {
                channel.state = ChannelState::Closing { until_ms: 0 };
            }
        });

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), channel);

        assert!(ClosedChannels::<T>::contains_key(channel));
        assert_eq!(Closed::<T>::get().count(), u64::from(T::MaxClosedChannels::get()));
    }

    /// In a closed channel, which is looked for second, at the bottom of the deepest tree.
    #[benchmark]
    fn prove_record() {
        let caller: T::AccountId = whitelisted_caller();
        let record = record();
        let path = vec![H256::repeat_byte(3); MAX_PROOF_HASHES as usize];
        let leaf = merkle::leaf_hash(&record.signing_hash(&Pallet::<T>::genesis_hash()));
        let records_root = path
            .iter()
            .fold(leaf, |hash, sibling| merkle::node_hash(&hash, sibling));
        let channel = H256::repeat_byte(4);
        ClosedChannels::<T>::insert(
            channel,
            ClosedChannel {
                payer: account("payer", 0, 0),
                device: DEVICE,
                owner: OWNER,
                claimed_planck: 0,
                records_root,
                record_count: u32::MAX,
            },
        );
        let path = path.try_into().expect("not too long");

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), channel, record, 0, path);
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
