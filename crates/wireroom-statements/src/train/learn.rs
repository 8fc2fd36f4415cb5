//! Learning the weights of a chain, and laying them out as they are stored.

use super::Config;
use crate::chain::{Machine, SLOTS, Scores, is_outside};
use crate::features::Buckets;
use crate::weights::{Table, WAYS};
use std::borrow::Cow;
use std::collections::HashMap;

/// One chain to learn from: buckets of each word, the right path, and forced words.
pub(super) struct Instance {
    pub(super) buckets: Vec<Buckets>,
    pub(super) path: Vec<u8>,
    pub(super) outside: Vec<bool>,
}

pub(super) fn learn(
    machine: &Machine,
    slots: usize,
    bits: u32,
    ids: &[usize],
    make: &dyn Fn(usize) -> Instance,
    config: &Config,
    random: &mut Random,
) -> Table {
    // Features seen once or twice say little: they are left out.
    let mut counts = vec![0_u8; 1 << 24];
    for &id in ids {
        for &hash in make(id).buckets.iter().flatten() {
            let count = &mut counts[(hash >> 8) as usize];
            *count = count.saturating_add(1);
        }
    }
    let mut hashes: Vec<u32> = Vec::new();
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    let data: Vec<Instance> = ids
        .iter()
        .map(|&id| {
            let mut instance = make(id);
            for features in &mut instance.buckets {
                features.retain(|hash| counts[(hash >> 8) as usize] >= config.cut);
                for hash in features.iter_mut() {
                    let next = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
                    *hash = *numbers.entry(*hash).or_insert_with_key(|&key| {
                        hashes.push(key);
                        next
                    });
                }
                features.shrink_to_fit();
            }
            instance
        })
        .filter(|instance| !instance.path.is_empty())
        .collect();
    drop((counts, numbers));
    let size = hashes.len() * slots;
    let (mut weights, mut squares, mut sum) =
        (vec![0.0_f32; size], vec![0.0_f32; size], vec![0.0_f32; size]);
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut averaged = 0.0;
    for epoch in 0..config.epochs {
        random.shuffle(&mut order);
        for &which in &order {
            let instance = &data[which];
            let scores: Vec<Scores> = instance
                .buckets
                .iter()
                .map(|features| {
                    let mut s = [0.0; SLOTS];
                    for &f in features {
                        let at = f as usize * slots;
                        for (s, w) in s.iter_mut().zip(&weights[at..at + slots]) {
                            *s += w;
                        }
                    }
                    s
                })
                .collect();
            let gradients = gradient(machine, &scores, instance);
            for (features, gradient) in instance.buckets.iter().zip(&gradients) {
                if gradient.iter().all(|g| g.abs() < 1e-3) {
                    continue;
                }
                for &f in features {
                    let at = f as usize * slots;
                    for slot in 0..slots {
                        let g = gradient[slot];
                        if g.abs() < 1e-4 {
                            continue;
                        }
                        let g = g - config.decay * weights[at + slot];
                        squares[at + slot] += g * g;
                        weights[at + slot] += config.rate * g / (squares[at + slot].sqrt() + 1.0);
                    }
                }
            }
        }
        if epoch * 2 >= config.epochs {
            averaged += 1.0;
            for (s, w) in sum.iter_mut().zip(&weights) {
                *s += w;
            }
        }
    }
    for s in &mut sum {
        *s /= averaged;
    }
    pack(&hashes, &sum, bits, slots)
}

/// Observed minus expected slot counts at each word.
pub(super) fn gradient(machine: &Machine, scores: &[Scores], instance: &Instance) -> Vec<Scores> {
    let outside = |at: usize| instance.outside[at];
    let forward = machine.forward(scores, &outside);
    let backward = machine.backward(scores, &outside);
    let log_sum = machine.log_sum(&forward);
    let mut out = vec![[0.0; SLOTS]; scores.len()];
    let mut before_state = 0_u8;
    for at in 0..scores.len() {
        let state = instance.path[at];
        for &arc in machine.arcs {
            if instance.outside[at] && !is_outside(arc.1, machine) {
                continue;
            }
            let before = if at == 0 {
                if arc.0 == 0 { 0.0 } else { continue }
            } else {
                forward[at - 1][usize::from(arc.0)]
            };
            let log =
                before + Machine::arc_score(arc, &scores[at]) + backward[at][usize::from(arc.1)]
                    - log_sum;
            let share = log.min(0.0).exp();
            let right = f32::from(u8::from(arc.0 == before_state && arc.1 == state));
            for (slot, g) in out[at].iter_mut().enumerate() {
                if arc.2 >> slot & 1 == 1 {
                    *g += right - share;
                }
            }
        }
        before_state = state;
    }
    out
}

/// The table of the features that weigh most, as far as their buckets have room.
pub(super) fn pack(hashes: &[u32], weights: &[f32], bits: u32, slots: usize) -> Table {
    let size = |at: usize| {
        weights[at * slots..(at + 1) * slots].iter().fold(0.0_f32, |m, w| m.max(w.abs()))
    };
    let mut order: Vec<usize> = (0..hashes.len()).filter(|&at| size(at) > 1e-3).collect();
    order.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(hashes[a].cmp(&hashes[b])));
    // A few of the largest are clipped, for finer steps in all the others.
    let top = order.get(order.len() / 2000).map_or(1.0, |&at| size(at));
    let scale = (top / 127.0).max(1e-6);
    let stride = Table::stride(slots);
    let mut data = vec![0_u8; stride << bits];
    for at in order {
        let (bucket, mark) = Table::place(hashes[at], bits);
        let row = &mut data[bucket * stride..(bucket + 1) * stride];
        let free = (0..WAYS).find(|way| row[way * 2..way * 2 + 2] == [0, 0]);
        let Some(way) = free else { continue };
        row[way * 2..way * 2 + 2].copy_from_slice(&mark.to_le_bytes());
        for slot in 0..slots {
            let stored = (weights[at * slots + slot] / scale).round().clamp(-127.0, 127.0) as i8;
            row[2 * WAYS + way * slots + slot] = stored.cast_unsigned();
        }
    }
    Table { bits, slots, scale, data: Cow::Owned(data) }
}

/// SplitMix64.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
    }
}
