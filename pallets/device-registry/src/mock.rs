//! A runtime of this pallet alone, and devices that can sign.

use crate as pallet_device_registry;
use coco_primitives::{
    Arch, Capabilities, DeviceAction, DeviceKey, DeviceRegistration, DeviceUpdate, Metadata, OwnerKey,
    SignatureBytes, SignedMessage, Text,
};
use frame_support::{derive_impl, traits::ConstU32, traits::ConstU64};
use sp_core::{sr25519, Pair, H256};
use sp_runtime::BuildStorage;

pub type Block = frame_system::mocking::MockBlock<Test>;

/// Unix ms of the first block in every test.
pub const START_MS: u64 = 1_700_000_000_000;
/// Hash of block 0 in every test.
pub const GENESIS: H256 = H256([7; 32]);
pub const OPERATOR: u64 = 1;
pub const MAX_DEVICES: u32 = 3;

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp;
    #[runtime::pallet_index(2)]
    pub type DeviceRegistry = pallet_device_registry;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
}

impl pallet_timestamp::Config for Test {
    type Moment = u64;
    type OnTimestampSet = ();
    type MinimumPeriod = ConstU64<1>;
    type WeightInfo = ();
}

impl pallet_device_registry::Config for Test {
    type Time = Timestamp;
    type MaxDevicesPerOwner = ConstU32<MAX_DEVICES>;
    type WeightInfo = ();
}

/// Builds the externalities of a test. Every test that runs in them ends in the pallet's `try_state`.
#[derive(Default)]
pub struct ExtBuilder {
    devices: Vec<(sr25519::Pair, OwnerKey)>,
}

impl ExtBuilder {
    /// Registers a device before the test starts.
    pub fn with_device(mut self, device: &sr25519::Pair, owner: OwnerKey) -> Self {
        self.devices.push((device.clone(), owner));
        self
    }

    pub fn build_and_execute(self, test: impl FnOnce()) {
        let storage = frame_system::GenesisConfig::<Test>::default()
            .build_storage()
            .unwrap();
        sp_io::TestExternalities::new(storage).execute_with(|| {
            frame_system::BlockHash::<Test>::insert(0, GENESIS);
            System::set_block_number(1);
            Timestamp::set_timestamp(START_MS);
            for (device, owner) in &self.devices {
                let registration = registration(device, *owner);
                let signature = sign(device, &registration);
                DeviceRegistry::register_device(operator(), registration, signature).unwrap();
            }
            System::reset_events();
            test();
            DeviceRegistry::do_try_state().unwrap();
        });
    }
}

pub fn operator() -> RuntimeOrigin {
    RuntimeOrigin::signed(OPERATOR)
}

/// A key pair that is the same in every run.
pub fn pair(seed: u8) -> sr25519::Pair {
    sr25519::Pair::from_seed(&[seed; 32])
}

pub fn key(pair: &sr25519::Pair) -> DeviceKey {
    pair.public().0
}

pub fn capabilities() -> Capabilities {
    Capabilities {
        arch: Arch::Arm64,
        ram_mib: 8_192,
        gpu: Text::try_from("apple metal-3").unwrap(),
        engine: Text::try_from("webllm").unwrap(),
        models: vec![Text::try_from("tiny").unwrap()].try_into().unwrap(),
        milli_tokens_per_second: 42_000,
    }
}

pub fn registration(device: &sr25519::Pair, owner: OwnerKey) -> DeviceRegistration {
    DeviceRegistration {
        device: key(device),
        owner,
        capabilities: capabilities(),
        metadata: Metadata::default(),
    }
}

pub fn update(device: &sr25519::Pair, nonce: u64, action: DeviceAction) -> DeviceUpdate {
    DeviceUpdate {
        device: key(device),
        nonce,
        action,
    }
}

pub fn sign(pair: &sr25519::Pair, message: &impl SignedMessage) -> SignatureBytes {
    pair.sign(&message.signing_bytes(&GENESIS)).0
}

pub fn sign_update(pair: &sr25519::Pair, nonce: u64, action: DeviceAction) -> SignatureBytes {
    sign(pair, &update(pair, nonce, action))
}
