//! What happened and what was published, by day: two rows of bars on one line of time, each bar a
//! link to its days.

use super::axis::{Axis, day_name};
use super::parts::two;
use super::text::count;
use crate::ask::Ask;
use crate::index::Index;
use maud::{Markup, html};

const WIDTH: f64 = 1072.0;
const ROW: f64 = 44.0;
/// Bars at most.
const BARS: i32 = 96;

struct Bar {
    from: i32,
    to: i32,
    happened: usize,
    published: usize,
}

/// The timeline of the chosen events; nothing where no day is known.
pub(crate) fn timeline(index: &Index, ask: &Ask, events: &[u32]) -> Markup {
    let happened: Vec<i32> = events.iter().filter_map(|&at| index.facets().happened(at)).collect();
    let published: Vec<i32> =
        events.iter().flat_map(|&at| index.facets().published(at)).copied().collect();
    let Some(axis) = Axis::over(happened.iter().chain(&published).copied(), WIDTH) else {
        return html! {};
    };
    let step = (axis.days() + BARS - 1) / BARS;
    let n = (axis.days() + step - 1) / step;
    let mut bars: Vec<Bar> = (0..n)
        .map(|at| {
            let from = axis.first() + at * step;
            Bar { from, to: from + step - 1, happened: 0, published: 0 }
        })
        .collect();
    let slot = |day: i32| usize::try_from((day - axis.first()) / step).unwrap_or(0);
    happened.iter().for_each(|&day| bars[slot(day)].happened += 1);
    published.iter().for_each(|&day| bars[slot(day)].published += 1);
    let most = |of: fn(&Bar) -> usize| bars.iter().map(of).max().unwrap_or(0).max(1) as f64;
    let (most_happened, most_published) = (most(|bar| bar.happened), most(|bar| bar.published));
    let width = WIDTH / f64::from(n);
    let link = |bar: &Bar| {
        let query = ask.query.without_key("cursor").set("from", &day_name(bar.from));
        ask.at(&query.set("to", &day_name(bar.to)))
    };
    let when = |bar: &Bar| match bar.from == bar.to {
        true => day_name(bar.from),
        false => format!("{} to {}", day_name(bar.from), day_name(bar.to)),
    };
    html! {
        figure.timeline {
            div.wide tabindex="0" role="group" aria-label="Timeline" {
                svg viewBox="0 0 1072 120" width="1072" height="120" data-first=(axis.first()) data-days=(axis.days()) {
                    text.row x="0" y="9" { "Happened" }
                    text.row x="0" y="117" { "Published" }
                    @for (at, bar) in bars.iter().enumerate() {
                        @let x = f64::from(u32::try_from(at).unwrap_or(0)) * width;
                        @let up = ROW * bar.happened as f64 / most_happened;
                        @let down = ROW * bar.published as f64 / most_published;
                        @if bar.happened > 0 {
                            @let label = format!("{}: {} happened", when(bar), count(bar.happened, "event"));
                            a href=(link(bar)) aria-label=(label) {
                                title { (label) }
                                rect.hit x=(two(x)) y="8" width=(two(width)) height="44" {}
                                rect.happened x=(two(x + width * 0.1)) y=(two(52.0 - up.max(2.0))) width=(two(width * 0.8)) height=(two(up.max(2.0))) {}
                            }
                        }
                        @if bar.published > 0 {
                            @let label = format!("{}: {} published", when(bar), count(bar.published, "document"));
                            g { title { (label) }
                                rect.published x=(two(x + width * 0.1)) y="68" width=(two(width * 0.8)) height=(two((down * 0.8).max(2.0))) {}
                            }
                        }
                    }
                    line.axis x1="0" x2="1072" y1="52.5" y2="52.5" {}
                    @for day in axis.ticks(7) {
                        @let x = axis.x(day);
                        line.tick x1=(two(x)) x2=(two(x)) y1="52" y2="56" {}
                        text.day x=(two(x.clamp(34.0, WIDTH - 34.0))) y="64" text-anchor="middle" { (day_name(day)) }
                    }
                }
            }
            figcaption { "Events by the day they happened, above; their documents by the day of publication, below. A bar above leads to its days; with scripts, drag over the days that you want." }
        }
    }
}
