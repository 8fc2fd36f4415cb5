//! A text with everything that was found in it: overlapping layers laid over one text, none
//! dropped.
//!
//! All spans point into the text as received. The repaired text is shown by putting each edit in
//! force in place of what it replaces; a layer that begins or ends within an edit takes the whole
//! of it.

use std::borrow::Cow;
use wireroom_wire::{Repair, Span};

/// What a passage is marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    Zone,
    Name,
    Time,
    Content,
    Source,
    Cue,
    /// A repair, in force or proposed, in the text as received.
    Repair,
    /// The passage that the address asks for.
    At,
    /// A word that was searched for.
    Found,
}

impl Layer {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Zone => "l-zone",
            Self::Name => "l-name",
            Self::Time => "l-time",
            Self::Content => "l-content",
            Self::Source => "l-source",
            Self::Cue => "l-cue",
            Self::Repair => "l-repair",
            Self::At => "l-at",
            Self::Found => "l-found",
        }
    }
}

/// One layer over one passage.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) layer: Layer,
    /// For people; shown on hover.
    pub(crate) note: String,
    /// Where a click leads.
    pub(crate) to: Option<String>,
}

/// A run of text under the same layers.
#[derive(Debug)]
pub(crate) struct Piece<'a> {
    /// Where it starts in the text as received.
    pub(crate) at: usize,
    pub(crate) text: Cow<'a, str>,
    /// Which marks lie over it, in order of their start.
    pub(crate) marks: Vec<usize>,
    /// The edit that put this text here.
    pub(crate) repair: Option<&'a Repair>,
}

/// Cuts `received` into pieces; with `repaired`, edits in force are carried out. `cuts` are further
/// places to cut at.
pub(crate) fn pieces<'a>(
    received: &'a str,
    repairs: &'a [Repair],
    marks: &[Mark],
    repaired: bool,
    cuts: &[usize],
) -> Vec<Piece<'a>> {
    let edits = if repaired { in_force(repairs, received) } else { Vec::new() };
    // Where a boundary inside an edit goes: to the start, or to the end, of the edit.
    let snap = |at: usize, back: bool| {
        let at = floor(received, at);
        let before = edits.partition_point(|edit| edit.from < at);
        match before.checked_sub(1).and_then(|i| edits.get(i)) {
            Some(edit) if at < edit.to && back => edit.from,
            Some(edit) if at < edit.to => edit.to,
            _ => at,
        }
    };
    let spans: Vec<(usize, usize)> = marks
        .iter()
        .map(|mark| (snap(mark.span.0 as usize, true), snap(mark.span.1 as usize, false)))
        .collect();
    let mut bounds: Vec<usize> = vec![0, received.len()];
    bounds.extend(spans.iter().flat_map(|&(from, to)| [from, to]));
    bounds.extend(edits.iter().flat_map(|edit| [edit.from, edit.to]));
    bounds.extend(cuts.iter().map(|&cut| snap(cut, true)));
    bounds.sort_unstable();
    bounds.dedup();
    let mut by_start: Vec<usize> = (0..marks.len()).filter(|&i| spans[i].0 < spans[i].1).collect();
    by_start.sort_by_key(|&i| (spans[i].0, i));
    let (mut next_mark, mut next_edit) = (0, 0);
    let mut active: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for (i, &at) in bounds.iter().enumerate() {
        active.retain(|&mark| spans[mark].1 > at);
        while let Some(&mark) = by_start.get(next_mark).filter(|&&mark| spans[mark].0 <= at) {
            if spans[mark].1 > at {
                active.push(mark);
            }
            next_mark += 1;
        }
        let mut edit_here = None;
        while let Some(edit) = edits.get(next_edit).filter(|edit| edit.from <= at) {
            next_edit += 1;
            if edit.from == edit.to {
                let (text, repair) = (edit.after.clone(), Some(edit.repair));
                out.push(Piece { at, text, marks: active.clone(), repair });
            } else {
                edit_here = Some(edit);
            }
        }
        let Some(&to) = bounds.get(i + 1) else { break };
        let text = match edit_here {
            Some(edit) => edit.after.clone(),
            None => Cow::Borrowed(received.get(at..to).unwrap_or("")),
        };
        let repair = edit_here.map(|edit| edit.repair);
        out.push(Piece { at, text, marks: active.clone(), repair });
    }
    out
}

/// An edit that the repaired text has, with those that lie within it.
struct Edit<'a> {
    from: usize,
    to: usize,
    after: Cow<'a, str>,
    repair: &'a Repair,
}

/// The edits that the repaired text has, in order, none within another.
fn in_force<'a>(repairs: &'a [Repair], received: &str) -> Vec<Edit<'a>> {
    let whole =
        |it: &&Repair| it.applied && received.get(it.span.0 as usize..it.span.1 as usize).is_some();
    let mut all: Vec<&Repair> = repairs.iter().filter(whole).collect();
    // What is set in at a place comes before what replaces the text behind it; of two that replace
    // text from one place on, the longer holds the other.
    all.sort_by_key(|it| (it.span.0, it.span.0 != it.span.1, std::cmp::Reverse(it.span.1)));
    let mut edits: Vec<(Edit<'a>, Vec<&Repair>)> = Vec::new();
    for repair in all {
        let (from, to) = (repair.span.0 as usize, repair.span.1 as usize);
        match edits.last_mut() {
            Some((outer, inner)) if from < outer.to => {
                if to <= outer.to {
                    inner.push(repair);
                }
            }
            _ => {
                let after = Cow::Borrowed(repair.after.as_str());
                edits.push((Edit { from, to, after, repair }, Vec::new()));
            }
        }
    }
    edits.into_iter().map(|(outer, inner)| within(outer, &inner, received)).collect()
}

/// An edit with what lies within it carried out too: a letter exchanged for another leaves the
/// places of the letters around it. An edit that changes how many letters there are says all.
fn within<'a>(outer: Edit<'a>, inner: &[&Repair], received: &str) -> Edit<'a> {
    let before = received.get(outer.from..outer.to).unwrap_or("");
    if inner.is_empty() || before.chars().count() != outer.after.chars().count() {
        return outer;
    }
    let place = |at: u32| {
        let letters = before.get(..at as usize - outer.from).map_or(0, |it| it.chars().count());
        outer.after.char_indices().nth(letters).map_or(outer.after.len(), |(at, _)| at)
    };
    let (mut after, mut reached) = (String::new(), 0);
    for edit in inner {
        let (from, to) = (place(edit.span.0), place(edit.span.1));
        if let Some(text) = outer.after.get(reached..from) {
            after.push_str(text);
            after.push_str(&edit.after);
            reached = to;
        }
    }
    after.push_str(outer.after.get(reached..).unwrap_or(""));
    Edit { after: Cow::Owned(after), ..outer }
}

/// The nearest place at or before `at` where a character starts.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(from: u32, to: u32, layer: Layer) -> Mark {
        Mark { span: Span(from, to), layer, note: String::new(), to: None }
    }

    fn edit(from: u32, to: u32, after: &str) -> Repair {
        Repair {
            span: Span(from, to),
            before: String::new(),
            after: after.to_owned(),
            rule: "missing_space".to_owned(),
            confidence: 1.0,
            applied: true,
        }
    }

    fn shown(pieces: &[Piece<'_>]) -> String {
        pieces.iter().map(|piece| format!("{}{:?} ", piece.text, piece.marks)).collect()
    }

    #[test]
    fn layers_overlap_and_none_is_dropped() {
        let marks = [mark(0, 5, Layer::Content), mark(3, 8, Layer::Name), mark(3, 5, Layer::Time)];
        let found = pieces("abcdefghij", &[], &marks, true, &[]);
        assert_eq!(shown(&found), "abc[0] de[0, 1, 2] fgh[1] ij[] ");
    }

    #[test]
    fn edits_stand_in_place_of_what_they_replace() {
        let repairs = [edit(2, 4, "XYZ"), edit(6, 6, " "), edit(3, 4, "nested")];
        let marks = [mark(3, 7, Layer::Name)];
        let found = pieces("abcdefgh", &repairs, &marks, true, &[]);
        assert_eq!(shown(&found), "ab[] XYZ[0] ef[0]  [0] g[0] h[] ");
        let repairs = [edit(0, 6, "uvwxyz"), edit(3, 3, "-"), edit(4, 6, "Y"), edit(1, 1, "!")];
        assert_eq!(shown(&pieces("abcdefgh", &repairs, &[], true, &[])), "u!vw-xY[] gh[] ");
        let found = pieces("abcdefgh", &repairs, &marks, false, &[]);
        assert_eq!(shown(&found), "abc[] defg[0] h[] ");
    }

    #[test]
    fn what_is_set_in_comes_before_what_is_replaced_behind_it() {
        let repairs = [edit(3, 5, "DE"), edit(3, 3, " ")];
        let found = pieces("abcdef", &repairs, &[], true, &[]);
        assert_eq!(shown(&found), "abc[]  [] DE[] f[] ");
    }

    #[test]
    fn no_span_can_break_it() {
        let marks = [mark(1, 2, Layer::At), mark(9, 3, Layer::At), mark(2, 4_000_000, Layer::Name)];
        let repairs = [edit(1, 2, "x"), edit(50, 60, "y")];
        let found = pieces("éa", &repairs, &marks, true, &[1, 77]);
        assert_eq!(found.iter().map(|piece| piece.text.as_ref()).collect::<String>(), "éa");
        assert!(pieces("", &[], &marks, true, &[]).is_empty());
    }
}
