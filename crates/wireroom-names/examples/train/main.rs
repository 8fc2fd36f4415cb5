//! Trains the name tagger and writes its weights.
//!
//! ```text
//! cargo run --release -p wireroom-names --example train -- CORPUS.jsonl OUT.bin [--tune | --choose] [--epochs N] [--rate X] [--pull X] [--dropped N]
//! ```
//!
//! The corpus has a JSON object a line with `id`, `text`, `names` (see `corpus`). Texts of fifth 0
//! (FNV-1a of the id, modulo 5) are never learned from; with `--tune` those of fifth 1 are left
//! out too and scored instead, to choose settings by; with `--choose` it is the few texts that the
//! encoder keeps out of its own training (see `corpus::chosen`), to choose the mix of both by. The same corpus and lexicon give the same
//! file, byte for byte, on one machine and build: every draw is seeded and nothing runs beside
//! anything else. (Logarithms may differ in the last bit between machines.)
//!
//! A conditional random field over hashed features, see `crf`. Sentences are also learned as
//! headlines: a share is added in Title Case, in capitals and in lower case.

#[path = "../corpus/mod.rs"]
mod corpus;
mod crf;
mod pieces;
mod random;

use std::collections::HashMap;
use std::io::Write as _;
use std::path::PathBuf;

use wireroom_model::NameKind;
use wireroom_names::training::{self, Example, LABELS};
use wireroom_text::{Repaired, Span, sentences};

use crf::{Fitted, Settings};
use pieces::{Names, recased, split};

const SETTINGS: Settings = Settings { epochs: 12, rate: 0.1, pull: 3e-5, dropped: 20 };
/// A feature must stand in this many places to have a weight.
const CUTOFF: u32 = 2;
/// Bytes that the file may have.
const BUDGET: usize = 3_000_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let (mut tune, mut choose, mut settings) = (false, false, SETTINGS);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--tune" => tune = true,
            "--choose" => choose = true,
            "--epochs" => settings.epochs = number(args.next())?,
            "--rate" => settings.rate = number(args.next())?,
            "--pull" => settings.pull = number(args.next())?,
            "--dropped" => settings.dropped = number(args.next())?,
            _ => paths.push(arg.into()),
        }
    }
    let [source, target] = paths.as_slice() else {
        return Err("usage: train CORPUS.jsonl OUT.bin [--tune | --choose] [--epochs N] [--rate X] [--pull X] [--dropped N]".into());
    };
    let texts = corpus::read(source)?;
    let kept = corpus::chosen(&texts);
    let (learn, scored): (Vec<_>, Vec<_>) = texts.iter().enumerate().partition(|(at, text)| {
        let fifth = corpus::fifth(&text.id);
        fifth != 0 && !(tune && fifth == 1) && !(choose && kept.contains(at))
    });
    let scored = scored.into_iter().filter(|(at, text)| {
        if choose { kept.contains(at) } else { corpus::fifth(&text.id) == u64::from(tune) }
    });
    let scored: Vec<&corpus::Text> = scored.map(|(_, text)| text).collect();
    let mut pieces: Vec<(String, Names)> = learn.iter().flat_map(|(_, text)| split(text)).collect();
    pieces.extend(recased(&pieces));
    let (examples, keys) = intern(&pieces);
    say(&format!("{} sentences, {} features", examples.len(), keys.len()))?;

    let mut notes = Vec::new();
    let fitted = crf::fit(&examples, keys.len(), settings, |epoch, loss| {
        notes.push(format!("epoch {epoch}: loss {loss:.4}"));
    });
    say(&notes.join("\n"))?;
    let file = packed(&fitted, &keys);
    say(&format!("{} bytes", file.len()))?;
    std::fs::write(target, &file)?;

    let tag = training::tagger(&file).ok_or("the file cannot be read back")?;
    for (label, join) in [("as it stands", false), ("joined", true)] {
        let (mut hits, mut gold, mut found) = (0, 0, 0);
        for &text in &scored {
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
            "{label}: F {f:.2} p {:.2} r {:.2}",
            100.0 * hits as f64 / found.max(1) as f64,
            100.0 * hits as f64 / gold.max(1) as f64
        ))?;
    }
    Ok(())
}

fn number<N: std::str::FromStr>(word: Option<String>) -> Result<N, String> {
    word.and_then(|word| word.parse().ok()).ok_or_else(|| "a number is missing".to_owned())
}

fn say(line: &str) -> std::io::Result<()> {
    writeln!(std::io::stderr(), "{line}")
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

/// The file: weights scaled so that all but the largest in a thousand fit a byte, and the smallest
/// left out until it keeps to its size.
fn packed(fitted: &Fitted, keys: &[u32]) -> Vec<u8> {
    let mut sizes: Vec<f32> =
        fitted.rows.iter().flatten().map(|w| w.abs()).filter(|w| *w > 1e-3).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
    let scale = 127.0 / top;
    let scaled = |weight: f32| (weight * scale).round();
    let mut transitions = [[0i32; LABELS]; LABELS];
    for (to, from) in transitions.iter_mut().flatten().zip(fitted.transitions.iter().flatten()) {
        *to = scaled(*from) as i32;
    }
    let mut least = 0f32;
    loop {
        least += 1.0;
        let quantized = keys.iter().zip(&fitted.rows).filter_map(|(key, row)| {
            let mut small = [0i8; LABELS];
            for (to, from) in small.iter_mut().zip(row) {
                let weight = scaled(*from).clamp(-127.0, 127.0);
                *to = if weight.abs() < least { 0 } else { weight as i8 };
            }
            small.iter().any(|weight| *weight != 0).then_some((*key, small))
        });
        let file = training::file(transitions, quantized.collect());
        if file.len() <= BUDGET {
            return file;
        }
    }
}
