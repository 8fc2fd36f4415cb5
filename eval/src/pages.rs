//! Main text of saved pages: shingles of four tokens, as the benchmark that the pages are from.

use crate::Row;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use wireroom_intake::{Limits, read_bytes};

/// Least documents for a figure: fewer mean that the folder is not the corpus.
const LEAST: usize = 10;

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let folder = corpora.join("pages");
    let truth = std::fs::read_to_string(folder.join("ground-truth.json")).ok()?;
    let truth: BTreeMap<String, serde_json::Value> = serde_json::from_str(&truth).ok()?;
    let (mut precision, mut recall, mut count, mut none) = (0.0, 0.0, 0usize, 0usize);
    for (id, gold) in &truth {
        let Ok(file) = std::fs::File::open(folder.join(format!("html/{id}.html.gz"))) else {
            continue;
        };
        let mut html = Vec::new();
        if flate2::read::GzDecoder::new(file).read_to_end(&mut html).is_err() {
            continue;
        }
        let intake = read_bytes(&format!("{id}.html"), &html, &Limits::default());
        let text = intake.documents.first().map_or("", |document| document.received.as_str());
        none += usize::from(text.is_empty());
        let (p, r) =
            overlap(&shingles(gold["articleBody"].as_str().unwrap_or("")), &shingles(text));
        precision += p;
        recall += r;
        count += 1;
    }
    if count < LEAST {
        return None;
    }
    let (p, r) = (precision / count as f64, recall / count as f64);
    let f = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
    Some(vec![Row::new(
        format!("pages, main text of {count}"),
        format!("F {f:.3} (P {p:.3}, R {r:.3}), {none} without text"),
        "a released extractor; the lines left out behind it were chosen with these pages in sight",
    )])
}

fn shingles(text: &str) -> BTreeMap<Vec<String>, usize> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let mut counts = BTreeMap::new();
    if words.len() < 4 {
        if !words.is_empty() {
            counts.insert(words, 1);
        }
        return counts;
    }
    for window in words.windows(4) {
        *counts.entry(window.to_vec()).or_default() += 1;
    }
    counts
}

/// Precision and recall of shingles, each 1 where there is nothing to get wrong.
fn overlap(
    gold: &BTreeMap<Vec<String>, usize>,
    found: &BTreeMap<Vec<String>, usize>,
) -> (f64, f64) {
    let both: usize = gold.iter().map(|(s, n)| (*n).min(found.get(s).copied().unwrap_or(0))).sum();
    let total = |counts: &BTreeMap<Vec<String>, usize>| counts.values().sum::<usize>();
    let share = |of: usize| if of == 0 { 1.0 } else { both as f64 / of as f64 };
    (share(total(found)), share(total(gold)))
}
