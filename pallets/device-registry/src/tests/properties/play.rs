//! What each step does to the model, and to the chain.

use super::{model::*, By, Pick, Step};
use crate::tests::*;
use crate::MAX_FORMER_KEYS;
use coco_primitives::{Bonds as _, SlashBeneficiaries};
use frame_support::dispatch::DispatchResult;

impl Model {
    /// The key that a step means; any, while there is no device.
    fn key(&self, pick: Pick) -> usize {
        let device = self.devices.iter().cycle().nth(pick.nth);
        let key = |device: &ModelDevice| match pick.by_first_key {
            true => device.keys.first().copied(),
            false => device.keys.last().copied(),
        };
        device.and_then(key).unwrap_or(pick.nth)
    }

    /// Who submits a step that is the owner's.
    fn by_owner(&mut self, key: usize, by: By) -> usize {
        match by {
            By::Right => self.ever(key).map_or(0, |device| device.owner),
            By::Owner(n) => n,
        }
    }

    /// Who submits one of the account that a device is offered to.
    fn by_offered(&mut self, key: usize, by: By) -> usize {
        match by {
            By::Right => self.ever(key).and_then(|device| device.offered).unwrap_or(0),
            By::Owner(n) => n,
        }
    }

    /// The nonce of a step: the device's next, with some left out.
    fn nonce(&mut self, key: usize, skip: u64) -> u64 {
        self.at(key)
            .map_or(1, |device| device.nonce + 1)
            .wrapping_add(skip)
    }

    /// Plays a step; whether the model allows it, and what the pallet answered.
    pub fn play(&mut self, step: Step) -> (bool, DispatchResult) {
        let now_ms = self.now_ms;
        match step {
            Step::Wait { ms } => {
                self.now_ms += ms;
                set_time(self.now_ms);
                System::set_block_number(System::block_number() + 1);
                (true, Ok(()))
            }
            Step::Register {
                key,
                owner: to,
                operator: by,
                forged,
            } => {
                let allowed = self.ever(key).is_none()
                    && self.owned(to) < MAX_DEVICES as usize
                    && self.sponsored(by) < QUOTA as usize
                    && !forged;
                let message = registration(&nth(key), owner(to));
                let signature = sign(&if forged { pair(99) } else { nth(key) }, &message);
                let result = DeviceRegistry::register_device(signed(operator_of(by)), message, signature);
                if allowed {
                    self.devices.push(ModelDevice {
                        keys: vec![key],
                        owner: to,
                        operator: by,
                        status: DeviceStatus::Active,
                        nonce: 0,
                        heard_ms: now_ms,
                        jobs: 0,
                        active: 0,
                        unbonding: Vec::new(),
                        offered: None,
                    });
                }
                (allowed, result)
            }
            Step::Beat { pick, skip } => {
                let key = self.key(pick);
                let nonce = self.nonce(key, skip);
                let device = self.at(key).filter(|device| device.serves() && skip == 0);
                let allowed = device.map(|device| (device.nonce, device.heard_ms) = (nonce, now_ms));
                (allowed.is_some(), heartbeat(&nth(key), nonce))
            }
            Step::Status { pick, skip, status } => {
                let key = self.key(pick);
                let nonce = self.nonce(key, skip);
                let device = self.at(key).filter(|device| device.serves() && skip == 0);
                let allowed = device.map(|device| {
                    device.nonce = nonce;
                    match status {
                        DeviceStatus::Retired => device.retire(now_ms),
                        status => device.status = status,
                    }
                });
                (allowed.is_some(), set_status(&nth(key), nonce, status))
            }
            Step::Offer { pick, by, to } => {
                let key = self.key(pick);
                let by = self.by_owner(key, by);
                let offered = self.at(key).filter(|device| {
                    device.serves() && device.owner == by && to != by && device.slashable() == 0
                });
                let allowed = offered.map(|device| device.offered = Some(to)).is_some();
                let result = DeviceRegistry::offer_device(signed(owner(by)), nth_key(key), owner(to));
                (allowed, result)
            }
            Step::Accept { pick, by } => {
                let key = self.key(pick);
                let by = self.by_offered(key, by);
                let room = self.owned(by) < MAX_DEVICES as usize;
                let taken = self
                    .at(key)
                    .filter(|device| room && device.offered == Some(by) && device.slashable() == 0);
                let allowed = taken.map(|device| (device.owner, device.offered) = (by, None));
                let result = DeviceRegistry::accept_device(signed(owner(by)), nth_key(key));
                (allowed.is_some(), result)
            }
            Step::WithdrawOffer { pick, by } => {
                let key = self.key(pick);
                let by = self.by_offered(key, by);
                let party = |device: &&mut ModelDevice| {
                    device.offered.is_some() && [Some(device.owner), device.offered].contains(&Some(by))
                };
                let allowed = self.at(key).filter(party).map(|device| device.offered = None);
                let result = DeviceRegistry::withdraw_offer(signed(owner(by)), nth_key(key));
                (allowed.is_some(), result)
            }
            Step::Rekey {
                pick,
                by,
                new,
                skip,
                forged,
            } => {
                let key = self.key(pick);
                let by = self.by_owner(key, by);
                let nonce = self.nonce(key, skip);
                let right = self.ever(new).is_none() && skip == 0 && !forged;
                let device = self.at(key).filter(|device| {
                    let former = device.keys.len() <= MAX_FORMER_KEYS as usize;
                    right && former && device.serves() && device.owner == by
                });
                let allowed = device.map(|device| {
                    device.keys.push(new);
                    (device.nonce, device.offered) = (nonce, None);
                });
                let message = rekey_message(&nth(key), &nth(new), owner(by), nonce);
                let signature = sign(&if forged { nth(key) } else { nth(new) }, &message);
                let result = DeviceRegistry::rekey_device(
                    signed(owner(by)),
                    nth_key(key),
                    nth_key(new),
                    nonce,
                    signature,
                );
                (allowed.is_some(), result)
            }
            Step::Deregister { pick, by } => {
                let key = self.key(pick);
                let by = self.by_owner(key, by);
                let device = self
                    .at(key)
                    .filter(|device| device.serves() && device.owner == by);
                let allowed = device.map(|device| device.retire(now_ms)).is_some();
                let result = DeviceRegistry::deregister_device(signed(owner(by)), nth_key(key));
                (allowed, result)
            }
            Step::Bond { pick, by, planck } => {
                let key = self.key(pick);
                let by = self.by_owner(key, by);
                let spare = self.money[by].saturating_sub(self.held(by) + EXISTENTIAL_DEPOSIT);
                let device = self
                    .at(key)
                    .filter(|device| device.serves() && device.owner == by && planck > 0 && planck <= spare);
                let allowed = device.map(|device| device.active += planck).is_some();
                (allowed, bond(&nth(key), owner(by), planck))
            }
            Step::Unbond { pick, by, permille } => {
                let key = self.key(pick);
                let by = self.by_owner(key, by);
                let planck = self.at(key).map_or(1, |device| device.active * permille / 1_000);
                let device = self
                    .at(key)
                    .filter(|device| device.owner == by && planck > 0 && planck <= device.active);
                let allowed = device.map(|device| device.unbond(planck, now_ms)).is_some();
                (allowed, unbond(&nth(key), owner(by), planck))
            }
            Step::Withdraw { pick } => {
                let key = self.key(pick);
                let back = |one: &(u128, u64)| now_ms > one.1;
                let device = self.at(key).filter(|device| device.unbonding.iter().any(back));
                let allowed = device.map(|device| device.unbonding.retain(|one| !back(one)));
                let result = DeviceRegistry::withdraw_unbonded(signed(STRANGER), nth_key(key));
                (allowed.is_some(), result)
            }
            Step::Slash {
                pick,
                planck,
                requester,
                reporter,
            } => {
                let key = self.key(pick);
                let to = SlashBeneficiaries {
                    requester: requester.map(owner),
                    reporter: reporter.map(owner),
                };
                let expected = self.slash(key, planck, requester, reporter);
                let taken = DeviceRegistry::slash(&nth_key(key), planck, to);
                assert_eq!(taken, expected, "another amount was taken");
                (true, Ok(()))
            }
            Step::JobDone { pick } => {
                let key = self.key(pick);
                if let Some(device) = self.ever(key) {
                    device.jobs += 1;
                }
                DeviceRegistry::note_job_done(&nth_key(key));
                (true, Ok(()))
            }
        }
    }
}
