//! What goes to one event and what does not: small piles, whole way through.

mod pile;

use pile::{builder, record};
use wireroom::model::DocumentId;
use wireroom::{Ask, Options, Record};

/// The outlets of each event, sorted.
fn events(record: &Record) -> Vec<Vec<&str>> {
    let outlet = |&at: &usize| record.documents[at].document.outlet.as_deref().unwrap_or("");
    let of = |event: &wireroom::model::Event| {
        let mut outlets: Vec<&str> = event.documents.iter().map(outlet).collect();
        outlets.sort_unstable();
        outlets
    };
    let mut found: Vec<Vec<&str>> = record.events.iter().map(of).collect();
    found.sort();
    found
}

/// Two groundings of one ship in one canal, seventeen months apart, and one text that says no day.
const GROUNDINGS: [(&str, &str); 3] = [
    (
        "Harbor Ledger",
        "Freighter Merrow runs aground in Lindal canal\n\nPORT LINDAL, March 4, 2024 - The freighter \
         Merrow ran aground in the Lindal canal on March 4, 2024, and no other ship could pass. The \
         canal authority sent two tugs, which failed to pull her off the bank.",
    ),
    (
        "Coast Gazette",
        "Merrow aground in Lindal canal\n\nPORT LINDAL, August 12, 2025 - Traffic in the Lindal \
         canal stood still on August 12, 2025, after the freighter Merrow had grounded on a bank. By \
         night tugs of the canal authority had freed the ship.",
    ),
    (
        "Lindal Courier",
        "Lindal canal blocked by freighter\n\nA bank in the Lindal canal has caught the freighter \
         Merrow. While the ship is aground nobody gets through, a man of the canal authority said \
         from one of the tugs.",
    ),
];

#[test]
fn a_text_without_a_date_ties_no_two_events_together() {
    let whole = record(&GROUNDINGS);
    let found = events(&whole);
    let together =
        |event: &Vec<&str>| event.contains(&"Harbor Ledger") && event.contains(&"Coast Gazette");
    assert!(!found.iter().any(together), "{found:?}");
    // It went to one of the two, and the order of the pile does not show.
    assert_eq!(found.len(), 2, "{found:?}");
    let turned = [GROUNDINGS[2], GROUNDINGS[1], GROUNDINGS[0]];
    assert_eq!(record(&turned), whole);
}

#[test]
fn an_explanation_rests_on_passages_that_stand_there() {
    let whole = record(&GROUNDINGS);
    let ids = |event: &wireroom::model::Event| -> Vec<DocumentId> {
        event.documents.iter().map(|&at| whole.documents[at].document.id.clone()).collect()
    };
    let (one, other) = (ids(&whole.events[0]), ids(&whole.events[1]));
    let ask = Ask::Pair { texts: (one.clone(), other.clone()), events: (one, other) };
    let said = builder(&GROUNDINGS).explain(&ask, &Options::default());
    let joining = said.first().unwrap();
    assert!(!joining.explanation.one_event);
    let across = joining.explanation.events.unwrap();
    assert!(2 * across.dated.1 > across.dated.0, "{across:?}");
    assert!(!joining.passages.is_empty());
    for passage in &joining.passages {
        let held = |reading: &&wireroom::Reading| reading.document.id == passage.document;
        let reading = whole.documents.iter().find(held).unwrap();
        assert_eq!(passage.span.text(&reading.document.received), passage.text);
    }
}
