//! Words broken in two: soft hyphens, and hyphens with white space behind ("ex- tradition").
//!
//! "pre- and post-war" stays, and so does any pair whose parts could both stand alone.

use wireroom_lexicon as lexicon;
use wireroom_model::RepairRule;

use crate::draft::Found;

/// The words of `text` that are broken at one of `hyphens`, soft or hard, bytes in order.
pub(crate) fn find(text: &str, hyphens: &[usize]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    for &start in hyphens {
        let Some(mark) = text.get(start..).and_then(|rest| rest.chars().next()) else { continue };
        if start < at {
            continue;
        }
        at = start + mark.len_utf8();
        if mark == '\u{ad}' {
            found.push(Found::whole(start..at, "", RepairRule::SplitWord, 0.98));
        } else if let Some(find) = broken(text, start) {
            at = find.shown.end;
            found.push(find);
        }
    }
    found
}

fn broken(text: &str, hyphen: usize) -> Option<Found> {
    let head = text.get(..hyphen)?;
    let left_start =
        head.char_indices().rev().take(30).take_while(|(_, c)| c.is_alphabetic()).last()?.0;
    let left = head.get(left_start..)?;
    if head.get(..left_start)?.ends_with(['-', '\'', '’', '.']) {
        return None;
    }
    let tail = text.get(hyphen + 1..)?;
    let gap = tail.len() - tail.trim_start().len();
    let blank = tail.get(..gap)?;
    if gap == 0 || blank.chars().filter(|&c| c == '\n').count() > 1 || gap > 8 {
        return None;
    }
    let behind = tail.get(gap..)?;
    let right_end = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
    let right = behind.get(..right_end)?;
    if right.chars().count() < 2
        || left.chars().count() < 2
        || right_end > 40
        || !right.chars().all(char::is_lowercase)
        || behind.get(right_end..)?.starts_with('-')
    {
        return None;
    }
    let joined = format!("{left}{right}");
    let (left_lower, right_lower) = (left.to_lowercase(), right.to_lowercase());
    let common = |word: &str| lexicon::frequency(word) > 2;
    if !lexicon::is_dictionary_word(&joined.to_lowercase())
        // "ex", "re", "in" stand before a hyphen, but not with a space behind it.
        || (left.chars().count() > 3 && common(&left_lower) && common(&right_lower))
        || matches!(&*right_lower, "and" | "or" | "to" | "nor" | "und" | "et" | "oder" | "by" | "but")
    {
        return None;
    }
    let end = hyphen + 1 + gap + right_end;
    Some(Found {
        shown: left_start..end,
        replacement: joined,
        rule: RepairRule::SplitWord,
        confidence: 0.9,
        edits: vec![(hyphen..hyphen + 1 + gap, String::new())],
    })
}
