//! Natural reprints: which pairs with a large word-for-word overlap are in one family.

use crate::Row;
use crate::corpus::{lines, read};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use wireroom::Record;

/// Share of the smaller text's 5-grams that stand in the other: from here on a pair is a copy in
/// some sense, quotations included.
const OVERLAP: f64 = 0.3;

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let mut found = Vec::new();
    for (name, file) in [
        ("newscluster dev", "events/newscluster_dev.jsonl"),
        ("ecbplus dev", "instances/ecbplus_dev.jsonl"),
    ] {
        let rows = lines(&corpora.join(file))?;
        let record = read(&rows);
        found.push(score(name, &record));
    }
    Some(found)
}

fn score(name: &str, record: &Record) -> Row {
    let grams: Vec<BTreeSet<Vec<&str>>> = record
        .documents
        .iter()
        .map(|reading| {
            let text = reading.text.repaired();
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let words: Vec<&str> = words.collect();
            words.windows(5).map(<[&str]>::to_vec).collect()
        })
        .collect();
    let mut holders = BTreeMap::<&Vec<&str>, Vec<usize>>::new();
    for (at, set) in grams.iter().enumerate() {
        for gram in set {
            holders.entry(gram).or_default().push(at);
        }
    }
    let mut shared = BTreeMap::<(usize, usize), usize>::new();
    for list in holders.values() {
        for (i, &a) in list.iter().enumerate() {
            for &b in &list[i + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    let family = |at: usize| record.documents[at].family;
    let share =
        |a: usize, b: usize, n: usize| n as f64 / grams[a].len().min(grams[b].len()).max(1) as f64;
    let copies: Vec<(usize, usize)> = shared
        .iter()
        .filter(|((a, b), n)| share(*a, *b, **n) >= OVERLAP)
        .map(|(&pair, _)| pair)
        .collect();
    let together = copies.iter().filter(|(a, b)| family(*a) == family(*b)).count();
    let pairs: usize = record
        .families
        .iter()
        .map(|family| family.witnesses.len() * (family.witnesses.len() - 1) / 2)
        .sum();
    let sized = record.families.iter().filter(|family| family.witnesses.len() > 1).count();
    Row::new(
        format!("families, {name}"),
        format!(
            "{sized} of two and more; {together} of {} pairs with 30 % of 5-grams in common are together; {} joined pairs have less",
            copies.len(),
            pairs.saturating_sub(together)
        ),
        "thresholds chosen on made copies; nothing was fitted here",
    )
}
