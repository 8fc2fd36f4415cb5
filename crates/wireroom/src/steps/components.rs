//! What hangs together by copies, read.

use super::pieces::{damaged, read_piece};
use crate::analysed::Memory;
use crate::codec::{analysis, collation};
use crate::families::mended;
use crate::index::number_of;
use crate::options::Options;
use crate::single::{Single, family_of, singles};
use crate::threads::with_threads;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;
use wireroom_collate::steps::{Tied, component};
use wireroom_collate::{Collation, Config, Member, numbered};
use wireroom_model::{Document, Text};

/// Texts of which none is a copy of any other text of the pile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Component {
    /// The texts.
    pub texts: Vec<Tied>,
    /// Their documents: the number of each, that of its text, and the [`Piece`](super::Piece).
    pub documents: Vec<(u64, u64, Vec<u8>)>,
}

/// What was found of some components, as bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The number of each document, and what was read of it.
    pub readings: Vec<(u64, Vec<u8>)>,
    /// The families and pairs.
    pub collation: Vec<u8>,
}

/// Pairs of documents, by number, that the user links or parts whatever their texts say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// Those that are of one family; whoever joins must bring their texts together.
    pub must: Vec<(u64, u64)>,
    /// Those that are of two; each of their documents is a text of its own.
    pub cannot: Vec<(u64, u64)>,
}

/// Finds the families of components and reads their texts; a sentence that several have is read once.
/// `days` are all days that documents of the pile are dated by.
///
/// # Errors
/// When the bytes are no pieces, or a day is none.
pub fn read_components(
    components: Vec<Component>,
    days: &[String],
    linked: &Linked,
    options: &Options,
) -> io::Result<Found> {
    let known: BTreeSet<Date> = days
        .iter()
        .map(|day| day.parse().map_err(|_| damaged("a day")))
        .collect::<io::Result<_>>()?;
    with_threads(options, || read(components, &known, linked, options))
}

fn read(
    components: Vec<Component>,
    known: &BTreeSet<Date>,
    linked: &Linked,
    options: &Options,
) -> io::Result<Found> {
    let mut config = Config::default();
    let ids = |&(a, b): &(u64, u64)| (numbered(a), numbered(b));
    config.must_link = linked.must.iter().map(ids).collect();
    config.cannot_link = linked.cannot.iter().map(ids).collect();
    config.agencies.clone_from(&options.agencies);
    let parts: Vec<Part> = components
        .into_par_iter()
        .map(|component| Part::of(component, &config))
        .collect::<io::Result<_>>()?;
    let (mut documents, mut texts, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        documents.extend(part.documents);
        texts.extend(part.texts);
        found.push(part.collation);
    }
    let (texts, found) = mended(&documents, texts, Collation::of_parts(found));
    let family_of = family_of(&found, &documents);
    let singles =
        singles(&documents, texts, &family_of, known, options.tier, &mut Memory::default(), &());
    let reading = |(document, single): (&Document, &Single)| {
        let mut out = Vec::with_capacity(document.received.len() * 2);
        analysis::write(document, single, &mut out);
        Ok((number_of(&document.id)?, out))
    };
    let readings = documents.par_iter().zip(&singles).map(reading).collect::<io::Result<_>>()?;
    Ok(Found { readings, collation: collation::write(&found) })
}

/// A component, collated.
struct Part {
    documents: Vec<Document>,
    texts: Vec<Text>,
    collation: Collation,
}

impl Part {
    fn of(of: Component, config: &Config) -> io::Result<Self> {
        let Component { texts: mut tied, documents: mut rows } = of;
        tied.sort_by_key(|tied| tied.text);
        rows.sort_by_key(|&(number, ..)| number);
        let (mut documents, mut texts) = (Vec::new(), Vec::new());
        let mut of = Vec::with_capacity(rows.len());
        for (number, text_number, bytes) in rows {
            let (document, text) = read_piece(&bytes)?;
            if number_of(&document.id)? != number {
                return Err(damaged("the number of a document"));
            }
            of.push(text_number);
            documents.push(document);
            texts.push(text);
        }
        let members: Vec<(u64, Member<'_>)> = of
            .into_iter()
            .zip(documents.iter().zip(&texts))
            .map(|(of, (document, text))| (of, Member { document, text }))
            .collect();
        let collation = component(&tied, &members, config);
        Ok(Self { documents, texts, collation })
    }
}
