//! Benchmarks of every call, each with the largest input there is.

use super::*;
use alloc::vec;
use coco_primitives::{
    Capabilities, DeviceAction, DeviceKey, DeviceRegistration, DeviceStatus, DeviceUpdate, Metadata, ModelId,
    OwnerKey, SignatureBytes, SignedMessage, Text, MAX_MODELS, MAX_MODEL_BYTES,
};
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use sp_core::crypto::KeyTypeId;

extern crate alloc;

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
    Pallet::<T>::insert(
        largest_registration(device, OWNER),
        operator,
        OwnerDeviceCount::<T>::get(OWNER),
    );
    device
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

    /// Retirement, which leaves the owner's index too, while the owner keeps another device.
    #[benchmark]
    fn set_status() {
        let operator: T::AccountId = whitelisted_caller();
        registered::<T>();
        let device = registered::<T>();
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
}
