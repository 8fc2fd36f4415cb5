//! Places with the number of events at each.

use crate::index::{Chosen, Index, NONE};
use wireroom_wire::PlaceCount;

/// How many places the chosen events have, and at how many of the events one is known.
pub(crate) fn known(chosen: &Chosen<'_>) -> (usize, usize) {
    let counts = chosen.counts[1].iter().filter(|it| it.value != NONE);
    counts.fold((0, 0), |(places, events), it| (places + 1, events + it.events))
}

/// The places of the chosen events, those of most events first, at most `limit`. As the filter by
/// place has it: one name is one place.
pub(crate) fn places(index: &Index, chosen: &Chosen<'_>, limit: usize) -> Vec<PlaceCount> {
    let counts = chosen.counts[1].iter().filter(|it| it.value != NONE).take(limit);
    let counted = counts.filter_map(|it| {
        let event = |at: u32| index.record.events.get(at as usize);
        let place = index.facets().place(it.value, event)?;
        Some(PlaceCount {
            name: place.name.clone(),
            country: place.country.clone(),
            lat: place.lat,
            lon: place.lon,
            events: it.events,
        })
    });
    counted.collect()
}
