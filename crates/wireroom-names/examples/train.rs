//! Trains the name tagger and writes its weights.
//!
//! ```text
//! cargo run --release -p wireroom-names --example train -- CORPUS.jsonl OUT.bin [--tune] [--epochs N]
//! ```
//!
//! The corpus has a JSON object a line with `id`, `text`, `names` (see `corpus`). Texts of fifth 0
//! (FNV-1a of the id, modulo 5) are never learned from; with `--tune` those of fifth 1 are left
//! out too and scored instead, to choose settings by. The same corpus and lexicon give the same
//! file, byte for byte: the shuffle is seeded and all arithmetic is on integers until the last
//! scaling.
//!
//! Averaged structured perceptron (Collins 2002) with exact search. Sentences are also learned as
//! headlines: a share is added in Title Case, in capitals and in lower case.

mod corpus;

use std::collections::HashMap;
use std::io::Write as _;
use std::path::PathBuf;

use wireroom_model::NameKind;
use wireroom_names::training::{self, Example, LABELS};
use wireroom_text::{Repaired, Span, sentences};

const EPOCHS: usize = 8;
/// A feature must stand in this many places to have a weight.
const CUTOFF: u32 = 2;
/// Bytes that the file may have.
const BUDGET: usize = 3_000_000;

type Names = Vec<(Span<Repaired>, NameKind)>;
type Table = Vec<[i32; LABELS]>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let (mut tune, mut epochs) = (false, EPOCHS);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--tune" => tune = true,
            "--epochs" => epochs = args.next().and_then(|n| n.parse().ok()).unwrap_or(epochs),
            _ => paths.push(arg.into()),
        }
    }
    let [source, target] = paths.as_slice() else {
        return Err("usage: train CORPUS.jsonl OUT.bin [--tune] [--epochs N]".into());
    };
    let texts = corpus::read(source)?;
    let held = u64::from(tune);
    let learn = |text: &&corpus::Text| {
        !(corpus::fifth(&text.id) == 0 || tune && corpus::fifth(&text.id) == 1)
    };
    let mut pieces: Vec<(String, Names)> = texts.iter().filter(learn).flat_map(split).collect();
    pieces.extend(recased(&pieces));
    let (examples, keys) = intern(&pieces);
    say(&format!("{} sentences, {} features", examples.len(), keys.len()))?;

    let (transitions, rows) = learned(&examples, keys.len(), epochs)?;
    let file = packed(&transitions, &rows, &keys);
    say(&format!("{} bytes", file.len()))?;
    std::fs::write(target, &file)?;

    let tag = training::tagger(&file).ok_or("the file cannot be read back")?;
    for (label, join) in [("as it stands", false), ("joined", true)] {
        let (mut hits, mut gold, mut found) = (0, 0, 0);
        for text in texts.iter().filter(|text| corpus::fifth(&text.id) == held) {
            let text = if join {
                corpus::joined(text)
            } else {
                corpus::Text {
                    id: String::new(),
                    text: text.text.clone(),
                    names: text.names.clone(),
                }
            };
            let wanted = |name: &(Span<Repaired>, NameKind)| {
                matches!(name.1, NameKind::Person | NameKind::Organization | NameKind::Location)
            };
            let right: std::collections::BTreeSet<_> =
                text.names.iter().filter(|n| wanted(n)).map(|(s, k)| (*s, *k)).collect();
            let said: std::collections::BTreeSet<_> = sentences(&text.text)
                .into_iter()
                .flat_map(|sentence| {
                    tag(sentence.text(&text.text))
                        .into_iter()
                        .map(move |(span, kind)| (span.shift(sentence.start()), kind))
                })
                .filter(wanted)
                .collect();
            hits += right.intersection(&said).count();
            gold += right.len();
            found += said.len();
        }
        let f = 200.0 * hits as f64 / (gold + found).max(1) as f64;
        say(&format!(
            "fifth {held} {label}: F {f:.2} p {:.2} r {:.2}",
            100.0 * hits as f64 / found.max(1) as f64,
            100.0 * hits as f64 / gold.max(1) as f64
        ))?;
    }
    Ok(())
}

fn say(line: &str) -> std::io::Result<()> {
    writeln!(std::io::stderr(), "{line}")
}

/// The sentences of a text with their names; names across a boundary are left out.
fn split(text: &corpus::Text) -> Vec<(String, Names)> {
    let pieces = sentences(&text.text).into_iter().map(|sentence| {
        let inside = text.names.iter().filter(|(span, _)| sentence.contains(*span));
        let shifted = inside.map(|(span, kind)| {
            (Span::of(span.start() - sentence.start()..span.end() - sentence.start()), *kind)
        });
        (sentence.text(&text.text).to_owned(), shifted.collect())
    });
    pieces.collect()
}

/// Copies of some sentences as headlines have them. Only changes that keep every byte where it is.
fn recased(pieces: &[(String, Names)]) -> Vec<(String, Names)> {
    let mut random = Random(11);
    let mut copies = Vec::new();
    for (text, names) in pieces {
        let case = random.below(100);
        let changed: String = match case {
            0..8 => text.to_uppercase(),
            8..20 => titled(text),
            20..23 => text.to_lowercase(),
            _ => continue,
        };
        if changed.len() == text.len() && changed.split_whitespace().count() >= 4 {
            copies.push((changed, names.clone()));
        }
    }
    copies
}

fn titled(text: &str) -> String {
    const SMALL: [&str; 16] = [
        "of", "in", "on", "at", "to", "for", "and", "the", "a", "an", "by", "with", "or", "as",
        "from", "is",
    ];
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        if SMALL.contains(&word.trim()) {
            out.push_str(word);
        } else {
            let mut chars = word.chars();
            out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(chars.as_str());
        }
    }
    out
}

/// The examples with features numbered in rising order of key, and the keys.
fn intern(pieces: &[(String, Names)]) -> (Vec<Example>, Vec<u32>) {
    let mut examples: Vec<Example> =
        pieces.iter().map(|(text, names)| training::example(text, names)).collect();
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for key in examples.iter().flat_map(|example| example.keys.iter().flatten()) {
        *counts.entry(*key).or_default() += 1;
    }
    let mut keys: Vec<u32> =
        counts.iter().filter(|(_, count)| **count >= CUTOFF).map(|(key, _)| *key).collect();
    keys.sort_unstable();
    let number: HashMap<u32, u32> =
        keys.iter().enumerate().map(|(number, key)| (*key, number as u32)).collect();
    for token in examples.iter_mut().flat_map(|example| example.keys.iter_mut()) {
        *token = token.iter().filter_map(|key| number.get(key).copied()).collect();
    }
    (examples, keys)
}

/// Averaged weights, times the number of steps.
fn learned(
    examples: &[Example],
    features: usize,
    epochs: usize,
) -> std::io::Result<([[i64; LABELS]; LABELS], Vec<[i64; LABELS]>)> {
    let mut weights: Table = vec![[0; LABELS]; features];
    let mut summed = vec![[0i64; LABELS]; features];
    let mut transitions = [[0i32; LABELS]; LABELS];
    let mut transitions_summed = [[0i64; LABELS]; LABELS];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(7);
    let mut step: i64 = 1;
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let (mut wrong, mut tokens) = (0, 0);
        for example in order.iter().map(|at| &examples[*at]) {
            let scores: Table = example.keys.iter().map(|keys| added(&weights, keys)).collect();
            let guess = training::search(&scores, &transitions);
            tokens += guess.len();
            for at in 0..guess.len() {
                let (said, right) = (guess[at], example.labels[at]);
                if said != right {
                    wrong += 1;
                    for key in &example.keys[at] {
                        let key = *key as usize;
                        weights[key][right] += 1;
                        weights[key][said] -= 1;
                        summed[key][right] += step;
                        summed[key][said] -= step;
                    }
                }
                if at > 0 && (said != right || guess[at - 1] != example.labels[at - 1]) {
                    transitions[example.labels[at - 1]][right] += 1;
                    transitions[guess[at - 1]][said] -= 1;
                    transitions_summed[example.labels[at - 1]][right] += step;
                    transitions_summed[guess[at - 1]][said] -= step;
                }
            }
            step += 1;
        }
        say(&format!("epoch {epoch}: {wrong} of {tokens} tokens wrong"))?;
    }
    let average = |now: i32, sum: i64| i64::from(now) * step - sum;
    for (row, sums) in weights.iter().zip(&mut summed) {
        for (now, sum) in row.iter().zip(sums) {
            *sum = average(*now, *sum);
        }
    }
    for (row, sums) in transitions.iter().zip(&mut transitions_summed) {
        for (now, sum) in row.iter().zip(sums) {
            *sum = average(*now, *sum);
        }
    }
    Ok((transitions_summed, summed))
}

fn added(weights: &Table, keys: &[u32]) -> [i32; LABELS] {
    let mut sums = [0i32; LABELS];
    for key in keys {
        for (sum, weight) in sums.iter_mut().zip(&weights[*key as usize]) {
            *sum += weight;
        }
    }
    sums
}

/// The file: weights scaled so that all but the largest in a thousand fit a byte, and the smallest
/// left out until it keeps to its size.
fn packed(transitions: &[[i64; LABELS]; LABELS], rows: &[[i64; LABELS]], keys: &[u32]) -> Vec<u8> {
    let mut sizes: Vec<i64> = rows.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0).collect();
    sizes.sort_unstable();
    let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1);
    let scale = 127.0 / top as f64;
    let scaled = |weight: i64| (weight as f64 * scale).round();
    let mut small_transitions = [[0i32; LABELS]; LABELS];
    for (to, from) in small_transitions.iter_mut().flatten().zip(transitions.iter().flatten()) {
        *to = scaled(*from) as i32;
    }
    let mut least = 0.0;
    loop {
        least += 1.0;
        let quantized = keys.iter().zip(rows).filter_map(|(key, row)| {
            let mut small = [0i8; LABELS];
            for (to, from) in small.iter_mut().zip(row) {
                let weight = scaled(*from).clamp(-127.0, 127.0);
                *to = if weight.abs() < least { 0 } else { weight as i8 };
            }
            small.iter().any(|weight| *weight != 0).then_some((*key, small))
        });
        let file = training::file(small_transitions, quantized.collect());
        if file.len() <= BUDGET {
            return file;
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at as u64 + 1) as usize);
        }
    }
}
