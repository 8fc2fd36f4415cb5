//! Training of the three tables (feature `train`): the chains by maximum likelihood with AdaGrad
//! (Duchi, Hazan, Singer 2011), averaged over the last epochs; the judge by logistic regression on
//! drafts that models made for texts they had not seen. Seeded; the same data gives the same bytes.

use crate::chain::{CUES, Machine, ROLES, SLOTS, Scores, is_outside};
use crate::features::{Buckets, CueView, cue_features, role_features};
use crate::find::{Cues, Draft, drafts, find_cues, find_roles};
use crate::judge::judge_features;
use crate::weights::{Model, Table, WAYS};
use crate::word::Word;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// A passage with its attributions, in word numbers.
pub struct Example {
    pub(crate) words: Vec<Word>,
    /// The attributions.
    pub(crate) gold: Vec<Gold>,
    /// Which jackknife part the passage belongs to.
    pub part: usize,
}

pub(crate) struct Gold {
    pub(crate) cue: Range<usize>,
    pub(crate) source: Option<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
}

/// An attribution in bytes of the passage.
pub struct Marked {
    /// Its spans.
    pub source: Vec<Range<usize>>,
    /// Its spans.
    pub cue: Vec<Range<usize>>,
    /// Its spans.
    pub content: Vec<Range<usize>>,
}

/// Settings of a training.
#[derive(Debug, Clone)]
pub struct Config {
    /// Passes over the data.
    pub epochs: usize,
    /// Step size of AdaGrad.
    pub rate: f32,
    /// Jackknife parts.
    pub parts: usize,
    /// Bits of the cue table.
    pub cue_bits: u32,
    /// Bits of the role table.
    pub role_bits: u32,
    /// Decoding bonus for cues.
    pub cue_bonus: f32,
    /// Pull to zero at each touch.
    pub decay: f32,
    /// Features seen less often are left out.
    pub cut: u8,
    /// Train cues and roles only, to look at [`steps`].
    pub quick: bool,
}

/// An example from a passage, its sentence starts and what is marked in it.
#[must_use]
pub fn example(passage: &str, starts: &[usize], marked: &[Marked], part: usize) -> Example {
    let words = crate::find::read(passage, starts);
    let range = |span: &Range<usize>| {
        let start = words.partition_point(|w| w.end as usize <= span.start);
        let end = words.partition_point(|w| (w.start as usize) < span.end);
        (start < end).then_some(start..end)
    };
    let mut gold = Vec::new();
    for one in marked {
        let Some(cue) = one.cue.first().and_then(range) else { continue };
        gold.push(Gold {
            cue,
            source: one.source.first().and_then(range),
            content: one.content.iter().filter_map(range).collect(),
        });
    }
    Example { words, gold, part }
}

/// Trains everything; returns the stored form of the model.
#[must_use]
pub fn train(examples: &[Example], config: &Config, log: &mut dyn FnMut(String)) -> Vec<u8> {
    let mut random = Random(0x5eed);
    let all: Vec<usize> = (0..examples.len()).collect();
    let mut likely: Vec<Vec<bool>> = vec![Vec::new(); examples.len()];
    let mut cue_parts = Vec::new();
    for part in 0..config.parts {
        let rest: Vec<usize> = all.iter().copied().filter(|&i| examples[i].part != part).collect();
        let mut model =
            Model { cue_bonus: config.cue_bonus, threshold: f32::MIN, ..Model::default() };
        model.cues = train_cues(examples, &rest, config, &mut random);
        for i in all.iter().copied().filter(|&i| examples[i].part == part) {
            likely[i] = find_cues(&model, &examples[i].words).likely;
        }
        cue_parts.push(model);
        log(format!("cues, part {part}"));
    }
    if config.quick {
        let cues = train_cues(examples, &all, config, &mut random);
        let roles = train_roles(examples, &likely, &all, config, &mut random);
        let accept = pack(&[], &[], 0, 1);
        return Model {
            cues,
            roles,
            accept,
            cue_bonus: config.cue_bonus,
            threshold: -1.0,
            ..Model::default()
        }
        .write();
    }
    let mut judged: Vec<(Buckets, bool)> = Vec::new();
    for (part, model) in cue_parts.iter_mut().enumerate() {
        let rest: Vec<usize> = all.iter().copied().filter(|&i| examples[i].part != part).collect();
        model.roles = train_roles(examples, &likely, &rest, config, &mut random);
        log(format!("roles, part {part}"));
        for i in all.iter().copied().filter(|&i| examples[i].part == part) {
            judge(model, &examples[i], &mut judged);
        }
    }
    drop(cue_parts);
    let accept = train_judge(&judged, &mut random);
    log(format!("judge: {} drafts, {} right", judged.len(), judged.iter().filter(|j| j.1).count()));
    let model = Model {
        cues: train_cues(examples, &all, config, &mut random),
        roles: train_roles(examples, &likely, &all, config, &mut random),
        accept,
        cue_bonus: config.cue_bonus,
        threshold: 0.0,
    };
    model.write()
}

/// The same model with other decoding settings.
#[must_use]
pub fn with_settings(stored: &[u8], cue_bonus: f32, threshold: f32) -> Vec<u8> {
    let leaked: &'static [u8] = Box::leak(stored.to_vec().into_boxed_slice());
    let Some(mut model) = Model::read(leaked) else { return Vec::new() };
    model.cue_bonus = cue_bonus;
    model.threshold = threshold;
    model.write()
}

/// Drafts by a stored model in bytes of the passage: source, cue, content, log odds.
pub struct Tried {
    model: Model,
}

impl Tried {
    /// Reads a stored model.
    #[must_use]
    pub fn new(stored: &[u8]) -> Self {
        let leaked: &'static [u8] = Box::leak(stored.to_vec().into_boxed_slice());
        Self { model: Model::read(leaked).unwrap_or_default() }
    }

    /// Drafts with odds from `threshold` on.
    #[must_use]
    pub fn run(&self, passage: &str, starts: &[usize]) -> Vec<(Marked, f32)> {
        let words = crate::find::read(passage, starts);
        let bytes = |r: &Range<usize>| words[r.start].start as usize..words[r.end - 1].end as usize;
        drafts(&self.model, &words)
            .iter()
            .map(|d| {
                let marked = Marked {
                    source: d.source.iter().map(bytes).collect(),
                    cue: vec![bytes(&d.cue)],
                    content: d.content.iter().map(bytes).collect(),
                };
                (marked, d.odds)
            })
            .collect()
    }
}

/// How the steps do by themselves on examples: exact cues (hits, predicted, gold); with the gold
/// cues, exact sources and content pieces (hits, predicted, gold each) and whole statements.
#[must_use]
pub fn steps(stored: &[u8], examples: &[Example]) -> String {
    let tried = Tried::new(stored);
    let (mut cue, mut source, mut content, mut whole) = ([0; 3], [0; 3], [0; 3], [0; 2]);
    for example in examples {
        let cues = find_cues(&tried.model, &example.words);
        cue[1] += cues.spans.len();
        cue[2] += example.gold.len();
        cue[0] += cues.spans.iter().filter(|c| example.gold.iter().any(|g| g.cue == c.0)).count();
        for gold in example.gold.iter().filter(|g| !g.content.is_empty()) {
            whole[1] += 1;
            content[2] += gold.content.len();
            source[2] += usize::from(gold.source.is_some());
            let draft =
                find_roles(&tried.model, &example.words, gold.cue.clone(), 0.0, &cues.likely);
            let Some(draft) = draft else { continue };
            source[1] += usize::from(draft.source.is_some());
            source[0] += usize::from(draft.source.is_some() && draft.source == gold.source);
            content[1] += draft.content.len();
            content[0] += draft.content.iter().filter(|c| gold.content.contains(c)).count();
            whole[0] += usize::from(agrees(&draft, gold));
        }
    }
    let f = |[hit, p, g]: [usize; 3]| 200.0 * hit as f64 / (p + g).max(1) as f64;
    format!(
        "cue exact F {:.2} ({cue:?}); gold cues: source exact F {:.2}, content exact F {:.2}, whole recall {:.2}",
        f(cue),
        f(source),
        f(content),
        100.0 * whole[0] as f64 / whole[1].max(1) as f64
    )
}

fn judge(model: &Model, example: &Example, out: &mut Vec<(Buckets, bool)>) {
    let cues: Cues = find_cues(model, &example.words);
    for (cue, odds) in &cues.spans {
        let Some(draft) = find_roles(model, &example.words, cue.clone(), *odds, &cues.likely)
        else {
            continue;
        };
        let mut buckets = Buckets::new();
        judge_features(&example.words, &draft, &cues, &mut buckets);
        out.push((buckets, example.gold.iter().any(|gold| agrees(&draft, gold))));
    }
}

fn agrees(draft: &Draft, gold: &Gold) -> bool {
    let within = |at: usize, ranges: &[Range<usize>]| ranges.iter().any(|r| r.contains(&at));
    let both =
        draft.content.iter().flat_map(Clone::clone).filter(|&at| within(at, &gold.content)).count();
    let sum: usize = draft.content.iter().chain(&gold.content).map(ExactSizeIterator::len).sum();
    let source = match (&draft.source, &gold.source) {
        (None, None) => true,
        (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
        _ => false,
    };
    source && both * 2 >= sum - both && both > 0
}

/// One chain to learn from: buckets of each word, the right path, and forced words.
struct Instance {
    buckets: Vec<Buckets>,
    path: Vec<u8>,
    outside: Vec<bool>,
}

fn train_cues(examples: &[Example], ids: &[usize], config: &Config, random: &mut Random) -> Table {
    let make = |id: usize| {
        let example = &examples[id];
        let mut path = vec![0_u8; example.words.len()];
        for gold in &example.gold {
            for at in gold.cue.clone() {
                path[at] = 1;
            }
        }
        let buckets = (0..example.words.len())
            .map(|at| {
                let mut b = Buckets::new();
                cue_features(&example.words, at, &mut b);
                b
            })
            .collect();
        Instance { buckets, path, outside: vec![false; example.words.len()] }
    };
    learn(&CUES, 4, config.cue_bits, ids, &make, config, random)
}

fn train_roles(
    examples: &[Example],
    likely: &[Vec<bool>],
    ids: &[usize],
    config: &Config,
    random: &mut Random,
) -> Table {
    let mut pairs = Vec::new();
    for &id in ids {
        for (which, gold) in examples[id].gold.iter().enumerate() {
            if !gold.content.is_empty() {
                pairs.push((id, which));
            }
        }
    }
    let numbers: Vec<usize> = (0..pairs.len()).collect();
    let make = |number: usize| {
        let (id, which) = pairs[number];
        let example = &examples[id];
        let gold = &example.gold[which];
        let view = CueView::new(&example.words, gold.cue.start, gold.cue.end, &likely[id]);
        let window = view.window();
        let mut path = Vec::new();
        let mut passed = false;
        for at in window.clone() {
            let source = gold.source.as_ref().is_some_and(|s| s.contains(&at)) && !view.is_cue(at);
            let content = gold.content.iter().any(|c| c.contains(&at)) && !view.is_cue(at);
            let was = path.last() == Some(&2);
            // A source is one run: what comes back after its end is read as outside.
            let state = match (source, content, passed) {
                (true, _, false) => 2,
                (_, true, p) => {
                    if p || was {
                        4
                    } else {
                        1
                    }
                }
                (_, false, p) => {
                    if p || was {
                        3
                    } else {
                        0
                    }
                }
            };
            passed |= was && state != 2;
            path.push(state);
        }
        let buckets = window
            .clone()
            .map(|at| {
                let mut b = Buckets::new();
                role_features(&example.words, &view, at, &mut b);
                b
            })
            .collect();
        let outside = window.map(|at| view.is_cue(at)).collect();
        Instance { buckets, path, outside }
    };
    learn(&ROLES, SLOTS, config.role_bits, &numbers, &make, config, random)
}

fn learn(
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
fn gradient(machine: &Machine, scores: &[Scores], instance: &Instance) -> Vec<Scores> {
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

fn train_judge(data: &[(Buckets, bool)], random: &mut Random) -> Table {
    let mut hashes: Vec<u32> = data.iter().flat_map(|d| d.0.iter().copied()).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let data: Vec<(Vec<usize>, bool)> = data
        .iter()
        .map(|(features, right)| {
            (features.iter().filter_map(|f| hashes.binary_search(f).ok()).collect(), *right)
        })
        .collect();
    let mut weights = vec![0.0_f32; hashes.len()];
    let mut squares = vec![0.0_f32; hashes.len()];
    let mut sum = vec![0.0_f32; hashes.len()];
    let mut order: Vec<usize> = (0..data.len()).collect();
    for _ in 0..12 {
        random.shuffle(&mut order);
        for &i in &order {
            let (features, right) = &data[i];
            let score: f32 = features.iter().map(|&at| weights[at]).sum();
            let g = f32::from(u8::from(*right)) - 1.0 / (1.0 + (-score).exp());
            for &at in features {
                let g = g - 0.002 * weights[at];
                squares[at] += g * g;
                weights[at] += 0.05 * g / (squares[at].sqrt() + 0.5);
            }
        }
        for (s, w) in sum.iter_mut().zip(&weights) {
            *s += w / 12.0;
        }
    }
    pack(&hashes, &sum, 13, 1)
}

/// The table of the features that weigh most, as far as their buckets have room.
fn pack(hashes: &[u32], weights: &[f32], bits: u32, slots: usize) -> Table {
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
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
    }
}
