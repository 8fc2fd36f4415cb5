//! A pile, its record, and what a careful reader expects of it.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use wireroom::model::Event;
use wireroom::text::{Repaired, Span};
use wireroom::{Options, Reading, Record};

pub(crate) struct Pile {
    pub(crate) record: Record,
    pub(crate) expected: Value,
}

impl Pile {
    pub(crate) fn read(folder: &Path) -> Self {
        let expected = std::fs::read_to_string(folder.join("expected.json")).expect("a reading");
        let mut paths: Vec<String> = std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|end| end == "txt"))
            .map(|path| path.to_str().expect("a name").to_owned())
            .collect();
        paths.sort();
        Self {
            record: wireroom::read(&paths, &Options::default(), &()),
            expected: serde_json::from_str(&expected).expect("JSON"),
        }
    }

    pub(crate) fn list(&self, key: &str) -> Vec<Value> {
        self.expected[key].as_array().cloned().unwrap_or_default()
    }

    /// The document of this file name, and its index in the pile.
    pub(crate) fn document(&self, name: &str) -> (usize, &Reading) {
        let ends = |reading: &Reading| {
            let path = reading.document.path.as_deref().unwrap_or("");
            Path::new(path).file_name().is_some_and(|file| file == name)
        };
        let at = self.record.documents.iter().position(ends);
        let at = at.unwrap_or_else(|| panic!("{name} is not in the record"));
        (at, &self.record.documents[at])
    }

    pub(crate) fn indices(&self, names: &Value) -> BTreeSet<usize> {
        let names = names.as_array().into_iter().flatten();
        names.map(|name| self.document(name.as_str().expect("a name")).0).collect()
    }

    /// The event that the reader calls `id`: the one of just these documents.
    pub(crate) fn event(&self, id: &Value) -> Option<&Event> {
        let events = self.list("events");
        let expected = events.iter().find(|event| event["id"] == *id)?;
        let documents = self.indices(&expected["documents"]);
        self.record
            .events
            .iter()
            .find(|event| event.documents.iter().copied().collect::<BTreeSet<_>>() == documents)
    }

    /// The event that holds most of the documents of the one that the reader calls `id`, and at
    /// least half: its claims and storylines can be checked even where a text is joined wrongly.
    pub(crate) fn event_like(&self, id: &Value) -> Option<&Event> {
        let events = self.list("events");
        let expected = events.iter().find(|event| event["id"] == *id)?;
        let documents = self.indices(&expected["documents"]);
        let shared =
            |event: &Event| event.documents.iter().filter(|at| documents.contains(at)).count();
        let best = self.record.events.iter().max_by_key(|event| shared(event))?;
        (shared(best) * 2 >= documents.len()).then_some(best)
    }

    pub(crate) fn file_of(&self, document: usize) -> &str {
        let path = self.record.documents[document].document.path.as_deref().unwrap_or("");
        path.rsplit('/').next().unwrap_or(path)
    }
}

/// Where a quotation stands in a reading text, whatever its quotation marks and spaces.
pub(crate) fn find(reading: &Reading, quote: &str) -> Option<Span<Repaired>> {
    let text = reading.text.repaired();
    let fold = |c: char| match c {
        '“' | '”' | '„' => '"',
        '‘' | '’' => '\'',
        '–' | '—' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    let needle: Vec<char> = quote.chars().map(fold).collect();
    let hay: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, fold(c))).collect();
    let at = hay
        .windows(needle.len())
        .position(|window| window.iter().map(|&(_, c)| c).eq(needle.iter().copied()))?;
    let end = hay.get(at + needle.len()).map_or(text.len(), |&(end, _)| end);
    Some(Span::of(hay[at].0..end))
}

/// "2022-12-09 (year inferred)" without the remark.
pub(crate) fn date(value: &Value) -> Option<String> {
    let value = value.as_str()?;
    value.split_whitespace().next().map(str::to_owned)
}
