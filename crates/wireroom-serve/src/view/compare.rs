//! Two texts of a family side by side.

use super::diff::{How, Run, align};
use super::parts::document;
use super::text::{brief, clean, grouped};
use crate::ask::{Ask, passage};
use crate::index::Index;
use maud::{Markup, html};
use wireroom_wire::Family;

/// Texts to choose from.
const CHOICES: usize = 500;

/// The choice of two texts, and both where two were chosen. The left one is the base.
pub(crate) fn compare(index: &Index, ask: &Ask, family: &Family) -> Markup {
    let held = |key: &str| {
        let id = ask.query.get(key)?;
        family.witnesses.iter().find(|it| it.document == id).map(|it| it.document.as_str())
    };
    let (a, b) = (held("a"), held("b"));
    let usual = |at: usize| family.witnesses.get(at).map(|it| it.document.as_str());
    html! {
        h2 #compare { "Side by side" }
        form.compare action=(ask.at(&Default::default())) {
            (choice(index, family, "a", "Base", a.or(usual(0))))
            (choice(index, family, "b", "Beside it", b.or(usual(1))))
            button { "Compare" }
        }
        @if let (Some(a), Some(b)) = (a, b) {
            p { a href=(format!("{}#compare", ask.at(&ask.query.set("a", b).set("b", a)))) { "Exchange the two" } }
            (beside(index, a, b))
        }
    }
}

fn choice(index: &Index, family: &Family, key: &str, label: &str, chosen: Option<&str>) -> Markup {
    html! {
        label { (label) " "
            select name=(key) {
                @for witness in family.witnesses.iter().take(CHOICES) {
                    @let id = witness.document.as_str();
                    @let place = index.document(id).and_then(|it| it.path.as_deref()).unwrap_or("");
                    option value=(id) selected[chosen == Some(id)] {
                        (clean(&super::text::clip(index.outlet(id), 40))) " · " (clean(&super::text::clip(place, 60)))
                    }
                }
            }
        }
    }
}

fn beside(index: &Index, a: &str, b: &str) -> Markup {
    let text = |id: &str| index.annotation(id).map_or("", |it| it.text.as_str()).to_owned();
    let (left, right) = (text(a), text(b));
    let rows = align(&left, &right);
    let words = |side: usize, text: &str, how: How| -> usize {
        let runs = rows.iter().flat_map(|row| &row[side]).filter(|run| run.how == how);
        runs.map(|run| text[run.from..run.to].split_whitespace().count()).sum()
    };
    html! {
        p.note {
            "Left alone: " (grouped(words(0, &left, How::Alone))) " words. Right alone: "
            (grouped(words(1, &right, How::Alone))) ". In both: " (grouped(words(0, &left, How::Same)))
            ". Moved: " (grouped(words(1, &right, How::Moved))) "."
        }
        div.beside {
            div.heads { div { (document(index, a)) (set_in(index, a)) } div { (document(index, b)) (set_in(index, b)) } }
            @for row in &rows {
                div.pair { (side(&left, &row[0], "del")) (side(&right, &row[1], "ins")) }
            }
        }
    }
}

fn side(text: &str, runs: &[Run], alone: &str) -> Markup {
    html! {
        div.text dir="auto" {
            @for run in runs {
                @let words = clean(&text[run.from..run.to]);
                @match run.how {
                    How::Same => (words),
                    How::Moved => { span.moved title="stands elsewhere in the other" { (words) } }
                    How::Alone if alone == "del" => { del { (words) } }
                    How::Alone => { ins { (words) } }
                }
            }
        }
    }
}

/// What a later hand set into a text; the repaired text, which is compared, is without it.
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
