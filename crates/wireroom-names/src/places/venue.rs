//! Bodies that are buildings too: what happens "at Leeds Crown Court" happens in Leeds.

use wireroom_lexicon as lexicon;
use wireroom_text::{Repaired, Span, word_before};

/// Last words of bodies that things happen at.
const VENUES: [&str; 30] = [
    "academy",
    "airport",
    "arena",
    "assizes",
    "barracks",
    "base",
    "cathedral",
    "college",
    "court",
    "embassy",
    "factory",
    "hall",
    "harbor",
    "harbour",
    "hospital",
    "hotel",
    "jail",
    "market",
    "mosque",
    "museum",
    "plant",
    "port",
    "prison",
    "school",
    "stadium",
    "station",
    "theater",
    "theatre",
    "university",
    "zoo",
];

/// The city that the name of a body opens with, where the text puts something at the body.
pub(super) fn city(text: &str, name: Span<Repaired>) -> Option<&str> {
    let before = text.get(..name.start())?.trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    if !matches!(word_before(before, before.len()), "at" | "in" | "outside" | "near" | "inside") {
        return None;
    }
    let written = name.text(text);
    let last = written.rsplit(' ').next()?.to_lowercase();
    if !VENUES.contains(&last.as_str()) {
        return None;
    }
    // The longest opening that is a city: "New York City Hall".
    let stops = written.rmatch_indices(' ').map(|(at, _)| at);
    stops.filter_map(|at| written.get(..at)).find(|lead| {
        let city = |place: &lexicon::Place| place.kind == lexicon::PlaceKind::City;
        lexicon::places(lead).iter().any(city)
    })
}
