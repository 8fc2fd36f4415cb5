//! The laws that hold for every pile, on random selections of our own piles, shuffled, cut and
//! damaged.

use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use wireroom::model::{Document, DocumentId, Entity};
use wireroom::text::{Repaired, Span};
use wireroom::{Builder, Options, Reading, Record};

/// Every document of our own piles.
static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders: [PathBuf; 2] = [here.join("tests/piles"), here.join("../../examples/pile")];
    let paths: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
    let documents = Builder::gather(&paths, &Options::default(), &()).documents;
    assert!(documents.len() > 30, "our piles are not where they were");
    documents
});

fn build(documents: Vec<Document>, threads: usize) -> Record {
    Builder { documents, ..Builder::default() }
        .build(&Options { threads, ..Options::default() }, &())
}

/// Some of our documents, some cut off or with letters lost, in any order.
fn pile() -> impl Strategy<Value = Vec<Document>> {
    let count = DOCUMENTS.len();
    let damage = prop_oneof![4 => Just(None), 1 => (0usize..3000, 0u8..3).prop_map(Some)];
    prop::collection::vec((0..count, damage), 1..14).prop_map(|picks| {
        let mut seen = BTreeSet::new();
        let picks = picks.into_iter().filter(|(at, _)| seen.insert(*at));
        picks.map(|(at, damage)| damaged(&DOCUMENTS[at], damage)).collect()
    })
}

fn damaged(document: &Document, damage: Option<(usize, u8)>) -> Document {
    let mut document = document.clone();
    let Some((at, how)) = damage else { return document };
    let mut chars: Vec<char> = document.received.chars().collect();
    let at = at % chars.len().max(1);
    match how {
        0 => chars.truncate(at),
        1 => chars.insert(at, '\u{202e}'),
        _ => chars.retain(|c| *c != 'e'),
    }
    document.received = chars.into_iter().collect();
    document.id = DocumentId::derive(&["damaged", document.id.as_str(), &document.received]);
    document
}

/// Every span that a record shows, with its document.
fn spans(record: &Record) -> Vec<(usize, Span<Repaired>)> {
    let mut found = Vec::new();
    for (at, reading) in record.documents.iter().enumerate() {
        let analysis = &reading.analysis;
        found.extend(reading.text.structure.zones.iter().map(|zone| (at, zone.span)));
        found.extend(analysis.sentences.iter().map(|sentence| (at, sentence.span)));
        found.extend(analysis.names.iter().map(|name| (at, name.span)));
        found.extend(analysis.times.iter().map(|time| (at, time.span)));
        for said in &analysis.statements {
            let all = said.source.iter().chain(&said.cue).chain(&said.content).chain(&said.relay);
            found.extend(all.chain(&said.addressee).map(|&span| (at, span)));
        }
    }
    let index = |id: &DocumentId| record.documents.iter().position(|r| r.document.id == *id);
    for family in &record.families {
        for evidence in family.witnesses.iter().flat_map(|witness| &witness.evidence) {
            found.extend(index(&evidence.document).zip(evidence.span));
        }
    }
    for entity in &record.entities {
        found.extend(entity.mentions.iter().copied());
    }
    for event in &record.events {
        found.extend(event.place.iter().map(|place| (place.document, place.span)));
        found.extend(event.background.iter().flat_map(|item| item.passages.iter().copied()));
    }
    for side in record.differences.iter().flat_map(|difference| &difference.sides) {
        found.extend(side.span.map(|span| (side.document, span)));
    }
    for said in &record.statements {
        found.extend(said.content.iter().map(|&span| (said.document, span)));
    }
    found
}

fn undone(reading: &Reading) -> String {
    let map = &reading.text.map;
    let mut text = String::new();
    let (mut at, mut shift) = (0, 0isize);
    for edit in map.edits() {
        let start = edit.span.start().wrapping_add_signed(shift);
        text.push_str(&map.repaired()[at..start]);
        text.push_str(edit.span.text(map.received()));
        at = start + edit.replacement.len();
        shift += edit.replacement.len() as isize - edit.span.len() as isize;
    }
    text.push_str(&map.repaired()[at..]);
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_order_nor_threads_show(pile in pile(), seed in any::<u64>(), threads in 1usize..4) {
        let mut other = pile.clone();
        // Shuffled by a hash of the seed and the id: any order may come out.
        other.sort_by_key(|document| DocumentId::derive(&[&seed.to_string(), document.id.as_str()]));
        prop_assert!(build(pile, 1) == build(other, threads));
    }

    #[test]
    fn bit_by_bit_is_all_at_once(pile in pile(), cut in 0usize..14) {
        let cut = cut.min(pile.len());
        let part = |documents: &[Document]| Builder { documents: documents.to_vec(), ..Builder::default() };
        // What a record file holds are the documents and, since format 5, what was read of each: the
        // record is made anew of the first and of the second part, with and without that.
        for keep in [false, true] {
            let options = Options { keep, ..Options::default() };
            let first = part(&pile[..cut]).build(&options, &());
            prop_assert_eq!(first.readings.is_empty(), !keep || cut == 0);
            let held = first.documents.into_iter().map(|reading| reading.document).collect();
            let held = Builder { documents: held, readings: first.readings, ..Builder::default() };
            let grown = held.and(part(&pile[cut..])).and(part(&pile[..cut])).build(&options, &());
            let at_once = Options { threads: 2, ..options };
            prop_assert!(grown == part(&pile).build(&at_once, &()));
        }
    }

    #[test]
    fn every_party_can_be_opened(pile in pile()) {
        let record = build(pile, 2);
        for event in &record.events {
            let background = event.background.iter().flat_map(|item| &item.parties);
            for party in event.parties.iter().chain(background) {
                let is_it = |entity: &Entity| entity.id == *party;
                prop_assert!(record.entities.iter().any(is_it), "{party}");
            }
        }
    }

    #[test]
    fn the_text_there_is_the_text_shown(pile in pile()) {
        let record = build(pile, 2);
        for (document, span) in spans(&record) {
            let reading = &record.documents[document];
            let text = reading.text.repaired();
            prop_assert!(text.get(span.range()).is_some(), "{span:?} is not in the text");
            let held = reading.received(span);
            prop_assert!(reading.text.map.received().get(held.range()).is_some());
            prop_assert_eq!(reading.shown(span), span.text(text), "{:?}", span);
        }
    }

    #[test]
    fn every_repair_can_be_undone(pile in pile()) {
        for reading in &build(pile, 2).documents {
            prop_assert_eq!(undone(reading), reading.text.map.received());
            prop_assert_eq!(reading.text.map.received(), &reading.document.received);
            for repair in &reading.text.repairs {
                prop_assert!(reading.document.received.get(repair.span.range()).is_some());
            }
        }
    }

    #[test]
    fn the_three_numbers_are_in_order(pile in pile()) {
        let record = build(pile, 2);
        let mut told = BTreeSet::new();
        for event in &record.events {
            prop_assert!(event.accounts >= 1 && event.accounts <= event.documents.len());
            for &document in &event.documents {
                prop_assert!(told.insert(document), "a text is in two events");
            }
        }
        prop_assert_eq!(told.len(), record.documents.len());
        for claim in &record.claims {
            let of_claim: Vec<_> =
                record.statements.iter().filter(|said| claim.statements.contains(&said.id)).collect();
            let documents: BTreeSet<usize> = of_claim.iter().map(|said| said.document).collect();
            prop_assert_eq!(of_claim.len(), claim.statements.len());
            prop_assert_eq!(documents.len(), claim.witnesses);
            prop_assert!(claim.accounts >= 1 && claim.accounts <= claim.witnesses);
            let origins: BTreeSet<_> = of_claim.iter().filter_map(|said| said.origin.as_ref()).collect();
            prop_assert!(origins.iter().copied().eq(claim.origins.iter()));
            prop_assert!(claim.doubtful < claim.origins.len().max(1));
        }
        for family in &record.families {
            prop_assert!(!family.witnesses.is_empty());
        }
    }
}

/// A program that reads a growing pile again and again gets the records of one that does not
/// remember, also of a pile that lost something. A day more may date what was undated.
#[test]
fn what_grouping_keeps_is_not_in_the_record() {
    let remembering =
        Options { again: Some(wireroom::group::Again::default()), ..Options::default() };
    let count = DOCUMENTS.len();
    let mut steps: Vec<Vec<Document>> =
        (count - 4..=count).map(|most| DOCUMENTS[..most].to_vec()).collect();
    let mut fewer = DOCUMENTS.clone();
    fewer.remove(count / 2);
    steps.push(fewer);
    for documents in steps {
        let builder = Builder { documents: documents.clone(), ..Builder::default() };
        assert!(builder.build(&remembering, &()) == build(documents, 0));
    }
}
