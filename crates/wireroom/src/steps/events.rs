//! The events of a pile, on their way to a record: handed out to be weighed, and taken back.

use super::pieces::damaged;
use super::weigh::ToWeigh;
use crate::codec::handed::{HandedEvent, HandedText, write_event, write_text};
use crate::codec::weighed;
use crate::grouped::Grouped;
use crate::index::number_of;
use crate::options::{Options, Progress};
use crate::read::Read;
use crate::record::Record;
use crate::threads::with_threads;
use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use wireroom_group::Accounts;
use wireroom_model::{Entity, Event, Note, SetAside};
use wireroom_weigh::{Weighed, Weighing};

/// All that was read of a pile, and its events.
pub struct Events {
    grouped: Grouped,
    accounts: Accounts,
    /// What was said of each, as far as it has come.
    weighed: Vec<Option<Weighed>>,
    set_aside: Vec<SetAside>,
    notes: Vec<Note>,
}

impl Events {
    pub(super) fn of(
        read: Read,
        set_aside: Vec<SetAside>,
        notes: Vec<Note>,
        progress: &dyn Progress,
    ) -> Self {
        let grouped = Grouped::of(read, None, progress);
        let accounts = Accounts::of(&grouped.read.pile(&grouped.published));
        let weighed = vec![None; grouped.grouping.events.len()];
        Self { grouped, accounts, weighed, set_aside, notes }
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.weighed.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.weighed.is_empty()
    }

    /// The texts of some events, by their places in the pile, to be weighed by
    /// [`weigh_events`](super::weigh_events).
    ///
    /// # Errors
    /// When a document has an id that was not derived, which no input gives.
    pub fn to_weigh(&self, events: Range<usize>) -> io::Result<Vec<ToWeigh>> {
        let mut rows = Vec::new();
        for at in events {
            if let Some(event) = self.grouped.grouping.events.get(at) {
                self.hand_out(at, event, &mut rows)?;
            }
        }
        Ok(rows)
    }

    fn hand_out(&self, at: usize, event: &Event, rows: &mut Vec<ToWeigh>) -> io::Result<()> {
        let Read { documents, linking, family_of, .. } = &self.grouped.read;
        let named = event.documents.iter().flat_map(|&text| linking.of[text].iter().copied());
        let named: Vec<usize> = named.collect::<BTreeSet<usize>>().into_iter().collect();
        let mut told = Vec::new();
        let entities = named.iter().map(|&at| without_mentions(&linking.entities[at])).collect();
        let texts = event.documents.len();
        write_event(&HandedEvent { id: event.id.clone(), texts, entities }, &mut told);
        for (place, &text) in event.documents.iter().enumerate() {
            let of = linking.of[text].iter();
            let handed = HandedText {
                anchor: self.grouped.anchors[text],
                family: family_of[text],
                accounts: self.accounts.keys(text).to_vec(),
                entities: of.filter_map(|at| named.binary_search(at).ok()).collect(),
            };
            write_text(&handed, &mut told);
            let number = number_of(&documents[text].id)?;
            let told = std::mem::take(&mut told);
            rows.push(ToWeigh { number, event: at as u64, place: place as u64, told });
        }
        Ok(())
    }

    /// Takes back what [`weigh_events`](super::weigh_events) found of an event.
    ///
    /// # Errors
    /// When there is no such event, or the bytes are none.
    pub fn add_weighed(&mut self, event: u64, bytes: &[u8]) -> io::Result<()> {
        let at = usize::try_from(event).unwrap_or(usize::MAX);
        let of = self.grouped.grouping.events.get(at).zip(self.weighed.get_mut(at));
        let (event, held) = of.ok_or_else(|| damaged("the place of an event"))?;
        let found = weighed::read(bytes, &event.id, &event.documents);
        *held = Some(found.ok_or_else(|| damaged("what was weighed"))?);
        Ok(())
    }

    /// The record of it all. `options` are those that the documents were read with.
    ///
    /// # Errors
    /// When an event was not weighed.
    pub fn record(self, options: &Options) -> io::Result<Record> {
        let Self { grouped, weighed, set_aside, notes, .. } = self;
        let weighed: Option<Vec<Weighed>> = weighed.into_iter().collect();
        let weighed = weighed.ok_or_else(|| damaged("the number of events"))?;
        let record =
            with_threads(options, || grouped.record(Weighing::of(weighed), notes, options.tier));
        Ok(Record { set_aside, ..record })
    }
}

/// An entity as weighing looks at it: where else it is mentioned is the pile's affair.
fn without_mentions(of: &Entity) -> Entity {
    Entity {
        id: of.id.clone(),
        kind: of.kind,
        name: of.name.clone(),
        country: of.country.clone(),
        role: of.role.clone(),
        aliases: Vec::new(),
        mentions: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::analysed::Memory;
    use crate::codec::{analysis, collation};
    use crate::families::{collated, days_of};
    use crate::record::Record;
    use crate::single::{family_of, repaired, singles};
    use crate::steps::{Events, Row, ToWeigh, Whole, weigh_events};
    use crate::{Builder, Options, Tier};
    use std::collections::BTreeMap;
    use std::sync::LazyLock;
    use wireroom_collate::{Config, number};
    use wireroom_model::Document;

    static OPTIONS: LazyLock<Options> =
        LazyLock::new(|| Options { tier: Tier::Fast, ..Options::default() });

    /// Bytes of what was read of each document, by number, and of what was found of all.
    struct Rows {
        documents: Vec<Document>,
        readings: BTreeMap<u64, Vec<u8>>,
        collation: Vec<u8>,
    }

    static ROWS: LazyLock<Rows> = LazyLock::new(|| {
        let here = env!("CARGO_MANIFEST_DIR");
        let folders = ["tests/piles", "../../examples/pile"].map(|name| format!("{here}/{name}"));
        let documents = Builder::gather(&folders, &OPTIONS, &()).documents;
        let texts = repaired(&documents, &());
        let known = days_of(&documents, &texts);
        let (texts, found) = collated(&documents, texts, &Config::default(), &());
        let of = family_of(&found, &documents);
        let memory = &mut Memory::default();
        let read = singles(&documents, texts, &of, &known, Tier::Fast, memory, &());
        let readings = documents.iter().zip(&read).map(|(document, single)| {
            let mut bytes = Vec::new();
            analysis::write(document, single, &mut bytes);
            (number(&document.id).unwrap(), bytes)
        });
        Rows { readings: readings.collect(), collation: collation::write(&found), documents }
    });

    fn events() -> Events {
        let mut whole = Whole::default();
        for reading in ROWS.readings.values().rev() {
            whole.add_reading(reading).unwrap();
        }
        whole.add_collation(&ROWS.collation).unwrap();
        whole.events(&OPTIONS, &())
    }

    fn row(of: &ToWeigh) -> Row {
        (of.told.clone(), ROWS.readings[&of.number].clone())
    }

    /// Weighs events `by` at a time, from the last to the first.
    fn weighed(mut events: Events, by: usize) -> Record {
        let mut at = events.len();
        while at > 0 {
            let from = at.saturating_sub(by);
            let rows = events.to_weigh(from..at).unwrap();
            let texts: Vec<Vec<Row>> = rows
                .chunk_by(|a, b| a.event == b.event)
                .map(|of| of.iter().map(row).collect())
                .collect();
            for (at, found) in (from..).zip(weigh_events(&texts, &OPTIONS).unwrap()) {
                events.add_weighed(at as u64, &found).unwrap();
            }
            at = from;
        }
        events.record(&OPTIONS).unwrap()
    }

    #[test]
    fn a_record_weighed_by_event_is_that_of_all_at_once() {
        let documents = ROWS.documents.clone();
        let at_once = Builder { documents, ..Builder::default() }.build(&OPTIONS, &());
        let of_many = at_once.events.iter().filter(|event| event.documents.len() > 2).count();
        assert!(at_once.events.len() > 3 && of_many > 1, "{} {of_many}", at_once.events.len());
        assert!(!at_once.claims.is_empty() && !at_once.differences.is_empty());
        assert!(at_once.claims.iter().any(|claim| claim.accounts > 1 && !claim.origins.is_empty()));
        for by in [1, 3, usize::MAX] {
            assert_eq!(weighed(events(), by), at_once);
        }
    }

    #[test]
    fn what_is_not_whole_is_told() {
        let mut events = events();
        let of: Vec<Row> = (0..events.len())
            .map(|at| events.to_weigh(at..at + 1).unwrap())
            .find(|rows| rows.len() > 2)
            .map(|rows| rows.iter().map(row).collect())
            .unwrap();
        let weigh = |rows: Vec<Row>| weigh_events(&[rows], &OPTIONS);
        assert!(weigh(of[1..].to_vec()).is_err(), "the first text is missing");
        assert!(weigh(of[..of.len() - 1].to_vec()).is_err(), "the last text is missing");
        for text in 0..2 {
            for cut in 0..of[text].0.len() {
                let mut rows = of.clone();
                rows[text].0.truncate(cut);
                assert!(weigh(rows).is_err(), "{text} {cut}");
            }
        }
        let found = weigh(of).unwrap().remove(0);
        assert!(events.add_weighed(events.len() as u64, &found).is_err(), "no such event");
        for cut in (0..found.len()).step_by(7) {
            assert!(events.add_weighed(0, &found[..cut]).is_err(), "{cut}");
        }
        assert!(events.record(&OPTIONS).is_err(), "nothing was weighed");
    }
}
