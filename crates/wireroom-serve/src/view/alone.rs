//! What one text of a family shows and the others lack: the base in full, each passage marked by
//! how many of the others are without it.

use super::compare::{Whole, choice, held};
use super::diff::{How, align, compared};
use super::parts::document;
use super::text::{clean, clip, count, grouped};
use crate::ask::Ask;
use crate::index::Index;
use maud::{Markup, html};
use wireroom_wire::Family;

/// Others that the base is held against.
const OTHERS: usize = 24;
/// Outlets that a passage names as being without it.
const NAMED: usize = 8;

/// The choice of a base, and the base where one was chosen.
pub(crate) fn alone(index: &Index, ask: &Ask, family: &Family) -> Markup {
    let base = held(ask, family, "base");
    let first = family.witnesses.first().map(|it| it.document.as_str());
    html! {
        h2 #alone { "What one shows and the others lack" }
        form.compare action={ (ask.at(&Default::default())) "#alone" } {
            (choice(index, family, "base", "Base", base.or(first)))
            button { "Show" }
        }
        @if let Some(base) = base { (shown(index, ask, family, base)) }
    }
}

fn shown(index: &Index, ask: &Ask, family: &Family, base: &str) -> Markup {
    let whole = Whole::of(index, base);
    let others: Vec<&str> = family
        .witnesses
        .iter()
        .map(|it| it.document.as_str())
        .filter(|id| *id != base)
        .take(OTHERS)
        .collect();
    let lacking: Vec<Vec<(usize, usize)>> = others
        .iter()
        .map(|id| {
            let rows = align(&whole.text, &Whole::of(index, id).text);
            let runs = rows.iter().flat_map(|row| &row[0]).filter(|run| run.how == How::Alone);
            runs.map(|run| (run.from, run.to)).collect()
        })
        .collect();
    let words = |ranges: &[(usize, usize)]| -> usize {
        ranges.iter().map(|&(from, to)| n_words(&whole.text[from..to])).sum()
    };
    let end = compared(&whole.text);
    let parts = parts(end, &lacking);
    let of = |fits: &dyn Fn(usize) -> bool| -> usize {
        let chosen = parts.iter().filter(|part| fits(part.without.len()));
        chosen.map(|part| n_words(&whole.text[part.from..part.to])).sum()
    };
    let n = others.len();
    let only = of(&|lack| lack == n);
    html! {
        p.note {
            (count(only, "word")) " stand here alone, " (grouped(of(&|lack| lack > 0 && lack < n)))
            " are lacking in some, " (grouped(of(&|lack| lack == 0))) " stand in all."
            @if family.witnesses.len() > OTHERS + 1 { " Held against the first " (grouped(OTHERS)) " of " (grouped(family.witnesses.len() - 1)) " others." }
        }
        @if end < whole.text.len() { p.note { "The text is longer; its first part is compared and shown." } }
        ul.legend { li { span.only { "here alone" } } li { span.some { "lacking in some" } } }
        div.text.sheet dir="auto" {
            @for part in &parts {
                @let text = clean(&whole.text[part.from..part.to]);
                @if part.without.is_empty() { (text) }
                @else {
                    @let class = if part.without.len() == n { "only" } else { "some" };
                    span class=(class) title=(without(index, &others, &part.without)) { (text) }
                }
            }
        }
        table.list {
            thead { tr { th scope="col" { "The other" } th.num scope="col" { "Words it lacks" } th scope="col" { "See" } } }
            tbody { @for (id, ranges) in others.iter().zip(&lacking) {
                tr {
                    td { (document(index, id)) }
                    td.num { a.n href={ (ask.at(&ask.query.set("a", base).set("b", id))) "#compare" } aria-label=(format!("{} lacking", count(words(ranges), "word"))) { (grouped(words(ranges))) } }
                    td { a href={ (ask.at(&ask.query.set("base", id))) "#alone" } { "this one as the base" } }
                }
            } }
        }
    }
}

/// A stretch of the base that the same others are without.
#[derive(Debug, PartialEq, Eq)]
struct Stretch {
    from: usize,
    to: usize,
    without: Vec<usize>,
}

/// The base of `length` bytes cut wherever the list of those that lack it changes.
fn parts(length: usize, lacking: &[Vec<(usize, usize)>]) -> Vec<Stretch> {
    let ends = lacking.iter().flatten().flat_map(|&(from, to)| [from, to]);
    let mut bounds: Vec<usize> = ends.chain([0, length]).collect();
    bounds.sort_unstable();
    bounds.dedup();
    // Both the bounds and each one's ranges run from left to right, so one walk through all is enough.
    let mut next = vec![0; lacking.len()];
    let mut out: Vec<Stretch> = Vec::new();
    for pair in bounds.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let mut without = Vec::new();
        for (other, ranges) in lacking.iter().enumerate() {
            while ranges.get(next[other]).is_some_and(|range| range.1 <= from) {
                next[other] += 1;
            }
            if ranges.get(next[other]).is_some_and(|range| range.0 <= from) {
                without.push(other);
            }
        }
        match out.last_mut() {
            Some(last) if last.without == without => last.to = to,
            _ => out.push(Stretch { from, to, without }),
        }
    }
    out
}

fn n_words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn without(index: &Index, others: &[&str], at: &[usize]) -> String {
    let names = at.iter().take(NAMED).filter_map(|&at| others.get(at));
    let names: Vec<String> = names.map(|id| clip(&clean(index.outlet(id)), 40)).collect();
    let more = at.len().saturating_sub(NAMED);
    match more {
        0 => format!("not in {}", names.join(", ")),
        _ => format!("not in {} and {} more", names.join(", "), grouped(more)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_cut_where_the_lack_changes() {
        let shown: Vec<(usize, usize, Vec<usize>)> =
            parts(20, &[vec![(2, 6), (10, 12)], vec![(4, 12)]])
                .into_iter()
                .map(|it| (it.from, it.to, it.without))
                .collect();
        assert_eq!(
            shown,
            [
                (0, 2, vec![]),
                (2, 4, vec![0]),
                (4, 6, vec![0, 1]),
                (6, 10, vec![1]),
                (10, 12, vec![0, 1]),
                (12, 20, vec![]),
            ]
        );
        assert_eq!(parts(0, &[vec![]]), []);
    }
}
