//! Random sequences of calls, right and wrong ones mixed, beside a model of what they should do: every answer is the model's, and
//! no planck is made, lost or in another account than the model says. What a call touches is compared after each; everything, the
//! invariants and that a refusal writes nothing, now and then and at the end.

use super::*;
use coco_primitives::ChannelId;
use coco_testing::play_sequences;
use frame_support::dispatch::DispatchResult;
use proptest::prelude::*;

/// Channels that steps are about, in the order of their opening; a long sequence may open more.
const CHANNELS: usize = 12;

/// Calls between two looks at everything.
const FULL_CHECK: u64 = 64;

/// What is wrong with a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wrong {
    Nothing,
    Key,
    Genesis,
    Totals,
    Root,
}

#[derive(Clone, Copy, Debug)]
enum Who {
    Payer,
    Owner,
    Stranger,
}

#[derive(Clone, Debug)]
enum Step {
    Open {
        payer: usize,
        device: usize,
        planck: u128,
    },
    TopUp {
        nth: usize,
        planck: u128,
    },
    Claim {
        nth: usize,
        planck: u128,
        records: u32,
        wrong: Wrong,
    },
    Close {
        nth: usize,
        who: Who,
    },
    ForceClose {
        nth: usize,
    },
    Prove {
        nth: usize,
        index: u32,
    },
    Wait {
        ms: u64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let nth = 0..CHANNELS;
    // Up to more than a payer has.
    let deposit = prop_oneof![4 => 900u128..200_000, 1 => Just(RICHES)];
    let wrong = prop_oneof![
        12 => Just(Wrong::Nothing),
        1 => Just(Wrong::Key),
        1 => Just(Wrong::Genesis),
        1 => Just(Wrong::Totals),
        1 => Just(Wrong::Root),
    ];
    let who = prop_oneof![3 => Just(Who::Payer), 1 => Just(Who::Owner), 1 => Just(Who::Stranger)];
    prop_oneof![
        3 => (0usize..2, 0usize..2, deposit)
            .prop_map(|(payer, device, planck)| Step::Open { payer, device, planck }),
        2 => (nth.clone(), 0u128..50_000).prop_map(|(nth, planck)| Step::TopUp { nth, planck }),
        9 => (nth.clone(), 0u128..150_000, 0u32..12, wrong)
            .prop_map(|(nth, planck, records, wrong)| Step::Claim { nth, planck, records, wrong }),
        2 => (nth.clone(), who).prop_map(|(nth, who)| Step::Close { nth, who }),
        2 => nth.clone().prop_map(|nth| Step::ForceClose { nth }),
        2 => (nth, 0u32..12).prop_map(|(nth, index)| Step::Prove { nth, index }),
        2 => (0..CHALLENGE_MS).prop_map(|ms| Step::Wait { ms }),
    ]
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    Open,
    Closing(u64),
    Closed,
}

struct ModelChannel {
    id: ChannelId,
    payer: usize,
    device: usize,
    deposit: u128,
    claimed: u128,
    count: u32,
    phase: Phase,
}

/// What should be on chain.
struct Model {
    channels: Vec<ModelChannel>,
    /// In the order in which they closed.
    closed: Vec<usize>,
    now_ms: u64,
    fees: u128,
}

fn payer(n: usize) -> AccountId32 {
    [PAYER, OTHER_PAYER][n].clone()
}

fn owner_of(device: usize) -> AccountId32 {
    [OWNER, OTHER_OWNER][device].into()
}

/// Both totals grow with the amount.
fn split(planck: u128) -> ModelTotals {
    totals(&[("other", planck / 3), ("tiny", planck - planck / 3)])
}

fn submit(id: ChannelId, planck: u128, records: u32, wrong: Wrong) -> DispatchResult {
    let totals = split(planck);
    let mut voucher = voucher_for(id, &totals, records);
    if wrong == Wrong::Root {
        voucher.model_totals_root = H256([1; 32]);
    }
    let genesis = if wrong == Wrong::Genesis {
        H256([8; 32])
    } else {
        GENESIS
    };
    let pair = if wrong == Wrong::Key {
        stranger_pair()
    } else {
        voucher_pair()
    };
    let signature = pair
        .sign(&coco_primitives::SignedMessage::signing_bytes(&voucher, &genesis))
        .0;
    let totals = if wrong == Wrong::Totals {
        split(planck + 1)
    } else {
        totals
    };
    Settlement::claim(signed(STRANGER), voucher, signature, totals)
}

impl Model {
    fn held(&self, payer: usize) -> u128 {
        let of_payer = |channel: &&ModelChannel| channel.payer == payer && channel.phase != Phase::Closed;
        let channels = self.channels.iter().filter(of_payer);
        channels.map(|channel| channel.deposit - channel.claimed).sum()
    }

    fn paid(&self, payer: usize) -> u128 {
        let channels = self.channels.iter().filter(|channel| channel.payer == payer);
        channels.map(|channel| channel.claimed).sum()
    }

    /// What a payer can still put into channels.
    fn free(&self, payer: usize) -> u128 {
        RICHES - self.paid(payer) - self.held(payer) - EXISTENTIAL_DEPOSIT
    }

    fn close(&mut self, nth: usize) {
        self.channels[nth].phase = Phase::Closed;
        self.closed.push(nth);
    }

    /// Plays a step; whether the model allows it, and what the pallet answered.
    fn play(&mut self, step: Step) -> (bool, DispatchResult) {
        let opened = self.channels.len();
        match step {
            Step::Wait { ms } => {
                self.now_ms += ms;
                set_time(self.now_ms);
                System::set_block_number(System::block_number() + 1);
                (true, Ok(()))
            }
            Step::Open {
                payer: by,
                device: to,
                planck,
            } => {
                let key = [device(), other_device()][to];
                let id = coco_primitives::channel_id(&payer(by).into(), &key, opened as u64);
                let allowed = planck >= MIN_DEPOSIT && planck <= self.free(by);
                if allowed {
                    self.channels.push(ModelChannel {
                        id,
                        payer: by,
                        device: to,
                        deposit: planck,
                        claimed: 0,
                        count: 0,
                        phase: Phase::Open,
                    });
                }
                (allowed, open(payer(by), key, planck))
            }
            Step::TopUp { nth, .. }
            | Step::Claim { nth, .. }
            | Step::Close { nth, .. }
            | Step::ForceClose { nth }
            | Step::Prove { nth, .. }
                if nth >= opened =>
            {
                (false, claim_planck(H256::repeat_byte(nth as u8), 100))
            }
            Step::TopUp { nth, planck } => {
                let free = self.free(self.channels[nth].payer);
                let channel = &mut self.channels[nth];
                let allowed = channel.phase == Phase::Open && planck > 0 && planck <= free;
                if allowed {
                    channel.deposit += planck;
                }
                let result = Settlement::top_up(signed(payer(channel.payer)), channel.id, planck);
                (allowed, result)
            }
            Step::Claim {
                nth,
                planck,
                records,
                wrong,
            } => {
                let channel = &mut self.channels[nth];
                let in_time = match channel.phase {
                    Phase::Open => true,
                    Phase::Closing(until_ms) => self.now_ms <= until_ms,
                    Phase::Closed => false,
                };
                let newer = planck > channel.claimed && records >= channel.count;
                let allowed = in_time && newer && planck <= channel.deposit && wrong == Wrong::Nothing;
                let result = submit(channel.id, planck, records, wrong);
                if allowed {
                    self.fees += (planck - channel.claimed) / 100;
                    (channel.claimed, channel.count) = (planck, records);
                }
                (allowed, result)
            }
            Step::Close { nth, who } => {
                let channel = &mut self.channels[nth];
                let by = match who {
                    Who::Payer => payer(channel.payer),
                    Who::Owner => owner_of(channel.device),
                    Who::Stranger => STRANGER,
                };
                let result = Settlement::close_channel(signed(by), channel.id);
                let allowed = match (who, channel.phase) {
                    (Who::Payer, Phase::Open) => {
                        channel.phase = Phase::Closing(self.now_ms + CHALLENGE_MS);
                        true
                    }
                    (Who::Owner, Phase::Open | Phase::Closing(_)) => {
                        self.close(nth);
                        true
                    }
                    _ => false,
                };
                (allowed, result)
            }
            Step::ForceClose { nth } => {
                let channel = &self.channels[nth];
                let result = Settlement::force_close(signed(STRANGER), channel.id);
                let allowed = matches!(channel.phase, Phase::Closing(until_ms) if self.now_ms > until_ms);
                if allowed {
                    self.close(nth);
                }
                (allowed, result)
            }
            Step::Prove { nth, index } => {
                let channel = &self.channels[nth];
                let leaves = record_leaves(channel.count);
                let path = coco_primitives::merkle::inclusion_path(&leaves, index as usize);
                let kept = self.closed.iter().rev().take(MAX_CLOSED as usize);
                let known = channel.phase != Phase::Closed || kept.into_iter().any(|kept| *kept == nth);
                // The tests' records are of the first device.
                let allowed = known && path.is_some() && channel.device == 0;
                let path = path.unwrap_or_default().try_into().unwrap();
                let proof =
                    Settlement::prove_record(signed(STRANGER), channel.id, record(index), index, path);
                (allowed, proof)
            }
        }
    }

    /// Compares the channel that a step is about, and its payer, with the chain.
    fn check_step(&self, step: &Step) {
        let nth = match *step {
            Step::Open { .. } => self.channels.len().checked_sub(1),
            Step::TopUp { nth, .. }
            | Step::Claim { nth, .. }
            | Step::Close { nth, .. }
            | Step::ForceClose { nth }
            | Step::Prove { nth, .. } => Some(nth),
            Step::Wait { .. } => None,
        };
        if let Some(channel) = nth.and_then(|nth| self.channels.get(nth)) {
            Self::check_channel(channel);
            let by = payer(channel.payer);
            assert_eq!(held(&by), self.held(channel.payer));
            assert_eq!(money(&by), RICHES - self.paid(channel.payer));
        }
    }

    /// Compares every account and every channel with the chain.
    fn check(&self) {
        Settlement::do_try_state().unwrap();
        for n in 0..2 {
            assert_eq!(held(&payer(n)), self.held(n));
            assert_eq!(money(&payer(n)), RICHES - self.paid(n));
        }
        assert_eq!(money(&TREASURY), EXISTENTIAL_DEPOSIT + self.fees);
        let owners: u128 = (0..2).map(|n| money(&owner_of(n))).sum();
        let paid = self.paid(0) + self.paid(1);
        assert_eq!(owners, 2 * EXISTENTIAL_DEPOSIT + paid - self.fees);
        assert_eq!(Balances::total_issuance(), 2 * RICHES + 3 * EXISTENTIAL_DEPOSIT);
        self.channels.iter().for_each(Self::check_channel);
    }

    fn check_channel(channel: &ModelChannel) {
        let stored = Channels::<Test>::get(channel.id);
        assert_eq!(stored.is_some(), channel.phase != Phase::Closed);
        let Some(stored) = stored else { return };
        let claimed = &stored.claimed;
        assert_eq!(
            (stored.deposit_planck, claimed.planck, claimed.record_count),
            (channel.deposit, channel.claimed, channel.count)
        );
        let state = match channel.phase {
            Phase::Closing(until_ms) => ChannelState::Closing { until_ms },
            _ => ChannelState::Open,
        };
        assert_eq!(stored.state, state);
    }
}

fn storage_root() -> Vec<u8> {
    sp_io::storage::root(sp_runtime::StateVersion::V1)
}

#[test]
fn any_sequence_of_calls_does_what_the_model_does_and_keeps_every_planck() {
    play_sequences(
        "settlement",
        &prop::collection::vec(step(), 1..160),
        |steps, tally| {
            ExtBuilder::default().build_and_execute(|| {
                let mut model = Model {
                    channels: Vec::new(),
                    closed: Vec::new(),
                    now_ms: START_MS,
                    fees: 0,
                };
                for step in steps {
                    let in_full = tally.is_turn(FULL_CHECK);
                    let before = in_full.then(storage_root);
                    let (allowed, result) = model.play(step.clone());
                    assert_eq!(result.is_ok(), allowed, "{step:?}: {result:?}");
                    if let Some(before) = before.filter(|_| !allowed) {
                        assert_eq!(before, storage_root(), "{step:?}: a refusal wrote something");
                    }
                    match in_full {
                        true => model.check(),
                        false => model.check_step(&step),
                    }
                    if !matches!(step, Step::Wait { .. }) {
                        tally.count(allowed);
                    }
                }
                model.check();
            });
        },
    );
}
