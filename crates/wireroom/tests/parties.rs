//! A state that only an adjective names is an entity as soon as it is a party.

use wireroom::model::{Document, DocumentId, EntityKind};
use wireroom::{Builder, Options};

#[test]
fn a_party_named_by_its_people_can_be_opened() {
    let text = "Bhutanese and Maldivian envoys signed a fishing treaty on Monday\n\nVarna, March 4, 2024\n\n\
        Bhutanese and Maldivian envoys signed a treaty on fishing in Varna on Monday. The Bhutanese \
        delegation told reporters that the Maldivian side had agreed to quotas.\n\n\
        \"We have a treaty,\" the Maldivian delegation said.\n";
    let document = Document::plain(DocumentId::derive(&["treaty"]), text);
    let record =
        Builder { documents: vec![document], ..Builder::default() }.build(&Options::default(), &());
    let parties: Vec<&str> =
        record.events.iter().flat_map(|event| &event.parties).map(|id| id.as_str()).collect();
    assert!(parties.contains(&"BTN"), "{parties:?}");
    for party in parties {
        let entity = record.entities.iter().find(|entity| entity.id.as_str() == party);
        assert!(entity.is_some(), "{party} is no entity");
        let entity = entity.filter(|entity| entity.kind == EntityKind::State);
        assert!(entity.is_none_or(|entity| !entity.mentions.is_empty()), "{party} stands nowhere");
    }
    assert!(record.entities.is_sorted_by(|a, b| a.id < b.id));
}
