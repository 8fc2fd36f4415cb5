//! Events, weighed where their texts are.
//!
//! What was read of a text lies on the executors and stays there: only what grouping found out is
//! handed round, and what was said of each event comes back. The function that weighs is the one that
//! [`Builder::build`](crate::Builder::build) calls.
//!
//! What weighing asks of the whole pile is worked out before, and is little: which entity of the pile
//! each of a text's is, what joins texts to one account, the number of its family, the day that its
//! times are reckoned from. So an event is weighed with its own texts and nothing else; the largest one
//! is held whole.

use super::pieces::damaged;
use crate::codec::handed::{HandedText, read_event, read_text};
use crate::codec::{analysis, weighed};
use crate::days::completed;
use crate::grouped::reckon;
use crate::options::Options;
use crate::single::{Single, title};
use crate::threads::with_threads;
use rayon::prelude::*;
use std::io;
use wireroom_group::Accounts;
use wireroom_model::{Document, Telling};
use wireroom_weigh::{EventTexts, weigh_alone};

/// A text of an event, to be brought together with what was read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToWeigh {
    /// The number of the document.
    pub number: u64,
    /// The event's place in the pile.
    pub event: u64,
    /// The text's place in the event.
    pub place: u64,
    /// What there is to tell, as bytes.
    pub told: Vec<u8>,
}

/// What is known of a text of an event: [`ToWeigh::told`], and one of
/// [`Found::readings`](super::Found::readings).
pub type Row = (Vec<u8>, Vec<u8>);

/// Weighs events, each given by its texts in their order.
///
/// # Errors
/// When the bytes are none, or texts are missing.
pub fn weigh_events(events: &[Vec<Row>], options: &Options) -> io::Result<Vec<Vec<u8>>> {
    with_threads(options, || events.par_iter().map(|rows| weigh(rows)).collect())
}

/// A text, read.
struct Known {
    document: Document,
    single: Single,
    handed: HandedText,
}

fn weigh(rows: &[Row]) -> io::Result<Vec<u8>> {
    let wrong = || damaged("an event");
    let (first, _) = rows.first().ok_or_else(wrong)?;
    let mut told = first.as_slice();
    let event = read_event(&mut told).ok_or_else(wrong)?;
    if rows.len() != event.texts {
        return Err(damaged("the number of an event's texts"));
    }
    let mut texts = Vec::with_capacity(rows.len());
    for (at, (own, reading)) in rows.iter().enumerate() {
        // The event stands before the first of its texts.
        let mut own = if at == 0 { told } else { own.as_slice() };
        let handed = read_text(&mut own).filter(|_| own.is_empty()).ok_or_else(wrong)?;
        let (document, mut single) = analysis::read(reading).ok_or_else(|| damaged("a reading"))?;
        reckon(&mut single.assembled, handed.anchor);
        texts.push(Known { document, single, handed });
    }
    let pile: Vec<Telling<'_>> = texts.iter().map(telling).collect();
    let keys = texts.iter().map(|text| text.handed.accounts.clone()).collect();
    let documents: Vec<usize> = (0..pile.len()).collect();
    let told = EventTexts { id: &event.id, documents: &documents };
    let found = weigh_alone(&pile, told, &event.entities, Accounts::of_keys(keys));
    Ok(weighed::write(&found))
}

fn telling(of: &Known) -> Telling<'_> {
    let Known { document, single, handed } = of;
    Telling {
        document,
        text: &single.text,
        analysis: &single.assembled.analysis,
        entities: &handed.entities,
        family: handed.family,
        title: title(document, &single.text),
        date: completed(single.dated.published.clone(), &handed.anchor),
    }
}
