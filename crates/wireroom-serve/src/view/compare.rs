//! Two texts of a family side by side: what both have, what one has alone, what was moved, what a
//! later hand set in.

use super::diff::{How, Run, align};
use super::layers::{Layer, Mark, pieces};
use super::parts::document;
use super::text::{brief, clean, clip, grouped};
use crate::ask::{Ask, Query, address, passage};
use crate::index::Index;
use maud::{Markup, html};
use std::ops::Range;
use wireroom_wire::{Aligned, AlignedRun, Family, Repair};

/// Texts to choose from.
const CHOICES: usize = 500;

/// The choice of two texts, and both where two were chosen. The left one is the base.
pub(crate) fn compare(index: &Index, ask: &Ask, family: &Family) -> Markup {
    let (a, b) = (held(ask, family, "a"), held(ask, family, "b"));
    let usual = |at: usize| family.witnesses.get(at).map(|it| it.document.as_str());
    html! {
        h2 #compare { "Side by side" }
        form.compare action={ (ask.at(&Default::default())) "#compare" } {
            (choice(index, family, "a", "Base", a.or(usual(0))))
            (choice(index, family, "b", "Beside it", b.or(usual(1))))
            button { "Compare" }
        }
        @if let (Some(a), Some(b)) = (a, b) {
            p { a href=(format!("{}#compare", ask.at(&ask.query.set("a", b).set("b", a)))) { "Exchange the two" } " · "
                a href=(format!("/api/v1{}/aligned{}", address("families", &family.id), Query::default().with("a", a).with("b", b).shown())) { "These two as JSON" } }
            (beside(index, a, b))
        }
    }
}

/// The witness that the address names under `key`.
pub(super) fn held<'a>(ask: &Ask, family: &'a Family, key: &str) -> Option<&'a str> {
    let id = ask.query.get(key)?;
    family.witnesses.iter().find(|it| it.document == id).map(|it| it.document.as_str())
}

/// A field to choose a witness by.
pub(super) fn choice(
    index: &Index,
    family: &Family,
    key: &str,
    label: &str,
    chosen: Option<&str>,
) -> Markup {
    html! {
        label { (label) " "
            select name=(key) {
                @for witness in family.witnesses.iter().take(CHOICES) {
                    @let id = witness.document.as_str();
                    option value=(id) selected[chosen == Some(id)] {
                        (clean(&clip(index.outlet(id), 40))) " · " (clean(&clip(told_by(index, id), 60)))
                    }
                }
            }
        }
    }
}

/// What tells a document from others of its outlet: its title, else its file.
fn told_by<'a>(index: &'a Index, id: &str) -> &'a str {
    let Some(document) = index.document(id) else { return "" };
    let title = document.title.as_deref().filter(|title| !title.trim().is_empty());
    title.or(document.path.as_deref()).unwrap_or("")
}

/// A text to compare: repaired, but with what a later hand set in where it stood.
pub(super) struct Whole {
    pub(super) text: String,
    set_in: Vec<Range<usize>>,
}

impl Whole {
    pub(super) fn of(index: &Index, id: &str) -> Self {
        let bare = Self { text: String::new(), set_in: Vec::new() };
        let Some((found, received)) = index.annotation(id).zip(index.received(id)) else {
            return bare;
        };
        let is_set_in = |it: &&Repair| it.rule == "interpolation" && it.applied;
        let (set, kept): (Vec<_>, Vec<_>) = found.repairs.iter().partition(is_set_in);
        if set.is_empty() {
            return Self { text: found.text.clone(), ..bare };
        }
        let kept: Vec<Repair> = kept.into_iter().cloned().collect();
        let mark = |it: &&Repair| Mark {
            span: it.span,
            layer: Layer::Repair,
            note: String::new(),
            to: None,
        };
        let marks: Vec<Mark> = set.iter().map(mark).collect();
        let mut whole = bare;
        for piece in pieces(received, &kept, &marks, true, &[]) {
            let from = whole.text.len();
            whole.text.push_str(&piece.text);
            if !piece.marks.is_empty() {
                whole.set_in.push(from..whole.text.len());
            }
        }
        whole
    }

    /// A run cut where what was set in begins and ends.
    fn cut(&self, run: &Run) -> Vec<(Range<usize>, bool)> {
        let mut out = Vec::new();
        let mut at = run.from;
        for set in self.set_in.iter().filter(|set| set.start < run.to && run.from < set.end) {
            let (from, to) = (set.start.max(at), set.end.min(run.to));
            if at < from {
                out.push((at..from, false));
            }
            if from < to {
                out.push((from..to, true));
                at = to;
            }
        }
        if at < run.to {
            out.push((at..run.to, false));
        }
        out
    }

    fn words(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or("")
    }
}

/// Two texts aligned, as the API gives them.
pub(crate) fn aligned(index: &Index, a: &str, b: &str) -> Aligned {
    let texts = [Whole::of(index, a), Whole::of(index, b)];
    let rows = align(&texts[0].text, &texts[1].text);
    let runs = |side: usize, runs: &[Run]| -> Vec<AlignedRun> {
        let whole = &texts[side];
        let cut = runs.iter().flat_map(|run| whole.cut(run).into_iter().map(|it| (run.how, it)));
        cut.map(|(how, (range, set_in))| AlignedRun {
            how: named(how).to_owned(),
            set_in,
            text: whole.words(&range).to_owned(),
        })
        .collect()
    };
    let rows = rows.iter().map(|row| [runs(0, &row[0]), runs(1, &row[1])]).collect();
    Aligned { a: a.to_owned(), b: b.to_owned(), rows }
}

fn named(how: How) -> &'static str {
    match how {
        How::Same => "same",
        How::Alone => "alone",
        How::Moved => "moved",
    }
}

fn beside(index: &Index, a: &str, b: &str) -> Markup {
    let (left, right) = (Whole::of(index, a), Whole::of(index, b));
    let rows = align(&left.text, &right.text);
    let words = |side: usize, text: &str, how: How| -> usize {
        let runs = rows.iter().flat_map(|row| &row[side]).filter(|run| run.how == how);
        runs.map(|run| text[run.from..run.to].split_whitespace().count()).sum()
    };
    html! {
        p.note {
            "Left alone: " (grouped(words(0, &left.text, How::Alone))) " words. Right alone: "
            (grouped(words(1, &right.text, How::Alone))) ". In both: " (grouped(words(0, &left.text, How::Same)))
            ". Moved: " (grouped(words(1, &right.text, How::Moved))) "."
        }
        ul.legend {
            li { del { "only left" } } li { ins { "only right" } }
            li { span.moved { "moved" } " stands elsewhere in the other" }
            li { span.set-in { "set in" } " by a later hand, and not part of the text as it is read" }
        }
        div.beside {
            div.heads { div { (document(index, a)) (set_in(index, a)) } div { (document(index, b)) (set_in(index, b)) } }
            @for row in &rows {
                div.pair { (side(&left, &row[0], "del")) (side(&right, &row[1], "ins")) }
            }
        }
    }
}

fn side(whole: &Whole, runs: &[Run], alone: &str) -> Markup {
    html! {
        div.text dir="auto" {
            @for run in runs {
                @for (range, set_in) in whole.cut(run) {
                    @let words = clean(whole.words(&range));
                    @match run.how {
                        _ if set_in => { span.set-in title="set in by a later hand" { (words) } },
                        How::Same => (words),
                        How::Moved => { span.moved title="stands elsewhere in the other" { (words) } }
                        How::Alone if alone == "del" => { del { (words) } }
                        How::Alone => { ins { (words) } }
                    }
                }
            }
        }
    }
}

/// What a later hand set into a text.
fn set_in(index: &Index, id: &str) -> Markup {
    let repairs = index.annotation(id).map(|it| it.repairs.as_slice()).unwrap_or_default();
    let set: Vec<_> =
        repairs.iter().filter(|it| it.rule == "interpolation" && it.applied).collect();
    html! {
        @if !set.is_empty() {
            ul.plain { @for repair in set.iter().take(6) {
                li { span.tag { "set in" } " " a href=(passage(id, repair.span, "").replacen('?', "?text=received&", 1)) { (brief(&repair.before, 90)) } }
            } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_cut_at_what_was_set_in() {
        let whole = Whole { text: "abcdefghij".to_owned(), set_in: vec![2..4, 4..5, 8..10] };
        let run = |from, to| Run { from, to, how: How::Alone };
        assert_eq!(
            whole.cut(&run(0, 9)),
            [(0..2, false), (2..4, true), (4..5, true), (5..8, false), (8..9, true)]
        );
        assert_eq!(whole.cut(&run(5, 8)), [(5..8, false)]);
        assert_eq!(whole.cut(&run(3, 3)), []);
    }
}
