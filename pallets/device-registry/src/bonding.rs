//! Bonds on the chain: putting up, taking back, slashing.

use crate::{Bond, Bonds, Config, Devices, Error, Event, Pallet};
use coco_primitives::{DeviceKey, DeviceRegistry, OwnerKey, SlashBeneficiaries};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// The whole of [`Pallet::bond`] after its origin.
    pub(crate) fn do_bond(owner: T::AccountId, key: DeviceKey, planck: u128) -> DispatchResult {
        Self::live_device_of(&owner, &key)?;
        ensure!(planck > 0, Error::<T>::ZeroAmount);
        Self::check_can_hold(&owner, planck)?;

        Self::hold(&owner, planck)?;
        let mut bond = Bonds::<T>::get(key);
        bond.add(planck);
        let active_planck = bond.active_planck;
        Self::put_bond(key, bond);
        Self::deposit_event(Event::DeviceBonded {
            device: key,
            added_planck: planck,
            active_planck,
        });
        Ok(())
    }

    /// The whole of [`Pallet::unbond`] after its origin.
    pub(crate) fn do_unbond(owner: T::AccountId, key: DeviceKey, planck: u128) -> DispatchResult {
        Self::device_of(&owner, &key)?;
        ensure!(planck > 0, Error::<T>::ZeroAmount);
        let mut bond = Bonds::<T>::get(key);
        let until_ms = Self::unbonded_at_ms();
        bond.unbond(planck, until_ms).ok_or(Error::<T>::BondTooSmall)?;

        Self::put_bond(key, bond);
        Self::deposit_event(Event::DeviceUnbonding {
            device: key,
            planck,
            until_ms,
        });
        Ok(())
    }

    /// Sends all that is active on its way back, if there is anything.
    pub(crate) fn unbond_all(key: DeviceKey) {
        let mut bond = Bonds::<T>::get(key);
        let (planck, until_ms) = (bond.active_planck, Self::unbonded_at_ms());
        if planck > 0 && bond.unbond(planck, until_ms).is_some() {
            Self::put_bond(key, bond);
            Self::deposit_event(Event::DeviceUnbonding {
                device: key,
                planck,
                until_ms,
            });
        }
    }

    /// The whole of [`Pallet::withdraw_unbonded`] after its origin.
    pub(crate) fn do_withdraw(key: DeviceKey) -> DispatchResult {
        let owner = Self::device(&key)?.owner;
        let mut bond = Bonds::<T>::get(key);
        let planck = bond.withdraw(Self::now_ms());
        ensure!(planck > 0, Error::<T>::NothingToWithdraw);

        Self::release(&owner.into(), planck)?;
        Self::put_bond(key, bond);
        Self::deposit_event(Event::BondWithdrawn {
            device: key,
            owner,
            planck,
        });
        Ok(())
    }

    /// Takes so much of a device's bond, or all there is, and shares it; how much was taken. `key` may be a former one.
    pub(crate) fn do_slash(key: &DeviceKey, planck: u128, to: SlashBeneficiaries) -> u128 {
        let Some((device, owner)) = Self::current_owner(key) else {
            return 0;
        };
        let mut bond = Bonds::<T>::get(device);
        let slashed = Self::pay_slashed(owner, planck.min(bond.slashable_planck()), to);
        let slashed_planck = slashed.planck();
        if slashed_planck == 0 {
            return 0;
        }
        bond.take(slashed_planck);
        Self::put_bond(device, bond);
        Self::deposit_event(Event::DeviceSlashed {
            device,
            owner,
            slashed_planck,
            requester_planck: slashed.requester_planck,
            reporter_planck: slashed.reporter_planck,
            treasury_planck: slashed.treasury_planck,
        });
        slashed_planck
    }

    fn current_owner(key: &DeviceKey) -> Option<(DeviceKey, OwnerKey)> {
        let current = Self::current_key(key)?;
        Devices::<T>::get(current).map(|device| (current, device.owner))
    }

    fn unbonded_at_ms() -> u64 {
        Self::now_ms().saturating_add(T::UnbondingMs::get())
    }

    /// An empty bond has no entry.
    fn put_bond(key: DeviceKey, bond: Bond) {
        if bond.is_empty() {
            Bonds::<T>::remove(key);
        } else {
            Bonds::<T>::insert(key, bond);
        }
    }
}
