//! What was read of a text beside it.
//!
//! Resolved times are not written: they follow from those before and the day that the text is read
//! by.

use super::{
    KINDS, list, number, one_of, optional, read_f64, read_flag, read_list, read_next, read_number,
    read_one_of, read_optional, read_span, read_stamp, read_string, span, string, times,
    write_stamp,
};
use crate::date::Dates;
use crate::days::anchor;
use crate::single::Single;
use wireroom_analyse::Assembled;
use wireroom_model::{
    Analysis, Document, LocalEntity, LocalEntityKind, Manner, Name, NameKind, Place, Polarity,
    Sentence, Statement,
};

const NAMES: [NameKind; 5] = [
    NameKind::Person,
    NameKind::Organization,
    NameKind::Location,
    NameKind::Nationality,
    NameKind::Miscellaneous,
];
const ENTITIES: [LocalEntityKind; 6] = [
    LocalEntityKind::Person,
    LocalEntityKind::Organization,
    LocalEntityKind::State,
    LocalEntityKind::Place,
    LocalEntityKind::Unnamed,
    LocalEntityKind::Other,
];
pub(super) const MANNERS: [Manner; 3] = [Manner::Direct, Manner::Indirect, Manner::Mixed];

/// Appends a document and what was read of it.
pub(crate) fn write(document: &Document, single: &Single, out: &mut Vec<u8>) {
    super::write(document, &single.text, out);
    for stamp in [&single.dated.published, &single.dated.updated, &single.day] {
        optional(stamp.as_ref(), out, write_stamp);
    }
    write_found(single.english, &single.assembled, out);
}

/// Appends what was found in a text, and whether it is in English.
pub(crate) fn write_found(english: bool, found: &Assembled, out: &mut Vec<u8>) {
    out.push(u8::from(english));
    let Assembled { analysis, raw_times } = found;
    list(&analysis.sentences, out, |sentence, out| {
        span(sentence.span, out);
        one_of(&sentence.zone, &KINDS, out);
    });
    list(&analysis.names, out, name);
    list(&analysis.entities, out, entity);
    list(&analysis.statements, out, statement);
    list(raw_times, out, times::write);
}

/// What [`write`] wrote; `None` where it is not that.
pub(crate) fn read(bytes: &[u8]) -> Option<(Document, Single)> {
    let input = &mut { bytes };
    let (document, text) = read_next(input)?;
    let mut stamp = || read_optional(input, read_stamp);
    let dated = Dates { published: stamp()?, updated: stamp()? };
    let day = stamp()?;
    let (english, mut assembled) = read_found(input)?;
    assembled.resolve(anchor(day.as_ref()).as_ref());
    input.is_empty().then_some((document, Single { text, dated, day, english, assembled }))
}

/// What [`write_found`] wrote; its times are not resolved.
pub(crate) fn read_found(input: &mut &[u8]) -> Option<(bool, Assembled)> {
    let english = read_flag(input)?;
    let sentences = read_list(input, |input| {
        Some(Sentence { span: read_span(input)?, zone: read_one_of(input, &KINDS)? })
    })?;
    let names = read_list(input, read_name)?;
    let entities = read_list(input, read_entity)?;
    let statements = read_list(input, read_statement)?;
    let raw_times = read_list(input, times::read)?;
    let analysis = Analysis { sentences, names, entities, statements, times: Vec::new() };
    Some((english, Assembled { analysis, raw_times }))
}

fn name(name: &Name, out: &mut Vec<u8>) {
    span(name.span, out);
    one_of(&name.kind, &NAMES, out);
    optional(name.entity, out, number);
    optional(name.place.as_ref(), out, |place, out| {
        string(&place.name, out);
        optional(place.country.as_deref(), out, string);
        out.extend(place.lat.to_le_bytes());
        out.extend(place.lon.to_le_bytes());
        out.push(u8::from(place.wide));
    });
}

fn read_name(input: &mut &[u8]) -> Option<Name> {
    Some(Name {
        span: read_span(input)?,
        kind: read_one_of(input, &NAMES)?,
        entity: read_optional(input, read_number)?,
        place: read_optional(input, |input| {
            Some(Place {
                name: read_string(input)?,
                country: read_optional(input, read_string)?,
                lat: read_f64(input)?,
                lon: read_f64(input)?,
                wide: read_flag(input)?,
            })
        })?,
    })
}

fn entity(entity: &LocalEntity, out: &mut Vec<u8>) {
    string(&entity.name, out);
    one_of(&entity.kind, &ENTITIES, out);
    optional(entity.country.as_deref(), out, string);
    optional(entity.role.as_deref(), out, string);
    list(&entity.mentions, out, |mention, out| span(*mention, out));
}

fn read_entity(input: &mut &[u8]) -> Option<LocalEntity> {
    Some(LocalEntity {
        name: read_string(input)?,
        kind: read_one_of(input, &ENTITIES)?,
        country: read_optional(input, read_string)?,
        role: read_optional(input, read_string)?,
        mentions: read_list(input, read_span)?,
    })
}

fn statement(statement: &Statement, out: &mut Vec<u8>) {
    for part in [&statement.source, &statement.cue, &statement.content, &statement.relay] {
        list(part, out, |part, out| span(*part, out));
    }
    optional(statement.addressee, out, span);
    optional(statement.source_entity, out, number);
    list(&statement.joint_entities, out, |entity, out| number(*entity, out));
    list(&statement.relay_entities, out, |entity, out| optional(*entity, out, number));
    one_of(&statement.polarity, &Polarity::ALL, out);
    one_of(&statement.manner, &MANNERS, out);
}

fn read_statement(input: &mut &[u8]) -> Option<Statement> {
    let mut part = || read_list(input, read_span);
    let [source, cue, content, relay] = [part()?, part()?, part()?, part()?];
    Some(Statement {
        source,
        cue,
        content,
        relay,
        addressee: read_optional(input, read_span)?,
        source_entity: read_optional(input, read_number)?,
        joint_entities: read_list(input, read_number)?,
        relay_entities: read_list(input, |input| read_optional(input, read_number))?,
        polarity: read_one_of(input, &Polarity::ALL)?,
        manner: read_one_of(input, &MANNERS)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tier;
    use crate::analysed::Memory;
    use crate::codec;
    use crate::families::mended;
    use crate::single::singles;
    use std::collections::BTreeSet;
    use wireroom_collate::{Config, Member, collate};
    use wireroom_model::DocumentId;

    const TOLD: &str = "Ferry Alba strikes pier\n\nBERGEN, Norway (Reuters) — The ferry Alba struck a \
        pier in Bergen on Tuesday, injuring 12 people, harbor master Rosa Ibarra told AFP.\n\n“We had \
        no warning,” she said, citing the coast guard. A police spokesperson denied on March 4 that \
        two crew members, who had come from Stavanger two years ago, were held.";

    /// Documents, some of them copies, and what was read of them.
    fn read_all() -> (Vec<Document>, Vec<Single>, wireroom_collate::Collation) {
        let tail = "\n\nSubscribe to our newsletter and never miss a story from the harbor again!";
        let texts =
            [TOLD.to_owned(), format!("{TOLD}{tail}"), TOLD.replace("12", "13"), "Å".into()];
        let documents: Vec<Document> = texts
            .into_iter()
            .enumerate()
            .map(|(at, text)| Document {
                path: Some(format!("{at}.txt")),
                outlet: Some(format!("Outlet {at}")),
                ..Document::plain(DocumentId::derive(&[&at.to_string()]), text)
            })
            .collect();
        let texts: Vec<_> = documents.iter().map(wireroom_repair::repair).collect();
        let members: Vec<Member<'_>> = documents
            .iter()
            .zip(&texts)
            .map(|(document, text)| Member { document, text })
            .collect();
        let found = collate(&members, &Config::default());
        let (texts, found) = mended(&documents, texts, found);
        let of = crate::single::family_of(&found, &documents);
        let memory = &mut Memory::default();
        let singles = singles(&documents, texts, &of, &BTreeSet::new(), Tier::Fast, memory, &());
        (documents, singles, found)
    }

    #[test]
    fn what_was_read_comes_back_as_it_was() {
        let (documents, singles, mut found) = read_all();
        let said = |single: &Single| single.assembled.analysis.statements.len();
        assert!(singles.iter().map(said).sum::<usize>() > 3);
        assert!(singles.iter().any(|single| !single.assembled.raw_times.is_empty()));
        for (document, single) in documents.iter().zip(&singles) {
            let mut bytes = Vec::new();
            write(document, single, &mut bytes);
            assert_eq!(read(&bytes), Some((document.clone(), single.clone())));
            for cut in (0..bytes.len()).step_by(7) {
                assert_eq!(read(&bytes[..cut]), None, "{cut}");
            }
        }
        assert!(found.families.len() < documents.len() && !found.pairs.is_empty());
        found.interpolations.clear();
        assert_eq!(codec::collation::read(&codec::collation::write(&found)), Some(found));
    }
}
