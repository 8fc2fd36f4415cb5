//! Repair: what it changes in clean text, and what it restores of disguised and damaged text.
//!
//! The damage is made here, from fixed seeds, with tables written apart from those that the repair
//! has. English is the news of a corpus; the other languages are composed from invented sentences.

#[path = "../../crates/wireroom-repair/tests/compose/mod.rs"]
mod compose;
mod damage;
mod disguise;

use crate::Row;
use crate::corpus::lines;
use compose::{Dice, LANGUAGES, compose};
use std::path::Path;

const FITTED: &str =
    "words that fail here were read while the rules were written; no table was fitted on them";
const COMPOSED: &str = "composed by the project; its errors were read while the rules were written";

/// Bytes of composed text for each language.
const BYTES: usize = 20_000;

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let rows = lines(&corpora.join("events/newscluster_dev.jsonl"))?;
    let texts: Vec<&str> = rows.iter().filter_map(|row| row["text"].as_str()).collect();
    let mut found = vec![as_it_stands(&texts)];
    let english: Vec<String> = texts.iter().map(|text| repaired(text)).collect();
    found.push(clean());
    found.extend(disguise::rows(&english));
    found.extend(damage::rows(&english));
    Some(found)
}

fn repaired(text: &str) -> String {
    wireroom_repair::repair_text(text).0.repaired().to_owned()
}

/// Composed text of the languages named, all if none is.
fn composed(names: &[&str]) -> Vec<String> {
    let wanted = LANGUAGES.iter().filter(|(name, _)| names.is_empty() || names.contains(name));
    wanted.map(|(_, pieces)| compose(pieces, BYTES, 3)).collect()
}

fn as_it_stands(texts: &[&str]) -> Row {
    let (mut words, mut changed, mut texts_changed) = (0, 0, 0);
    for text in texts {
        let score = Score::of(text, &repaired(text));
        words += score.words;
        changed += score.words - score.exact;
        texts_changed += usize::from(score.words > score.exact);
    }
    Row::new(
        "repair, newscluster dev as it stands (its real damage included): words changed",
        format!("{changed} of {words}, in {texts_changed} of {} texts", texts.len()),
        FITTED,
    )
}

fn clean() -> Row {
    let mut score = Score::default();
    for text in composed(&[]) {
        score.add(&text, &repaired(&text));
    }
    Row::new(
        "repair, clean text of 12 languages and things that only look damaged: words changed",
        format!("{} of {}", score.words - score.exact, score.words),
        COMPOSED,
    )
}

/// Words that are exactly as wanted, line by line, each line aligned.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    words: usize,
    exact: usize,
}

impl Score {
    fn of(wanted: &str, got: &str) -> Self {
        let mut score = Self::default();
        score.add(wanted, got);
        score
    }

    fn add(&mut self, wanted: &str, got: &str) {
        let mut got = got.lines();
        for line in wanted.lines() {
            let wanted: Vec<&str> = line.split_whitespace().collect();
            let got: Vec<&str> = got.next().unwrap_or("").split_whitespace().collect();
            self.words += wanted.len();
            self.exact += common(&wanted, &got);
        }
    }

    fn show(self) -> String {
        format!("{:.3} %", 100.0 * self.exact as f64 / self.words.max(1) as f64)
    }
}

/// Length of the longest common subsequence.
fn common(left: &[&str], right: &[&str]) -> usize {
    if left.len() == right.len() {
        let same = left.iter().zip(right).filter(|(a, b)| a == b).count();
        if same * 2 >= left.len() {
            return same;
        }
    }
    let mut before = vec![0_usize; right.len() + 1];
    for word in left {
        let mut row = vec![0_usize; right.len() + 1];
        for (at, other) in right.iter().enumerate() {
            row[at + 1] = if word == other { before[at] + 1 } else { row[at].max(before[at + 1]) };
        }
        before = row;
    }
    before.last().copied().unwrap_or(0)
}

/// One row: `texts` damaged by `harm`, repaired, compared with what they were.
fn row(
    measure: &str,
    texts: &[String],
    fitted: &'static str,
    harm: impl Fn(&str, &mut Dice) -> String,
) -> Row {
    let mut score = Score::default();
    for (nth, text) in texts.iter().enumerate() {
        let mut dice = Dice(nth as u64 * 7919 + 1);
        let harmed = harm(text, &mut dice);
        score.add(text, &repaired(&harmed));
    }
    Row::new(format!("repair, {measure}: words exact"), score.show(), fitted)
}
