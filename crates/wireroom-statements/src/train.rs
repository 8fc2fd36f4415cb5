//! Training of the three tables (feature `train`): the chains by maximum likelihood with AdaGrad
//! (Duchi, Hazan, Singer 2011), averaged over the last epochs; the judge by logistic regression on
//! drafts that models made for texts they had not seen. Seeded; the same data gives the same bytes.

mod learn;
mod trial;

pub use trial::{Sounded, Tried, sound, steps, with_settings};

use crate::chain::{CUES, ROLES, SLOTS};
use crate::features::{Buckets, CueView, cue_features, role_features};
use crate::find::{Cues, Draft, find_cues, find_roles};
use crate::judge::judge_features;
use crate::weights::{Model, Table};
use crate::word::Word;
use learn::{Instance, Random, learn, pack};
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

impl Example {
    /// The words of the passage, in bytes.
    pub fn words(&self) -> impl Iterator<Item = Range<usize>> {
        self.words.iter().map(|word| word.start as usize..word.end as usize)
    }

    /// What is marked, in word numbers: cue, source, content.
    pub fn marked(
        &self,
    ) -> impl Iterator<Item = (&Range<usize>, Option<&Range<usize>>, &[Range<usize>])> {
        self.gold.iter().map(|gold| (&gold.cue, gold.source.as_ref(), gold.content.as_slice()))
    }
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
            likely[i] = find_cues(&model, &examples[i].words, None).likely;
        }
        cue_parts.push(model);
        log(format!("cues, part {part}"));
    }
    if config.quick {
        let cues = train_cues(examples, &all, config, &mut random);
        let roles = train_roles(examples, &likely, &all, config, &mut random);
        let accept = pack(&[], &[], 0, 1);
        return Model { cues, roles, accept, cue_bonus: config.cue_bonus, threshold: -1.0 }.write();
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

fn judge(model: &Model, example: &Example, out: &mut Vec<(Buckets, bool)>) {
    let cues: Cues = find_cues(model, &example.words, None);
    for (cue, odds) in &cues.spans {
        let Some(draft) = find_roles(model, &example.words, cue.clone(), *odds, &cues.likely, None)
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
