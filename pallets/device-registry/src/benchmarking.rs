//! Benchmarks of every call, each with the largest input there is.

use super::*;
use alloc::vec;
use coco_primitives::{
    Capabilities, DeviceAction, DeviceKey, DeviceRegistration, DeviceRekey, DeviceStatus, DeviceUpdate,
    Metadata, ModelId, OwnerKey, SignatureBytes, SignedMessage, SlashBeneficiaries, Text, MAX_MODELS,
    MAX_MODEL_BYTES,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{
    fungible::{Inspect, Mutate},
    Get,
};
use frame_system::RawOrigin;
use sp_core::crypto::KeyTypeId;

/// Under which the keystore of whoever runs the benchmarks keeps their keys.
const KEYS: KeyTypeId = KeyTypeId(*b"coco");
const OWNER: OwnerKey = [1; 32];

fn new_device() -> DeviceKey {
    sp_io::crypto::sr25519_generate(KEYS, None).0
}

fn sign<T: Config>(device: &DeviceKey, message: &impl SignedMessage) -> SignatureBytes {
    let bytes = message.signing_bytes(&Pallet::<T>::genesis_hash());
    let device = sp_core::sr25519::Public::from_raw(*device);
    sp_io::crypto::sr25519_sign(KEYS, &device, &bytes)
        .expect("the key was just made")
        .0
}

fn longest<const MIN: u32, const MAX: u32>() -> Text<MIN, MAX> {
    Text::try_from(vec![b'x'; MAX as usize].as_slice()).expect("as long as allowed")
}

fn largest_capabilities() -> Capabilities {
    let model: ModelId = longest::<1, MAX_MODEL_BYTES>();
    Capabilities {
        gpu: longest(),
        engine: longest(),
        models: vec![model; MAX_MODELS as usize]
            .try_into()
            .expect("as many as allowed"),
        ..Default::default()
    }
}

/// The longest registration there is.
pub(crate) fn largest_registration(device: DeviceKey, owner: OwnerKey) -> DeviceRegistration {
    DeviceRegistration {
        device,
        owner,
        capabilities: largest_capabilities(),
        metadata: longest(),
    }
}

fn registered<T: Config>() -> DeviceKey {
    let device = new_device();
    let operator = account("operator", 0, 0);
    Pallet::<T>::insert(largest_registration(device, OWNER), operator);
    device
}

/// Of the benchmarks' owner: one device and another one, so that indexes and counts stay.
fn one_of_two<T: Config>() -> DeviceKey {
    registered::<T>();
    registered::<T>()
}

fn owner<T: Config>() -> RawOrigin<T::AccountId> {
    RawOrigin::Signed(OWNER.into())
}

/// Planck. Each share of it creates an account.
fn bond_planck<T: Config>() -> u128 {
    T::Currency::minimum_balance().saturating_mul(1_000_000)
}

/// The owner gets so much and what keeps its account alive, and bonds it by its call.
pub(crate) fn bond<T: Config>(device: DeviceKey, planck: u128) {
    let owner: T::AccountId = Devices::<T>::get(device).expect("registered").owner.into();
    let planck_needed = planck.saturating_add(T::Currency::minimum_balance());
    T::Currency::mint_into(&owner, planck_needed).expect("planck can be made");
    Pallet::<T>::do_bond(owner, device, planck).expect("the owner can pay");
}

/// Bonded, with as many parts on their way back as there can be, and each of them back already when `back`.
fn unbonding<T: Config>(device: DeviceKey, back: bool) {
    let part = bond_planck::<T>();
    let parts = u128::from(MAX_UNBONDINGS).saturating_add(2);
    bond::<T>(device, part.saturating_mul(parts));
    let until_ms = if back { 0 } else { u64::MAX };
    Bonds::<T>::mutate(device, |bond| {
        for _ in 0..MAX_UNBONDINGS {
            bond.unbond(part, until_ms).expect("enough is active");
        }
    });
}

fn signed_update<T: Config>(device: DeviceKey, action: DeviceAction) -> SignatureBytes {
    sign::<T>(
        &device,
        &DeviceUpdate {
            device,
            nonce: 1,
            action,
        },
    )
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn register_device() {
        let operator: T::AccountId = whitelisted_caller();
        let device = new_device();
        let registration = largest_registration(device, OWNER);
        let signature = sign::<T>(&device, &registration);

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), registration, signature);

        assert!(Devices::<T>::contains_key(device));
    }

    #[benchmark]
    fn update_metadata() {
        let operator: T::AccountId = whitelisted_caller();
        let device = registered::<T>();
        let (capabilities, metadata): (_, Metadata) = (largest_capabilities(), longest());
        let action = DeviceAction::UpdateMetadata {
            capabilities: capabilities.clone(),
            metadata: metadata.clone(),
        };
        let signature = signed_update::<T>(device, action);

        #[extrinsic_call]
        _(
            RawOrigin::Signed(operator),
            device,
            1,
            capabilities,
            metadata,
            signature,
        );

        assert_eq!(Devices::<T>::get(device).expect("registered").nonce, 1);
    }

    /// Retirement of an offered and bonded device, which leaves the owner's index too, while the owner keeps another device.
    #[benchmark]
    fn set_status() {
        let operator: T::AccountId = whitelisted_caller();
        let device = one_of_two::<T>();
        unbonding::<T>(device, false);
        Offers::<T>::insert(device, [2; 32]);
        let signature = signed_update::<T>(device, DeviceAction::SetStatus(DeviceStatus::Retired));

        #[extrinsic_call]
        _(
            RawOrigin::Signed(operator),
            device,
            1,
            DeviceStatus::Retired,
            signature,
        );

        assert!(!OwnerDevices::<T>::contains_key(OWNER, device));
    }

    #[benchmark]
    fn heartbeat() {
        let operator: T::AccountId = whitelisted_caller();
        let device = registered::<T>();
        let signature = signed_update::<T>(device, DeviceAction::Heartbeat);

        #[extrinsic_call]
        _(RawOrigin::Signed(operator), device, 1, signature);

        assert_eq!(Devices::<T>::get(device).expect("registered").nonce, 1);
    }

    #[benchmark]
    fn offer_device() {
        let device = registered::<T>();

        #[extrinsic_call]
        _(owner::<T>(), device, [2; 32]);

        assert_eq!(Offers::<T>::get(device), Some([2; 32]));
    }

    /// By an owner who has a device, from one who keeps another.
    #[benchmark]
    fn accept_device() {
        let caller: T::AccountId = whitelisted_caller();
        let to: OwnerKey = caller.clone().into();
        Pallet::<T>::insert(largest_registration(new_device(), to), account("operator", 0, 0));
        let device = one_of_two::<T>();
        Offers::<T>::insert(device, to);

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), device);

        assert!(OwnerDevices::<T>::contains_key(to, device));
    }

    #[benchmark]
    fn withdraw_offer() {
        let device = registered::<T>();
        Offers::<T>::insert(device, [2; 32]);

        #[extrinsic_call]
        _(owner::<T>(), device);

        assert_eq!(Offers::<T>::get(device), None);
    }

    /// Of an offered device with a bond in as many parts, and as many former keys, as there can be.
    #[benchmark]
    fn rekey_device() {
        let (device, new) = (registered::<T>(), new_device());
        unbonding::<T>(device, false);
        Offers::<T>::insert(device, [2; 32]);
        for n in 1..MAX_FORMER_KEYS {
            let former = [n as u8; 32];
            Successors::<T>::insert(former, device);
            FormerKeys::<T>::mutate(device, |keys| {
                keys.try_push(former).expect("there is room");
            });
        }
        let rekey = DeviceRekey {
            device,
            new_device: new,
            owner: OWNER,
            nonce: 1,
        };
        let signature = sign::<T>(&new, &rekey);

        #[extrinsic_call]
        _(owner::<T>(), device, new, 1, signature);

        assert_eq!(FormerKeys::<T>::get(new).len() as u32, MAX_FORMER_KEYS);
        assert_eq!(Successors::<T>::get([1; 32]), Some(new));
    }

    #[benchmark]
    fn deregister_device() {
        let device = one_of_two::<T>();
        unbonding::<T>(device, false);
        Offers::<T>::insert(device, [2; 32]);

        #[extrinsic_call]
        _(owner::<T>(), device);

        assert!(!OwnerDevices::<T>::contains_key(OWNER, device));
    }

    /// A top-up of a bond in as many parts as there can be.
    #[benchmark]
    fn bond() {
        let device = registered::<T>();
        unbonding::<T>(device, false);
        let planck = bond_planck::<T>();
        T::Currency::mint_into(&OWNER.into(), planck).expect("planck can be made");

        #[extrinsic_call]
        _(owner::<T>(), device, planck);

        assert_eq!(Bonds::<T>::get(device).active_planck, planck.saturating_mul(3));
    }

    /// Beside as many parts on their way back as there can be.
    #[benchmark]
    fn unbond() {
        let device = registered::<T>();
        unbonding::<T>(device, false);
        let planck = bond_planck::<T>();

        #[extrinsic_call]
        _(owner::<T>(), device, planck);

        assert_eq!(Bonds::<T>::get(device).active_planck, planck);
    }

    /// As many parts as there can be, while something stays active.
    #[benchmark]
    fn withdraw_unbonded() {
        let caller: T::AccountId = whitelisted_caller();
        let device = registered::<T>();
        unbonding::<T>(device, true);

        #[extrinsic_call]
        _(RawOrigin::Signed(caller), device);

        assert!(Bonds::<T>::get(device).unbonding.is_empty());
    }

    /// No call, but what a pallet's call costs that slashes: of the longest bond all but a part, under a former key, to
    /// requester, reporter and treasury whose accounts come into being here.
    #[benchmark]
    fn slash() {
        let (device, former) = (registered::<T>(), [3; 32]);
        unbonding::<T>(device, false);
        Successors::<T>::insert(former, device);
        let slashable = Bonds::<T>::get(device).slashable_planck();
        let planck = slashable.saturating_sub(1);
        let to = SlashBeneficiaries {
            requester: Some([4; 32]),
            reporter: Some([5; 32]),
        };
        let taken;

        #[block]
        {
            taken = Pallet::<T>::do_slash(&former, planck, to);
        }

        assert_eq!(taken, planck);
        assert_eq!(Bonds::<T>::get(device).slashable_planck(), 1);
        assert!(T::Currency::total_balance(&T::Treasury::get()) > 0);
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
