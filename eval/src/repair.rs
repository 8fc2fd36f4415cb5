//! Repair: what it changes in clean text, and what it restores of disguised text.

use crate::Row;
use crate::corpus::{hash, lines};
use std::path::Path;
use wireroom_eval::generate::DISGUISES;

const FITTED: &str = "nothing was fitted on these texts";

pub(crate) fn rows(corpora: &Path) -> Option<Vec<Row>> {
    let rows = lines(&corpora.join("events/newscluster_dev.jsonl"))?;
    let texts: Vec<&str> = rows.iter().filter_map(|row| row["text"].as_str()).collect();
    let mut found = vec![clean(&texts)];
    for per_mille in [10, 50, 100, 300] {
        found.push(disguised(&texts, per_mille));
    }
    Some(found)
}

fn clean(texts: &[&str]) -> Row {
    let (mut words, mut changed, mut texts_changed) = (0, 0, 0);
    for text in texts {
        let (map, _) = wireroom_repair::repair_text(text);
        let before: Vec<&str> = text.split_whitespace().collect();
        let after: Vec<&str> = map.repaired().split_whitespace().collect();
        words += before.len();
        let here = if before.len() == after.len() {
            before.iter().zip(&after).filter(|(a, b)| a != b).count()
        } else {
            before.len().abs_diff(after.len())
        };
        changed += here;
        texts_changed += usize::from(here > 0);
    }
    Row::new(
        "repair, newscluster dev as it stands (its real damage included): words changed",
        format!("{changed} of {words}, in {texts_changed} of {} texts", texts.len()),
        FITTED,
    )
}

fn disguised(texts: &[&str], per_mille: u64) -> Row {
    let (mut words, mut exact) = (0usize, 0usize);
    for (nth, text) in texts.iter().enumerate() {
        let (clean, _) = wireroom_repair::repair_text(text);
        let clean = clean.repaired().to_owned();
        let mut state = hash(&nth.to_string()) ^ per_mille;
        let spun: String = clean.chars().map(|c| disguise(c, per_mille, &mut state)).collect();
        let (mended, _) = wireroom_repair::repair_text(&spun);
        let wanted: Vec<&str> = clean.split_whitespace().collect();
        let got: Vec<&str> = mended.repaired().split_whitespace().collect();
        words += wanted.len();
        if wanted.len() == got.len() {
            exact += wanted.iter().zip(&got).filter(|(a, b)| a == b).count();
        }
    }
    Row::new(
        format!(
            "repair, newscluster dev with {} % of letters disguised: words exact",
            per_mille as f64 / 10.0
        ),
        format!("{:.3} %", 100.0 * exact as f64 / words.max(1) as f64),
        FITTED,
    )
}

/// A letter, or one that looks like it, by a fixed sequence (splitmix64).
fn disguise(c: char, per_mille: u64, state: &mut u64) -> char {
    let Some((_, alike)) = DISGUISES.iter().find(|(letter, _)| *letter == c) else { return c };
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^= z >> 31;
    if z % 1000 >= per_mille {
        return c;
    }
    let choices: Vec<char> = alike.chars().collect();
    choices.get((z >> 32) as usize % choices.len()).copied().unwrap_or(c)
}
