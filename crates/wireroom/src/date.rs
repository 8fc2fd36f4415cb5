//! What a document says of itself: when it was published and changed, who wrote it, whom it
//! credits. Metadata first, then what stands in the text.

use crate::pipeline::distinct;
use jiff::civil::Date;
use std::collections::BTreeSet;
use wireroom_model::{Basis, DateRange, Document, Stamp, Text, ZoneKind};

/// The dates of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Dates {
    pub(crate) published: Option<Stamp>,
    pub(crate) updated: Option<Stamp>,
}

/// Metadata, else the published line, else the dateline, else the address of the page. A dateline
/// without a year gives "XXXX-12-09"; an address gives way to anything that the page itself says.
pub(crate) fn dates(document: &Document, text: &Text) -> Dates {
    let repaired = text.repaired();
    let of = |kind: ZoneKind| {
        text.structure.of(kind).find_map(|span| wireroom_times::read_stamp(span.text(repaired)))
    };
    let from_metadata = document.published.clone().filter(|stamp| stamp.basis != Basis::Url);
    let dateline = text.structure.dateline.and_then(|dateline| dateline.date).and_then(|span| {
        let stamp = wireroom_times::read_stamp(span.text(repaired))?;
        Some(Stamp { basis: Basis::Dateline, ..stamp })
    });
    let published = from_metadata.or_else(|| of(ZoneKind::Published));
    // Any full date outranks one that lacks its year.
    let full = |stamp: &Stamp| stamp.range().is_some();
    let candidates = [published, dateline, document.published.clone()];
    let whole = candidates.iter().flatten().find(|stamp| full(stamp)).cloned();
    Dates {
        published: whole.or_else(|| candidates.into_iter().flatten().next()),
        updated: document.updated.clone().or_else(|| of(ZoneKind::Updated)),
    }
}

/// The days that documents are dated by.
pub(crate) fn known_days<'a>(
    dated: impl IntoIterator<Item = &'a Dates>,
) -> impl Iterator<Item = Date> {
    dated.into_iter().filter_map(|dates| dates.published.as_ref()?.day())
}

/// Settles dates that can be read day first or month first ("4/10/2021"): the reading within three
/// days of what another document of the pile is dated by, where only one reading is. `known` are
/// the days that documents of the pile are dated by.
pub(crate) fn settle(
    documents: &[Document],
    texts: &[Text],
    dated: &mut [Dates],
    known: &BTreeSet<Date>,
) {
    for ((document, text), dates) in documents.iter().zip(texts).zip(dated) {
        if dates.published.is_some() || document.published.is_some() {
            continue;
        }
        let zones = text.structure.of(ZoneKind::Published);
        let lines = zones.map(|span| span.text(text.repaired()));
        let Some(readings) = lines.into_iter().find_map(wireroom_times::read_ambiguous) else {
            continue;
        };
        // The nearest known days are those next before and after.
        let near = |stamp: &Stamp| {
            stamp.day().is_some_and(|day| {
                let around = [known.range(..=day).next_back(), known.range(day..).next()];
                let gap = |known: &&Date| DateRange::day(**known).gap(DateRange::day(day));
                around.iter().flatten().any(|known| gap(known) <= 3)
            })
        };
        let [day_first, month_first] = readings;
        let chosen = match (near(&day_first), near(&month_first)) {
            (true, false) => day_first,
            (false, true) => month_first,
            _ => continue,
        };
        dates.published = Some(Stamp { basis: Basis::Inferred, ..chosen });
    }
}

/// The byline as printed, and the agencies and outlets credited, sorted.
pub(crate) fn credits(document: &Document, text: &Text) -> (Option<String>, Vec<String>) {
    let repaired = text.repaired();
    let stands = text.structure.of(ZoneKind::Byline).next();
    let byline = document
        .byline
        .clone()
        .or_else(|| stands.map(|span| span.text(repaired).trim().to_owned()));
    let agency = text.structure.dateline.and_then(|dateline| dateline.agency);
    let named = text.structure.credits.iter().copied().chain(agency).map(|span| {
        let name = span.text(repaired).trim();
        wireroom_lexicon::agency_by_name(name).map_or(name, |agency| agency.name).to_owned()
    });
    (byline, distinct(document.credit.iter().cloned().chain(named)))
}
