//! Places with the number of events at each.

use crate::index::Index;
use std::collections::HashMap;
use wireroom_wire::PlaceCount;

/// The places of the chosen events, those of most events first.
pub(crate) fn places(index: &Index, events: &[u32]) -> Vec<PlaceCount> {
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut found: Vec<PlaceCount> = Vec::new();
    for event in events.iter().filter_map(|&at| index.record.events.get(at as usize)) {
        let Some(place) = &event.place else { continue };
        // As the filter by place has it: by name.
        let slot = *at.entry(&place.name).or_insert_with(|| {
            found.push(PlaceCount {
                name: place.name.clone(),
                country: place.country.clone(),
                lat: place.lat,
                lon: place.lon,
                events: 0,
            });
            found.len() - 1
        });
        found[slot].events += 1;
    }
    found.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)));
    found
}
