//! Events as rows: the list and a storyline's rounds show the same.

use super::axis::day_name;
use super::page::list_of;
use super::parts::{bar, dated, entities, event_numbers, number_heads, place, title, two};
use super::text::{brief, count};
use crate::ask::address;
use crate::index::Index;
use maud::{Markup, html};
use wireroom_wire::Event;

/// Bars of a sparkline at most.
const BARS: i32 = 16;
const WIDTH: f64 = 64.0;
const HEIGHT: f64 = 16.0;

/// The table of these events. `more` is what a row has besides, by its number.
pub(crate) fn event_table(
    index: &Index,
    events: &[&Event],
    what: &str,
    more: &dyn Fn(usize) -> Markup,
) -> Markup {
    let most = events.iter().map(|event| event.witnesses).max().unwrap_or(1);
    html! {
        table.list.events {
            thead { tr {
                th scope="col" { "Date" }
                th scope="col" { (what) }
                (number_heads())
                th.bars scope="col" { abbr title="Accounts (dark) and what only repeats them (light); below, documents by the day of publication" { "Coverage" } }
            } }
            tbody {
                @for (at, event) in events.iter().enumerate() {
                    tr data-row {
                        td.date { @match &event.date { Some(date) => (dated(date)), None => { span.none { "no date" } } } }
                        td.what {
                            a.main href=(address("events", &event.id)) { (title(&event.title)) }
                            div.facts {
                                @if let Some(kind) = &event.kind { span.kind { (brief(kind, 60)) } }
                                @if let Some(found) = &event.place { span { (place(found)) } }
                                @if !event.parties.is_empty() { span { (entities(index, &event.parties)) } }
                            }
                            (more(at))
                        }
                        (event_numbers(event))
                        td.bars { (bar(event.witnesses, event.accounts, most)) (coverage(index, event)) }
                    }
                }
            }
        }
    }
}

/// When an event's documents were published, as a sparkline that leads to them; nothing where no
/// day is known.
pub(crate) fn coverage(index: &Index, event: &Event) -> Markup {
    let at = index.events.get(&event.id);
    let days = at.map(|at| index.facets().published(at)).unwrap_or_default();
    let Some(spark) = Spark::of(days) else { return html! {} };
    let label = format!("{} {}", count(days.len(), "document"), spark.when());
    html! {
        a.spark href=(list_of("documents", "event", &event.id)) aria-label=(label) { (spark.drawn(&label)) }
    }
}

struct Spark {
    first: i32,
    last: i32,
    counts: Vec<usize>,
}

impl Spark {
    fn of(days: &[i32]) -> Option<Self> {
        let (first, last) = (*days.iter().min()?, *days.iter().max()?);
        let span = last.saturating_sub(first).saturating_add(1);
        let n = span.min(BARS);
        let mut counts = vec![0; usize::try_from(n).unwrap_or(1)];
        for &day in days {
            let slot = i64::from(day - first) * i64::from(n) / i64::from(span);
            if let Some(count) = usize::try_from(slot).ok().and_then(|slot| counts.get_mut(slot)) {
                *count += 1;
            }
        }
        Some(Self { first, last, counts })
    }

    fn when(&self) -> String {
        match self.first == self.last {
            true => format!("published on {}", day_name(self.first)),
            false => format!("published from {} to {}", day_name(self.first), day_name(self.last)),
        }
    }

    fn drawn(&self, label: &str) -> Markup {
        let most = self.counts.iter().copied().max().unwrap_or(1).max(1) as f64;
        // A day is never wider than an eighth, so that one day is a bar and no block.
        let step = (WIDTH / self.counts.len() as f64).min(WIDTH / 8.0);
        html! {
            svg.spark width="64" height="16" viewBox="0 0 64 16" aria-hidden="true" {
                title { (label) }
                line.axis x1="0" x2=(two(step * self.counts.len() as f64)) y1="15.5" y2="15.5" {}
                @for (at, &n) in self.counts.iter().enumerate() {
                    @if n > 0 {
                        @let high = (HEIGHT - 2.0) * n as f64 / most;
                        rect.own x=(two(step * at as f64 + 0.5)) y=(two(HEIGHT - 1.0 - high)) width=(two(step - 1.0)) height=(two(high)) {}
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_in_one_bar() {
        for days in
            [vec![5], vec![5, 5, 6], vec![0, 1000], (0..100).collect(), vec![-3, i32::MAX - 9]]
        {
            let spark = Spark::of(&days).unwrap();
            assert_eq!(spark.counts.iter().sum::<usize>(), days.len(), "{days:?}");
            assert!(spark.counts.len() <= 16 && spark.counts[0] > 0);
        }
        assert!(Spark::of(&[]).is_none());
    }
}
