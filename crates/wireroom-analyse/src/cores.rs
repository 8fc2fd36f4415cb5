//! What of a text its analysis depends on.
//!
//! Two outlets that run one story word for word print other things around it. Analysis looks at the
//! telling, the captions and the dateline alone: the stretch of the text that holds these is its core,
//! and texts of one core are assembled once. What it is not: a family, or a likeness; a core is the
//! same byte for byte or another.

use crate::{Assembled, Models, READER, Tier};
use wireroom_model::{Dateline, LocalEntity, Statement, Structure, Text, Zone, ZoneKind};
use wireroom_text::{Span, TextMap};
use wireroom_times::RawTime;

/// The core of a text, as a text of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Core {
    /// It, without repairs.
    pub text: Text,
    /// Where it begins in the text that it was taken from.
    pub start: usize,
}

/// All that an analysis depends on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CoreKey<'a> {
    words: &'a str,
    zones: Vec<(Span, ZoneKind)>,
    dateline: Option<[Option<Span>; 3]>,
}

impl Core {
    /// The core of `text`.
    #[must_use]
    pub fn of(text: &Text) -> Self {
        let repaired = text.repaired();
        let counts = |kind: ZoneKind| {
            kind.is_telling() || matches!(kind, ZoneKind::Caption | ZoneKind::Dateline)
        };
        let zones = text.structure.zones.iter().filter(|zone| counts(zone.kind));
        let dateline = text.structure.dateline;
        let parts = dateline.map(|line| [line.place, line.date, line.agency]);
        let spans = zones.clone().map(|zone| zone.span);
        let all = spans.chain(parts.into_iter().flatten().flatten()).reduce(Span::cover);
        let all = all.unwrap_or(Span::of(0..0));
        let here = |span: Span| Span::of(span.start() - all.start()..span.end() - all.start());
        let structure = Structure {
            zones: zones.map(|zone| Zone { span: here(zone.span), kind: zone.kind }).collect(),
            dateline: dateline.map(|line| Dateline {
                place: line.place.map(here),
                date: line.date.map(here),
                agency: line.agency.map(here),
            }),
            ..Structure::default()
        };
        let map = TextMap::unchanged(all.text(repaired));
        Self { text: Text { map, repairs: Vec::new(), structure }, start: all.start() }
    }

    /// All that its analysis depends on.
    #[must_use]
    pub fn key(&self) -> CoreKey<'_> {
        let structure = &self.text.structure;
        CoreKey {
            words: self.text.repaired(),
            zones: structure.zones.iter().map(|zone| (zone.span, zone.kind)).collect(),
            dateline: structure.dateline.map(|line| [line.place, line.date, line.agency]),
        }
    }

    /// All that what is read of it in `tier` depends on, in 16 bytes of BLAKE3: its key, and what reads
    /// it. One key never stands for two analyses, unless [`READER`] was forgotten.
    #[must_use]
    pub fn digest(&self, tier: Tier) -> [u8; 16] {
        let Models { names, statements } = tier.models();
        let CoreKey { words, zones, dateline } = self.key();
        let mut hasher = blake3::Hasher::new();
        hasher.update(&READER.to_le_bytes());
        for part in [env!("CARGO_PKG_VERSION"), names, statements, words] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let mut number = |number: usize| {
            hasher.update(&(number as u64).to_le_bytes());
        };
        for (span, kind) in zones {
            [span.start(), span.end(), kind as usize].into_iter().for_each(&mut number);
        }
        for part in dateline.into_iter().flatten() {
            number(part.map_or(0, |span| span.start() + 1));
            number(part.map_or(0, |span| span.end()));
        }
        let mut digest = [0; 16];
        digest.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        digest
    }
}

impl Assembled {
    /// The same of a text whose core begins at `start`.
    #[must_use]
    pub fn shifted(mut self, start: usize) -> Self {
        if start == 0 {
            return self;
        }
        let analysis = &mut self.analysis;
        analysis.sentences.iter_mut().for_each(|sentence| shift(&mut sentence.span, start));
        analysis.names.iter_mut().for_each(|name| shift(&mut name.span, start));
        analysis.times.iter_mut().for_each(|time| shift(&mut time.span, start));
        for LocalEntity { mentions, .. } in &mut analysis.entities {
            all(mentions, start);
        }
        for said in &mut analysis.statements {
            let Statement { source, cue, content, addressee, relay, .. } = said;
            [source, cue, content, relay].into_iter().for_each(|spans| all(spans, start));
            all(addressee, start);
        }
        self.raw_times.iter_mut().for_each(|RawTime { span, .. }| shift(span, start));
        self
    }
}

fn all<'a>(spans: impl IntoIterator<Item = &'a mut Span>, by: usize) {
    spans.into_iter().for_each(|span| shift(span, by));
}

fn shift(span: &mut Span, by: usize) {
    *span = span.shift(by);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Passages, Sentences, Tier, assemble, read_passages, read_sentence};
    use wireroom_model::{Document, DocumentId};

    fn text(received: &str) -> Text {
        wireroom_repair::repair(&Document::plain(DocumentId::from_stored("d"), received))
    }

    fn analysed(text: &Text) -> Assembled {
        let (sentences, passages) =
            (Sentences::of([text].into_iter()), Passages::of([text].into_iter()));
        let readings: Vec<_> = sentences.distinct.iter().map(|it| read_sentence(it)).collect();
        let said = read_passages(&passages.distinct, Tier::Fast);
        let reading = |it: &str| readings.get(sentences.position(it)?);
        let passage = |it: &str, starts: &[usize]| said.get(passages.position(it, starts)?);
        assemble(text, reading, passage, None)
    }

    const TOLD: &str = "GDANSK, Poland, May 4 (Northwire) - The lock at Plum Island will stay shut \
        until Friday, harbor engineer Tove Lund told reporters on Monday.\n\n\
        \"We found a crack in the gate last week,\" she said. The port authority denied that ships \
        had been delayed.\n";

    #[test]
    fn what_is_found_in_the_core_is_what_is_found_in_the_text() {
        let page =
            format!("Home | World | Sport\nSubscribe\n\n{TOLD}\nLeave a Reply\nShare this\n");
        let (bare, page) = (text(TOLD), text(&page));
        let (alone, core) = (Core::of(&bare), Core::of(&page));
        assert!(core.start > 0);
        assert_eq!(alone.key(), core.key());
        let found = analysed(&core.text);
        assert!(found.analysis.statements.len() >= 2 && !found.raw_times.is_empty());
        assert_eq!(found.shifted(core.start), analysed(&page));
    }

    #[test]
    fn another_word_or_another_part_is_another_core() {
        let (one, other) = (text(TOLD), text(&TOLD.replace("Monday", "Tuesday")));
        assert_ne!(Core::of(&one).key(), Core::of(&other).key());
        let mut parted = one.clone();
        parted.structure.dateline = None;
        assert_ne!(Core::of(&one).key(), Core::of(&parted).key());
        for other in [&other, &parted] {
            assert_ne!(Core::of(&one).digest(Tier::Fast), Core::of(other).digest(Tier::Fast));
        }
        assert_ne!(Core::of(&one).digest(Tier::Fast), Core::of(&one).digest(Tier::Full));
        let empty = Core::of(&text(""));
        assert_eq!((empty.start, empty.text.repaired()), (0, ""));
    }
}
