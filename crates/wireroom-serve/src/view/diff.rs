//! Two texts aligned word by word: what both have, what one has alone, what stands elsewhere in the
//! other.

use crate::index::fold;
use imara_diff::{Algorithm, Diff, InternedInput};
use std::collections::HashMap;

/// Words of each text that are compared.
const WORDS: usize = 20_000;
/// Words in a row that make a move.
const MOVE: usize = 6;

/// How a run of one text stands to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    Same,
    Alone,
    Moved,
}

/// A run of one text, in bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) how: How,
}

/// Rows of aligned runs: the left text's and the right text's.
pub(crate) type Rows = Vec<[Vec<Run>; 2]>;

struct Side<'a> {
    text: &'a str,
    words: Vec<String>,
    places: Vec<(usize, usize)>,
    end: usize,
}

impl<'a> Side<'a> {
    fn of(text: &'a str) -> Self {
        let (words, places): (Vec<_>, Vec<_>) = fold(text).take(WORDS).unzip();
        let end = if words.len() < WORDS { text.len() } else { places.last().map_or(0, |it| it.1) };
        Self { text, words, places, end }
    }

    /// Where word `at` starts; the end of what is compared behind the last.
    fn start(&self, at: usize) -> usize {
        match at {
            0 => 0,
            _ => self.places.get(at).map_or(self.end, |place| place.0),
        }
    }

    /// Words of a range as runs, those that are `moved` apart from the others.
    fn runs(&self, from: usize, to: usize, how: How, moved: &[bool], out: &mut Vec<Run>) {
        let mut at = from;
        while at < to {
            let here = how != How::Same && moved[at];
            let mut end = at + 1;
            while end < to && (how != How::Same && moved[end]) == here {
                end += 1;
            }
            let how = if here { How::Moved } else { how };
            out.push(Run { from: self.start(at), to: self.start(end), how });
            at = end;
        }
    }
}

/// Bytes of a text that are compared: it may have more words than that.
pub(crate) fn compared(text: &str) -> usize {
    Side::of(text).end
}

/// The rows of two texts; a row ends where both have a paragraph's end in a run that both share.
pub(crate) fn align(left: &str, right: &str) -> Rows {
    let (a, b) = (Side::of(left), Side::of(right));
    let mut input = InternedInput::default();
    input.update_before(a.words.iter().map(String::as_str));
    input.update_after(b.words.iter().map(String::as_str));
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let hunks: Vec<[(usize, usize); 2]> = diff
        .hunks()
        .map(|hunk| {
            let range = |range: std::ops::Range<u32>| (range.start as usize, range.end as usize);
            [range(hunk.before), range(hunk.after)]
        })
        .collect();
    let (moved_a, moved_b) = moves(&a, &b, &hunks);
    let mut rows: Rows = Vec::new();
    let mut row: [Vec<Run>; 2] = Default::default();
    let (mut at_a, mut at_b) = (0, 0);
    let tail = [(a.words.len(), a.words.len()), (b.words.len(), b.words.len())];
    for [(from_a, to_a), (from_b, to_b)] in hunks.into_iter().chain([tail]) {
        // What both share up to here, cut where a paragraph of the left text ends.
        while at_a < from_a {
            let mut end = at_a + 1;
            while end < from_a && !a.text[a.places[end - 1].1..a.start(end)].contains('\n') {
                end += 1;
            }
            let breaks = a.text[a.places[end - 1].1..a.start(end)].contains('\n');
            let end_b = at_b + (end - at_a);
            a.runs(at_a, end, How::Same, &moved_a, &mut row[0]);
            b.runs(at_b, end_b, How::Same, &moved_b, &mut row[1]);
            (at_a, at_b) = (end, end_b);
            if breaks {
                rows.push(std::mem::take(&mut row));
            }
        }
        a.runs(from_a, to_a, How::Alone, &moved_a, &mut row[0]);
        b.runs(from_b, to_b, How::Alone, &moved_b, &mut row[1]);
        (at_a, at_b) = (to_a, to_b);
    }
    if row.iter().any(|side| !side.is_empty()) {
        rows.push(row);
    }
    rows
}

/// Which words of each text stand, in a run of [`MOVE`] or more, elsewhere in the other.
fn moves(a: &Side<'_>, b: &Side<'_>, hunks: &[[(usize, usize); 2]]) -> (Vec<bool>, Vec<bool>) {
    let (mut in_a, mut in_b) = (vec![false; a.words.len()], vec![false; b.words.len()]);
    let mut starts: HashMap<&[String], usize> = HashMap::new();
    for &[(from, to), _] in hunks {
        for at in from..to.saturating_sub(MOVE - 1) {
            starts.entry(&a.words[at..at + MOVE]).or_insert(at);
        }
    }
    for &[_, (from, to)] in hunks {
        for at in from..to.saturating_sub(MOVE - 1) {
            if let Some(&source) = starts.get(&b.words[at..at + MOVE]) {
                in_a[source..source + MOVE].fill(true);
                in_b[at..at + MOVE].fill(true);
            }
        }
    }
    (in_a, in_b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, rows: &Rows, side: usize) -> String {
        let mut out = String::new();
        for row in rows {
            for run in &row[side] {
                let sign = match run.how {
                    How::Same => "=",
                    How::Alone => "!",
                    How::Moved => "~",
                };
                out.push_str(&format!("{sign}{}|", &text[run.from..run.to]));
            }
        }
        out
    }

    #[test]
    fn what_one_has_alone_and_what_was_moved() {
        let left = "The ferry struck the old pier at noon on a clear day in May. All seven sailors \
                    on board were safe.";
        let right = "All seven sailors on board were safe. The ferry struck the pier at noon on a \
                     clear day in May.";
        let rows = align(left, right);
        let parts = |text: &str, side| shown(text, &rows, side);
        assert_eq!(
            parts(left, 0),
            "=The ferry struck the |!old |=pier at noon on a clear day in May. |\
             ~All seven sailors on board were safe.|"
        );
        assert_eq!(
            parts(right, 1),
            "~All seven sailors on board were safe. |=The ferry struck the |\
             =pier at noon on a clear day in May.|"
        );
    }

    #[test]
    fn all_of_both_texts_is_there() {
        for (left, right) in
            [("", ""), ("a b", ""), ("", "x\ny"), ("a\n\nb c", "a\n\nc b"), ("…é—", "é")]
        {
            let rows = align(left, right);
            for (side, text) in [(0, left), (1, right)] {
                let runs = rows.iter().flat_map(|row| &row[side]);
                let all: String = runs.map(|run| &text[run.from..run.to]).collect();
                assert!(all == text || fold(text).next().is_none(), "{left:?} {right:?} {all:?}");
            }
        }
    }
}
