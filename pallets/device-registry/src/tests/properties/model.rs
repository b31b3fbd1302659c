//! What should be on chain, computed without looking at it.

use crate::tests::*;
use crate::MAX_UNBONDINGS;
use coco_primitives::{DeviceKey, OwnerKey};

/// Keys that a sequence plays with.
pub const KEYS: usize = 40;

pub fn owner(n: usize) -> OwnerKey {
    [OWNER, OTHER_OWNER, [11; 32]][n]
}

pub fn operator_of(n: usize) -> AccountId32 {
    [OPERATOR, STRANGER][n].clone()
}

pub fn nth(key: usize) -> sp_core::sr25519::Pair {
    pair(30 + key as u8)
}

pub fn nth_key(key: usize) -> DeviceKey {
    crate::mock::key(&nth(key))
}

pub struct ModelDevice {
    /// The newest last.
    pub keys: Vec<usize>,
    pub owner: usize,
    pub operator: usize,
    pub status: DeviceStatus,
    pub nonce: u64,
    pub heard_ms: u64,
    pub jobs: u64,
    pub active: u128,
    /// Planck and last moment.
    pub unbonding: Vec<(u128, u64)>,
    pub offered: Option<usize>,
}

impl ModelDevice {
    pub fn slashable(&self) -> u128 {
        self.active + self.unbonding.iter().map(|one| one.0).sum::<u128>()
    }

    pub fn serves(&self) -> bool {
        self.status != DeviceStatus::Retired
    }

    pub fn unbond(&mut self, planck: u128, now_ms: u64) {
        self.active -= planck;
        let until_ms = now_ms + UNBONDING_MS;
        match self.unbonding.len() == MAX_UNBONDINGS as usize {
            true => {
                let newest = self.unbonding.last_mut().unwrap();
                *newest = (newest.0 + planck, until_ms);
            }
            false => self.unbonding.push((planck, until_ms)),
        }
    }

    pub fn retire(&mut self, now_ms: u64) {
        self.status = DeviceStatus::Retired;
        self.offered = None;
        if self.active > 0 {
            self.unbond(self.active, now_ms);
        }
    }

    pub fn take(&mut self, planck: u128) {
        let mut left = planck;
        let parts = std::iter::once(&mut self.active).chain(self.unbonding.iter_mut().map(|one| &mut one.0));
        for part in parts {
            let taken = left.min(*part);
            (*part, left) = (*part - taken, left - taken);
        }
        self.unbonding.retain(|one| one.0 > 0);
    }
}

pub struct Model {
    pub devices: Vec<ModelDevice>,
    pub now_ms: u64,
    /// Planck of each owner, held ones among them.
    pub money: [u128; 3],
    pub treasury: u128,
}

impl Model {
    pub fn new() -> Self {
        Self {
            devices: Vec::new(),
            now_ms: START_MS,
            money: [RICHES, RICHES, 0],
            treasury: 0,
        }
    }

    /// The device that has this key now.
    pub fn at(&mut self, key: usize) -> Option<&mut ModelDevice> {
        self.devices
            .iter_mut()
            .find(|device| device.keys.last() == Some(&key))
    }

    pub fn ever(&mut self, key: usize) -> Option<&mut ModelDevice> {
        self.devices.iter_mut().find(|device| device.keys.contains(&key))
    }

    pub fn held(&self, who: usize) -> u128 {
        let of_owner = self.devices.iter().filter(|device| device.owner == who);
        of_owner.map(ModelDevice::slashable).sum()
    }

    pub fn owned(&self, who: usize) -> usize {
        let of_owner = |device: &&ModelDevice| device.owner == who && device.serves();
        self.devices.iter().filter(of_owner).count()
    }

    pub fn sponsored(&self, operator: usize) -> usize {
        let by = |device: &&ModelDevice| device.operator == operator && device.serves();
        self.devices.iter().filter(by).count()
    }

    /// What a slash takes, of what it should take.
    pub fn slash(
        &mut self,
        key: usize,
        planck: u128,
        requester: Option<usize>,
        reporter: Option<usize>,
    ) -> u128 {
        let Some(device) = self.ever(key) else { return 0 };
        let (by, planck) = (device.owner, planck.min(device.slashable()));
        let creates = |has: u128, share: u128| share > 0 && (has > 0 || share >= EXISTENTIAL_DEPOSIT);
        let mut taken = 0;
        for (who, share) in [(requester, planck / 2), (reporter, planck / 10)] {
            if let Some(who) = who.filter(|who| *who != by && creates(self.money[*who], share)) {
                self.money[who] += share;
                taken += share;
            }
        }
        if creates(self.treasury, planck - taken) {
            self.treasury += planck - taken;
            taken = planck;
        }
        self.money[by] -= taken;
        self.ever(key).unwrap().take(taken);
        taken
    }
}
