//! The map of places: dots over an embedded outline of the land, as large as there are events.
//!
//! The outline is `assets/land.svg` (see `training/outline`), a picture of this server's own that
//! is drawn behind the dots; no tile and nothing else is fetched. Places are projected as the
//! outline was, by Equal Earth (Šavrič, Patterson and Jenny 2018).

use super::page::{LAND, Part, asset, page};
use super::parts::two;
use super::text::{brief, clean, clip, count, grouped};
use crate::ask::{Ask, Query, short};
use crate::index::{Chosen, Index};
use crate::places::{known, places};
use crate::reply::Reply;
use maud::{Markup, html};
use wireroom_wire::PlaceCount;

const WIDTH: f64 = 2000.0;
const HEIGHT: f64 = 973.0;
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
/// The least width that a closer look has: an eighth of the world.
const CLOSEST: f64 = 250.0;
/// Dots and rows of one page.
const SHOWN: usize = 300;
/// Dots of the small map.
const SMALL: usize = 60;
/// Keys of an address that choose events.
const FILTERS: [&str; 8] =
    ["kind", "place", "party", "not-kind", "not-place", "not-party", "from", "to"];

pub(crate) fn map(index: &Index, ask: &Ask) -> Result<Reply, Reply> {
    let chosen = index.facets().choose(&ask.query);
    let (total, placed) = known(&chosen);
    let shown = places(index, &chosen, SHOWN);
    let close = ask.query.get("look") != Some("world");
    let query = filters(&ask.query);
    let events = |query: &Query| format!("/events{}", query.shown());
    Ok(page(
        index,
        ask,
        Part::Events,
        "Map",
        html! {
            p.up { a data-up href=(events(&query)) { "Events" } }
            h1 { "Where it happened" }
            p.asked {
                a href=(events(&query)) { strong { (count(chosen.events.len(), "event")) } } ", "
                (grouped(placed)) " of them at " (count(total, "place")) ". "
                @if close { a href=(ask.at(&ask.query.set("look", "world"))) { "The whole world" } }
                @else { a href=(ask.at(&ask.query.without_key("look"))) { "A closer look" } }
            }
            @if total == 0 { p.empty { "No place of these events is known." } }
            @else {
                figure.map { (drawing(&shown, close, 1072.0, &|it| Some(events(&query.set("place", &short(&it.name)))))) }
                table.list {
                    thead { tr { th scope="col" { "Place" } th scope="col" { "Country" } th.num scope="col" { "Events" } } }
                    tbody { @for it in &shown {
                        @let to = events(&query.set("place", &short(&it.name)));
                        tr data-row {
                            td.what { a.main href=(to) { (brief(&it.name, 80)) } }
                            td { (brief(it.country.as_deref().unwrap_or("-"), 12)) }
                            td.num { a.n href=(to) aria-label=(count(it.events, "event")) { (grouped(it.events)) } }
                        }
                    } }
                }
                @if total > SHOWN { p.note { (grouped(SHOWN)) " of " (grouped(total)) " places are shown; all are in the " a href=(ask.as_form(".csv")) { "data" } "." } }
            }
        },
    ))
}

/// A small map that leads to the large one, for beside a list.
pub(crate) fn small(index: &Index, ask: &Ask, chosen: &Chosen<'_>) -> Markup {
    let (total, _) = known(chosen);
    html! {
        @if total > 0 {
            h2 { "Where" }
            a.map href=(format!("/map{}", filters(&ask.query).shown())) aria-label={ "Map of " (count(total, "place")) } {
                (drawing(&places(index, chosen, SMALL), true, 208.0, &|_| None))
            }
        }
    }
}

/// The filters of a query, without what is of the list alone.
fn filters(query: &Query) -> Query {
    let mut kept = Query::default();
    for (key, value) in query.pairs().filter(|(key, _)| FILTERS.contains(key)) {
        kept = kept.with(key, value);
    }
    kept
}

/// The part of the world that is shown: left, top, width, height.
fn view(points: &[(f64, f64)], close: bool) -> [f64; 4] {
    if !close || points.is_empty() {
        return [0.0, 0.0, WIDTH, HEIGHT];
    }
    let ends = |of: fn(&(f64, f64)) -> f64| {
        points.iter().map(of).fold((f64::MAX, f64::MIN), |(a, b), x| (a.min(x), b.max(x)))
    };
    let ((left, right), (top, bottom)) = (ends(|it| it.0), ends(|it| it.1));
    // Room around the outermost dots, in the proportions of the world.
    let wide = (right - left).max((bottom - top) * WIDTH / HEIGHT) * 1.25;
    let width = wide.clamp(CLOSEST, WIDTH);
    let height = width * HEIGHT / WIDTH;
    let x = ((left + right - width) / 2.0).clamp(0.0, WIDTH - width);
    let y = ((top + bottom - height) / 2.0).clamp(0.0, HEIGHT - height);
    [x, y, width, height]
}

fn drawing(
    shown: &[PlaceCount],
    close: bool,
    pixels: f64,
    link: &dyn Fn(&PlaceCount) -> Option<String>,
) -> Markup {
    let points: Vec<(f64, f64)> = shown.iter().map(|it| projected(it.lat, it.lon)).collect();
    let [x, y, width, height] = view(&points, close);
    let unit = width / pixels;
    let most = shown.iter().map(|it| it.events).max().unwrap_or(1) as f64;
    let largest = (pixels / 60.0).max(6.0);
    let dot = |it: &PlaceCount, point: (f64, f64)| {
        let label = format!("{}: {}", clip(&clean(&it.name), 60), count(it.events, "event"));
        let r = (largest * (it.events as f64 / most).sqrt()).max(3.0) * unit;
        html! { title { (label) } circle.dot cx=(two(point.0)) cy=(two(point.1)) r=(two(r)) stroke-width=(two(unit)) {} }
    };
    html! {
        svg.map viewBox=(format!("{} {} {} {}", two(x), two(y), two(width), two(height))) width=(two(pixels)) height=(two(pixels * HEIGHT / WIDTH)) {
            image href=(asset("land.svg", LAND)) x="0" y="0" width="2000" height="973" {}
            // The smallest last, so that none is hidden. The table has the same links for the keyboard.
            @for (it, &point) in shown.iter().zip(&points) {
                @match link(it) {
                    Some(to) => { a href=(to) tabindex="-1" aria-hidden="true" { (dot(it, point)) } }
                    None => { g { (dot(it, point)) } }
                }
            }
        }
    }
}

/// Where a place lies on the outline, from its degrees.
fn projected(lat: f64, lon: f64) -> (f64, f64) {
    let lat = if lat.is_finite() { lat.clamp(-90.0, 90.0) } else { 0.0 };
    let lon = if lon.is_finite() { lon.clamp(-180.0, 180.0) } else { 0.0 };
    let root = 3.0_f64.sqrt();
    let t = (root / 2.0 * lat.to_radians().sin()).asin();
    let (t2, t6) = (t * t, t.powi(6));
    let slope = A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2);
    let x = 2.0 * root * lon.to_radians() * t.cos() / (3.0 * slope);
    let y = t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
    let scale = WIDTH / 2.0 / (2.0 * root * std::f64::consts::PI / (3.0 * A[0]));
    (WIDTH / 2.0 + scale * x, HEIGHT / 2.0 - scale * y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_where_the_outline_has_them() {
        let near =
            |(x, y): (f64, f64), (a, b): (f64, f64)| (x - a).abs() < 1.0 && (y - b).abs() < 1.0;
        assert!(near(projected(0.0, 0.0), (1000.0, 486.5)));
        assert!(near(projected(0.0, 180.0), (2000.0, 486.5)));
        // As training/outline/make.py has them.
        assert!(near(projected(29.97, 32.55), (1169.2, 267.6)));
        assert!(near(projected(-33.4, -70.0), (642.2, 728.9)));
        assert!(near(projected(f64::NAN, f64::INFINITY), (1000.0, 486.5)));
    }

    #[test]
    fn a_closer_look_holds_every_dot_and_stays_on_the_map() {
        for points in [
            vec![(1999.0, 970.0)],
            vec![(10.0, 400.0), (1990.0, 500.0)],
            vec![(900.0, 200.0), (910.0, 800.0)],
        ] {
            let [x, y, width, height] = view(&points, true);
            assert!(
                x >= 0.0 && y >= 0.0 && x + width <= WIDTH + 0.01 && y + height <= HEIGHT + 0.01
            );
            assert!(
                points
                    .iter()
                    .all(|p| p.0 >= x && p.0 <= x + width && p.1 >= y && p.1 <= y + height)
            );
        }
        assert_eq!(view(&[], true), [0.0, 0.0, WIDTH, HEIGHT]);
    }
}
