//! What goes to one event and what does not: small piles, whole way through.

use wireroom::model::{DocumentId, Format};
use wireroom::{Ask, Builder, Options, Record};

fn builder(articles: &[(&str, &str)]) -> Builder {
    let documents = articles.iter().map(|(outlet, text)| document(outlet, text)).collect();
    Builder { documents, ..Builder::default() }
}

fn document(outlet: &str, text: &str) -> wireroom::model::Document {
    wireroom::model::Document {
        id: DocumentId::derive(&[outlet, text]),
        source_id: None,
        path: Some(format!("{outlet}.txt")),
        url: None,
        outlet: Some(outlet.to_owned()),
        title: None,
        published: None,
        updated: None,
        byline: None,
        credit: Vec::new(),
        language: None,
        format: Format::Text,
        received: text.to_owned(),
    }
}

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
    let record = builder(&GROUNDINGS).build(&Options::default(), &());
    let found = events(&record);
    let together =
        |event: &Vec<&str>| event.contains(&"Harbor Ledger") && event.contains(&"Coast Gazette");
    assert!(!found.iter().any(together), "{found:?}");
    // It went to one of the two, and the order of the pile does not show.
    assert_eq!(found.len(), 2, "{found:?}");
    let turned = [GROUNDINGS[2], GROUNDINGS[1], GROUNDINGS[0]];
    assert_eq!(builder(&turned).build(&Options::default(), &()), record);
}

#[test]
fn an_explanation_rests_on_passages_that_stand_there() {
    let record = builder(&GROUNDINGS).build(&Options::default(), &());
    let ids = |event: &wireroom::model::Event| -> Vec<DocumentId> {
        event.documents.iter().map(|&at| record.documents[at].document.id.clone()).collect()
    };
    let (one, other) = (ids(&record.events[0]), ids(&record.events[1]));
    let ask = Ask::Pair { texts: (one.clone(), other.clone()), events: (one, other) };
    let said = builder(&GROUNDINGS).explain(&ask, &Options::default());
    let joining = said.first().unwrap();
    assert!(!joining.explanation.one_event);
    let across = joining.explanation.events.unwrap();
    assert!(2 * across.dated.1 > across.dated.0, "{across:?}");
    assert!(!joining.passages.is_empty());
    for passage in &joining.passages {
        let held = |reading: &&wireroom::Reading| reading.document.id == passage.document;
        let reading = record.documents.iter().find(held).unwrap();
        assert_eq!(passage.span.text(&reading.document.received), passage.text);
    }
}
